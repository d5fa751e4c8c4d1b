"""What the cards beside the lists offer to do with a record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from facilitator_app.digests.cards import CardAction
from facilitator_app.digests.page_values import NEW_LINE, SEVERAL, STEP
from facilitator_app.gui.page_context import PageContext
from facilitator_app.services import actions, members
from facilitator_app.services.files import File
from facilitator_app.spec.record import Changes

if TYPE_CHECKING:
    from facilitator_app.app.lazy_pages import LazyPages

# What subjects do with a record at once, by the name of the command.
COMMANDS: Mapping[str, Callable[[File, int], Changes]] = {
    "action_done": actions.done, "member_heard": members.heard,
}  # fmt: skip


def lazy_pages() -> LazyPages:
    """Return what the start does without, loading it if that has not been done behind its back."""
    # the one place where a page is imported late: it took a third of the way to the first list
    from facilitator_app.app.lazy_pages import LazyPages  # noqa: PLC0415

    return LazyPages()


class CardActions:
    """Does what a card offers."""

    def __init__(self, context: PageContext) -> None:
        """Work through `context`."""
        self._context = context

    def act(self, action: CardAction, record: str, record_id: int) -> None:
        """Do `action` with the record `record_id`."""
        window = self._context.window
        if action.new:
            several = {SEVERAL: 1} if action.several else {}
            window.new_record(action.new, {action.given: record_id, **several})
        elif action.line or action.step:
            given = {NEW_LINE: action.line} if action.line else {STEP: action.step}
            window.show_page(lazy_pages().record(self._context, record, record_id, given))
        elif action.paper:
            window.show_paper(action.paper, record_id)
        elif action.command in COMMANDS:
            command = COMMANDS[action.command]
            self._context.ops.run(lambda file, _progress: command(file, record_id), window.changed)
        else:
            window.open_record(record, record_id)
