"""Whose registers attendance counts, as conditions; the rule is `domain.meetings`."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ColumnElement, and_, exists, func, not_, select
from sqlalchemy.orm import Session

from facilitator_app.domain.meetings import AHEAD, HELD
from facilitator_app.records.meetings import Attendance, Meeting


def with_register_filled() -> ColumnElement[bool]:
    """Hold meetings on whose register somebody ticked who came."""
    ticked = and_(Attendance.status.not_in(AHEAD), Attendance.taken_off.is_(False))
    return exists().where(Attendance.meeting_id == Meeting.id, ticked).correlate(Meeting)


def held_between(first: dt.date, last: dt.date) -> ColumnElement[bool]:
    """Hold meetings that were held from `first` to `last`."""
    return and_(Meeting.date.between(first, last), Meeting.status.in_(HELD))


def unfilled(session: Session, first: dt.date, last: dt.date, *where: ColumnElement[bool]) -> int:
    """Return how many meetings held from `first` to `last` attendance leaves out."""
    asked = select(func.count()).select_from(Meeting)
    found = session.scalar(
        asked.where(held_between(first, last), not_(with_register_filled()), *where)
    )
    return found or 0
