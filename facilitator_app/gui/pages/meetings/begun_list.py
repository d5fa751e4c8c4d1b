"""The corrections of a meeting that were begun and not recorded, each with a way back to it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facilitator_app.gui.pages.meetings.unsaved_input import BegunCorrection
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.gui.widgets.surface import clear, column
from facilitator_app.i18n import _


class BegunList(QWidget):
    """A notice for each; hidden while there is none, or while one of them is gone on with."""

    wanted = Signal(object)  # the BegunCorrection

    def __init__(self) -> None:
        """Start with none."""
        super().__init__()
        self._lines = column(self, 8)

    def tell(self, found: Sequence[BegunCorrection], *, correcting: bool) -> None:
        """Say which were begun, in place of what was said before."""
        clear(self._lines)
        for one in found:
            told = _("A correction of “{thing}” was begun and is not recorded yet.")
            go_on = ((_("Go on"), partial(self.wanted.emit, one)),)
            self._lines.addWidget(Notice("warn", told.format(thing=one.words), "", go_on))
        self.setVisible(bool(found) and not correcting)
