"""The short form of a new meeting; saving it plans the agenda and the register."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.record_page import RecordPage
from facilitator_app.gui.pages.record_parts import RecordParts
from facilitator_app.services import meetings
from facilitator_app.services.children import Children
from facilitator_app.services.files import File
from facilitator_app.services.record_writing import Saved
from facilitator_app.spec.record import Draft


def new_meeting_page(context: PageContext, given: Mapping[str, Any] | None = None) -> RecordPage:
    """Return the empty form of a meeting, with `given` values."""
    return RecordPage(context, "meeting", None, given, NewMeetingParts(context))


class NewMeetingParts(RecordParts):
    """Asks for group, day, times and place; the rest is planned and can be changed afterwards."""

    left_out = ("reference", "status", "notice_sent", "approved_on", "notes")

    def __init__(self, context: PageContext) -> None:
        """Go on to the meeting in the window of `context`."""
        self._window = context.window

    def save(self, file: File, draft: Draft, children: Children) -> Saved:
        """Add the meeting with its standing items and the people who hold a seat."""
        return meetings.plan(file, draft.values, children)

    def saved(self, saved: Saved) -> None:
        """Go on to the meeting that was planned."""
        self._window.back()
        self._window.open_record("meeting", saved.id)
