"""Meetings: planning one, its register, minutes, decisions, actions, and steps to approval."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import not_, or_, select
from sqlalchemy.orm import Session

from facilitator_app.digests.meetings import LastMeeting, MeetingDetail, MeetingItem, UsualItem
from facilitator_app.domain import meetings
from facilitator_app.domain.collation import fold
from facilitator_app.domain.errors import AppError, Gone, Invalid
from facilitator_app.domain.membership import is_on_register
from facilitator_app.domain.names import whole_name
from facilitator_app.domain.progress import Progress
from facilitator_app.i18n import N_, _, mid_sentence
from facilitator_app.locale_formats import join_parts
from facilitator_app.queries.corrections import parts_of
from facilitator_app.queries.last_meeting import known_venues, last_meeting
from facilitator_app.queries.meeting_detail import meeting_detail
from facilitator_app.queries.membership import (
    expected,
    is_visitor,
    on_register,
    seat_held,
    spared,
    standing,
)
from facilitator_app.queries.registry import exists
from facilitator_app.queries.word_order import in_order
from facilitator_app.records.bodies import Seat
from facilitator_app.records.meetings import AgendaItem, Attendance, Meeting
from facilitator_app.records.members import Member
from facilitator_app.records.publications import Publication
from facilitator_app.services import corrections, documents, publications, removal
from facilitator_app.services.children import NO_RULES, Children, put_with_children
from facilitator_app.services.files import File
from facilitator_app.services.publications import Frozen
from facilitator_app.services.record_writing import Saved, put
from facilitator_app.services.texts import TextPlace
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.record import Changes, Draft
from facilitator_app.store.labels import Label
from facilitator_app.store.work import Work


def page(file: File, meeting_id: int) -> MeetingDetail:
    """Return everything about one meeting; raise Gone if it was removed.

    Its corrections tell the words before and after.
    """
    with file.store.read() as session:
        if not exists(session, "meeting", meeting_id):
            raise Gone(_("This meeting was deleted in the meantime. Go back to the list."))
        fmt, journal = file.format_context(), file.store.journal
        found = meeting_detail(session, meeting_id, fmt)
        parts = {"meeting": [meeting_id], **parts_of(session, "meeting", meeting_id)}
        register = {"attendance": parts.get("attendance", ())}
        every, its = (
            tuple(line for _at, line in corrections.in_words(session, journal, which, fmt))
            for which in ((parts, register) if found.corrections else ({}, {}))
        )
        return replace(found, corrections=every, register_corrections=its)


def plan(file: File, values: Mapping[str, Any], children: Children | None = None) -> Saved:
    """Add a meeting with its usual items on the agenda and the seat-holders on its register.

    The usual items are those that stood on the last agenda of the group, or else on every one.
    """
    fmt = file.format_context()
    with file.store.write(Label(N_("Add meeting"))) as work:
        draft = Draft("meeting", values)
        meeting = work.get(Meeting, put_with_children(work, draft, children or {}, NO_RULES, fmt))
        _usual_items(work, meeting, fmt)
        _expected(work, meeting)
    return Saved(meeting.id, work.changes)


def last_of(file: File, body_id: int) -> LastMeeting | None:
    """Return the latest meeting of a group, None if it has none."""
    with file.store.read() as session:
        return last_meeting(session, body_id, file.store.clock.today())


def venues(file: File) -> tuple[str, ...]:
    """Return where meetings took place, once each, the place that was meant last first."""
    with file.store.read() as session:
        return known_venues(session)


def _usual_items(work: Work, meeting: Meeting, fmt: FormatContext) -> None:
    last = last_meeting(work.session, meeting.body_id, fmt.today, meeting.id)
    entries = fmt.lists.offered("standing_item")
    usual = last.items if last else ()
    work.insert_many(
        AgendaItem,
        [
            {"meeting_id": meeting.id, "number": number, "raised_by": "standing", **asdict(item)}
            for number, item in enumerate(
                usual or [UsualItem(entry.label, "note", None, 5) for entry in entries], start=1
            )
        ],
    )


def _expected(work: Work, meeting: Meeting) -> None:
    """Put every holder of a seat who is expected on the day on the register."""
    rows = work.session.execute(
        select(Seat.member_id, Seat.role, Seat.capacity)
        .join(Member, Member.id == Seat.member_id)
        .where(Seat.body_id == meeting.body_id, seat_held(meeting.date), expected(meeting.date))
        .order_by(*in_order(Member.sort_name))
    ).all()
    seats = {row.member_id: (row.role, row.capacity) for row in rows}
    work.insert_many(
        Attendance,
        [
            {"meeting_id": meeting.id, "member_id": member, "status": "expected",
             "capacity": _capacity(*seat)}
            for member, seat in seats.items()
        ],
    )  # fmt: skip


def _capacity(role: str, capacity: str | None) -> str | None:
    """Return what the register begins with: the chair is told as one, others by their seats."""
    if role != "chair":
        return capacity
    return join_parts((_("Chair"), mid_sentence(capacity))) if capacity else _("Chair")


def add_item(file: File, meeting_id: int, values: Mapping[str, Any]) -> Saved:
    """Put an item on the agenda, before the closing standing items if there are any."""
    with file.store.write(Label(N_("Add agenda item"), {"thing": "agenda_item"})) as work:
        items = _items(work, meeting_id)
        place = len(items)
        while place > 0 and _closes(items[place - 1], file.format_context()):
            place -= 1
        record = put(
            work,
            Draft("agenda_item", {**values, "meeting_id": meeting_id, "number": place + 1}),
            file.format_context(),
        )
        assert isinstance(record, AgendaItem)
        _renumber([*items[:place], record, *items[place:]])
    return Saved(record.id, work.changes)


def _closes(item: AgendaItem, fmt: FormatContext) -> bool:
    """Say whether an item is one of the last two standing items (other business, next meeting)."""
    closing = fmt.lists.offered("standing_item")[-2:]
    return item.raised_by == "standing" and item.title in {entry.label for entry in closing}


def move_item(file: File, item_id: int, step: int) -> Changes:
    """Move an item up (`step` -1) or down (+1) on its agenda."""
    with file.store.write(Label(N_("Move agenda item"), {"thing": "agenda_item"})) as work:
        item = work.get(AgendaItem, item_id)
        items = _items(work, item.meeting_id)
        place = items.index(item)
        to = min(max(place + step, 0), len(items) - 1)
        items.insert(to, items.pop(place))
        _renumber(items)
    return work.changes


def remove_item(file: File, item_id: int) -> Changes:
    """Take an item off the agenda, with its decisions; the others move up."""
    with file.store.write(Label(N_("Delete agenda item"), {"thing": "agenda_item"})) as work:
        item = work.get(AgendaItem, item_id)
        meeting_id = item.meeting_id
        removal.remove(work, item, file.format_context())
        _renumber(_items(work, meeting_id))
    return work.changes


def _items(work: Work, meeting_id: int) -> list[AgendaItem]:
    ordered = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id)
    return list(work.session.scalars(ordered.order_by(AgendaItem.number, AgendaItem.id)))


def place_item(work: Work, item: AgendaItem, followers: Sequence[int]) -> None:
    """Put an item ahead of the first of its `followers` that is there, else where its number is."""
    others = [one for one in _items(work, item.meeting_id) if one is not item]
    places = {one.id: place for place, one in enumerate(others)}
    place = next((places[one] for one in followers if one in places), item.number - 1)
    _renumber([*others[:place], item, *others[place:]])


def _renumber(items: list[AgendaItem]) -> None:
    for number, item in enumerate(items, start=1):
        if item.number != number:
            item.number = number


def minutes_place(item: MeetingItem) -> TextPlace:
    """Return where what was said under an item is written."""
    return TextPlace("agenda_item", item.id, "text", item.title, Label(N_("Write minutes")))


def decide(
    file: File, meeting_id: int, item_id: int, wording: str, method: str | None = None
) -> Saved:
    """Record a decision under an item; it gets the next number. method: how it was agreed."""
    values = {
        "meeting_id": meeting_id, "item_id": item_id, "wording": wording.strip(), "method": method,
    }  # fmt: skip
    with file.store.write(Label(N_("Record decision"))) as work:
        record = put(work, Draft("decision", values), file.format_context())
    return Saved(record.id, work.changes)


def agree_action(
    file: File, meeting_id: int, item_id: int, what: str, owner: int | str | None,
    due: dt.date | None,
) -> Saved:  # fmt: skip
    """Record an action under an item; it gets the next number.

    owner: the id of a member, or the name of somebody from outside.
    """
    with file.store.write(Label(N_("Record action"))) as work:
        meeting = work.get(Meeting, meeting_id)
        values = {
            "what": what.strip(), "due": due, "raised": meeting.date,
            "owner_name" if isinstance(owner, str) else "owner_id": owner,
            "meeting_id": meeting_id, "item_id": item_id,
        }  # fmt: skip
        record = put(work, Draft("action", values), file.format_context())
    return Saved(record.id, work.changes)


def register(file: File, attendance_id: int, status: str) -> Changes:
    """Set one line of the register to a status of the list attendance_status.

    A visitor who is ticked as present was in attendance. Raises Invalid if nobody can have come
    yet, as do the next ones.
    """
    with file.store.write(Label(N_("Change register"))) as work:
        line = work.get(Attendance, attendance_id)
        line.status = meetings.visitor_status(status) if line.member_id is None else status
        line.check_entered(work.session, file.store.clock.today())
    return work.changes


def line_draft_key(attendance_id: int) -> str:
    """Return under what the words are kept that were typed of a line, and not saved."""
    return f"attendance/{attendance_id}/times"


def change_line(file: File, draft: Draft) -> Saved:
    """Change in what capacity somebody attends, when they came and when they left.

    Raises Invalid, by field, for times outside those of the meeting, and as any change does.
    """
    fmt = file.format_context()
    with file.store.write(Label(N_("Change register"))) as work:
        line = put(work, draft, fmt)
        assert isinstance(line, Attendance)
        meeting = work.get(Meeting, line.meeting_id)
        wrong = meetings.hours_problems(line.arrived, line.left, meeting.starts, meeting.ends)
        if wrong:
            raise Invalid(wrong)
    return Saved(line.id, work.changes)


def register_rest(file: File, meeting_id: int, status: str) -> Changes:
    """Set everyone who is still only expected to `status`; who left or died meanwhile is not.

    Visitors who come are in attendance.
    """
    with file.store.write(Label(N_("Change register"))) as work:
        meeting = work.get(Meeting, meeting_id)
        if why := meetings.not_there_yet(status, meeting.date, file.store.clock.today()):
            raise Invalid({"status": why})
        lines = work.session.scalars(
            select(Attendance)
            .outerjoin(Member, Member.id == Attendance.member_id)
            .where(
                Attendance.meeting_id == meeting_id,
                Attendance.status == "expected",
                Attendance.taken_off.is_(False),
                or_(is_visitor(), not_(spared(meeting.date))),
            )
        )
        for line in lines.all():
            line.status = meetings.visitor_status(status) if line.member_id is None else status
    return work.changes


def add_person(file: File, meeting_id: int, member_id: int, status: str) -> Saved:
    """Put somebody on the register; raise Invalid if they are on it already."""
    with file.store.write(Label(N_("Add to register"))) as work:
        row = _line(work.session, meeting_id, member_id)
        if row is not None and row.shown:
            raise Invalid({"member_id": _("This person is on the register already.")})
        values = {"meeting_id": meeting_id, "member_id": member_id, "status": status}
        record: Any = (
            row.Attendance if row else put(work, Draft("attendance", values), file.format_context())
        )
        record.status, record.taken_off = status, False
        record.check_entered(work.session, file.store.clock.today())
    return Saved(record.id, work.changes)


def add_visitor(file: File, meeting_id: int, typed: str, status: str) -> Saved:
    """Put somebody who is no member on the register by name: "Dr Ann Example, trust lead".

    Raises Invalid if somebody stands there by that name already.
    """
    values = {
        "meeting_id": meeting_id, "visitor": typed, "taken_off": False,
        "status": meetings.visitor_status(status),
    }  # fmt: skip
    with file.store.write(Label(N_("Add to register"))) as work:
        record = put(
            work, _joining(work.session, Draft("attendance", values)), file.format_context()
        )
    return Saved(record.id, work.changes)


def add_left_out(file: File, draft: Draft, why: str) -> Saved:
    """Put somebody who was left out on the register of approved minutes, as a correction."""
    return corrections.add(file, draft, why, _joining)


def _joining(session: Session, draft: Draft) -> Draft:
    """Return a new line of a register, or one that is there and not shown as it comes back."""
    meeting = session.get_one(Meeting, draft.values["meeting_id"])
    member_id, visitor = draft.values.get("member_id"), draft.values.get("visitor") or ""
    row = _line(session, meeting.id, member_id) if member_id else None
    if row is not None and row.shown:
        raise Invalid({"member_id": _("This person is on the register already.")})
    if member_id is None:
        return _joining_by_name(session, draft, visitor)
    member = session.get(Member, member_id)
    came = draft.values["status"] in meetings.CAME
    if member is not None and not is_on_register(standing(member), meeting.date, came=came):
        raise Invalid({"status": _(
            "This person had left by then, and is on the register only if they came."
            " Choose “Present” or “In attendance”."
        )})  # fmt: skip
    if row is None:
        return draft
    values = {**draft.values, "taken_off": False}
    return replace(draft, id=row.Attendance.id, version=None, values=values)


def _joining_by_name(session: Session, draft: Draft, visitor: str) -> Draft:
    """Return a new line of a visitor, or one that was taken off as it comes back.

    What was typed may hold the capacity, too.
    """
    name, capacity = meetings.visitor_named(visitor)
    values = {**draft.values, "visitor": name}
    if capacity:
        values["capacity"] = capacity
    lines = session.execute(
        select(Attendance, Member)
        .outerjoin(Member, Member.id == Attendance.member_id)
        .where(Attendance.meeting_id == draft.values["meeting_id"])
    ).all()
    named = [
        (line, whole_name(one.forenames, one.surname) if one else line.visitor or "")
        for line, one in lines
    ]
    same = [line for line, called in named if fold(called) == fold(name)]
    if any(not line.taken_off for line in same):
        raise Invalid({"member_id": _("This person is on the register already.")})
    same = [line for line in same if line.member_id is None]
    if not same:
        return replace(draft, values=values)
    return replace(draft, id=same[0].id, values={**values, "taken_off": False})


def _line(session: Session, meeting_id: int, member_id: int) -> Any:
    """Return somebody's line on a register, and as `shown` whether it stands; None without one."""
    return session.execute(
        select(Attendance, on_register(Meeting.date).label("shown"))
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .join(Member, Member.id == Attendance.member_id)
        .where(Attendance.meeting_id == meeting_id, Attendance.member_id == member_id)
    ).first()


def approval(file: File, meeting_id: int) -> Callable[[Progress], Frozen]:
    """Read minutes as they will be once approved; return what freezes them, without the file."""
    source = documents.read(file, "minutes", meeting_id)
    with file.store.read() as session:
        approved = session.get_one(Meeting, meeting_id).approved_on or file.store.clock.today()
    ready = replace(source, digest=replace(source.digest, approved=approved))
    return publications.freezing("minutes", meeting_id, ready)


def take_step(file: File, meeting_id: int, status: str, ready: Frozen | None = None) -> Changes:
    """Move a meeting to a step; notice and approval note today's date.

    Approved minutes are published in the same unit of work: kept as they stand now. `ready` is what
    `approval` froze; if anything changed since, they are laid out once more.
    """
    if status not in meetings.STEPS_AS_DONE:
        raise AppError(_("There is no such step. Open the meeting again."))
    with file.store.write(Label(meetings.STEPS_AS_DONE[status], {"thing": "meeting"})) as work:
        meeting = work.get(Meeting, meeting_id)
        approving = status == "approved" and meeting.status != status
        today = file.store.clock.today()
        items = len(_items(work, meeting_id))
        too_early = meetings.too_early(status, meeting.date, today)
        if why := too_early or meetings.agenda_blocker(status, items):
            raise AppError(why)
        work.seals.allow_step(meeting)
        meeting.status = status
        if status == "notice" and meeting.notice_sent is None:
            meeting.notice_sent = today
        if status == "approved" and meeting.approved_on is None:
            meeting.approved_on = today
        if approving:
            work.session.flush()
            _publish(file, work, meeting_id, ready, Progress())
    return work.changes


def publish_approved(file: File, work: Work, among: Collection[int], progress: Progress) -> int:
    """Publish the minutes of the approved meetings `among` these ids that never were.

    Returns how many these are. Raises Cancelled if the work is stopped.
    """
    work.session.flush()
    published = select(Publication.subject).where(Publication.paper == "minutes")
    approved = select(Meeting.id).where(Meeting.status == "approved", Meeting.id.not_in(published))
    found = [one for one in work.session.scalars(approved.order_by(Meeting.id)) if one in among]
    setting = Progress()  # tells nothing: each paper would begin the bar anew
    setting.stop_with(progress)
    for place, meeting_id in enumerate(found):
        progress.step(place, len(found), _("Setting the approved minutes"))
        _publish(file, work, meeting_id, None, setting)
    return len(found)


def _publish(
    file: File, work: Work, meeting_id: int, ready: Frozen | None, progress: Progress
) -> None:
    source = documents.read(file, "minutes", meeting_id)
    if ready is None or ready.source.digest != source.digest:
        ready = publications.freezing("minutes", meeting_id, source)(progress)
    publications.keep(file, work, ready)
