"""The meeting that comes next, and whether everything for it is done."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from facilitator_app.digests.today import Check, NextMeeting
from facilitator_app.domain.dates import show_date
from facilitator_app.domain.meetings import STEPS, quorum_met, when_and_where
from facilitator_app.i18n import _, ngettext
from facilitator_app.locale_formats import join_parts, show_time
from facilitator_app.queries.lists import number
from facilitator_app.queries.members import with_needs
from facilitator_app.queries.membership import waited_for
from facilitator_app.records.bodies import Body
from facilitator_app.records.meetings import AgendaItem, Attendance, Meeting
from facilitator_app.records.members import Member
from facilitator_app.spec.kinds import FormatContext


def planned() -> ColumnElement[bool]:
    """Hold meetings that nobody has marked as held or cancelled."""
    return Meeting.status.in_(("scheduled", "agenda", "notice"))


def to_come(fmt: FormatContext) -> ColumnElement[bool]:
    """Hold meetings that are still to be held."""
    return and_(Meeting.date >= fmt.today, planned())


def next_meeting(session: Session, fmt: FormatContext) -> NextMeeting | None:
    """Return the meeting that comes next with its checklist, None if none is planned."""
    row = session.execute(
        select(Meeting, Body)
        .join(Body, Body.id == Meeting.body_id)
        .where(to_come(fmt))
        .order_by(Meeting.date, Meeting.starts)
        .limit(1)
    ).first()
    if row is None:
        return None
    meeting, body = row
    people = dict(
        session.execute(
            select(Attendance.status, func.count())
            .join(Member, Member.id == Attendance.member_id)
            .where(Attendance.meeting_id == meeting.id, waited_for(meeting.date))
            .group_by(Attendance.status)
        ).all()
    )
    coming = people.get("expected", 0) + people.get("present", 0)
    return NextMeeting(
        id=meeting.id,
        when=_("Next meeting: {when}").format(when=_when(meeting, fmt.today)),
        body=body.name,
        place=when_and_where(meeting.date, meeting.starts, meeting.ends, meeting.venue),
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
    if not meeting.starts:
        return words
    return _("{day}, {time}").format(day=words, time=show_time(meeting.starts))


def _coming(coming: int, apologies: int) -> str:
    if not coming and not apologies:
        return _("Nobody is on the register yet")
    return _("{n} expected, {apologies}").format(
        n=coming, apologies=ngettext("{n} apology", "{n} apologies", apologies)
    )


def _checks(
    session: Session, meeting: Meeting, body: Body, coming: int, fmt: FormatContext
) -> tuple[Check, ...]:
    items = number(session, AgendaItem, AgendaItem.meeting_id == meeting.id)
    needs = session.scalar(
        select(func.count())
        .select_from(Attendance)
        .join(Member, Member.id == Attendance.member_id)
        .where(Attendance.meeting_id == meeting.id, Attendance.status != "apologies")
        .where(waited_for(meeting.date))
        .where(with_needs(session, fmt))
    )
    return (
        _agenda_check(items, meeting.status),
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


def _agenda_check(items: int, status: str) -> Check:
    count = ngettext("{n} item", "{n} items", items)
    if items and status == STEPS[0]:
        words = _("Agree the agenda, {items}").format(items=count)
        return Check(_("Agenda"), "todo", words, "open_meeting")
    if items:
        return Check(_("Agenda"), "done", count)
    return Check(_("Agenda"), "todo", _("Write the agenda"), "open_meeting")


def _notice_check(meeting: Meeting) -> Check:
    if meeting.notice_sent:
        days = (meeting.date - meeting.notice_sent).days
        words = ngettext("{n} day before", "{n} days before", days)
        return Check(_("Notice sent"), "done", join_parts((show_date(meeting.notice_sent), words)))
    return Check(_("Notice"), "todo", _("Mark the notice as sent"), "open_meeting")


def _quorum_check(coming: int, needed: int | None) -> Check:
    met = quorum_met(coming, needed)
    if met is None:
        return Check(_("Quorum"), "done", _("no quorum set"))
    words = _("{n} expected, {needed} needed").format(n=coming, needed=needed)
    if met:
        return Check(_("Quorum expected"), "done", words)
    return Check(_("Quorum"), "warn", words, "open_meeting")
