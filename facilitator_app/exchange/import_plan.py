"""Says row by row what an import will do; pure, and no content of a cell can stop it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from facilitator_app.digests.exchange import (
    NAME,
    ColumnMapping,
    Duplicate,
    ExistingPerson,
    ExistingRecord,
    Named,
    Plan,
    PlannedRow,
    Remark,
    RowOutcome,
    Sheet,
    SheetRow,
)
from facilitator_app.domain.errors import AppError
from facilitator_app.domain.progress import Progress
from facilitator_app.exchange import header_matching
from facilitator_app.exchange.duplicate_records import DuplicateRecords
from facilitator_app.exchange.duplicates import DuplicateFinder, person
from facilitator_app.exchange.row_fields import RowFields, clean
from facilitator_app.exchange.row_reader import RowReader
from facilitator_app.exchange.text_folding import fold
from facilitator_app.i18n import _
from facilitator_app.locale_formats import join_parts, join_sentences
from facilitator_app.spec.kinds import Email, FormatContext, Postcode
from facilitator_app.spec.record import RecordSpec

Existing = Sequence[ExistingPerson] | Sequence[ExistingRecord]
_STEP = 500  # rows between two words about progress


def plan(
    sheet: Sheet,
    matching: ColumnMapping,
    spec: RecordSpec,
    fmt: FormatContext,
    existing: Existing = (),
    *,
    named: Named | None = None,
    progress: Progress | None = None,
) -> Plan:
    """Return what would happen to each row; `named` has the records that references may name.

    Raises AppError if no column fills a required field, and Cancelled if `progress` says so.
    """
    _check(matching, spec)
    reader = RowReader(spec, fmt, header_matching.shipped().values, named or {})
    planner = _Planner(sheet, matching, spec, fmt, reader, existing)
    progress = progress or Progress()
    rows = []
    for done, line in enumerate(sheet.rows):
        if done % _STEP == 0:
            progress.step(done, len(sheet.rows), _("Reading the list"))
        rows.append(planner.row(line))
    planner.forget()
    return Plan(spec.name, tuple(rows), _unused(sheet, matching))


def _unused(sheet: Sheet, matching: ColumnMapping) -> tuple[str, ...]:
    """Return the headers whose cells go nowhere; columns without content are not worth a word."""
    places = {header: place for place, header in enumerate(sheet.headers)}
    return tuple(
        header
        for header in header_matching.unused(matching, sheet.headers)
        if any(
            line.cells[places[header] : places[header] + 1] != ("",)
            for line in sheet.rows
            if len(line.cells) > places[header]
        )
    )


def _check(matching: ColumnMapping, spec: RecordSpec) -> None:
    filled = {name for name, groups in matching.sources.items() if any(groups)}
    if NAME in filled:
        filled |= {"surname", "forenames"}
    if "surname" in filled:
        filled.add("forenames")  # a column of surnames may hold "SMITH, Joan"
    lacking = [
        _(one.label)
        for one in header_matching.fillable(spec)
        if one.required and one.default is None and one.name not in filled
    ]
    if header_matching.holds_names(spec) and filled.isdisjoint(("forenames", "surname")):
        lacking.insert(0, _("Name"))
    if lacking:
        raise AppError(
            _("No column has been chosen for {fields}. Choose one, then look again.").format(
                fields=join_parts(f"“{label}”" for label in lacking)
            )
        )


class _Planner:
    """Plans one row after another; rows to be added count as there for those that follow."""

    def __init__(
        self,
        sheet: Sheet,
        matching: ColumnMapping,
        spec: RecordSpec,
        fmt: FormatContext,
        reader: RowReader,
        existing: Existing,
    ) -> None:
        self._width = len(sheet.headers)
        self._headings = [fold(header) for header in sheet.headers]
        self._gather = RowFields(sheet.headers, matching, spec)
        self._reader = reader
        self._known = _knower(spec, fmt)
        people = [one for one in existing if isinstance(one, ExistingPerson)]
        self._duplicates = DuplicateFinder(people)
        self._people = header_matching.holds_names(spec)  # two claims may be called the same
        records = [one for one in existing if isinstance(one, ExistingRecord)]
        self._records = DuplicateRecords(spec, records)
        self._cells: dict[tuple[str, ...], int] = {}

    def row(self, line: SheetRow) -> PlannedRow:
        """Return what will happen to `line`."""
        if not any(map(clean, line.cells)):
            return PlannedRow(line.number, RowOutcome.BLANK, _("This row is empty."))
        if self._repeats_headings(line):
            return PlannedRow(line.number, RowOutcome.HEADINGS, _("This row repeats the headings."))
        if len(line.cells) > self._width:
            why = _(
                "This row has more cells than there are headings: look for a separator inside a "
                "cell, and put the cell in quotation marks."
            )
            return PlannedRow(line.number, RowOutcome.CANNOT, why)
        texts = self._gather(line)
        tags, told = self._reader.tags(texts)
        values, remarks, why = self._reader.read(texts)
        remarks += told
        if why := texts.why or why:
            return PlannedRow(line.number, RowOutcome.CANNOT, why, values, remarks)
        return self._with_duplicate(line, values, remarks, tags, texts.texts.keys())

    def forget(self) -> None:
        """Let go what was known for comparing."""
        self._duplicates.forget()

    def _repeats_headings(self, line: SheetRow) -> bool:
        return all(
            place < self._width and fold(cell) == self._headings[place]
            for place, cell in enumerate(line.cells)
            if cell.strip()
        )

    def _with_duplicate(
        self,
        line: SheetRow,
        values: Mapping[str, Any],
        remarks: tuple[Remark, ...],
        tags: tuple[int, ...],
        filled: Collection[str],
    ) -> PlannedRow:
        """Find whom the row repeats; if nobody, it is added and known to later rows."""
        known = self._known(values)
        one = person(known, line.number)
        first = self._cells.get(line.cells)
        found = (
            (RowOutcome.SAME, person(known, first).duplicate)
            if first
            else self._duplicates.find(one)
            if self._people
            else self._records.find(values, filled)
        )
        if found is None:
            if self._people:
                self._duplicates.add(one)
            self._cells[line.cells] = line.number
            return PlannedRow(line.number, RowOutcome.ADD, "", values, remarks, None, tags)
        outcome, duplicate = found
        return PlannedRow(
            line.number,
            outcome,
            _why(outcome, duplicate, people=self._people),
            values,
            remarks,
            duplicate,
            tags,
        )


def _why(outcome: RowOutcome, found: Duplicate, *, people: bool) -> str:
    row = found.row
    if outcome is RowOutcome.SAME:
        said = _("{name} is in the file already.") if row is None else _("The same as row {row}.")
    elif row is None and people:
        said = _("This looks like {name}, who is in the file already.")
    elif row is None:
        said = _("This looks like {name}, which is in the file already.")
    else:
        said = _("This looks like {name} in row {row}.")
    told = said.format(name=found.name, row=row)
    return join_sentences((told, _("Nothing is sent to them now."))) if found.spared else told


def _knower(spec: RecordSpec, fmt: FormatContext) -> Callable[[Mapping[str, Any]], ExistingPerson]:
    """Return what takes from values what tells one record from another."""
    wanted = (spec.first_birthday(), spec.first_of(Postcode), spec.first_of(Email))
    born, postcode, email = (one.name if one is not None else "" for one in wanted)

    def known(values: Mapping[str, Any]) -> ExistingPerson:
        return ExistingPerson(
            0,
            spec.words(values, fmt, {}),
            values.get(born),
            values.get(postcode) or "",
            values.get(email) or "",
        )

    return known
