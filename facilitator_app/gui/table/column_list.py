"""The columns that a list offers, under headings, each with a tick where it is shown."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionViewItem,
)

from facilitator_app.digests.lists import Column
from facilitator_app.gui import theme
from facilitator_app.gui.command_box_rows import fits
from facilitator_app.gui.metrics import px
from facilitator_app.gui.table.list_model import Index
from facilitator_app.gui.widgets.focus_ring import paint_ring, ring_shows
from facilitator_app.i18n import _
from facilitator_app.locale_formats import join_parts

KEY = int(Qt.ItemDataRole.UserRole)
NOTE = KEY + 1
_ROW, _HEADING, _BOX, _SIDE, _GAP = 36, 34, 20, 16, 10
_TEXT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class ColumnList(QListView):
    """Ticked by Space, Enter or a click; headings are passed over."""

    ticked = Signal(str, bool)  # a column's key, and whether it is wanted now
    left_up = Signal()  # Up was pressed on the first column

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._rows = QStandardItemModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Drawn(self))
        self.setProperty("ring", "own")
        self.setAccessibleName(_("Columns"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)

    @property
    def current_key(self) -> str:
        """The key of the column that the user stands on, "" if none."""
        return str(self.currentIndex().data(KEY) or "")

    def show_columns(
        self, offered: Sequence[Column], chosen: Sequence[str], no_room: Iterable[str], fixed: str
    ) -> None:
        """List the `chosen` ones in their order, then all others by their groups.

        no_room: keys of chosen ones that are not seen where the window is too narrow; fixed: the
        one that is always there.
        """
        by_key, crowded = {column.key: column for column in offered}, set(no_room)
        self._rows.clear()
        self._rows.appendRow(_heading(_("In this list")))
        for key in chosen:
            if key in by_key:
                item = _item(
                    by_key[key], _no_room() if key in crowded else "", on=True, fixed=key == fixed
                )
                self._rows.appendRow(item)
        group = None
        for column in offered:
            if column.key in chosen:
                continue
            if column.group != group:
                group = column.group
                self._rows.appendRow(_heading(group))
            self._rows.appendRow(_item(column, "", on=False))

    def note_room(self, no_room: Collection[str]) -> None:
        """Say beside each chosen column whether it is not seen where the window is too narrow."""
        for place in range(self._rows.rowCount()):
            item = self._rows.item(place)
            crowded = item.checkState() is Qt.CheckState.Checked and item.data(KEY) in no_room
            if item.data(KEY) and item.data(NOTE) in ("", _no_room()):
                _set_note(item, _no_room() if crowded else "")

    def narrow(self, typed: str) -> None:
        """List only columns whose words, or whose heading's, begin as what is `typed`."""
        wanted = " ".join(re.findall(r"\w+", typed))
        heading, group, found = 0, "", 0
        for place in range(self._rows.rowCount()):
            item = self._rows.item(place)
            if not item.data(KEY):
                self.setRowHidden(heading, not found)
                heading, group, found = place, item.text(), 0
                continue
            # "email" is found as "e-mail" is
            words = f"{item.text()} {item.text().replace('-', '')} {group}"
            hidden = not fits(wanted, words)
            self.setRowHidden(place, hidden)
            found += not hidden
        self.setRowHidden(heading, not found)

    def tick(self) -> None:
        """Show the column that the user stands on, or put it away."""
        item = self._rows.itemFromIndex(self.currentIndex())
        if item is None or not item.isCheckable() or not self._stands(item.row()):
            return
        on = item.checkState() is not Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        item.setData("", NOTE)  # one that was asked for is given room
        self.ticked.emit(str(item.data(KEY)), on)

    def go_to(self, key: str) -> None:
        """Stand on the column `key`, or on the first that is listed."""
        places = [p for p in range(self._rows.rowCount()) if self._stands(p)]
        if places:
            named = [p for p in places if self._rows.item(p).data(KEY) == key]
            self.setCurrentIndex(self._rows.index((named or places)[0], 0))

    def labels(self) -> list[str]:
        """Return the words of the columns that are listed now."""
        return [self._rows.item(p).text() for p in range(self._rows.rowCount()) if self._stands(p)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with the space bar or Enter; Up leaves the first column."""
        self.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        above = range(self.currentIndex().row())
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_Escape or alt:
            event.ignore()
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.tick()
        elif event.key() == Qt.Key.Key_Up and not any(map(self._stands, above)):
            self.left_up.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick what was clicked."""
        super().mouseReleaseEvent(event)
        if self.indexAt(event.position().toPoint()) == self.currentIndex():
            self.tick()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, then the focus ring inside the current one."""
        super().paintEvent(event)
        if ring_shows(self):
            paint_ring(QPainter(self.viewport()), QRectF(self.visualRect(self.currentIndex())))

    def _stands(self, place: int) -> bool:
        return bool(self._rows.item(place).data(KEY)) and not self.isRowHidden(place)


class _Drawn(QStyledItemDelegate):
    """Draws a tick box, the words, and at the right a note; headings small and bold."""

    def __init__(self, view: ColumnList) -> None:
        super().__init__(view)
        # the style sheet knows tick boxes only as such: this one lends its looks and is never seen
        self._looks = QCheckBox(view)
        self._looks.hide()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a column or a heading."""
        return QSize(px(40), px(_ROW if index.data(KEY) else _HEADING))

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Leave ticking to the list."""
        return False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        colours, place = theme.current(), option.rect.adjusted(px(_SIDE), 0, -px(_SIDE), 0)
        painter.save()
        if index.data(KEY):
            here = bool(option.state & QStyle.StateFlag.State_Selected)
            over = bool(option.state & QStyle.StateFlag.State_MouseOver)
            ground = "select" if here else "hover" if over else "paper"
            painter.fillRect(option.rect, colours.colour(ground))
            self._paint_column(painter, place, index, here=here)
        else:
            painter.setFont(colours.font(12, 600))
            painter.setPen(colours.colour("ink2"))
            painter.drawText(place.adjusted(0, px(8), 0, 0), _TEXT, str(index.data()))
        painter.restore()

    def _paint_column(self, painter: QPainter, place: QRect, index: Index, *, here: bool) -> None:
        colours, side = theme.current(), px(_BOX)
        box, flag = QStyleOptionButton(), QStyle.StateFlag
        box.rect = QRect(place.left(), place.top() + (place.height() - side) // 2, side, side)
        on = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked
        fixed = not index.flags() & Qt.ItemFlag.ItemIsUserCheckable
        box.state = (flag.State_On if on else flag.State_Off) | (
            flag.State_None if fixed else flag.State_Enabled
        )
        element = QStyle.PrimitiveElement.PE_IndicatorCheckBox
        self._looks.style().drawPrimitive(element, box, painter, self._looks)
        room = place.adjusted(side + px(_GAP), 0, 0, 0)
        note, small = str(index.data(NOTE) or ""), colours.font(12)
        painter.setFont(small)
        painter.setPen(colours.colour("select_ink2" if here else "ink2"))
        painter.drawText(
            room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), note
        )
        room.setRight(room.right() - QFontMetrics(small).horizontalAdvance(note) - px(_GAP))
        font = colours.font(14)
        painter.setFont(font)
        painter.setPen(colours.colour("select_ink" if here else "ink"))
        cut = QFontMetrics(font).elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, _TEXT, cut)


def _heading(text: str) -> QStandardItem:
    item = QStandardItem(text)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item


def _no_room() -> str:
    return _("no room just now")


def _set_note(item: QStandardItem, note: str) -> None:
    item.setData(note, NOTE)
    spoken = join_parts((item.text(), note))
    item.setData(spoken, Qt.ItemDataRole.AccessibleTextRole)


def _item(column: Column, note: str, *, on: bool, fixed: bool = False) -> QStandardItem:
    item = QStandardItem(_(column.label))
    item.setEditable(False)
    item.setCheckable(not fixed)
    item.setData(column.key, KEY)
    _set_note(item, _("sensitive") if column.special else note)
    item.setToolTip(_(column.label))
    item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
    return item
