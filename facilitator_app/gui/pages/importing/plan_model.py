"""Every row of the list with what will happen to it, as Qt's tables want it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from facilitator_app.digests.exchange import Plan, PlannedRow, RowOutcome
from facilitator_app.digests.import_choices import RowChoices, can_choose
from facilitator_app.digests.lists import Cell, CellStyle, Column
from facilitator_app.gui.pages.importing.plan_wording import describe, outcome_of, pill, remarks
from facilitator_app.gui.table.list_model import DrawnRole, Index
from facilitator_app.i18n import N_, _, show_number
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.record import RecordSpec

COLUMNS = (
    Column("take", N_("Import"), 8, CellStyle.TEXT),
    Column("row", N_("Row"), 6, CellStyle.NUMBER),
    Column("outcome", N_("What happens"), 26, CellStyle.PILL),
    Column("name", N_("Name"), 20, CellStyle.NAME),
    Column("remarks", N_("Remarks"), 56, CellStyle.MUTED),
)
TAKE = 0
_MEASURED = 60
_NO_INDEX = QModelIndex()
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class PlanModel(QAbstractTableModel):
    """Shows the rows of a plan with one outcome, or all; words are made only for rows in view."""

    choices_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._rows: tuple[PlannedRow, ...] = ()
        self._shown: list[int] | range = range(0)
        self._spec: RecordSpec | None = None
        self._fmt: FormatContext | None = None
        self._before: list[RowChoices] = []
        self.choices = RowChoices()
        self._measured: list[list[Cell]] = []

    def show_plan(self, plan: Plan, spec: RecordSpec, fmt: FormatContext) -> None:
        """Show all rows of `plan`; what was chosen stays."""
        self.beginResetModel()
        self._rows, self._spec, self._fmt = plan.rows, spec, fmt
        self._shown = range(len(plan.rows))
        self._measured = []
        self.endResetModel()

    def begin(self, choices: RowChoices) -> None:
        """Start from `choices`, which nothing takes back."""
        self.choices, self._before = choices, []

    def show_outcome(self, outcome: RowOutcome | None) -> None:
        """Show the rows with this outcome as it was chosen, None for all."""
        self.beginResetModel()
        every = range(len(self._rows))
        self._shown = (
            every
            if outcome is None
            else [at for at in every if outcome_of(self._rows[at], self.choices) is outcome]
        )
        self.endResetModel()

    def planned(self, row: int) -> PlannedRow | None:
        """Return what stands in `row`, None past the end."""
        return self._rows[self._shown[row]] if 0 <= row < len(self._shown) else None

    @property
    def measured(self) -> list[list[Cell]]:
        """The cells of the rows that say how wide the columns are."""
        if not self._measured:
            self._measured = [
                [self._cell(at, one) for at in range(len(COLUMNS))] for one in _sample(self._rows)
            ]
        return self._measured

    def can_tick(self, row: int) -> bool:
        """Say whether it is for the user to choose whether the row comes in."""
        planned = self.planned(row)
        return planned is not None and can_choose(planned)

    def takes(self, row: int) -> bool:
        """Say whether the row comes in."""
        planned = self.planned(row)
        return planned is not None and self.choices.takes(planned)

    def tick(self, rows: Iterable[int]) -> None:
        """Let rows come in, or leave them out if all of them do already."""
        some = [row for row in rows if self.can_tick(row)]
        self.take(some, on=not all(map(self.takes, some)))

    def take(self, rows: Iterable[int], *, on: bool) -> None:
        """Let rows come in, or leave them out."""
        found = [planned for row in rows if (planned := self.planned(row)) is not None]
        self._choose(self.choices.with_rows(found, on=on))

    def take_field(self, planned: PlannedRow, field: str, *, on: bool) -> None:
        """Let a row change one field of what it repeats, or not."""
        self._choose(self.choices.with_field(planned, field, on=on))

    def take_back(self) -> bool:
        """Undo the latest choice; return False if there is none."""
        if not self._before:
            return False
        self._show(self._before.pop())
        return True

    def name(self, planned: PlannedRow) -> str:
        """Return what the record would be called."""
        if self._spec is None or self._fmt is None or not planned.values:
            return ""
        return self._spec.words(planned.values, self._fmt, {})

    def told(self, row: int, *, changes: bool = True) -> str:
        """Return what there is to say about `row`, "" past the end; in full with its `changes`."""
        planned = self.planned(row)
        if planned is None:
            return ""
        seen, name = self._seen(planned), self.name(planned)
        return describe(seen if changes else replace(seen, updates=()), name)

    def _choose(self, choices: RowChoices) -> None:
        if choices != self.choices:
            self._before.append(self.choices)
            self._show(choices)

    def _show(self, choices: RowChoices) -> None:
        self.choices = choices
        if self._shown:
            last = self.index(len(self._shown) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.choices_changed.emit()

    # What Qt asks for; the names are Qt's.

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say what can be done with a cell."""
        found = super().flags(index)
        if index.column() == TAKE and self.can_tick(index.row()):
            found |= Qt.ItemFlag.ItemIsUserCheckable
        return found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words and looks of a cell."""
        planned = self.planned(index.row())
        if planned is None:
            return None
        style = COLUMNS[index.column()].style
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if style is CellStyle.NUMBER else _LEFT
        if role == Qt.ItemDataRole.CheckStateRole:
            return self._ticked(index, planned)
        if role == DrawnRole:
            return self._cell(index.column(), planned), style
        spoken = role == Qt.ItemDataRole.AccessibleTextRole
        if spoken or role == Qt.ItemDataRole.DisplayRole:
            return self._cell(index.column(), planned).text or (_("empty") if spoken else "")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's label, or what a screen reader calls a row."""
        if orientation == Qt.Orientation.Vertical:
            planned = self.planned(section)
            wanted = planned is not None and role == Qt.ItemDataRole.DisplayRole
            return _("Row {n}").format(n=planned.number) if planned and wanted else None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(COLUMNS[section].label)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if COLUMNS[section].style is CellStyle.NUMBER else _LEFT
        return None

    def _cell(self, column: int, planned: PlannedRow) -> Cell:
        key = COLUMNS[column].key
        if key == "row":
            return Cell(show_number(planned.number))
        if key == "outcome":
            return pill(planned, self.choices)
        if key == "name":
            return Cell(self.name(planned))
        return Cell(remarks(self._seen(planned)) if key == "remarks" else "")

    def _seen(self, planned: PlannedRow) -> PlannedRow:
        """Return a row as it is spoken of: one that is left out adds and changes nothing."""
        if outcome_of(planned, self.choices) is RowOutcome.OUT:
            return replace(planned, why="", updates=())
        return planned

    def _ticked(self, index: Index, planned: PlannedRow) -> Qt.CheckState | None:
        if index.column() != TAKE or not can_choose(planned):
            return None
        on = self.choices.takes(planned)
        return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked


def _sample(rows: tuple[PlannedRow, ...]) -> list[PlannedRow]:
    """Return some rows, one of each outcome among them, whichever of them are shown just now."""
    each = {row.outcome: row for row in reversed(rows)}
    return [*rows[:_MEASURED], *each.values()]
