"""Mileage rates: dated, never changed for a day that has passed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from facilitator_app.gui.metrics import EDGE, px
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.list_page import ListKind, ListPage
from facilitator_app.gui.prefs import Prefs
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.gui.widgets.scroll_body import ScrollBody
from facilitator_app.gui.widgets.surface import column
from facilitator_app.i18n import _
from facilitator_app.spec.record import Changes

_LEAST = 340


class RatesSection(QWidget):
    """The list of rates, below a word about who has to agree to them."""

    def __init__(self, context: PageContext, prefs: Prefs) -> None:
        """Show every rate."""
        super().__init__()
        self.list = ListPage(context, prefs, ListKind("mileage_rate"))
        note = Notice(
            "warn",
            _("Check with your finance department"),
            _("Tick “Confirmed by our finance department” on each rate they agree to."),
        )
        box = column(None, 0, (EDGE, 16, EDGE, 0))
        box.addWidget(note)
        self.list.setMinimumHeight(px(_LEAST))
        body = QWidget()
        down = column(body)
        down.addLayout(box)
        down.addWidget(self.list, 1)
        column(self).addWidget(ScrollBody(body, _("Mileage rates")))
        self.setFocusProxy(self.list)

    def stale(self, changes: Changes) -> None:
        """Read again what changed."""
        self.list.stale(changes)

    def reload(self) -> None:
        """Read every rate again."""
        self.list.reload()

    def add(self) -> None:
        """Begin a new rate."""
        self.list.add()

    def search(self) -> None:
        """Go to the search field."""
        self.list.search()
