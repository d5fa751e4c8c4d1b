"""The list of meetings, a meeting's card, and a meeting whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from facilitator_app.digests.cards import Card, Fact, Pill, Section, Step
from facilitator_app.digests.lists import Cell, CellStyle, Column
from facilitator_app.digests.meeting import (
    ActionLine,
    DecisionLine,
    MeetingDetail,
    MeetingItem,
    RegisterPerson,
)
from facilitator_app.domain.dates import show_date, show_day
from facilitator_app.domain.meetings import HELD
from facilitator_app.domain.names import initials
from facilitator_app.i18n import N_, _, ngettext
from facilitator_app.queries.list_cells import cell_of
from facilitator_app.queries.lists import ALL, ComputedColumn, View, ViewChip
from facilitator_app.queries.members import access_words
from facilitator_app.records.actions import Action
from facilitator_app.records.bodies import Body
from facilitator_app.records.meetings import AgendaItem, Attendance, Decision, Meeting
from facilitator_app.records.members import Member
from facilitator_app.spec.kinds import FormatContext


def _coming(_session: Session, fmt: FormatContext) -> ColumnElement[bool]:
    return and_(Meeting.date >= fmt.today, Meeting.status != "cancelled")


def to_write(_session: Session, fmt: FormatContext) -> ColumnElement[bool]:
    """Hold meetings that have been, and whose minutes are not written."""
    unwritten = Meeting.status.in_(("scheduled", "agenda", "notice", "held"))
    return and_(Meeting.date < fmt.today, unwritten)


def _to_approve(_session: Session, _fmt: FormatContext) -> ColumnElement[bool]:
    return Meeting.status == "minutes"


def _came(session: Session, ids: Sequence[int], _fmt: FormatContext) -> Mapping[int, Cell]:
    rows = session.execute(
        select(
            Attendance.meeting_id, func.count(), func.count().filter(Attendance.status == "present")
        )
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(Attendance.meeting_id.in_(ids), Meeting.status.in_(HELD))
        .group_by(Attendance.meeting_id)
    )
    return {
        meeting: Cell(_("{n} of {all}").format(n=came, all=asked)) for meeting, asked, came in rows
    }


def _sentence(counts: Mapping[str, int]) -> str:
    words = ngettext("{n} to come", "{n} to come", counts["coming"])
    if counts["write"]:
        words += " · " + ngettext(
            "minutes to write for {n}", "minutes to write for {n}", counts["write"]
        )
    return words


VIEW = View(
    cls=Meeting,
    columns=("body_id", "date", "venue", "status", "came", "reference"),
    chips=(
        ViewChip("coming", N_("To come"), _coming, forwards=True),
        ViewChip("write", N_("Minutes to write"), to_write),
        ViewChip("approve", N_("To approve"), _to_approve),
        ALL,
    ),
    extras=(
        ComputedColumn(Column("came", N_("Came"), 9, CellStyle.NUMBER, sortable=False), _came),
    ),
    sentence=_sentence,
    descending=True,
)


def when(day: dt.date, starts: dt.time | None, ends: dt.time | None, venue: str | None) -> str:
    """Return "Tue 24 Nov 2026, 10:00 to 12:30 · Oak Room"."""
    words = show_day(day)
    if starts:
        words += f", {starts:%H:%M}"
        words += _(" to {end}").format(end=f"{ends:%H:%M}") if ends else ""
    return f"{words} · {venue}" if venue else words


def card(session: Session, meeting_id: int, fmt: FormatContext) -> Card:
    """Return a meeting's card: who comes, the agenda, what was decided."""
    page = whole(session, meeting_id, fmt)
    status = cell_of(Meeting.spec().field("status"), page.status, fmt)
    items = tuple(Fact("", f"{item.number}.  {item.title}") for item in page.items)
    decided = tuple(Fact(one.reference, one.wording) for one in page.decisions)
    actions = tuple(Fact(one.reference, one.what, link=("action", one.id)) for one in page.actions)
    sections = (
        Section(_("Register"), _register(page)),
        Section(_("Agenda"), items or (Fact(_("No item yet"), ""),)),
        Section(_("Decisions"), decided),
        Section(_("Actions"), actions),
    )
    return Card(
        title=page.body,
        subtitle=when(page.date, page.starts, page.ends, page.venue),
        pill=Pill(status.text, status.tone or "ok", status.icon),
        sections=tuple(section for section in sections if section.facts),
        actions=(Step("print_minutes", _("Print the minutes"), "ph.printer"),),
    )


def _register(page: MeetingDetail) -> tuple[Fact, ...]:
    def number(status: str) -> int:
        return sum(person.status == status for person in page.people)

    if not page.people:
        return (Fact(_("Nobody is on the register yet"), ""),)
    if page.status in HELD:
        return (
            Fact(_("Came"), _("{n} of {all}").format(n=number("present"), all=len(page.people))),
            Fact(_("Apologies"), str(number("apologies"))),
        )
    return (
        Fact(_("Expected"), str(number("expected") + number("present"))),
        Fact(_("Apologies"), str(number("apologies"))),
    )


def whole(session: Session, meeting_id: int, fmt: FormatContext) -> MeetingDetail:
    """Return everything about one meeting."""
    meeting = session.get_one(Meeting, meeting_id)
    body = session.get_one(Body, meeting.body_id)
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
        items=_items(session, meeting_id),
        people=_people(session, meeting_id, fmt),
        decisions=_decisions(session, meeting_id),
        actions=_actions(session, meeting_id),
    )


def _items(session: Session, meeting_id: int) -> tuple[MeetingItem, ...]:
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
        )
        for row in rows
    )  # fmt: skip


def _people(session: Session, meeting_id: int, fmt: FormatContext) -> tuple[RegisterPerson, ...]:
    rows = session.execute(
        select(Attendance, Member)
        .join(Member, Member.id == Attendance.member_id)
        .where(Attendance.meeting_id == meeting_id)
        .order_by(func.lower(func.coalesce(Attendance.capacity, "")) != "chair", Member.sort_name)
    )
    return tuple(
        RegisterPerson(
            id=line.id,
            member_id=member.id,
            name=f"{member.forenames} {member.surname}",
            initials=initials(f"{member.forenames} {member.surname}"),
            status=line.status,
            capacity=line.capacity or "",
            arrived=line.arrived,
            left=line.left,
            access=access_words(member, fmt),
        )
        for line, member in rows
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


def _actions(session: Session, meeting_id: int) -> tuple[ActionLine, ...]:
    rows = session.execute(
        select(Action, Member.forenames, Member.surname)
        .outerjoin(Member, Member.id == Action.owner_id)
        .where(Action.meeting_id == meeting_id)
        .order_by(Action.number)
    )
    return tuple(
        ActionLine(
            id=row.id, item_id=row.item_id, reference=row.reference or "", what=row.what,
            owner=f"{forenames} {surname}" if forenames else "", due=row.due, status=row.status,
        )
        for row, forenames, surname in rows
    )  # fmt: skip


def last_before(session: Session, body_id: int, day: dt.date) -> tuple[int, str] | None:
    """Return the id and date in words of the group's last meeting before `day`."""
    row = session.execute(
        select(Meeting.id, Meeting.date)
        .where(Meeting.body_id == body_id, Meeting.date < day, Meeting.status.in_(HELD))
        .order_by(Meeting.date.desc())
        .limit(1)
    ).first()
    return (row.id, show_date(row.date)) if row else None
