"""What stands on a body's own page besides the form: who sits on it, its meetings, open actions."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.digests.cards import Fact, PartKind
from facilitator_app.domain.bodies import Term, seat_rank
from facilitator_app.domain.dates import show_date
from facilitator_app.domain.membership import held_since
from facilitator_app.domain.names import whole_name
from facilitator_app.i18n import N_
from facilitator_app.locale_formats import join_parts
from facilitator_app.queries.actions import is_open
from facilitator_app.queries.member_page import SHOWN, action_fact
from facilitator_app.queries.membership import seat_held
from facilitator_app.queries.seats import term_words
from facilitator_app.queries.subjects import PagePart
from facilitator_app.queries.word_order import in_order
from facilitator_app.records.actions import Action
from facilitator_app.records.bodies import Seat
from facilitator_app.records.meetings import Meeting
from facilitator_app.records.members import Member
from facilitator_app.spec.kinds import FormatContext

_SEATS_SHOWN = 24


def _seats(session: Session, body: int, fmt: FormatContext) -> tuple[Fact, ...]:
    """Return the seats held now: those with an office first, each with its days."""
    rows = session.execute(
        select(
            Seat.id, Seat.member_id, Member.forenames, Member.surname, Seat.role, Seat.starts,
            Seat.ends, Member.joined,
        )
        .join(Member, Member.id == Seat.member_id)
        .where(Seat.body_id == body, seat_held(fmt.today))
        .order_by(*in_order(Member.sort_name))
    ).all()  # fmt: skip
    by_rank = sorted(rows, key=lambda row: seat_rank(row.role))
    return tuple(
        Fact(
            whole_name(row.forenames, row.surname),
            join_parts(
                (
                    fmt.lists.label("seat_role", row.role),
                    term_words(Term(held_since(row.joined, row.starts), row.ends)),
                )
            ),
            tone="quiet",
            link=("member", row.member_id),
            text_link=("seat", row.id),
        )
        for row in by_rank[:_SEATS_SHOWN]
    )


def _meetings(session: Session, body: int, fmt: FormatContext) -> tuple[Fact, ...]:
    rows = session.execute(
        select(Meeting.id, Meeting.date, Meeting.venue, Meeting.status)
        .where(Meeting.body_id == body)
        .order_by(Meeting.date.desc(), Meeting.id.desc())
        .limit(SHOWN)
    )
    return tuple(
        Fact(
            join_parts((show_date(row.date), row.venue)),
            fmt.lists.label("meeting_status", row.status),
            tone="quiet",
            link=("meeting", row.id),
        )
        for row in rows
    )


def _actions(session: Session, body: int, fmt: FormatContext) -> tuple[Fact, ...]:
    """Return the open actions that its meetings agreed, the one due first ahead."""
    rows = session.execute(
        select(Action.id, Action.what, Action.status, Action.due)
        .join(Meeting, Meeting.id == Action.meeting_id)
        .where(Meeting.body_id == body, is_open(session, fmt))
        .order_by(Action.due.nulls_last(), Action.id)
        .limit(SHOWN)
    )
    return tuple(action_fact(*row, fmt) for row in rows)


PARTS = (
    PagePart(
        PartKind(
            N_("Who sits here"), "seat", N_("Every seat is free."), N_("Add people"), "body_id",
            several=True, chip="current",
        ),
        _seats,
    ),
    PagePart(
        PartKind(N_("Meetings"), "meeting", N_("No meeting yet."), N_("Plan a meeting"), "body_id"),
        _meetings,
    ),
    PagePart(
        PartKind(N_("Open actions"), "action", N_("No action is open."), chip="open"), _actions
    ),
)  # fmt: skip
