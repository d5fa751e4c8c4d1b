"""A list of records as it goes on paper: which rows, which columns, and the words in them."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator_app.digests.lists import Column
from facilitator_app.digests.papers import Imprint


@dataclass(frozen=True, slots=True)
class RecordList:
    """Rows of one record type in the order of the window.

    view: the words of the saved view, "" for all rows; typed: the words that were looked for;
    selected: whether somebody picked the rows by hand; sorted_by: the column by which rows stand,
    None where none shows it; downwards: whether they stand the other way round; then_by and
    then_downwards: the same of the second column, None for none; kept_back: in how many rows ways
    to reach people are left out, since nothing may be sent to them. Every row has one text for each
    column.
    """

    imprint: Imprint
    title: str
    view: str
    typed: str
    selected: bool
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    kept_back: int = 0
    sorted_by: Column | None = None
    downwards: bool = False
    then_by: Column | None = None
    then_downwards: bool = False
