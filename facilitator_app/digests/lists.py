"""What a list shows: its columns, its chips, and rows by the page."""

from __future__ import annotations

import enum
from dataclasses import dataclass


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
    """One column of a list; `width` in characters; `sortable` where the file can order by it."""

    key: str
    label: str
    width: int
    style: CellStyle = CellStyle.TEXT
    sortable: bool = True


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place of a row; `flags` are (icon name, words) drawn behind the text."""

    text: str
    tone: str = ""
    icon: str = ""
    flags: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row: the record's id, its words, and a cell for each column."""

    id: int
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """A saved view above a list, with how many it holds."""

    key: str
    label: str
    icon: str
    count: int


@dataclass(frozen=True, slots=True)
class ListQuery:
    """Which rows of a list are wanted, and in which order; `sort` "" means the list's own."""

    view: str
    chip: str = ""
    text: str = ""
    sort: str = ""
    descending: bool = False


@dataclass(frozen=True, slots=True)
class ListFrame:
    """A list's frame: what it is called, what is shown in words, columns, chips, how many rows."""

    ask: ListQuery
    title: str
    sentence: str
    columns: tuple[Column, ...]
    chips: tuple[Chip, ...]
    total: int
    ever: int
