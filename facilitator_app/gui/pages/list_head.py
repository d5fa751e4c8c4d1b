"""The head of a list: title and sentence, the search field, Add, and the line of tools."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QPushButton, QWidget

from facilitator_app.digests.lists import ListFrame
from facilitator_app.gui.metrics import px
from facilitator_app.gui.pages.list_tools import ListTools
from facilitator_app.gui.widgets.page_head import PageHead
from facilitator_app.gui.widgets.search_field import SearchField
from facilitator_app.i18n import _, ngettext

_SEARCH = 220


class ListHead(PageHead):
    """Offers nothing but its title while there is no record at all."""

    def __init__(
        self, title: str, search: SearchField, tools: ListTools, add: QPushButton | None
    ) -> None:
        """Show `title`; `add` begins a new record, where that can be done."""
        search.setMinimumWidth(px(_SEARCH))
        search.setMaximumWidth(px(_SEARCH + 60))
        self._search, self._list_tools = search, tools
        self._actions: list[QWidget] = [search, add] if add is not None else [search]
        super().__init__(title, " ", self._actions)
        self._said = ""
        self.body.addWidget(tools)

    def show_frame(self, frame: ListFrame, *, can_send: bool) -> None:
        """Say what is shown now; can_send: whether the list can be exported and printed at all."""
        self._say(frame)
        self._list_tools.chips.set_chips(frame.chips, frame.query.chip)
        for part in (self._list_tools, *self._actions):
            part.setVisible(frame.ever > 0)
        send = self._list_tools.send
        send.setVisible(can_send)
        send.setEnabled(frame.total > 0)
        send.setToolTip("" if frame.total else _("There is no row to export or print."))

    def _say(self, frame: ListFrame) -> None:
        """Show the list's own words, or how many rows are found; spoken, since no focus moves."""
        words = frame.sentence if frame.ever else _("None yet")
        if frame.narrowed:
            words = ngettext("{n} found", "{n} found", frame.total)
        said, self._said = self._said, words
        self.set_texts(_(frame.title), words)
        if said and said != words:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
