"""The conditions in SQL say of every member and seat what the rule says in Python."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from facilitator_app.clock import fixed_on
from facilitator_app.domain import membership as rule
from facilitator_app.domain.meetings import CAME, register_filled
from facilitator_app.domain.membership import Standing
from facilitator_app.queries import membership, registers
from facilitator_app.records.bodies import Body, Seat
from facilitator_app.records.meetings import Attendance, Meeting
from facilitator_app.records.members import Member
from facilitator_app.services import files
from facilitator_app.services.files import File
from facilitator_app.store.labels import Label
from tests.conftest import PASSPHRASE, TODAY

DAY = dt.timedelta(days=1)
MARKS = tuple(TODAY + n * DAY for n in (-40, -1, 0, 30))
STATUSES = ("applied", "induction", "current", "break", "stepped_back", "left", "died", "abroad")
DAYS = st.dates(TODAY - 60 * DAY, TODAY + 60 * DAY) | st.sampled_from(MARKS)
People = dict[int, Standing]
Seats = dict[int, tuple[Standing, dt.date, dt.date | None]]


def people() -> list[Standing]:
    """Every status with every order of a few days, and some by chance."""
    every = itertools.product(STATUSES, (None, *MARKS), (None, *MARKS), (None, MARKS[0], MARKS[2]))
    dice = random.Random(8)
    near = [None, *(TODAY + n * DAY for n in range(-60, 60))]
    chance = (
        (dice.choice(STATUSES), dice.choice(near), dice.choice(near), dice.choice(near))
        for _one in range(200)
    )
    return [Standing(*one) for one in (*every, *chance)]


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[File]:
    path = tmp_path_factory.mktemp("membership") / "many.facilitator"
    file = files.create(path, PASSPHRASE, "Three Valleys", fixed_on(TODAY), who="Fran Tester")
    dice = random.Random(9)
    found = people()
    with file.store.write(Label("Add people")) as work:
        work.insert_many(Body, [{"name": "Group", "short_name": "PG", "type": "other"}])
        work.insert_many(
            Member,
            [
                {"forenames": "Ann", "surname": f"Sample {at}", "status": one.status,
                 "joined": one.joined, "left": one.left, "last_heard": one.last_heard}
                for at, one in enumerate(found)
            ],
        )  # fmt: skip
    with file.store.write(Label("Add seats")) as work:
        body = work.session.scalars(select(Body.id)).one()
        work.insert_many(
            Seat,
            [
                {"member_id": member, "body_id": body, "role": "member",
                 "starts": dice.choice((None, *MARKS[:2])), "ends": dice.choice((None, *MARKS[1:]))}
                for member in work.session.scalars(select(Member.id))
            ],
        )  # fmt: skip
    yield file
    file.close()


@pytest.fixture(scope="module")
def known(network: File) -> People:
    with network.store.read() as session:
        return {one.id: membership.standing(one) for one in session.scalars(select(Member))}


@pytest.fixture(scope="module")
def seats(network: File, known: People) -> Seats:
    with network.store.read() as session:
        rows = session.execute(select(Seat.id, Seat.member_id, Seat.starts, Seat.ends)).all()
    return {row.id: (known[row.member_id], row.starts, row.ends) for row in rows}


def held(session: Session, cls: type[Any], where: ColumnElement[bool]) -> set[int]:
    return set(session.scalars(select(cls.id).where(where)))


@given(day=DAYS)
def test_people_on_a_day(network: File, known: People, day: dt.date) -> None:
    pairs = (
        (membership.counted, rule.is_counted),
        (membership.expected, rule.is_expected),
        (membership.spared, rule.is_spared),
        (membership.may_contact, rule.may_contact),
        (membership.rung, rule.is_rung),
    )
    with network.store.read() as session:
        for where, asked in pairs:
            right = {one for one, person in known.items() if asked(person, day)}
            assert held(session, Member, where(day)) == right, where.__name__
        peace = {one for one, person in known.items() if not rule.may_contact(person, day)}
        assert membership.not_to_contact(session, "member", known, day) == peace
        assert membership.not_to_contact(session, "body", known, day) == frozenset()


@pytest.mark.parametrize("day", MARKS)
def test_people_not_heard_from(network: File, known: People, day: dt.date) -> None:
    with network.store.read() as session:
        lines = session.execute(  # what another test wrote into the registers
            membership.heard_at_meetings().add_columns(Attendance.member_id)
        ).all()
        met: dict[int, list[dt.date]] = {}
        for when, one in lines:
            met.setdefault(one, []).append(when)
        silent = {
            one for one, person in known.items() if rule.is_quiet(person, day, 20, met.get(one, ()))
        }
        assert held(session, Member, membership.quiet(day, 20)) == silent


@pytest.mark.parametrize("status", ["expected", "present", "in_attendance", "apologies", "absent"])
def test_lines_of_a_register(network: File, known: People, status: str) -> None:
    with network.store.write(Label("Add meeting")) as work:
        body = work.session.scalars(select(Body.id)).one()
        work.insert_many(Meeting, [{"body_id": body, "date": TODAY, "status": "scheduled"}])
        meeting = max(work.session.scalars(select(Meeting.id)))
        off = set(list(known)[::2])
        line = {"meeting_id": meeting, "status": status}
        work.insert_many(
            Attendance, [{**line, "member_id": one, "taken_off": one in off} for one in known]
        )
    came = status in CAME
    stands = {
        one
        for one, person in known.items()
        if rule.is_on_register(person, TODAY, came=came, taken_off=one in off)
    }
    spared = {one for one in stands if status == "expected" and rule.is_spared(known[one], TODAY)}
    with network.store.read() as session:
        rows = select(Attendance.member_id).join(Member, Member.id == Attendance.member_id)
        own = rows.where(Attendance.meeting_id == meeting)
        assert set(session.scalars(own.where(membership.on_register(TODAY)))) == stands
        assert set(session.scalars(own.where(membership.waited_for(TODAY)))) == stands - spared


@pytest.mark.parametrize("off", [False, True])
@pytest.mark.parametrize("other", ["expected", "apologies", "absent", "present", "in_attendance"])
def test_meetings_whose_register_was_filled(network: File, other: str, off: bool) -> None:
    """The condition holds what the rule says; a line that was taken off tells nothing."""
    with network.store.write(Label("Add meeting")) as work:
        body = work.session.scalars(select(Body.id)).one()
        work.insert_many(Meeting, [{"body_id": body, "date": TODAY, "status": "held"}])
        meeting = max(work.session.scalars(select(Meeting.id)))
        one, two = tuple(work.session.scalars(select(Member.id).limit(2)))
        line = {"meeting_id": meeting, "status": "expected", "taken_off": False}
        last = {"member_id": two, "status": other, "taken_off": off}
        work.insert_many(Attendance, [{**line, "member_id": one}, {**line, **last}])
    filled = register_filled(("expected",) if off else ("expected", other))
    with network.store.read() as session:
        assert (meeting in held(session, Meeting, registers.with_register_filled())) is filled


@given(one=DAYS, other=DAYS)
def test_people_within_a_period(network: File, known: People, one: dt.date, other: dt.date) -> None:
    first, last = sorted((one, other))
    with network.store.read() as session:
        for where, asked in (
            (membership.joined_within, rule.joined_within),
            (membership.left_within, rule.left_within),
        ):
            right = {at for at, person in known.items() if asked(person, first, last)}
            assert held(session, Member, where(first, last)) == right


@given(day=DAYS)
def test_seats_on_a_day(network: File, seats: Seats, day: dt.date) -> None:
    right = {
        one for one, (who, starts, ends) in seats.items() if rule.holds_seat(who, starts, ends, day)
    }
    within = {
        one
        for one, (_who, starts, ends) in seats.items()
        if (starts or day) <= day <= (ends or day)
    }
    with network.store.read() as session:
        assert held(session, Seat, membership.seat_held(day)) == right
        assert held(session, Seat, membership.seat_vacated(day)) == within - right
        joined = select(Seat.id).join(Member, Member.id == Seat.member_id)
        assert set(session.scalars(joined.where(membership.seat_held(day)))) == right
