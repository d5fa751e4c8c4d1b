"""What came of an item: its decisions and actions, and the lines that add them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QWidget

from facilitator_app.digests.meetings import ActionLine, DecisionLine, MeetingDetail, MeetingItem
from facilitator_app.domain.dates import show_date
from facilitator_app.domain.errors import AppError
from facilitator_app.gui import icons, theme
from facilitator_app.gui.editors.ref import RefEditor
from facilitator_app.gui.form.field_row import FieldRow
from facilitator_app.gui.form.line_label import LineLabel
from facilitator_app.gui.metrics import ICON, effective, px
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.esc_closes import EscCloses
from facilitator_app.gui.pages.meetings.add_line import AddLine
from facilitator_app.gui.tab_order import give_keyboard
from facilitator_app.gui.widgets.buttons import button, icon_button
from facilitator_app.gui.widgets.flow_layout import FlowLayout
from facilitator_app.gui.widgets.link import Link
from facilitator_app.gui.widgets.pill import PillLabel
from facilitator_app.gui.widgets.surface import clear, column, dress, row
from facilitator_app.gui.widgets.text_label import key_cap, text_label
from facilitator_app.i18n import _
from facilitator_app.services import records
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.record import Draft

_FOLDS = 560


class ActionForm(QWidget):
    """What is to be done, who does it and by when; Enter in any of them adds it."""

    entered = Signal(object)  # what, owner's id or None, day or None
    closed = Signal()

    def __init__(self, context: PageContext) -> None:
        """Start closed."""
        super().__init__()
        spec = records.spec("action")
        self.rows = {
            name: FieldRow(spec.field(name), context, self) for name in ("what", "owner_id", "due")
        }
        self._esc = EscCloses(self)
        self._esc.pressed.connect(self.close_form)
        for one in self.rows.values():
            part, editor = one.editor.part(), one.editor
            if isinstance(editor, RefEditor):
                self._esc.watch(part, editor.list.isVisible)
            else:
                self._esc.watch(part)
            if isinstance(part, QLineEdit):
                part.returnPressed.connect(self._enter)
        self._pair = row(None, 12)
        self._pair.addWidget(self.rows["owner_id"], 1)
        self._pair.addWidget(self.rows["due"], 1)
        tools = QWidget()
        flow = FlowLayout(tools, 8)
        flow.addWidget(button(_("Add action"), "", "", self._enter))
        flow.addWidget(button(_("Cancel"), "quiet", "", self.close_form))
        box = column(self, 12)
        self.told = LineLabel("", "small")
        self.told.hide()
        box.addWidget(self.told)
        box.addWidget(self.rows["what"])
        box.addLayout(self._pair)
        box.addWidget(tools)
        self.hide()

    @property
    def typed(self) -> Draft | None:
        """What stands in the form and was not added."""
        values = {name: row.editor.to_keep() for name, row in self.rows.items()}
        return Draft("action", values) if any(values.values()) else None

    def open(self, draft: Draft | None = None, owner: str = "", told: str = "") -> None:
        """Show the form with the keyboard in it; `draft` is brought back into it, as is `told`."""
        if draft is not None:
            for name, one in self.rows.items():
                words = owner if name == "owner_id" else ""
                one.editor.bring_back(draft.values.get(name), words)
            self.told.setText(told)
            self.told.setVisible(bool(told))
        self.show()
        self.rows["what"].go()

    def done(self) -> None:
        """Empty the form for the next one, once the last was added."""
        for one in self.rows.values():
            one.editor.set_value(None)
            one.say("")
        self.told.hide()
        self.rows["what"].go()

    def close_form(self) -> None:
        """Put the form away; what was typed is there again when it is opened."""
        self.hide()
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set who and when side by side, or below one another."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        narrow = effective(self.width()) < _FOLDS
        self._pair.setDirection(way.TopToBottom if narrow else way.LeftToRight)

    def _enter(self) -> None:
        for one in self.rows.values():
            one.editor.tidy()
            one.say(one.unreadable())
        wrong = next((one for one in self.rows.values() if one.problem), None)
        if wrong is not None:
            wrong.go()
        else:
            self.entered.emit(tuple(self._read(name) for name in self.rows))

    def _read(self, name: str) -> object:
        try:
            return self.rows[name].editor.read()
        except AppError:
            return None


class Outcomes(QWidget):
    """Decisions as tinted cards, actions as lines that lead to them."""

    decided = Signal(str)
    agreed = Signal(object)
    removed = Signal(str, object)  # the record's name and id
    opened = Signal(object)
    correction_wanted = Signal(str, object)  # the record's name and id
    grown = Signal()

    def __init__(self, context: PageContext) -> None:
        """Start with nothing."""
        super().__init__()
        self._held = column(None, 8)
        self.decision = AddLine(_("The decision in its exact words"), _("Add decision"))
        self.action = ActionForm(context)
        self.decision.entered.connect(self.decided)
        self.action.entered.connect(self.agreed)
        self.decision.closed.connect(self.settle)
        self.action.closed.connect(self.settle)
        self.buttons = QWidget()
        flow = FlowLayout(self.buttons, 12)
        self._decide = _with_key(flow, _("Decision"), "check-circle", "Ctrl+D", self.open_decision)
        _with_key(flow, _("Action"), "check-square", "Ctrl+T", self.open_action)
        self._closed = False
        box = column(self, 12)
        box.addLayout(self._held)
        box.addWidget(self.decision)
        box.addWidget(self.action)
        box.addWidget(self.buttons)

    def show_item(self, page: MeetingDetail, item: MeetingItem, fmt: FormatContext) -> None:
        """Show what came of `item`."""
        clear(self._held)
        for decision in page.decisions:
            if decision.item_id == item.id:
                self._held.addWidget(self._decision(decision, fmt))
        for action in page.actions:
            if action.item_id == item.id:
                self._held.addWidget(self._action(action, fmt))

    def set_closed(self, *, closed: bool) -> None:
        """Let things be added and removed, or only be read; what is shown later follows it."""
        self._closed = closed
        self.buttons.setVisible(not closed)
        if closed:
            self.decision.hide()
            self.action.hide()

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

    def put_empty_away(self) -> None:
        """Put away lines in which nothing was typed: they were for another item."""
        if not self.decision.typed:
            self.decision.hide()
        if self.action.typed is None:
            self.action.hide()

    def settle(self) -> None:
        """Put the keyboard where the next thing can be added."""
        give_keyboard(self._decide)

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
        removes = _("Remove decision {reference}").format(reference=one.reference)
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
        texts.addWidget(Link(title, lambda: self.opened.emit(one.id), 600))
        due = _("by {date}").format(date=show_date(one.due)) if one.due else _("no date")
        who = one.owner or _("nobody yet")
        texts.addWidget(text_label(f"{who} · {due}", "sub", wrap=True))
        line.addLayout(texts, 1)
        if one.status != "open":
            entry = fmt.lists.entry("action_status", one.status)
            if entry is not None:
                line.addWidget(PillLabel(entry.label, entry.tone, entry.icon))
        removes = _("Remove action {reference}").format(reference=one.reference)
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
