"""A month as a calendar shows it."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.domain import months
from facilitator_app.domain.dates import EARLIEST, LATEST

DAYS = st.dates(EARLIEST, LATEST)
MONDAY, SUNDAY = 0, 6


@given(DAYS, st.integers(0, 6))
def test_every_day_of_the_month_stands_under_its_name(day: dt.date, first_weekday: int) -> None:
    found = months.weeks(day, first_weekday)
    assert [len(week) for week in found] == [7] * 6
    whole = [one for week in found for one in week if one is not None]
    own = [one for one in whole if (one.year, one.month) == (day.year, day.month)]
    assert [one.day for one in own] == list(range(1, monthrange(day.year, day.month)[1] + 1))
    for week in found:
        for at, one in enumerate(week):
            assert one is None or one.weekday() == (first_weekday + at) % 7
    assert sum(one == day for one in whole) == 1


def test_a_week_begins_where_the_language_has_it() -> None:
    assert months.weeks(dt.date(2026, 11, 23), MONDAY)[0][0] == dt.date(2026, 10, 26)
    assert months.weeks(dt.date(2026, 11, 23), SUNDAY)[0][0] == dt.date(2026, 11, 1)


@pytest.mark.parametrize(
    ("day", "by", "found"),
    [
        ("2026-11-23", 1, "2026-12-23"),
        ("2026-11-23", -11, "2025-12-23"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2199-12-01", 1, "2199-12-31"),
        ("1880-01-20", -1, "1880-01-01"),
    ],
)
def test_months_go_on_to_the_same_day_or_the_last(day: str, by: int, found: str) -> None:
    assert months.months_away(dt.date.fromisoformat(day), by).isoformat() == found


@given(DAYS, st.integers(-30, 30), DAYS)
def test_no_step_leads_past_the_last_day_that_may_be_chosen(
    day: dt.date, by: int, latest: dt.date
) -> None:
    for to in (
        months.days_away(day, by, latest),
        months.months_away(day, by, latest),
        months.week_end(day, MONDAY, last=True, latest=latest),
    ):
        assert EARLIEST <= to <= latest


def test_the_ends_of_a_week() -> None:
    day = dt.date(2026, 11, 25)  # a Wednesday
    assert months.week_end(day, MONDAY, last=False) == dt.date(2026, 11, 23)
    assert months.week_end(day, MONDAY, last=True) == dt.date(2026, 11, 29)
    assert months.week_end(day, SUNDAY, last=False) == dt.date(2026, 11, 22)
