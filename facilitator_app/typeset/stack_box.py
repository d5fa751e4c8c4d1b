"""Boxes under each other as one box."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, replace

from facilitator_app.typeset.boxes import Box
from facilitator_app.typeset.pagination import height_to_begin, place_boxes
from facilitator_app.typeset.pdf_tags import StructureElement
from facilitator_app.typeset.tagged_canvas import TaggedCanvas


@dataclass(frozen=True, slots=True)
class StackBox:
    """Boxes under each other that belong together, with a bar at the left if it has a colour.

    With an element of its own it tags all its boxes as one; such a stack is not cut.
    """

    boxes: tuple[Box, ...]
    width: float
    padding: tuple[float, float] = (0, 0)
    bar: str = ""
    tint: str = ""
    indent: float = 0
    keep_whole: bool = True
    element: StructureElement | None = None
    space_before: float = 0
    space_after: float = 0
    keep_with_next: bool = False

    @property
    def height(self) -> float:
        """Height of all boxes, their distances and the padding."""
        return sum(self.padding) + place_boxes(self.boxes, float("inf"), must=True)[2]

    @property
    def min_height(self) -> float:
        """Its height where it stays whole, else that of its beginning."""
        return (
            self.height if self.keep_whole else sum(self.padding) + height_to_begin(self.boxes, 0)
        )

    def split(self, room: float) -> tuple[Box, Box] | None:
        """Cut between or through the boxes, where they need not stay together."""
        placed, rest, _used = place_boxes(self.boxes, room - sum(self.padding), must=False)
        if not placed or not rest:
            return None
        first = replace(self, boxes=tuple(at.box for at in placed), space_after=0)
        return first, replace(self, boxes=tuple(rest), space_before=0)

    def looser(self) -> Box:
        """Return it as it is: what is stacked belongs together."""
        return self

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the ground, the bar and the boxes."""
        if self.bar:
            with canvas.artifact():
                height = self.height
                if self.tint:
                    canvas.fill_rectangle(x, top - height, self.width, height, self.tint)
                canvas.fill_rectangle(x, top - height, 3, height, self.bar)
        with canvas.tag(self.element) if self.element else nullcontext():
            for at in place_boxes(self.boxes, float("inf"), must=True)[0]:
                at.box.draw(canvas, x + self.indent, top - self.padding[0] - at.offset)
