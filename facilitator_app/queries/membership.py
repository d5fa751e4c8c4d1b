"""Whom we count and whom we write to, as conditions; the rule is `domain.membership`."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    exists,
    false,
    func,
    not_,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from facilitator_app.domain.meetings import CAME
from facilitator_app.domain.membership import (
    CONTACTED,
    EXPECTED,
    GONE,
    HEARD_AT_MEETING,
    HEARD_AT_TRAINING,
    NOT_YET,
    RUNG,
    Standing,
)
from facilitator_app.i18n import _
from facilitator_app.records.bodies import Seat
from facilitator_app.records.meetings import Attendance, Meeting
from facilitator_app.records.members import Member
from facilitator_app.records.training import TrainingEvent, TrainingPlace
from facilitator_app.spec.kinds import FormatContext

_DAYS = 32  # conditions that are kept: to make one takes longer than what is asked with it

Day = dt.date | InstrumentedAttribute[dt.date] | InstrumentedAttribute[dt.date | None]


def standing(member: Member) -> Standing:
    """Return what the rule asks of a member."""
    return Standing(member.status, member.joined, member.left, member.last_heard)


@functools.lru_cache(maxsize=_DAYS)
def not_gone(day: Day, person: type[Member] = Member) -> ColumnElement[bool]:
    """Hold people who have neither left nor died by the end of `day`; true or false, never null."""
    heard = and_(person.last_heard.is_not(None), person.last_heard >= day)
    return or_(
        and_(person.left.is_not(None), person.left > day),
        and_(person.left.is_(None), or_(person.status.not_in(GONE), heard)),
    )


def counted(day: Day, person: type[Member] = Member) -> ColumnElement[bool]:
    """Hold people who are counted as members at the end of `day`."""
    here = or_(person.joined.is_(None), person.joined <= day)
    return and_(here, person.status.not_in(NOT_YET), not_gone(day, person))


def begins_before_joining() -> ColumnElement[bool]:
    """Hold seats that begin before their holders joined."""
    holder = aliased(Member)  # whoever asks may have joined the members too
    return exists().where(holder.id == Seat.member_id, Seat.starts < holder.joined).correlate(Seat)


def joined_within(first: dt.date, last: dt.date) -> ColumnElement[bool]:
    """Hold people who became members from `first` to `last`."""
    return and_(Member.joined.between(first, last), _was_ever())


def left_within(first: dt.date, last: dt.date) -> ColumnElement[bool]:
    """Hold people who ceased to be members from `first` to `last`."""
    return and_(_was_ever(), not_(not_gone(last)), not_gone(first - dt.timedelta(days=1)))


def _was_ever() -> ColumnElement[bool]:
    began = or_(Member.joined.is_(None), not_gone(Member.joined))
    return and_(Member.status.not_in(NOT_YET), began)


def seat_in_force(day: Day) -> ColumnElement[bool]:
    """Hold seats within their term on `day`, whoever has them."""
    begun = or_(Seat.starts.is_(None), Seat.starts <= day)
    return and_(begun, or_(Seat.ends.is_(None), Seat.ends >= day))


@functools.lru_cache(maxsize=_DAYS)
def seat_held(day: Day) -> ColumnElement[bool]:
    """Hold seats that are held on `day`: within their term, by somebody who is counted."""
    return and_(seat_in_force(day), _holder_counted(day))


@functools.lru_cache(maxsize=_DAYS)
def seat_vacated(day: dt.date) -> ColumnElement[bool]:
    """Hold seats within their term on `day` that nobody holds: who had them is not counted."""
    return and_(seat_in_force(day), not_(_holder_counted(day)))


def _holder_counted(day: Day) -> ColumnElement[bool]:
    holder = aliased(Member)
    return exists().where(holder.id == Seat.member_id, counted(day, holder)).correlate(Seat)


def why_not_counted(status: str, fmt: FormatContext) -> str:
    """Return the status that tells why; nothing where a day does, whatever the status says."""
    return fmt.lists.label("member_status", status) if status in (*GONE, *NOT_YET) else ""


def expected(day: dt.date) -> ColumnElement[bool]:
    """Hold holders of seats who are expected at a meeting on `day`."""
    return and_(Member.status.in_((*EXPECTED, *GONE)), counted(day))


@functools.lru_cache(maxsize=_DAYS)
def spared(day: Day) -> ColumnElement[bool]:
    """Hold people on the register of a meeting on `day` who are not to be waited for."""
    return or_(not_(not_gone(day)), Member.status.not_in((*CONTACTED, *GONE)))


@functools.lru_cache(maxsize=_DAYS)
def on_register(day: Day) -> ColumnElement[bool]:
    """Hold lines of the register of a meeting on `day`, joined to their people, that stand.

    Where visitors are joined too, who are no members, theirs stand whatever the day.
    """
    here = or_(Attendance.status.in_(CAME), is_visitor(), not_gone(day))
    return and_(Attendance.taken_off.is_(False), here)


def is_visitor() -> ColumnElement[bool]:
    """Hold lines of registers that are about somebody by name, who is no member."""
    return Attendance.member_id.is_(None)


@functools.lru_cache(maxsize=_DAYS)
def waited_for(day: Day) -> ColumnElement[bool]:
    """Hold lines that stand on the register, without people expected who are not waited for."""
    return and_(on_register(day), or_(Attendance.status != "expected", not_(spared(day))))


def may_contact(day: dt.date, person: type[Member] = Member) -> ColumnElement[bool]:
    """Hold people to whom something may be sent, or who may be rung, on `day`."""
    return and_(person.status.in_(CONTACTED), _stays(day, person))


@functools.lru_cache(maxsize=_DAYS)
def rung(day: dt.date) -> ColumnElement[bool]:
    """Hold people in the lists of those to keep in touch with on `day`."""
    return and_(Member.status.in_(RUNG), _stays(day, Member))


def quiet(day: dt.date, days: int) -> ColumnElement[bool]:
    """Hold people not heard from for `days` up to `day`, nor since they joined."""
    since = day - dt.timedelta(days=days)
    new = and_(Member.last_heard.is_(None), Member.joined >= since)
    silent = or_(Member.last_heard.is_(None), Member.last_heard < since)
    met, trained = heard_at_meetings(), heard_at_training()
    return and_(
        rung(day),
        silent,
        new.is_not(True),
        ~met.where(Attendance.member_id == Member.id, Meeting.date >= since).exists(),
        ~trained.where(TrainingPlace.member_id == Member.id, TrainingEvent.date >= since).exists(),
    )


def last_heard() -> ColumnElement[str]:
    """Return the day that people were last heard from, "2026-11-23", or None; the rule is `quiet`.

    It lies ahead for those who are booked on training to come, or sent apologies for a meeting.
    """
    met = heard_at_meetings().with_only_columns(func.max(Meeting.date))
    trained = heard_at_training().with_only_columns(func.max(TrainingEvent.date))
    days = (
        Member.last_heard,
        met.where(Attendance.member_id == Member.id).correlate(Member).scalar_subquery(),
        trained.where(TrainingPlace.member_id == Member.id).correlate(Member).scalar_subquery(),
    )
    known = (func.coalesce(type_coerce(day, String), "") for day in days)
    return func.nullif(func.max(*known), "")


def heard_at_meetings() -> Select[dt.date]:
    """Ask for the days of meetings where people were heard: they came, or sent apologies."""
    return (
        select(Meeting.date)
        .join(Attendance, Attendance.meeting_id == Meeting.id)
        .where(Attendance.status.in_(HEARD_AT_MEETING), Attendance.taken_off.is_(False))
    )


def heard_at_training() -> Select[dt.date]:
    """Ask for the days of training where people were heard: they are booked on it, or came."""
    return (
        select(TrainingEvent.date)
        .join(TrainingPlace, TrainingPlace.event_id == TrainingEvent.id)
        .where(TrainingPlace.status.in_(HEARD_AT_TRAINING))
    )


def stands_here_still(day: dt.date) -> ColumnElement[bool]:
    """Hold people whose status tells that they are here and who have left by `day`."""
    return and_(Member.status.not_in(GONE), Member.left.is_not(None), Member.left <= day)


def _stays(day: dt.date, person: type[Member]) -> ColumnElement[bool]:
    """Hold those of people whose status says that they are here who have not left by `day`."""
    return or_(person.left.is_(None), person.left > day)


@functools.lru_cache(maxsize=_DAYS)
def belongs_to_gone(column: InstrumentedAttribute[int | None], day: dt.date) -> ColumnElement[bool]:
    """Hold rows whose `column` has the id of somebody who has left or died by the end of `day`."""
    person = aliased(Member)
    return exists().where(person.id == column, not_(not_gone(day, person)))


def points_to_spared(
    record: str, column: ColumnElement[int | None], day: dt.date
) -> ColumnElement[bool]:
    """Hold rows whose `column` has the id of a person, of the type `record`, not to be contacted.

    Nothing is held where that type is no person whom we may write to.
    """
    if record != Member.__tablename__:
        return false()
    person = aliased(Member)
    return exists().where(person.id == column, not_(may_contact(day, person)))


def words_for_spared(
    session: Session, record: str, ids: Sequence[int], day: dt.date
) -> Mapping[int, str]:
    """Return what is told of those of some records of a type to whom nothing may be sent."""
    spared = not_to_contact(session, record, ids, day)
    died = select(Member.id).where(Member.id.in_(spared), Member.status == "died")
    dead = frozenset(session.scalars(died)) if spared else frozenset[int]()
    return {one: _("died") if one in dead else _("not to be contacted") for one in spared}


def not_to_contact(
    session: Session, record: str, ids: Iterable[int], day: dt.date
) -> frozenset[int]:
    """Return which of some records of a type are people to whom nothing may be sent on `day`."""
    if record != Member.__tablename__:
        return frozenset()
    some = Member.id.in_(set(ids))
    return frozenset(session.scalars(select(Member.id).where(some, not_(may_contact(day)))))
