"""The short form of a new meeting; saving it plans the agenda and the register."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from facilitator_app.gui.desk import Desk
from facilitator_app.gui.pages.record import RecordPage
from facilitator_app.services import meetings
from facilitator_app.services.files import File
from facilitator_app.services.records import Saved
from facilitator_app.spec.record import Draft


def plan(file: File, draft: Draft) -> Saved:
    """Add the meeting of `draft` with its standing items and the people who hold a seat."""
    return meetings.plan(file, draft.values)
