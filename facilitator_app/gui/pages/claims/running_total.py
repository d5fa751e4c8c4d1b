"""What a claim comes to so far, line by line, beside its form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilitator_app.domain.amounts import show_money
from facilitator_app.gui.form.line_label import LineLabel
from facilitator_app.gui.widgets.surface import clear, column, row, rule
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import _


@dataclass(frozen=True, slots=True)
class Cost:
    """One line in words: what it was, pence (None while not known), and the working."""

    what: str
    pence: int | None
    working: str = ""


class RunningTotal(QWidget):
    """Shown anew each time a line changes."""

    spoken_role = QAccessible.Role.Grouping

    def __init__(self) -> None:
        """Show that nothing was claimed yet."""
        super().__init__()
        self._box = column(self, 8)
        self.total = 0
        self.show_costs(())

    def show_costs(self, costs: Sequence[Cost]) -> None:
        """Show `costs` and their sum."""
        clear(self._box)
        self.total = sum(cost.pence or 0 for cost in costs)
        self._box.addWidget(LineLabel(_("This claim so far"), "h3"))
        if not costs:
            self._box.addWidget(LineLabel(_("No cost yet."), "sub"))
        for cost in costs:
            amount = _("not known yet") if cost.pence is None else show_money(cost.pence)
            self._box.addLayout(_line(cost.what, amount))
            if cost.working:
                self._box.addWidget(LineLabel(cost.working, "small"))
        self._box.addWidget(rule())
        line = row(None, 8)
        line.addWidget(text_label(_("Total"), "label"), 1)
        self._sum = text_label(show_money(self.total), "h2")
        line.addWidget(self._sum)
        self._box.addLayout(line)
        self.setAccessibleName(_("This claim so far: {total}").format(total=show_money(self.total)))


def _line(what: str, amount: str) -> QHBoxLayout:
    line = row(None, 8)
    line.addWidget(LineLabel(what, "sub"), 1)
    line.addWidget(text_label(amount), 0, Qt.AlignmentFlag.AlignTop)
    return line
