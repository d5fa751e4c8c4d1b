"""How one item of the agenda is drawn: when, number, title, lead, who raised it, how long."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from facilitator_app.digests.cards import Pill
from facilitator_app.gui import icons, theme
from facilitator_app.gui.metrics import ICON_SMALL, PILL, ROW_TWO_LINES, px
from facilitator_app.gui.pages.meetings.row_list import RECORD, WRAP, Index, high
from facilitator_app.gui.widgets.pill import paint_pill, pill_width
from facilitator_app.gui.widgets.row_ground import paint_ground

GRIP, TIME, NUMBER, PILLS, MINUTES, EDGE, GAP = 32, 54, 34, 132, 44, 16, 8
_PILLS_NEED = 640
_END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
_START = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """What one row shows; `id` is the item's."""

    id: int
    begins: str
    number: str
    title: str
    second: str
    minutes: str
    pill: Pill | None


@dataclass(frozen=True, slots=True)
class AgendaRowLayout:
    """Where the columns of a row `width` pixels wide begin and end, in pixels."""

    time: int
    number: int
    title: int
    title_width: int
    pill: int | None
    end: int


def places(width: int) -> AgendaRowLayout:
    """Return the columns; the pill has one of its own only where there is room."""
    time = px(GRIP)
    number = time + px(TIME)
    title = number + px(NUMBER)
    end = width - px(EDGE)
    wide = width >= px(_PILLS_NEED)
    pill = end - px(MINUTES) - px(PILLS) if wide else None
    right = (pill if pill is not None else end - px(MINUTES)) - px(GAP)
    return AgendaRowLayout(time, number, title, max(right - title, px(40)), pill, end)


class AgendaDelegate(QStyledItemDelegate):
    """Two lines a row, more where a title needs them; nothing is cut."""

    movable = True

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of the wrapped words."""
        row = index.data(RECORD)
        width = self._width()  # what is painted; the option may still tell of an earlier one
        at = places(width)
        need = px(16) + high(row.title, _bold(), at.title_width)
        need += high(row.second, _small(), at.title_width) + (px(2) if row.second else 0)
        if row.pill is not None and at.pill is None:
            need += px(PILL - 18) if _beside(row, at) else px(PILL + 4)
        return QSize(px(120), max(px(ROW_TWO_LINES), need))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        painter.save()
        selected = paint_ground(painter, option)
        row, rect, colours = index.data(RECORD), option.rect, theme.current()
        at, top = places(rect.width()), rect.top() + px(8)
        ink = colours.colour("select_ink" if selected else "ink")
        ink2 = colours.colour("select_ink2" if selected else "ink2")
        if self.movable:
            side = px(ICON_SMALL)
            grip = icons.pixmap("dots-six-vertical", ink2, side)
            painter.drawPixmap(rect.left() + px(10), rect.top() + (rect.height() - side) // 2, grip)
        line = QFontMetrics(_bold()).height()
        painter.setFont(theme.current().font(14))
        painter.setPen(ink2)
        painter.drawText(QRect(at.time, top, px(TIME), line), _START, row.begins)
        painter.setPen(ink)
        painter.setFont(_bold())
        painter.drawText(QRect(at.number, top, px(NUMBER), line), _START, row.number)
        painter.drawText(QRect(at.end - px(MINUTES), top, px(MINUTES), line), _END, row.minutes)
        tall = high(row.title, _bold(), at.title_width)
        painter.drawText(QRect(at.title, top, at.title_width, tall), int(WRAP), row.title)
        painter.setFont(_small())
        painter.setPen(ink2)
        tight = row.pill is None or at.pill is not None or not _beside(row, at)
        below = top + tall + px(2 if tight else 5)
        second = high(row.second, _small(), at.title_width)
        painter.drawText(QRect(at.title, below, at.title_width, second), int(WRAP), row.second)
        if row.pill is not None:
            place = _pill_place(row, at, rect, below, second)
            only = ink if selected and colours.loud else None
            paint_pill(painter, place, row.pill.tone, row.pill.text, row.pill.icon, only)
        painter.restore()

    def _width(self) -> int:
        view = self.parent()
        return view.viewport().width() if isinstance(view, QListView) else px(400)


def _pill_place(row: AgendaRow, at: AgendaRowLayout, rect: QRect, below: int, second: int) -> QRect:
    assert row.pill is not None
    width, tall = pill_width(row.pill.tone, row.pill.text, row.pill.icon), px(PILL)
    if at.pill is not None:
        return QRect(at.pill, rect.top() + (rect.height() - tall) // 2, width, tall)
    if _beside(row, at):
        left = at.title + _second_width(row) + (px(GAP) if row.second else 0)
        return QRect(left, below + (max(second, px(18)) - tall) // 2, width, tall)
    return QRect(at.title, below + second + px(2), width, tall)


def _beside(row: AgendaRow, at: AgendaRowLayout) -> bool:
    """Say whether the pill finds room behind the second line."""
    assert row.pill is not None
    need = pill_width(row.pill.tone, row.pill.text, row.pill.icon) + px(GAP)
    return _second_width(row) + need <= at.title_width + px(MINUTES)


def _second_width(row: AgendaRow) -> int:
    return QFontMetrics(_small()).horizontalAdvance(row.second)


def _bold() -> QFont:
    return theme.current().font(14, 600)


def _small() -> QFont:
    return theme.current().font(12)
