"""The list of groups, a group's card, and what its papers can be about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, and_, exists, func, not_, or_, select
from sqlalchemy.orm import Session

from facilitator_app.digests.cards import Card, CardAction, CardSection, Fact, Pill
from facilitator_app.digests.lists import Cell, CellStyle, Column
from facilitator_app.digests.today import Need
from facilitator_app.domain.bodies import OFFICES, seat_rank
from facilitator_app.domain.dates import show_date, show_day
from facilitator_app.domain.names import whole_name
from facilitator_app.i18n import N_, _, ngettext
from facilitator_app.locale_formats import join_facts, join_parts
from facilitator_app.queries import body_page, seats
from facilitator_app.queries.lists import ALL, ComputedColumn, View, ViewChip, number
from facilitator_app.queries.meetings import not_cancelled
from facilitator_app.queries.membership import seat_held, seat_vacated, why_not_counted
from facilitator_app.queries.next_meeting import to_come
from facilitator_app.queries.record_words import and_more, and_more_facts, labels
from facilitator_app.queries.subjects import NeedQuery, PaperSubjects, Subject
from facilitator_app.queries.word_order import in_order
from facilitator_app.records.bodies import Body, Seat
from facilitator_app.records.meetings import Meeting
from facilitator_app.records.members import Member
from facilitator_app.spec.kinds import FormatContext

_SEATS_SHOWN = 12
_NAMED = 2  # groups that a line of Today names


def _current(_session: Session, fmt: FormatContext) -> ColumnElement[bool]:
    return or_(Body.ended.is_(None), Body.ended >= fmt.today)


def _past(_session: Session, fmt: FormatContext) -> ColumnElement[bool]:
    return Body.ended < fmt.today


def _terms_due(_session: Session, fmt: FormatContext) -> ColumnElement[bool]:
    return and_(Body.terms_review <= fmt.today, or_(Body.ended.is_(None), Body.ended >= fmt.today))


def without_chair(session: Session, fmt: FormatContext) -> ColumnElement[bool]:
    """Hold groups of now that nobody chairs, whether or not anybody sits on them."""
    return and_(_current(session, fmt), _unchaired(fmt))


def _chair_lacking(session: Session, fmt: FormatContext) -> ColumnElement[bool]:
    """Hold groups with offices that nobody chairs now: those to be told of unasked.

    Where nobody ever held an office, the group may be another's, on which members only sit.
    """
    offices = exists().where(Seat.body_id == Body.id, Seat.role.in_(OFFICES))
    return and_(_current(session, fmt), offices, _unchaired(fmt))


def _unchaired(fmt: FormatContext) -> ColumnElement[bool]:
    chair = and_(Seat.body_id == Body.id, Seat.role == OFFICES[0])
    return not_(exists().where(chair, seat_held(fmt.today)))


def _held(session: Session, ids: Sequence[int], fmt: FormatContext) -> Mapping[int, Cell]:
    rows = session.execute(
        select(Seat.body_id, func.count())
        .where(Seat.body_id.in_(ids), seat_held(fmt.today))
        .group_by(Seat.body_id)
    )
    return {body: Cell(str(number), value=number) for body, number in rows}


def _next_meeting(session: Session, ids: Sequence[int], fmt: FormatContext) -> Mapping[int, Cell]:
    rows = session.execute(
        select(Meeting.body_id, func.min(Meeting.date))
        .where(Meeting.body_id.in_(ids), to_come(fmt))
        .group_by(Meeting.body_id)
    )
    return {body: Cell(show_date(day), value=day) for body, day in rows}


def _sentence(counts: Mapping[str, int]) -> str:
    words = ngettext("{n} group", "{n} groups", counts["current"])
    if counts["terms"]:
        words = join_facts(
            (
                words,
                ngettext(
                    "the terms of {n} are due for review",
                    "the terms of {n} are due for review",
                    counts["terms"],
                ),
            )
        )
    return words


VIEW = View(
    cls=Body,
    columns=("name", "type", "held", "next_meeting", "tier", "terms_review"),
    chips=(
        ViewChip("current", N_("Current"), _current),
        ViewChip("terms", N_("Terms to review"), _terms_due),
        ViewChip("chair", N_("Without a chair"), without_chair),
        ViewChip("past", N_("Ended"), _past),
        ALL,
    ),
    extras=(
        ComputedColumn(
            Column("held", N_("Seats held"), 10, CellStyle.NUMBER, sortable=False), _held
        ),
        ComputedColumn(
            Column("next_meeting", N_("Next meeting"), 13, CellStyle.DATE, sortable=False),
            _next_meeting,
        ),
    ),
    sentence=_sentence,
)


def card(session: Session, body_id: int, fmt: FormatContext) -> Card:
    """Return a group's card: what it is for, who sits on it, when it meets next."""
    body = session.get_one(Body, body_id)
    spec = Body.spec()
    facts = (
        Fact(_("Tier"), spec.field("tier").show(body.tier, fmt)),
        Fact(_("Meets"), body.meets or ""),
        Fact(
            _("Quorum"), ngettext("{n} member", "{n} members", body.quorum) if body.quorum else ""
        ),
        _terms(body, fmt.today),
    )
    sections = (
        CardSection(_("About"), tuple(fact for fact in facts if fact.text)),
        CardSection(
            _("Who sits here"),
            (*_no_chair(session, body_id, fmt), *_members(session, body_id, fmt)),
        ),
        CardSection(_("Not counted now"), _vacated(session, body_id, fmt)),
        CardSection(_("Meetings"), _meetings(session, body_id, fmt)),
    )
    return Card(
        title=body.name,
        subtitle=spec.field("type").show(body.type, fmt),
        pill=Pill(_("Ended"), "mute", "ph.archive") if _over(body, fmt.today) else None,
        sections=tuple(section for section in sections if section.facts),
        actions=(
            CardAction(_("Add people"), "ph.user-plus", new="seat", given="body_id", several=True),
            CardAction(_("Print list"), "ph.printer", paper="members"),
        ),
    )


def _over(body: Body, today: dt.date) -> bool:
    return body.ended is not None and body.ended < today


def _terms(body: Body, today: dt.date) -> Fact:
    if body.terms_review is None:
        return Fact(_("Terms"), "")
    if body.terms_review <= today:
        text = _("Review was due {date}").format(date=show_date(body.terms_review))
        return Fact(_("Terms"), text, tone="warn", icon="ph.warning")
    return Fact(_("Terms"), _("to be reviewed {date}").format(date=show_date(body.terms_review)))


def _no_chair(session: Session, body_id: int, fmt: FormatContext) -> tuple[Fact, ...]:
    if not number(session, Body, and_(Body.id == body_id, _chair_lacking(session, fmt))):
        return ()
    return (Fact(_("Chair"), _("nobody now"), tone="warn", icon="ph.warning"),)


def _members(session: Session, body_id: int, fmt: FormatContext) -> tuple[Fact, ...]:
    rows = session.execute(
        select(Member.id, Member.forenames, Member.surname, Seat.role)
        .join(Member, Member.id == Seat.member_id)
        .where(Seat.body_id == body_id, seat_held(fmt.today))
        .order_by(*in_order(Member.sort_name))
    ).all()
    if not rows:
        return (Fact(_("Every seat is free"), ""),)
    by_rank = sorted(rows, key=lambda row: seat_rank(row.role))
    shown = (
        Fact(
            whole_name(row.forenames, row.surname),
            "" if row.role == "member" else fmt.lists.label("seat_role", row.role),
            tone="quiet",
            link=("member", row.id),
        )
        for row in by_rank[:_SEATS_SHOWN]
    )
    return and_more_facts(shown, len(rows))


def _vacated(session: Session, body_id: int, fmt: FormatContext) -> tuple[Fact, ...]:
    """Return whose seats run on though they are not counted as members now, and why."""
    rows = session.execute(
        select(Seat.id, Member.forenames, Member.surname, Member.status)
        .join(Member, Member.id == Seat.member_id)
        .where(Seat.body_id == body_id, seat_vacated(fmt.today))
        .order_by(*in_order(Member.sort_name))
    ).all()
    return tuple(
        Fact(
            whole_name(row.forenames, row.surname),
            why_not_counted(row.status, fmt),
            tone="quiet",
            link=("seat", row.id),
        )
        for row in rows
    )


def _meetings(session: Session, body_id: int, fmt: FormatContext) -> tuple[Fact, ...]:
    coming = session.execute(
        select(Meeting.id, Meeting.date, Meeting.venue)
        .where(Meeting.body_id == body_id, to_come(fmt))
        .order_by(Meeting.date)
        .limit(1)
    ).first()
    last = session.execute(
        select(Meeting.id, Meeting.date)
        .where(Meeting.body_id == body_id, not_cancelled(), not_(to_come(fmt)))
        .order_by(Meeting.date.desc())
        .limit(1)
    ).first()
    found = []
    if coming:
        place = join_parts((show_day(coming.date), coming.venue))
        found.append(Fact(_("Next"), place, link=("meeting", coming.id)))
    if last:
        found.append(Fact(_("Last"), show_day(last.date), link=("meeting", last.id)))
    return tuple(found) or (Fact(_("No meeting yet"), ""),)


def _chair_need(session: Session, fmt: FormatContext) -> Need | None:
    where = _chair_lacking(session, fmt)
    found = number(session, Body, where)
    if not found:
        return None
    named = select(Body.name).where(where).order_by(*in_order(Body.name)).limit(_NAMED)
    return Need(
        icon="ph.crown-simple", tone="warn",
        title=ngettext("{n} group has no chair", "{n} groups have no chair", found),
        second=and_more(session.scalars(named).all(), found),
        due="", record="body", chip="chair",
    )  # fmt: skip


def _offered(session: Session, _fmt: FormatContext) -> Sequence[int]:
    return session.scalars(select(Body.id).order_by(*in_order(Body.name))).all()


def _titles(session: Session, ids: Sequence[int], fmt: FormatContext) -> Mapping[int, str]:
    return labels(session, "body", ids, fmt)


def _named(session: Session, wanted: str) -> int | None:
    """Find a group by its letters or its name."""
    called = or_(
        func.lower(Body.short_name) == wanted.lower(), func.lower(Body.name) == wanted.lower()
    )
    return session.scalar(select(Body.id).where(called))


SUBJECT = Subject(
    records=(Body, Seat),
    views=(VIEW, seats.VIEW),
    cards={Body: card},
    page_parts={Body: body_page.PARTS},
    needs=(NeedQuery(35, _chair_need), seats.TERM_NEED, seats.EARLY_NEED),
    paper_subjects={"body": PaperSubjects("PG", _offered, _titles, _named)},
)
