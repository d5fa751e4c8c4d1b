"""How agenda, item and register stand: three panes, two with tabs, or one, by the room there is."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from facilitator_app.gui.metrics import EDGE, LOW, effective, px
from facilitator_app.gui.tab_order import first_around, focus_proxy, give_keyboard
from facilitator_app.gui.widgets.chip import ChipButton
from facilitator_app.gui.widgets.one_of_several import OneOfSeveral
from facilitator_app.gui.widgets.surface import row, surface, upright
from facilitator_app.i18n import N_, _

AGENDA, ITEM, REGISTER = "agenda", "item", "register"
_THREE, _TWO = 1440, 900
_REGISTER = 352
_COLUMNS = {AGENDA: 0, ITEM: 2, REGISTER: 4}
_SHARES = {
    3: {AGENDA: 9, ITEM: 12, REGISTER: 0},
    2: {AGENDA: 10, ITEM: 12, REGISTER: 12},
    1: {AGENDA: 1, ITEM: 1, REGISTER: 1},
}
_WORDS = {AGENDA: N_("Agenda"), ITEM: N_("Minutes"), REGISTER: N_("Register")}


class Panes(QWidget):
    """Shows the three panes, or the ones that were chosen by the chips above."""

    turned = Signal(str)
    register_entered = Signal()  # by its chip: the keyboard is there now

    def __init__(self, agenda: QWidget, item: QWidget, register: QWidget) -> None:
        """Hold the panes; the item is in front."""
        super().__init__()
        self._panes = {AGENDA: agenda, ITEM: item, REGISTER: register}
        self._chosen = ITEM
        self._mode = 0
        self._strip = surface("head")
        self._strip.setAccessibleName(_("Parts of the meeting"))
        self._chips = {name: ChipButton(name, _(words)) for name, words in _WORDS.items()}
        self._group = OneOfSeveral(self)
        line = self._strip_line = row(self._strip, 8, (24, 6, 24, 6))
        for chip in self._chips.values():
            self._group.addButton(chip)
            line.addWidget(chip)
            chip.clicked.connect(lambda _on=False, chip=chip: self._turn(chip.key))
            chip.entered.connect(lambda chip=chip: self._enter(chip.key))
        line.addStretch(1)
        self._line, self._second = upright(), upright()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._arrange(2)

    @property
    def chosen(self) -> str:
        """The pane that was brought to the front last."""
        return self._chosen

    def turn_to(self, pane: str) -> None:
        """Bring `pane` to the front, where not all are seen."""
        self._turn(pane)

    def go_to(self, pane: str, part: QWidget) -> None:
        """Bring `pane` to the front, and the keyboard to a part of it."""
        self._turn(pane)
        give_keyboard(part)

    def keyboard_to(self, pane: str) -> None:
        """Put the keyboard into `pane`; where that is not seen, into the one in front."""
        hidden = self._panes[pane].isHidden()
        shown = self._panes[self._front() if hidden else pane]
        to = focus_proxy(shown)
        if to is None or not to.isVisible():
            to = first_around((shown, self))
        if to is not None:
            give_keyboard(to)

    def set_counts(self, items: int, here: int) -> None:
        """Show how many items there are, and how many people are here."""
        self._chips[AGENDA].show_count(items)
        self._chips[REGISTER].show_count(here)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose how many panes stand side by side."""
        super().resizeEvent(event)
        room = effective(self.width())
        mode = 3 if room >= _THREE else 2 if room >= _TWO else 1
        if mode != self._mode:
            self._arrange(mode)
        edge = 3 if effective(self.window().height()) < LOW else 6
        self._strip_line.setContentsMargins(px(EDGE), px(edge), px(EDGE), px(edge))
        QTimer.singleShot(0, self, self._settle)

    def _settle(self) -> None:
        """Give each pane its room again: while the grid does it, a pane may ask it how high it is.

        That sets back what it reckons with, and the pane that comes next has no height.
        """
        self._grid.invalidate()
        self._grid.activate()

    def _enter(self, pane: str) -> None:
        self.keyboard_to(pane)
        if pane == REGISTER:
            self.register_entered.emit()

    def _turn(self, pane: str) -> None:
        if self._mode == 2 and pane == AGENDA:
            return
        self._chosen = pane
        self._show()
        self.turned.emit(pane)

    def _arrange(self, mode: int) -> None:
        """Set the panes in the grid: chips stand above what they choose from."""
        if self._mode == 1 and mode == 2 and self._chosen == AGENDA:
            self._chosen = ITEM
        self._mode = mode
        for widget in (*self._panes.values(), self._strip, self._line, self._second):
            self._grid.removeWidget(widget)
        self._grid.addWidget(self._panes[AGENDA], 0 if mode > 1 else 1, 0, 2 if mode > 1 else 1, 1)
        self._grid.addWidget(self._line, 0, 1, 2, 1)
        self._grid.addWidget(self._panes[ITEM], 1, 2)
        self._grid.addWidget(self._second, 0, 3, 2, 1)
        self._grid.addWidget(self._panes[REGISTER], 1, 4)
        if mode == 1:
            self._grid.addWidget(self._strip, 0, 0, 1, 5)
        else:
            self._grid.addWidget(self._strip, 0, 2, 1, 3)
        self._grid.setRowStretch(1, 1)
        width = px(_REGISTER) if mode == 3 else 16_777_215
        self._panes[REGISTER].setMaximumWidth(width)
        self._panes[REGISTER].setMinimumWidth(px(_REGISTER) if mode == 3 else 0)
        self._show()

    def _show(self) -> None:
        self._strip.setVisible(self._mode < 3)
        self._line.setVisible(self._mode > 1)
        self._second.setVisible(self._mode == 3)
        self._chips[AGENDA].setVisible(self._mode == 1)
        self._chips[self._front()].setChecked(True)
        for name, pane in self._panes.items():
            always = self._mode == 3 or (self._mode == 2 and name == AGENDA)
            seen = always or name == self._front()
            pane.setVisible(seen)
            self._grid.setColumnStretch(_COLUMNS[name], _SHARES[self._mode][name] if seen else 0)

    def _front(self) -> str:
        return ITEM if self._mode == 2 and self._chosen == AGENDA else self._chosen
