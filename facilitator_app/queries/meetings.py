"""The list of meetings, a meeting's card, and what papers can be about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, and_, func, not_, or_, select
from sqlalchemy.orm import Session

from facilitator_app.digests.cards import Card, CardAction, CardSection, Fact, Pill
from facilitator_app.digests.lists import Cell, CellStyle, Column
from facilitator_app.digests.meetings import MeetingDetail
from facilitator_app.digests.today import Need
from facilitator_app.domain.dates import show_short_day
from facilitator_app.domain.errors import AppError
from facilitator_app.domain.meetings import HELD, is_to_come, register_filled
from facilitator_app.i18n import N_, _, ngettext
from facilitator_app.locale_formats import join_facts
from facilitator_app.queries.list_cells import cell_of
from facilitator_app.queries.lists import ALL, ComputedColumn, View, ViewChip, number
from facilitator_app.queries.meeting_detail import meeting_detail
from facilitator_app.queries.meeting_findings import attendance_finding, raised_finding
from facilitator_app.queries.meeting_leads import leads_need
from facilitator_app.queries.membership import on_register
from facilitator_app.queries.next_meeting import planned, to_come
from facilitator_app.queries.record_words import labels
from facilitator_app.queries.registers import with_register_filled
from facilitator_app.queries.subjects import FindingQuery, NeedQuery, PaperSubjects, Subject
from facilitator_app.records.meetings import AgendaItem, Attendance, Decision, Meeting
from facilitator_app.records.members import Member
from facilitator_app.spec.kinds import FormatContext

_OFFERED = 200  # meetings that papers are offered of


def not_cancelled() -> ColumnElement[bool]:
    """Hold meetings that were not cancelled."""
    return Meeting.status != "cancelled"


def _coming(_session: Session, fmt: FormatContext) -> ColumnElement[bool]:
    return to_come(fmt)


def to_write(_session: Session, fmt: FormatContext) -> ColumnElement[bool]:
    """Hold meetings that have been, and whose minutes are not written."""
    return or_(Meeting.status == "held", and_(Meeting.date < fmt.today, planned()))


def _to_approve(_session: Session, _fmt: FormatContext) -> ColumnElement[bool]:
    return Meeting.status == "minutes"


def _came_cells(session: Session, ids: Sequence[int], _fmt: FormatContext) -> Mapping[int, Cell]:
    rows = session.execute(
        select(
            Attendance.meeting_id, func.count(), func.count().filter(Attendance.status == "present")
        )
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .join(Member, Member.id == Attendance.member_id)
        .where(Attendance.meeting_id.in_(ids), Meeting.status.in_(HELD), on_register(Meeting.date))
        .where(with_register_filled())
        .group_by(Attendance.meeting_id)
    )
    empty = select(Meeting.id).where(
        Meeting.id.in_(ids), Meeting.status.in_(HELD), not_(with_register_filled())
    )
    return {one: Cell(_("no register")) for one in session.scalars(empty)} | {
        meeting: Cell(_("{n} of {all}").format(n=came, all=asked)) for meeting, asked, came in rows
    }


def _sentence(counts: Mapping[str, int]) -> str:
    words = ngettext("{n} to come", "{n} to come", counts["coming"])
    if counts["write"]:
        words = join_facts(
            (
                words,
                ngettext("minutes to write for {n}", "minutes to write for {n}", counts["write"]),
            )
        )
    return words


def _with(member: int) -> ColumnElement[bool]:
    """Hold the meetings on whose register a member stands."""
    theirs = Attendance.member_id == member, Attendance.taken_off.is_(False)
    return Meeting.id.in_(select(Attendance.meeting_id).where(*theirs))


VIEW = View(
    cls=Meeting,
    columns=("body_id", "date", "venue", "status", "came", "reference"),
    chips=(
        ViewChip("coming", N_("To come"), _coming, forwards=True),
        ViewChip("write", N_("Minutes to write"), to_write, waits=True),
        ViewChip("approve", N_("To approve"), _to_approve),
        ALL,
    ),
    extras=(
        ComputedColumn(
            Column("came", N_("Came"), 9, CellStyle.NUMBER, sortable=False), _came_cells
        ),
    ),
    sentence=_sentence,
    descending=True,
    belongs={"member": _with},
)


def card(session: Session, meeting_id: int, fmt: FormatContext) -> Card:
    """Return a meeting's card: who comes, the agenda, what was decided."""
    page = meeting_detail(session, meeting_id, fmt)
    status = cell_of(Meeting.spec().field("status"), page.status, fmt)
    items = tuple(Fact("", f"{item.number}.  {item.title}") for item in page.items)
    decided = tuple(Fact(one.reference, one.wording) for one in page.decisions)
    actions = tuple(Fact(one.reference, one.what, link=("action", one.id)) for one in page.actions)
    sections = (
        CardSection(_("Register"), _register_facts(page)),
        CardSection(_("Agenda"), items or (Fact(_("No item yet"), ""),)),
        CardSection(_("Decisions"), decided),
        CardSection(_("Actions"), actions),
    )
    return Card(
        title=page.body,
        subtitle=page.when,
        pill=Pill(status.text, status.tone or "ok", status.icon),
        sections=tuple(section for section in sections if section.facts),
        actions=()
        if is_to_come(page.status, page.date, fmt.today)
        else (CardAction(_("Print the minutes"), "ph.printer", paper="minutes"),),
    )


def _register_facts(page: MeetingDetail) -> tuple[Fact, ...]:
    if not page.people:
        return (Fact(_("Nobody is on the register yet"), ""),)
    if page.status in HELD:
        if not register_filled(one.status for one in page.people):
            return (Fact(_("Came"), _("the register is not filled")),)
        members = sum(not one.visitor for one in page.people)
        return (
            Fact(_("Came"), _("{n} of {all}").format(n=page.present, all=members)),
            Fact(_("Apologies"), str(page.number("apologies"))),
        )
    return (
        Fact(_("Expected"), str(page.number("expected") + page.present)),
        Fact(_("Apologies"), str(page.number("apologies"))),
    )


def _minutes_need(session: Session, fmt: FormatContext) -> Need | None:
    where = to_write(session, fmt)
    owed = number(session, Meeting, where)
    if not owed:
        return None
    oldest = session.scalars(select(Meeting).where(where).order_by(Meeting.date).limit(1)).one()
    return Need(
        icon="ph.note-pencil", tone="info",
        title=ngettext(
            "Minutes to write for {n} meeting", "Minutes to write for {n} meetings", owed
        ),
        second=labels(session, "meeting", [oldest.id], fmt)[oldest.id],
        due=_("since {day}").format(day=show_short_day(oldest.date)),
        record="meeting", chip="write",
    )  # fmt: skip


def _offered(session: Session, _fmt: FormatContext) -> Sequence[int]:
    held = select(Meeting.id).where(Meeting.status.in_(HELD)).order_by(Meeting.date.desc())
    return session.scalars(held.limit(_OFFERED)).all()


def _titles(session: Session, ids: Sequence[int], fmt: FormatContext) -> Mapping[int, str]:
    return labels(session, "meeting", ids, fmt)


def _named(session: Session, wanted: str) -> int | None:
    """Find a meeting by its reference; of several of older files, none."""
    found = select(Meeting.id).where(func.lower(Meeting.reference) == wanted.lower())
    ids = session.scalars(found.limit(2)).all()
    if len(ids) > 1:
        raise AppError(
            _("Several meetings have the reference “{reference}”. Give each its own first.").format(
                reference=wanted
            )
        )
    return next(iter(ids), None)


def _last_minuted(session: Session, _fmt: FormatContext) -> int | None:
    written = select(Meeting.id).where(Meeting.status.in_(("minutes", "approved")))
    return session.scalar(written.order_by(Meeting.date.desc()).limit(1))


SUBJECT = Subject(
    records=(Meeting, AgendaItem, Attendance, Decision),
    views=(VIEW,),
    cards={Meeting: card},
    needs=(NeedQuery(5, leads_need), NeedQuery(30, _minutes_need)),
    findings=(FindingQuery(10, attendance_finding), FindingQuery(30, raised_finding)),
    paper_subjects={
        "meeting": PaperSubjects("PG/2026/03", _offered, _titles, _named, _last_minuted)
    },
)
