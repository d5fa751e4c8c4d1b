"""The item and the pane that somebody works at, to go on there on a page built anew."""

from __future__ import annotations

from collections.abc import Callable

from facilitator_app.gui.pages.meetings.panes import Panes
from facilitator_app.gui.pages.meetings.row_list import RowList


class MeetingStanding:
    """What `page_protocols.Resumes` asks of the page of a meeting."""

    def __init__(self, items: RowList, panes: Panes) -> None:
        """Stand where nobody stood yet."""
        self._items, self._panes = items, panes
        self._there = False
        self._go: Callable[[], object] = lambda: None

    def standing(self) -> tuple[int | None, str]:
        """Return the id of the item that is shown, and the pane in front."""
        return self._items.current_id, self._panes.chosen

    def resume(self, standing: tuple[int | None, str], then: Callable[[], object]) -> None:
        """Go on at that item and pane, once the meeting is here."""
        item_id, pane = standing

        def go() -> None:
            self._items.go_to(item_id or 0)
            self._panes.turn_to(pane)
            then()

        self._go = go
        if self._there:
            go()

    def arrived(self) -> None:
        """Go on now: the meeting is here."""
        self._there = True
        self._go()
