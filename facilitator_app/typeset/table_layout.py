"""Tables on paper: columns and hairlines, or a list where the columns do not fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from facilitator_app.typeset.boxes import Box, RowBox, Rule, RuleBox, TextBox
from facilitator_app.typeset.inline_text import TextRun
from facilitator_app.typeset.layout_context import LayoutContext
from facilitator_app.typeset.page_style import LARGE_PRINT_FROM, Colours, PageStyle
from facilitator_app.typeset.paragraph_layout import (
    layout_lines,
    max_content_width,
    min_content_width,
    read_on,
)
from facilitator_app.typeset.pdf_tags import StructureElement
from facilitator_app.typeset.table_box import TableBox
from facilitator_app.typeset.table_content import TableColumn, TableContent
from facilitator_app.typeset.text_style import TextStyle

_LONGEST_NAME = 8  # lines of the name of a row that are never parted
_GUTTER = 12.0
# A column of prose reads well from this many em on.
_GOOD_EM = 7.0


@dataclass(frozen=True, slots=True)
class _ColumnNeeds:
    """What a column needs: its least width, one that reads well, and that of no broken line."""

    least: float
    good: float
    unbroken: float


def column_widths(style: PageStyle, table: TableContent, width: float) -> tuple[float, ...] | None:
    """Return the columns' widths in points, without gutters; None if the table does not fit.

    A table of little text is not drawn out to the whole width, where the eye loses its line.
    """
    if not table.columns:
        return None
    needs = [_measure_column(style, table, at) for at in range(len(table.columns))]
    gutters = _GUTTER * (len(table.columns) - 1)
    if sum(need.good for need in needs) + gutters > width:
        return None
    if style.body.size < LARGE_PRINT_FROM and sum(need.unbroken for need in needs) < width * 0.45:
        width *= 0.64
    return _share_width(width - gutters, table.columns, needs)


def _measure_column(style: PageStyle, table: TableContent, at: int) -> _ColumnNeeds:
    """Measure a column; numbers are never broken, prose may be, but not to a word a line."""
    column, size = table.columns[at], style.table.size
    figures = column.align == "right"
    cell, bold = TextStyle(size, tabular=figures), TextStyle(size, bold=True, tabular=figures)
    texts = {row[at] for row in table.rows}
    last = [table.total[at]] if table.total else []
    whole = max((max_content_width(text, cell) for text in texts), default=0.0)
    whole = max(
        [
            whole,
            max_content_width(column.title, bold),
            *(max_content_width(text, bold) for text in last),
        ]
    )
    parts = max((min_content_width(text, cell) for text in texts), default=0.0)
    parts = max(
        [
            parts,
            min_content_width(column.title, bold),
            *(min_content_width(text, bold) for text in last),
        ]
    )
    if figures:
        numbers = (
            *(max_content_width(text, cell) for text in texts),
            *(max_content_width(text, bold) for text in last),
        )
        parts = max([parts, *numbers])
    wished = min(whole, _GOOD_EM * size + max(whole - _GOOD_EM * size, 0) * 0.15)
    return _ColumnNeeds(
        parts + 0.5, max(parts, min(wished, 2 * _GOOD_EM * size)) + 0.5, whole + 0.5
    )


def _share_width(
    room: float, columns: tuple[TableColumn, ...], needs: list[_ColumnNeeds]
) -> tuple[float, ...]:
    """Share `room`: short columns get what they need, the long ones the rest by weight."""
    if sum(need.unbroken for need in needs) <= room:
        spare = room - sum(need.unbroken for need in needs)
        weights = sum(column.weight for column in columns)
        return tuple(
            need.unbroken + spare * column.weight / weights
            for need, column in zip(needs, columns, strict=True)
        )
    fixed: dict[int, float] = {}
    while True:
        free = [at for at in range(len(columns)) if at not in fixed]
        weights = sum(columns[at].weight for at in free)
        left = room - sum(fixed.values())
        shares = {at: left * columns[at].weight / weights for at in free}
        tight = {at: needs[at].good for at in free if shares[at] < needs[at].good}
        short = {at: needs[at].unbroken for at in free if shares[at] >= needs[at].unbroken}
        if not (tight or short) or len(tight or short) == len(free):
            return tuple((fixed | shares)[at] for at in range(len(columns)))
        fixed |= tight or short


def table_boxes(
    layout: LayoutContext,
    table: TableContent,
    widths: tuple[float, ...],
    element: StructureElement,
) -> list[Box]:
    """Return the table as rows under its header, a step each; `element` is its own."""
    style, colours = layout.style, layout.colours
    places = [sum(widths[:at]) + _GUTTER * at for at in range(len(widths))]
    width = places[-1] + widths[-1]
    builder = _RowBuilder(style, colours, table, tuple(places), widths, width)
    header = builder.header(element.add("TR"))
    rows = []
    for row in table.rows:
        layout.steps.step()
        rows.append(builder.row(row, element.add("TR")))
    if table.total is not None:
        rows.append(builder.total(table.total, element.add("TR")))
    if not rows:
        return [header]
    whole = TableBox.of(header, rows, tail=int(table.total is not None))
    return [replace(whole, keep_whole_below=style.text_height * 0.4, space_after=style.gap * 3)]


class _RowBuilder:
    """Builds the rows of one table."""

    def __init__(
        self,
        style: PageStyle,
        colours: Colours,
        table: TableContent,
        places: tuple[float, ...],
        widths: tuple[float, ...],
        width: float,
    ) -> None:
        self.style, self.colours, self.table = style, colours, table
        self.places, self.widths, self.width = places, widths, width
        self.padding = (style.table.size * 0.36, style.table.size * 0.42)

    def header(self, element: StructureElement) -> RowBox:
        """Set the header row."""
        titles = tuple(column.title for column in self.table.columns)
        cells = [
            self._cell(at, text, element.add("TH", scope="Column"), self.colours.ink2, bold=True)
            for at, text in enumerate(titles)
        ]
        deepest = max(cell.height for _x, cell in cells)
        level = tuple((x, _bottom_aligned(cell, deepest)) for x, cell in cells)
        return RowBox(level, self.width, self.padding, rule_below=Rule(self.colours.edge, 0.9))

    def row(self, texts: tuple[str, ...], element: StructureElement) -> RowBox:
        """Set a row; its first cell is its header."""
        cells = tuple(
            self._cell(at, text, _cell_element(element, at), self.colours.ink)
            for at, text in enumerate(texts)
        )
        return RowBox(cells, self.width, self.padding, rule_below=Rule(self.colours.line, 0.6))

    def total(self, texts: tuple[str, ...], element: StructureElement) -> RowBox:
        """Set the last row, stronger and under a line of its own."""
        cells = tuple(
            self._cell(at, text, _cell_element(element, at), self.colours.ink, bold=True)
            for at, text in enumerate(texts)
        )
        line = Rule(self.colours.edge, 0.9)
        return RowBox(cells, self.width, self.padding, rule_below=line, rule_above=line)

    def _cell(
        self, at: int, text: str, element: StructureElement, colour: str, bold: bool = False
    ) -> tuple[float, TextBox]:
        right = self.table.columns[at].align == "right"
        text_style = TextStyle(self.style.table.size, bold, tabular=right)
        lines = layout_lines(text, text_style, self.widths[at])
        box = TextBox(
            lines, element, self.style.table, colour, self.widths[at], align_right=right, orphans=1
        )
        return self.places[at], box


def _cell_element(row: StructureElement, at: int) -> StructureElement:
    return row.add("TH", scope="Row") if at == 0 else row.add("TD")


def _bottom_aligned(cell: TextBox, height: float) -> TextBox:
    """Let a short column title stand on the line, beside titles of two lines."""
    blank = int((height - cell.height) / cell.type_size.leading + 0.5)
    empty = layout_lines("", TextStyle(cell.type_size.size), cell.width)
    return replace(cell, lines=empty * blank + cell.lines)


def table_as_list(
    layout: LayoutContext, table: TableContent, element: StructureElement
) -> list[Box]:
    """Return the table as a list: each row's first cell, then its other cells by their titles."""
    titles = [column.title for column in table.columns]
    builder = _ListRowBuilder(layout.style, layout.colours, layout.width, titles)
    done: list[Box] = []
    for row in table.rows:
        layout.steps.step()
        done += builder.row(row, element.add("LI"))
    return done if table.total is None else done + builder.row(table.total, element.add("LI"))


class _ListRowBuilder:
    """Builds rows as lists, titles at the left of their cells."""

    def __init__(self, style: PageStyle, colours: Colours, width: float, titles: list[str]) -> None:
        self.style, self.colours, self.width, self.titles = style, colours, width, titles
        self.text_style = TextStyle(style.table.size)
        widest = max(
            (max_content_width(title, self.text_style) for title in titles[1:]), default=0.0
        )
        self.column = min(widest + 16, width * 0.4)

    def row(self, cells: tuple[str, ...], item: StructureElement) -> list[Box]:
        """Set a row: kept on one page with a hairline under it."""
        name = layout_lines((TextRun(cells[0], bold=True),), self.text_style, self.width)
        together = len(name) if len(name) <= _LONGEST_NAME else 2
        label = TextBox(
            name, item.add("Lbl"), self.style.table, self.colours.ink, self.width, orphans=together
        )
        body = item.add("LBody")
        pairs = [self._pairs(some, body) for some in self._beside(cells)]
        line = RuleBox(
            self.width, self.colours.line, height=self.style.gap, space_after=self.style.gap
        )
        return [
            replace(label, keep_with_next=bool(pairs), space_before=self.style.gap),
            *pairs,
            line,
        ]

    def _beside(self, cells: tuple[str, ...]) -> Iterator[tuple[tuple[str, str], ...]]:
        """Yield titles with their cells, two at a time where both are short: it saves paper."""
        waiting: tuple[str, str] | None = None
        for pair in zip(self.titles[1:], cells[1:], strict=True):
            if not pair[1]:
                continue
            short = self._is_short(pair[1])
            if waiting and short:
                yield waiting, pair
                waiting = None
                continue
            if waiting:
                yield (waiting,)
            waiting = pair if short else None
            if not short:
                yield (pair,)
        if waiting:
            yield (waiting,)

    def _is_short(self, cell: str) -> bool:
        return "\n" not in cell and max_content_width(cell, self.text_style) <= self._half_room

    @property
    def _half_room(self) -> float:
        return (self.width - _GUTTER) / 2 - self.column

    def _pairs(self, pairs: tuple[tuple[str, str], ...], body: StructureElement) -> Box:
        cells: list[tuple[float, TextBox]] = []
        room = self._half_room + 0.5 if len(pairs) > 1 else self.width - self.column
        for at, (title, cell) in enumerate(pairs):
            x, element = at * (self.width + _GUTTER) / 2, body.add("P")
            named = self._text(title, element, self.colours.ink2, self.column - 8)
            cells.append((x, replace(named, lines=read_on(named.lines, self.text_style))))
            cells.append((x + self.column, self._text(cell, element, self.colours.ink, room)))
        return RowBox(tuple(cells), self.width, keep_with_next=True)

    def _text(self, words: str, element: StructureElement, colour: str, width: float) -> TextBox:
        lines = layout_lines(words, self.text_style, width)
        return TextBox(lines, element, self.style.table, colour, width, orphans=1)
