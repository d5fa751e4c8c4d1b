"""Says at the top of Today that what is open is a backup, and makes a network of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from facilitator_app.domain.dates import show_date
from facilitator_app.gui.long_work import LongWork
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.i18n import _
from facilitator_app.services import restoring


class BackupNotice(Notice):
    """Stands there for as long as the backup is open."""

    def __init__(
        self, context: PageContext, made: dt.date, open_other: Callable[[Path], None]
    ) -> None:
        """Say that it was made on the day `made`; open_other(path) goes to the new network."""
        super().__init__(
            "warn",
            _("This is a backup of {day}").format(day=show_date(made)),
            _("What you write here is not in your network."),
            [(_("Make a network of it"), self.make)],
        )
        self._context, self._open_other = context, open_other
        self._work = LongWork(self, context.ops)

    def make(self) -> None:
        """Copy it into a file of its own, and go there."""
        fail = self._context.window.fail
        self._work.run(_("Making a network"), restoring.as_network, self._open_other, fail)
