"""What a list as a whole shows of its cells: dates with the month first, columns of ticks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from facilitator_app.digests.exchange import ColumnMapping, Remark, Sheet, SheetRow
from facilitator_app.exchange.text_folding import fold, fold_header, tidy
from facilitator_app.i18n import _
from facilitator_app.spec.kinds import Date
from facilitator_app.spec.record import RecordSpec

NOTES = "notes"  # the field that takes what fits nowhere else, if the record has it
PHONES = TELEPHONE, MOBILE = "telephone", "mobile"
_FIGURES = re.compile(r"\s*(\d{1,2})([/.-])(\d{1,2})([/.-]\d{2,4}(?:\D.*)?)")
_SERIAL = re.compile(r"[1-7]\d{4}")
_LATER = 1462  # days from the first day of 1900, as spreadsheets count, to that of 1904
_YES = frozenset(("y", "yes", "true", "t", "1", "x", "checked", "on"))
_NO = frozenset(("n", "no", "false", "f", "0", "unchecked", "off"))


class ListHabits:
    """Rewrites the cells of a row as everyone else would have written them, and says so."""

    def __init__(
        self, sheet: Sheet, matching: ColumnMapping, spec: RecordSpec, flags: frozenset[str]
    ) -> None:
        """Look at the whole list; `flags` are folded headings of columns of ticks."""
        fields = [matching.field_of(header) for header in sheet.headers]
        dates = {one.name for one in spec.fields if isinstance(one.kind, Date)}
        days = {at: name for at, name in enumerate(fields) if name in dates}
        self._labels = {one.name: _(one.label) for one in spec.fields}
        joined = {flag.replace(" ", "") for flag in flags}
        self._ticks = {
            at: (fields[at], tidy(header))
            for at, header in enumerate(sheet.headers)
            if fields[at] and fold_header(header).replace(" ", "") in joined
        }
        self._month_first = {at: days[at] for at in _month_first(sheet.rows, tuple(days))}
        self._from_1904 = days if sheet.from_1904 else {}

    def __call__(self, line: SheetRow) -> tuple[SheetRow, tuple[Remark, ...]]:
        """Return the row with its cells rewritten, and what is to be said of that."""
        if not (self._ticks or self._month_first or self._from_1904):
            return line, ()
        cells, told = list(line.cells), []
        for at, name in self._month_first.items():
            if at < len(cells) and (match := _FIGURES.fullmatch(cells[at])):
                words = _("{text}: the month stands first in this list")
                told.append(Remark(name, self._labels[name], words.format(text=tidy(cells[at]))))
                cells[at] = "".join((match[3], match[2], match[1], match[4]))
        for at in self._from_1904:
            if at < len(cells) and _SERIAL.fullmatch(cells[at].strip()):
                cells[at] = str(int(cells[at]) + _LATER)
        told += self._read_ticks(cells)
        return SheetRow(line.number, tuple(cells)), tuple(told)

    def _read_ticks(self, cells: list[str]) -> Iterator[Remark]:
        for at, (name, header) in self._ticks.items():
            said = fold(cells[at]) if at < len(cells) else ""
            if said in _NO:
                cells[at] = ""
            elif said in _YES:
                cells[at] = header
                if name == NOTES:
                    words = _("“{header}” goes into the notes: look what is sent to them.")
                    label = self._labels[NOTES]
                    yield Remark(NOTES, label, words.format(header=header), problem=True)


def _month_first(rows: Sequence[SheetRow], places: Sequence[int]) -> tuple[int, ...]:
    """Return which columns of dates have the month first, as their own cells or the others prove.

    Where cells of one column contradict one another, nothing is proved.
    """
    proved = {at: _proof(rows, at) for at in places}
    first = {at for at, (month, day) in proved.items() if month and not day}
    if not first or any(day for _month, day in proved.values()):
        return tuple(sorted(first))
    return tuple(places)


def _proof(rows: Sequence[SheetRow], at: int) -> tuple[bool, bool]:
    """Return whether a column has a date that only makes sense month first, and one day first."""
    month = day = False
    for line in rows:
        if at < len(line.cells) and (match := _FIGURES.fullmatch(line.cells[at])):
            one, other = int(match[1]), int(match[3])
            month = month or one <= 12 < other <= 31
            day = day or other <= 12 < one <= 31
    return month, day


def label_columns(
    headers: Sequence[str], matching: ColumnMapping, spec: RecordSpec
) -> Mapping[str, str]:
    """Return by heading of a telephone number the heading of what kind it is, as Google has it."""
    found: dict[str, str] = {}
    if not all(map(spec.find, PHONES)):
        return found
    for header in headers:
        base, value, rest = header.rpartition(" - Value")
        if value and not rest and matching.field_of(header) in PHONES:
            kinds = [one for one in (f"{base} - Label", f"{base} - Type") if one in headers]
            if kinds:
                found[header] = kinds[0]
    return found
