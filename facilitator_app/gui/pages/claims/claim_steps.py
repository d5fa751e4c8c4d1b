"""Where a claim stands and what can be done next: the steps, what to look at, an inline bar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from facilitator_app.digests.cards import Fact
from facilitator_app.domain.claims import MOVE_WORDS, MOVES
from facilitator_app.domain.errors import AppError, Invalid
from facilitator_app.gui.form.field_row import ErrorLine
from facilitator_app.gui.form.section import Section
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.esc_closes import EscCloses
from facilitator_app.gui.tab_order import give_keyboard
from facilitator_app.gui.widgets.buttons import button, set_icon
from facilitator_app.gui.widgets.flow_layout import FlowLayout
from facilitator_app.gui.widgets.pill import PillLabel
from facilitator_app.gui.widgets.step_line import StepLine
from facilitator_app.gui.widgets.surface import CardSurface, clear, column
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import N_, _
from facilitator_app.services import records
from facilitator_app.spec.record import Field

_STAGES = ("draft", "submitted", "approved", "authorised", "paid")
_ASKS: Mapping[str, tuple[str, ...]] = {
    "submitted": ("submitted",),
    "approved": ("approved_by", "approved_on"),
    "authorised": ("authorised_by", "authorised_on"),
    "paid": ("paid_on", "payment_method", "payment_reference"),
    "returned": ("notes",),
    "rejected": ("notes",),
}
_ICONS = {
    "submitted": "paper-plane-tilt", "approved": "check", "authorised": "checks", "paid": "money",
    "returned": "arrow-u-up-left", "rejected": "prohibit", "cancelled": "x-circle",
}  # fmt: skip
_WHY = {"returned": N_("What is the question?"), "rejected": N_("Why is it rejected?")}
_DAYS = ("submitted", "approved_on", "authorised_on", "paid_on")


class MoveForm(CardSurface):
    """Asks for who, when and how of one step; Enter takes it, Esc puts the form away."""

    taken = Signal(str, object)
    closed = Signal()

    def __init__(self, context: PageContext, to: str, approver: str) -> None:
        """Ask for what the step `to` needs; days start as today, who approves as `approver`."""
        super().__init__("card", 12, 16)
        self._to, self._context = to, context
        section = Section(_(MOVE_WORDS[to]), self, first=True)
        section.add_fields([_asked(to, name) for name in _ASKS[to]], context)
        self.rows = {row.field.name: row for row in section.rows}
        self._esc = EscCloses(self)
        self._esc.pressed.connect(self.closed)
        for name, row in self.rows.items():
            if name in _DAYS:
                row.editor.set_value(context.format_context().today)
            elif name == "approved_by":
                row.editor.set_value(approver)
            part = row.editor.part()
            self._esc.watch(part)
            if isinstance(part, QLineEdit):
                part.returnPressed.connect(self.take)
        self._error = ErrorLine()
        self.body.addWidget(section)
        self.body.addWidget(self._error)
        tools = QWidget()
        flow = FlowLayout(tools, 8)
        flow.addWidget(button(_(MOVE_WORDS[to]), "", _ICONS[to], self.take))
        flow.addWidget(button(_("Cancel"), "quiet", "", self.closed.emit))
        self.body.addWidget(tools)

    @property
    def problem(self) -> str:
        """Why the step could not be taken, beyond what is said at the fields."""
        return self._error.text

    def go(self) -> None:
        """Put the keyboard into the first field."""
        next(iter(self.rows.values())).go()

    def take(self) -> None:
        """Hand over what was typed, or say at the fields what is to be mended."""
        values: dict[str, Any] = {}
        self._error.say("")
        for name, row in self.rows.items():
            row.say(row.unreadable())
            if not row.problem:
                values[name] = row.editor.read()
        wrong = next((row for row in self.rows.values() if row.problem), None)
        if wrong is not None:
            wrong.go()
        else:
            self.taken.emit(self._to, values)

    def refuse(self, error: AppError) -> None:
        """Say why the step could not be taken."""
        problems = error.problems if isinstance(error, Invalid) else {}
        for name, row in self.rows.items():
            row.say(problems.get(name, ""))
        rest = [text for name, text in problems.items() if name not in self.rows]
        self._error.say(" ".join(rest) if problems else str(error))


class ClaimSteps(QWidget):
    """The way of a claim to its payment; emits the step that is to be taken."""

    taken = Signal(str, object)

    def __init__(self, context: PageContext) -> None:
        """Start empty: a claim that was never saved stands nowhere."""
        super().__init__()
        self._context = context
        self.form: MoveForm | None = None
        self.buttons: dict[str, Any] = {}
        self._approver = ""
        self._goes_on = False  # whether the keyboard goes to the next step once that is known
        self._stages, self._held = column(), column()
        self._pills, self._tools = QWidget(), QWidget()
        self._pill_flow, self._tool_flow = FlowLayout(self._pills, 8), FlowLayout(self._tools, 8)
        self._why = text_label("", "small", wrap=True)
        box = column(self, 12)
        box.addLayout(self._stages)
        box.addWidget(self._pills)
        box.addWidget(self._tools)
        box.addWidget(self._why)
        box.addLayout(self._held)
        self.hide()

    def show_claim(self, state: str, looks: Sequence[Fact], approver: str = "") -> None:
        """Show a claim in `state`, with what is to be looked at; `approver` is offered."""
        self.put_away()
        self._approver = approver
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
        self.setVisible(self.parent() is not None)  # else it would be a window of its own
        if self._goes_on:
            self._go_to_first_step()

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

    def open(self, to: str) -> None:
        """Ask for what the step `to` needs; one that needs nothing is taken at once."""
        self.put_away()
        if to not in _ASKS:
            self.taken.emit(to, {})
            return
        self._tools.hide()  # one question at a time, and one button of its name
        self.form = MoveForm(self._context, to, self._approver)
        self.form.taken.connect(self.taken)
        self.form.closed.connect(self._back_to_button)
        self._held.addWidget(self.form)
        self.form.show()
        self.form.go()

    def refuse(self, error: AppError) -> None:
        """Say why the step could not be taken."""
        if self.form is not None:
            self.form.refuse(error)
        else:
            self._context.window.fail(error)

    def go_on(self) -> None:
        """Close the inline form of a step that was taken; the keyboard waits for the next one."""
        self._goes_on = self.isAncestorOf(self.window().focusWidget() or self.window())
        self.put_away()

    def put_away(self) -> None:
        """Close the inline form."""
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None
            self._tools.setVisible(bool(self.buttons))

    def _back_to_button(self) -> None:
        self.put_away()
        self._go_to_first_step()

    def _go_to_first_step(self) -> None:
        self._goes_on = False
        first = next(iter(self.buttons.values()), None)
        if first is not None:
            give_keyboard(first)

    def _button(self, to: str) -> QWidget:
        made = button(_(MOVE_WORDS[to]), "", "", lambda: self.open(to))
        set_icon(made, _ICONS[to])
        return made


def _asked(to: str, name: str) -> Field:
    """Return the field as this step asks for it."""
    field = records.spec("claim").field(name)
    if name == "notes":
        return replace(field, label=_WHY[to], required=True)
    return replace(field, required=name != "payment_reference", help="")
