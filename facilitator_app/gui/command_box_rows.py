"""What the search box lists: lines under headings, with the matched beginnings in bold."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QPainter,
    QStandardItem,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from facilitator_app.gui import icons, theme
from facilitator_app.gui.metrics import px
from facilitator_app.gui.window_actions import shown_keys
from facilitator_app.i18n import _, mid_sentence
from facilitator_app.locale_formats import join_parts

Index = QModelIndex | QPersistentModelIndex
LINE = int(Qt.ItemDataRole.UserRole)
_ROW, _HEADING = 40, 30


@dataclass(frozen=True, slots=True)
class CommandBoxRow:
    """One thing to choose: its words, icon and keys, and what choosing it does.

    group: the heading it stands under, spoken with it: no screen reader comes to the heading.
    """

    title: str
    second: str
    icon: str
    keys: tuple[str, ...]
    run: Callable[[], object]
    group: str = ""


class FoundList(QListView):
    """What was found; the keyboard stays in the field."""

    typed = ""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Found"))
        self.setItemDelegate(_Drawn(self))

    def wanted_height(self) -> int:
        """Return the height at which nothing scrolls."""
        model = self.model()
        headings = sum(
            1 for place in range(model.rowCount()) if not model.index(place, 0).data(LINE)
        )
        return px(_HEADING) * headings + px(_ROW) * (model.rowCount() - headings) + px(12)


class _Drawn(QStyledItemDelegate):
    """Draws a find: icon, title with the matched beginnings bold, second words, key."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a line or a heading."""
        return QSize(px(40), px(_ROW if index.data(LINE) else _HEADING))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = index.data(LINE)
        if isinstance(line, CommandBoxRow):
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._paint_line(painter, option.rect, line, chosen)
        else:
            painter.setFont(theme.current().font(12, 600))
            painter.setPen(theme.current().colour("ink2"))
            place = option.rect.adjusted(px(20), px(6), 0, 0)
            text = str(index.data(Qt.ItemDataRole.DisplayRole))
            painter.drawText(
                place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text
            )
        painter.restore()

    def _paint_line(
        self, painter: QPainter, rect: QRect, line: CommandBoxRow, chosen: bool
    ) -> None:
        colours = theme.current()
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.colour("select"))
            painter.drawRoundedRect(QRectF(rect).adjusted(px(8), 1, -px(8), -1), px(6), px(6))
            bar = colours.colour("focus2" if colours.loud else "primary")
            painter.fillRect(rect.left() + px(8), rect.top() + 1, px(3), rect.height() - 2, bar)
        side = px(16)
        ink = colours.colour("select_link" if chosen else "ink2")
        if line.icon:
            picture = icons.pixmap(line.icon, ink, side)
            painter.drawPixmap(rect.left() + px(22), rect.center().y() - side // 2 + 1, picture)
        words = colours.metrics(14, 700).horizontalAdvance(line.title)
        right = self._paint_keys(painter, rect, line, words, chosen=chosen)
        view = self.parent()
        assert isinstance(view, FoundList)
        self._paint_words(
            painter,
            QRect(rect.left() + px(50), rect.top(), right - rect.left() - px(58), rect.height()),
            line,
            view.typed,
            chosen,
        )

    def _paint_keys(
        self, painter: QPainter, rect: QRect, line: CommandBoxRow, words: int, *, chosen: bool
    ) -> int:
        """Paint as many keys as `words` pixels leave room for; return where that room ends."""
        metrics = theme.current().metrics(12)
        right, room = rect.right() - px(20), rect.width() - px(20 + 58) - words
        fitting = []
        for one in [shown_keys(one) for one in line.keys] or ([_("Enter")] if chosen else []):
            wide = metrics.horizontalAdvance(one) + px(14)
            room -= wide + px(8)
            if room >= 0:
                fitting.append((one, wide))
        for one, wide in reversed(fitting):
            box = QRectF(right - wide, rect.center().y() - px(10) + 0.5, wide, px(20))
            self._paint_cap(painter, box, one, chosen=chosen)
            right -= wide + px(8)
        return right

    def _paint_cap(self, painter: QPainter, cap: QRectF, keys: str, *, chosen: bool) -> None:
        colours = theme.current()
        painter.setPen(colours.colour("edge" if chosen else "line"))
        painter.setBrush(colours.colour("paper"))
        painter.drawRoundedRect(cap, px(4), px(4))
        painter.setFont(colours.font(12))
        painter.setPen(colours.colour("ink2"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, keys)

    def _paint_words(
        self, painter: QPainter, room: QRect, line: CommandBoxRow, typed: str, chosen: bool
    ) -> None:
        colours = theme.current()
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        plain, bold = colours.font(14), colours.font(14, 700)
        painter.setPen(colours.colour("select_ink" if chosen else "ink"))
        whole = QFontMetrics(bold).elidedText(line.title, Qt.TextElideMode.ElideRight, room.width())
        left = room.left()
        for part, strong in marked(whole, typed):
            font = bold if strong else plain
            painter.setFont(font)
            painter.drawText(
                QRect(left, room.top(), room.right() - left + 1, room.height()), middle, part
            )
            left += QFontMetrics(font).horizontalAdvance(part)
        left += px(10)
        if line.second and room.right() - left > px(40):
            font = colours.font(12)
            painter.setFont(font)
            painter.setPen(colours.colour("select_ink2" if chosen else "ink2"))
            space = QRect(left, room.top() + 1, room.right() - left, room.height())
            shown = QFontMetrics(font).elidedText(
                line.second, Qt.TextElideMode.ElideRight, space.width()
            )
            painter.drawText(space, middle, shown)


def fits(typed: str, text: str) -> bool:
    """Say whether each typed word begins a word of `text`; nothing typed fits all."""
    starts, wanted = _words(text), _words(typed)
    found = all(any(start.startswith(word) for start in starts) for word in wanted)
    return found and bool(wanted or not typed.strip())


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def marked(text: str, typed: str) -> list[tuple[str, bool]]:
    """Return `text` in pieces, each with whether it is a matched beginning of a word."""
    wanted = sorted({re.escape(word) for word in typed.split()}, key=len, reverse=True)
    if not wanted:
        return [(text, False)]
    pieces, at = [], 0
    for match in re.finditer(rf"\b(?:{'|'.join(wanted)})", text, re.IGNORECASE):
        pieces += [(text[at : match.start()], False), (match.group(), True)]
        at = match.end()
    return [piece for piece in [*pieces, (text[at:], False)] if piece[0]]


def heading(text: str) -> QStandardItem:
    """Return a heading, which cannot be chosen."""
    item = QStandardItem(text)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item


def item(line: CommandBoxRow) -> QStandardItem:
    """Return `line` as a row of the list."""
    item = QStandardItem(line.title)
    item.setData(line, LINE)
    item.setData(
        join_parts(
            (line.title, line.second, mid_sentence(line.group), *map(shown_keys, line.keys))
        ),
        Qt.ItemDataRole.AccessibleTextRole,
    )
    return item
