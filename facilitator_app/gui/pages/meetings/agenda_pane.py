"""The agenda: its items in order with the time counted on, and a line for one more."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QListWidget, QWidget

from facilitator_app.digests.meetings import MeetingDetail, MeetingItem
from facilitator_app.gui import theme
from facilitator_app.gui.form.field_row import FieldRow
from facilitator_app.gui.form.line_label import LineLabel
from facilitator_app.gui.metrics import HEADER, px
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.meetings import meeting_wording as say
from facilitator_app.gui.pages.meetings.add_line import AddLine
from facilitator_app.gui.pages.meetings.agenda_row import (
    GAP,
    MINUTES,
    AgendaDelegate,
    AgendaRow,
    places,
)
from facilitator_app.gui.pages.meetings.row_list import RowList
from facilitator_app.gui.tab_order import give_keyboard
from facilitator_app.gui.widgets.buttons import quiet_button
from facilitator_app.gui.widgets.empty_state import EmptyState
from facilitator_app.gui.widgets.surface import column, dress, row, surface
from facilitator_app.gui.widgets.text_label import set_look
from facilitator_app.i18n import _, ngettext
from facilitator_app.locale_formats import join_parts
from facilitator_app.services import records
from facilitator_app.spec.kinds import FormatContext


class AgendaList(RowList):
    """The items; Alt with an arrow moves one, Delete takes it off, Enter goes to its minutes."""

    moved = Signal(object, int)
    removed = Signal(object)
    opened = Signal(object)
    chosen = Signal()

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(_("Agenda"))
        self._delegate = AgendaDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.currentRowChanged.connect(lambda _row: self.chosen.emit())
        self.itemDoubleClicked.connect(lambda _item: self._open())

    def set_movable(self, *, movable: bool) -> None:
        """Let items be dragged to another place, or not."""
        self.setDragEnabled(movable)
        self._delegate.movable = movable

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, remove or open the current item."""
        key = event.key()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            if self.current_id is not None:
                self.moved.emit(self.current_id, -1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Delete:
            if self.current_id is not None:
                self.removed.emit(self.current_id)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Move the dragged item to where it was let go; the page reads the new order."""
        at = self.indexAt(event.position().toPoint())
        to = at.row() if at.isValid() else self.count() - 1
        step = to - self.currentRow()
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if step and self.current_id is not None:
            self.moved.emit(self.current_id, step)

    def _open(self) -> None:
        if self.current_id is not None:
            self.opened.emit(self.current_id)


class _Header(QWidget):
    """The words above the columns."""

    def __init__(self) -> None:
        super().__init__()
        dress(self, "head")
        self.setFixedHeight(px(HEADER))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write each word above its column."""
        colours, at = theme.current(), places(self.width())
        painter = QPainter(self)
        painter.setFont(colours.font(12, 600))
        painter.setPen(colours.colour("ink2"))
        start = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        end = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for left, text in ((at.time, _("Time")), (at.number, _("No")), (at.title, _("Item"))):
            painter.drawText(QRect(left, 0, self.width() - left, self.height()), start, text)
        if at.pill is not None:
            room = QRect(at.pill, 0, self.width() - at.pill, self.height())
            painter.drawText(room, start, _("Raised by"))
        wide = px(MINUTES + GAP)
        painter.drawText(QRect(at.end - wide, 0, wide, self.height()), end, _("Min"))
        painter.setPen(colours.colour("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()


class AgendaPane(QWidget):
    """The list with its header, and below it the sums and the way to add."""

    removed_wanted = Signal()
    added = Signal(str, object)  # its title, and the code of who raised it or None

    def __init__(self, context: PageContext) -> None:
        """Start without items."""
        super().__init__()
        dress(self, "paper")
        self.list = AgendaList()
        raised = FieldRow(records.spec("agenda_item").field("raised_by"), context, self)
        self.line = AddLine(_("New item: what is it about?"), _("Add item"), raised)
        self.line.entered.connect(self.added)
        self.line.closed.connect(self._closed)
        self.add_button = quiet_button(_("Add item"), "plus", self.add)
        self.removed = quiet_button(
            _("Put back…"), "clock-counter-clockwise", self.removed_wanted.emit
        )
        self.removed.setToolTip(_("Put back what was deleted…"))
        self.removed.setAccessibleName(_("Put back what was deleted…"))
        self._sum = LineLabel("", "sub")
        self._empty = EmptyState(
            "list-numbers",
            _("Nothing on the agenda yet"),
            _("Add the first item: a few words are enough, the rest can follow."),
        )
        box = column(self)
        self._header = _Header()
        box.addWidget(self._header)
        box.addWidget(self.list, 1)
        box.addWidget(self._empty, 1)
        box.addWidget(self._foot())
        self.setFocusProxy(self.list)

    def show_page(self, page: MeetingDetail, fmt: FormatContext) -> None:
        """Show the items of `page` and what they come to."""
        rows = [
            _row(item, say.clock(begins), fmt)
            for item, begins in zip(page.items, page.clock, strict=True)
        ]
        self.list.show_rows([(row, _spoken(row)) for row in rows])
        self._empty.setVisible(not rows)
        self._header.setVisible(bool(rows))
        self.list.setVisible(bool(rows))
        self.setFocusProxy(self.list if rows else self.add_button)
        text, over = say.total(page)
        self.add_button.setVisible(not page.seal and self.line.isHidden())
        self.removed.setVisible(not page.seal)
        self.list.set_movable(movable=not page.seal)
        self._sum.setText(" · ".join(part for part in (text, say.raised(page)) if part))
        set_look(self._sum, "tone", "warn" if over else "")

    def add(self) -> None:
        """Open the line for a new item."""
        self.add_button.hide()
        self.line.open()

    def _closed(self) -> None:
        self.add_button.show()
        if self.list.isVisible():
            give_keyboard(self.list)
        else:
            give_keyboard(self.add_button)

    def _foot(self) -> QWidget:
        foot = surface("foot")
        box = column(foot, 8, (12, 8, 16, 8))
        box.addWidget(self.line)
        box.addWidget(self._sum)
        line = row(None, 16)
        line.addWidget(self.add_button)
        line.addStretch()
        line.addWidget(self.removed)
        box.addLayout(line)
        return foot


def _row(item: MeetingItem, begins: str, fmt: FormatContext) -> AgendaRow:
    second, pill = say.second_line(item, fmt), say.raised_pill(item)
    return AgendaRow(
        item.id, begins, str(item.number), item.title, second, str(item.minutes or ""), pill
    )


def _spoken(row: AgendaRow) -> str:
    minutes = ngettext("{n} minute", "{n} minutes", int(row.minutes)) if row.minutes else ""
    raised = _("raised by: {who}").format(who=row.pill.text) if row.pill else ""
    parts = (row.number, row.title, row.begins, row.second, raised, minutes)
    return join_parts(parts)
