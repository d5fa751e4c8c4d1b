"""Where a claim stands and what can be done next: the steps, what to look at, an inline bar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facilitator_app.digests.cards import Fact
from facilitator_app.digests.claim_steps import StepAsk
from facilitator_app.domain.claims import MOVE_WORDS, MOVES
from facilitator_app.domain.errors import AppError
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.form.draft_saver import DraftSaver
from facilitator_app.gui.form.form_bars import step_bar
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.claims.step_form import ASKS, ICONS, StepForm
from facilitator_app.gui.tab_order import (
    bring_into_view_once_settled,
    give_keyboard,
    has_focus_inside,
)
from facilitator_app.gui.widgets.buttons import button, set_icon
from facilitator_app.gui.widgets.flow_layout import FlowLayout
from facilitator_app.gui.widgets.pill import PillLabel
from facilitator_app.gui.widgets.step_line import StepLine
from facilitator_app.gui.widgets.surface import clear, column
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import _
from facilitator_app.locale_formats import join_facts
from facilitator_app.services import claim_steps
from facilitator_app.services.drafts import SavedDraft
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft, Row

_STAGES = ("draft", "submitted", "approved", "authorised", "paid")


class ClaimSteps(QWidget):
    """The way of a claim to its payment; emits the step that is to be taken."""

    taken = Signal(str, object, object)  # where to, the values, the keys of what was answered
    finished = Signal()  # a step was taken, and no other is open

    def __init__(self, context: PageContext) -> None:
        """Start empty: a claim that was never saved stands nowhere."""
        super().__init__()
        self._context = context
        self.form: StepForm | None = None
        self.buttons: dict[str, Any] = {}
        self._goes_on = False  # whether the keyboard goes to the next step once that is known
        self._stages, self._held, self._aside = column(), column(), column()
        self._pills, self._tools = QWidget(), QWidget()
        self._pill_flow, self._tool_flow = FlowLayout(self._pills, 8), FlowLayout(self._tools, 8)
        self._why = text_label("", "small", wrap=True)
        self._put_aside: tuple[str, Mapping[str, Any]] | None = None  # a step, and what was typed
        self._cancelled = False  # whether that is not to be kept beyond this page
        self._claim_id: int | None = None
        self.saver = DraftSaver(self, context, self._drafts, lambda: None)
        box = column(self, 12)
        box.addLayout(self._stages)
        box.addWidget(self._pills)
        box.addWidget(self._tools)
        box.addWidget(self._why)
        box.addLayout(self._held)
        box.addLayout(self._aside)
        self.hide()

    def show_claim(self, claim: Row, looks: Sequence[Fact], kept: SavedDraft | None = None) -> None:
        """Show where a claim stands, with what is to be looked at.

        kept: what was typed for a step, with the state that it leads to, before this page stood.
        """
        self._goes_on |= has_focus_inside(self)
        self.put_away()
        if self._claim_id is None and kept is not None:
            typed = dict(kept.draft.values)
            self._put_aside, self.saver.at = (str(typed.pop("state")), typed), kept.at
        self._claim_id, self.saver.key = claim.id, claim_steps.draft_key(claim.id)
        state = str(claim["state"])
        clear(self._stages)
        clear(self._pill_flow)
        clear(self._tool_flow)
        entry = self._context.format_context().lists.entry("claim_state", state)
        if state in _STAGES:
            lists = self._context.format_context().lists
            names = [lists.label("claim_state", one) for one in _STAGES]
            now = len(_STAGES) if state == "paid" else _STAGES.index(state)
            self._stages.addWidget(StepLine(names, now))
        elif entry is not None:
            self._pill_flow.addWidget(PillLabel(entry.label, entry.tone, entry.icon))
        for look in looks:
            self._pill_flow.addWidget(PillLabel(look.text, look.tone, look.icon))
        self._pills.setVisible(bool(looks) or state not in _STAGES)
        self.buttons = {to: self._button(to) for to in MOVES.get(state, ())}
        for one in self.buttons.values():
            self._tool_flow.addWidget(one)
        self._tools.setVisible(bool(self.buttons))
        self._offer_back(can=True)
        self.setVisible(self.parent() is not None)  # else it would be a window of its own
        if self._goes_on:
            self._go_to_first_step()

    def reveal(self) -> None:
        """Bring the steps into view, once all has found its place."""
        # the whole may be higher than what is seen of it
        bring_into_view_once_settled(self, lambda: (self, self._tools))

    def allow(self, *, saved: bool) -> None:
        """Let steps be taken only from what is saved; a button that is off says why."""
        why = "" if saved else _("Save the claim first, then take the next step.")
        for one in self.buttons.values():
            one.setEnabled(saved)
            one.setToolTip(why)
        self._why.setText(why)
        self._why.setVisible(bool(why) and bool(self.buttons))
        if not saved:
            self.put_away()
        self._offer_back(can=saved)

    def go_to(self, to: str) -> None:
        """Ask for what the step `to` needs, or stand on its button; nothing where there is none."""
        if to in self.buttons and self.buttons[to].isEnabled():
            give_keyboard(self.buttons[to])
            if to in ASKS:
                self.open(to)

    def open(self, to: str) -> None:
        """Ask for what the step `to` needs; one that needs nothing is taken at once."""
        self.put_away()
        if to not in ASKS:
            self.taken.emit(to, {}, ())
            return
        clear(self._aside)
        self._tools.hide()  # one question at a time, and one button of its name
        self.form = StepForm(self._context, to)
        self.form.taken.connect(self.taken)
        self.form.closed.connect(self._closed)
        self.form.cancelled.connect(self._cancel)
        for one in self.form.rows.values():
            one.editor.changed.connect(self.saver.touch)
        self._held.addWidget(self.form)
        self.form.show()
        self.form.go()
        self._ask_first(self.form)

    def _ask_first(self, form: StepForm) -> None:
        """Fetch who may take the step, and what is asked before it."""
        claim_id, to = self._claim_id, form.to
        assert claim_id is not None

        def work(file: File, _progress: Progress) -> StepAsk:
            return claim_steps.ask(file, (claim_id,), to)

        self._context.ask(form, work, form.show_ask)

    def refuse(self, error: AppError) -> None:
        """Say why the step could not be taken."""
        if self.form is not None:
            self.form.refuse(error)
        else:
            self._context.window.fail(error)

    def go_on(self) -> None:
        """Close the inline form of a step that was taken; the keyboard waits for the next one."""
        self._goes_on = has_focus_inside(self)
        self.put_away()
        self._put_aside = None
        self.saver.drop()

    def put_away(self) -> None:
        """Close the inline form, and put its words aside."""
        if self.form is not None:
            if typed := self.form.typed():
                self._put_aside, self._cancelled = (self.form.to, typed), False
            self.form.hide()
            self.form.deleteLater()
            self.form = None
            self._tools.setVisible(bool(self.buttons))

    def _closed(self) -> None:
        self.put_away()
        self._offer_back(can=True)
        self._go_to_first_step()

    def _cancel(self) -> None:
        self._cancelled = True
        self.saver.drop()

    def _drafts(self) -> tuple[Draft, ...]:
        found = None if self._cancelled else self._put_aside
        if self.form is not None and (typed := self.form.typed()):
            found = self.form.to, typed
        if found is None:
            return ()
        to, values = found
        return (Draft("claim", {**values, "state": to}, self._claim_id),)

    def _offer_back(self, *, can: bool) -> None:
        """Offer what was put aside, or only to throw it away where its step is not open now."""
        clear(self._aside)
        if self._put_aside is None or not can or self.form is not None:
            return
        to, typed = self._put_aside
        words = join_facts(str(one) for one in typed.values() if isinstance(one, str) and one)
        back = self._bring_back if to in self.buttons else None
        self._aside.addWidget(step_bar(_(MOVE_WORDS[to]), words, back, self._throw_away))

    def _throw_away(self) -> None:
        """Forget what was put aside."""
        self._put_aside = None
        self.saver.drop()
        clear(self._aside)
        self._go_to_first_step()

    def _bring_back(self) -> None:
        if self._put_aside is not None:
            to, typed = self._put_aside
            self._put_aside = None
            self.open(to)
            if self.form is not None:
                self.form.bring_back(typed)
                self.saver.untell()
                self.saver.touch()

    def _go_to_first_step(self) -> None:
        self._goes_on = False
        first = next(iter(self.buttons.values()), None)
        if first is not None:
            give_keyboard(first)
        else:
            self.finished.emit()

    def _button(self, to: str) -> QWidget:
        made = button(_(MOVE_WORDS[to]), "", "", lambda: self.open(to), once=True)
        set_icon(made, ICONS[to])
        return made
