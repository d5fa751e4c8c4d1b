"""The lines of a claim: one small form for each cost, with what it comes to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout

from facilitator_app.domain.amounts import show_money
from facilitator_app.gui.form.child_row import CELL
from facilitator_app.gui.form.children_editor import ChildrenEditor, Values
from facilitator_app.gui.form.line_label import LineLabel
from facilitator_app.gui.metrics import CONTROL, px
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.claims.claim_line_row import ClaimLineRow, Day
from facilitator_app.i18n import _
from facilitator_app.services import records
from facilitator_app.services.claims import LineAmount
from facilitator_app.spec.record import Draft, Row

_FIELDS = ("date", "category", "details", "miles", "mode", "amount", "receipt")
_MOST_COLUMNS = 4
_GAP = 8


class ClaimLines(ChildrenEditor):
    """Starts with one empty line; a new line is like the one before it."""

    def __init__(self, context: PageContext, day: Day) -> None:
        """Make an empty table; day() is the day of the claim."""
        self._day = day
        self._sum = ""
        super().__init__(
            records.spec("claim_line"), context, _FIELDS, lambda _values: self._sum, _like_the_last
        )
        box = self.layout()
        assert isinstance(box, QVBoxLayout)
        box.insertWidget(0, LineLabel(_("What it cost"), "h2"))
        box.insertSpacing(1, px(8))

    @property
    def costs(self) -> tuple[ClaimLineRow, ...]:
        """The lines in which something stands."""
        return tuple(one for one in self._claim_lines() if one.id or one.dirty)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show the stored lines, or one empty line to begin with."""
        super().set_rows(rows)
        if not rows:
            values = {**self.spec.defaults(), **_like_the_last(())}
            self._insert(0, Row(self.spec.name, 0, 0, values, ""))
            self._settle()

    def asked(self) -> tuple[Draft, ...]:
        """Return the lines as they stand, fit or not, for working them out."""
        return tuple(one.draft() for one in self.costs)

    def show_worked(self, worked: Sequence[LineAmount]) -> None:
        """Say at each line what it comes to; `worked` answers what was asked."""
        for line in self._claim_lines():
            if not line.id and not line.dirty:
                line.show_working("")
        for line, one in zip(self.costs, worked, strict=False):
            line.show_working(one.working, bad=bool(one.working) and one.rate_id is None)
        total = show_money(sum(one.pence for one in worked))
        self._sum = _("Total {amount}").format(amount=total) if worked else ""
        self._settle()

    def add_like(self, values: Values) -> None:
        """Put `values` into the first line if it is still empty, else into a new one."""
        empty = next((one for one in self._claim_lines() if not one.id and not one.dirty), None)
        if empty is None:
            self.add()
            empty = self._claim_lines()[-1]
        empty.show_values({**empty.readable(), "date": None, **values}, {})
        self._edited()

    def set_closed(self, *, closed: bool) -> None:
        """Let nothing be changed any more, or again."""
        self.setEnabled(not closed)

    def _claim_lines(self) -> tuple[ClaimLineRow, ...]:
        return tuple(one for one in self.lines if isinstance(one, ClaimLineRow))

    def _insert(self, place: int, record: Row) -> None:
        line = ClaimLineRow(self.spec, self._context, self._fields, record, self._day)
        line.changed.connect(self._edited)
        line.removed.connect(lambda: self.remove(line))
        line.stepped.connect(lambda by, name: self._step(line, by, name))
        line.arrange(self._columns)
        self.lines.insert(place, line)
        self._box.insertWidget(place, line)

    def _arrange(self) -> None:
        """Never set a line in one row: a cost needs few of the columns there are."""
        room = self.width() - px(CONTROL) - px(_GAP)
        columns = min(_MOST_COLUMNS, max(1, room // px(CELL + _GAP)))
        if columns != self._columns:
            self._columns = columns
            for line in self.lines:
                line.arrange(columns)
            self._settle()


def _like_the_last(before: Sequence[Values]) -> Values:
    """Return what a new line starts with: no amount yet, and after mileage another kind of cost."""
    category = "parking" if before and before[-1].get("category") == "mileage" else "mileage"
    return {"category": category, "mode": "car", "amount": None, "date": None}
