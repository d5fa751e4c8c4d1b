"""What the keys of the window do on the page in front, where that page can do it."""

from __future__ import annotations

from facilitator_app.gui.notice_bar import NoticeBar
from facilitator_app.gui.page_protocols import Adds, Prints, Saves, Searches
from facilitator_app.gui.page_stack import PageStack
from facilitator_app.gui.tab_order import TabsAsRead
from facilitator_app.i18n import _


class ActsOnFront(TabsAsRead):
    """A window with a stack of pages, and the quiet bar below them."""

    stack: PageStack
    notice: NoticeBar

    def print_paper(self) -> None:
        """Show what the page in front would print."""
        front = self.stack.front
        if isinstance(front, Prints):
            front.print_paper()
        else:
            self.notice.say(
                _("This page prints nothing by itself. Lists, meetings and reports do.")
            )

    def add(self) -> None:
        """Begin something new on the page in front."""
        front = self.stack.front
        if isinstance(front, Adds):
            front.add()

    def search(self) -> None:
        """Go to the search field of the page in front."""
        front = self.stack.front
        if isinstance(front, Searches):
            front.search()

    def save(self) -> None:
        """Save the page in front."""
        front = self.stack.front
        if isinstance(front, Saves):
            front.save()
