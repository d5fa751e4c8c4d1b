"""How one cell of a list is drawn: selection, hairline, and the column's own style."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyleOptionViewItem,
    QToolTip,
)

from facilitator_app.digests.lists import Cell, CellStyle
from facilitator_app.gui import icons, theme
from facilitator_app.gui.metrics import EDGE, ICON_SMALL, px
from facilitator_app.gui.table.list_model import DrawnRole, Index
from facilitator_app.gui.widgets.pill import paint_pill, pill_width
from facilitator_app.gui.widgets.row_editing import RowEditing

_PAD = 8
_BAR = 3
_FLAG_GAP = 8
_WEIGHTS = {CellStyle.NAME: 600}
_TOKENS = {
    CellStyle.NAME: "ink",
    CellStyle.TEXT: "ink",
    CellStyle.NUMBER: "ink",
    CellStyle.MUTED: "ink2",
    CellStyle.DATE: "ink2",
}
_START = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CellDelegate(RowEditing):
    """Fills selection and hover itself, so that every style of column has the same ground."""

    hover_row = -1
    first_column = 0

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground, then what stands in the cell."""
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._paint_ground(painter, option.rect, selected, index)
        if drawn := index.data(DrawnRole):
            cell, style = drawn
            self._paint_cell(painter, self._room(option.rect, index), cell, style, selected)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room that the whole text needs."""
        drawn = index.data(DrawnRole)
        if drawn is None:
            return QSize(px(40), px(20))
        cell, style = drawn
        pads = px(_PAD) + px(EDGE if index.column() == self.first_column else _PAD)
        return QSize(self.widest([cell], style) + pads, px(24))

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Show the whole text where it is cut, and what a flag means where there is one."""
        drawn = index.data(DrawnRole)
        if event.type() != QEvent.Type.ToolTip or drawn is None:
            return False
        cell, style = drawn
        lines = [words for _icon, words in cell.flags]
        if self.widest([cell], style) > self._room(option.rect, index).width():
            lines.insert(0, cell.text)
        QToolTip.showText(event.globalPos(), "\n".join(lines), view)
        return True

    def _room(self, rect: QRect, index: Index) -> QRect:
        left = EDGE if index.column() == self.first_column else _PAD
        return rect.adjusted(px(left), 0, -px(_PAD), -1)

    def _paint_ground(self, painter: QPainter, rect: QRect, selected: bool, index: Index) -> None:
        colours = theme.current()
        ground = "select" if selected else "hover" if index.row() == self.hover_row else "paper"
        painter.fillRect(rect, colours.colour(ground))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, colours.colour("line"))
        if selected and index.column() == self.first_column:
            bar = "focus2" if colours.loud else "primary"
            painter.fillRect(rect.left(), rect.top(), px(_BAR), rect.height(), colours.colour(bar))

    def _paint_cell(
        self, painter: QPainter, room: QRect, cell: Cell, style: CellStyle, selected: bool
    ) -> None:
        colours = theme.current()
        one_ink = colours.colour("select_ink") if selected and colours.loud else None
        if style is CellStyle.PILL:
            if cell.text:
                paint_pill(painter, room, cell.tone, cell.text, cell.icon, one_ink)
            return
        weight = _WEIGHTS.get(style, 400)
        painter.setFont(colours.font(14, weight))
        painter.setPen(_ink(style, cell, selected))
        flags = _flags_width(cell)
        text_room = room.adjusted(0, 0, -flags, 0)
        shown = colours.cut(cell.text, text_room.width(), 14, weight)
        painter.drawText(text_room, _END if style is CellStyle.NUMBER else _START, shown)
        if cell.flags:
            left = room.left() + colours.metrics(14, weight).horizontalAdvance(shown)
            _paint_flags(painter, QPoint(left, room.top()), room.height(), cell, one_ink)

    def widest(self, cells: Sequence[Cell], style: CellStyle) -> int:
        """Return how wide the widest of `cells` paints with nothing cut, in pixels."""
        if style is CellStyle.PILL:
            pills = {(cell.tone, cell.text, cell.icon) for cell in cells}
            return max((pill_width(*pill) for pill in pills), default=0)
        # In fractions of a pixel, as words are cut by
        words = QFontMetricsF(theme.current().font(14, _WEIGHTS.get(style, 400)))
        widths = (words.horizontalAdvance(cell.text) + _flags_width(cell) for cell in cells)
        return math.ceil(max(widths, default=0))


def _ink(style: CellStyle, cell: Cell, selected: bool) -> QColor:
    colours = theme.current()
    if selected and colours.loud:
        return colours.colour("select_ink")
    if cell.tone:
        return colours.colour(cell.tone if cell.tone in colours.colours else "ink")
    name = _TOKENS.get(style, "ink")
    if selected:
        name = "select_ink" if name == "ink" else "select_ink2"
    return colours.colour(name)


def _flags_width(cell: Cell) -> int:
    return len(cell.flags) * px(ICON_SMALL + _FLAG_GAP)


def _paint_flags(
    painter: QPainter, start: QPoint, height: int, cell: Cell, ink: QColor | None
) -> None:
    side, left = px(ICON_SMALL), start.x()
    colour = ink or theme.current().colour("access")
    for icon, _words in cell.flags:
        left += px(_FLAG_GAP)
        painter.drawPixmap(left, start.y() + (height - side) // 2, icons.pixmap(icon, colour, side))
        left += side
