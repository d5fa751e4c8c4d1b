"""What the cards beside the lists offer to do with a record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from facilitator_app.domain.claims import MOVES
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.window import Window
from facilitator_app.services import actions

if TYPE_CHECKING:
    from facilitator_app.app.lazy_pages import LazyPages

Act = Callable[[int], object]


def lazy_pages() -> LazyPages:
    """Return what the start does without, loading it if that has not been done behind its back."""
    # the one place where a page is imported late: it took a third of the way to the first list
    from facilitator_app.app.lazy_pages import LazyPages  # noqa: PLC0415

    return LazyPages()


class CardActions:
    """Does by its name what a card offers."""

    def __init__(self, context: PageContext) -> None:
        """Work through `desk`."""
        self._context = context

    def act(self, action: str, record: str, record_id: int) -> None:
        """Do `action` with the record `record_id`."""
        if action.removeprefix("claim_") in MOVES:
            self._context.window.open_record(record, record_id)
            return
        self._known()[action](record_id)

    def show_paper(self, name: str, subject: int | None) -> None:
        """Show the paper `name` about `subject`, ready to be printed; None: what is likeliest."""
        window = self._context.window
        window.go("reports")
        assert isinstance(window, Window)
        lazy_pages().show_paper(window.stack.front, name, subject)

    def _known(self) -> Mapping[str, Act]:
        new = self._context.window.new_record
        return {
            "new_claim": lambda one: new("claim", {"member_id": one}),
            "new_seat": lambda one: new("seat", {"body_id": one}),
            "new_place": lambda one: self._context.window.open_record("training_event", one),
            "print_members": lambda one: self.show_paper("members", one),
            "print_minutes": lambda one: self.show_paper("minutes", one),
            "action_done": self._action_done,
        }

    def _action_done(self, action_id: int) -> None:
        self._context.ops.run(
            lambda file, _progress: actions.done(file, action_id), self._context.window.changed
        )
