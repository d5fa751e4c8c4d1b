"""The page of a claim: what it is for, what it cost, and its way from a note to the payment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer

from facilitator_app.digests.cards import Fact
from facilitator_app.digests.page_values import STEP
from facilitator_app.domain.claims import APPROVED, LOCKED
from facilitator_app.domain.errors import AppError
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.form.line_rules import TableOptions
from facilitator_app.gui.form.record_source import forget
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.claims.claim_costs import ClaimCosts
from facilitator_app.gui.pages.claims.claim_line_rules import ClaimLineRules, like_the_last
from facilitator_app.gui.pages.claims.claim_steps import ClaimSteps
from facilitator_app.gui.pages.claims.journey_offer import JourneyOffer
from facilitator_app.gui.pages.claims.running_total import RunningTotal
from facilitator_app.gui.pages.record_page import RecordPage
from facilitator_app.gui.pages.record_parts import Actions, HoldingPage, RecordParts
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.i18n import _
from facilitator_app.services import claim_steps, claims, drafts
from facilitator_app.services.children import Children
from facilitator_app.services.drafts import SavedDraft
from facilitator_app.services.files import File
from facilitator_app.services.record_writing import Saved
from facilitator_app.spec.record import Changes, Draft, Row

_SOON_MS = 50  # once the form, which takes the keyboard first, is seen
_BY_STEPS = (
    "submitted", "state", "approved_by", "approved_on", "authorised_by", "authorised_on",
    "paid_on", "payment_method", "payment_reference",
)  # fmt: skip


def claim_page(
    context: PageContext, record_id: int | None = None, given: Mapping[str, Any] | None = None
) -> RecordPage:
    """Return the page of the claim `record_id`, or of a new one with `given` values.

    With STEP among them, it asks for what that step needs.
    """
    values = dict(given or {})
    parts = ClaimParts(context, values.pop(STEP, ""))
    return RecordPage(context, "claim", record_id, values, parts)


class ClaimParts(RecordParts):
    """Works lines out as they are typed, and moves the claim on by steps that can be undone."""

    left_out = _BY_STEPS
    last = ("notes",)
    listed = False
    untold = ("total",)
    attached_lines = ("claim_line",)

    def __init__(self, context: PageContext, step: str = "") -> None:
        """Make what stands above the form and beside it; go to a `step` once the claim is here."""
        self._context, self._step = context, step
        self._moved = False  # whether its steps came or changed just now, and are to be seen
        self.steps, self.so_far = ClaimSteps(context), RunningTotal()
        self.above, self.beside = self.steps, self.so_far
        self._page: HoldingPage
        self.costs: ClaimCosts
        self.journey: JourneyOffer

    def table(self, child: str) -> TableOptions:
        """Return how the costs are set out: a cost needs few of the columns there are."""
        return TableOptions(
            title=_("What it cost"),
            columns=("date", "category", "details", "miles", "mode", "amount", "receipt"),
            start=like_the_last,
            rules=ClaimLineRules(self._day),
            begun=True,
            stacked=True,
        )

    def save(self, file: File, draft: Draft, children: Children) -> Saved:
        """Save the claim with its lines, worked out."""
        return claims.save(file, draft, children)

    def correct(self, file: File, draft: Draft, children: Children, why: str) -> Saved:
        """Put a paid claim right, worked out anew."""
        return claims.correct(file, draft, children, why)

    def attach(self, page: HoldingPage) -> None:
        """Work for `page`."""
        self._page = page
        self.costs = ClaimCosts(self._context, page, self.so_far)
        self.journey = JourneyOffer(self._context, page, self.costs.wait)
        self.steps.taken.connect(self._take_step)
        self.steps.finished.connect(page.view.head.take_keyboard)
        for name in ("member_id", "meeting_id", "date"):
            editor = page.view.form.rows[name].editor
            editor.changed.connect(self.costs.wait)
            editor.changed.connect(self.journey.look)

    def opened(self, row: Row) -> None:
        """Show where the claim stands, and what it comes to."""
        if row.id:
            self._ask_what_to_look_at(row)
        else:
            self._moved = True
        self.costs.work_out()
        self.journey.look()

    def leave(self) -> None:
        """Keep what was typed for a step and not taken."""
        self.steps.saver.leave()

    def edited(self) -> None:
        """Let steps be taken only from what is saved."""
        self.steps.allow(saved=not self._page.dirty)

    def notice(self, row: Row, more: Actions = ()) -> Notice | None:
        """Return what is to be known about a claim with notes, or an approved or closed one."""
        state, said = row["state"], str(row["notes"] or "").strip()
        if state == "returned":
            title = _(
                "Returned with a question. Answer it in the notes, then send the claim in again."
            )
            return Notice("warn", title, said)
        if state == "submitted" and said:
            return Notice("warn", _("Read these notes before you approve the claim."), said)
        if state in APPROVED:
            title = (
                _("Payment of this claim is authorised, and it cannot be changed.")
                if state == "authorised"
                else _("This claim is approved and cannot be changed.")
            )
            return Notice("info", title, _("If something is wrong, return it with a question."))
        if state not in LOCKED:
            return None
        title = _("This claim is closed.")
        text = said if state == "rejected" and said else _("For anything more, make a new claim.")
        again = (*more, (_("New claim"), lambda: self._new_like(row)))
        return Notice("info", title, text, again)

    def _new_like(self, row: Row) -> None:
        values = {name: row[name] for name in ("member_id", "meeting_id", "date")}
        given = {name: one for name, one in values.items() if one is not None}
        self._context.window.new_record("claim", given)

    def _day(self) -> dt.date | None:
        try:
            day = self._page.view.form.rows["date"].editor.read()
        except AppError:
            return None
        return day if isinstance(day, dt.date) else None

    def _ask_what_to_look_at(self, row: Row) -> None:
        def work(file: File, _progress: Progress) -> tuple[tuple[Fact, ...], SavedDraft | None]:
            return claims.warnings(file, row.id), drafts.find(file, claim_steps.draft_key(row.id))

        def done(found: tuple[tuple[Fact, ...], SavedDraft | None]) -> None:
            self.steps.show_claim(row, *found)
            self.steps.allow(saved=not self._page.dirty)
            if self._moved:
                self._moved = False
                self.steps.reveal()
            step, self._step = self._step, ""
            QTimer.singleShot(_SOON_MS, self.steps, partial(self.steps.go_to, step))

        self._context.ask(self.steps, work, done)

    def _take_step(self, to: str, values: Mapping[str, Any], sure: Sequence[str]) -> None:
        claim_id = self._page.record_id
        if claim_id is None or self._page.dirty:
            return

        def work(file: File, _progress: Progress) -> Changes:
            with drafts.used_up(file, claim_steps.draft_key(claim_id)):
                return claim_steps.move(file, claim_id, to, values, sure)

        def done(changes: Changes) -> None:
            self.steps.go_on()
            self._moved = True
            self._page.changed(changes)

        def gone(changes: Changes) -> None:
            self._context.send(
                lambda file, _progress: forget(file, claim_steps.draft_key(claim_id))
            )
            self._context.window.changed(changes)

        self._context.ask(self.steps, work, done, self.steps.refuse, gone)
