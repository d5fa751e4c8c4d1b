"""The rail at the left: network, search, places with counts, and when the last save was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractButton,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from facilitator_app.gui import icons, theme
from facilitator_app.gui.metrics import ICON, RAIL, RAIL_ICONS, px
from facilitator_app.gui.shortcuts import PINNED, PLACES, Place, shown_keys
from facilitator_app.gui.widgets.avatar import Disc, initials
from facilitator_app.gui.widgets.surface import column, dress, row, rule
from facilitator_app.gui.widgets.words import words
from facilitator_app.i18n import _

Index = QModelIndex | QPersistentModelIndex
_Role = int(Qt.ItemDataRole.UserRole)
_NAME, _ICON, _COUNT, _LATE, _HEADING = (_Role + n for n in range(5))
_GAP, _HEADING_HIGH, _ITEM_LEAST, _ITEM_MOST = 8, 28, 28, 36


class _Items(QStyledItemDelegate):
    """Draws a place of the rail, wide or as an icon, and the headings between them."""

    item_height = _ITEM_LEAST
    gap_height = _GAP
    narrow = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that the window leaves for a place or a heading."""
        heading = index.data(_HEADING)
        return QSize(px(40), px(self.gap_height if heading else self.item_height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(_HEADING):
            self._paint_heading(painter, option.rect, str(index.data(Qt.ItemDataRole.DisplayRole)))
        else:
            self._paint_place(painter, option, index)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, text: str) -> None:
        if self.gap_height < _HEADING_HIGH or self.narrow:
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
        left = option.rect.left() + (px(20) if not self.narrow else (option.rect.width() - side) // 2)
        picture = icons.pixmap(str(index.data(_ICON)), colours.colour("nav_ink" if chosen else "ink2"), side)
        painter.drawPixmap(left, middle - side // 2, picture)
        if not self.narrow:
            painter.setFont(colours.font(14, 600 if chosen else 400))
            painter.setPen(ink)
            room = option.rect.adjusted(px(48), 0, -px(16), 0)
            text = str(index.data(Qt.ItemDataRole.DisplayRole))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        self._paint_count(painter, option.rect, index, chosen)

    def _paint_count(self, painter: QPainter, rect: QRect, index: Index, chosen: bool) -> None:
        count, late = index.data(_COUNT), bool(index.data(_LATE))
        if not count:
            return
        colours = theme.current()
        text = f"{count:,}" if count < 1000 else "999+"
        font = colours.font(12, 600)
        high = px(20 if not self.narrow else 18)
        wide = max(QFontMetrics(font).horizontalAdvance(text) + px(10), px(22) if not self.narrow else high)
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


class _Places(QListView):
    """A list of places; the one in front is the current row."""

    def __init__(self, name: str, places: Sequence[Place]) -> None:
        super().__init__()
        self.setProperty("kind", "rail")
        self.setProperty("ring", "own")
        self.setAccessibleName(name)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
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

    def find(self, name: str) -> QStandardItem | None:
        """Return the item of the place `name`, or None."""
        items = (self.rows.item(number) for number in range(self.rows.rowCount()))
        return next((item for item in items if item.data(_NAME) == name), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Esc to the window."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the places, then the focus ring inside the current one."""
        super().paintEvent(event)
        keys = self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        if not (self.hasFocus() and keys and self.currentIndex().isValid()):
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.visualRect(self.currentIndex())).adjusted(px(8), 0, -px(8), -1)
        for token, width, inset in (("focus", 3.0, 1.5), ("focus2", 2.0, 4.0)):
            painter.setPen(QPen(theme.current().colour(token), width))
            painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), 4, 4)
        painter.end()


class Rail(QWidget):
    """Says where the user is and what waits where; 208 px wide, or 56 as icons."""

    chosen = Signal(str)
    find = Signal()
    menu = Signal(object)  # a QPoint on the screen, where the window's menu opens

    def __init__(self, network: str) -> None:
        """Show `network` above the places."""
        super().__init__()
        dress(self, "rail")
        self._narrow = False
        self._brand, self._find = Brand(network), FindBox()
        self._places, self._pinned = _Places(_("Places"), PLACES), _Places(_("Settings"), (PINNED,))
        self._rule, self._saved = rule(), Saved()
        self._brand.clicked.connect(self._open_menu)
        self._find.clicked.connect(lambda: self.find.emit())
        for lists in (self._places, self._pinned):
            lists.clicked.connect(self._choose)
            lists.activated.connect(self._choose)
        self._pinned.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = column(self, 0, (0, 8, 1, 8))
        layout.addWidget(self._brand)
        layout.addSpacing(px(6))
        layout.addWidget(self._find)
        layout.addSpacing(px(8))
        layout.addWidget(self._places, 1)
        layout.addWidget(self._rule)
        layout.addWidget(self._pinned)
        layout.addWidget(self._saved)
        self.set_narrow(False)

    @property
    def narrow(self) -> bool:
        """Whether the rail shows icons alone."""
        return self._narrow

    def set_narrow(self, narrow: bool) -> None:
        """Show icons alone, or icons and words."""
        self._narrow = narrow
        self.setFixedWidth(px(RAIL_ICONS if narrow else RAIL) + 1)
        for part in (self._brand, self._find, self._saved):
            part.set_narrow(narrow)
        self._rule.setVisible(narrow)
        for lists in (self._places, self._pinned):
            lists.drawn.narrow = narrow
        self._fit()

    def show_place(self, name: str) -> None:
        """Mark the place `name` as the one in front; an unknown name marks none."""
        for lists in (self._places, self._pinned):
            item = lists.find(name)
            if item is not None:
                lists.setCurrentIndex(item.index())
            else:
                lists.clearSelection()
                lists.setCurrentIndex(QModelIndex())

    def show_counts(self, counts: Mapping[str, tuple[int, bool]]) -> None:
        """Show how many wait at each place, and whether any of them is late."""
        for place in PLACES:
            item = self._places.find(place.name)
            if item is None:
                continue
            count, late = counts.get(place.name, (0, False))
            item.setData(count, _COUNT)
            item.setData(late, _LATE)
            spoken = f"{_(place.words)}, {count:,}" if count else _(place.words)
            item.setData(spoken, Qt.ItemDataRole.AccessibleTextRole)

    def show_saved(self, text: str) -> None:
        """Say when the file was last saved ("All saved, 08:52")."""
        self._saved.show_text(text)

    def show_network(self, name: str) -> None:
        """Show another name for the network."""
        self._brand.show_name(name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find how high places can be."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Headings if they fit, else gaps; places as high as the window allows, 28 to 36."""
        items, groups = len(PLACES), len({place.group for place in PLACES if place.group})
        room = (self.height() - px(8 + 8 + 48 + 6 + 36 + 8 + 36 + 32)) / theme.current().scale
        headed = not self._narrow and room >= items * (_ITEM_LEAST + 4) + groups * _HEADING_HIGH
        gap = _HEADING_HIGH if headed else _GAP
        high = min(_ITEM_MOST, max(_ITEM_LEAST, int((room - groups * gap) / items)))
        for lists in (self._places, self._pinned):
            lists.drawn.item_height, lists.drawn.gap_height = high, gap
            lists.scheduleDelayedItemsLayout()
        self._pinned.setFixedHeight(px(high))

    def _choose(self, index: QModelIndex) -> None:
        name = index.data(_NAME)
        if name:
            self.chosen.emit(str(name))

    def _open_menu(self) -> None:
        self.menu.emit(self._brand.mapToGlobal(QPoint(px(8), self._brand.height())))


class Brand(QAbstractButton):
    """The network's initials and name; opens the window's menu."""

    def __init__(self, name: str) -> None:
        """Show `name`."""
        super().__init__()
        self._narrow = False
        self.setFixedHeight(px(44))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._disc = Disc(30, letters="")
        self._first, self._second = words("", "strong"), words("", "small")
        layout = row(self, 0, (17, 0, 8, 0))
        layout.addWidget(self._disc)
        self._texts = QWidget()
        texts = column(self._texts, 0, (11, 0, 0, 0))
        texts.addStretch()
        texts.addWidget(self._first)
        texts.addWidget(self._second)
        texts.addStretch()
        layout.addWidget(self._texts, 1)
        for part in (self._disc, self._texts):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._name = ""
        self.show_name(name)

    def show_name(self, name: str) -> None:
        """Show `name` in two lines: its own words, then what it is."""
        self._name = name
        self.setAccessibleName(_("{network}: menu").format(network=name))
        self.setToolTip(name)
        parts = name.split()
        self._disc.show_letters(initials(" ".join(parts[:2])))
        first, second = (" ".join(parts[:2]), " ".join(parts[2:])) if len(parts) > 2 else (name, "")
        self._set_elided(first, second)

    def set_narrow(self, narrow: bool) -> None:
        """Show the initials alone."""
        self._texts.setVisible(not narrow)
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(px(13 if narrow else 17), 0, px(8), 0)

    def sizeHint(self) -> QSize:
        """Return the rail's width."""
        return QSize(px(RAIL_ICONS), px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Light the ground under the mouse."""
        if self.underMouse() or self.isDown():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            ground = theme.current().colour("badge")
            ground.setAlphaF(0.5)
            painter.setBrush(ground)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(px(8), 0, -px(8), 0), px(6), px(6))
            painter.end()

    def _set_elided(self, first: str, second: str) -> None:
        room = px(RAIL - 17 - 30 - 11 - 8)
        for label, text, size, weight in ((self._first, first, 14, 600), (self._second, second, 12, 400)):
            metrics = QFontMetrics(theme.current().font(size, weight))
            label.setText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, room))
            label.setVisible(bool(text))


class FindBox(QAbstractButton):
    """Looks like a field, opens the one search box; shows its key."""

    def __init__(self) -> None:
        """Say "Find anything"."""
        super().__init__()
        self._narrow = False
        self.setAccessibleName(_("Find anything"))
        self.setToolTip(_("Find anything ({keys})").format(keys=shown_keys("Ctrl+K")))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(px(36))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_narrow(self, narrow: bool) -> None:
        """Show the glass alone."""
        self._narrow = narrow
        self.update()

    def sizeHint(self) -> QSize:
        """Return the rail's width."""
        return QSize(px(RAIL_ICONS), px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint edge, glass, words and key."""
        colours = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(px(12) + 0.5, 0.5, -px(12) - 0.5, -0.5)
        if not self._narrow:
            painter.setPen(colours.colour("ink2" if self.underMouse() else "edge"))
            painter.setBrush(colours.colour("paper"))
            painter.drawRoundedRect(box, px(6), px(6))
        side = px(ICON)
        left = (self.width() - side) // 2 if self._narrow else px(22)
        glass = icons.pixmap("magnifying-glass", colours.colour("ink2"), side)
        painter.drawPixmap(left, (self.height() - side) // 2, glass)
        if not self._narrow:
            self._paint_words(painter, box)
        painter.end()

    def _paint_words(self, painter: QPainter, box: QRectF) -> None:
        colours = theme.current()
        painter.setPen(colours.colour("ink2"))
        painter.setFont(colours.font(14))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box.adjusted(px(33), 0, 0, 0), middle | Qt.AlignmentFlag.AlignLeft, _("Find anything"))
        painter.setFont(colours.font(12))
        painter.drawText(box.adjusted(0, 0, -px(10), 0), middle | Qt.AlignmentFlag.AlignRight, shown_keys("Ctrl+K"))


class Saved(QWidget):
    """A tick and when the file was last saved."""

    def __init__(self) -> None:
        """Start with nothing to say."""
        super().__init__()
        self._tick, self._words = words(""), words("", "small")
        self._tick.setPixmap(icons.pixmap("check-circle", theme.current().colour("success"), px(16)))
        layout = row(self, 8, (20, 6, 8, 4))
        layout.addWidget(self._tick)
        layout.addWidget(self._words, 1)
        self.setFixedHeight(px(30))

    def show_text(self, text: str) -> None:
        """Say `text`."""
        self._words.setText(text)
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._tick.setVisible(bool(text))

    def set_narrow(self, narrow: bool) -> None:
        """Show the tick alone."""
        self._words.setVisible(not narrow)


def _heading(text: str) -> QStandardItem:
    item = QStandardItem(text)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    item.setData(True, _HEADING)
    return item


def _item(place: Place) -> QStandardItem:
    item = QStandardItem(_(place.words))
    item.setData(place.name, _NAME)
    item.setData(place.icon, _ICON)
    item.setToolTip(f"{_(place.words)} ({shown_keys(place.keys)})")
    item.setData(_(place.words), Qt.ItemDataRole.AccessibleTextRole)
    return item
