"""The head of a list: title and sentence, the search field, Add, and the line of tools."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from facilitator_app.digests.lists import ListFrame
from facilitator_app.gui.announcements import WHILE_TYPING_MS, announce
from facilitator_app.gui.metrics import EDGE, effective, px
from facilitator_app.gui.pages.list_tools import ListTools
from facilitator_app.gui.widgets.buttons import show_words
from facilitator_app.gui.widgets.page_head import PageHead
from facilitator_app.gui.widgets.search_field import SearchField
from facilitator_app.i18n import _, ngettext

_SEARCH, _SEARCH_MOST, _SEARCH_LOW = 220, 280, 150
_GAP = 12
_BARE = 560  # width below which tools have no words, nor has Add in a low window
_TIGHT = 560  # and below which not even the way to the card has


class ListHead(PageHead):
    """Offers nothing but its title while there is no record at all."""

    def __init__(
        self, title: str, search: SearchField, tools: ListTools, add: QPushButton | None
    ) -> None:
        """Show `title`; `add` begins a new record, where that can be done."""
        self._search, self._list_tools, self._add = search, tools, add
        self._actions: list[QWidget] = [search, add] if add is not None else [search]
        super().__init__(title, " ", self._actions)
        self._said = " "
        self._low = self._narrowed = False
        self._folded = (False, False, False)
        self._title_words = title
        self._space()
        self.body.addWidget(tools)

    def show_frame(self, frame: ListFrame, *, can_send: bool) -> None:
        """Say what is shown now; can_send: whether the list can be exported and printed at all."""
        self._say(frame)
        self._list_tools.chips.set_chips(frame.chips, frame.query.chip)
        for part in (self._list_tools, *self._actions):
            part.setVisible(frame.ever > 0)
        self._list_tools.fit()
        send = self._list_tools.send
        send.setVisible(can_send)
        send.setEnabled(frame.total > 0)
        self._list_tools.say_why("" if frame.total else _("There is no row to export or print."))

    def fold(self, *, low: bool) -> None:
        """Stand in two lines where the window is `low`, without the sentence below the title."""
        self._low = low
        self._space()
        self._write()
        self._turn()

    def _space(self) -> None:
        low, narrow = self._low, effective(self.width()) < _BARE
        self.body.setSpacing(px(4 if low else 12))
        self.body.setContentsMargins(px(EDGE), px(4 if low else 16), px(EDGE), px(4 if low else 12))
        self._search.setMinimumWidth(px(_SEARCH_LOW if low else _SEARCH))
        self._search.setMaximumWidth(px(_SEARCH_LOW if low and narrow else _SEARCH_MOST))
        tight = effective(self.width()) < _TIGHT
        if (low, narrow, tight) != self._folded:
            self._folded = (low, narrow, tight)
            self._list_tools.fold(bare=narrow, tight=tight)
            if self._add is not None:
                show_words(self._add, "plus", on=not (low and narrow))

    def _write(self) -> None:
        """In a low window, how many are found stands in the place of the title."""
        if self._low:
            self.set_texts(self._said if self._narrowed else self._title_words, "")
        else:
            self.set_texts(self._title_words, self._said)

    def width_needed(self) -> int:
        """Return the width that title and actions need: in a low window they share one line."""
        if not self._low:
            return super().width_needed()
        words = self._title.fontMetrics().horizontalAdvance(self._title.text())
        return self._tools.minimumSizeHint().width() + words + px(2 * EDGE + _GAP)

    def _say(self, frame: ListFrame) -> None:
        """Show the list's own words, or how many rows are found; spoken, since no focus moves."""
        words = frame.sentence if frame.ever else _("None yet")
        if frame.narrowed:
            words = ngettext("{n} found", "{n} found", frame.total)
        said, self._said = self._said, words
        self._title_words = _(frame.title)
        self._narrowed = bool(frame.query.text or frame.query.tag)
        self._write()
        if said.strip() and said != words:
            announce(self, words, pause_ms=WHILE_TYPING_MS)
