"""Reads a list from a CSV or workbook file; whatever cannot be a list is refused in a sentence."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from facilitator_app.digests.exchange import Sheet, SheetRow
from facilitator_app.domain.errors import AppError
from facilitator_app.exchange import csv_reader, workbook_reader
from facilitator_app.exchange.limits import CELL, COLUMNS, FILE_BYTES, ROWS
from facilitator_app.exchange.text_folding import tidy
from facilitator_app.i18n import _, show_number

_LOOK = 20  # rows from the top within which the headings are sought
_VALUE = re.compile(r"\S+@\S+\.\S+|\+?[\d(][\d\s()./:,-]*|£.*")
_OWN = re.compile(r"\S+@\S+\.\S+|[+(]?(?:\d[\s()-]*){9,}|£.*")  # of one person, never a heading


def read_table(path: Path, sheet: str = "") -> Sheet:
    """Return the list in `path`; `sheet` names one of a workbook, "" its first with content.

    Raises AppError for everything that is no list, is cut short, locked or too large.
    """
    data = _bytes(path)
    if workbook_reader.is_workbook(data):
        name, others, rows = workbook_reader.read(data, sheet)
        return _sheet(name, others, rows, ragged=False)
    text = csv_reader.decode(data)
    return _sheet(path.stem, (), csv_reader.rows(text), ragged=not text.endswith(("\n", "\r")))


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > FILE_BYTES:
            raise AppError(
                _("This file is larger than {most} MB. Split it and import the parts.").format(
                    most=FILE_BYTES // 1_000_000
                )
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise AppError(_("There is no file “{name}”.").format(name=path.name)) from None
    except OSError as error:
        raise AppError(
            _("“{name}” cannot be read: {why}.").format(name=path.name, why=error.strerror)
        ) from error
    if not data.strip():
        raise AppError(_("This file is empty. Choose the file that has the list in it."))
    return data


def _sheet(
    name: str, others: tuple[str, ...], rows: Iterable[Sequence[str]], *, ragged: bool
) -> Sheet:
    """Find the headings and keep what stands below; `ragged`: the last line has no line end."""
    lines = _within_limits(rows)
    first = list(itertools.islice(lines, _LOOK))
    at = _headings(first)
    headers = _unique(first[at].cells)
    below = list(itertools.chain(first[at + 1 :], lines))
    while below and not any(cell.strip() for cell in below[-1].cells):
        below.pop()
        ragged = False
    if not below:
        raise AppError(_("This list has headings, but no rows below them."))
    if ragged and len(below[-1].cells) < len(headers):
        raise AppError(
            _(
                "This file seems to be cut short: row {number}, its last, stops in the middle. "
                "Nothing was changed. Save or fetch the file again."
            ).format(number=below[-1].number)
        )
    return Sheet(name, headers, tuple(_trimmed(line, len(headers)) for line in below), others)


def _within_limits(rows: Iterable[Sequence[str]]) -> Iterator[SheetRow]:
    for number, cells in enumerate(rows, start=1):
        if number > ROWS:
            raise AppError(
                _("This list has more than {most} rows. Split it and import the parts.").format(
                    most=show_number(ROWS)
                )
            )
        if len(cells) > COLUMNS and any(cells[COLUMNS:]):
            raise AppError(
                _("Row {number} has more than {most} columns. Take out those not needed.").format(
                    number=number, most=COLUMNS
                )
            )
        if cells and max(map(len, cells)) > CELL:
            raise AppError(
                _("A cell in row {number} has more than {most} characters. Shorten it.").format(
                    number=number, most=show_number(CELL)
                )
            )
        yield SheetRow(number, tuple(cells))


def _trimmed(line: SheetRow, width: int) -> SheetRow:
    """Drop empty cells beyond the headings; keep full ones, for they show a row out of step."""
    cells = line.cells
    while len(cells) > width and not cells[-1].strip():
        cells = cells[:-1]
    return line if cells is line.cells else SheetRow(line.number, cells)


def _headings(first: Sequence[SheetRow]) -> int:
    """Return which of the first lines has the headings; titles above them are passed over."""
    filled = [sum(bool(cell.strip()) for cell in line.cells) for line in first]
    if not any(filled):
        raise AppError(_("This file is empty. Choose the file that has the list in it."))
    at = next(i for i, n in enumerate(filled) if 2 * n >= max(filled) and n > (max(filled) > 1))
    cells = [cell for cell in map(tidy, first[at].cells) if cell]
    values = sum(bool(_VALUE.fullmatch(cell)) for cell in cells)  # days of meetings may be headings
    if 2 * values >= len(cells) or any(_OWN.fullmatch(c) or len(c) > 200 for c in cells):
        raise AppError(
            _(
                "Row {number} should have the headings (such as Surname, Telephone), but has "
                "something else. Put a row of headings above the list."
            ).format(number=first[at].number)
        )
    return at


def _unique(cells: Sequence[str]) -> tuple[str, ...]:
    """Return headers that all differ; a column without one is called by its place."""
    names = [tidy(cell) for cell in cells]
    while names and not names[-1]:
        names.pop()
    found: dict[str, None] = {}
    for place, name in enumerate(names, start=1):
        base = name or _("Column {n}").format(n=place)
        again = (f"{base} ({n})" for n in itertools.count(2))
        found[base if base not in found else next(n for n in again if n not in found)] = None
    return tuple(found)
