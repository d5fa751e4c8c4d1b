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


# A page is saved if distances may give way for that, drawn together as far as this and no further.
_TIGHTER = (0.9, 0.8, 0.7)
# All that stands on the pages may be so much of a page too high, since distances give way.
_TAKEN_BY_DISTANCES = 0.1
# A page that would be left with less on it than this is filled with less kept together.
_WELL_FILLED = 2 / 3
# A last page that has to be is filled at least so much, at the cost of the page before.
_LEAST_FILLED = 0.15


def place_boxes(
    boxes: Sequence[Box], room: float, must: bool, tight: float = 1
) -> tuple[list[PlacedBox], list[Box], float]:
    """Place boxes until `room` is full: what is placed, what is left, the height used.

    With `must` at least one box is placed, even one that is too high for a page; `tight` below 1
    draws the distances between boxes together.
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
        gap = max(after, box.space_before) * tight if placed else 0.0
        if used + gap + height_to_begin(boxes, at, tight) > room + 1e-6 and (placed or not must):
            break
        if used + gap + box.height <= room + 1e-6 and not _would_strand(
            boxes, at, room - used - gap, tight
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
    """Fill page after page; at least one page. Raises Cancelled between two pages if stopped.

    A page that would stay empty for a third is filled by keeping less together. A page is saved so
    too, or by drawing all distances together; a last page that holds little all the same is given
    something of the page before.
    """
    room = style.text_height
    pages = _fill(flow, room, progress)
    tight = 1.0
    most = len(pages) - 1 + _TAKEN_BY_DISTANCES
    full = len(pages) < 2 or sum(page.used for page in pages) > most * room
    looser = [] if full else [box.looser() for box in flow]
    tries = [(boxes, closer) for closer in (tight, *_TIGHTER) for boxes in (flow, looser)]
    for boxes, closer in () if full else tries[1:]:
        tried = _fill(boxes, room, progress, closer)
        if len(tried) < len(pages):
            pages, tight = tried, closer
            break
    return [page.placed for page in _share_last(pages, room, progress, tight)] or [[]]


@dataclass(frozen=True, slots=True)
class _Page:
    """What stands on a page, what was to be placed from there on, and the height used."""

    placed: list[PlacedBox]
    flow: list[Box]
    used: float


def _fill(flow: list[Box], room: float, progress: Progress, tight: float = 1) -> list[_Page]:
    pages: list[_Page] = []
    while flow:
        progress.check()
        placed, rest, used = place_boxes(flow, room, must=True, tight=tight)
        if rest and used < _WELL_FILLED * room:
            other = _fill_looser(flow, len(flow) - len(rest), room, tight)
            placed, rest, used = other if other[2] > used else (placed, rest, used)
        if placed:
            pages.append(_Page(placed, flow, used))
        flow = rest
    return pages


def _fill_looser(
    flow: list[Box], at: int, room: float, tight: float
) -> tuple[list[PlacedBox], list[Box], float]:
    """Fill a page with less kept together from flow[at] on, with which the next page began."""
    end = at
    while end < len(flow) - 1 and flow[end].keep_with_next:
        end += 1
    looser = [*flow[:at], *(box.looser() for box in flow[at : end + 1]), *flow[end + 1 :]]
    placed, rest, used = place_boxes(looser, room, must=True, tight=tight)
    first = len(looser) - len(rest)
    cut = [rest[0]] if rest and rest[0] is not looser[first] else []
    return placed, [*cut, *flow[first + len(cut) :]], used


def _share_last(pages: list[_Page], room: float, progress: Progress, tight: float) -> list[_Page]:
    """Give the last page something of the one before, unless it holds enough of its own."""
    if len(pages) < 2 or any(isinstance(box, PageBreakBox) for box in pages[-2].flow):
        return pages
    *others, before, last = pages
    left = before.used
    while last.used < _LEAST_FILLED * room and left > room / 2:
        left = min(left, before.used) - 1
        tried = _fill(before.flow, left, progress, tight)
        if len(tried) != 2:
            break
        before, last = tried
    return [*others, before, last]


def _would_strand(boxes: Sequence[Box], at: int, room: float, tight: float) -> bool:
    """Whether boxes[at], which may be cut, would part from what must follow it."""
    box = boxes[at]
    if not box.keep_with_next or at + 1 == len(boxes) or box.min_height >= box.height:
        return False
    gap = max(box.space_after, boxes[at + 1].space_before) * tight
    return box.height + gap + height_to_begin(boxes, at + 1, tight) > room + 1e-6


def height_to_begin(boxes: Sequence[Box], at: int, tight: float = 1) -> float:
    """Height that must be free to begin boxes[at]: with all it may not be parted from."""
    box = boxes[at]
    need = 0.0
    while box.keep_with_next and box.min_height >= box.height and at + 1 < len(boxes):
        need += box.height + max(box.space_after, boxes[at + 1].space_before) * tight
        at += 1
        box = boxes[at]
    return need + box.min_height
