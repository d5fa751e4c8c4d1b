"""The tree of places in the rail: places under the headings of their groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QAbstractItemView, QTreeView

from facilitator_app.gui.metrics import px
from facilitator_app.gui.places import Place
from facilitator_app.gui.rail_drawing import (
    COUNT,
    GROUP,
    HERE,
    LATE,
    NAME,
    PLACE_ICON,
    RailDelegate,
)
from facilitator_app.gui.rail_fit import RailFit
from facilitator_app.gui.widgets.focus_ring import paint_ring, ring_shows
from facilitator_app.gui.window_actions import shown_keys
from facilitator_app.i18n import _, show_number

_SPOKEN = Qt.ItemDataRole.AccessibleTextRole
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BY_TAB = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
_SIDEWAYS = (Qt.Key.Key_Left, Qt.Key.Key_Right)


class PlaceTree(QTreeView):
    """Places and headings; the place in front is selected, the current row has the keyboard."""

    chosen = Signal(str)  # the name of a place
    folded = Signal(str, bool)  # the name of a group, and whether it is to be folded
    left = Signal(int)  # an arrow key went over the first row (-1) or the last (1)

    def __init__(
        self, name: str, places: Sequence[Place], ways: Mapping[str, Sequence[str]]
    ) -> None:
        """List `places`, spoken as `name`; `ways` are the keys to each of them."""
        super().__init__()
        self.place = ""  # in front, of this tree or another
        self.setProperty("kind", "rail")
        self.setProperty("ring", "own")
        self.setAccessibleName(name)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.header().setStretchLastSection(False)  # a hidden header never comes round to it
        self.header().setMinimumSectionSize(1)
        self.setIndentation(0)
        self.setItemsExpandable(False)  # by the keys and clicks below, not by Qt's own
        self.setExpandsOnDoubleClick(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        # whole rows would be counted within their group, and another one selected
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.drawn = RailDelegate(self)
        self.setItemDelegate(self.drawn)
        self.rows = QStandardItemModel(self)
        self.rows.setHorizontalHeaderLabels(
            [name]
        )  # a screen reader finds the header, hidden or not
        self.setModel(self.rows)
        self._fill(places, ways)
        self.clicked.connect(self._take)
        self.selectionModel().selectionChanged.connect(self._selected)

    def show_fit(self, fit: RailFit, *, narrow: bool) -> None:
        """Show what `fit` says of headings, open groups and heights; narrow: as icons."""
        self.drawn.fit, self.drawn.narrow = fit, narrow
        for heading in self._headings():
            group = str(heading.data(GROUP))
            button = group in fit.headed and heading.rowCount() > 1
            works = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            flags = works if button else Qt.ItemFlag.NoItemFlags
            if heading.flags() != flags:
                heading.setFlags(flags)
            self._set_open(heading, is_open=group in fit.open)
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if fit.scrolls else policy.ScrollBarAlwaysOff
        )
        self.scheduleDelayedItemsLayout()

    def show_place(self, name: str) -> bool:
        """Mark the place `name` and stand on it; say whether it is one of these."""
        item = self.item_of(name)
        for heading in self._headings():
            heading.setData(item is not None and item.parent() is heading, HERE)
        self.place = name
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(
            item.index() if item else QModelIndex(), flags.ClearAndSelect if item else flags.Clear
        )
        return item is not None

    def keep_in_view(self) -> None:
        """Scroll to the current row, if need be, so far that what lies beyond begins to be seen."""
        if not self.currentIndex().isValid():
            return
        self.scrollTo(self.currentIndex())
        box, high = self.visualRect(self.currentIndex()), self.viewport().height()
        beyond = max(0, min(box.height() // 2, (high - box.height()) // 2))
        bar = self.verticalScrollBar()
        if box.bottom() + 1 + beyond > high:
            bar.setValue(bar.value() + box.bottom() + 1 + beyond - high)
        elif box.top() < beyond:
            bar.setValue(bar.value() - beyond + box.top())

    def show_counts(self, counts: Mapping[str, tuple[int, bool]]) -> None:
        """Show how many wait at each place, their sum at each group, and whether any is late."""
        for place in self._places():
            _show_count(place, *counts.get(str(place.data(NAME)), (0, False)))
        for heading in self._headings():
            inside = [heading.child(row) for row in range(heading.rowCount())]
            count = sum(int(place.data(COUNT)) for place in inside)
            _show_count(heading, count, any(place.data(LATE) for place in inside))

    def item_of(self, name: str) -> QStandardItem | None:
        """Return the item of the place `name`, or None."""
        return next((item for item in self._places() if item.data(NAME) == name), None)

    def stand_on_last(self) -> None:
        """Take the keyboard and stand on the last row, having come from below."""
        last = self.rows.index(self.rows.rowCount() - 1, 0)
        while self.isExpanded(last) and self.rows.rowCount(last):
            last = self.rows.index(self.rows.rowCount(last) - 1, 0, last)
        self.setFocus(Qt.FocusReason.TabFocusReason)
        self.setCurrentIndex(last)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand on the first row where no place here is in front: the ring needs one."""
        if event.reason() in _BY_TAB and not self.currentIndex().isValid():
            home = QAbstractItemView.CursorAction.MoveHome
            self.setCurrentIndex(self.moveCursor(home, Qt.KeyboardModifier.NoModifier))
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go, fold, unfold, or leave over either end; leave Esc to the window."""
        here, key = self.currentIndex(), event.key()
        if key == Qt.Key.Key_Escape:
            event.ignore()
        elif key in _ENTER or (key == Qt.Key.Key_Space and here.data(GROUP)):
            self._take(here)
        elif key in _SIDEWAYS:
            self._go_sideways(here, unfold=key == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.currentIndex() == here:
                self.left.emit(1 if key == Qt.Key.Key_Down else -1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the one column as wide as the view."""
        super().resizeEvent(event)
        self.setColumnWidth(0, self.viewport().width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the places, then the focus ring inside the current one."""
        super().paintEvent(event)
        if ring_shows(self):
            bar = self.width() - self.viewport().width()
            right = max(px(8) - bar, 1)
            box = QRectF(self.visualRect(self.currentIndex())).adjusted(px(8), 0, -right, -1)
            paint_ring(QPainter(self.viewport()), box)

    def _go_sideways(self, here: QModelIndex, *, unfold: bool) -> None:
        if here.data(GROUP):
            if self.isExpanded(here) is not unfold:
                self.folded.emit(here.data(GROUP), not unfold)
        elif not unfold and here.parent().flags() & Qt.ItemFlag.ItemIsEnabled:
            self.setCurrentIndex(here.parent())

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Keys and clicks stand on a row: which is selected says what is in front."""
        return QItemSelectionModel.SelectionFlag.NoUpdate

    def _selected(self) -> None:
        """Go where an assistive tool selects, as a click does; what is in front stays selected."""
        for index in self.selectedIndexes():
            if index.data(NAME) != self.place:
                self._take(index)
                self.show_place(self.place)

    def _take(self, index: QModelIndex) -> None:
        if index.data(GROUP):
            self.folded.emit(index.data(GROUP), self.isExpanded(index))
        elif index.data(NAME):
            self.chosen.emit(index.data(NAME))

    def _set_open(self, heading: QStandardItem, *, is_open: bool) -> None:
        if self.isExpanded(heading.index()) is is_open:
            return
        if not is_open and self.currentIndex().parent() == heading.index():
            self.setCurrentIndex(heading.index())
        self.setExpanded(heading.index(), is_open)

    def _fill(self, places: Sequence[Place], ways: Mapping[str, Sequence[str]]) -> None:
        headings: dict[str, QStandardItem] = {}
        for place in places:
            item = _item(place, ways[place.name])
            if not place.group:
                self.rows.appendRow(item)
                continue
            if place.group not in headings:
                headings[place.group] = _heading(place.group)
                self.rows.appendRow(headings[place.group])
            headings[place.group].appendRow(item)

    def _headings(self) -> Iterator[QStandardItem]:
        top = (self.rows.item(row) for row in range(self.rows.rowCount()))
        yield from (item for item in top if item.data(GROUP))

    def _places(self) -> Iterator[QStandardItem]:
        for row in range(self.rows.rowCount()):
            item = self.rows.item(row)
            if item.data(NAME):
                yield item
            yield from (item.child(inside) for inside in range(item.rowCount()))


def _heading(group: str) -> QStandardItem:
    item = QStandardItem(_(group))
    item.setData(group, GROUP)
    return item


def _item(place: Place, ways: Sequence[str]) -> QStandardItem:
    item = QStandardItem(_(place.words))
    item.setData(place.name, NAME)
    item.setData(place.icon, PLACE_ICON)
    keys = shown_keys(ways[0])
    item.setToolTip(_("{place} ({keys})").format(place=_(place.words), keys=keys))
    _show_count(item, 0, late=False)
    return item


def _show_count(item: QStandardItem, count: int, late: bool) -> None:
    words = item.text()
    if late:
        spoken = _("{place}, {count} waiting, some of them late")
    elif count:
        spoken = _("{place}, {count} waiting")
    else:
        spoken = "{place}"
    item.setData(count, COUNT)
    item.setData(late, LATE)
    item.setData(spoken.format(place=words, count=show_number(count)), _SPOKEN)
