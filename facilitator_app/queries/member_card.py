"""A member's card: needs first, then how to reach them, seats, and this year."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import Session

from facilitator_app.digests.cards import Card, CardAction, CardSection, Fact, Pill
from facilitator_app.domain.actions import days_late
from facilitator_app.domain.amounts import show_money
from facilitator_app.domain.claims import APPROVED, NEVER_PAID
from facilitator_app.domain.dates import show_date, show_short_day, this_financial_year
from facilitator_app.domain.meetings import CAME, HELD, unfilled_words
from facilitator_app.domain.membership import (
    is_gone,
    is_quiet,
    is_rung,
    may_contact,
    why_not_contacted,
)
from facilitator_app.domain.names import whole_name
from facilitator_app.i18n import _, mid_sentence, ngettext
from facilitator_app.locale_formats import join_parts, name_value
from facilitator_app.queries import training
from facilitator_app.queries.list_cells import cell_of
from facilitator_app.queries.membership import (
    heard_at_meetings,
    heard_at_training,
    on_register,
    seat_held,
    standing,
)
from facilitator_app.queries.record_words import network
from facilitator_app.queries.registers import unfilled, with_register_filled
from facilitator_app.queries.seats import SOON
from facilitator_app.queries.word_order import in_order
from facilitator_app.records.actions import Action
from facilitator_app.records.bodies import Body, Seat
from facilitator_app.records.claims import Claim
from facilitator_app.records.meetings import Attendance, Meeting
from facilitator_app.records.members import Member
from facilitator_app.records.training import TrainingPlace
from facilitator_app.spec.kinds import FormatContext


def card(session: Session, member_id: int, fmt: FormatContext) -> Card:
    """Return a member's card: needs first, then how to reach them, seats, and this year."""
    member = session.get_one(Member, member_id)
    status = cell_of(Member.spec().field("status"), member.status, fmt)
    kinds = Member.spec().field("kinds").show(member.kinds, fmt)
    since = _("joined {date}").format(date=show_date(member.joined)) if member.joined else ""
    return Card(
        title=whole_name(member.forenames, member.surname),
        subtitle=" · ".join(part for part in (kinds, since) if part),
        pill=Pill(status.text, status.tone or "ok", status.icon),
        access=access_words(member, fmt),
        sections=(
            CardSection(_("Contact"), (*_contact(member, fmt), *_heard(session, member, fmt))),
            CardSection(_("Seats"), _seats(session, member, fmt)),
            CardSection(_("This year"), _this_year(session, member_id, fmt)),
            *_training(session, member_id, fmt),
        ),
        actions=_to_do(member, fmt),
        person=True,
    )


def _to_do(member: Member, fmt: FormatContext) -> tuple[CardAction, ...]:
    claim = CardAction(_("New claim"), "ph.receipt", new="claim", given="member_id")
    told = member.last_heard is not None and member.last_heard >= fmt.today
    if told or not may_contact(standing(member), fmt.today):
        return (claim,)
    return CardAction(_("Heard from today"), "ph.chat-circle-dots", command="member_heard"), claim


def access_of(session: Session, member_id: int, fmt: FormatContext) -> str:
    """Return the access needs of a member by their id, "" if there are none."""
    return access_words(session.get_one(Member, member_id), fmt)


def access_words(member: Member, fmt: FormatContext) -> str:
    """Return a member's access needs as sentences, "" if there are none."""
    named = [fmt.lists.label("access_need", code) for code in member.access_needs or ()]
    first = [*named[:1], *map(mid_sentence, named[1:])]
    parts = [join_parts(first), (member.access_words or "").strip()]
    return ". ".join(part.rstrip(".") for part in parts if part) + ("." if any(parts) else "")


def _contact(member: Member, fmt: FormatContext) -> tuple[Fact, ...]:
    if why := why_not_contacted(standing(member), fmt.today):
        return (Fact("", why),)
    spec = Member.spec()
    best = mid_sentence(spec.field("best_time").show(member.best_time, fmt))
    telephone = join_parts((member.telephone or member.mobile or "", best))
    found = (
        Fact(_("Telephone"), telephone),
        Fact(_("E-mail"), member.email or ""),
        Fact(_("Send papers"), spec.field("papers").show(member.papers, fmt)),
        Fact(_("Locality"), spec.field("locality").show(member.locality, fmt)),
    )
    return tuple(fact for fact in found if fact.text)


def _heard(session: Session, member: Member, fmt: FormatContext) -> tuple[Fact, ...]:
    """Tell when somebody was last heard from, by the rule of the list "Not heard from"."""
    if not is_rung(standing(member), fmt.today):
        return ()
    met = session.scalars(heard_at_meetings().where(Attendance.member_id == member.id)).all()
    trained = session.scalars(heard_at_training().where(TrainingPlace.member_id == member.id)).all()
    known = [(member.last_heard, "")] if member.last_heard else []
    known += [(day, _at_meeting(day, fmt.today)) for day in met]
    known += [(day, _at_training(day, fmt.today)) for day in trained]
    if not known:
        return ()
    words = max(known)[1] or show_date(max(known)[0])
    days = network(session).quiet_days
    if not is_quiet(standing(member), fmt.today, days, (*met, *trained)):
        return (Fact(_("Last heard"), words),)
    return (Fact(_("Last heard"), words, tone="info", icon="ph.chat-circle-dots"),)


def _at_meeting(day: dt.date, today: dt.date) -> str:
    words = _("{day}, a meeting") if day <= today else _("apologies for {day}")
    return words.format(day=show_date(day))


def _at_training(day: dt.date, today: dt.date) -> str:
    words = _("{day}, training") if day <= today else _("booked on training of {day}")
    return words.format(day=show_date(day))


def _seats(session: Session, member: Member, fmt: FormatContext) -> tuple[Fact, ...]:
    rows = session.execute(
        select(Body.id, Body.name, Seat.role, Seat.ends)
        .join(Body, Body.id == Seat.body_id)
        .where(Seat.member_id == member.id, seat_held(fmt.today))
        .order_by(*in_order(Body.name))
    ).all()
    if not rows:
        gone = is_gone(standing(member), fmt.today)
        return (Fact(_("No seat any more") if gone else _("No seat yet"), ""),)
    return tuple(_seat(row.id, row.name, row.role, row.ends, fmt) for row in rows)


def _seat(body: int, name: str, role: str, ends: dt.date | None, fmt: FormatContext) -> Fact:
    label = (
        name
        if role == "member"
        else join_parts((name, mid_sentence(fmt.lists.label("seat_role", role))))
    )
    if ends is None:
        return Fact(label, _("no end set"), tone="quiet", link=("body", body))
    if ends - fmt.today <= SOON:
        text = _("Ends {date}").format(date=show_short_day(ends))
        return Fact(label, text, tone="warn", icon="ph.hourglass-medium", link=("body", body))
    until = _("to {date}").format(date=show_date(ends))
    return Fact(label, until, tone="quiet", link=("body", body))


def _training(session: Session, member_id: int, fmt: FormatContext) -> tuple[CardSection, ...]:
    facts = training.of_member(session, member_id, fmt)
    return (CardSection(_("Training"), facts),) if facts else ()


def _this_year(session: Session, member_id: int, fmt: FormatContext) -> tuple[Fact, ...]:
    first, last = this_financial_year(fmt.today)
    return (
        _attended(session, member_id, first, fmt.today),
        _claimed(session, member_id, first, last),
        _actions(session, member_id, fmt.today),
    )


def _attended(session: Session, member_id: int, first: dt.date, last: dt.date) -> Fact:
    came = (
        session.execute(
            select(Attendance.status)
            .join(Meeting, Meeting.id == Attendance.meeting_id)
            .join(Member, Member.id == Attendance.member_id)
            .where(
                Attendance.member_id == member_id,
                Meeting.date.between(first, last),
                Meeting.status.in_(HELD),
                on_register(Meeting.date),
                with_register_filled(),
            )
            .order_by(Meeting.date)
        )
        .scalars()
        .all()
    )
    theirs = and_(Attendance.meeting_id == Meeting.id, Attendance.member_id == member_id)
    asked = exists().where(theirs, Attendance.taken_off.is_(False))
    left_out = unfilled_words(unfilled(session, first, last, asked))
    if not came:
        return Fact(_("Attended"), left_out or _("no meeting yet"))
    dots = tuple(status in CAME for status in came)
    words = _("{n} of {all}").format(n=sum(dots), all=len(dots))
    return Fact(_("Attended"), join_parts((words, left_out)), dots=dots[-12:])


def _claimed(session: Session, member_id: int, first: dt.date, last: dt.date) -> Fact:
    goes_on = Claim.state.not_in(NEVER_PAID)
    number, pence, *counts = session.execute(
        select(
            func.count().filter(goes_on),
            func.coalesce(func.sum(Claim.total).filter(goes_on), 0),
            func.count().filter(Claim.state == "draft"),
            func.count().filter(Claim.state == "returned"),
            func.count().filter(Claim.state == "submitted"),
            func.count().filter(Claim.state.in_(APPROVED)),
            func.count().filter(Claim.state == "rejected"),
            func.count().filter(Claim.state == "cancelled"),
        ).where(Claim.member_id == member_id, Claim.date.between(first, last))
    ).one()
    drafts, returned, submitted, approved, rejected, cancelled = counts
    ended = (
        ngettext("{n} rejected", "{n} rejected", rejected) if rejected else "",
        ngettext("{n} cancelled", "{n} cancelled", cancelled) if cancelled else "",
    )
    if not number:
        return Fact(_("Claims"), join_parts(ended) or _("none"))
    amount = show_money(pence)
    claims = ngettext("{n} claim", "{n} claims", number)
    stages = [
        ngettext("{n} to be paid", "{n} to be paid", approved) if approved else "",
        ngettext("{n} to be approved", "{n} to be approved", submitted) if submitted else "",
        ngettext("{n} returned", "{n} returned", returned) if returned else "",
        ngettext("{n} not sent in", "{n} not sent in", drafts) if drafts else "",
    ]
    stand = join_parts(stages) or _("all paid")
    told = _("{amount} in {claims}, {stand}").format(amount=amount, claims=claims, stand=stand)
    if not any(ended):
        return Fact(_("Claims"), told)
    beside = _("{counted}; besides, {ended}").format(counted=told, ended=join_parts(ended))
    return Fact(_("Claims"), beside)


def _actions(session: Session, member_id: int, today: dt.date) -> Fact:
    rows = session.execute(
        select(Action.what, Action.status, Action.due).where(
            Action.owner_id == member_id, Action.status == "open"
        )
    ).all()
    late = [what for what, status, due in rows if days_late(status, due, today)]
    if late:
        words = ngettext("{n} overdue", "{n} overdue", len(late))
        return Fact(_("Actions"), name_value(words, late[0]))
    return Fact(
        _("Actions"), ngettext("{n} open", "{n} open", len(rows)) if rows else _("none open")
    )
