"""Reads Excel and OpenDocument workbooks; numbers and dates come out as people write them."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from decimal import Decimal
from xml.etree import ElementTree as ET

import python_calamine as calamine

from facilitator_app.domain.errors import AppError
from facilitator_app.exchange.limits import COLUMNS, GRID, PARTS, ROWS, UNPACKED
from facilitator_app.i18n import _, show_number

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FULL_CELL = re.compile(
    rb"<(?:\w+:)?c\s[^>]*?r\s*=\s*[\"']([A-Z]{1,3})(\d{1,7})[\"'][^>]*(?<!/)>", re.I
)
_FAR_CELL = re.compile(rb"\sr\s*=\s*[\"'](?:[A-Z]{3}|[B-Z][A-Z]|[A-Z]+(?=\d{6}))\d", re.I)
_NEAR = (99_999, 52)  # rows and columns within which no cell matches _FAR_CELL
_CHUNK = 4_000_000
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


def read(data: bytes, wanted: str = "") -> tuple[str, tuple[str, ...], Iterator[list[str]]]:
    """Return a sheet's name, the names of the other sheets in sight, and its rows.

    Raises AppError if it is locked, damaged, too large or no workbook, or has no sheet `wanted`.
    """
    _check(data)
    try:
        book = calamine.load_workbook(io.BytesIO(data))
        shown = calamine.SheetVisibleEnum.Visible
        seen = [sheet.name for sheet in book.sheets_metadata if sheet.visible is shown]
        sheet = _choose(book, seen or book.sheet_names, wanted)
        raw = sheet.to_python(skip_empty_area=False)
    except calamine.PasswordError:
        raise _locked() from None
    except (calamine.CalamineError, OSError) as error:
        raise _damaged() from error
    return sheet.name, tuple(name for name in seen if name != sheet.name), map(_texts, raw)


def _choose(
    book: calamine.CalamineWorkbook, names: list[str], wanted: str
) -> calamine.CalamineSheet:
    """Return the sheet `wanted`, or the first with content."""
    if wanted and wanted not in book.sheet_names:
        raise AppError(_("This workbook has no sheet “{name}”.").format(name=wanted))
    for name in [wanted] if wanted else names:
        sheet = book.get_sheet_by_name(name)
        if sheet.end is not None:
            return sheet
    raise AppError(_("This workbook is empty. Choose the file that has the list in it."))


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
    if not any(_FAR_CELL.search(block) for block in _blocks(parts, name)):
        return _NEAR
    row, column = 0, b""
    for block in _blocks(parts, name):
        for letters, digits in _FULL_CELL.findall(block):
            row = max(row, int(digits))
            column = max(column, letters.upper(), key=lambda c: (len(c), c))
    return row, _column(column)


def _blocks(parts: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """Yield the part in pieces that overlap, so that no tag falls between two."""
    rest = b""
    with parts.open(name) as part:
        while chunk := part.read(_CHUNK):
            block = rest + chunk
            yield block
            rest = block[-500:]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


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


def not_a_list() -> AppError:
    """Return the refusal of a file that is neither text in columns nor a workbook."""
    return AppError(
        _("This is not a list that can be read. Save it as CSV or Excel (.xlsx) and choose that.")
    )


def _locked() -> AppError:
    return AppError(
        _("This workbook has a password. Save a copy without one (in Excel: File, Info, Protect).")
    )


def _damaged() -> AppError:
    return AppError(_("This workbook is damaged or cut short. Save or fetch the file again."))


def _too_large() -> AppError:
    return AppError(
        _(
            "This workbook is too large: up to {rows} rows and {columns} columns can be read. "
            "Look for a stray cell far below or to the right, or split the list."
        ).format(rows=show_number(ROWS), columns=COLUMNS)
    )
