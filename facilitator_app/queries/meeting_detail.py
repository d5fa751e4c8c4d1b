"""Everything about one meeting: agenda, register, decisions and actions."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from facilitator_app.digests.lists import Cell
from facilitator_app.digests.meetings import (
    ActionLine,
    DecisionLine,
    MeetingDetail,
    MeetingItem,
    RegisterPerson,
)
from facilitator_app.domain import meetings
from facilitator_app.domain.membership import is_spared
from facilitator_app.domain.names import initials, whole_name
from facilitator_app.queries import tags
from facilitator_app.queries.actions import is_open
from facilitator_app.queries.corrections import corrections_of, parts_of
from facilitator_app.queries.meeting_leads import gone_leads
from facilitator_app.queries.member_card import access_words
from facilitator_app.queries.membership import is_visitor, on_register, standing
from facilitator_app.queries.word_order import in_order
from facilitator_app.records.actions import Action
from facilitator_app.records.bodies import Body
from facilitator_app.records.meetings import AgendaItem, Attendance, Decision, Meeting
from facilitator_app.records.members import Member
from facilitator_app.spec.kinds import FormatContext


def meeting_detail(session: Session, meeting_id: int, fmt: FormatContext) -> MeetingDetail:
    """Return everything about one meeting."""
    meeting = session.get_one(Meeting, meeting_id)
    body = session.get_one(Body, meeting.body_id)
    items = _items(session, meeting_id, fmt)
    people = _people(session, meeting, fmt)
    decisions = _decisions(session, meeting_id)
    actions = _actions(session, Action.meeting_id == meeting_id)
    return MeetingDetail(
        id=meeting.id,
        version=meeting.version,
        body_id=body.id,
        body=body.name,
        reference=meeting.reference or "",
        date=meeting.date,
        starts=meeting.starts,
        ends=meeting.ends,
        venue=meeting.venue or "",
        status=meeting.status,
        quorum=body.quorum,
        items=items,
        people=people,
        decisions=decisions,
        actions=actions,
        arising=() if meeting.status == "approved" else _arising(session, meeting, fmt),
        seal=meetings.seal(meeting.status),
        tags=tags.cells(session, [meeting_id], fmt).get(meeting_id, Cell("")).text,
        corrections=corrections_of(
            session,
            {"meeting": [meeting_id], **parts_of(session, "meeting", meeting_id)},
            fmt,
        ),
    )


def _items(session: Session, meeting_id: int, fmt: FormatContext) -> tuple[MeetingItem, ...]:
    gone = gone_leads(session, meeting_id, fmt)
    rows = session.scalars(
        select(AgendaItem)
        .where(AgendaItem.meeting_id == meeting_id)
        .order_by(AgendaItem.number, AgendaItem.id)
    )
    return tuple(
        MeetingItem(
            id=row.id, version=row.version, number=row.number, title=row.title,
            purpose=row.purpose_code or "", lead=row.lead or "", raised_by=row.raised_by or "",
            minutes=row.minutes or 0, confidential=row.confidential, text=row.text or "",
            lead_gone=gone.get(row.lead or "", ""),
        )
        for row in rows
    )  # fmt: skip


def _people(session: Session, meeting: Meeting, fmt: FormatContext) -> tuple[RegisterPerson, ...]:
    rows = session.execute(
        select(Attendance, Member)
        .outerjoin(Member, Member.id == Attendance.member_id)
        .where(Attendance.meeting_id == meeting.id, on_register(meeting.date))
        .order_by(
            is_visitor(),
            func.lower(func.coalesce(Attendance.capacity, "")) != "chair",
            *in_order(Member.sort_name),
            *in_order(Attendance.visitor),
        )
    )
    return tuple(_person(line, member, meeting, fmt) for line, member in rows)


def _person(
    line: Attendance, member: Member | None, meeting: Meeting, fmt: FormatContext
) -> RegisterPerson:
    """Return a line of the register; without a member, that of a visitor."""
    name = whole_name(member.forenames, member.surname) if member else line.visitor or ""
    waited = line.status == "expected" and member is not None
    return RegisterPerson(
        id=line.id,
        member_id=line.member_id,
        name=name,
        initials=initials(name),
        status=line.status,
        capacity=line.capacity or "",
        arrived=line.arrived,
        left=line.left,
        access=access_words(member, fmt) if member else "",
        spared=bool(waited and member and is_spared(standing(member), meeting.date)),
    )


def _decisions(session: Session, meeting_id: int) -> tuple[DecisionLine, ...]:
    rows = session.scalars(
        select(Decision).where(Decision.meeting_id == meeting_id).order_by(Decision.number)
    )
    return tuple(
        DecisionLine(
            id=row.id, item_id=row.item_id, reference=row.reference or "", wording=row.wording,
            method=row.method or "", proposer=row.proposer or "", seconder=row.seconder or "",
        )
        for row in rows
    )  # fmt: skip


def _arising(session: Session, meeting: Meeting, fmt: FormatContext) -> tuple[ActionLine, ...]:
    """Return the open actions of the group's meetings before, those without a day last."""
    before = select(Meeting.id).where(
        Meeting.body_id == meeting.body_id, Meeting.date < meeting.date
    )
    found = _actions(session, is_open(session, fmt) & Action.meeting_id.in_(before))
    return tuple(sorted(found, key=lambda one: (one.due is None, one.due, one.id)))


def _actions(session: Session, where: ColumnElement[bool]) -> tuple[ActionLine, ...]:
    rows = session.execute(
        select(Action, Member.forenames, Member.surname)
        .outerjoin(Member, Member.id == Action.owner_id)
        .where(where)
        .order_by(Action.number)
    )
    return tuple(
        ActionLine(
            id=row.id, item_id=row.item_id, reference=row.reference or "", what=row.what,
            owner=whole_name(forenames, surname) or row.owner_name or "", due=row.due,
            status=row.status,
        )
        for row, forenames, surname in rows
    )  # fmt: skip
