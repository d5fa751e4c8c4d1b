"""What is known of a member's way to a group's meetings."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from facilitator_app.digests.journeys import LastJourney
from facilitator_app.domain.claims import MILEAGE, NEVER_PAID
from facilitator_app.records.claims import Claim, ClaimLine
from facilitator_app.records.meetings import Meeting
from facilitator_app.records.training import TrainingEvent


def day_of(session: Session, meeting_id: int | None, event_id: int | None) -> dt.date | None:
    """Return the day of a meeting, else of a training; None if it was removed."""
    day = session.scalar(select(Meeting.date).where(Meeting.id == meeting_id))
    if day is not None:
        return day
    return session.scalar(select(TrainingEvent.date).where(TrainingEvent.id == event_id))


def last(
    session: Session, member_id: int, meeting_id: int, leaving_out: int | None
) -> LastJourney | None:
    """Return the latest mileage of a member for a meeting of the same group, None for nothing."""
    this = aliased(Meeting)
    latest = (
        select(ClaimLine.miles, ClaimLine.mode, ClaimLine.details)
        .join(Claim, Claim.id == ClaimLine.claim_id)
        .join(Meeting, Meeting.id == Claim.meeting_id)
        .join(this, this.body_id == Meeting.body_id)
        .where(
            this.id == meeting_id,
            Claim.member_id == member_id,
            Claim.id != (leaving_out or 0),
            Claim.state.not_in(NEVER_PAID),
            ClaimLine.category == MILEAGE,
            ClaimLine.miles > 0,
        )
        .order_by(ClaimLine.date.desc(), ClaimLine.id.desc())
        .limit(1)
    )
    row = session.execute(latest).first()
    return LastJourney(row.miles, row.mode or "car", row.details or "") if row else None
