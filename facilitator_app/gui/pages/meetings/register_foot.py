"""Below the register: the states of the chosen person, the keys for them, and one more person."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facilitator_app.gui.editors.ref import RefEditor
from facilitator_app.gui.form.field_row import ErrorLine
from facilitator_app.gui.form.line_label import LineLabel
from facilitator_app.gui.metrics import EDGE, px
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.meetings import meeting_wording as say
from facilitator_app.gui.pages.meetings.register_list import RegisterList
from facilitator_app.gui.tab_order import give_keyboard, has_keyboard
from facilitator_app.gui.widgets.buttons import quiet_button, set_icon, set_words
from facilitator_app.gui.widgets.chip import ChipButton
from facilitator_app.gui.widgets.flow_layout import FlowLayout
from facilitator_app.gui.widgets.one_of_several import OneOfSeveral
from facilitator_app.gui.widgets.surface import column, dress, row
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import _
from facilitator_app.services import records
from facilitator_app.spec.kinds import FormatContext


class RegisterFoot(QWidget):
    """Follows `list_`; where there is little room, it is the line of keys and a button for more."""

    times_wanted = Signal()
    turned = Signal()  # folded, or unfolded

    def __init__(self, context: PageContext, list_: RegisterList) -> None:
        """Set the states of the line that is chosen in `list_`."""
        super().__init__()
        dress(self, "foot")
        self._list, self._low, self._open = list_, False, False
        self.chips: dict[str, ChipButton] = {}
        self._group = OneOfSeveral(self)
        self._states = QWidget()
        self._states.setAccessibleName(_("State of the chosen person"))
        self._flow = FlowLayout(self._states, 6)
        self._hint = text_label("", "small", wrap=True)
        self.more = quiet_button("", "caret-up", self._turn)
        self.more.hide()
        self.details = quiet_button(_("Capacity and times…"), "clock", self.times_wanted.emit)
        self.details.setToolTip(_("Enter opens them, too, on a line of the register"))
        self._flow.addWidget(self.details)
        self.person = _person(context)
        self.told = LineLabel("", "small")
        self.told.hide()
        self.error = ErrorLine()
        line = row(None, 12)
        line.addWidget(self._hint, 1)
        line.addWidget(self.more)
        self._box = column(self, 8)
        self._box.addWidget(self._states)
        self._box.addLayout(line)
        for one in (self.told, self.error, self.person):
            self._box.addWidget(one)
        self.fit(low=False, tight=False)
        list_.currentRowChanged.connect(lambda _row: self._show_state())

    @property
    def folded(self) -> bool:
        """Whether only the line of keys is shown."""
        return self._low and not self._open

    def fit(self, *, low: bool, tight: bool) -> None:
        """Fold where there is little room (low), or have the keys in short at least (tight)."""
        self._low = low
        folded = self.folded
        hint = self._list.short_hint if low or tight else self._list.hint
        self._hint.setText(hint)
        self.more.setVisible(low)
        set_words(self.more, _("More") if folded else _("Less"))
        self.more.setAccessibleDescription(_("States, times, and adding a person"))
        set_icon(self.more, "caret-up" if folded else "caret-down")
        if folded and (has_keyboard(self._states) or has_keyboard(self.person)):
            give_keyboard(self._list)
        self._states.setVisible(not folded)
        self.person.setVisible(not folded)
        if folded:
            self._box.setContentsMargins(px(EDGE), 0, px(EDGE), 0)
        else:
            self._box.setContentsMargins(px(EDGE), px(8), px(EDGE), px(12))

    def unfold(self) -> None:
        """Show everything, whatever room there is: something here is to be worked at."""
        if not self._open:
            self._open = True
            self.turned.emit()

    def show_states(self, fmt: FormatContext) -> None:
        """Offer the states there are."""
        known = fmt.lists.offered("attendance_status")
        offered = [one for one in known if one.code in say.ROUND]
        if list(self.chips) != [one.code for one in offered]:
            for old in self.chips.values():
                self._flow.removeWidget(old)
                old.hide()
                old.deleteLater()
            self.chips.clear()
            self._flow.removeWidget(self.details)
            for one in offered:
                chip = self.chips[one.code] = ChipButton(one.code, one.label)
                self._group.addButton(chip)
                self._flow.addWidget(chip)
                chip.clicked.connect(lambda _on=False, chip=chip: self._tick(chip.key))
            self._flow.addWidget(self.details)
        self._show_state()

    def _turn(self) -> None:
        self._open = not self._open or bool(self.person.value_text().strip())
        self.turned.emit()

    def _show_state(self) -> None:
        place = self._list.currentRow()
        now = self._list.record(place).status if place >= 0 else ""
        self._group.setExclusive(False)
        for code, chip in self.chips.items():
            chip.setEnabled(place >= 0)
            chip.setVisible(self._list.may_be(code))
            chip.setChecked(code == now)
        self.details.setEnabled(place >= 0)
        self._group.setExclusive(True)

    def _tick(self, status: str) -> None:
        if self._list.current_id is not None:
            self._list.ticked.emit(self._list.current_id, status)


def _person(context: PageContext) -> RefEditor:
    """Return the field for one more person."""
    spec = records.spec("attendance")
    person = RefEditor(spec.field("member_id"), context)
    person.take_names(spec.field("visitor"))
    person.describe(
        _("Add a person to the register"),
        _("Type any part of the name; of a visitor all of it, and after a comma the capacity"),
    )
    person.line.setPlaceholderText(_("Add a member, or a visitor by name"))
    return person
