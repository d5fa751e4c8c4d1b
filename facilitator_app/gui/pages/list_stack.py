"""What stands below the head of a list: its rows, or words for a list or a view without any."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from facilitator_app.digests.lists import ListFrame
from facilitator_app.gui.metrics import px
from facilitator_app.gui.tab_order import first_around, focus_in, give_keyboard, has_focus_inside
from facilitator_app.gui.widgets.buttons import Click
from facilitator_app.gui.widgets.empty_state import EmptyState
from facilitator_app.i18n import _
from facilitator_app.services import lists

_ROWS = 72


class ListStack(QStackedWidget):
    """Shows the table, or why it has nothing to show."""

    def __init__(
        self, table: QWidget, empty: EmptyState, widen: Click, show_everything: Click
    ) -> None:
        """Show `table`, `empty` where there is no record at all, else ways back to rows.

        widen() looks for the same in the whole list, show_everything() for nothing.
        """
        super().__init__()
        self._table, self._empty = table, empty
        look = (_("Look in the whole list"), "magnifying-glass", widen)
        clear = (_("Show everything"), "x", show_everything)
        self._none = EmptyState("magnifying-glass", _("Nothing found here"), "", look, clear)
        for part in (table, empty, self._none):
            self.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_frame(self, frame: ListFrame) -> QWidget:
        """Show what fits the answer, and return it."""
        sought = bool(frame.query.text.strip() or frame.query.tag)
        self._none.set_sentence(
            _("Nothing in this view has what you look for.")
            if sought
            else _("This view holds nothing now.")
        )
        wider = sought and frame.query.chip != lists.widest_chip(frame.query.record)
        look, clear = self._none.buttons
        look.setVisible(wider)
        self._none.setFocusProxy(look if wider else clear)
        # The words for an empty list need height; rows leave it to what stands above them.
        self.setMinimumHeight(px(_ROWS) if frame.total else 0)
        nothing = self._none if frame.ever else self._empty
        shown = self._table if frame.total else nothing
        if shown is not self.currentWidget() and has_focus_inside(self):
            give_keyboard(self)  # else Qt takes the ring away on the way
        self.setCurrentWidget(shown)
        if focus_in(self.window()) is self:
            give_keyboard(first_around((shown,)) or shown)
        return shown
