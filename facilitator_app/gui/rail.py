"""The rail at the left: network, search, places with counts, and when the last save was."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QWidget

from facilitator_app.gui import theme
from facilitator_app.gui.metrics import RAIL, RAIL_ICONS, px
from facilitator_app.gui.places_and_keys import PINNED, PLACES
from facilitator_app.gui.rail_parts import Brand, FindBox, Saved
from facilitator_app.gui.rail_places import COUNT, GAP, HEADING, LATE, LEAST, MOST, NAME, PlaceList
from facilitator_app.gui.widgets.surface import column, dress, rule
from facilitator_app.i18n import _

_AROUND_NAME = 92  # the icon before a name, the count behind it, and the edges
_EASY, _TIGHT_GAP = 28, 2  # a place with gaps as usual; the gap where every line counts


class Rail(QWidget):
    """Says where the user is and what waits where; 208 px wide, or 56 as icons."""

    chosen = Signal(str)
    search = Signal()
    menu = Signal(object)  # a QPoint on the screen, where the window's menu opens

    def __init__(self, network: str) -> None:
        """Show `network` above the places."""
        super().__init__()
        dress(self, "rail")
        self._narrow = False
        self._brand, self._find = Brand(network), FindBox()
        self._places, self._pinned = (
            PlaceList(_("Places"), PLACES),
            PlaceList(_("Settings"), (PINNED,)),
        )
        self._rule, self._saved = rule(), Saved()
        self._brand.clicked.connect(self._open_menu)
        self._find.clicked.connect(self.search)
        for lists in (self._places, self._pinned):
            lists.clicked.connect(self._choose)
            lists.activated.connect(self._choose)
        self._pinned.set_scrolls(scrolls=False)
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
        self.setFixedWidth((px(RAIL_ICONS) if narrow else _width()) + 1)
        for part in (self._brand, self._find, self._saved):
            part.set_narrow(narrow)
        self._rule.setVisible(narrow)
        for lists in (self._places, self._pinned):
            lists.set_narrow(narrow)
        self._fit()

    def show_place(self, name: str) -> None:
        """Mark the place `name` as the one in front; an unknown name marks none."""
        for lists in (self._places, self._pinned):
            item = lists.item_of(name)
            if item is not None:
                lists.setCurrentIndex(item.index())
            else:
                lists.clearSelection()
                lists.setCurrentIndex(QModelIndex())

    def show_counts(self, counts: Mapping[str, tuple[int, bool]]) -> None:
        """Show how many wait at each place, and whether any of them is late."""
        for place in PLACES:
            item = self._places.item_of(place.name)
            if item is None:
                continue
            count, late = counts.get(place.name, (0, False))
            item.setData(count, COUNT)
            item.setData(late, LATE)
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
        """Headings if they fit, else gaps; places as high as the window allows, 24 to 36."""
        items, groups = len(PLACES), len({place.group for place in PLACES if place.group})
        room = (self.height() - px(8 + 8 + 48 + 6 + 36 + 8 + 36 + 32)) / theme.current().scale
        headed = not self._narrow and room >= items * (_EASY + 4) + groups * HEADING
        easy = room >= items * _EASY + groups * GAP
        gap = HEADING if headed else GAP if easy else _TIGHT_GAP
        high = min(MOST, max(LEAST, int((room - groups * gap) / items)))
        for lists in (self._places, self._pinned):
            lists.drawn.item_height, lists.drawn.gap_height = high, gap
            lists.scheduleDelayedItemsLayout()
        self._pinned.setFixedHeight(px(high))
        # Where not even this leaves all places whole, what was saved is told by notices alone.
        self._saved.setVisible(room >= items * LEAST + groups * gap)

    def _choose(self, index: QModelIndex) -> None:
        name = index.data(NAME)
        if name:
            self.chosen.emit(str(name))

    def _open_menu(self) -> None:
        self.menu.emit(self._brand.mapToGlobal(QPoint(px(8), self._brand.height())))


def _width() -> int:
    """Return the usual width, or more where the system's font is wide: no name is cut."""
    metrics = QFontMetrics(theme.current().font(14, 600))
    names = max(metrics.horizontalAdvance(_(place.words)) for place in (*PLACES, PINNED))
    return max(px(RAIL), names + px(_AROUND_NAME))
