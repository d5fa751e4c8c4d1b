"""Third step: every row of the list, and what will happen to it."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from facilitator_app.digests.exchange import Plan, RowOutcome
from facilitator_app.digests.lists import ChipCount
from facilitator_app.gui.metrics import EDGE, effective, px
from facilitator_app.gui.pages.importing.plan_model import PlanModel
from facilitator_app.gui.pages.importing.plan_table import PlanTable
from facilitator_app.gui.pages.importing.plan_wording import OUTCOME_WORDS
from facilitator_app.gui.widgets.chip import ChipRow
from facilitator_app.gui.widgets.scroll_body import ScrollBody
from facilitator_app.gui.widgets.surface import column, row, surface
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import N_, _
from facilitator_app.locale_formats import join_sentences
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.record import RecordSpec

_ALL = ""
_DETAIL, _DETAIL_LOW, _LOW = 84, 56, 460


class PreviewStep(QWidget):
    """Chips by outcome, the table, and below it the row the user stands on, told in full."""

    changed = Signal()

    def __init__(self) -> None:
        """Start without a plan."""
        super().__init__()
        self.model = PlanModel(self)
        self.table = PlanTable(self.model)
        self.chips = ChipRow(_("Rows by what happens to them"))
        self._told = text_label("", "sub", wrap=True)
        self._told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        holder = QWidget()
        column(holder, 0, (EDGE, 10, EDGE, 10)).addWidget(self._told, 1)
        self._below = surface("foot")
        self._below.setFixedHeight(px(_DETAIL))
        column(self._below).addWidget(ScrollBody(holder, _("The row you stand on")))
        head = surface("head")
        row(head, 0, (EDGE, 8, EDGE, 8)).addWidget(self.chips)
        outer = column(self)
        outer.addWidget(head)
        outer.addWidget(self.table, 1)
        outer.addWidget(self._below)
        self.chips.chosen.connect(self.show_outcome)
        self.table.current.connect(self._tell)
        self.model.also_changed.connect(self.changed)
        self.setFocusProxy(self.table)

    @property
    def also(self) -> frozenset[int]:
        """The numbers of the rows that are added though they look double."""
        return self.model.also

    def show_plan(
        self, plan: Plan, counts: Counter[RowOutcome], spec: RecordSpec, fmt: FormatContext
    ) -> None:
        """Show every row of `plan`; `counts` has how many rows have each outcome."""
        self.model.show_plan(plan, spec, fmt)
        chips = [ChipCount(_ALL, N_("All rows"), "", len(plan.rows))]
        chips += [
            ChipCount(f.value, OUTCOME_WORDS[f].chip, "", counts[f])
            for f in OUTCOME_WORDS
            if counts[f]
        ]
        self.chips.set_chips(chips, _ALL)
        self.table.show_ticks(bool(counts[RowOutcome.SAME] or counts[RowOutcome.LIKELY]))
        self.table.stand_on(0)

    def show_outcome(self, value: str) -> None:
        """Show the rows of one outcome, or all."""
        self.model.show_outcome(RowOutcome(value) if value else None)
        self.table.stand_on(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave more of the height to the rows where there is little."""
        super().resizeEvent(event)
        low = effective(self.height()) < _LOW
        self._below.setFixedHeight(px(_DETAIL_LOW if low else _DETAIL))

    def _tell(self, at: int) -> None:
        told = self.model.told(at)
        if self.model.can_tick(at):
            told = join_sentences((told, _("Press the space bar to add it all the same.")))
        self._told.setText(told)
        self.table.setAccessibleDescription(told)
