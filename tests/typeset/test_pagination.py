"""Where pages end: little stands alone, and a page that need not be is not printed."""

from __future__ import annotations

import pytest

from facilitator_app.domain.progress import Progress
from facilitator_app.typeset.boxes import Box, PageBreakBox, RowBox, RuleBox
from facilitator_app.typeset.page_style import STANDARD_PRINT
from facilitator_app.typeset.pagination import paginate
from facilitator_app.typeset.table_box import TableBox

ROOM = STANDARD_PRINT.text_height


def block(share: float, gap: float = 0) -> Box:
    """A box of so much of a page."""
    return RuleBox(100, "#000000", height=share * ROOM, space_before=gap, space_after=gap)


def fills(*boxes: Box) -> list[list[float]]:
    """The heights of the boxes on each page, in hundredths of a page."""
    pages = paginate(list(boxes), STANDARD_PRINT, Progress())
    return [[round(at.box.height / ROOM * 100) for at in page] for page in pages]


TENTH, GAP = 0.1, 0.03 * ROOM


@pytest.mark.parametrize(
    ("boxes", "pages"),
    [
        ([], [[]]),
        ([block(0.5)], [[50]]),
        # one box too many at the usual distances: they give way and the page is saved
        ([block(TENTH, GAP) for _ in range(8)], [[10] * 8]),
        # not even drawn together do they fit: the last page is not left with one of them
        ([block(TENTH) for _ in range(11)], [[10] * 9, [10] * 2]),
        ([block(TENTH) for _ in range(12)], [[10] * 10, [10] * 2]),
        # what belongs on a page of its own stays there
        ([block(0.9), PageBreakBox(), block(0.03)], [[90], [3]]),
        # what cannot be moved is left as it is
        ([block(0.98), block(0.03)], [[98], [3]]),
    ],
)  # fmt: skip
def test_last_pages(boxes: list[Box], pages: list[list[int]]) -> None:
    assert fills(*boxes) == pages


def row(height: float) -> RowBox:
    return RowBox((), 100, padding=(height, 0))


@pytest.mark.parametrize("above", [share / 50 for share in range(50)])
@pytest.mark.parametrize("count", [2, 5, 6, 7, 9, 20, 45])
@pytest.mark.parametrize("tail", [0, 1])
def test_three_rows_stand_on_either_side_of_a_cut(above: float, count: int, tail: int) -> None:
    table = TableBox.of(row(20), [row(20) for _ in range(count + tail)], tail)
    pages = paginate([block(above), table, block(0.2)], STANDARD_PRINT, Progress())
    parts = [
        at.box.stop - at.box.start for page in pages for at in page if isinstance(at.box, TableBox)
    ]
    assert sum(parts) == count + tail
    if len(parts) > 1:
        assert min(parts) >= 3
        assert parts[-1] >= 3 + tail
        assert count >= 6


def test_rows_too_high_for_three_on_a_page_are_all_there() -> None:
    table = TableBox.of(row(20), [row(ROOM * 0.45) for _ in range(7)], 1)
    pages = paginate([table], STANDARD_PRINT, Progress())
    parts = [at.box for page in pages for at in page]
    assert all(box.height <= ROOM for box in parts)
    assert sum(box.stop - box.start for box in parts if isinstance(box, TableBox)) == 7
