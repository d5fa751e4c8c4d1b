"""Reads a list from a CSV or workbook file; whatever cannot be a list is refused in a sentence."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from facilitator_app.digests.exchange import TWICE, ReadAs, Remark, Sheet, SheetRow
from facilitator_app.domain.errors import AppError
from facilitator_app.exchange import csv_reader, heading_rows, workbook_reader
from facilitator_app.exchange.heading_rows import Knows
from facilitator_app.exchange.limits import CELL, COLUMNS, FILE_BYTES, ROWS
from facilitator_app.exchange.refusals import see_file
from facilitator_app.exchange.stray_marks import check_rows_apart
from facilitator_app.exchange.text_encodings import DecodedText, decode, offer_once, once, unmarked
from facilitator_app.exchange.text_folding import tidy
from facilitator_app.exchange.workbook_marks import column_letters
from facilitator_app.exchange.workbook_reader import Workbook, WorkbookSheet
from facilitator_app.i18n import _, ngettext, show_number
from facilitator_app.locale_formats import join_parts

_LOOK = 20  # rows from the top within which the headings are sought


def read_table(path: Path, read_as: ReadAs | None = None, knows: Knows | None = None) -> Sheet:
    """Return the list in `path`; of a workbook the sheet whose headings are most like a list's.

    `knows` says whether a heading fills a field. Raises AppError for everything that is no list,
    is cut short, locked or too large.
    """
    data, read_as, knows = _bytes(path), read_as or ReadAs(), knows or _knows_none
    if workbook_reader.is_workbook(data):
        sheet = _of_workbook(Workbook(data), read_as, knows)
    elif read_as.sheet:
        raise AppError(_("This file is no workbook: it has no sheet to choose."))
    else:
        sheet = _of_text(path.stem, decode(data, read_as.encoding), knows)
    return replace(sheet, takes_hidden=read_as.hidden)


def _knows_none(_heading: str) -> bool:
    return False


def _of_text(name: str, read: DecodedText, knows: Knows) -> Sheet:
    table = csv_reader.read(read.text)
    rows: Iterable[Sequence[str]] = table.rows
    remarks: dict[int, tuple[Remark, ...]] = {}
    if read.marked:
        rows = _unmarked(rows, remarks)
    ragged = not read.text.endswith(("\n", "\r"))
    sheet = _sheet(name, rows, remarks, knows, ragged=ragged, separator=table.separator)
    above = (one for n, some in remarks.items() if n < sheet.rows[0].number for one in some)
    told = (*read.told, *sheet.told, *(one.words for one in above))
    return replace(sheet, told=told, encodings=read.encodings)


def _unmarked(
    rows: Iterable[Sequence[str]], remarks: dict[int, tuple[Remark, ...]]
) -> Iterator[list[str]]:
    """Yield rows without the marks of doubtful letters, and put into `remarks` what they were."""
    for number, cells in enumerate(rows, start=1):
        pairs = [unmarked(cell) for cell in cells]
        if said := [_about_row(words) for _plain, told in pairs for words in told]:
            remarks[number] = tuple(said)
        yield [plain for plain, _told in pairs]


def _of_workbook(book: Workbook, read_as: ReadAs, knows: Knows) -> Sheet:
    """Return the sheet wanted, or the first whose headings fill fields, or that is a list."""
    wanted, twice = read_as.sheet, read_as.encoding == TWICE
    found: Sheet | None = None
    problem: AppError | None = None
    for name in (wanted,) if wanted else book.names:
        try:
            sheet = _of_sheet(book.read(name), knows, twice=twice)
        except AppError as error:
            problem = problem or error
            continue
        if sheet and sum(map(knows, sheet.headers)) > 1:
            return sheet
        found = found or sheet
    if found is not None:
        return found
    if problem is None:
        raise AppError(_("This workbook is empty. Choose the file that has the list in it."))
    if wanted or len(book.names) < 2:
        raise problem
    names = join_parts(f"“{one}”" for one in book.names)
    raise AppError(
        _("None of the sheets {names} is a list. {why}").format(names=names, why=problem)
    )


def _of_sheet(read: WorkbookSheet | None, knows: Knows, *, twice: bool) -> Sheet | None:
    """Return the list on a sheet; with `twice`, what was encoded twice as it was meant."""
    if read is None:
        return None
    offer = offer_once("\n".join(c for row in read.rows for c in row if not c.isascii()))
    rows = [list(map(once, row)) for row in read.rows] if twice else read.rows
    remarks: dict[int, tuple[Remark, ...]] = {
        number: tuple(_filled(text) for text in texts) for number, texts in read.filled.items()
    }
    for number, columns in read.marks.no_result.items():
        lacking = tuple(_no_result(column, number) for column in sorted(columns))
        remarks[number] = (*remarks.get(number, ()), *lacking)
    sheet = _sheet(read.name, rows, remarks, knows, ragged=False)
    told = sheet.told if twice else (*offer, *sheet.told)
    if read.others:
        said = ngettext(
            "The sheet “{name}” is read; there is {names} besides.",
            "The sheet “{name}” is read; there are {names} besides.",
            len(read.others),
            name=read.name,
            names=join_parts(f"“{one}”" for one in read.others),
        )
        told = (said, *told)
    numbers = {line.number for line in sheet.rows if any(map(str.strip, line.cells))}
    return replace(
        sheet,
        others=read.others,
        told=told,
        encodings=(TWICE, "utf-8") if twice else ("utf-8", TWICE) if offer else (),
        hidden=frozenset(read.marks.hidden & numbers),
        across=frozenset(read.across),
        from_1904=read.marks.from_1904,
    )


def _filled(text: str) -> Remark:
    return Remark("", _("Row"), _("“{text}” comes from a merged cell above.").format(text=text))


def _no_result(column: int, number: int) -> Remark:
    place = f"{column_letters(column)}{number}"
    return _about_row(
        _(
            "The formula in {place} has no result. Open the list in a spreadsheet, save it and "
            "choose it again."
        ).format(place=place)
    )


def _about_row(words: str) -> Remark:
    return Remark("", _("Row"), words, problem=True)


def _bytes(path: Path) -> bytes:
    try:
        see_file(path)
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
    name: str,
    rows: Iterable[Sequence[str]],
    remarks: Mapping[int, tuple[Remark, ...]],
    knows: Knows,
    *,
    ragged: bool,
    separator: str = "",
) -> Sheet:
    """Find the headings and keep what stands below.

    ragged: the last line has no line end; separator: what parts the cells of a text.
    """
    lines = _within_limits(rows)
    first = list(itertools.islice(lines, _LOOK))
    headings = heading_rows.find(first, knows)
    width = len(headings.names)
    below = list(itertools.chain(first[headings.last + 1 :], lines))
    if separator:
        lines_apart = itertools.chain(first[headings.first : headings.last + 1], below)
        remarks = _rows_apart(lines_apart, width, separator, remarks)
    while below and not any(map(str.strip, below[-1].cells)) and below[-1].number not in remarks:
        below.pop()
        ragged = False
    if not below:
        raise AppError(_("This list has headings, but no rows below them."))
    last = below[-1]
    if ragged and len(last.cells) < width and not heading_rows.is_note(last.cells):
        raise AppError(
            _(
                "This file seems to be cut short: row {number}, its last, stops in the middle. "
                "Nothing was changed. Save or fetch the file again."
            ).format(number=last.number)
        )
    return Sheet(
        name,
        headings.names,
        tuple(_trimmed(line, width) for line in below),
        told=_above(first[: headings.first]),
        remarks=remarks,
    )


def _rows_apart(
    lines: Iterable[SheetRow], width: int, separator: str, remarks: Mapping[int, tuple[Remark, ...]]
) -> dict[int, tuple[Remark, ...]]:
    """Return `remarks`, and those on rows of which one may hold others; AppError if one does."""
    found = dict(remarks)
    for line in lines:
        if doubt := check_rows_apart(line.cells, line.number, width, separator):
            found[line.number] = (*found.get(line.number, ()), _about_row(doubt))
    return found


def _above(titles: Sequence[SheetRow]) -> tuple[str, ...]:
    """Say what stands above the headings."""
    texts = [" ".join(filter(None, map(tidy, line.cells))) for line in titles]
    if not (words := join_parts(f"“{text[:80]}”" for text in texts if text)):
        return ()
    return (_("Above the headings, and left out: {words}.").format(words=words),)


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
