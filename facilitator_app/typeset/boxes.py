"""Boxes that fill pages: each knows its height, where it may be cut and how it is drawn; points."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import Any, Protocol, cast

from facilitator_app.typeset.page_style import TypeSize
from facilitator_app.typeset.pdf_tags import StructureElement
from facilitator_app.typeset.shaped_text import TextLine
from facilitator_app.typeset.tagged_canvas import TaggedCanvas

# A row of a table moves to the next page whole, unless it has more lines than this.
_MAX_LINES_UNSPLIT = 14
_HAIRLINE = 0.6


class Box(Protocol):
    """Something to be placed on a page."""

    @property
    def space_before(self) -> float:
        """Least distance from the box above."""

    @property
    def space_after(self) -> float:
        """Least distance from the box below."""

    @property
    def keep_with_next(self) -> bool:
        """Whether it may not be parted from the box below."""

    @property
    def height(self) -> float:
        """Height when it is not cut."""

    @property
    def min_height(self) -> float:
        """Height of the smallest part that may stand at the foot of a page."""

    def split(self, room: float) -> tuple[Box, Box] | None:
        """Cut it so that the first part is no higher than `room`; None where that cannot be."""

    def looser(self) -> Box:
        """Return it with less kept together, for a page that would else stay empty."""

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw it from `top` downwards."""


@dataclass(frozen=True, slots=True)
class TextBox:
    """Lines of one element; `orphans` is how many lines must stay together at a cut.

    A text that `opens` may be parted from what it opens where a page would else stay empty.
    A text that is `tagged_by_parent` leaves the tagging to the box around it.
    """

    lines: tuple[TextLine, ...]
    element: StructureElement | None
    type_size: TypeSize
    colour: str
    width: float
    space_before: float = 0
    space_after: float = 0
    keep_with_next: bool = False
    align_right: bool = False
    orphans: int = 2
    bookmark: tuple[str, int] | None = None
    tagged_by_parent: bool = False
    opens: bool = False

    @property
    def height(self) -> float:
        """Height of all lines."""
        return len(self.lines) * self.type_size.leading

    @property
    def min_height(self) -> float:
        """Height of the first lines that stay together; short texts are not cut."""
        whole = len(self.lines) < 2 * self.orphans
        return self.height if whole else self.orphans * self.type_size.leading

    def split(self, room: float) -> tuple[Box, Box] | None:
        """Cut between lines, leaving no widow and no orphan."""
        fit = min(int(room / self.type_size.leading + 1e-6), len(self.lines) - self.orphans)
        return self.split_lines(fit) if fit >= self.orphans else None

    def split_lines(self, count: int) -> tuple[TextBox, TextBox]:
        """Return the first `count` lines and the rest."""
        first = replace(self, lines=self.lines[:count], space_after=0)
        return first, replace(self, lines=self.lines[count:], space_before=0, bookmark=None)

    def looser(self) -> Box:
        """Let it stand without what it opens."""
        return replace(self, keep_with_next=False) if self.opens else self

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the lines in their element."""
        if not any(line.spans for line in self.lines):
            return
        if self.bookmark:
            canvas.bookmark(*self.bookmark, top)
        with nullcontext() if self.tagged_by_parent else canvas.tag(self.element):
            self._draw(canvas, x, top)

    def _draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        if not self.align_right:
            self._draw_lines(canvas, self.lines, x, top)
            return
        for at, line in enumerate(self.lines):
            place = x + self.width - line.width
            self._draw_lines(canvas, (line,), place, top - at * self.type_size.leading)

    def _draw_lines(
        self, canvas: TaggedCanvas, lines: tuple[TextLine, ...], x: float, top: float
    ) -> None:
        canvas.draw_lines(lines, x, top, self.type_size.size, self.type_size.leading, self.colour)


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
    padding: tuple[float, float] = (0, 0)
    rule_below: Rule | None = None
    rule_above: Rule | None = None
    space_before: float = 0
    space_after: float = 0
    keep_with_next: bool = False

    @property
    def height(self) -> float:
        """Height of the highest cell and the padding."""
        return sum(self.padding) + max((cell.height for _x, cell in self.cells), default=0)

    @property
    def min_height(self) -> float:
        """Its height, unless it is so long that it may be cut."""
        if not self.may_split:
            return self.height
        return sum(self.padding) + 3 * max(cell.type_size.leading for _x, cell in self.cells)

    @property
    def may_split(self) -> bool:
        """Whether it may be cut."""
        return any(len(cell.lines) > _MAX_LINES_UNSPLIT for _x, cell in self.cells)

    def split(self, room: float) -> tuple[Box, Box] | None:
        """Cut all cells at the same height, if it is long enough to be cut."""
        return self.split_at(room) if self.may_split and room >= self.min_height else None

    def split_at(self, room: float) -> tuple[RowBox, RowBox]:
        """Return what fits in `room`, and the rest."""
        halves = [
            (x, cell.split_lines(int((room - sum(self.padding)) / cell.type_size.leading + 1e-6)))
            for x, cell in self.cells
        ]
        first = tuple((x, half[0]) for x, half in halves)
        rest = tuple((x, half[1]) for x, half in halves)
        return (
            replace(self, cells=first, rule_below=None, space_after=0),
            replace(self, cells=rest, rule_above=None, space_before=0),
        )

    def looser(self) -> Box:
        """Return it as it is."""
        return self

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the cells from left to right, then the rules."""
        for indent, cell in self.cells:
            cell.draw(canvas, x + indent, top - self.padding[0])
        for rule, y in ((self.rule_below, top - self.height), (self.rule_above, top)):
            if rule:
                with canvas.artifact():
                    canvas.draw_rule(x, y, self.width, rule.colour, rule.weight)

    def as_artifact(self) -> RowBox:
        """The same row outside the structure, for headers that repeat."""
        cells = tuple((x, replace(cell, element=None)) for x, cell in self.cells)
        return replace(self, cells=cells)


def replace_box(box: Box, **changes: Any) -> Box:
    """Return the same box with `changes`; every box is a frozen dataclass."""
    made: Box = replace(cast("Any", box), **changes)
    return made


class _UncutBox:
    """What stands on one page as a whole."""

    __slots__ = ()
    height: float

    @property
    def min_height(self) -> float:
        """All of it."""
        return self.height

    def split(self, room: float) -> tuple[Box, Box] | None:
        """It cannot be cut."""
        return None


@dataclass(frozen=True, slots=True)
class ChartBox(_UncutBox):
    """A drawing of reportlab's as a figure; `lower` draws it less high, where that can be."""

    drawing: Any
    element: StructureElement
    height: float
    width: float
    space_before: float = 0
    space_after: float = 0
    keep_with_next: bool = False
    lower: Callable[[], Any] | None = None

    def looser(self) -> Box:
        """Draw it less high."""
        if self.lower is None:
            return self
        drawing = self.lower()
        return replace(self, drawing=drawing, height=drawing.height, lower=None)

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw it and say where it stands."""
        self.element.box = (x, top - self.height, x + self.width, top)
        with canvas.tag(self.element):
            canvas.draw_chart(self.drawing, x, top - self.height)


@dataclass(frozen=True, slots=True)
class RuleBox(_UncutBox):
    """An empty line to write on, or a hairline between parts."""

    width: float
    colour: str
    height: float = 1
    space_before: float = 0
    space_after: float = 0
    keep_with_next: bool = False

    def looser(self) -> Box:
        """Return it as it is."""
        return self

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw it at its foot."""
        with canvas.artifact():
            canvas.draw_rule(x, top - self.height, self.width, self.colour, _HAIRLINE)


@dataclass(frozen=True, slots=True)
class PageBreakBox:
    """What follows starts on a new page."""

    space_before: float = 0
    space_after: float = 0
    keep_with_next: bool = False
    height: float = 0
    min_height: float = 0

    def split(self, room: float) -> tuple[Box, Box] | None:
        """There is nothing to cut."""
        return None

    def looser(self) -> Box:
        """Return it as it is."""
        return self

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """There is nothing to draw."""
