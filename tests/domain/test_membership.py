"""Whom we count and whom we write to: worked cases, and what holds whatever the dates are."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.domain import membership as rule
from facilitator_app.domain.membership import Standing

DAY = dt.timedelta(days=1)
TODAY = dt.date(2026, 11, 23)
LONG_AGO, LATER = dt.date(2020, 5, 1), dt.date(2027, 2, 1)
STATUSES = ("applied", "induction", "current", "break", "stepped_back", "left", "died", "abroad")
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1))
PEOPLE = st.builds(
    Standing, st.sampled_from(STATUSES), st.none() | DAYS, st.none() | DAYS, st.none() | DAYS
)


@pytest.mark.parametrize(
    ("status", "left", "answers"),
    [  # counted, expected, spared on a register, may be contacted, rung
        ("applied", None, (False, False, False, True, True)),
        ("induction", None, (True, True, False, True, True)),
        ("current", None, (True, True, False, True, True)),
        ("break", None, (True, False, False, True, False)),
        ("stepped_back", None, (True, False, True, False, False)),
        ("abroad", None, (True, False, True, False, False)),
        ("left", None, (False, False, True, False, False)),
        ("died", None, (False, False, True, False, False)),
        ("died", TODAY, (False, False, True, False, False)),
        ("current", TODAY, (False, False, True, False, False)),
        ("current", LATER, (True, True, False, True, True)),
        ("died", LATER, (True, True, False, False, False)),
    ],
)
def test_what_each_status_means_today(
    status: str, left: dt.date | None, answers: tuple[bool, ...]
) -> None:
    person = Standing(status, LONG_AGO, left)
    asked = (rule.is_counted, rule.is_expected, rule.is_spared, rule.may_contact, rule.is_rung)
    assert tuple(one(person, TODAY) for one in asked) == answers


@pytest.mark.parametrize("status", ["left", "died"])
def test_days_before_somebody_went_stay_as_they_were(status: str) -> None:
    person = Standing(status, LONG_AGO, TODAY)
    eve = TODAY - DAY
    assert rule.is_counted(person, eve)
    assert rule.is_expected(person, eve)
    assert rule.holds_seat(person, LONG_AGO, None, eve)
    assert not rule.holds_seat(person, LONG_AGO, None, TODAY)
    assert not rule.may_contact(person, eve)


@pytest.mark.parametrize(
    ("person", "came", "stands"),
    [
        (Standing("current", LONG_AGO), False, True),
        (Standing("stepped_back", LONG_AGO), False, True),
        (Standing("current", LONG_AGO, TODAY + DAY), False, True),
        (Standing("current", LONG_AGO, TODAY), False, False),
        (Standing("died", LONG_AGO), False, False),
        (Standing("died", LONG_AGO, None, TODAY), False, True),
        (Standing("left", LONG_AGO, TODAY - DAY), True, True),
    ],
)
def test_who_stands_on_a_register(person: Standing, came: bool, stands: bool) -> None:
    assert rule.is_on_register(person, TODAY, came=came) is stands
    assert not rule.is_on_register(person, TODAY, came=came, taken_off=True)


def test_without_a_day_of_leaving_they_are_counted_until_last_heard_from() -> None:
    heard = Standing("died", LONG_AGO, None, TODAY)
    assert rule.is_counted(heard, TODAY)
    assert not rule.is_counted(heard, TODAY + DAY)
    assert not rule.may_contact(heard, TODAY)
    assert not rule.was_ever(Standing("died", LONG_AGO))


def test_without_a_day_of_joining_they_have_always_been_there() -> None:
    person = Standing("current")
    assert rule.is_counted(person, dt.date.min)
    assert not rule.joined_within(person, dt.date.min, dt.date.max)
    assert not rule.is_counted(Standing("current", LATER), TODAY)


@given(PEOPLE, DAYS, DAYS)
def test_a_year_adds_up(person: Standing, one: dt.date, other: dt.date) -> None:
    first, last = sorted((one, other))
    start, end = rule.is_counted(person, first - DAY), rule.is_counted(person, last)
    joined = rule.joined_within(person, first, last)
    assert start + joined - rule.left_within(person, first, last) == end


@given(PEOPLE, DAYS)
def test_each_answer_needs_the_wider_one(person: Standing, day: dt.date) -> None:
    assert not rule.is_rung(person, day) or rule.may_contact(person, day)
    assert not rule.is_expected(person, day) or rule.is_counted(person, day)
    assert not rule.is_expected(person, day) or not rule.is_spared(person, day)
    assert not rule.is_counted(person, day) or rule.was_ever(person)
    assert bool(rule.why_not_contacted(person, day)) is not rule.may_contact(person, day)


@given(PEOPLE, st.none() | DAYS, st.none() | DAYS, DAYS)
def test_a_seat_counts_only_while_its_holder_does(
    person: Standing, starts: dt.date | None, ends: dt.date | None, day: dt.date
) -> None:
    within = (starts or dt.date.min) <= day <= (ends or dt.date.max)
    assert rule.holds_seat(person, starts, ends, day) == (within and rule.is_counted(person, day))


@pytest.mark.parametrize(
    ("status", "left", "why", "refused", "usual"),
    [
        ("current", TODAY, None, True, "left"),
        ("break", LONG_AGO, "moved", True, "left"),
        ("current", LONG_AGO, "died", True, "died"),
        ("current", LATER, None, False, None),
        ("current", None, "moved", False, None),
        ("left", LONG_AGO, None, False, None),
        ("died", TODAY, "died", False, None),
    ],
)
def test_a_status_does_not_tell_that_somebody_is_here_who_left(
    status: str, left: dt.date | None, why: str | None, refused: bool, usual: str | None
) -> None:
    values = {"status": status, "left": left, "left_why": why}
    found = rule.status_problems(values, TODAY)
    assert ("They left on" in found.get("status", "")) is refused
    assert rule.usual_status(values, TODAY).get("status") == usual


@given(PEOPLE, DAYS)
def test_nobody_who_is_gone_or_ill_is_written_to(person: Standing, day: dt.date) -> None:
    gone = person.status in ("left", "died") or (person.left is not None and person.left <= day)
    assert not ((gone or person.status == "stepped_back") and rule.may_contact(person, day))


@pytest.mark.parametrize(
    ("status", "left", "words"),
    [
        ("died", None, "Died: nothing is sent any more, and nobody rings."),
        ("current", TODAY, "Left: nothing is sent any more, and nobody rings."),
        ("stepped_back", None,
         "Stepped back for their health: nothing is sent and nobody rings for now."),
        ("abroad", None,
         "Nothing is sent and nobody rings until their status is one that is known."),
        ("left", LATER, "Left: nothing is sent any more, and nobody rings."),
        ("current", None, ""),
    ],
)  # fmt: skip
def test_why_nothing_is_sent(status: str, left: dt.date | None, words: str) -> None:
    assert rule.why_not_contacted(Standing(status, LONG_AGO, left), TODAY) == words


@pytest.mark.parametrize(
    ("heard", "joined", "met", "quiet"),
    [
        (TODAY - 91 * DAY, LONG_AGO, (), True),
        (TODAY - 90 * DAY, LONG_AGO, (), False),
        (None, LONG_AGO, (), True),
        (None, TODAY - 20 * DAY, (), False),
        (None, None, (), True),
        (TODAY - 91 * DAY, TODAY - 20 * DAY, (), True),
        (None, LONG_AGO, (TODAY - 91 * DAY,), True),
        (None, LONG_AGO, (TODAY - 200 * DAY, TODAY - 90 * DAY), False),
        (None, LONG_AGO, (TODAY + 20 * DAY,), False),
    ],
)
def test_who_was_not_heard_from(
    heard: dt.date | None, joined: dt.date | None, met: tuple[dt.date, ...], quiet: bool
) -> None:
    person = Standing("current", joined, last_heard=heard)
    assert rule.is_quiet(person, TODAY, 90, met) == quiet
    assert not rule.is_quiet(Standing("break", joined, last_heard=heard), TODAY, 90, met)


@pytest.mark.parametrize(
    ("born", "joined", "left", "wrong"),
    [
        (None, dt.date(2024, 1, 1), dt.date(2020, 1, 1), ["left"]),
        (None, dt.date(2024, 1, 1), dt.date(2024, 1, 1), []),
        (None, None, dt.date(2020, 1, 1), []),
        (dt.date(2024, 1, 1), dt.date(2020, 1, 1), None, ["born"]),
        (dt.date(1944, 1, 1), dt.date(2020, 1, 1), dt.date(2021, 1, 1), []),
    ],
)
def test_days_that_cannot_be_are_refused(
    born: dt.date | None, joined: dt.date | None, left: dt.date | None, wrong: list[str]
) -> None:
    assert [*rule.problems({"born": born, "joined": joined, "left": left}, None)] == wrong
