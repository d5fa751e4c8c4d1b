"""The rail at the left: network, search, places with counts, and when the last save was."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from facilitator_app.gui import theme
from facilitator_app.gui.metrics import RAIL, RAIL_ICONS, RAIL_MOST, px
from facilitator_app.gui.places import Place, ways_to
from facilitator_app.gui.prefs import Prefs
from facilitator_app.gui.rail_fit import LEAST, MOST, RailFit, fit, fit_icons
from facilitator_app.gui.rail_parts import Brand, FindBox, SavedMark
from facilitator_app.gui.rail_places import PlaceTree
from facilitator_app.gui.widgets.buttons import icon_button
from facilitator_app.gui.widgets.surface import column, dress, rule
from facilitator_app.gui.window_actions import action, shown_keys
from facilitator_app.i18n import _

_AROUND_NAME = 92  # the icon before a name, the count behind it, and the edges
_AROUND_PLACES = 8 + 8 + 48 + 6 + 36 + 8 + 36 + 32  # what else stands in the rail
_SPARED = 32 + MOST - LEAST  # of that, where every line counts: the last save, a high last place
_OPEN, _FOLDED = "open", "folded"


class Rail(QWidget):
    """Says where the user is and what waits where; 208 px wide, or 56 as icons."""

    chosen = Signal(str)
    search = Signal()
    list_places = Signal()
    menu = Signal(object)  # a QPoint on the screen, where the window's menu opens

    def __init__(self, network: str, places: Sequence[Place], prefs: Prefs) -> None:
        """Show `network` above `places`; which groups are folded is kept in `prefs`."""
        super().__init__()
        dress(self, "rail")
        self._narrow, self._here, self._prefs = False, "", prefs
        self._groups: dict[str, int] = {}
        for place in places:
            if not place.pinned:
                self._groups[place.group] = self._groups.get(place.group, 0) + 1
        self._group_of = {place.name: place.group for place in places}
        self._wide = _width(places)
        ways = ways_to(places)
        self.places = PlaceTree(_("Places"), [p for p in places if not p.pinned], ways)
        self.pinned = PlaceTree(_("Settings"), [p for p in places if p.pinned], ways)
        self._brand, self._find, self._saved = Brand(network), FindBox(), SavedMark()
        self._rule, self._all = rule(), _list_button(self.list_places.emit)
        self._brand.clicked.connect(self._open_menu)
        self._find.clicked.connect(self.search)
        for tree in (self.places, self.pinned):
            tree.chosen.connect(self.chosen)
        self.places.folded.connect(self._fold)
        self.places.left.connect(self._down_from_places)
        self.pinned.left.connect(self._up_from_pinned)
        self._lay_out()
        self.set_narrow(False)

    @property
    def narrow(self) -> bool:
        """Whether the rail shows icons alone."""
        return self._narrow

    def set_narrow(self, narrow: bool) -> None:
        """Show icons alone, or icons and words."""
        self._narrow = narrow
        self.setFixedWidth((px(RAIL_ICONS) if narrow else self._wide) + 1)
        for part in (self._brand, self._find, self._saved):
            part.set_narrow(narrow)
        self._fit()

    def show_place(self, name: str) -> None:
        """Mark the place `name` as the one in front, its group open; an unknown name marks none."""
        self._here = self._group_of.get(name, "")
        self._fit()
        for tree in (self.places, self.pinned):
            tree.show_place(name)
            tree.keep_in_view()

    def show_counts(self, counts: Mapping[str, tuple[int, bool]]) -> None:
        """Show how many wait at each place, and whether any of them is late."""
        for tree in (self.places, self.pinned):
            tree.show_counts(counts)

    def show_network(self, name: str) -> None:
        """Show another name of the network."""
        self._brand.show_name(name)

    def show_saved(self, text: str) -> None:
        """Say when the file was last saved ("Last saved 08:52")."""
        self._saved.show_saved(text)

    def show_held(self, text: str) -> None:
        """Say that not all is saved; "" once it is."""
        self._saved.show_held(text)

    def show_damaged(self, text: str) -> None:
        """Say that the file is damaged; "" once it is known to be sound."""
        self._saved.show_damaged(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find anew how the places fit."""
        super().resizeEvent(event)
        self._fit()

    def _lay_out(self) -> None:
        layout = column(self, 0, (0, 8, 1, 8))
        layout.addWidget(self._brand)
        layout.addSpacing(px(6))
        layout.addWidget(self._find)
        layout.addSpacing(px(8))
        layout.addWidget(self.places, 1)
        layout.addWidget(self._rule)
        layout.addWidget(self._all, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.pinned)
        layout.addWidget(self._saved)

    def _fit(self) -> None:
        room = self.height() / theme.current().scale - _AROUND_PLACES
        found, spare = self._fitted(room), False
        if found.scrolls:
            found, spare = self._fitted(room + _SPARED), True
        self.places.show_fit(found, narrow=self._narrow)
        self.pinned.show_fit(
            RailFit(found.high, 0, frozenset(), frozenset(), scrolls=False), narrow=self._narrow
        )
        self.pinned.setFixedHeight(px(found.high) * max(1, self.pinned.rows.rowCount()))
        # Where icons scroll, their names are one click away; the last save is told by notices.
        self._all.setVisible(found.scrolls and self._narrow)
        self._saved.setVisible(not spare)
        self._rule.setVisible(found.scrolls or self._narrow)
        self.places.keep_in_view()

    def _fitted(self, room: float) -> RailFit:
        if self._narrow:
            return fit_icons(room, self._groups)
        return fit(room, self._groups, self._chosen(), self._here)

    def _chosen(self) -> Mapping[str, bool]:
        told = {group: self._prefs.get(f"rail/{group}") for group in self._groups if group}
        return {group: word == _OPEN for group, word in told.items() if word}

    def _fold(self, group: str, folded: bool) -> None:
        self._prefs.set(f"rail/{group}", _FOLDED if folded else _OPEN)
        if folded and group == self._here:
            self._here = ""
        self._fit()

    def _down_from_places(self, step: int) -> None:
        if step > 0:
            self.pinned.stand_on_last()

    def _up_from_pinned(self, step: int) -> None:
        if step < 0:
            self.places.stand_on_last()

    def _open_menu(self) -> None:
        self.menu.emit(self._brand.mapToGlobal(QPoint(px(8), self._brand.height())))


def _list_button(on_click: Callable[[], object]) -> QWidget:
    keys = shown_keys(action("places").keys)
    return icon_button("list", _("All places ({keys})").format(keys=keys), on_click)


def _width(places: Sequence[Place]) -> int:
    """Return the usual width, or more where names need it: none is cut but by a long language."""
    metrics = theme.current().metrics(14, 600)
    names = max(metrics.horizontalAdvance(_(place.words)) for place in places)
    return min(max(px(RAIL), names + px(_AROUND_NAME)), px(RAIL_MOST))
