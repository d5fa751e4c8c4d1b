"""What an import is about to do, row by row, and the cells of a list that goes out."""

from __future__ import annotations

import datetime as dt
import enum
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from facilitator_app.i18n import N_, _, ngettext
from facilitator_app.locale_formats import join_parts

NAME = "@name"  # stands in a matching where one column holds a whole name
TAGS = "@tags"  # and where one holds the tags of a record
TAG_CODES = "@tag codes"  # beside TAGS, among what records are called


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of a sheet as it stands there; `number` counts as a spreadsheet does, from 1."""

    number: int
    cells: tuple[str, ...]


TWICE = "twice"  # UTF-8 that was read as Windows letters and encoded once more
ENCODINGS: Mapping[str, str] = {
    "utf-8": N_("Unicode (UTF-8)"),
    "cp1252": N_("Windows, Western Europe"),
    TWICE: N_("Unicode, encoded twice"),
    "cp1250": N_("Windows, Central Europe"),
    "mac_roman": N_("Macintosh"),
    "cp850": N_("MS-DOS"),
    "utf-16": N_("Unicode (UTF-16)"),
}
"""How the letters of a text file may be encoded, and what that is called."""


@dataclass(frozen=True, slots=True)
class ReadAs:
    """How a file is to be read: which sheet and encoding ("" to find out), and its hidden rows."""

    sheet: str = ""
    encoding: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """A word about one value: a `problem` leaves it out, otherwise it was mended or understood."""

    field: str
    label: str
    words: str
    problem: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list that was read: unique headers, the rows below them, and other sheets beside it.

    hidden: numbers of rows out of sight, which `takes_hidden` lets in all the same; told: sentences
    about the whole; remarks: by number of the row; encodings: keys of ENCODINGS to choose from, the
    one used first, none where there is no doubt; across: numbers of rows that are one cell over
    several columns; from_1904: bare numbers for days count from 1904.
    """

    name: str
    headers: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    others: tuple[str, ...] = ()
    hidden: frozenset[int] = frozenset()
    takes_hidden: bool = False
    told: tuple[str, ...] = ()
    remarks: Mapping[int, tuple[Remark, ...]] = field(default_factory=dict)
    encodings: tuple[str, ...] = ()
    across: frozenset[int] = frozenset()
    from_1904: bool = False


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Which headers fill which field of a record.

    Each field has groups of headers: the headers of one group are joined, and the first group
    with something in it counts. The field may be NAME, for a column of whole names.
    """

    record: str
    sources: Mapping[str, tuple[tuple[str, ...], ...]]

    def headers(self) -> tuple[str, ...]:
        """Return every header that fills a field."""
        return tuple(h for groups in self.sources.values() for group in groups for h in group)

    def field_of(self, header: str) -> str:
        """Return the field that `header` fills, "" if none."""
        for name, groups in self.sources.items():
            if any(header in group for group in groups):
                return name
        return ""


@dataclass(frozen=True, slots=True)
class ExistingPerson:
    """What tells one person from another; `name` in the order of speech, "" for unknown.

    spared: nothing may be sent to them; values: by field, as far as a list may differ from them.
    """

    id: int
    name: str
    born: dt.date | None = None
    postcode: str = ""
    email: str = ""
    spared: bool = False
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ExistingRecord:
    """A record of the file that is nobody: what it is called, and its values by field."""

    id: int
    name: str
    values: Mapping[str, Any]


Named = Mapping[str, Sequence[tuple[str, int]]]
"""By record type: what each record is called, and its id; TAGS and TAG_CODES for those of tags."""


class RowOutcome(enum.Enum):
    """What will happen to a row."""

    ADD = "add"
    UPDATE = "update"  # it tops up somebody or something that is in the file
    BLANK = "blank"
    HEADINGS = "headings"  # the headings once more, as in lists joined from several pages
    NOTE = "note"  # a total or a line about the list
    HIDDEN = "hidden"  # out of sight in the workbook
    SAME = "same"
    LIKELY = "likely"
    CANNOT = "cannot"
    OUT = "out"  # a person left it out


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Whom a row repeats: someone in the file (`id`) or an earlier row of the list (`row`).

    spared: nothing may be sent to them.
    """

    name: str
    id: int | None = None
    row: int | None = None
    spared: bool = False


@dataclass(frozen=True, slots=True)
class Update:
    """A field that will hold `new` in the place of `old`; `words` tell both.

    before and after: how either is shown, "" for nothing.
    """

    field: str
    label: str
    old: Any
    new: Any
    words: str
    before: str = ""
    after: str = ""

    @property
    def remark(self) -> Remark:
        """The words about it."""
        return Remark(self.field, self.label, self.words)


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What will happen to one row, why, and the values it would be added with.

    updates: what changes in the one that it repeats.
    """

    number: int
    outcome: RowOutcome
    why: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    duplicate: Duplicate | None = None
    tags: tuple[int, ...] = ()  # the items that it is tagged with
    updates: tuple[Update, ...] = ()

    @property
    def can_add(self) -> bool:
        """Whether it could be added, be it against advice."""
        return self.outcome in (RowOutcome.ADD, RowOutcome.SAME, RowOutcome.LIKELY)

    @property
    def told(self) -> tuple[Remark, ...]:
        """What changes, then what else is said of its values."""
        return (*(one.remark for one in self.updates), *self.remarks)


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole preview of an import; nothing has been changed yet.

    unused: headers whose cells go nowhere; updating: rows top up what they repeat.
    """

    record: str
    rows: tuple[PlannedRow, ...]
    unused: tuple[str, ...] = ()
    updating: bool = False

    def count(self, outcome: RowOutcome) -> int:
        """Return how many rows have this outcome."""
        return sum(row.outcome is outcome for row in self.rows)

    @property
    def updates(self) -> tuple[PlannedRow, ...]:
        """The rows that change something in the file."""
        return tuple(row for row in self.rows if row.outcome is RowOutcome.UPDATE)

    @property
    def updated(self) -> set[int]:
        """The ids of records that change: several rows may top up one."""
        there = (row.duplicate for row in self.updates)
        return {one.id for one in there if one and one.id}

    @property
    def _kept(self) -> set[int]:
        """The records of the file that rows repeat and that stay as they are."""
        same = (row.duplicate for row in self.rows if row.outcome is RowOutcome.SAME)
        return {one.id for one in same if one and one.id} - self.updated

    def adding(self, also: frozenset[int] = frozenset()) -> tuple[PlannedRow, ...]:
        """Return the rows to add; `also` has numbers of rows wanted though they look double."""
        return tuple(
            row
            for row in self.rows
            if row.outcome is RowOutcome.ADD or (row.can_add and row.number in also)
        )

    @property
    def summary(self) -> str:
        """The outcomes in words: "212 will be added, 1 is blank, 2 cannot be added"."""
        counted = Counter(row.outcome for row in self.rows)
        added = _words(RowOutcome.ADD, counted[RowOutcome.ADD])
        if not self.updating:
            return join_parts((added, self._others(counted)))
        n, kept = len(self.updated), len(self._kept)
        updated = _words(RowOutcome.UPDATE, n) if n else _("none will be updated")
        stays = ngettext("{n} stays as it is", "{n} stay as they are", kept) if kept else ""
        return join_parts((updated, added, stays, self._others(counted)))

    @property
    def done(self) -> str:
        """What was done, once it is: "212 were added, 1 is blank, 2 cannot be added."."""
        counted = Counter(row.outcome for row in self.rows)
        n, changed, kept = counted[RowOutcome.ADD], len(self.updated), len(self._kept)
        said = [ngettext("{n} was added", "{n} were added", n) if n else _("Nothing was added")]
        if self.updating:
            said = [
                ngettext("{n} was updated", "{n} were updated", changed)
                if changed
                else _("Nothing was updated"),
                ngettext("{n} was added", "{n} were added", n) if n else _("nothing was added"),
                ngettext("{n} stayed as it was", "{n} stayed as they were", kept) if kept else "",
            ]
        return _("{words}.").format(words=join_parts((*said, self._others(counted))))

    def _others(self, counted: Mapping[RowOutcome, int]) -> str:
        apart = {RowOutcome.ADD, RowOutcome.UPDATE} | (
            {RowOutcome.SAME} if self.updating else set()
        )
        others = (one for one in RowOutcome if one not in apart and counted[one])
        return join_parts(_words(one, counted[one]) for one in others)


def _words(outcome: RowOutcome, n: int) -> str:
    if outcome is RowOutcome.ADD and not n:
        return _("none will be added")
    words = {
        RowOutcome.ADD: ngettext("{n} will be added", "{n} will be added", n),
        RowOutcome.UPDATE: ngettext("{n} will be updated", "{n} will be updated", n),
        RowOutcome.BLANK: ngettext("{n} is blank", "{n} are blank", n),
        RowOutcome.HEADINGS: ngettext("{n} repeats the headings", "{n} repeat the headings", n),
        RowOutcome.NOTE: ngettext("{n} is a total or a note", "{n} are totals or notes", n),
        RowOutcome.HIDDEN: ngettext("{n} is hidden", "{n} are hidden", n),
        RowOutcome.SAME: ngettext("{n} is there already", "{n} are there already", n),
        RowOutcome.LIKELY: ngettext(
            "{n} is probably there already", "{n} are probably there already", n
        ),
        RowOutcome.OUT: ngettext("{n} is left out", "{n} are left out", n),
        RowOutcome.CANNOT: ngettext("{n} cannot be added", "{n} cannot be added", n),
    }
    return words[outcome]


@dataclass(frozen=True, slots=True)
class Pounds:
    """An amount for a list that goes out, in pence."""

    pence: int


Value = str | int | Decimal | dt.date | dt.time | bool | Pounds | None


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """One column of a list that goes out; `width` in characters."""

    label: str
    width: int = 16
