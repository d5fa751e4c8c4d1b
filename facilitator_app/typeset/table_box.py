"""A table as a box: cut to a page's worth of rows at a time, its header repeated."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from facilitator_app.typeset.boxes import Box, RowBox
from facilitator_app.typeset.tagged_canvas import TaggedCanvas

_ROWS_TOGETHER = 3


@dataclass(frozen=True, slots=True)
class TableBox:
    """Rows from `start` to `stop` of a table under its header, cut to a page's worth at a time.

    `row_edges` are the rows' heights added up, so that finding a cut does not walk the whole table;
    `tail` last rows (a total) are never parted from the rows before them, and no fewer than
    three rows stand on either side of a cut; a table lower than `keep_whole_below` is not cut.
    """

    header: RowBox
    rows: Sequence[RowBox]
    row_edges: Sequence[float]
    start: int
    stop: int
    tail: int = 0
    keep_whole_below: float = 0
    space_before: float = 0
    space_after: float = 0
    keep_with_next: bool = False

    @classmethod
    def of(cls, header: RowBox, rows: Sequence[RowBox], tail: int) -> TableBox:
        """Return a whole table."""
        row_edges = list(accumulate((row.height for row in rows), initial=0.0))
        return cls(header, rows, row_edges, 0, len(rows), tail)

    @property
    def height(self) -> float:
        """Height of the header and all rows left."""
        return self.header.height + self.row_edges[self.stop] - self.row_edges[self.start]

    @property
    def min_height(self) -> float:
        """The header and three rows; all of a short table."""
        first = self.rows[self.start]
        if first.may_split:
            return self.header.height + first.min_height
        if self.height <= self.keep_whole_below or not self._is_long:
            return self.height
        return self._height_of_first

    @property
    def _is_long(self) -> bool:
        """Whether enough rows are left for either side of a cut."""
        return self.stop - self.start >= 2 * _ROWS_TOGETHER + self.tail

    @property
    def _height_of_first(self) -> float:
        edges = self.row_edges
        return self.header.height + edges[self.start + _ROWS_TOGETHER] - edges[self.start]

    def split(self, room: float) -> tuple[Box, Box] | None:
        """Cut between rows; a row that is too long for that is cut itself.

        Where a whole page has no room for as many rows as belong together, one has to do.
        """
        left = room - self.header.height
        fit = bisect_right(self.row_edges, self.row_edges[self.start] + left + 1e-6) - 1
        if fit < self.stop and self.rows[fit].may_split:
            return self._split_row(fit, left - (self.row_edges[fit] - self.row_edges[self.start]))
        least = _ROWS_TOGETHER if self._is_long and room >= self._height_of_first else 1
        fit = min(fit, self.stop - self.tail - least)
        return self._split_between(fit) if fit - self.start >= least else None

    def looser(self) -> Box:
        """Let it be cut however low it is."""
        return replace(self, keep_whole_below=0)

    def _split_between(self, at: int) -> tuple[Box, Box]:
        first = replace(self, stop=at, space_after=0, tail=0, keep_with_next=False)
        rest = replace(self, start=at, space_before=0, header=self.header.as_artifact())
        return first, rest

    def _split_row(self, at: int, room: float) -> tuple[Box, Box] | None:
        row = self.rows[at]
        if room < row.min_height:
            return self._split_between(at) if at > self.start else None
        upper, lower = row.split_at(room)
        first = TableBox.of(self.header, [*self.rows[self.start : at], upper], 0)
        left = [lower, *self.rows[at + 1 : self.stop]]
        rest = TableBox.of(self.header.as_artifact(), left, min(self.tail, len(left) - 1))
        return replace(first, space_before=self.space_before), replace(
            rest, space_after=self.space_after, keep_with_next=self.keep_with_next
        )

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the header and the rows."""
        self.header.draw(canvas, x, top)
        top -= self.header.height
        for row in self.rows[self.start : self.stop]:
            row.draw(canvas, x, top)
            top -= row.height
