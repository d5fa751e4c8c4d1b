"""How the rail draws a place, the heading of a group, and the count of what waits there."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from facilitator_app.gui import icons, theme
from facilitator_app.gui.metrics import ICON, px
from facilitator_app.gui.rail_fit import GAP, HEADING, RailFit
from facilitator_app.i18n import show_number

Index = QModelIndex | QPersistentModelIndex
_Role = int(Qt.ItemDataRole.UserRole)
# A place has a NAME, the heading of a group has a GROUP; HERE: the place in front is in the group.
NAME, COUNT, LATE, GROUP, HERE, PLACE_ICON = (_Role + more for more in range(6))
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_EDGE = 16  # right of counts and of the arrows of headings
_ARROW = 12


class RailDelegate(QStyledItemDelegate):
    """Draws the lines of a rail's tree, wide or as icons."""

    fit = RailFit(HEADING, 0, frozenset(), frozenset(), scrolls=False)
    narrow = False

    def __init__(self, view: QTreeView) -> None:
        """Draw for `view`."""
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that the window leaves for a place or a heading."""
        group = index.data(GROUP)
        if group is None:
            return QSize(px(40), px(self.fit.high))
        return QSize(px(40), px(HEADING if group in self.fit.headed else self.fit.gap))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(GROUP) is None:
            self._paint_place(painter, option, index)
        elif index.data(GROUP) in self.fit.headed:
            self._paint_heading(painter, option, index)
        elif self.narrow and self.fit.gap >= GAP:
            across = QRect(px(14), option.rect.center().y(), self._view.width() - px(28), 1)
            painter.fillRect(across, theme.current().colour("line"))
        painter.restore()

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = theme.current()
        folded = not self._view.isExpanded(index)
        marked = folded and bool(index.data(HERE))
        self._paint_ground(painter, option, chosen=marked)
        ink = colours.colour("nav_ink" if marked else "ink2")
        right = self._edge()
        in_hand = self._is_pointed_at(option) or option.state & QStyle.StateFlag.State_HasFocus
        if folded or in_hand or len(self.fit.open) < len(self.fit.headed):
            side, middle = px(_ARROW), option.rect.center().y() + 1
            arrow = icons.pixmap("caret-right" if folded else "caret-down", ink, side)
            painter.drawPixmap(option.rect.right() - right - side + 1, middle - side // 2, arrow)
            right += side + px(6)
        if folded:
            right += self._paint_count(painter, option.rect, index, right, chosen=marked)
        painter.setFont(colours.font(12, 600))
        painter.setPen(ink)
        self._paint_words(painter, option.rect.adjusted(px(20), 0, -right, 0), index)

    def _paint_place(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = theme.current()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        self._paint_ground(painter, option, chosen=chosen)
        side, middle = px(ICON + 2 if self.narrow else ICON), option.rect.center().y() + 1
        left = (self._view.width() - side) // 2 if self.narrow else option.rect.left() + px(20)
        ink = colours.colour("nav_ink" if chosen else "ink2")
        painter.drawPixmap(
            left, middle - side // 2, icons.pixmap(str(index.data(PLACE_ICON)), ink, side)
        )
        if self.narrow:
            self._paint_small_count(painter, option.rect, index, chosen=chosen)
            return
        right = self._edge()
        right += self._paint_count(painter, option.rect, index, right, chosen=chosen)
        painter.setFont(colours.font(14, 600 if chosen else 400))
        painter.setPen(colours.colour("nav_ink" if chosen else "ink"))
        self._paint_words(painter, option.rect.adjusted(px(48), 0, -right, 0), index)

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, *, chosen: bool
    ) -> None:
        if not chosen and not self._is_pointed_at(option):
            return
        box = QRectF(option.rect)
        box.setRight(self._view.width())
        ground = QColor(theme.current().colour("nav" if chosen else "badge"))
        ground.setAlphaF(1.0 if chosen else 0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        inset = max(px(8), self._bar() + 1)
        painter.drawRoundedRect(box.adjusted(px(8), 0.5, -inset, -0.5), px(6), px(6))

    def _paint_words(self, painter: QPainter, room: QRect, index: Index) -> None:
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _MIDDLE, shown)

    def _paint_count(
        self, painter: QPainter, rect: QRect, index: Index, right: int, *, chosen: bool
    ) -> int:
        """Paint the count beside a name, `right` pixels from the edge; return how wide it is."""
        count = index.data(COUNT)
        if not count:
            return 0
        text = show_number(count) if count < 1000 else "999+"
        high = px(20)
        wide = max(_count_metrics().horizontalAdvance(text) + px(10), px(22))
        top = rect.center().y() - high // 2 + 1
        box = QRectF(rect.right() - right - wide + 1, top, wide, high)
        late, loud = bool(index.data(LATE)), theme.current().loud
        bare = loud or (chosen and not late)
        ground = "" if bare else "warn_bg" if late else "badge"
        ink = ("nav_ink" if chosen else "ink") if bare else "warn" if late else "badge_ink"
        _paint_badge(painter, box, text, ground, ink)
        return wide + px(4)

    def _paint_small_count(
        self, painter: QPainter, rect: QRect, index: Index, *, chosen: bool
    ) -> None:
        """Paint the count at the corner of an icon."""
        count = index.data(COUNT)
        if not count:
            return
        text = str(count) if count < 100 else "99+"
        high = px(18)
        wide = max(_count_metrics().horizontalAdvance(text) + px(8), high)
        left = min(self._view.width() // 2 + px(4), rect.right() - wide)
        box = QRectF(left, rect.top() + px(1), wide, high)
        late = bool(index.data(LATE))
        if theme.current().loud:
            ground, ink = ("nav", "nav_ink") if chosen else ("ground", "ink")
        else:
            ground, ink = ("warn_bg", "warn") if late else ("badge", "badge_ink")
        _paint_badge(painter, box, text, ground, ink)

    def _is_pointed_at(self, option: QStyleOptionViewItem) -> bool:
        return bool(option.state & QStyle.StateFlag.State_MouseOver)

    def _edge(self) -> int:
        """Keep counts and arrows at one distance from the rail's edge, scroll bar or not."""
        return max(px(_EDGE) - self._bar(), px(4))

    def _bar(self) -> int:
        return self._view.width() - self._view.viewport().width()


def _count_metrics() -> QFontMetrics:
    return theme.current().metrics(12, 600)


def _paint_badge(painter: QPainter, box: QRectF, text: str, ground: str, ink: str) -> None:
    colours = theme.current()
    if ground:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.colour(ground))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.setFont(colours.font(12, 600))
    painter.setPen(colours.colour(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
