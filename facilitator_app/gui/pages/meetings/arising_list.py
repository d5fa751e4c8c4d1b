"""The actions that a group left open at its meetings before, under the item they are asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facilitator_app.digests.meetings import ActionLine
from facilitator_app.gui.pages.meetings import meeting_wording as say
from facilitator_app.gui.widgets.link import Link
from facilitator_app.gui.widgets.surface import clear, column, dress
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import ngettext

_SHOWN = 8


class ArisingList(QWidget):
    """A heading with their number, and a line for each that leads to it; hidden without any."""

    opened = Signal(str, object)  # "action", and its id

    def __init__(self) -> None:
        """Start with none."""
        super().__init__()
        dress(self, "outline")
        self._box = column(self, 4, (16, 8, 16, 8))
        self.hide()

    def show_actions(self, actions: Sequence[ActionLine], today: dt.date) -> None:
        """List `actions`, the first of many."""
        clear(self._box)
        count = len(actions)
        heading = ngettext(
            "{n} action is open from meetings before",
            "{n} actions are open from meetings before",
            count,
        )
        self._box.addWidget(text_label(heading, "strong", wrap=True))
        for one in actions[:_SHOWN]:
            open_ = partial(self.opened.emit, "action", one.id)
            self._box.addWidget(Link(f"{one.reference} {one.what}", open_, 600))
            self._box.addWidget(text_label(say.who_by_when(one, today), "sub", wrap=True))
        if count > _SHOWN:
            more = count - _SHOWN
            words = ngettext("and {n} more under Actions", "and {n} more under Actions", more)
            self._box.addWidget(text_label(words, "sub", wrap=True))
        self.setVisible(count > 0)
