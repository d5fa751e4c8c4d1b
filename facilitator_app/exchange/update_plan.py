"""Says row by row what an import will do that also tops up what is in the file already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from facilitator_app.digests.exchange import (
    TAGS,
    ColumnMapping,
    Duplicate,
    Named,
    Plan,
    PlannedRow,
    RowOutcome,
    Sheet,
    SheetRow,
)
from facilitator_app.domain.progress import Progress
from facilitator_app.exchange.duplicate_records import telling
from facilitator_app.exchange.duplicates import person
from facilitator_app.exchange.import_plan import Existing, ImportInput, Planner, ReadRow, why
from facilitator_app.exchange.updates import Updates
from facilitator_app.i18n import _
from facilitator_app.locale_formats import join_parts, join_sentences
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.record import Field, RecordSpec


def plan_updates(
    sheet: Sheet,
    matching: ColumnMapping,
    spec: RecordSpec,
    fmt: FormatContext,
    existing: Existing,
    *,
    named: Named | None = None,
    progress: Progress | None = None,
) -> Plan:
    """Return what would happen to each row, where rows top up what they repeat.

    As in `import_plan.plan`; the values of `existing` are whole, with their tags under TAGS.
    """
    given = ImportInput(sheet, matching, spec, fmt, existing, named or {})
    return _UpdatePlanner(given).plan(progress or Progress())


class _UpdatePlanner(Planner):
    """Plans rows of which each knows what those before it change."""

    def __init__(self, given: ImportInput) -> None:
        super().__init__(given)
        stored = {one.id: one.values for one in given.existing}
        self._updates = Updates(given.spec, given.fmt, stored, given.named)
        self._telling = () if self._people else telling(given.spec)

    @staticmethod
    def required(spec: RecordSpec) -> tuple[Field, ...]:
        """Return the fields that need a column: those that tell one from another."""
        return tuple(one for one in Planner.required(spec) if one.name in telling(spec))

    def plan(self, progress: Progress) -> Plan:
        """Return what happens to each row, those to be added with what later rows say of them."""
        found = super().plan(progress)
        rows = tuple(self._whole(row) for row in found.rows)
        return replace(found, rows=rows, updating=True)

    def _whole(self, row: PlannedRow) -> PlannedRow:
        if row.outcome is not RowOutcome.ADD:
            return row
        values = dict(self._updates.values(Duplicate("", row=row.number)))
        return replace(row, tags=values.pop(TAGS), values=values)

    def _let_in(self, line: SheetRow, read: ReadRow) -> None:
        super()._let_in(line, read)
        filled = {n for n, cell in self._cells_of(read).items() if read.values.get(n) == cell}
        self._updates.add(line.number, {**read.values, TAGS: read.tags}, filled)

    def _repeating(self, line: SheetRow, read: ReadRow) -> PlannedRow | None:
        if line.cells in self._cells:
            return super()._repeating(line, read)
        found = (
            self._duplicates.find_all(read.compared)
            if read.compared is not None
            else self._records.find_all(read.values, read.texts.texts.keys())
        )
        if not found:
            return None
        planned = PlannedRow(line.number, RowOutcome.LIKELY, "", read.values, read.remarks)
        if len(found) > 1:
            return replace(planned, why=_unclear(found))
        if unread := self._unread_key(read):
            said = _("“{label}” cannot be read, so it is not certain which one is meant.")
            return replace(planned, why=said.format(label=unread))
        return self._topped_up(planned, found[0], read)

    def _topped_up(self, planned: PlannedRow, there: Duplicate, read: ReadRow) -> PlannedRow:
        cells, remarks = self._reader.read_cells(read.texts)
        if read.tags:
            cells[TAGS] = read.tags
        updates, told = self._updates(planned.number, there, cells)
        remarks = (*read.noticed, *remarks, *told)
        if there.row:
            remarks = (*remarks, *(one.remark for one in updates))
        elif updates and self._people:
            now = replace(self._known(self._updates.values(there)), id=there.id or 0)
            self._duplicates.add(person(now))
        outcome = RowOutcome.UPDATE if updates and there.id else RowOutcome.SAME
        return replace(
            planned,
            outcome=outcome,
            why=_updated(there)
            if outcome is RowOutcome.UPDATE
            else why(outcome, there, people=True),
            remarks=remarks,
            duplicate=there,
            updates=updates if there.id else (),
        )

    def _unread_key(self, read: ReadRow) -> str:
        """Return the label of a field that tells one from another and whose cell is unread."""
        cells = self._cells_of(read)
        for name in self._telling:
            field = self._spec.field(name)
            if name in read.texts.texts and name not in cells and field.by_name not in cells:
                return _(field.label)
        return ""

    def _cells_of(self, read: ReadRow) -> Mapping[str, Any]:
        return self._reader.read_cells(read.texts)[0]


def _updated(there: Duplicate) -> str:
    told = _("{name} is updated.").format(name=there.name)
    return join_sentences((told, _("Nothing is sent to them now."))) if there.spared else told


def _unclear(found: Sequence[Duplicate]) -> str:
    named = _("{name} in row {row}")
    names = (named.format(name=one.name, row=one.row) if one.row else one.name for one in found)
    said = _("This may be any of these: {names}. Nothing is changed: change the right one by hand.")
    return said.format(names=join_parts(names))
