"""Boxes that fill pages: each knows its height, where it may be cut and how it is drawn; points."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import Any, Protocol, cast

from facilitator_app.reports.lines import Line
from facilitator_app.reports.pen import Pen
from facilitator_app.reports.style import Type
from facilitator_app.reports.tags import Element

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


def changed(box: Box, **changes: Any) -> Box:
    """Return a box of the same kind with other spaces; every box is a frozen dataclass."""
    made: Box = replace(cast("Any", box), **changes)
    return made


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
