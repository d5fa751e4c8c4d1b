"""What a list shows: its columns, its chips, and rows by the page."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from facilitator_app.digests.exchange import Value
from facilitator_app.i18n import _
from facilitator_app.locale_formats import join_parts


class CellStyle(enum.Enum):
    """How a column is drawn."""

    NAME = "name"  # semibold, with flags behind it
    TEXT = "text"
    MUTED = "muted"
    NUMBER = "number"  # right-aligned, tabular
    DATE = "date"
    PILL = "pill"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list; `width` in characters; `sortable` where the file can order by it.

    group: the heading under which it is offered (a section of the record, or a reference);
    special: it shows health, access needs or another special category; sorted_as: how rows stand
    that are sorted by it, where its words do not show that ("by surname"); money: it tells amounts,
    which are left out later than others where there is no room.
    """

    key: str
    label: str
    width: int
    style: CellStyle = CellStyle.TEXT
    sortable: bool = True
    group: str = ""
    special: bool = False
    sorted_as: str = ""
    money: bool = False

    @property
    def longest_head(self) -> str:
        """What its heading says in full: "Name, by surname"."""
        return join_parts((_(self.label), _(self.sorted_as) if self.sorted_as else ""))


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place of a row; `flags` are (icon name, words) drawn behind the text.

    value: what a spreadsheet is given in place of the text (a day, a number, an amount), or words
    whole, with their line breaks, of which the text is the beginning; None where the text is all.
    """

    text: str
    tone: str = ""
    icon: str = ""
    flags: tuple[tuple[str, str], ...] = ()
    value: Value = None

    @property
    def whole(self) -> str:
        """The words with nothing left out."""
        return self.value if isinstance(self.value, str) else self.text


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row: the record's id, its words, and a cell for each column."""

    id: int
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ChipCount:
    """A saved view above a list, with how many it holds."""

    key: str
    label: str
    icon: str
    count: int


@dataclass(frozen=True, slots=True)
class ListQuery:
    """Which rows of a record type's list are wanted, in which order, and with which columns.

    sort: "" means the list's own order; columns: keys from left to right, () the view's own; tag:
    the item of a framework that rows carry, 0 for any; of: the record that rows belong to, by its
    type and id, None for any; then: the second column, by which rows stand that the first leaves
    equal, "" for none, and whether downwards.
    """

    record: str
    chip: str = ""
    text: str = ""
    sort: str = ""
    descending: bool = False
    columns: tuple[str, ...] = ()
    tag: int = 0
    of: tuple[str, int] | None = None
    then: tuple[str, bool] = ("", False)


@dataclass(frozen=True, slots=True)
class ListFrame:
    """A list's frame: what it is called, what is shown in words, columns, chips, how many rows.

    order: by which column rows stand, "" where none shows it, and whether downwards; then: the
    second such column, "" for none.
    """

    query: ListQuery
    title: str
    sentence: str
    columns: tuple[Column, ...]
    chips: tuple[ChipCount, ...]
    total: int
    ever: int
    order: tuple[str, bool] = ("", False)
    then: tuple[str, bool] = ("", False)

    @property
    def first_filled(self) -> str:
        """The first view with rows, where the one that is shown has none; "" otherwise."""
        sought = self.query.text.strip() or self.query.tag or self.query.of
        if self.total or sought:
            return ""
        return next((one.key for one in self.chips if one.count), "")

    @property
    def narrowed(self) -> bool:
        """Whether other rows are shown than the list opens with, by whatever means."""
        first = self.chips[0].key if self.chips else ""
        query = self.query
        other = query.text.strip() or query.tag or query.of or query.chip != first
        return bool(self.ever and other)


@dataclass(frozen=True, slots=True)
class ListResult:
    """The answer to a query: the frame, and the rows from `offset` on, no more than were wanted.

    measured: the rows that say how wide the columns are: the first ones of the chip, whatever is
    looked for and however it is sorted, so that nothing but other columns or data changes a width.
    """

    frame: ListFrame
    offset: int
    rows: tuple[ListRow, ...]
    measured: tuple[ListRow, ...] = ()
