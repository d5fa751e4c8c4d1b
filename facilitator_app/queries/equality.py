"""Equality answers: their tables in a new file, and how many there are; never a single one."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from facilitator_app.digests.equality import AskingRound
from facilitator_app.equality import tables


def make_tables(connection: Connection) -> None:
    """Make the tables in a new file."""
    tables.metadata.create_all(connection)


def rounds(session: Session) -> tuple[AskingRound, ...]:
    """Return every round of asking, the latest first."""
    asked, given = tables.equality_round.c, tables.equality_answers.c
    rows = session.execute(
        select(asked.id, asked.title, asked.opened, func.count(given.token))
        .join_from(
            tables.equality_round, tables.equality_answers, given.round_id == asked.id, isouter=True
        )
        .group_by(asked.id)
        .order_by(asked.opened.desc(), asked.id.desc())
    )
    return tuple(
        AskingRound(one, title, dt.date.fromisoformat(day), n) for one, title, day, n in rows
    )
