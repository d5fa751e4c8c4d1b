"""Reads Excel and OpenDocument workbooks; numbers and dates come out as people write them."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.etree import ElementTree as ET

import python_calamine as calamine

from facilitator_app.domain.errors import AppError
from facilitator_app.exchange import workbook_marks
from facilitator_app.exchange.limits import COLUMNS, GRID, PARTS, ROWS, UNPACKED, swells
from facilitator_app.exchange.refusals import not_a_list
from facilitator_app.exchange.workbook_marks import WorkbookMarks, blocks, column_number
from facilitator_app.i18n import _, show_number
from facilitator_app.locale_formats import join_parts

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FULL_CELL = re.compile(
    rb"<(?:\w+:)?c\s[^>]*?r\s*=\s*[\"']([A-Z]{1,3})(\d{1,7})[\"'][^>]*(?<!/)>", re.I
)
_FAR_CELL = re.compile(rb"\sr\s*=\s*[\"'](?:[A-Z]{3}|[B-Z][A-Z]|[A-Z]+(?=\d{6}))\d", re.I)
_NEAR = (99_999, 52)  # rows and columns within which no cell matches _FAR_CELL
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"

_FAULTS = (
    zipfile.BadZipFile, zipfile.LargeZipFile, ET.ParseError, NotImplementedError, RuntimeError,
    EOFError, OSError, ValueError, KeyError, zlib.error,
)  # fmt: skip

Unwritten = int | float | bool | dt.time | dt.date | dt.datetime | dt.timedelta
Raw = str | Unwritten


def is_workbook(data: bytes) -> bool:
    """Whether `data` begins as a workbook (or another zip or Office file) does."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06", _OLE))


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """A sheet's name, the names of the other sheets in sight, its rows, and what is told of them.

    filled: by number of a row the texts that came from merged cells above; across: numbers of rows
    that are one cell over several columns.
    """

    name: str
    others: tuple[str, ...]
    rows: list[list[str]]
    marks: WorkbookMarks
    filled: Mapping[int, list[str]]
    across: set[int]


class Workbook:
    """A workbook that was found sound."""

    def __init__(self, data: bytes) -> None:
        """Open `data`; raise AppError if it is locked, damaged, too large or no workbook."""
        _check(data)
        self._data = data
        try:
            self._book = calamine.load_workbook(io.BytesIO(data))
        except calamine.PasswordError:
            raise _locked() from None
        except (calamine.CalamineError, OSError) as error:
            raise _damaged() from error
        shown = calamine.SheetVisibleEnum.Visible
        names = [one.name for one in self._book.sheets_metadata if one.visible is shown]
        self.names = tuple(names or self._book.sheet_names)

    def read(self, name: str) -> WorkbookSheet | None:
        """Return the sheet `name`, None if it is empty; raise AppError if there is none."""
        if name not in self._book.sheet_names:
            raise AppError(
                _("This workbook has no sheet “{name}”. It has {names}.").format(
                    name=name, names=join_parts(f"“{one}”" for one in self.names)
                )
            )
        try:
            sheet = self._book.get_sheet_by_name(name)
            if sheet.end is None:
                return None
            rows = [_texts(row) for row in sheet.to_python(skip_empty_area=False)]
            marks = workbook_marks.find(self._data, name)
        except (calamine.CalamineError, *_FAULTS) as error:
            raise _damaged() from error
        last = min(max(marks.no_result, default=0), ROWS)
        rows += [[] for _row in range(last - len(rows))]
        marks.merged += [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
        others = tuple(one for one in self.names if one != name)
        across = _across(rows, marks.merged)
        filled = _fill_merged(rows, marks.merged)
        return WorkbookSheet(name, others, rows, marks, filled, across)


def _across(rows: list[list[str]], merged: Sequence[tuple[int, int, int, int]]) -> set[int]:
    """Return the numbers of rows whose only text stands in a cell merged over several columns."""
    return {
        top + 1
        for top, left, _bottom, right in merged
        if right > left
        and top < len(rows)
        and [at for at, cell in enumerate(rows[top]) if cell.strip()] == [left]
    }


def _fill_merged(
    rows: list[list[str]], merged: Sequence[tuple[int, int, int, int]]
) -> Mapping[int, list[str]]:
    """Fill downwards what merged cells cover, in rows that have more than that; tell where."""
    found: dict[int, list[str]] = {}
    own = {at for at, row in enumerate(rows) if any(map(str.strip, row))}
    for top, left, bottom, _right in sorted(merged):
        text = rows[top][left] if top < len(rows) and left < len(rows[top]) else ""
        for at in range(top + 1, min(bottom + 1, len(rows))):
            if text.strip() and at in own and not rows[at][left].strip():
                rows[at][left] = text
                found.setdefault(at + 1, []).append(text)
    return found


def _texts(row: list[Raw]) -> list[str]:
    return [cell if isinstance(cell, str) else _text(cell) for cell in row]


def _text(cell: Unwritten) -> str:
    """Return what a person would have written in the cell."""
    if isinstance(cell, bool):
        return _("Yes") if cell else _("No")
    if isinstance(cell, int | float):
        return _number(cell)
    if isinstance(cell, dt.datetime):
        day = cell.date().isoformat()
        return day if cell.time() == dt.time() else f"{day} {_clock(cell.time())}"
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, dt.time):
        return _clock(cell)
    minutes = round(cell.total_seconds() / 60)
    return f"{minutes // 60}:{minutes % 60:02d}"


def _clock(time: dt.time) -> str:
    return time.strftime("%H:%M:%S" if time.second else "%H:%M")


def _number(value: float) -> str:
    """Return digits without an exponent, to the fifteen that a spreadsheet keeps."""
    words = format(Decimal(f"{value:.15g}"), "f")
    return words.rstrip("0").rstrip(".") if "." in words else words


def _check(data: bytes) -> None:
    """Refuse what would harm the reader: it holds a sheet's whole rectangle in memory at once."""
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise _locked()
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            _check_parts(parts)
    except _FAULTS as error:
        raise _damaged() from error


def _check_parts(parts: zipfile.ZipFile) -> None:
    infos = parts.infolist()
    names = parts.namelist()
    if sum(info.file_size for info in infos) > UNPACKED or len(infos) > PARTS:
        raise _too_large()
    if any(info.flag_bits & 1 for info in infos):
        raise _locked()
    if any(map(swells, infos)):
        raise _swelling()
    if "xl/workbook.xml" in names:
        for name in names:
            # Any part may be a sheet: another part of the workbook says which are.
            _within(*_xlsx_extent(parts, name))
    elif "content.xml" in names and b"spreadsheet" in parts.read("mimetype"):
        if b"encryption-data" in parts.read("META-INF/manifest.xml"):
            raise _locked()
        _ods_extents(parts)
    else:
        raise not_a_list()


def _within(rows: int, columns: int) -> None:
    if rows > ROWS or columns > COLUMNS or rows * columns > GRID:
        raise _too_large()


def _xlsx_extent(parts: zipfile.ZipFile, name: str) -> tuple[int, int]:
    """Return how many rows and columns of a sheet may have content."""
    if not any(_FAR_CELL.search(block) for block in blocks(parts, name)):
        return _NEAR
    row, column = 0, b""
    for block in blocks(parts, name):
        for letters, digits in _FULL_CELL.findall(block):
            row = max(row, int(digits))
            column = max(column, letters.upper(), key=lambda c: (len(c), c))
    return row, column_number(column)


def _ods_extents(parts: zipfile.ZipFile) -> None:
    """Check each table of the document; rows and cells there may stand for many."""
    rows = columns = run = filled = 0
    with parts.open("content.xml") as part:
        # Expat itself (2.4.1 and later) stops entities that would multiply without end.
        for event, element in ET.iterparse(part, events=("start", "end")):  # noqa: S314 - see above
            if element.tag == f"{_TABLE}table" and event == "start":
                rows = 0
            elif element.tag == f"{_TABLE}table-row":
                if event == "start":
                    run = filled = 0
                    continue
                rows += int(element.get(f"{_TABLE}number-rows-repeated", "1"))
                columns = max(columns, filled)
                if filled:
                    _within(rows, columns)
                element.clear()
            elif element.tag in _CELLS and event == "end":
                run += int(element.get(f"{_TABLE}number-columns-repeated", "1"))
                if element.get(f"{_OFFICE}value-type") or len(element):
                    filled = run


def _locked() -> AppError:
    return AppError(
        _("This workbook has a password. Save a copy without one (in Excel: File, Info, Protect).")
    )


def _damaged() -> AppError:
    return AppError(_("This workbook is damaged or cut short. Save or fetch the file again."))


def _swelling() -> AppError:
    return AppError(
        _(
            "This workbook would swell to far more than a list has. Save the list anew as CSV or "
            "Excel (.xlsx) and choose that."
        )
    )


def _too_large() -> AppError:
    return AppError(
        _(
            "This workbook is too large: up to {rows} rows and {columns} columns can be read. "
            "Look for a stray cell far below or to the right, or split the list."
        ).format(rows=show_number(ROWS), columns=COLUMNS)
    )
