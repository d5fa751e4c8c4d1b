"""Reads the texts of one row into the values of a record; what is amiss is told, not lost."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from facilitator_app.digests.exchange import TAG_CODES, TAGS, Named, Remark
from facilitator_app.domain.errors import AppError
from facilitator_app.exchange import cell_parsing, header_matching
from facilitator_app.exchange.cell_parsing import ParsedCell, says_nothing
from facilitator_app.exchange.header_matching import Values
from facilitator_app.exchange.list_habits import NOTES
from facilitator_app.exchange.row_fields import FieldTexts, has_notes
from facilitator_app.exchange.tag_cells import TagReader
from facilitator_app.i18n import _
from facilitator_app.locale_formats import name_value, show_time
from facilitator_app.spec.kinds import Choice, Date, Email, Flag, FormatContext, Phone, Ref, Time
from facilitator_app.spec.record import Field, Privacy, RecordSpec

# Google writes ":::" between the values of one cell, people a semicolon, a stroke or a new line.
_SEVERAL = re.compile(r":::|[;\n]|,\s|\s/\s|\s(?:and|or)\s")
_MORNING = ("am", "a.m", "a.m.")
_REMEMBERED = 50_000  # cells of one field whose meaning is kept in mind


class RowReader:
    """Reads the texts of a row into values, and says what was wrong or mended."""

    def __init__(
        self, spec: RecordSpec, fmt: FormatContext, shortened: Values, named: Named
    ) -> None:
        """Read for `spec`; `shortened` are ways to write entries of pick-lists.

        `named` has the records that references may name.
        """
        self._named = {record: cell_parsing.by_words(pairs) for record, pairs in named.items()}
        self._tags = TagReader(named.get(TAGS, ()), named.get(TAG_CODES, ()))
        self._spec, self._fmt, self._shortened = spec, fmt, shortened
        self._fields = {one.name: one for one in header_matching.fillable(spec)}
        self._own_words = {one.words_in for one in self._fields.values() if one.words_in}
        times = [one for one in self._fields.values() if isinstance(one.kind, Time)]
        self._spans = [(a, b) for a, b in itertools.pairwise(times) if b.beside]
        self._notes = has_notes(spec)
        self._defaults = {one.name: one.default for one in spec.typed}
        self._memory: dict[str, dict[str, ParsedCell]] = {
            one.name: {} for one in spec.fields if isinstance(one.kind, Date | Choice | Flag)
        }

    def tags(self, found: FieldTexts) -> tuple[tuple[int, ...], tuple[Remark, ...]]:
        """Take the tags out of the texts of a row; return their items, and what is wrong."""
        text = found.texts.pop(TAGS, "")
        if not text:
            return (), ()
        items, wrong = self._tags.read(text)
        return items, tuple(Remark(TAGS, _("Tags"), words, problem=True) for words in wrong)

    def read(self, found: FieldTexts) -> tuple[dict[str, Any], tuple[Remark, ...], str]:
        """Return the values, the remarks, and why the row cannot be added ("" if it can)."""
        spare = list(found.spare)
        cells, remarks = self._cells(found, spare)
        values = {**self._defaults, **cells}
        remarks += self._add_usual(values, cells)
        why = self._obey_rules(values, found, remarks, spare) or self._keep(values, spare)
        return values, tuple(remarks), why

    def _add_usual(self, values: dict[str, Any], cells: Mapping[str, Any]) -> list[Remark]:
        """Put in what goes with the values of a row that does not tell it; say so."""
        told = []
        for name, value in self._spec.usual_values(values, self._fmt).items():
            if name not in cells:
                values[name], field = value, self._spec.field(name)
                words = _("“{value}”, going by the rest of the row.")
                shown = field.show(value, self._fmt)
                told.append(Remark(name, _(field.label), words.format(value=shown)))
        return told

    def read_cells(self, found: FieldTexts) -> tuple[dict[str, Any], tuple[Remark, ...]]:
        """Return only the values that stand in the row, and the remarks.

        What cannot be read is left out, and does not go into the notes.
        """
        values, remarks = self._cells(found, None)
        if found.spare:
            values[NOTES] = "\n".join([*filter(None, [values.get(NOTES)]), *found.spare])
        return values, tuple(remarks)

    def _cells(
        self, found: FieldTexts, spare: list[str] | None
    ) -> tuple[dict[str, Any], list[Remark]]:
        values, remarks = dict[str, Any](), list(found.remarks)
        told: dict[str, list[str]] = {}  # by field, in their own words
        for name, text in found.texts.items():
            outcome = self._outcome(self._fields[name], text)
            if outcome.problem and (first := self._first_of_several(self._fields[name], text)):
                values[name], rest = first
                remarks.append(self._rest_told(self._fields[name], values[name], rest, spare))
            elif outcome.problem and self._is_name(name, text):
                values[self._fields[name].by_name] = text
                said = _("{text}: nobody in the file is called that. It is taken by name.")
                words = said.format(text=text)
                remarks.append(Remark(name, _(self._fields[name].label), words))
            elif outcome.problem:
                remarks.append(self._not_taken(self._fields[name], text, outcome, spare, told))
            elif outcome.value is not None:
                values[name] = outcome.value
            if outcome.words and not outcome.problem:
                remarks.append(Remark(name, _(self._fields[name].label), outcome.words))
            if outcome.rest:
                one = self._fields[name]
                remarks.append(self._not_taken(one, outcome.rest, outcome, spare, told))
        for name, lines in told.items():
            text = "\n".join([*filter(None, [values.get(name)]), *lines])
            outcome = cell_parsing.parse_cell(self._fields[name], text, self._fmt, {})
            if outcome.problem:  # too long
                remarks.append(self._left_out(self._fields[name], text, outcome.words, spare))
            else:
                values[name] = outcome.value
        remarks += self._afternoons(values, found)
        return values, remarks

    def _afternoons(self, values: dict[str, Any], found: FieldTexts) -> Iterator[Remark]:
        """Read "4.30" that ends what starts at 14:00 as 16:30, and say so."""
        for start, end in self._spans:
            first, last = values.get(start.name), values.get(end.name)
            if first is None or last is None or last > first or last.hour >= 12:
                continue
            later, text = last.replace(hour=last.hour + 12), found.texts[end.name].strip().lower()
            if later > first and text[:1] not in ("", "0") and not text.endswith(_MORNING):
                values[end.name] = later
                words = _("read as {time}").format(time=show_time(later))
                yield Remark(end.name, _(end.label), words)

    def _outcome(self, field: Field, text: str) -> ParsedCell:
        """Read a text, or remember how it was read before: lists repeat themselves."""
        if isinstance(field.kind, Ref):
            return cell_parsing.name(text, self._named.get(field.kind.record, {}))
        memory = self._memory.get(field.name, {})
        read = memory.get(text)
        if read is None:
            read = self._read(field, text)
            if len(memory) > _REMEMBERED:
                memory.clear()
            memory[text] = read
        return read

    def _read(self, field: Field, text: str) -> ParsedCell:
        """Read a text; that there is nothing to tell leaves a field empty that can be so."""
        read = cell_parsing.parse_cell(field, text, self._fmt, self._shortened, near=True)
        of_needs = bool(field.words_in) or field.name in self._own_words
        if field.required:
            return read
        if (read.problem or field.name in self._own_words) and says_nothing(text, of_needs):
            return ParsedCell()
        return replace(read, rest="") if says_nothing(read.rest, of_needs) else read

    def _is_name(self, name: str, text: str) -> bool:
        """Say whether a text may stand as a name for somebody who is not in the file."""
        field = self._fields[name]
        if not field.by_name or not isinstance(field.kind, Ref):
            return False
        if cell_parsing.is_shared(text, self._named.get(field.kind.record, {})):
            return False  # it is one of those who are called so
        try:
            return bool(self._spec.field(field.by_name).parse(text, self._fmt))
        except AppError:
            return False

    def _first_of_several(self, field: Field, text: str) -> tuple[str, str] | None:
        """Return the first address or number of a cell that holds several, and what is left."""
        parts = [one for one in map(str.strip, _SEVERAL.split(text)) if one]
        if not isinstance(field.kind, Email | Phone) or len(parts) == 1:
            return None
        for at, part in enumerate(parts):
            outcome = cell_parsing.parse_cell(field, part, self._fmt, self._shortened)
            if not outcome.problem and outcome.value is not None:
                return outcome.value, "; ".join([*parts[:at], *parts[at + 1 :]])
        return None

    def _rest_told(self, field: Field, value: str, rest: str, spare: list[str] | None) -> Remark:
        """Say what of a cell with several values was not taken; it goes to what is spare."""
        said = _("{value} is one of several. Left out: {rest}")
        if spare is not None and self._notes and field.privacy is Privacy.ORDINARY:
            said = _("{value} is one of several. Into the notes goes: {rest}")
            spare.append(name_value(_(field.label), rest))
        words = said.format(value=value, rest=rest)
        return Remark(field.name, _(field.label), words, problem=True)

    def _not_taken(
        self, field: Field, text: str, outcome: ParsedCell, spare: list[str] | None,
        told: dict[str, list[str]],
    ) -> Remark:  # fmt: skip
        """Say what was wrong; what a list lacks goes among the person's own words, if there are."""
        why = outcome.words if outcome.problem else _("It is not in the list.")
        if spare is None or field.words_in not in self._fields:
            return self._left_out(field, text, why, spare)
        beside = self._fields[field.words_in]
        told.setdefault(beside.name, []).append(text)
        said = _("{text}: {why} It goes into “{field}” instead.")
        words = said.format(text=text, why=why, field=_(beside.label))
        return Remark(field.name, _(field.label), words, problem=True)

    def _left_out(self, field: Field, text: str, words: str, spare: list[str] | None) -> Remark:
        """Say what was wrong; the text goes to what is spare, if any, unless it is sensitive."""
        label = _(field.label)
        shown = text if len(text) <= 80 else text[:79] + "…"
        if spare is None:
            said = _("{text}: {why} It is left out.")
        elif field.required and field.default is None:
            said = _("{text}: {why}")
        elif self._notes and field.privacy is Privacy.ORDINARY and field.name != NOTES:
            said = _("{text}: {why} It goes into the notes instead.")
            spare.append(name_value(label, text))
        else:
            said = _("{text}: {why} It is left out.")
        return Remark(field.name, label, said.format(text=shown, why=words), problem=True)

    def _obey_rules(
        self, values: dict[str, Any], found: FieldTexts, remarks: list[Remark], spare: list[str]
    ) -> str:
        """Leave out optional values that the rules refuse; return what cannot be mended."""
        for _again in self._spec.fields:
            problems = self._spec.problems(values, self._fmt)
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
        outcome = cell_parsing.parse_cell(field, text, self._fmt, self._shortened)
        if outcome.problem:
            return _cannot(_(field.label), outcome.words, [])
        values[NOTES] = outcome.value
        return ""


def _cannot(label: str, words: str, remarks: Sequence[Remark]) -> str:
    """Name what stops the row: the problem already told about that field, or the rule's words."""
    told = next((one.words for one in remarks if one.problem and one.label == label), "")
    return _("{label}: {why}").format(label=label, why=told or words)
