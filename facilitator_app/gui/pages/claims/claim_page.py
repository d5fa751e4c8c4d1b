"""The page of a claim: what it is for, what it cost, and its way from a note to the payment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout
from shiboken6 import isValid

from facilitator_app.digests.cards import Fact
from facilitator_app.digests.journeys import LastJourney
from facilitator_app.domain.amounts import show_tenths
from facilitator_app.domain.claims import LOCKED
from facilitator_app.domain.dates import show_date
from facilitator_app.domain.errors import AppError
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.form.children_editor import ChildrenPart
from facilitator_app.gui.form.record_source import Opened
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.claims.claim_lines import ClaimLines
from facilitator_app.gui.pages.claims.claim_steps import ClaimSteps
from facilitator_app.gui.pages.claims.running_total import Cost, RunningTotal
from facilitator_app.gui.pages.record_page import RecordPage
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.i18n import _
from facilitator_app.services import claims
from facilitator_app.services.claims import APPROVED, LineAmount
from facilitator_app.services.files import File
from facilitator_app.services.records import Saved
from facilitator_app.spec.record import Changes, Draft

PAUSE_MS = 200
_BY_STEPS = (
    "submitted", "state", "approved_by", "approved_on", "authorised_by", "authorised_on",
    "paid_on", "payment_method", "payment_reference",
)  # fmt: skip
_CLOSED, _JOURNEY = "closed", "journey"


class ClaimPage(RecordPage):
    """A record page with its lines worked out as they are typed, and steps that can be undone."""

    def __init__(
        self,
        context: PageContext,
        record_id: int | None = None,
        given: Mapping[str, Any] | None = None,
    ) -> None:
        """Show the claim `record_id`, or a new one with `given` values (member, meeting, day)."""
        self.steps = ClaimSteps(context)
        self.so_far = RunningTotal()
        self.looks: tuple[str, ...] = ()
        self._meant: tuple[int | None, int | None] = (None, None)
        self._pause = QTimer(singleShot=True, interval=PAUSE_MS)
        part = ChildrenPart("", lambda context: ClaimLines(context, self._day), claims.lines)
        super().__init__(context, "claim", record_id, given, _save, (part,), _BY_STEPS)
        self._put_notes_last()
        self.form.put_on_top(self.steps)
        self.steps.setVisible(self.steps.stands)
        self.steps.taken.connect(self._take_step)
        self._pause.setParent(self)
        self._pause.timeout.connect(self._work_out)
        self.costs.changed.connect(self._pause.start)
        for name in ("member_id", "meeting_id", "date"):
            self.form.rows[name].editor.changed.connect(self._meant_changed)

    @property
    def help_page(self) -> str:
        """The page of the guide about claims."""
        return "claims"

    def stale(self, changes: Changes) -> None:
        """Read anew when a line was changed elsewhere, too."""
        if changes is not self._own and changes.touches("claim_line"):
            self.reload()
        else:
            super().stale(changes)

    @property
    def costs(self) -> ClaimLines:
        """The lines of the claim."""
        lines = self.lines[0]
        assert isinstance(lines, ClaimLines)
        return lines

    def _day(self) -> dt.date | None:
        try:
            day = self.form.rows["date"].editor.read()
        except AppError:
            return None
        return day if isinstance(day, dt.date) else None

    def _put_notes_last(self) -> None:
        """Set the notes below the costs; a form this short needs no list of its sections."""
        notes = self.form.rows["notes"]
        old = next(one for one in self.form.sections if notes in one.rows)
        self.form.add_section("", notes, wide=False)
        old.hide()
        self.form.sections.remove(old)
        self.form.list_sections()

    def _name_it(self, opened: Opened) -> None:
        """Name the page, and put what the claim comes to on top of the panel."""
        super()._name_it(replace(opened, row=replace(opened.row, values=_without_total(opened))))
        box = self.glance.layout()
        assert isinstance(box, QVBoxLayout)
        self.so_far = RunningTotal()
        box.insertWidget(0, self.so_far)
        if self._id is None:
            refs = opened.row.refs
            known = [refs[name] for name in ("member_id", "meeting_id", "event_id") if name in refs]
            self.head.set_texts(self.title, " · ".join(known), person=False)
        else:
            self._ask_where_it_stands(opened)
        self._work_out()
        self._meant_changed()

    def _tell_state(self) -> None:
        super()._tell_state()
        self.steps.allow(saved=not self.dirty)

    def _ask_where_it_stands(self, opened: Opened) -> None:
        claim_id, state = opened.row.id, str(opened.row.values["state"])

        def work(file: File, _progress: Progress) -> tuple[Fact, ...]:
            return claims.warnings(file, claim_id)

        def done(looks: tuple[Fact, ...]) -> None:
            if isValid(self):
                self.looks = tuple(look.text for look in looks)
                self.steps.show_claim(state, looks)
                self.steps.allow(saved=not self.dirty)
                self._close(opened, state)

        self._context.ops.run(work, done)

    def _close(self, opened: Opened, state: str) -> None:
        """Let a claim that is approved or closed be read, and say why it cannot be changed."""
        closed = state in LOCKED or state in APPROVED
        for row in self.form.rows.values():
            row.editor.setEnabled(not closed)
        self.costs.set_closed(closed=closed)
        self.head.save_button.setEnabled(not closed)
        self.head.save_button.setToolTip(
            _("This claim cannot be changed any more.") if closed else ""
        )
        self.set_bar(_CLOSED, _standing(self._context, opened, state))

    def _take_step(self, to: str, values: Mapping[str, Any]) -> None:
        claim_id, opened = self._id, self._opened
        if claim_id is None or opened is None or self.dirty:
            return
        given = dict(values)
        if "notes" in given:
            given["notes"] = self._with_note(
                str(opened.row.values.get("notes") or ""), given["notes"]
            )

        def work(file: File, _progress: Progress) -> Changes:
            return claims.move(file, claim_id, to, given)

        def done(changes: Changes) -> None:
            self._own = changes
            if isValid(self):
                self.steps.put_away()
                self.reload()
            self._context.window.changed(changes)

        self._context.ops.run(work, done, self.steps.refuse)

    def _with_note(self, held: str, new: str) -> str:
        day = show_date(self._context.format_context().today)
        return "\n".join(part for part in (held, f"{day}: {new}") if part)

    def _work_out(self) -> None:
        """Ask what the lines come to as they stand."""
        values = self.form.readable()
        claim = Draft("claim", {"member_id": values.get("member_id")}, self._id)
        drafts = self.costs.asked()

        def work(file: File, _progress: Progress) -> tuple[LineAmount, ...]:
            return claims.amounts_of(file, claim, drafts)

        def done(worked: tuple[LineAmount, ...]) -> None:
            if isValid(self):
                self._show_worked(drafts, worked)

        self._context.ops.run(work, done)

    def _show_worked(self, drafts: Sequence[Draft], worked: Sequence[LineAmount]) -> None:
        lists = self._context.format_context().lists
        self.costs.show_worked(worked)
        found = []
        for draft, one in zip(drafts, worked, strict=True):
            category = str(draft.values.get("category") or "")
            mileage = category == "mileage"
            known = bool(one.working) if mileage else draft.values.get("amount") is not None
            what = lists.label("claim_category", category)
            found.append(Cost(what, one.pence if known else None, one.working))
        self.so_far.show_costs(found)

    def _meant_changed(self) -> None:
        """Once member and meeting are known, take its day and offer the journey of last time."""
        self._pause.start()
        values = self.form.readable()
        member, meeting = values.get("member_id"), values.get("meeting_id")
        if (member, meeting) == self._meant:
            return
        self._meant = (member, meeting)
        if meeting is None:
            self.set_bar(_JOURNEY, None)
            return
        leaving_out = self._id

        def work(file: File, _progress: Progress) -> tuple[dt.date | None, LastJourney | None]:
            last = claims.last_journey(file, member, meeting, leaving_out) if member else None
            return claims.day_of(file, meeting), last

        self._context.ops.run(work, lambda found: self._offer_journey(*found))

    def _offer_journey(self, day: dt.date | None, last: LastJourney | None) -> None:
        if not isValid(self):
            return
        date = self.form.rows["date"].editor
        if day is not None and not date.value_text().strip():
            dirty = self.dirty
            date.set_value(day)
            if dirty:
                self._edited()
            else:  # a day that nobody typed is no reason for a draft
                self.form.mark_clean()
        fresh = self._id is None and not any(one.mileage for one in self.costs.costs)
        if last is None or not fresh:
            self.set_bar(_JOURNEY, None)
            return

        def take() -> None:
            self.set_bar(_JOURNEY, None)
            values = {
                "category": "mileage", "miles": last.miles, "mode": last.mode,
                "details": last.details,
            }  # fmt: skip
            self.costs.add_like(values)

        parts = (_("{n} miles").format(n=show_tenths(last.miles)), last.details)
        title = _("Same journey as last time?")
        text = ", ".join(part for part in parts if part)
        self.set_bar(_JOURNEY, Notice("info", title, text, ((_("Use it"), take),)))


def _save(file: File, draft: Draft, lines: tuple[tuple[Draft, ...], ...]) -> Saved:
    return claims.save(file, draft, lines[0])


def _without_total(opened: Opened) -> Mapping[str, Any]:
    """Return the values but the total, which the panel works out anew."""
    return {name: one for name, one in opened.row.values.items() if name != "total"}


def _standing(context: PageContext, opened: Opened, state: str) -> Notice | None:
    """Return what is to be known about a claim that was returned, approved or closed."""
    said = str(opened.row.values.get("notes") or "").split("\n")[-1]
    if state == "returned":
        title = _("Returned with a question. Answer it in the notes, then send the claim in again.")
        return Notice("warn", title, said)
    if state not in LOCKED and state not in APPROVED:
        return None
    if state in APPROVED:
        title = _("This claim is approved and cannot be changed.")
        return Notice("info", title, _("If something is wrong, return it with a question."))
    again = {name: opened.row.values.get(name) for name in ("member_id", "meeting_id", "date")}
    given = {name: one for name, one in again.items() if one is not None}
    choices = ((_("New claim"), lambda: context.window.new_record("claim", given)),)
    title = _("This claim is closed and stays as it is.")
    text = said if state == "rejected" and said else _("For anything more, make a new claim.")
    return Notice("info", title, text, choices)
