"""A page that lies over another one: its head, with the way back above the title."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.widgets.buttons import back_button, set_words, shortened
from facilitator_app.gui.widgets.page_head import PageHead
from facilitator_app.gui.widgets.surface import column, dress
from facilitator_app.i18n import _
from facilitator_app.spec.record import Changes


class PageOver(QWidget):
    """As it stands it shows one moment: nothing on it goes stale, or is lost by leaving it.

    help_page: the page of the guide, "" for that of the place it is opened from; down: what stands
    below the head is added to it.
    """

    help_page = ""

    def __init__(self, context: PageContext, title: str, sentence: str) -> None:
        """Show the head alone."""
        super().__init__()
        dress(self, "paper")
        self._context, self._title = context, title
        self.head = PageHead(title, sentence)
        self._back = back_button(_("Back"), context.window.back)
        self.head.put_back(self._back)
        self.down = column(self)
        self.down.addWidget(self.head)

    @property
    def title(self) -> str:
        """What the page is called."""
        return self._title

    def return_to(self, title: str) -> None:
        """Call the way back `title`."""
        set_words(self._back, shortened(title))

    def stale(self, changes: Changes) -> None:
        """It stays as it was read."""

    def reload(self) -> None:
        """It stays as it was read."""

    def can_leave(self) -> bool:
        """Nothing is lost by leaving."""
        return True
