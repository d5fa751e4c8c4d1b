"""Settings that are lists of records: mileage rates and frameworks."""

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


class ListSection(QWidget):
    """A list, below a word on what is to be known about it."""

    def __init__(self, context: PageContext, prefs: Prefs, record: str, notice: Notice) -> None:
        """Show every record of a type."""
        super().__init__()
        self.list = ListPage(context, prefs, ListKind(record))
        box = column(None, 0, (EDGE, 16, EDGE, 0))
        box.addWidget(notice)
        self.list.setMinimumHeight(px(_LEAST))
        body = QWidget()
        down = column(body)
        down.addLayout(box)
        down.addWidget(self.list, 1)
        column(self).addWidget(ScrollBody(body, self.list.title))
        self.setFocusProxy(self.list)

    def stale(self, changes: Changes) -> None:
        """Read again what changed."""
        self.list.stale(changes)

    def reload(self) -> None:
        """Read every row again."""
        self.list.reload()

    def add(self) -> None:
        """Begin a new one."""
        self.list.add()

    def search(self) -> None:
        """Go to the search field."""
        self.list.search()


class RatesSection(ListSection):
    """Mileage rates: dated, never changed for a day that has passed."""

    def __init__(self, context: PageContext, prefs: Prefs) -> None:
        """Say who has to agree to them."""
        notice = Notice(
            "warn",
            _("Check with your finance department"),
            _("Tick “Confirmed by our finance department” on each rate they agree to."),
        )
        super().__init__(context, prefs, "mileage_rate", notice)


class FrameworksSection(ListSection):
    """Frameworks: what members, meetings and actions can be tagged with."""

    def __init__(self, context: PageContext, prefs: Prefs) -> None:
        """Say how they are meant to be used."""
        notice = Notice(
            "info",
            _("What work is about, in the terms of the field"),
            _(
                "Tag members, meetings and actions on their own pages. Retire what you do not "
                "use: what is tagged with it stays."
            ),
        )
        super().__init__(context, prefs, "framework", notice)
