"""Writes a list as XLSX; what people typed can never start a calculation there."""

from __future__ import annotations

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

from facilitator_app.digests.exchange import ExportColumn, Pounds, Value
from facilitator_app.exchange.csv_writer import sound
from facilitator_app.i18n import _

_FIRST_DAY = dt.date(1900, 3, 1)  # Excel counts the days before wrongly, or not at all
_MOST = 32_767  # characters in a cell of Excel
_FORMATS = {dt.date: "d mmm yyyy", dt.time: "hh:mm", Pounds: "£#,##0.00;[Red]-£#,##0.00"}


def write_xlsx(
    out: Path, title: str, columns: Sequence[ExportColumn], rows: Iterable[Sequence[Value]]
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
    return str(ILLEGAL_CHARACTERS_RE.sub("", sound(text)))
