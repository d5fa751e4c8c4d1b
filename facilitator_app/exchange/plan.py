"""Says row by row what an import will do; pure, and no content of a cell can stop it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from facilitator_app.digests.exchange import (
    NAME,
    Fate,
    Known,
    Line,
    Matching,
    Plan,
    PlannedRow,
    Remark,
    Sheet,
)
from facilitator_app.domain.errors import AppError
from facilitator_app.domain.progress import Progress
from facilitator_app.exchange import headers, mends
from facilitator_app.exchange.gather import NOTES, Gathered, Gatherer, clean, has_notes
from facilitator_app.exchange.headers import Values
from facilitator_app.exchange.mends import Outcome
from facilitator_app.exchange.twins import Twins, person
from facilitator_app.exchange.words import fold
from facilitator_app.i18n import _
from facilitator_app.spec.kinds import Choice, Date, Email, Flag, Kind, Postcode, Reading
from facilitator_app.spec.record import Field, Privacy, RecordSpec

_STEP = 500  # rows between two words about progress
_REMEMBERED = 10_000  # cells of one field whose meaning is kept in mind


def plan(
    sheet: Sheet,
    matching: Matching,
    spec: RecordSpec,
    reading: Reading,
    existing: Sequence[Known] = (),
    *,
    shortened: Values | None = None,
    progress: Progress | None = None,
) -> Plan:
    """Return what would happen to each row; `shortened` are ways to write entries of pick-lists.

    Raises AppError if no column fills a required field, and Cancelled if `progress` says so.
    """
    _check(matching, spec)
    planner = _Planner(sheet, matching, spec, reading, shortened, existing)
    progress = progress or Progress()
    rows = []
    for done, line in enumerate(sheet.rows):
        if done % _STEP == 0:
            progress.step(done, len(sheet.rows), _("Reading the list"))
        rows.append(planner.row(line))
    return Plan(spec.name, tuple(rows), _unused(sheet, matching))


def _unused(sheet: Sheet, matching: Matching) -> tuple[str, ...]:
    """Return the headers whose cells go nowhere; columns without content are not worth a word."""
    places = {header: place for place, header in enumerate(sheet.headers)}
    return tuple(
        header
        for header in headers.unused(matching, sheet.headers)
        if any(
            line.cells[places[header] : places[header] + 1] != ("",)
            for line in sheet.rows
            if len(line.cells) > places[header]
        )
    )


def _check(matching: Matching, spec: RecordSpec) -> None:
    filled = {name for name, groups in matching.sources.items() if any(groups)}
    if NAME in filled:
        filled |= {"surname", "forenames"}
    if "surname" in filled:
        filled.add("forenames")  # a column of surnames may hold "SMITH, Joan"
    lacking = [
        _(one.label)
        for one in headers.fillable(spec)
        if one.required and one.default is None and one.name not in filled
    ]
    if lacking:
        raise AppError(
            _("No column has been chosen for {fields}. Choose one, then look again.").format(
                fields=", ".join(f"“{label}”" for label in lacking)
            )
        )


class _Planner:
    """Plans one row after another; rows to be added count as there for those that follow."""

    def __init__(
        self,
        sheet: Sheet,
        matching: Matching,
        spec: RecordSpec,
        reading: Reading,
        shortened: Values | None,
        existing: Sequence[Known],
    ) -> None:
        self._width = len(sheet.headers)
        self._headings = [fold(header) for header in sheet.headers]
        self._gather = Gatherer(sheet.headers, matching, spec)
        self._reader = _Reader(
            spec, reading, headers.shipped().values if shortened is None else shortened
        )
        self._known = _knower(spec, reading)
        self._twins = Twins(existing)
        self._cells: dict[tuple[str, ...], int] = {}

    def row(self, line: Line) -> PlannedRow:
        """Return what will happen to `line`."""
        if not any(map(clean, line.cells)):
            return PlannedRow(line.number, Fate.BLANK, _("This row is empty."))
        if self._repeats_headings(line):
            return PlannedRow(line.number, Fate.HEADINGS, _("This row repeats the headings."))
        if len(line.cells) > self._width:
            why = _(
                "This row has more cells than there are headings: look for a separator inside a "
                "cell, and put the cell in quotation marks."
            )
            return PlannedRow(line.number, Fate.CANNOT, why)
        values, remarks, why = self._reader.read(self._gather(line))
        if why:
            return PlannedRow(line.number, Fate.CANNOT, why, values, remarks)
        return self._with_twin(line, values, remarks)

    def _repeats_headings(self, line: Line) -> bool:
        filled = [(cell, place) for place, cell in enumerate(line.cells) if cell.strip()]
        return all(
            place < self._width and fold(cell) == self._headings[place] for cell, place in filled
        )

    def _with_twin(
        self, line: Line, values: Mapping[str, Any], remarks: tuple[Remark, ...]
    ) -> PlannedRow:
        """Find whom the row repeats; if nobody, it is added and known to later rows."""
        known = self._known(values)
        one = person(known, line.number)
        found = self._twins.find(one)
        if found is None and (first := self._cells.get(line.cells)):
            found = Fate.SAME, person(known, first).twin
        if found is None:
            self._twins.add(one)
            self._cells[line.cells] = line.number
            return PlannedRow(line.number, Fate.ADD, "", values, remarks)
        fate, twin = found
        if fate is Fate.LIKELY and self._cells.get(line.cells):
            fate = Fate.SAME
        return PlannedRow(line.number, fate, _why(fate, twin.name, twin.row), values, remarks, twin)


def _why(fate: Fate, name: str, row: int | None) -> str:
    if fate is Fate.SAME:
        said = _("{name} is in the file already.") if row is None else _("The same as row {row}.")
    elif row is None:
        said = _("This looks like {name}, who is in the file already.")
    else:
        said = _("This looks like {name} in row {row}.")
    return said.format(name=name, row=row)


def _knower(spec: RecordSpec, reading: Reading) -> Callable[[Mapping[str, Any]], Known]:
    """Return what takes from values what tells one record from another."""
    born = next((f.name for f in spec.fields if isinstance(f.kind, Date) and f.kind.past), "")
    postcode, email = _first(spec, Postcode), _first(spec, Email)

    def known(values: Mapping[str, Any]) -> Known:
        return Known(
            0,
            spec.words(values, reading, {}),
            values.get(born),
            values.get(postcode) or "",
            values.get(email) or "",
        )

    return known


def _first(spec: RecordSpec, kind: type[Kind]) -> str:
    return next((one.name for one in spec.fields if isinstance(one.kind, kind)), "")


class _Reader:
    """Reads the texts of a row into values, and says what was wrong or mended."""

    def __init__(self, spec: RecordSpec, reading: Reading, shortened: Values) -> None:
        self._spec, self._reading, self._shortened = spec, reading, shortened
        self._fields = {one.name: one for one in headers.fillable(spec)}
        self._notes = has_notes(spec)
        self._memory: dict[str, dict[str, Outcome]] = {
            one.name: {} for one in spec.fields if isinstance(one.kind, Date | Choice | Flag)
        }

    def read(self, found: Gathered) -> tuple[dict[str, Any], tuple[Remark, ...], str]:
        """Return the values, the remarks, and why the row cannot be added ("" if it can)."""
        values = self._spec.defaults()
        remarks = list(found.remarks)
        spare = list(found.spare)
        for name, text in found.texts.items():
            outcome = self._outcome(self._fields[name], text)
            if outcome.problem:
                remarks.append(self._left_out(self._fields[name], text, outcome.words, spare))
            elif outcome.value is not None:
                values[name] = outcome.value
            if outcome.words and not outcome.problem:
                remarks.append(Remark(name, _(self._fields[name].label), outcome.words))
        why = self._obey_rules(values, found, remarks, spare) or self._keep(values, spare)
        return values, tuple(remarks), why

    def _outcome(self, field: Field, text: str) -> Outcome:
        """Read a text, or remember how it was read before: lists repeat themselves."""
        memory = self._memory.get(field.name)
        if memory is None:
            return mends.read(field, text, self._reading, self._shortened)
        if text not in memory:
            if len(memory) > _REMEMBERED:
                memory.clear()
            memory[text] = mends.read(field, text, self._reading, self._shortened)
        return memory[text]

    def _left_out(self, field: Field, text: str, words: str, spare: list[str]) -> Remark:
        """Say what was wrong; the text goes into the notes, unless it is sensitive."""
        label = _(field.label)
        shown = text if len(text) <= 80 else text[:79] + "…"
        if field.required and field.default is None:
            said = _("{text}: {why}")
        elif self._notes and field.privacy is Privacy.ORDINARY and field.name != NOTES:
            said = _("{text}: {why} It goes into the notes instead.")
            spare.append(f"{label}: {text}")
        else:
            said = _("{text}: {why} It is left out.")
        return Remark(field.name, label, said.format(text=shown, why=words), problem=True)

    def _obey_rules(
        self, values: dict[str, Any], found: Gathered, remarks: list[Remark], spare: list[str]
    ) -> str:
        """Leave out optional values that the rules refuse; return what cannot be mended."""
        for _again in self._spec.fields:
            problems = self._spec.problems(values, self._reading)
            if not problems:
                return ""
            for name, words in problems.items():
                field = self._spec.field(name)
                if field.required or values.get(name) is None or name not in found.texts:
                    return _cannot(_(field.label), words, remarks)
                remarks.append(self._left_out(field, found.texts[name], words, spare))
                values[name] = field.default
        return _("The values of this row do not go together.")

    def _keep(self, values: dict[str, Any], spare: Sequence[str]) -> str:
        """Put what was left over into the notes; return why that is impossible, if it is."""
        if not spare:
            return ""
        field = self._spec.field(NOTES)
        text = "\n".join([*filter(None, [values.get(NOTES)]), *spare])
        outcome = mends.read(field, text, self._reading, self._shortened)
        if outcome.problem:
            return _cannot(_(field.label), outcome.words, [])
        values[NOTES] = outcome.value
        return ""


def _cannot(label: str, words: str, remarks: Sequence[Remark]) -> str:
    """Name what stops the row: the problem already told about that field, or the rule's words."""
    told = next((one.words for one in remarks if one.problem and one.label == label), "")
    return _("{label}: {why}").format(label=label, why=told or words)
