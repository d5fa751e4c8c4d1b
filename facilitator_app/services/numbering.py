"""Gives meetings their reference, decisions and actions their running numbers."""

from __future__ import annotations

from sqlalchemy import func, select

from facilitator_app.domain import meetings
from facilitator_app.records.actions import Action
from facilitator_app.records.bodies import Body
from facilitator_app.records.meetings import Decision, Meeting
from facilitator_app.store.work import Work


def give_reference(work: Work, meeting: Meeting) -> None:
    """Give a meeting that has none its reference, such as PG/2026/03."""
    if meeting.reference:
        return
    body = work.get(Body, meeting.body_id)
    stem = meetings.reference(body.short_name, meeting.date, ())
    taken = work.session.scalars(
        select(Meeting.reference).where(Meeting.reference.startswith(stem))
    )
    meeting.reference = meetings.reference(
        body.short_name, meeting.date, {one for one in taken if one}
    )


def next_number(work: Work, cls: type[Decision] | type[Action]) -> int:
    """Return the number of the next decision or action; they run on through all meetings."""
    return (work.session.scalar(select(func.max(cls.number))) or 0) + 1
