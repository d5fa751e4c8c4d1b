"""The list of places in the rail, and how each is drawn."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from facilitator_app.gui import icons, theme
from facilitator_app.gui.metrics import ICON, px
from facilitator_app.gui.places_and_keys import Place, shown_keys
from facilitator_app.gui.widgets.focus_ring import paint_ring, ring_shows
from facilitator_app.i18n import _

Index = QModelIndex | QPersistentModelIndex
GAP, HEADING, LEAST, MOST = 8, 28, 24, 36
_Role = int(Qt.ItemDataRole.UserRole)
NAME, COUNT, LATE = _Role, _Role + 1, _Role + 2
_ICON, _HEADING_ROLE = _Role + 3, _Role + 4


class _Items(QStyledItemDelegate):
    """Draws a place of the rail, wide or as an icon, and the headings between them."""

    item_height = LEAST
    gap_height = GAP
    narrow = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that the window leaves for a place or a heading."""
        heading = index.data(_HEADING_ROLE)
        return QSize(px(40), px(self.gap_height if heading else self.item_height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(_HEADING_ROLE):
            self._paint_heading(painter, option.rect, str(index.data(Qt.ItemDataRole.DisplayRole)))
        else:
            self._paint_place(painter, option, index)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, text: str) -> None:
        if self.gap_height < HEADING or self.narrow:
            return
        painter.setFont(theme.current().font(12, 600))
        painter.setPen(theme.current().colour("ink2"))
        place = rect.adjusted(px(20), px(2), 0, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _paint_place(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = theme.current()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        box = QRectF(option.rect).adjusted(px(8), 0.5, -px(8), -0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or hover:
            ground = colours.colour("nav" if chosen else "badge")
            ground.setAlphaF(1.0 if chosen else 0.5)
            painter.setBrush(ground)
            painter.drawRoundedRect(box, px(6), px(6))
        ink = colours.colour("nav_ink" if chosen else "ink")
        side, middle = px(ICON if not self.narrow else ICON + 2), option.rect.center().y() + 1
        left = option.rect.left() + (
            px(20) if not self.narrow else (option.rect.width() - side) // 2
        )
        picture = icons.pixmap(
            str(index.data(_ICON)), colours.colour("nav_ink" if chosen else "ink2"), side
        )
        painter.drawPixmap(left, middle - side // 2, picture)
        if not self.narrow:
            painter.setFont(colours.font(14, 600 if chosen else 400))
            painter.setPen(ink)
            right = px(16) + (_count_width(index) if index.data(COUNT) else 0)
            room = option.rect.adjusted(px(48), 0, -right, 0)
            text = painter.fontMetrics().elidedText(
                str(index.data(Qt.ItemDataRole.DisplayRole)),
                Qt.TextElideMode.ElideRight,
                room.width(),
            )
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        self._paint_count(painter, option.rect, index, chosen)

    def _paint_count(self, painter: QPainter, rect: QRect, index: Index, chosen: bool) -> None:
        count, late = index.data(COUNT), bool(index.data(LATE))
        if not count:
            return
        colours = theme.current()
        text = f"{count:,}" if count < 1000 else "999+"
        font = colours.font(12, 600)
        high = px(20 if not self.narrow else 18)
        wide = max(
            QFontMetrics(font).horizontalAdvance(text) + px(10), px(22) if not self.narrow else high
        )
        left = rect.right() - px(16) - wide + 1 if not self.narrow else rect.center().x() + px(4)
        top = rect.center().y() - high // 2 + 1 if not self.narrow else rect.top() + px(1)
        box = QRectF(left, top, wide, high)
        ground, ink = ("warn_bg", "warn") if late else ("badge", "badge_ink")
        plain = chosen and not self.narrow and not late
        painter.setBrush(colours.colour(ground))
        painter.setPen(Qt.PenStyle.NoPen)
        if not plain and not colours.loud:
            painter.drawRoundedRect(box, high / 2, high / 2)
        elif self.narrow:
            painter.setBrush(colours.colour("nav" if chosen else "ground"))
            painter.drawRoundedRect(box, high / 2, high / 2)
        loud_ink = "nav_ink" if chosen else "ink"
        painter.setPen(colours.colour(loud_ink if colours.loud or plain else ink))
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _count_width(index: Index) -> int:
    """Return the room that the count beside a place takes, in pixels."""
    text = f"{min(index.data(COUNT), 9999):,}"
    metrics = QFontMetrics(theme.current().font(12, 600))
    return max(metrics.horizontalAdvance(text) + px(10), px(22)) + px(4)


class PlaceList(QListView):
    """A list of places; the one in front is the current row."""

    def __init__(self, name: str, places: Sequence[Place]) -> None:
        """List `places`, spoken as `name`."""
        super().__init__()
        self.setProperty("kind", "rail")
        self.setProperty("ring", "own")
        self.setAccessibleName(name)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self._scrolls = True
        self.drawn = _Items(self)
        self.setItemDelegate(self.drawn)
        self.rows = QStandardItemModel(self)
        self.setModel(self.rows)
        group = ""
        for place in places:
            if place.group != group:
                group = place.group
                self.rows.appendRow(_heading(_(group)))
            self.rows.appendRow(_item(place))

    def set_narrow(self, narrow: bool) -> None:
        """Show icons alone; a scroll bar would lie over them, so wheel and arrows must do."""
        self.drawn.narrow = narrow
        self.set_scrolls(scrolls=self._scrolls)

    def set_scrolls(self, *, scrolls: bool) -> None:
        """Say whether a scroll bar may appear."""
        self._scrolls = scrolls
        policy = Qt.ScrollBarPolicy
        shown = scrolls and not self.drawn.narrow
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if shown else policy.ScrollBarAlwaysOff
        )

    def item_of(self, name: str) -> QStandardItem | None:
        """Return the item of the place `name`, or None."""
        items = (self.rows.item(number) for number in range(self.rows.rowCount()))
        return next((item for item in items if item.data(NAME) == name), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Esc to the window."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the places, then the focus ring inside the current one."""
        super().paintEvent(event)
        if ring_shows(self):
            box = QRectF(self.visualRect(self.currentIndex())).adjusted(px(8), 0, -px(8), -1)
            paint_ring(QPainter(self.viewport()), box)


def _heading(text: str) -> QStandardItem:
    item = QStandardItem(text)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    item.setData(True, _HEADING_ROLE)
    return item


def _item(place: Place) -> QStandardItem:
    item = QStandardItem(_(place.words))
    item.setData(place.name, NAME)
    item.setData(place.icon, _ICON)
    item.setToolTip(f"{_(place.words)} ({shown_keys(place.keys)})")
    item.setData(_(place.words), Qt.ItemDataRole.AccessibleTextRole)
    return item
