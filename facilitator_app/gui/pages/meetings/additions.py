"""What is typed into the lines and small forms of a meeting is added, and each is emptied then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from facilitator_app.domain.errors import AppError, Invalid
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.meetings.agenda_pane import AgendaPane
from facilitator_app.gui.pages.meetings.item_pane import ItemPane
from facilitator_app.gui.pages.meetings.meeting_commands import MeetingCommands, MeetingRead
from facilitator_app.gui.pages.meetings.register_pane import RegisterPane
from facilitator_app.services.record_writing import Saved
from facilitator_app.spec.record import Draft


class Additions(QObject):
    """Adds what the panes hand over, to the item under which it was typed."""

    def __init__(
        self, context: PageContext, commands: MeetingCommands,
        parts: tuple[AgendaPane, ItemPane, RegisterPane],
    ) -> None:  # fmt: skip
        """Listen to `parts`."""
        super().__init__(commands)
        self._context, self._commands = context, commands
        self._agenda, self._item, self._register = parts
        self._date: dt.date | None = None  # the day of the meeting
        commands.arrived.connect(self._arrived)
        self._agenda.added.connect(self._add_item)
        self._item.form.saved.connect(self._change_item)
        self._item.outcomes.decided.connect(self._decide)
        self._item.outcomes.agreed.connect(self._agree)
        self._register.joined.connect(self._join)
        self._register.line.saved.connect(self._change_line)
        self._register.line_wanted.connect(
            lambda one: commands.reading(self._register.open_line)("attendance", one)
        )

    def _arrived(self, read: MeetingRead) -> None:
        self._date = read.page.date

    def _add_item(self, title: str, raised_by: str | None) -> None:
        def then(did: Saved) -> None:
            self._agenda.line.done()
            self._agenda.list.go_to(did.id)

        self._commands.add_item(title, raised_by, then)

    def _change_item(self, item_id: int, values: Mapping[str, Any]) -> None:
        form, refused = self._item.form, partial(self._item.form.refuse, item_id)
        self._commands.change_item(item_id, values, lambda _did: form.settle(item_id), refused)

    def _decide(self, wording: str, method: str | None) -> None:
        item, out = self._item.item, self._item.outcomes
        if item is not None:
            self._commands.decide(
                item.id, wording, method, lambda _did: out.decision_added(item.id)
            )

    def _agree(self, action: tuple[Any, Any, Any]) -> None:
        item, out = self._item.item, self._item.outcomes
        if item is not None:
            self._commands.agree(item.id, action, lambda _did: out.action_added(item.id))

    def _change_line(self, draft: Draft, _why: str) -> None:
        place = self._register.line
        self._commands.change_line(draft, lambda _did: place.finish(), place.refuse)

    def _join(self, person: int | str) -> None:
        assert self._date is not None
        begun = self._date <= self._context.format_context().today
        status = "present" if begun else "expected"

        def then(did: Saved) -> None:
            self._register.added()
            self._register.list.go_to(did.id)

        def refused(error: AppError) -> None:
            words = error.problems if isinstance(error, Invalid) else {}
            self._register.refuse(words.get("member_id", str(error)))

        self._commands.join(person, status, then, refused)
