"""The short form of a new meeting; saving it plans the agenda and the register."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from facilitator_app.gui.form.record_source import Opened
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.record_page import RecordPage, States
from facilitator_app.services import meetings
from facilitator_app.services.files import File
from facilitator_app.services.record_writing import Saved
from facilitator_app.spec.record import Draft

_LATER = ("reference", "status", "notice_sent", "approved_on", "notes")


class NewMeetingPage(RecordPage):
    """Asks for group, day, times and place; the rest is planned and can be changed afterwards."""

    def __init__(self, context: PageContext, given: Mapping[str, Any] | None = None) -> None:
        """Show the empty form with `given` values."""
        super().__init__(context, "meeting", None, given, planned, without=_LATER)

    def _stored(self, saved: Saved, opened: Opened, states: States) -> None:
        """Go on to the meeting that was planned."""
        self.form.mark_clean()
        self.keeper.timer.stop()
        self._context.window.back()
        self._context.window.open_record("meeting", saved.id)
        self._context.window.changed(saved.changes)


def planned(file: File, draft: Draft, _lines: tuple[tuple[Draft, ...], ...]) -> Saved:
    """Add the meeting of `draft` with its standing items and the people who hold a seat."""
    return meetings.plan(file, draft.values)
