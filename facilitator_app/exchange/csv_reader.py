"""Reads text with separators, as CSV: the separator is guessed from the content."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from facilitator_app.domain.errors import AppError
from facilitator_app.exchange.csv_rows import csv_rows
from facilitator_app.exchange.refusals import cut_short, not_a_list
from facilitator_app.exchange.stray_marks import check_closed, sound_record
from facilitator_app.i18n import _

_SEPARATORS = (",", ";", "\t", "|")
_LOOK = 40  # records from which the separator is guessed
_LINE = re.compile(r"[^\r\n]*(?:\r\n|[\r\n])|[^\r\n]+\Z")
_END = "\x1fend"  # a record after the last, which an open quotation mark would swallow


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of each row, and what parts them in the text."""

    separator: str
    rows: Iterator[list[str]]


def read(text: str) -> Table:
    """Return the rows of `text`; raise AppError, some as they are read, if it is no sound table."""
    text = text.removeprefix("\ufeff")
    if re.match(r"\s*(<|\{|%PDF|BEGIN:|\[\s*[\[{\"])", text):
        raise not_a_list()
    if told := re.match(r"sep=(.)\r?\n", text):
        # The first line tells Excel the separator; it is a row of the sheet, so numbers stay.
        rest = _records(text[told.end() :], told[1], start=2)
        return Table(told[1], itertools.chain(([],), rest))
    separator = _separator(text)
    return Table(separator, _records(text, separator))


def _records(text: str, separator: str, start: int = 1) -> Iterator[list[str]]:
    """Yield the cells of each row; the first is called row `start` where one is refused."""
    held: list[str] = []  # the lines of the row that is being read
    last: list[str] | None = None
    unsound = sound_record(separator)
    try:
        for number, record in enumerate(csv_rows(_lines(text, held), separator), start):
            if _END not in held[-1]:  # else the mark is never closed
                check_closed("".join(held), number, unsound)
            held.clear()
            if last is not None:
                yield last
            last = record
    except csv.Error:
        raise cut_short() if '"' in text else not_a_list() from None
    if last != [_END]:
        raise AppError(
            _(
                "This file seems to be cut short: a quotation mark is opened and never closed. "
                "Nothing was changed. Save or fetch the file again."
            )
        )


def _lines(text: str, held: list[str]) -> Iterator[str]:
    """Yield each line of `text`, then the end, and put it into `held` as it is taken."""
    found = (one[0] for one in _LINE.finditer(text))  # all at once would hold up the window
    for line in itertools.chain(found, (f"{_END}\n",)):
        held.append(line)
        yield line


def _separator(text: str) -> str:
    """Return the separator whose rows agree best on their number of cells."""
    head = text[:200_000]
    best = max(_SEPARATORS, key=lambda mark: _agreement(head, mark))
    share, width = _agreement(head, best)
    if width < 2 and not _single_column(head):
        raise not_a_list()
    if width >= 2 and share < 0.5:
        raise not_a_list()
    return best if width >= 2 else ","


def _agreement(head: str, separator: str) -> tuple[float, int]:
    """Return which share of rows has the commonest number of cells, if above one, and that."""
    reader = csv_rows(io.StringIO(head, newline=""), separator)
    try:
        widths = Counter(len(record) for record in itertools.islice(reader, _LOOK) if any(record))
    except csv.Error:
        return 0.0, 1
    several = [(n, width) for width, n in widths.items() if width > 1]
    if not several:
        return 0.0, 1
    n, width = max(several)
    return n / widths.total(), width


def _single_column(head: str) -> bool:
    """Whether it may be a list of one column: short lines that are not sentences.

    A few cells may be too long for their field: which, is told where the rows are looked at.
    """
    lines = [line.strip() for line in head.splitlines()[:_LOOK] if line.strip()]
    short = [line for line in lines if len(line) <= 80]
    ends = (".", ",", ":", ";", "?", "!")
    return (
        short[:1] == lines[:1]
        and 2 * len(short) >= len(lines)
        and not any(line.endswith(ends) for line in short)
    )
