"""The meeting of a group from which a new one takes what is usual there."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from facilitator_app.digests.meetings import LastMeeting, UsualItem
from facilitator_app.records.meetings import AgendaItem, Meeting


def last_meeting(
    session: Session, body_id: int, today: dt.date, other_than: int = 0
) -> LastMeeting | None:
    """Return the latest meeting of a group up to `today`, else its next one; None without any."""
    found = session.scalars(
        select(Meeting)
        .where(Meeting.body_id == body_id, Meeting.id != other_than)
        .order_by(
            Meeting.date > today,
            case((Meeting.date > today, Meeting.date)),
            Meeting.date.desc(),
            Meeting.id.desc(),
        )
        .limit(1)
    ).first()
    if found is None:
        return None
    items = session.execute(
        select(AgendaItem.title, AgendaItem.purpose_code, AgendaItem.lead, AgendaItem.minutes)
        .where(AgendaItem.meeting_id == found.id, AgendaItem.raised_by == "standing")
        .order_by(AgendaItem.number, AgendaItem.id)
    )
    return LastMeeting(
        date=found.date, mode=found.mode, starts=found.starts, ends=found.ends,
        venue=found.venue or "", items=tuple(UsualItem(*row) for row in items),
    )  # fmt: skip


def known_venues(session: Session) -> tuple[str, ...]:
    """Return where meetings took place, once each, the place that was meant last first."""
    named = select(Meeting.venue).where(Meeting.venue.is_not(None), Meeting.venue != "")
    return tuple(dict.fromkeys(session.scalars(named.order_by(Meeting.date.desc()))))
