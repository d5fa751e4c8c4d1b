"""Third step: every row of the list, and what will happen to it."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from facilitator_app.digests.exchange import Plan, RowOutcome
from facilitator_app.digests.import_choices import RowChoices
from facilitator_app.digests.lists import ChipCount
from facilitator_app.gui.metrics import EDGE, HEADER, ROW, effective, px
from facilitator_app.gui.pages.importing.plan_model import PlanModel
from facilitator_app.gui.pages.importing.plan_table import PlanTable
from facilitator_app.gui.pages.importing.plan_wording import OUTCOME_WORDS
from facilitator_app.gui.pages.importing.row_detail import RowDetail
from facilitator_app.gui.widgets.chip import ChipRow
from facilitator_app.gui.widgets.scroll_body import ScrollBody
from facilitator_app.gui.widgets.surface import column, surface
from facilitator_app.i18n import N_, _
from facilitator_app.locale_formats import join_sentences
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.record import RecordSpec

_ALL = ""
_LOW, _LEAST_ROWS = 460, 3


class PreviewStep(QWidget):
    """Chips by outcome, the table, and below it the row the user stands on, told in full."""

    changed = Signal()
    updating_chosen = Signal(bool)  # whether rows shall change what they repeat

    def __init__(self, above: QWidget) -> None:
        """Start without a plan; `above` stands on top, and scrolls with the rest if it is low."""
        super().__init__()
        self.model = PlanModel(self)
        self.table = PlanTable(self.model)
        self.chips = ChipRow(_("Rows by what happens to them"))
        self.update_box = QCheckBox(_("Change what is there already"))
        self.update_box.setAccessibleName(self.update_box.text())
        self.update_box.setAccessibleDescription(
            _("Empty cells change nothing. Each change is shown, and can be left out.")
        )
        self.update_box.setToolTip(self.update_box.accessibleDescription())
        self.detail = RowDetail()
        self._plan = self.chosen = Plan("", ())  # as planned, and as it was chosen
        head = surface("head")
        inside = column(head, 8, (EDGE, 8, EDGE, 8))
        inside.addWidget(self.update_box, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self.chips)
        self.table.setMinimumHeight(px(HEADER + _LEAST_ROWS * ROW))
        body = QWidget()
        down = column(body)
        for part, stretch in ((above, 0), (head, 0), (self.table, 1), (self.detail, 0)):
            down.addWidget(part, stretch)
        column(self).addWidget(ScrollBody(body, _("Rows of the list")))
        self.chips.chosen.connect(self.show_outcome)
        self.table.current.connect(self._tell)
        self.update_box.toggled.connect(self.updating_chosen)
        self.detail.field_chosen.connect(self._choose_field)
        self.model.choices_changed.connect(self._show_choices)
        self.setFocusProxy(self.table)

    @property
    def choices(self) -> RowChoices:
        """Which rows come in otherwise than planned."""
        return self.model.choices

    def show_plan(
        self, plan: Plan, counts: Counter[RowOutcome], spec: RecordSpec, fmt: FormatContext
    ) -> None:
        """Show every row of `plan`; `counts` has how many rows have each outcome."""
        same = len(plan.rows) == len(self._plan.rows)
        at = self.table.currentIndex().row() if same else 0
        self._plan, self.chosen = plan, self.choices.chosen(plan)
        self.model.show_plan(plan, spec, fmt)
        double = bool(counts[RowOutcome.SAME] or counts[RowOutcome.LIKELY])
        self.show_updating(plan.updating)
        self.update_box.setVisible(plan.updating or double)
        self._show_chips(_ALL, counts if self.chosen is plan else None)
        ticks = double or counts[RowOutcome.ADD] or counts[RowOutcome.UPDATE]
        self.table.show_ticks(bool(ticks))
        self.table.stand_on(max(at, 0))

    def show_updating(self, on: bool) -> None:
        """Show whether rows change what they repeat."""
        self.update_box.blockSignals(True)
        self.update_box.setChecked(on)
        self.update_box.blockSignals(False)

    def show_outcome(self, value: str) -> None:
        """Show the rows of one outcome, or all."""
        self.model.show_outcome(RowOutcome(value) if value else None)
        self.table.stand_on(0)

    def take_back(self) -> bool:
        """Undo the latest choice; return False if there is none."""
        return self.model.take_back()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave more of the height to the rows where there is little."""
        super().resizeEvent(event)
        self.detail.fold(low=effective(self.height()) < _LOW)

    def _show_choices(self) -> None:
        self.chosen = self.choices.chosen(self._plan)
        self._show_chips(next((one.key for one in self.chips.chips if one.isChecked()), _ALL))
        self._tell(self.table.currentIndex().row())
        self.changed.emit()

    def _show_chips(self, chosen: str, counts: Counter[RowOutcome] | None = None) -> None:
        """Count the rows by what happens to them; the view that is open stays, if it is empty."""
        rows = self.chosen.rows
        counted = counts or Counter(row.outcome for row in rows)
        chips = [ChipCount(_ALL, N_("All rows"), "", len(rows))]
        chips += [
            ChipCount(one.value, OUTCOME_WORDS[one].chip, "", counted[one])
            for one in OUTCOME_WORDS
            if counted[one] or one.value == chosen
        ]
        self.chips.set_chips(chips, chosen)

    def _choose_field(self, field: str, on: bool) -> None:
        planned = self.model.planned(self.table.currentIndex().row())
        if planned is not None:
            self.model.take_field(planned, field, on=on)

    def _tell(self, at: int) -> None:
        """Tell the row that the user stands on; its changes are shown, and spoken, apart."""
        planned, press = self.model.planned(at), self._press(at)
        words = join_sentences((self.model.told(at, changes=False), press))
        self.detail.show_row(words, planned, self.choices)
        self.table.setAccessibleDescription(join_sentences((self.model.told(at), press)))

    def _press(self, at: int) -> str:
        """Return which key chooses otherwise, "" where there is no choice."""
        planned = self.model.planned(at)
        if planned is None or not self.model.can_tick(at):
            return ""
        if self.model.takes(at):
            return _("Press the space bar to leave it out.")
        if planned.outcome in (RowOutcome.ADD, RowOutcome.UPDATE):
            return _("It is left out. Press the space bar to import it.")
        return _("Press the space bar to add it all the same.")
