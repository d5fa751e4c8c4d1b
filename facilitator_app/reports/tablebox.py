"""A table as a box: cut to a page's worth of rows at a time, its header repeated."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from facilitator_app.reports.boxes import Box, RowBox
from facilitator_app.reports.pen import Pen


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
