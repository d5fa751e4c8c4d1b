"""Finds in a workbook what its cells do not say: rows out of sight, formulas without a result."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

_CHUNK = 4_000_000  # bytes
_LAP = 10_000  # bytes; longer than any formula
_ROW = re.compile(rb"<(?:\w+:)?row\s([^>]*)>")
_NO_RESULT = re.compile(
    rb"<(?:\w+:)?c\s([^>]*)>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>\s*|<(?:\w+:)?v>\s*</(?:\w+:)?v>\s*)?</(?:\w+:)?c>"
)
_NUMBER = re.compile(rb"\br\s*=\s*[\"']([A-Z]*)(\d+)[\"']")
_HIDDEN = re.compile(rb"\bhidden\s*=\s*[\"'](?:1|true)[\"']")
_BLANK_TEXT = re.compile(rb"\bt\s*=\s*[\"']str[\"']")  # the result of a formula that shows nothing
_FROM_1904 = re.compile(rb"\bdate1904\s*=\s*[\"'](?:1|true)[\"']")
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_MOST = 100_000  # repetitions of a row that are looked at; the last empty one stands for a million
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(slots=True)
class WorkbookMarks:
    """Numbers of rows out of sight; by row the columns, from 1, whose formula has no result.

    merged: ranges as (first row, first column, last row, last column), from 0.
    """

    hidden: set[int] = field(default_factory=set)
    no_result: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    from_1904: bool = False


def find(data: bytes, sheet: str) -> WorkbookMarks:
    """Return what is to be told of a sheet; nothing for kinds of workbook that do not tell."""
    marks = WorkbookMarks()
    if not data.startswith(b"PK"):
        return marks
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        if "content.xml" in parts.namelist():
            _look_in_opendocument(parts, sheet, marks)
        elif part := _part(parts, sheet):
            _look_in_excel(parts, part, marks)
    return marks


def blocks(parts: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """Yield the part in pieces that overlap, so that no tag falls between two."""
    rest = b""
    with parts.open(name) as part:
        while chunk := part.read(_CHUNK):
            block = rest + chunk
            yield block
            rest = block[-_LAP:]


def column_number(letters: bytes) -> int:
    """Return the number of a column, 1 for A."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def column_letters(number: int) -> str:
    """Return what a column is called, A for 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _part(parts: zipfile.ZipFile, sheet: str) -> str:
    """Return the part of an Excel workbook that holds a sheet, "" if it does not say."""
    # The workbook was read already: its parts are sound and no larger than they may be.
    book = ET.fromstring(parts.read("xl/workbook.xml"))  # noqa: S314 - see above
    wanted = next((one.get(_RELATION) for one in book.iter() if one.get("name") == sheet), None)
    links = "xl/_rels/workbook.xml.rels"
    if wanted is None or links not in parts.namelist():
        return ""
    for one in ET.fromstring(parts.read(links)):  # noqa: S314 - see above
        if one.get("Id") == wanted:
            part = posixpath.normpath(posixpath.join("/xl", one.get("Target", ""))).lstrip("/")
            return part if part in parts.namelist() else ""
    return ""


def _look_in_excel(parts: zipfile.ZipFile, part: str, marks: WorkbookMarks) -> None:
    marks.from_1904 = bool(_FROM_1904.search(parts.read("xl/workbook.xml")))
    for block in blocks(parts, part):
        if b"hidden" in block:
            for row in _ROW.findall(block):
                if _HIDDEN.search(row) and (number := _NUMBER.search(row)):
                    marks.hidden.add(int(number[2]))
        for found in _NO_RESULT.finditer(block):
            number = _NUMBER.search(found[1])
            if number and not _BLANK_TEXT.search(found[1]):
                marks.no_result[int(number[2])].add(column_number(number[1]))


def _look_in_opendocument(parts: zipfile.ZipFile, sheet: str, marks: WorkbookMarks) -> None:
    inside, at = False, 0
    with parts.open("content.xml") as part:
        for event, element in ET.iterparse(part, events=("start", "end")):  # noqa: S314 - see above
            if element.tag == f"{_TABLE}table":
                inside, at = event == "start" and element.get(f"{_TABLE}name") == sheet, 0
            elif element.tag == f"{_TABLE}table-row" and event == "end":
                if inside:
                    at = _look_in_row(element, at, marks)
                element.clear()


def _look_in_row(row: ET.Element, at: int, marks: WorkbookMarks) -> int:
    """Look at a row of a document that begins at `at`, from 0; return where the next begins."""
    often = int(row.get(f"{_TABLE}number-rows-repeated", "1"))
    numbers = range(at + 1, at + 1 + min(often, _MOST))
    if row.get(f"{_TABLE}visibility", "visible") != "visible":
        marks.hidden.update(numbers)
    column = 0
    for cell in row:
        if cell.get(f"{_TABLE}formula") and not cell.get(f"{_OFFICE}value-type"):
            for number in numbers:
                marks.no_result[number].add(column + 1)
        down, across = (
            int(cell.get(f"{_TABLE}number-{way}-spanned", "1")) for way in ("rows", "columns")
        )
        if down > 1 or across > 1:
            marks.merged.append((at, column, at + down - 1, column + across - 1))
        column += int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
    return at + often
