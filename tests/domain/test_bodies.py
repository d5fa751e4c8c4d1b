"""Terms of seats, and the letters and years of bodies."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.domain.bodies import body_problems, in_force, seat_problems

DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2050, 1, 1))


@given(st.none() | DAYS, st.none() | DAYS, DAYS)
def test_a_seat_is_held_from_its_first_day_to_its_last(
    starts: dt.date | None, ends: dt.date | None, day: dt.date
) -> None:
    within = (starts or dt.date.min) <= day <= (ends or dt.date.max)
    assert in_force(starts, ends, day) == within


@pytest.mark.parametrize(
    ("ends", "day", "held"),
    [
        (None, dt.date(1990, 1, 1), True),
        (dt.date(2026, 3, 31), dt.date(1990, 1, 1), True),
        (dt.date(2026, 3, 31), dt.date(2026, 3, 31), True),
        (dt.date(2026, 3, 31), dt.date(2026, 4, 1), False),
    ],
)
def test_a_seat_held_since_nobody_knows_when_is_held_until_it_ends(
    ends: dt.date | None, day: dt.date, held: bool
) -> None:
    assert in_force(None, ends, day) is held
    assert seat_problems({"starts": None, "ends": ends}, None) == {}


@given(DAYS, DAYS)
def test_a_term_that_is_refused_is_never_in_force(starts: dt.date, ends: dt.date) -> None:
    refused = bool(seat_problems({"starts": starts, "ends": ends}, None))
    assert refused == (ends < starts)
    assert in_force(starts, ends, starts) is not refused


@pytest.mark.parametrize("letters", ["PG", "UF2", "NSSGCOLO", "A1"])
def test_letters_that_make_references(letters: str) -> None:
    assert body_problems({"short_name": letters}, None) == {}


@pytest.mark.parametrize(
    "letters", ["", None, "P", "pg", "1A", "PG/", "P G", "ABCDEFGHI", "PG\n", "ÅG"]
)
def test_letters_that_do_not(letters: str | None) -> None:
    found = body_problems({"short_name": letters}, None)
    assert found == {"short_name": "Write two to eight letters, such as PG."}


def test_a_group_ends_after_it_started() -> None:
    day = dt.date(2026, 3, 31)
    values = {"short_name": "PG", "started": day, "ended": day}
    assert body_problems(values, None) == {}
    early = body_problems(values | {"ended": day - dt.timedelta(days=1)}, None)
    assert list(early) == ["ended"]
    assert seat_problems({"starts": day, "ends": None}, None) == {}
