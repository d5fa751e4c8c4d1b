"""One cost of a claim: only what its kind of cost needs, and what it comes to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from facilitator_app.gui.form.child_row import ChildRow
from facilitator_app.gui.form.line_label import LineLabel
from facilitator_app.gui.metrics import px
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.widgets.text_label import set_look
from facilitator_app.i18n import _
from facilitator_app.spec.record import Field, RecordSpec, Row

Day = Callable[[], dt.date | None]
_MILEAGE_ONLY = frozenset({"miles", "mode"})
_OTHERS_ONLY = frozenset({"amount", "receipt"})


class ClaimLineRow(ChildRow):
    """Mileage asks for miles, everything else for an amount and its receipt."""

    def __init__(
        self, spec: RecordSpec, context: PageContext, fields: Sequence[Field], record: Row, day: Day
    ) -> None:
        """Show `record`; day() is the day of the claim, which stands for one that is left empty."""
        self._day = day
        self._columns = 1
        super().__init__(spec, context, fields, record)
        self.working = LineLabel("", "small")
        self._grid.setVerticalSpacing(px(6))
        box = self.layout()
        assert isinstance(box, QVBoxLayout)
        box.insertWidget(2, self.working)
        self.editors["category"].changed.connect(self._again)
        date = self.editors["date"].part()
        date.setProperty("placeholderText", _("the claim’s day"))

    @property
    def mileage(self) -> bool:
        """Whether the line is about miles driven."""
        return bool(self.editors["category"].read() == "mileage")

    def show_working(self, text: str, *, bad: bool = False) -> None:
        """Say below the line what it comes to, and how that was found."""
        self.working.setText(text)
        self.working.setVisible(bool(text))
        set_look(self.working, "tone", "warn" if bad else "")

    def show_values(self, values: Mapping[str, Any], refs: Mapping[str, str]) -> None:
        """Show `values`, and the editors that they need."""
        super().show_values(values, refs)
        self._again()

    def readable(self) -> dict[str, Any]:
        """Return all values that can be read, blank where the kind of cost has no use for them."""
        found = super().readable()
        if found.get("date") is None:
            found["date"] = self._day()
        if self.mileage:
            return {
                **found,
                "amount": 0,
                "receipt": "not_needed",
                "mode": found.get("mode") or "car",
            }
        return {**found, "miles": None, "mode": None}

    def problems(self, ignored: frozenset[str]) -> dict[str, str]:
        """Return what is to be mended, by field, in the editors that are seen."""
        unseen = _OTHERS_ONLY if self.mileage else _MILEAGE_ONLY
        found = super().problems(ignored | unseen)
        blank = not self.editors["date"].value_text().strip() and self._day() is not None
        gone = unseen | ({"date"} if blank else set())
        kept = {name: text for name, text in found.items() if name not in gone}
        ruled = self._spec.problems(self.readable(), self._context.format_context())
        if blank and "date" in ruled:
            kept["date"] = ruled["date"]
        return kept

    def arrange(self, columns: int) -> None:
        """Set the editors that are needed in `columns`, with labels above them."""
        self._columns = columns
        whole = self.editors
        unseen = _OTHERS_ONLY if self.mileage else _MILEAGE_ONLY
        for name, editor in whole.items():
            for part in (editor, self._labels[name]):
                self._grid.removeWidget(part)
                if part.parentWidget() is None:  # one that was never set would open as a window
                    part.setParent(self)
                part.setVisible(name not in unseen)
        self.editors = {name: one for name, one in whole.items() if name not in unseen}
        super().arrange(columns)
        self.editors = whole

    def _again(self) -> None:
        self.arrange(self._columns)
