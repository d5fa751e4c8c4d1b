"""How boxes follow each other down a page: distances, what stays together, where a page ends."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace

from facilitator_app.reports.boxes import Box, BreakBox
from facilitator_app.reports.pen import Pen
from facilitator_app.reports.tags import Element


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
