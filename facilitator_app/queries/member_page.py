"""What a member's own page shows besides the form: seats, meetings, actions, claims, training."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator_app.digests.cards import Fact, PartKind
from facilitator_app.domain.actions import days_late, late_words
from facilitator_app.domain.amounts import show_money
from facilitator_app.domain.bodies import Term
from facilitator_app.domain.dates import show_date
from facilitator_app.domain.meetings import HELD
from facilitator_app.i18n import N_, _, mid_sentence
from facilitator_app.locale_formats import join_parts
from facilitator_app.queries import training
from facilitator_app.queries.membership import on_register
from facilitator_app.queries.seats import term_words
from facilitator_app.queries.subjects import PagePart
from facilitator_app.records.actions import Action
from facilitator_app.records.bodies import Body, Seat
from facilitator_app.records.claims import Claim
from facilitator_app.records.meetings import Attendance, Meeting
from facilitator_app.records.members import Member
from facilitator_app.spec.kinds import FormatContext

SHOWN = 8


def _seats(session: Session, member: int, fmt: FormatContext) -> tuple[Fact, ...]:
    """Return the latest seats with their days: those without an end first, then the last ended."""
    rows = session.execute(
        select(Seat.id, Body.name, Seat.body_id, Seat.role, Seat.starts, Seat.ends)
        .join(Body, Body.id == Seat.body_id)
        .where(Seat.member_id == member)
        .order_by(Seat.ends.desc().nulls_first(), Seat.starts.desc(), Seat.id.desc())
        .limit(SHOWN)
    )
    return tuple(
        Fact(
            row.name,
            join_parts(
                (fmt.lists.label("seat_role", row.role), term_words(Term(row.starts, row.ends)))
            ),
            tone="quiet",
            link=("body", row.body_id),
            text_link=("seat", row.id),
        )
        for row in rows
    )


def _meetings(session: Session, member: int, fmt: FormatContext) -> tuple[Fact, ...]:
    """Return the meetings held lately on whose register they stand, and whether they came."""
    rows = session.execute(
        select(
            Meeting.id, Meeting.date, func.coalesce(Body.list_name, Body.name), Attendance.status
        )
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .join(Body, Body.id == Meeting.body_id)
        .join(Member, Member.id == Attendance.member_id)
        .where(
            Attendance.member_id == member,
            Meeting.status.in_(HELD),
            Meeting.date <= fmt.today,
            on_register(Meeting.date),
        )
        .order_by(Meeting.date.desc(), Meeting.id.desc())
        .limit(SHOWN)
    )
    return tuple(
        Fact(
            join_parts((show_date(day), body)),
            mid_sentence(fmt.lists.label("attendance_status", status)),
            tone="quiet",
            link=("meeting", meeting),
        )
        for meeting, day, body, status in rows
    )


def action_fact(
    action: int, what: str, status: str, due: dt.date | None, fmt: FormatContext
) -> Fact:
    """Return the line of one action: what, and by when or how late."""
    if late := days_late(status, due, fmt.today):
        return Fact(what, late_words(late), tone="bad", icon="ph.clock", link=("action", action))
    words = _("by {date}").format(date=show_date(due)) if due else _("no day set")
    if status != "open":
        words = fmt.lists.label("action_status", status)
    return Fact(what, words, tone="quiet", link=("action", action))


def _actions(session: Session, member: int, fmt: FormatContext) -> tuple[Fact, ...]:
    rows = session.execute(
        select(Action.id, Action.what, Action.status, Action.due)
        .where(Action.owner_id == member)
        .order_by(Action.status != "open", Action.due.desc().nulls_last(), Action.id.desc())
        .limit(SHOWN)
    )
    return tuple(action_fact(*row, fmt) for row in rows)


def _claims(session: Session, member: int, fmt: FormatContext) -> tuple[Fact, ...]:
    rows = session.execute(
        select(Claim.id, Claim.date, Claim.total, Claim.state)
        .where(Claim.member_id == member)
        .order_by(Claim.date.desc(), Claim.id.desc())
        .limit(SHOWN)
    )
    return tuple(
        Fact(
            join_parts((show_date(row.date), show_money(row.total))),
            fmt.lists.label("claim_state", row.state),
            tone="quiet",
            link=("claim", row.id),
        )
        for row in rows
    )


def _training(session: Session, member: int, fmt: FormatContext) -> tuple[Fact, ...]:
    found = training.of_member(session, member, fmt)
    return tuple(fact for fact in found if fact.link)  # how many more there are, the list says


PARTS = (
    PagePart(
        PartKind(N_("Seats"), "seat", N_("No seat yet."), N_("Add seat"), "member_id"), _seats
    ),
    PagePart(PartKind(N_("Meetings lately"), "meeting", N_("No meeting yet.")), _meetings),
    PagePart(
        PartKind(N_("Actions"), "action", N_("No action yet."), N_("Add action"), "owner_id"),
        _actions,
    ),
    PagePart(
        PartKind(N_("Claims"), "claim", N_("No claim yet."), N_("New claim"), "member_id"), _claims
    ),
    PagePart(PartKind(N_("Training"), "training_event", N_("No training yet.")), _training),
)
