"""Boxes that fill pages: each knows its height, where it may be cut and how it is drawn; points."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any, Protocol, cast

from facilitator_app.reports.pen import Pen
from facilitator_app.reports.style import Type
from facilitator_app.reports.tags import Element
from facilitator_app.reports.text import Line

# A row of a table moves to the next page whole, unless it has more lines than this.
_ROW_MOVES_WHOLE = 14


class Box(Protocol):
    """Something to be placed on a page."""

    @property
    def before(self) -> float:
        """Least distance from the box above."""

    @property
    def after(self) -> float:
        """Least distance from the box below."""

    @property
    def keep(self) -> bool:
        """Whether it may not be parted from the box below."""

    @property
    def height(self) -> float:
        """Height when it is not cut."""

    @property
    def least(self) -> float:
        """Height of the smallest part that may stand at the foot of a page."""

    def split(self, room: float) -> tuple[Box, Box] | None:
        """Cut it so that the first part is no higher than `room`; None where that cannot be."""

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw it from `top` downwards."""


@dataclass(frozen=True, slots=True)
class TextBox:
    """Lines of one element; `orphans` is how many lines must stay together at a cut.

    A text `inside` a box that has an element of its own leaves the tagging to that box.
    """

    lines: tuple[Line, ...]
    element: Element | None
    type: Type
    colour: str
    width: float
    before: float = 0
    after: float = 0
    keep: bool = False
    right: bool = False
    orphans: int = 2
    bookmark: tuple[str, int] | None = None
    inside: bool = False

    @property
    def height(self) -> float:
        """Height of all lines."""
        return len(self.lines) * self.type.leading

    @property
    def least(self) -> float:
        """Height of the first lines that stay together; short texts are not cut."""
        whole = len(self.lines) < 2 * self.orphans
        return self.height if whole else self.orphans * self.type.leading

    def split(self, room: float) -> tuple[Box, Box] | None:
        """Cut between lines, leaving no widow and no orphan."""
        fit = min(int(room / self.type.leading + 1e-6), len(self.lines) - self.orphans)
        return self.cut(fit) if fit >= self.orphans else None

    def cut(self, count: int) -> tuple[TextBox, TextBox]:
        """Return the first `count` lines and the rest."""
        first = replace(self, lines=self.lines[:count], after=0)
        return first, replace(self, lines=self.lines[count:], before=0, bookmark=None)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the lines in their element."""
        if not any(line.stretches for line in self.lines):
            return
        if self.bookmark:
            pen.bookmark(*self.bookmark, top)
        with nullcontext() if self.inside else pen.tag(self.element):
            self._draw(pen, x, top)

    def _draw(self, pen: Pen, x: float, top: float) -> None:
        if not self.right:
            self._lines(pen, self.lines, x, top)
            return
        for at, line in enumerate(self.lines):
            place = x + self.width - line.width
            self._lines(pen, (line,), place, top - at * self.type.leading)

    def _lines(self, pen: Pen, lines: tuple[Line, ...], x: float, top: float) -> None:
        pen.lines(lines, x, top, self.type.size, self.type.leading, self.colour)


@dataclass(frozen=True, slots=True)
class Rule:
    """A level line under or above something."""

    colour: str
    weight: float


@dataclass(frozen=True, slots=True)
class RowBox:
    """Texts side by side, each at its distance from the left; a rule may stand under them."""

    cells: tuple[tuple[float, TextBox], ...]
    width: float
    pad: tuple[float, float] = (0, 0)
    under: Rule | None = None
    over: Rule | None = None
    before: float = 0
    after: float = 0
    keep: bool = False

    @property
    def height(self) -> float:
        """Height of the highest cell and the padding."""
        return sum(self.pad) + max((cell.height for _x, cell in self.cells), default=0)

    @property
    def least(self) -> float:
        """Its height, unless it is so long that it may be cut."""
        if not self.long:
            return self.height
        return sum(self.pad) + 3 * max(cell.type.leading for _x, cell in self.cells)

    @property
    def long(self) -> bool:
        """Whether it may be cut."""
        return any(len(cell.lines) > _ROW_MOVES_WHOLE for _x, cell in self.cells)

    def split(self, room: float) -> tuple[Box, Box] | None:
        """Cut all cells at the same height, if it is long enough to be cut."""
        return self.cut(room) if self.long and room >= self.least else None

    def cut(self, room: float) -> tuple[RowBox, RowBox]:
        """Return what fits in `room`, and the rest."""
        halves = [
            (x, cell.cut(int((room - sum(self.pad)) / cell.type.leading + 1e-6)))
            for x, cell in self.cells
        ]
        first = tuple((x, half[0]) for x, half in halves)
        rest = tuple((x, half[1]) for x, half in halves)
        return (
            replace(self, cells=first, under=None, after=0),
            replace(self, cells=rest, over=None, before=0),
        )

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the cells from left to right, then the rules."""
        for indent, cell in self.cells:
            cell.draw(pen, x + indent, top - self.pad[0])
        for rule, y in ((self.under, top - self.height), (self.over, top)):
            if rule:
                with pen.artifact():
                    pen.rule(x, y, self.width, rule.colour, rule.weight)

    def untagged(self) -> RowBox:
        """The same row as an ornament, for headers that repeat."""
        cells = tuple((x, replace(cell, element=None)) for x, cell in self.cells)
        return replace(self, cells=cells)


@dataclass(frozen=True, slots=True)
class TableBox:
    """Rows from `start` to `stop` of a table under its header, cut to a page's worth at a time.

    `edges` are the rows' heights added up, so that finding a cut does not walk the whole table;
    `tail` last rows (a total) are never parted from the row before them; a table lower than
    `whole_below` is not cut.
    """

    header: RowBox
    rows: Sequence[RowBox]
    edges: Sequence[float]
    start: int
    stop: int
    tail: int = 0
    whole_below: float = 0
    before: float = 0
    after: float = 0
    keep: bool = False

    @classmethod
    def of(cls, header: RowBox, rows: Sequence[RowBox], tail: int) -> TableBox:
        """Return a whole table."""
        edges = list(accumulate((row.height for row in rows), initial=0.0))
        return cls(header, rows, edges, 0, len(rows), tail)

    @property
    def height(self) -> float:
        """Height of the header and all rows left."""
        return self.header.height + self.edges[self.stop] - self.edges[self.start]

    @property
    def least(self) -> float:
        """The header and two rows; all of a short table."""
        if self.height <= self.whole_below and not self.rows[self.start].long:
            return self.height
        first = self.rows[self.start : min(self.start + 2, self.stop)]
        if first[0].long:
            return self.header.height + first[0].least
        return self.header.height + sum(row.height for row in first)

    def split(self, room: float) -> tuple[Box, Box] | None:
        """Cut between rows; a row that is too long for that is cut itself."""
        left = room - self.header.height
        fit = bisect_right(self.edges, self.edges[self.start] + left + 1e-6) - 1
        if fit < self.stop and self.rows[fit].long:
            return self._through(fit, left - (self.edges[fit] - self.edges[self.start]))
        fit = min(fit, self.stop - self.tail - (2 if self.stop - self.start > 3 else 1))
        return self._between(fit) if fit > self.start else None

    def _between(self, at: int) -> tuple[Box, Box]:
        first = replace(self, stop=at, after=0, tail=0)
        rest = replace(self, start=at, before=0, header=self.header.untagged())
        return first, rest

    def _through(self, at: int, room: float) -> tuple[Box, Box] | None:
        row = self.rows[at]
        if room < row.least:
            return self._between(at) if at > self.start else None
        upper, lower = row.cut(room)
        first = TableBox.of(self.header, [*self.rows[self.start : at], upper], 0)
        left = [lower, *self.rows[at + 1 : self.stop]]
        rest = TableBox.of(self.header.untagged(), left, min(self.tail, len(left) - 1))
        return replace(first, before=self.before), replace(rest, after=self.after)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the header and the rows."""
        self.header.draw(pen, x, top)
        top -= self.header.height
        for row in self.rows[self.start : self.stop]:
            row.draw(pen, x, top)
            top -= row.height


def changed(box: Box, **changes: Any) -> Box:
    """Return a box of the same kind with other spaces; every box is a frozen dataclass."""
    made: Box = replace(cast(Any, box), **changes)
    return made


@dataclass(frozen=True, slots=True)
class Placed:
    """A box and how far below the top it stands."""

    box: Box
    down: float


def fill(boxes: Sequence[Box], room: float, must: bool) -> tuple[list[Placed], list[Box], float]:
    """Place boxes until `room` is full: what is placed, what is left, the height used.

    With `must` at least one box is placed, even one that is too high for a page.
    """
    placed: list[Placed] = []
    used = after = 0.0
    at = 0
    while at < len(boxes):
        box = boxes[at]
        if isinstance(box, BreakBox):
            at += 1
            if placed:
                break
            continue
        gap = max(after, box.before) if placed else 0.0
        if used + gap + _needs(boxes, at) > room + 1e-6 and (placed or not must):
            break
        if used + gap + box.height <= room + 1e-6 and not _leaves(boxes, at, room - used - gap):
            placed.append(Placed(box, used + gap))
            used, after, at = used + gap + box.height, box.after, at + 1
            continue
        parts = box.split(min(room - used - gap, box.height - 0.5))
        if parts is not None:
            placed.append(Placed(parts[0], used + gap))
            return placed, [parts[1], *boxes[at + 1 :]], used + gap + parts[0].height
        if must and not placed:
            return [Placed(box, 0)], list(boxes[at + 1 :]), box.height
        break
    return placed, list(boxes[at:]), used


def _leaves(boxes: Sequence[Box], at: int, room: float) -> bool:
    """Whether boxes[at], which may be cut, would part from what must follow it."""
    box = boxes[at]
    if not box.keep or at + 1 == len(boxes) or box.least >= box.height:
        return False
    gap = max(box.after, boxes[at + 1].before)
    return box.height + gap + _needs(boxes, at + 1) > room + 1e-6


def _needs(boxes: Sequence[Box], at: int) -> float:
    """Height that must be free to begin boxes[at]: with all it may not be parted from."""
    box = boxes[at]
    need = 0.0
    while box.keep and box.least >= box.height and at + 1 < len(boxes):
        need += box.height + max(box.after, boxes[at + 1].before)
        at += 1
        box = boxes[at]
    return need + box.least


@dataclass(frozen=True, slots=True)
class StackBox:
    """Boxes under each other that belong together, with a bar at the left if it has a colour.

    With an element of its own it tags all its boxes as one; such a stack is not cut.
    """

    boxes: tuple[Box, ...]
    width: float
    pad: tuple[float, float] = (0, 0)
    bar: str = ""
    tint: str = ""
    indent: float = 0
    whole: bool = True
    element: Element | None = None
    before: float = 0
    after: float = 0
    keep: bool = False

    @property
    def height(self) -> float:
        """Height of all boxes, their distances and the padding."""
        return sum(self.pad) + fill(self.boxes, float("inf"), must=True)[2]

    @property
    def least(self) -> float:
        """Its height where it stays whole, else that of its beginning."""
        return self.height if self.whole else sum(self.pad) + _needs(self.boxes, 0)

    def split(self, room: float) -> tuple[Box, Box] | None:
        """Cut between or through the boxes, where they need not stay together."""
        placed, rest, _used = fill(self.boxes, room - sum(self.pad), must=False)
        if not placed or not rest:
            return None
        first = replace(self, boxes=tuple(at.box for at in placed), after=0)
        return first, replace(self, boxes=tuple(rest), before=0)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the ground, the bar and the boxes."""
        if self.bar:
            with pen.artifact():
                height = self.height
                if self.tint:
                    pen.block(x, top - height, self.width, height, self.tint)
                pen.block(x, top - height, 3, height, self.bar)
        with pen.tag(self.element) if self.element else nullcontext():
            for at in fill(self.boxes, float("inf"), must=True)[0]:
                at.box.draw(pen, x + self.indent, top - self.pad[0] - at.down)


@dataclass(frozen=True, slots=True)
class ChartBox:
    """A drawing of reportlab's as a figure."""

    drawing: Any
    element: Element
    height: float
    width: float
    before: float = 0
    after: float = 0
    keep: bool = False

    @property
    def least(self) -> float:
        """A figure is never cut."""
        return self.height

    def split(self, room: float) -> tuple[Box, Box] | None:
        """A figure is never cut."""
        return None

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw it and say where it stands."""
        self.element.box = (x, top - self.height, x + self.width, top)
        with pen.tag(self.element):
            pen.drawing(self.drawing, x, top - self.height)


@dataclass(frozen=True, slots=True)
class LineBox:
    """An empty line to write on, or a hairline between parts."""

    width: float
    colour: str
    weight: float = 0.6
    height: float = 1
    before: float = 0
    after: float = 0
    keep: bool = False

    @property
    def least(self) -> float:
        """A line is never cut."""
        return self.height

    def split(self, room: float) -> tuple[Box, Box] | None:
        """A line is never cut."""
        return None

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw it at its foot."""
        with pen.artifact():
            pen.rule(x, top - self.height, self.width, self.colour, self.weight)


@dataclass(frozen=True, slots=True)
class BreakBox:
    """What follows starts on a new page."""

    before: float = 0
    after: float = 0
    keep: bool = False
    height: float = 0
    least: float = 0

    def split(self, room: float) -> tuple[Box, Box] | None:
        """There is nothing to cut."""
        return None

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """There is nothing to draw."""
