"""How boxes follow each other down a page: distances, what stays together, where a page ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from facilitator_app.domain.progress import Progress
from facilitator_app.typeset.boxes import Box, PageBreakBox
from facilitator_app.typeset.page_style import PageStyle


@dataclass(frozen=True, slots=True)
class PlacedBox:
    """A box and how far below the top it stands."""

    box: Box
    offset: float


def place_boxes(
    boxes: Sequence[Box], room: float, must: bool
) -> tuple[list[PlacedBox], list[Box], float]:
    """Place boxes until `room` is full: what is placed, what is left, the height used.

    With `must` at least one box is placed, even one that is too high for a page.
    """
    placed: list[PlacedBox] = []
    used = after = 0.0
    at = 0
    while at < len(boxes):
        box = boxes[at]
        if isinstance(box, PageBreakBox):
            at += 1
            if placed:
                break
            continue
        gap = max(after, box.space_before) if placed else 0.0
        if used + gap + height_to_begin(boxes, at) > room + 1e-6 and (placed or not must):
            break
        if used + gap + box.height <= room + 1e-6 and not _would_strand(
            boxes, at, room - used - gap
        ):
            placed.append(PlacedBox(box, used + gap))
            used, after, at = used + gap + box.height, box.space_after, at + 1
            continue
        parts = box.split(min(room - used - gap, box.height - 0.5))
        if parts is not None:
            placed.append(PlacedBox(parts[0], used + gap))
            return placed, [parts[1], *boxes[at + 1 :]], used + gap + parts[0].height
        if must and not placed:
            return [PlacedBox(box, 0)], list(boxes[at + 1 :]), box.height
        break
    return placed, list(boxes[at:]), used


def paginate(flow: list[Box], style: PageStyle, progress: Progress) -> list[list[PlacedBox]]:
    """Fill page after page; at least one page. Raises Cancelled between two pages if stopped."""
    pages: list[list[PlacedBox]] = []
    while flow:
        progress.check()
        placed, flow, _used = place_boxes(flow, style.text_height, must=True)
        if placed:
            pages.append(placed)
    return pages or [[]]


def _would_strand(boxes: Sequence[Box], at: int, room: float) -> bool:
    """Whether boxes[at], which may be cut, would part from what must follow it."""
    box = boxes[at]
    if not box.keep_with_next or at + 1 == len(boxes) or box.min_height >= box.height:
        return False
    gap = max(box.space_after, boxes[at + 1].space_before)
    return box.height + gap + height_to_begin(boxes, at + 1) > room + 1e-6


def height_to_begin(boxes: Sequence[Box], at: int) -> float:
    """Height that must be free to begin boxes[at]: with all it may not be parted from."""
    box = boxes[at]
    need = 0.0
    while box.keep_with_next and box.min_height >= box.height and at + 1 < len(boxes):
        need += box.height + max(box.space_after, boxes[at + 1].space_before)
        at += 1
        box = boxes[at]
    return need + box.min_height
