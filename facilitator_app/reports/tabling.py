"""Tables on paper: columns and hairlines, or a list where the columns do not fit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from facilitator_app.reports.blocks import Column, Run, Table
from facilitator_app.reports.boxes import Box, LineBox, RowBox, Rule, TextBox
from facilitator_app.reports.style import LARGE_FROM, Colours, Sheet
from facilitator_app.reports.tablebox import TableBox
from facilitator_app.reports.tags import Element
from facilitator_app.reports.text import longest, natural, set_lines
from facilitator_app.reports.words import Manner

_GUTTER = 12.0
# A column of prose reads well from this many em on.
_WELL = 7.0


@dataclass(frozen=True, slots=True)
class _Needs:
    """What a column needs: its least width, one that reads well, and that of no broken line."""

    least: float
    good: float
    natural: float


def tabulated(sheet: Sheet, table: Table, width: float) -> tuple[float, ...] | None:
    """Return the columns' widths in points, without gutters; None if the table does not fit.

    A table of little text is not drawn out to the whole width, where the eye loses its line.
    """
    if not table.columns:
        return None
    needs = [_needs(sheet, table, at) for at in range(len(table.columns))]
    gutters = _GUTTER * (len(table.columns) - 1)
    if sum(need.good for need in needs) + gutters > width:
        return None
    if sheet.body.size < LARGE_FROM and sum(need.natural for need in needs) < width * 0.45:
        width *= 0.64
    return _shared(width - gutters, table.columns, needs)


def _needs(sheet: Sheet, table: Table, at: int) -> _Needs:
    """Measure a column; numbers are never broken, prose may be, but not to a word a line."""
    column, size = table.columns[at], sheet.table.size
    figures = column.align == "right"
    cell, bold = Manner(size, tabular=figures), Manner(size, bold=True, tabular=figures)
    texts = {row[at] for row in table.rows}
    last = [table.total[at]] if table.total else []
    whole = max((natural(text, cell) for text in texts), default=0.0)
    whole = max([whole, natural(column.title, bold), *(natural(text, bold) for text in last)])
    parts = max((longest(text, cell) for text in texts), default=0.0)
    parts = max([parts, longest(column.title, bold), *(longest(text, bold) for text in last)])
    if figures:
        numbers = (
            *(natural(text, cell) for text in texts),
            *(natural(text, bold) for text in last),
        )
        parts = max([parts, *numbers])
    wished = min(whole, _WELL * size + max(whole - _WELL * size, 0) * 0.15)
    return _Needs(parts + 0.5, max(parts, min(wished, 2 * _WELL * size)) + 0.5, whole + 0.5)


def _shared(room: float, columns: tuple[Column, ...], needs: list[_Needs]) -> tuple[float, ...]:
    """Share `room`: short columns get what they need, the long ones the rest by weight."""
    if sum(need.natural for need in needs) <= room:
        spare = room - sum(need.natural for need in needs)
        weights = sum(column.weight for column in columns)
        return tuple(
            need.natural + spare * column.weight / weights
            for need, column in zip(needs, columns, strict=True)
        )
    fixed: dict[int, float] = {}
    while True:
        free = [at for at in range(len(columns)) if at not in fixed]
        weights = sum(columns[at].weight for at in free)
        left = room - sum(fixed.values())
        shares = {at: left * columns[at].weight / weights for at in free}
        tight = {at: needs[at].good for at in free if shares[at] < needs[at].good}
        short = {at: needs[at].natural for at in free if shares[at] >= needs[at].natural}
        if not (tight or short) or len(tight or short) == len(free):
            return tuple((fixed | shares)[at] for at in range(len(columns)))
        fixed |= tight or short


def table_boxes(
    sheet: Sheet, colours: Colours, table: Table, widths: tuple[float, ...], found: Element
) -> list[Box]:
    """Return the table as rows under its header; `found` is its element."""
    places = [sum(widths[:at]) + _GUTTER * at for at in range(len(widths))]
    width = places[-1] + widths[-1]
    setter = _Setter(sheet, colours, table, tuple(places), widths, width)
    header = setter.header(found.add("TR"))
    rows = [setter.row(row, found.add("TR")) for row in table.rows]
    if table.total is not None:
        rows.append(setter.total(table.total, found.add("TR")))
    if not rows:
        return [header]
    whole = TableBox.of(header, rows, tail=int(table.total is not None))
    return [replace(whole, whole_below=sheet.depth * 0.4, after=sheet.gap * 3)]


class _Setter:
    """Sets the rows of one table."""

    def __init__(
        self,
        sheet: Sheet,
        colours: Colours,
        table: Table,
        places: tuple[float, ...],
        widths: tuple[float, ...],
        width: float,
    ) -> None:
        self.sheet, self.colours, self.table = sheet, colours, table
        self.places, self.widths, self.width = places, widths, width
        self.pad = (sheet.table.size * 0.36, sheet.table.size * 0.42)

    def header(self, found: Element) -> RowBox:
        """Set the header row."""
        titles = tuple(column.title for column in self.table.columns)
        cells = [
            self._cell(at, text, found.add("TH", scope="Column"), self.colours.ink2, bold=True)
            for at, text in enumerate(titles)
        ]
        deepest = max(cell.height for _x, cell in cells)
        level = tuple((x, _lowered(cell, deepest)) for x, cell in cells)
        return RowBox(level, self.width, self.pad, under=Rule(self.colours.edge, 0.9))

    def row(self, texts: tuple[str, ...], found: Element) -> RowBox:
        """Set a row; its first cell is its header."""
        cells = tuple(
            self._cell(at, text, _cell_element(found, at), self.colours.ink)
            for at, text in enumerate(texts)
        )
        return RowBox(cells, self.width, self.pad, under=Rule(self.colours.line, 0.6))

    def total(self, texts: tuple[str, ...], found: Element) -> RowBox:
        """Set the last row, stronger and under a line of its own."""
        cells = tuple(
            self._cell(at, text, _cell_element(found, at), self.colours.ink, bold=True)
            for at, text in enumerate(texts)
        )
        line = Rule(self.colours.edge, 0.9)
        return RowBox(cells, self.width, self.pad, under=line, over=line)

    def _cell(
        self, at: int, text: str, element: Element, colour: str, bold: bool = False
    ) -> tuple[float, TextBox]:
        right = self.table.columns[at].align == "right"
        manner = Manner(self.sheet.table.size, bold, tabular=right)
        lines = set_lines(text, manner, self.widths[at])
        box = TextBox(
            lines, element, self.sheet.table, colour, self.widths[at], right=right, orphans=1
        )
        return self.places[at], box


def _cell_element(row: Element, at: int) -> Element:
    return row.add("TH", scope="Row") if at == 0 else row.add("TD")


def _lowered(cell: TextBox, height: float) -> TextBox:
    """Let a short column title stand on the line, beside titles of two lines."""
    blank = int((height - cell.height) / cell.type.leading + 0.5)
    empty = set_lines("", Manner(cell.type.size), cell.width)
    return replace(cell, lines=empty * blank + cell.lines)


def stacked(
    sheet: Sheet, colours: Colours, table: Table, width: float, found: Element
) -> list[Box]:
    """Return the table as a list: each row's first cell, then its other cells by their titles."""
    setter = _Stacker(sheet, colours, width, [column.title for column in table.columns])
    lines = table.rows if table.total is None else (*table.rows, table.total)
    return [box for row in lines for box in setter.row(row, found.add("LI"))]


class _Stacker:
    """Sets rows as lists, titles at the left of their cells."""

    def __init__(self, sheet: Sheet, colours: Colours, width: float, titles: list[str]) -> None:
        self.sheet, self.colours, self.width, self.titles = sheet, colours, width, titles
        self.plain = Manner(sheet.table.size)
        widest = max((natural(title, self.plain) for title in titles[1:]), default=0.0)
        self.column = min(widest + 16, width * 0.4)

    def row(self, cells: tuple[str, ...], item: Element) -> list[Box]:
        """Set a row: kept on one page with a hairline under it."""
        name = set_lines((Run(cells[0], bold=True),), self.plain, self.width)
        label = TextBox(
            name, item.add("Lbl"), self.sheet.table, self.colours.ink, self.width, orphans=1
        )
        body = item.add("LBody")
        pairs = [
            self._pair(title, cell, body)
            for title, cell in zip(self.titles[1:], cells[1:], strict=True)
            if cell
        ]
        line = LineBox(self.width, self.colours.line, height=self.sheet.gap, after=self.sheet.gap)
        return [replace(label, keep=bool(pairs), before=self.sheet.gap), *pairs, line]

    def _pair(self, title: str, cell: str, body: Element) -> Box:
        element, type_ = body.add("P"), self.sheet.table
        room = self.width - self.column
        lines = set_lines(title, self.plain, self.column - 8)
        left = TextBox(lines, element, type_, self.colours.ink2, self.column - 8, orphans=1)
        said = TextBox(
            set_lines(cell, self.plain, room), element, type_, self.colours.ink, room, orphans=1
        )
        return RowBox(((0, left), (self.column, said)), self.width, keep=True)
