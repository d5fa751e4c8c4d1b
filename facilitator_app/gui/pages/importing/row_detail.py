"""The row of the list that the user stands on, in full, with what it changes field by field."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from facilitator_app.digests.exchange import PlannedRow, Update
from facilitator_app.digests.import_choices import RowChoices
from facilitator_app.gui.metrics import EDGE, px
from facilitator_app.gui.tab_order import focus_in, give_keyboard
from facilitator_app.gui.widgets.scroll_body import ScrollBody
from facilitator_app.gui.widgets.surface import column, dress
from facilitator_app.gui.widgets.text_label import breakable, text_label
from facilitator_app.i18n import N_, _
from facilitator_app.locale_formats import name_value

_HEADS = (N_("Field"), N_("Now"), N_("After the import"))
_DETAIL, _DETAIL_LOW = 84, 56
_WORDS, _HEAD, _FIELD, _MOST_FIELDS, _MOST_LOW = 46, 24, 30, 3, 1
_TOP, _MIDDLE = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignVCenter


class RowDetail(QWidget):
    """Sentences, and for each field that would change a tick, what it holds and what it will."""

    field_chosen = Signal(str, bool)

    def __init__(self) -> None:
        """Stand on no row."""
        super().__init__()
        dress(self, "foot")
        self.told = text_label("", "sub", wrap=True)
        self.told.setAlignment(_TOP)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.ticks: dict[str, QCheckBox] = {}
        self._updates: tuple[Update, ...] = ()
        self._low = False
        holder = QWidget()
        self._box = column(holder, 8, (EDGE, 10, EDGE, 10))
        self._box.addWidget(self.told)
        self._fields = QWidget()
        self._box.addWidget(self._fields)
        self._box.addStretch(1)
        column(self).addWidget(ScrollBody(holder, _("The row you stand on")))
        self._fit()

    def show_row(self, words: str, planned: PlannedRow | None, choices: RowChoices) -> None:
        """Tell `words` of a row, and offer what it changes as it was chosen."""
        self.told.setText(words)
        updates = planned.updates if planned is not None else ()
        if updates != self._updates:
            self._offer(updates)
        for name, tick in self.ticks.items():
            tick.blockSignals(True)
            tick.setChecked(planned is not None and choices.takes_field(planned, name))
            tick.blockSignals(False)

    def fold(self, *, low: bool) -> None:
        """Leave more of the height to the rows above where there is little."""
        self._low = low
        self._fit()

    def _offer(self, updates: tuple[Update, ...]) -> None:
        if focus_in(self.window()) in self.ticks.values():
            give_keyboard(self)  # else Qt takes the ring away on the way
        self._updates = updates
        old, self._fields = self._fields, QWidget()
        self._box.replaceWidget(old, self._fields)
        old.hide()
        old.deleteLater()
        self.ticks = {}
        grid = QGridLayout(self._fields)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(24))
        grid.setVerticalSpacing(px(6))
        for at, head in enumerate(_HEADS if updates else ()):
            grid.addWidget(text_label(_(head), "small"), 0, at)
        for at, one in enumerate(updates, 1):
            grid.addWidget(self._tick(one), at, 0, _MIDDLE)
            for place, words, role in ((1, one.before or _("nothing"), "sub"), (2, one.after, "")):
                grid.addWidget(text_label(breakable(words), role, wrap=True), at, place, _MIDDLE)
        for at, stretch in enumerate((0, 1, 1)):
            grid.setColumnStretch(at, stretch)
        self._fields.setVisible(bool(updates))
        self._fit()

    def _tick(self, one: Update) -> QCheckBox:
        tick = QCheckBox(one.label.replace("&", "&&"))
        tick.setAccessibleName(name_value(one.label, one.words))
        tick.toggled.connect(lambda on: self.field_chosen.emit(one.field, on))
        self.ticks[one.field] = tick
        return tick

    def _fit(self) -> None:
        high = _DETAIL_LOW if self._low else _DETAIL
        if self._updates:
            lines = min(len(self._updates), _MOST_LOW if self._low else _MOST_FIELDS)
            high = _WORDS + _HEAD + lines * _FIELD
        self.setFixedHeight(px(high))
