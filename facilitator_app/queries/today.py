"""What waits, what comes next, and how the year is going, for the page Today."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from facilitator_app.digests.today import Bar, Check, Finding, Need, NextMeeting, Today
from facilitator_app.domain.amounts import percent, show_money
from facilitator_app.domain.claims import days_waiting
from facilitator_app.domain.dates import (
    MONTHS,
    financial_year,
    financial_year_ends,
    show_date,
    show_long_date,
)
from facilitator_app.domain.meetings import HELD
from facilitator_app.i18n import _, ngettext
from facilitator_app.queries import actions, claims, meetings, members
from facilitator_app.queries.record_words import labels, network
from facilitator_app.records.actions import Action
from facilitator_app.records.bodies import Body, Seat
from facilitator_app.records.claims import Claim, ClaimLine
from facilitator_app.records.meetings import AgendaItem, Attendance, Meeting
from facilitator_app.records.members import Member
from facilitator_app.records.network import Network
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.store.base import Record

_CAME = ("present", "in_attendance")


def counts(session: Session, fmt: FormatContext) -> dict[str, tuple[int, bool]]:
    """Return how many things wait at each place of the rail, and whether any of them is late."""
    late = _number(session, Action, actions.overdue(session, fmt))
    waiting = {
        "members": _number(session, Member, members.to_review(session, fmt)),
        "seats": _number(session, Seat, _ending(fmt)),
        "meetings": _number(session, Meeting, meetings.to_write(session, fmt)),
        "actions": late,
        "claims": _number(session, Claim, claims.waiting(session, fmt)),
    }
    return {place: (number, place == "actions") for place, number in waiting.items() if number}


def _number(session: Session, cls: type[Record], where: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(cls).where(where)) or 0


def _ending(fmt: FormatContext) -> ColumnElement[bool]:
    return Seat.ends.between(fmt.today, fmt.today + members.SOON)


def today(session: Session, fmt: FormatContext, hour: int) -> Today:
    """Return the page as of now; `hour` of the day (0 to 23) chooses the greeting."""
    settings = network(session)
    needs = _needs(session, fmt, settings)
    words = (
        ngettext("{n} thing needs you", "{n} things need you", len(needs))
        if needs
        else _("nothing waits")
    )
    return Today(
        greeting=_greeting(settings, hour),
        day=fmt.today,
        sentence=f"{show_long_date(fmt.today)} · {words}",
        meeting=_next_meeting(session, fmt),
        needs=needs,
        findings=_findings(session, fmt),
        fresh=session.scalar(select(Member.id).limit(1)) is None,
    )


def _greeting(settings: Network, hour: int) -> str:
    words = (
        _("Good morning") if hour < 12 else _("Good afternoon") if hour < 18 else _("Good evening")
    )
    name = (settings.facilitator or "").split(" ")[0]
    return f"{words}, {name}" if name else words


def _next_meeting(session: Session, fmt: FormatContext) -> NextMeeting | None:
    row = session.execute(
        select(Meeting, Body)
        .join(Body, Body.id == Meeting.body_id)
        .where(Meeting.date >= fmt.today, Meeting.status.in_(("scheduled", "agenda", "notice")))
        .order_by(Meeting.date, Meeting.starts)
        .limit(1)
    ).first()
    if row is None:
        return None
    meeting, body = row
    people = dict(
        session.execute(
            select(Attendance.status, func.count())
            .where(Attendance.meeting_id == meeting.id)
            .group_by(Attendance.status)
        ).all()
    )
    coming = people.get("expected", 0) + people.get("present", 0)
    return NextMeeting(
        id=meeting.id,
        when=_("Next meeting: {when}").format(when=_when(meeting, fmt.today)),
        body=body.name,
        place=meetings.when(meeting.date, meeting.starts, meeting.ends, meeting.venue),
        coming=_coming(coming, people.get("apologies", 0)),
        checks=_checks(session, meeting, body, coming, fmt),
    )


def _when(meeting: Meeting, today_is: dt.date) -> str:
    days = (meeting.date - today_is).days
    words = (
        [_("today"), _("tomorrow")][days]
        if days < 2
        else ngettext("in {n} day", "in {n} days", days)
    )
    return f"{words}, {meeting.starts:%H:%M}" if meeting.starts else words


def _coming(coming: int, apologies: int) -> str:
    if not coming and not apologies:
        return _("Nobody is on the register yet")
    return _("{coming} coming, {apologies}").format(
        coming=coming, apologies=ngettext("{n} apology", "{n} apologies", apologies)
    )


def _checks(
    session: Session, meeting: Meeting, body: Body, coming: int, fmt: FormatContext
) -> tuple[Check, ...]:
    items = _number(session, AgendaItem, AgendaItem.meeting_id == meeting.id)
    needs = session.scalar(
        select(func.count())
        .select_from(Attendance)
        .join(Member, Member.id == Attendance.member_id)
        .where(Attendance.meeting_id == meeting.id, Attendance.status != "apologies")
        .where(members.with_needs(session, fmt))
    )
    return (
        _agenda_check(items),
        _notice_check(meeting),
        _quorum_check(coming, body.quorum),
        Check(
            _("Access needs"),
            "warn" if needs else "done",
            ngettext("{n} person: see the register", "{n} people: see the register", needs)
            if needs
            else _("none recorded"),
            "open_meeting" if needs else "",
        ),
    )


def _agenda_check(items: int) -> Check:
    if items:
        return Check(_("Agenda"), "done", ngettext("{n} item", "{n} items", items))
    return Check(_("Agenda"), "todo", _("Write the agenda"), "open_meeting")


def _notice_check(meeting: Meeting) -> Check:
    if meeting.notice_sent:
        days = (meeting.date - meeting.notice_sent).days
        words = ngettext("{n} day before", "{n} days before", days)
        return Check(_("Notice sent"), "done", f"{show_date(meeting.notice_sent)}, {words}")
    return Check(_("Notice"), "todo", _("Mark the notice as sent"), "open_meeting")


def _quorum_check(coming: int, needed: int | None) -> Check:
    if needed is None:
        return Check(_("Quorum"), "done", _("no quorum set"))
    words = _("{coming} coming, {needed} needed").format(coming=coming, needed=needed)
    if coming >= needed:
        return Check(_("Quorum expected"), "done", words)
    return Check(_("Quorum"), "warn", words, "open_meeting")


def _needs(session: Session, fmt: FormatContext, settings: Network) -> tuple[Need, ...]:
    found = (
        _late_actions(session, fmt),
        _waiting_claims(session, fmt),
        _minutes_owed(session, fmt),
        _quiet(session, fmt, settings.quiet_days),
        _terms(session, fmt),
        _reviews(session, fmt),
    )
    return tuple(need for need in found if need)


def _late_actions(session: Session, fmt: FormatContext) -> Need | None:
    where = actions.overdue(session, fmt)
    number = _number(session, Action, where)
    if not number:
        return None
    oldest = session.scalars(select(Action).where(where).order_by(Action.due).limit(1)).one()
    owner = labels(session, "member", [oldest.owner_id], fmt).get(oldest.owner_id or 0)
    title = ngettext("{n} action overdue", "{n} actions overdue", number)
    second = _("Oldest: {what}").format(what=oldest.what) + (f" ({owner})" if owner else "")
    assert oldest.due is not None
    late = ngettext("{n} day late", "{n} days late", (fmt.today - oldest.due).days)
    return Need("ph.clock", "bad", title, second, late, "actions", "action", "late")


def _waiting_claims(session: Session, fmt: FormatContext) -> Need | None:
    where = claims.waiting(session, fmt)
    number, pence = session.execute(
        select(func.count(), func.coalesce(func.sum(Claim.total), 0)).where(where)
    ).one()
    if not number:
        return None
    longest = session.scalars(select(Claim).where(where).order_by(Claim.submitted).limit(1)).one()
    who = labels(session, "member", [longest.member_id], fmt)[longest.member_id]
    days = days_waiting(longest.submitted, longest.state, fmt.today)
    return Need(
        "ph.receipt",
        "warn",
        ngettext("{n} claim waits for approval", "{n} claims wait for approval", number),
        _("{amount} in all; the longest is {who}’s").format(amount=show_money(pence), who=who),
        ngettext("{n} day", "{n} days", days),
        "claims",
        "claim",
        "waiting",
    )


def _minutes_owed(session: Session, fmt: FormatContext) -> Need | None:
    where = meetings.to_write(session, fmt)
    number = _number(session, Meeting, where)
    if not number:
        return None
    oldest = session.scalars(select(Meeting).where(where).order_by(Meeting.date).limit(1)).one()
    name = labels(session, "meeting", [oldest.id], fmt)[oldest.id]
    title = ngettext(
        "Minutes to write for {n} meeting", "Minutes to write for {n} meetings", number
    )
    return Need(
        "ph.note-pencil", "info", title, name, _since(oldest.date), "meetings", "meeting", "write"
    )


def _quiet(session: Session, fmt: FormatContext, days: int) -> Need | None:
    where = members.quiet(session, fmt)
    number = _number(session, Member, where)
    if not number:
        return None
    rows = session.scalars(select(Member).where(where).order_by(Member.last_heard).limit(2)).all()
    names = ", ".join(f"{row.forenames} {row.surname}" for row in rows)
    rest = number - len(rows)
    second = names + (_(" and {n} more").format(n=rest) if rest else "")
    title = _("{people} not heard from in {days} days").format(
        people=ngettext("{n} person", "{n} people", number), days=days
    )
    heard = rows[0].last_heard
    return Need(
        "ph.chat-circle-dots",
        "info",
        title,
        second,
        _since(heard) if heard else "",
        "members",
        "member",
        "quiet",
    )


def _terms(session: Session, fmt: FormatContext) -> Need | None:
    number = _number(session, Seat, _ending(fmt))
    if not number:
        return None
    rows = session.execute(
        select(Member.forenames, Member.surname, Body.name, Seat.ends)
        .join(Member, Member.id == Seat.member_id)
        .join(Body, Body.id == Seat.body_id)
        .where(_ending(fmt))
        .order_by(Seat.ends)
        .limit(2)
    ).all()
    second = "; ".join(f"{row.forenames} {row.surname}, {row.name}" for row in rows)
    title = ngettext(
        "{n} term ends in the next 90 days", "{n} terms end in the next 90 days", number
    )
    due = _("from {day}").format(day=_short(rows[0].ends)) if rows[0].ends else ""
    return Need("ph.armchair", "info", title, second, due, "seats", "seat", "ending")


def _reviews(session: Session, fmt: FormatContext) -> Need | None:
    where = members.to_review(session, fmt)
    number = _number(session, Member, where)
    if not number:
        return None
    rows = session.scalars(select(Member).where(where).order_by(Member.sort_name).limit(2)).all()
    names = ", ".join(f"{row.forenames} {row.surname}" for row in rows)
    title = ngettext("{n} member needs a review", "{n} members need a review", number)
    return Need("ph.user", "access", title, names, "", "members", "member", "review")


def _since(day: dt.date) -> str:
    return _("since {day}").format(day=_short(day))


def _short(day: dt.date) -> str:
    return " ".join(show_date(day).split()[:2])


def _findings(session: Session, fmt: FormatContext) -> tuple[Finding, ...]:
    begins = financial_year(fmt.today)
    first, last = financial_year_ends(begins)
    found = (
        _attendance(session, begins, fmt),
        _spent(session, first, last, fmt),
        _raised(session, first, fmt.today),
    )
    return tuple(one for one in found if one)


def _attendance(session: Session, begins: int, fmt: FormatContext) -> Finding | None:
    first, _last = financial_year_ends(begins)
    rows = session.execute(
        select(
            func.substr(Meeting.date, 1, 7),
            func.count(),
            func.count().filter(Attendance.status.in_(_CAME)),
        )
        .join(Attendance, Attendance.meeting_id == Meeting.id)
        .where(Meeting.date.between(first, fmt.today), Meeting.status.in_(HELD))
        .group_by(func.substr(Meeting.date, 1, 7))
        .order_by(func.substr(Meeting.date, 1, 7))
    ).all()
    if not rows:
        return None
    shares = [(month, percent(came, asked)) for month, asked, came in rows]
    total = percent(sum(row[2] for row in rows), sum(row[1] for row in rows))
    bars = tuple(
        Bar(
            _(MONTHS[int(month[5:]) - 1])[:3],
            share,
            100,
            f"{share} %",
            strong=month == shares[-1][0],
        )
        for month, share in shares
    )
    title = _("Attendance is {share} % this year").format(share=total)
    return Finding(title, _("All groups, by month"), bars, upright=True)


def _spent(session: Session, first: dt.date, last: dt.date, fmt: FormatContext) -> Finding | None:
    rows = session.execute(
        select(ClaimLine.category, func.sum(ClaimLine.amount))
        .join(Claim, Claim.id == ClaimLine.claim_id)
        .where(Claim.paid_on.between(first, last), Claim.state == "paid")
        .group_by(ClaimLine.category)
        .order_by(func.sum(ClaimLine.amount).desc())
    ).all()
    if not rows:
        return None
    total, most = sum(row[1] for row in rows), rows[0][1] or 1
    bars = [
        Bar(
            fmt.lists.label("claim_category", category),
            pence,
            most,
            show_money(pence),
            strong=place == 0,
        )
        for place, (category, pence) in enumerate(rows[:4])
    ]
    number = _number(session, Claim, claims.paid(session, fmt))
    title = _("{amount} repaid this year").format(amount=show_money(total))
    return Finding(
        title,
        ngettext("{n} claim, by kind of cost", "{n} claims, by kind of cost", number),
        tuple(bars),
    )


def _raised(session: Session, first: dt.date, last: dt.date) -> Finding | None:
    found = dict(
        session.execute(
            select(AgendaItem.raised_by, func.count())
            .join(Meeting, Meeting.id == AgendaItem.meeting_id)
            .where(Meeting.date.between(first, last), Meeting.status.in_(HELD))
            .group_by(AgendaItem.raised_by)
        ).all()
    )
    mine, theirs = found.get("member", 0), found.get("professional", 0)
    if not mine + theirs:
        return None
    share = percent(mine, mine + theirs)
    names = ((_("Members"), mine), (_("Professionals"), theirs))
    bars = tuple(
        Bar(name, n, mine + theirs, str(n), strong=place == 0)
        for place, (name, n) in enumerate(names)
    )
    title = _("Members raised {share} % of agenda items").format(share=share)
    words = _("{n} of {all} items, without the standing ones").format(n=mine, all=mine + theirs)
    return Finding(title, words, bars)
