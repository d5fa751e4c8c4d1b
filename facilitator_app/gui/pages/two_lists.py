"""Two lists that belong together at one place of the rail: groups, and the seats on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QStackedWidget

from facilitator_app.gui.pages.list_page import ListPage
from facilitator_app.spec.record import Changes


class TwoLists(QStackedWidget):
    """Shows one of its lists; each has a button that leads to the other."""

    def __init__(self, makers: Sequence[Callable[[Callable[[], object]], ListPage]]) -> None:
        """Make each list with maker(turn), where turn() shows the other."""
        super().__init__()
        for maker in makers:
            self.addWidget(maker(self.turn))
        self.currentChanged.connect(lambda _place: self.setFocusProxy(self.front))
        self.setFocusProxy(self.front)

    @property
    def front(self) -> ListPage:
        """The list that is shown."""
        front = self.currentWidget()
        assert isinstance(front, ListPage)
        return front

    @property
    def title(self) -> str:
        """What the list that is shown is called."""
        return self.front.title

    @property
    def help_page(self) -> str:
        """The page of the guide that tells about it."""
        return self.front.help_page

    def turn(self) -> None:
        """Show the other list."""
        self.setCurrentIndex(1 - self.currentIndex())
        self.front.setFocus()

    def show_list(self, record: str, chip: str, tag: int = 0) -> None:
        """Show the list of `record`: one of its views (`chip`), or the rows that carry a tag."""
        for place in range(self.count()):
            page = self.widget(place)
            if isinstance(page, ListPage) and page.record == record:
                self.setCurrentIndex(place)
        self.front.show_list(record, chip, tag)

    def stale(self, changes: Changes) -> None:
        """Tell both lists."""
        for place in range(self.count()):
            page = self.widget(place)
            assert isinstance(page, ListPage)
            page.stale(changes)

    def reload(self) -> None:
        """Read the list that is shown once more."""
        self.front.reload()

    def can_leave(self) -> bool:
        """Nothing is lost by leaving a list."""
        return True

    def add(self) -> None:
        """Begin a new record of the list that is shown."""
        self.front.add()

    def search(self) -> None:
        """Go to the search field of the list that is shown."""
        self.front.search()

    def print_paper(self) -> None:
        """Show the list that is shown as it would be printed."""
        self.front.print_paper()
