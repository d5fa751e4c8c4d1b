"""What stands below the head of a list: its rows, or words for a list or a view without any."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from facilitator_app.digests.lists import ListFrame
from facilitator_app.gui.metrics import px
from facilitator_app.gui.tab_order import first_around, give_keyboard
from facilitator_app.gui.widgets.buttons import Click
from facilitator_app.gui.widgets.empty_state import EmptyState
from facilitator_app.i18n import _

_ROWS = 72


class ListStack(QStackedWidget):
    """Shows the table, or why it has nothing to show."""

    def __init__(self, table: QWidget, empty: EmptyState, show_everything: Click) -> None:
        """Show `table`, `empty` where there is no record at all, else a way back to all rows."""
        super().__init__()
        self._table, self._empty = table, empty
        clear = (_("Show everything"), "x", show_everything)
        self._none = EmptyState("magnifying-glass", _("Nothing found here"), "", None, clear)
        for part in (table, empty, self._none):
            self.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_frame(self, frame: ListFrame) -> QWidget:
        """Show what fits the answer, and return it."""
        self._none.set_sentence(
            _("Nothing in this view has what you look for.")
            if frame.query.text or frame.query.tag
            else _("This view holds nothing now.")
        )
        # The words for an empty list need height; rows leave it to what stands above them.
        self.setMinimumHeight(px(_ROWS) if frame.total else 0)
        nothing = self._none if frame.ever else self._empty
        shown = self._table if frame.total else nothing
        if shown is not self.currentWidget() and self.isAncestorOf(self.window().focusWidget()):
            give_keyboard(self)  # else Qt takes the ring away on the way
        self.setCurrentWidget(shown)
        if self.window().focusWidget() is self:
            give_keyboard(first_around((shown,)) or shown)
        return shown
