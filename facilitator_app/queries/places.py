"""The places on a training event."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.records.members import Member
from facilitator_app.records.training import TrainingPlace


def of_event(session: Session, event_id: int) -> Sequence[TrainingPlace]:
    """Return the places on an event, by the names of their people."""
    return session.scalars(
        select(TrainingPlace)
        .join(Member, Member.id == TrainingPlace.member_id)
        .where(TrainingPlace.event_id == event_id)
        .order_by(Member.sort_name, TrainingPlace.id)
    ).all()
