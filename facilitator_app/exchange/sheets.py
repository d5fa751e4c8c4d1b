"""Writes a list as CSV or XLSX; what people typed can never start a calculation there."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from facilitator_app.digests.exchange import OutColumn, Pounds, Value
from facilitator_app.domain import amounts
from facilitator_app.i18n import _
from facilitator_app.spec.kinds import Date, Kind, Miles, Money, Rate, Reading, Time, Whole

_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NUMERIC = re.compile(r"[+-]?[\d .,()]*\d[\d .,()]*")  # amounts, and telephone numbers from +44
_FIRST_DAY = dt.date(1900, 3, 1)  # Excel counts the days before wrongly, or not at all
_MOST = 32_767  # characters in a cell of Excel
_FORMATS = {dt.date: "d mmm yyyy", dt.time: "hh:mm", Pounds: "£#,##0.00;[Red]-£#,##0.00"}


def value_of(kind: Kind, value: Any, reading: Reading) -> Value:
    """Return a record's value as a list shows it: amounts, days and numbers as such, else words."""
    if value is None:
        return None
    if isinstance(kind, Money):
        return Pounds(value)
    if isinstance(kind, Rate):
        return kind.show(value, reading)
    if isinstance(kind, Miles):
        return Decimal(value) / 10
    if isinstance(kind, Date | Time | Whole):
        result: dt.date | dt.time | int = value
        return result
    return kind.show(value, reading)


def write_csv(out: Path, columns: Sequence[OutColumn], rows: Iterable[Sequence[Value]]) -> None:
    """Write UTF-8 with the mark by which Excel knows it; days as ISO, pounds with two decimals."""
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(guarded(column.label) for column in columns)
        for row in rows:
            writer.writerow(map(_plain, row))


def guarded(text: str) -> str:
    """Return `text` with an apostrophe before it if a spreadsheet would take it for a formula."""
    return "'" + text if text.startswith(_STARTS) and not _NUMERIC.fullmatch(text) else text


def _plain(value: Value) -> str:
    if isinstance(value, str):
        return guarded(_sound(value))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, Pounds):
        return amounts.plain_money(value.pence)
    if isinstance(value, dt.date | dt.time):
        return value.isoformat("minutes") if isinstance(value, dt.time) else value.isoformat()
    return "" if value is None else format(value, "f" if isinstance(value, Decimal) else "")


def _sound(text: str) -> str:
    """Drop lone halves of characters, which no file can hold."""
    return text.encode("utf-8", "ignore").decode("utf-8")


def write_xlsx(
    out: Path, title: str, columns: Sequence[OutColumn], rows: Iterable[Sequence[Value]]
) -> None:
    """Write one sheet with bold headings that stay in sight; days and amounts are real ones."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_name(title))
    assert isinstance(sheet, WriteOnlyWorksheet)
    sheet.freeze_panes = "A2"
    for place, column in enumerate(columns, start=1):
        # The stubs leave out what the writer shares with an ordinary sheet.
        vars(sheet)["column_dimensions"][get_column_letter(place)].width = column.width + 2
    sheet.append([_heading(sheet, column.label) for column in columns])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    book.save(out)


def _sheet_name(title: str) -> str | None:
    """Return a name that Excel allows, None if nothing of `title` is left."""
    return " ".join(re.sub(r"[\[\]:*?/\\']", " ", _clean(title)).split())[:31] or None


def _heading(sheet: WriteOnlyWorksheet, label: str) -> Cell:
    cell = _words(sheet, label)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


def _cell(sheet: WriteOnlyWorksheet, value: Value) -> Cell | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return _words(sheet, _("Yes") if value else _("No"))
    if isinstance(value, dt.date) and value < _FIRST_DAY:
        return _words(sheet, value.isoformat())
    if isinstance(value, str):
        return _words(sheet, value)
    content: Any = Decimal(value.pence) / 100 if isinstance(value, Pounds) else value
    cell = WriteOnlyCell(sheet, content)
    if type(value) in _FORMATS:
        cell.number_format = _FORMATS[type(value)]
    return cell


def _words(sheet: WriteOnlyWorksheet, text: str) -> Cell:
    """Return a cell of words, whatever they look like: never a formula or an error."""
    kept = _clean(text)
    cell = WriteOnlyCell(sheet, kept if len(kept) <= _MOST else kept[: _MOST - 1] + "…")
    cell.data_type = "s"
    return cell


def _clean(text: str) -> str:
    """Drop what XLSX cannot hold: control characters and lone halves of characters."""
    return str(ILLEGAL_CHARACTERS_RE.sub("", _sound(text)))
