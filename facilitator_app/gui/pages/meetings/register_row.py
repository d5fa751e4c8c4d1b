"""How one line of the register is drawn: state, name, and access needs that are never cut."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from facilitator_app.gui import icons, theme
from facilitator_app.gui.metrics import EDGE, ICON, ICON_SMALL, ROW, ROW_LOW, px
from facilitator_app.gui.pages.meetings.row_list import RECORD, WRAP, Index, high
from facilitator_app.gui.widgets.row_ground import paint_ground

LEFT, GAP, RIGHT = EDGE, 10, EDGE
_END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """What one row shows; `id` is the register entry's, `status` its code."""

    id: int
    name: str
    second: str
    status: str
    state: str
    icon: str
    tone: str
    access: str


class RegisterDelegate(QStyledItemDelegate):
    """State as icon and word; access needs in their own tint below the name.

    low: a line is one where its words go beside each other; of access needs the ear alone is
    shown until it is chosen.
    """

    low = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of the wrapped words."""
        row = index.data(RECORD)
        width = self._width()  # what is painted; the option may still tell of an earlier one
        need = 2 * self._edge() + high(row.name, _bold(), _name_width(row, width))
        if not self._beside(row, width):
            need += high(row.second, _small(), _room(width))
        if row.access and self._whole(index):
            need += px(6) + _access_height(row, width)
        return QSize(px(120), max(px(ROW_LOW if self.low else ROW), need))

    def _edge(self) -> int:
        return px(4 if self.low else 8)

    def _beside(self, row: RegisterRow, width: int) -> bool:
        """Say whether the second words stand beside the name."""
        need = QFontMetrics(_bold()).horizontalAdvance(row.name) + px(2 * GAP)
        need += QFontMetrics(_small()).horizontalAdvance(row.second)
        need += px(ICON_SMALL + GAP) if row.access else 0
        return self.low and need <= _name_width(row, width)

    def _whole(self, index: Index) -> bool:
        """Say whether the access needs are written out."""
        view = self.parent()
        chosen = isinstance(view, QListView) and view.currentIndex().row() == index.row()
        return chosen or not self.low

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        painter.save()
        selected = paint_ground(painter, option)
        row, rect, colours = index.data(RECORD), option.rect, theme.current()
        wide = _name_width(row, rect.width())
        loud = selected and colours.loud
        ink = colours.colour("select_ink" if selected else "ink")
        ink2 = colours.colour("select_ink2" if selected else "ink2")
        top, left, side = rect.top() + self._edge(), rect.left() + px(LEFT), px(ICON)
        state = colours.colour("select_ink") if loud else colours.colour(row.tone)
        painter.drawPixmap(left, top + px(1), icons.pixmap(row.icon, state, side))
        left += side + px(GAP)
        name = high(row.name, _bold(), wide)
        painter.setFont(_bold())
        painter.setPen(ink)
        painter.drawText(QRect(left, top, wide, name), int(WRAP), row.name)
        painter.setFont(_small())
        painter.setPen(ink2)
        edge = rect.right() - px(RIGHT)
        painter.drawText(QRect(left, top + px(2), edge - left, px(20)), _END, row.state)
        below, second = top + name, 0
        if self._beside(row, rect.width()):
            after = left + QFontMetrics(_bold()).horizontalAdvance(row.name) + px(GAP)
            painter.drawText(QRect(after, top + px(2), edge - after, px(20)), int(WRAP), row.second)
        else:
            second = high(row.second, _small(), _room(rect.width()))
            painter.drawText(QRect(left, below, _room(rect.width()), second), int(WRAP), row.second)
        if row.access and not self._whole(index):
            ear = icons.pixmap("ear", colours.colour("access"), px(ICON_SMALL))
            painter.drawPixmap(left + wide - px(ICON_SMALL), top + px(2), ear)
        elif row.access:
            tall, under = _access_height(row, rect.width()), below + second + px(4)
            tint = QRect(left, under, _room(rect.width()), tall)
            _paint_access(painter, tint, row.access)
        painter.restore()

    def _width(self) -> int:
        view = self.parent()
        return view.viewport().width() if isinstance(view, QListView) else px(300)


def _room(width: int) -> int:
    return max(width - px(LEFT + GAP + RIGHT) - px(ICON), px(60))


def _name_width(row: RegisterRow, width: int) -> int:
    """Return the room for the name beside the word of the state."""
    return max(_room(width) - QFontMetrics(_small()).horizontalAdvance(row.state) - px(GAP), px(60))


def _access_width(width: int) -> int:
    return _room(width) - px(8 + 6 + 8) - px(ICON_SMALL)


def _access_height(row: RegisterRow, width: int) -> int:
    return px(8) + max(high(row.access, _small(), _access_width(width)), px(ICON_SMALL))


def _paint_access(painter: QPainter, rect: QRect, text: str) -> None:
    colours, side = theme.current(), px(ICON_SMALL)
    edge = colours.colour("tint_edge")
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(edge if edge.alpha() else Qt.PenStyle.NoPen)
    painter.setBrush(colours.colour("access_bg"))
    painter.drawRoundedRect(QRectF(rect), px(4), px(4))
    ear = icons.pixmap("ear", colours.colour("access"), side)
    painter.drawPixmap(rect.left() + px(8), rect.top() + px(4), ear)
    painter.setPen(colours.colour("access"))
    painter.setFont(_small())
    room = rect.adjusted(px(8 + 6) + side, px(4), -px(8), 0)
    painter.drawText(room, int(WRAP), text)


def _bold() -> QFont:
    return theme.current().font(14, 600)


def _small() -> QFont:
    return theme.current().font(12)
