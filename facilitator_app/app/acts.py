"""What the cards beside the lists offer to do with a record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from facilitator_app.domain.claims import MOVES
from facilitator_app.gui.desk import Desk
from facilitator_app.gui.window import Window
from facilitator_app.services import actions

if TYPE_CHECKING:
    from facilitator_app.app.later import Later

Act = Callable[[int], object]


def later() -> Later:
    """Return what the start does without, loading it if that has not been done behind its back."""
    # the one place where a page is imported late: it took a third of the way to the first list
    from facilitator_app.app.later import Later  # noqa: PLC0415

    return Later()


class Acts:
    """Does by its name what a card offers."""

    def __init__(self, desk: Desk) -> None:
        """Work through `desk`."""
        self._desk = desk

    def act(self, action: str, record: str, record_id: int) -> None:
        """Do `action` with the record `record_id`."""
        if action.removeprefix("claim_") in MOVES:
            self._desk.window.open_record(record, record_id)
            return
        self._known()[action](record_id)

    def show_paper(self, name: str, subject: int | None) -> None:
        """Show the paper `name` about `subject`, ready to be printed; None: what is likeliest."""
        window = self._desk.window
        window.go("reports")
        assert isinstance(window, Window)
        later().show_paper(window.stack.front, name, subject)

    def _known(self) -> Mapping[str, Act]:
        new = self._desk.window.new_record
        return {
            "new_claim": lambda one: new("claim", {"member_id": one}),
            "new_seat": lambda one: new("seat", {"body_id": one}),
            "new_place": lambda one: self._desk.window.open_record("training_event", one),
            "print_members": lambda one: self.show_paper("members", one),
            "print_minutes": lambda one: self.show_paper("minutes", one),
            "action_done": self._action_done,
        }

    def _action_done(self, action_id: int) -> None:
        self._desk.ops.run(
            lambda file, _progress: actions.done(file, action_id), self._desk.window.changed
        )
