"""What was typed into small forms of a meeting and not saved, each with a way back to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facilitator_app.gui.form.form_bars import aside_bar
from facilitator_app.gui.pages.meetings.unsaved_input import BegunCorrection
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.gui.widgets.surface import clear, column
from facilitator_app.i18n import _


class BegunList(QWidget):
    """A notice for each correction begun, and for what was put aside; hidden while correcting."""

    wanted = Signal(object)  # the BegunCorrection

    def __init__(self) -> None:
        """Start with none."""
        super().__init__()
        box = column(self, 8)
        self._aside, self._lines = column(None, 0), column(None, 8)
        box.addLayout(self._aside)
        box.addLayout(self._lines)
        self.hide()

    def offer(self, bring_back: Callable[[], object] | None) -> None:
        """Offer to bring back what was put aside last; None says that it was saved."""
        clear(self._aside)
        if bring_back is not None:

            def back() -> None:
                self.offer(None)
                bring_back()

            self._aside.addWidget(aside_bar(back))
        self._show(correcting=False)

    def tell(self, found: Sequence[BegunCorrection], *, correcting: bool) -> None:
        """Say which were begun, in place of what was said before."""
        clear(self._lines)
        for one in found:
            told = _("A correction of “{thing}” was begun and is not recorded yet.")
            go_on = ((_("Go on"), partial(self.wanted.emit, one)),)
            self._lines.addWidget(Notice("warn", told.format(thing=one.words), "", go_on))
        self._show(correcting=correcting)

    def _show(self, *, correcting: bool) -> None:
        self.setVisible(self._aside.count() + self._lines.count() > 0 and not correcting)
