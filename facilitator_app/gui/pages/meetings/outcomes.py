"""What came of an item: its decisions and actions, and the lines that add them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from facilitator_app.digests.meetings import ActionLine, DecisionLine, MeetingDetail, MeetingItem
from facilitator_app.gui import icons, theme
from facilitator_app.gui.form.field_row import FieldRow
from facilitator_app.gui.metrics import ICON, px
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.meetings import meeting_wording as say
from facilitator_app.gui.pages.meetings.action_form import ActionForm
from facilitator_app.gui.pages.meetings.add_line import AddLine
from facilitator_app.gui.pages.meetings.unsaved_input import BegunOutcomes
from facilitator_app.gui.tab_order import give_keyboard, has_keyboard
from facilitator_app.gui.widgets.buttons import button, icon_button
from facilitator_app.gui.widgets.flow_layout import FlowLayout
from facilitator_app.gui.widgets.link import Link
from facilitator_app.gui.widgets.pill import PillLabel
from facilitator_app.gui.widgets.surface import clear, column, dress, row
from facilitator_app.gui.widgets.text_label import key_cap, text_label
from facilitator_app.i18n import _
from facilitator_app.services import records
from facilitator_app.spec.kinds import FormatContext


class Outcomes(QWidget):
    """Decisions as tinted cards, actions as lines that lead to them.

    What was typed into a line and not added waits with its item while another one is shown.
    """

    decided = Signal(str, object)  # its words, and the code of how it was agreed or None
    agreed = Signal(object)
    removed = Signal(str, object)  # the record's name and id
    opened = Signal(str, object)  # the record's name and id
    correction_wanted = Signal(str, object)  # the record's name and id
    grown = Signal()

    def __init__(self, context: PageContext) -> None:
        """Start with nothing."""
        super().__init__()
        self._context = context
        self._item_id: int | None = None
        self._waiting: dict[int, BegunOutcomes] = {}
        self._held = column(None, 8)
        method = FieldRow(records.spec("decision").field("method"), context, self)
        self.decision = AddLine(_("The decision in its exact words"), _("Add decision"), method)
        self.action = ActionForm(context)
        self.decision.entered.connect(self.decided)
        self.action.entered.connect(self.agreed)
        self.decision.closed.connect(self.settle)
        self.buttons = QWidget()
        flow = FlowLayout(self.buttons, 12)
        self._decide = _with_key(flow, _("Decision"), "check-circle", "Ctrl+D", self.open_decision)
        self._agree = _with_key(flow, _("Action"), "check-square", "Ctrl+T", self.open_action)
        self.action.closed.connect(partial(give_keyboard, self._agree))
        self._closed = False
        box = column(self, 12)
        box.addLayout(self._held)
        box.addWidget(self.decision)
        box.addWidget(self.action)
        box.addWidget(self.buttons)

    def show_item(self, page: MeetingDetail, item: MeetingItem, fmt: FormatContext) -> None:
        """Show what came of `item`, and what was begun under it."""
        clear(self._held)
        for decision in page.decisions:
            if decision.item_id == item.id:
                self._held.addWidget(self._decision(decision, fmt))
        for action in page.actions:
            if action.item_id == item.id:
                self._held.addWidget(self._action(action, fmt))
        if item.id != self._item_id:
            self._turn_to(item.id)

    def put_by(self) -> None:
        """Put the lines away, as no item is shown; what was typed waits with its own."""
        self._turn_to(None)

    def begun(self) -> dict[int, BegunOutcomes]:
        """Return by item what was typed and not added."""
        found = dict(self._waiting)
        if self._item_id is not None:
            line, action = self.decision, self.action
            found[self._item_id] = BegunOutcomes(
                line.typed, line.choice, action=action.typed, owner=action.owner
            )
        return {item_id: one for item_id, one in found.items() if one.any}

    def bring_back(self, begun: Mapping[int, BegunOutcomes]) -> None:
        """Let what was kept wait with its items; under the one that is shown it stands there."""
        self._waiting |= begun
        if self._item_id is not None and self._item_id in begun:
            self._stand_there(begun[self._item_id])

    def go_on(self) -> None:
        """Open what was begun under the item that is shown, the keyboard in the first of it."""
        for line in (self.action, self.decision):
            if line.typed and not self._closed:
                line.open()
                self.grown.emit()

    def decision_added(self, item_id: int) -> None:
        """Forget the decision that was typed under an item: it was added."""
        if item_id == self._item_id:
            self.decision.done()
        elif item_id in self._waiting:
            self._waiting[item_id] = replace(self._waiting[item_id], decision="")

    def action_added(self, item_id: int) -> None:
        """Forget the action that was typed under an item: it was added."""
        if item_id == self._item_id:
            self.action.done()
        elif item_id in self._waiting:
            self._waiting[item_id] = replace(self._waiting[item_id], action=None)

    def set_closed(self, *, closed: bool) -> None:
        """Let things be added and removed, or only be read; what is shown later follows it."""
        self._closed = closed
        self.buttons.setVisible(not closed)
        if closed:
            self.decision.setVisible(bool(self.decision.typed))
            self.action.setVisible(self.action.typed is not None)

    def open_decision(self) -> None:
        """Open the line for a decision."""
        if self._closed:
            return
        self.action.hide()
        self.decision.open()
        self.grown.emit()

    def open_action(self) -> None:
        """Open the form for an action."""
        if self._closed:
            return
        self.decision.hide()
        self.action.open()
        self.grown.emit()

    def settle(self) -> None:
        """Put the keyboard where the next thing can be added."""
        give_keyboard(self._decide)

    def _turn_to(self, item_id: int | None) -> None:
        """Let what stands in the lines wait, and show what waits under another item."""
        typing = any(has_keyboard(line) for line in (self.decision, self.action))
        self._waiting, self._item_id = self.begun(), item_id
        waiting = self._waiting.get(item_id) if item_id is not None else None
        self._stand_there(waiting or BegunOutcomes())
        if typing and item_id is not None:
            self.settle()
            self.go_on()

    def _stand_there(self, begun: BegunOutcomes) -> None:
        told = say.not_added(begun.at, self._context.format_context())
        self.decision.bring_back(begun.decision, begun.method, told)
        self.action.bring_back(begun.action, begun.owner, told)

    def _decision(self, one: DecisionLine, fmt: FormatContext) -> QWidget:
        card = QWidget()
        dress(card, "ok")
        card.setAccessibleName(f"{one.reference} {one.wording}")
        line = row(card, 12, (16, 8, 8, 8))
        line.addWidget(_picture("check-circle", "ok"), 0, Qt.AlignmentFlag.AlignTop)
        texts = column(None, 2)
        how = fmt.lists.label("decision_method", one.method) if one.method else ""
        title = _("Decision {reference}").format(reference=one.reference)
        both = " · ".join(part for part in (title, how) if part)
        texts.addWidget(text_label(both, "strong", wrap=True, tone="ok"))
        texts.addWidget(text_label(one.wording, "", wrap=True))
        line.addLayout(texts, 1)
        if not self._closed:
            changes = _("Change decision {reference}").format(reference=one.reference)
            change = partial(self.opened.emit, "decision", one.id)
            pencil = icon_button("pencil-simple", changes, change)
            line.addWidget(pencil, 0, Qt.AlignmentFlag.AlignTop)
        removes = _("Delete decision {reference}").format(reference=one.reference)
        corrects = _("Correct decision {reference}").format(reference=one.reference)
        tool = self._tool(removes, corrects, "decision", one.id)
        line.addWidget(tool, 0, Qt.AlignmentFlag.AlignTop)
        return card

    def _action(self, one: ActionLine, fmt: FormatContext) -> QWidget:
        card = QWidget()
        dress(card, "outline")
        line = row(card, 12, (16, 8, 8, 8))
        line.addWidget(_picture("check-square", "ink2"), 0, Qt.AlignmentFlag.AlignTop)
        texts = column(None, 2)
        title = f"{one.reference} {one.what}"
        texts.addWidget(Link(title, lambda: self.opened.emit("action", one.id), 600))
        texts.addWidget(text_label(say.who_by_when(one, fmt.today), "sub", wrap=True))
        line.addLayout(texts, 1)
        if one.status != "open":
            entry = fmt.lists.entry("action_status", one.status)
            if entry is not None:
                line.addWidget(PillLabel(entry.label, entry.tone, entry.icon))
        removes = _("Delete action {reference}").format(reference=one.reference)
        corrects = _("Correct action {reference}").format(reference=one.reference)
        tool = self._tool(removes, corrects, "action", one.id)
        line.addWidget(tool, 0, Qt.AlignmentFlag.AlignTop)
        return card

    def _tool(self, removes: str, corrects: str, record: str, record_id: int) -> QWidget:
        """Return the button that removes a line or, of approved minutes, corrects it."""
        if self._closed:
            ask = self.correction_wanted.emit
            return icon_button("pencil-simple", corrects, lambda: ask(record, record_id))
        return icon_button("trash", removes, lambda: self.removed.emit(record, record_id))


def _picture(icon: str, token: str) -> QWidget:
    label = text_label("")
    label.setPixmap(icons.pixmap(icon, theme.current().colour(token), px(ICON)))
    return label


def _with_key(
    flow: FlowLayout, text: str, icon: str, keys: str, on_click: Callable[[], object]
) -> QWidget:
    pair = QWidget()
    line = row(pair, 8)
    made = button(text, "", icon, on_click)
    line.addWidget(made)
    line.addWidget(key_cap(keys), 0, Qt.AlignmentFlag.AlignVCenter)
    flow.addWidget(pair)
    return made
