"""Writes a list as XLSX; what people typed can never start a calculation there."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from facilitator_app.digests.exchange import ExportColumn, Pounds, Value
from facilitator_app.domain.unseen import without_controls
from facilitator_app.i18n import _

_FIRST_DAY = dt.date(1900, 3, 1)  # Excel counts the days before wrongly, or not at all
_MOST = 32_767  # characters in a cell of Excel
_FORMATS = {dt.date: "d mmm yyyy", dt.time: "hh:mm", Pounds: "£#,##0.00;[Red]-£#,##0.00"}


def write_xlsx(
    out: Path, title: str, columns: Sequence[ExportColumn], rows: Iterable[Sequence[Value]]
) -> None:
    """Write one sheet with bold headings that stay in sight; days and amounts are real ones.

    It is put together in memory: a temporary file would hold all of it unencrypted.
    """
    made = io.BytesIO()
    with Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet(_sheet_name(title))
        sheet.freeze_panes(1, 0)
        bold = book.add_format({"bold": True, "valign": "top", "text_wrap": True})
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width + 2)
            _write_words(sheet, 0, place, column.label, bold)
        formats = {of: book.add_format({"num_format": code}) for of, code in _FORMATS.items()}
        for number, row in enumerate(rows, start=1):
            for place, value in enumerate(row):
                _write(sheet, number, place, value, formats)
    out.write_bytes(made.getbuffer())


def _sheet_name(title: str) -> str | None:
    """Return a name that Excel allows, None if nothing of `title` is left."""
    return " ".join(re.sub(r"[\[\]:*?/\\']", " ", without_controls(title)).split())[:31] or None


def _write(
    sheet: Worksheet, row: int, place: int, value: Value, formats: dict[type, Format]
) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        _write_words(sheet, row, place, _("Yes") if value else _("No"))
    elif isinstance(value, dt.date) and value < _FIRST_DAY:
        _write_words(sheet, row, place, value.isoformat())
    elif isinstance(value, str):
        _write_words(sheet, row, place, value)
    elif isinstance(value, dt.date | dt.time):
        sheet.write_datetime(row, place, value, formats[type(value)])
    elif isinstance(value, Pounds):
        sheet.write_number(row, place, value.pence / 100, formats[Pounds])
    else:
        sheet.write_number(row, place, value)


def _write_words(
    sheet: Worksheet, row: int, place: int, text: str, style: Format | None = None
) -> None:
    """Write a cell of words, whatever they look like: never a formula or an error."""
    kept = without_controls(text)
    sheet.write_string(row, place, kept if len(kept) <= _MOST else kept[: _MOST - 1] + "…", style)
