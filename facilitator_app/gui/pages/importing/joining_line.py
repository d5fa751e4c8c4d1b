"""Asks when people joined of whom a list does not say it."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QWidget

from facilitator_app.digests.exchange import Plan
from facilitator_app.gui.form.field_row import FieldRow
from facilitator_app.gui.metrics import EDGE
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.widgets.surface import column
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import N_
from facilitator_app.services import joining_days
from facilitator_app.spec.kinds import Date
from facilitator_app.spec.record import Field

_ASKED = Field(joining_days.FIELD, Date(), N_("Their day of joining, if it is the same for all"))


class JoiningLine(QWidget):
    """A sentence and a line for a day; hidden where nobody lacks one."""

    def __init__(self, context: PageContext) -> None:
        """Start hidden and empty."""
        super().__init__()
        self.told = text_label("", "sub", wrap=True)
        self.row = FieldRow(_ASKED, context, self)
        box = column(self, 6, (EDGE, 8, EDGE, 8))
        box.addWidget(self.told)
        box.addWidget(self.row)
        self.hide()

    def show_plan(self, plan: Plan) -> None:
        """Ask about the people of `plan`."""
        number = joining_days.lacking(plan)
        self.told.setText(joining_days.told(number))
        self.setVisible(number > 0)

    @property
    def typed(self) -> str:
        """What stands in the line."""
        return self.row.editor.value_text()

    def bring_back(self, typed: str) -> None:
        """Show what was typed before."""
        self.row.editor.set_typed(typed)

    def is_fit(self) -> bool:
        """Say at the line what is to be mended, and return whether nothing is."""
        self.row.say(self.row.unreadable())
        if self.row.problem:
            self.row.go()
            self.row.announce_problem()
        return not self.row.problem

    def day(self) -> dt.date | None:
        """Return the day that was typed, None for none."""
        value: dt.date | None = None if self.isHidden() else self.row.editor.read()
        return value
