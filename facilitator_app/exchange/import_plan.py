"""Says row by row what an import will do; pure, and no content of a cell can stop it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
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
from facilitator_app.domain.errors import NoColumn
from facilitator_app.domain.progress import Progress
from facilitator_app.exchange import header_matching
from facilitator_app.exchange.differences import Differences
from facilitator_app.exchange.duplicate_records import DuplicateRecords
from facilitator_app.exchange.duplicates import ComparedPerson, DuplicateFinder, person
from facilitator_app.exchange.heading_rows import is_note, is_remark
from facilitator_app.exchange.list_habits import ListHabits, label_columns
from facilitator_app.exchange.row_fields import FieldTexts, RowFields, clean
from facilitator_app.exchange.row_reader import RowReader
from facilitator_app.exchange.text_folding import fold
from facilitator_app.i18n import _
from facilitator_app.locale_formats import join_parts, join_sentences
from facilitator_app.spec.kinds import Email, FormatContext, Postcode
from facilitator_app.spec.record import Field, RecordSpec

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

    Raises NoColumn if no column fills a required field, and Cancelled if `progress` says so.
    """
    given = ImportInput(sheet, matching, spec, fmt, existing, named or {})
    return Planner(given).plan(progress or Progress())


def _unused(sheet: Sheet, matching: ColumnMapping, spec: RecordSpec) -> tuple[str, ...]:
    """Return the headers whose cells go nowhere; columns without content are not worth a word."""
    places = {header: place for place, header in enumerate(sheet.headers)}
    labels = label_columns(sheet.headers, matching, spec).values()
    return tuple(
        header
        for header in header_matching.unused(matching, sheet.headers)
        if header not in labels
        and any(
            line.cells[places[header] : places[header] + 1] != ("",)
            for line in sheet.rows
            if len(line.cells) > places[header]
        )
    )


def _check(matching: ColumnMapping, spec: RecordSpec, required: Sequence[Field]) -> None:
    filled = {name for name, groups in matching.sources.items() if any(groups)}
    if NAME in filled:
        filled |= {"surname", "forenames"}
    if "surname" in filled:
        filled.add("forenames")  # a column of surnames may hold "SMITH, Joan"
    lacking = [_(one.label) for one in required if one.name not in filled]
    if header_matching.holds_names(spec) and filled.isdisjoint(("forenames", "surname")):
        lacking.insert(0, _("Name"))
    if lacking:
        fields = join_parts(f"“{label}”" for label in lacking)
        said = _("No column has been chosen for {fields}. Choose one, then look again.")
        raise NoColumn(said.format(fields=fields), fields)


@dataclass(frozen=True, slots=True)
class ImportInput:
    """A list, the columns chosen, what they fill, and what the file has; see `plan`."""

    sheet: Sheet
    matching: ColumnMapping
    spec: RecordSpec
    fmt: FormatContext
    existing: Existing
    named: Named


@dataclass(frozen=True, slots=True)
class ReadRow:
    """What was read in a row; noticed: the remarks that come from no field by itself.

    why: why it cannot be added by itself, "" if it can; compared: how a person is compared.
    """

    values: Mapping[str, Any]
    remarks: tuple[Remark, ...]
    tags: tuple[int, ...]
    texts: FieldTexts
    noticed: tuple[Remark, ...]
    why: str
    compared: ComparedPerson | None


class Planner:
    """Plans one row after another; rows to be added count as there for those that follow."""

    def __init__(self, given: ImportInput) -> None:
        """Know what the file has; raise NoColumn if no column fills a required field."""
        sheet, matching, spec, fmt = given.sheet, given.matching, given.spec, given.fmt
        existing = given.existing
        _check(matching, spec, self.required(spec))
        synonyms = header_matching.shipped()
        self._sheet, self._matching, self._spec = sheet, matching, spec
        self._width = len(sheet.headers)
        self._headings = [fold(header) for header in sheet.headers]
        self._gather = RowFields(sheet.headers, matching, spec)
        self._habits = ListHabits(sheet, matching, spec, synonyms.flags)
        self._reader = RowReader(spec, fmt, synonyms.values, given.named)
        self._known = _knower(spec, fmt)
        people = [one for one in existing if isinstance(one, ExistingPerson)]
        self._duplicates = DuplicateFinder(people)
        self._people = header_matching.holds_names(spec)  # two claims may be called the same
        records = [one for one in existing if isinstance(one, ExistingRecord)]
        self._records = DuplicateRecords(spec, records)
        self._differences = Differences(spec, fmt, {one.id: one.values for one in existing})
        self._cells: dict[tuple[str, ...], int] = {}
        self._told = sheet.remarks
        self._hidden, self._across = sheet.hidden, sheet.across
        self._takes_hidden = sheet.takes_hidden

    @staticmethod
    def required(spec: RecordSpec) -> tuple[Field, ...]:
        """Return the fields that need a column."""
        fields = header_matching.fillable(spec)
        return tuple(one for one in fields if one.required and one.default is None)

    def plan(self, progress: Progress) -> Plan:
        """Return what happens to each row; raise Cancelled if `progress` says so."""
        rows = []
        for done, line in enumerate(self._sheet.rows):
            if done % _STEP == 0:
                progress.step(done, len(self._sheet.rows), _("Reading the list"))
            rows.append(self._row(line))
        self._duplicates.forget()
        unused = _unused(self._sheet, self._matching, self._spec)
        return Plan(self._spec.name, tuple(rows), unused)

    def _row(self, line: SheetRow) -> PlannedRow:
        """Return what will happen to `line`, with what is told of it already."""
        hidden = line.number in self._hidden
        if hidden and not self._takes_hidden:
            why = _("This row is hidden in the workbook, and left out.")
            return PlannedRow(line.number, RowOutcome.HIDDEN, why)
        planned = self._no_record(line) or self._record(line)
        told = self._told.get(line.number, ())
        if hidden:
            told = (*told, Remark("", _("Row"), _("It is hidden in the workbook.")))
        return replace(planned, remarks=(*told, *planned.remarks)) if told else planned

    def _no_record(self, line: SheetRow) -> PlannedRow | None:
        """Return what becomes of a row that is no record, None if it may be one."""
        if not any(map(clean, line.cells)):
            outcome, why = RowOutcome.BLANK, _("This row is empty.")
            if line.number in self._told:
                outcome, why = RowOutcome.CANNOT, _("Nothing in this row can be read.")
        elif self._repeats_headings(line):
            outcome, why = RowOutcome.HEADINGS, _("This row repeats the headings.")
        elif (
            line.number in self._across
            or is_note(line.cells)
            or (self._people and is_remark(line.cells))
        ):
            outcome, why = RowOutcome.NOTE, _("This row is a total or a line about the list.")
        else:
            return None
        return PlannedRow(line.number, outcome, why)

    def _record(self, line: SheetRow) -> PlannedRow:
        if len(line.cells) > self._width:
            why = _(
                "This row has more cells than there are headings: look for a separator inside a "
                "cell, and put the cell in quotation marks."
            )
            return PlannedRow(line.number, RowOutcome.CANNOT, why)
        usual, noticed = self._habits(line)
        texts = self._gather(usual)
        tags, told = self._reader.tags(texts)
        values, remarks, why = self._reader.read(texts)
        remarks = (*noticed, *remarks, *told)
        if texts.why:
            return PlannedRow(line.number, RowOutcome.CANNOT, texts.why, values, remarks)
        one = person(self._known(values), line.number) if self._people else None
        read = ReadRow(values, remarks, tags, texts, (*noticed, *told), why, one)
        if repeating := self._repeating(line, read):
            return repeating
        if why:
            return PlannedRow(line.number, RowOutcome.CANNOT, why, values, remarks)
        self._let_in(line, read)
        return PlannedRow(line.number, RowOutcome.ADD, "", values, remarks, None, tags)

    def _let_in(self, line: SheetRow, read: ReadRow) -> None:
        """Let later rows know of one that is to be added."""
        if read.compared is not None:
            self._duplicates.add(read.compared)
        self._cells[line.cells] = line.number
        self._differences.add(line.number, read.values)

    def _repeats_headings(self, line: SheetRow) -> bool:
        return all(
            place < self._width and fold(cell) == self._headings[place]
            for place, cell in enumerate(line.cells)
            if cell.strip()
        )

    def _repeating(self, line: SheetRow, read: ReadRow) -> PlannedRow | None:
        """Return the plan of a row that repeats somebody or something, None for any other."""
        if read.why:
            return None
        filled = read.texts.texts.keys()
        first = self._cells.get(line.cells)
        found = (
            (RowOutcome.SAME, person(self._known(read.values), first).duplicate)
            if first
            else self._duplicates.find(read.compared)
            if read.compared is not None
            else self._records.find(read.values, filled)
        )
        if found is None:
            return None
        (outcome, duplicate), remarks = found, read.remarks
        if not first and (told := self._differences.told(duplicate, read.values, filled)):
            outcome, remarks = RowOutcome.LIKELY, (*remarks, *told)
        return PlannedRow(
            line.number,
            outcome,
            why(outcome, duplicate, people=self._people),
            read.values,
            remarks,
            duplicate,
            read.tags,
        )


def why(outcome: RowOutcome, found: Duplicate, *, people: bool) -> str:
    """Return what is said of a row that repeats somebody or something."""
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
        name = " ".join([value for one in spec.label if (value := values.get(one))])
        return ExistingPerson(
            0,
            name if spec.person else spec.words(values, fmt, {}),
            values.get(born),
            values.get(postcode) or "",
            values.get(email) or "",
        )

    return known
