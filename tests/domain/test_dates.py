"""Dates as people write them, against a table worked out by hand; 23 November 2026 is a Monday."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.domain import dates
from facilitator_app.domain.errors import AppError

TODAY = dt.date(2026, 11, 23)
anyday = st.dates(dates.EARLIEST, dates.LATEST)


def d(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3/3/26", "2026-03-03"), ("03/03/2026", "2026-03-03"), ("3.3.26", "2026-03-03"),
        ("3-3-26", "2026-03-03"), ("3 3 26", "2026-03-03"), (" 3/3/26 ", "2026-03-03"),
        ("3 mar 2026", "2026-03-03"), ("3rd March 2026", "2026-03-03"),
        ("3MAR26", "2026-03-03"), ("3-Mar-26", "2026-03-03"), ("March 3, 2026", "2026-03-03"),
        ("mar 3rd 2026", "2026-03-03"), ("12 sept 2026", "2026-09-12"),
        ("2026-03-03", "2026-03-03"), ("2026-3-3", "2026-03-03"),
        ("2026-03-03T00:00:00", "2026-03-03"), ("2026-03-03 00:00", "2026-03-03"),
        ("24/12/2026", "2026-12-24"), ("29/2/2028", "2028-02-29"), ("29/2/28", "2028-02-29"),
        ("3/4/58", "1958-04-03"), ("3/4/46", "2046-04-03"), ("3/4/47", "1947-04-03"),
        ("1/1/1880", "1880-01-01"), ("31/12/2199", "2199-12-31"),
        ("today", "2026-11-23"), ("Tomorrow", "2026-11-24"), ("yesterday", "2026-11-22"),
        ("tue", "2026-11-24"), ("next tue", "2026-11-24"), ("Tuesday", "2026-11-24"),
        ("mon", "2026-11-30"), ("next monday", "2026-11-30"), ("sun", "2026-11-29"),
        ("on thurs", "2026-11-26"),
        ("3 mar", "2027-03-03"), ("3/3", "2027-03-03"), ("1 dec", "2026-12-01"),
        ("1 nov", "2026-11-01"), ("30 may", "2026-05-30"), ("20 may", "2027-05-20"),
        ("29 feb", "2028-02-29"),
        ("8th of December 2026", "2026-12-08"), ("the 8th of Dec", "2026-12-08"),
        ("Tue 8th of December 2026", "2026-12-08"),
        ("in 3 weeks", "2026-12-14"), ("In 3 Weeks", "2026-12-14"), ("in a week", "2026-11-30"),
        ("in two days", "2026-11-25"), ("in a fortnight", "2026-12-07"),
        ("in 1 day", "2026-11-24"), ("in 3 months", "2027-02-23"), ("in a year", "2027-11-23"),
        ("3 weeks ago", "2026-11-02"), ("a month ago", "2026-10-23"),
        ("3 days from now", "2026-11-26"), ("in 2 weeks' time", "2026-12-07"),
    ],
)  # fmt: skip
def test_read(text: str, day: str) -> None:
    assert dates.parse_date(text, TODAY) == d(day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3/4/58", "1958-04-03"), ("3/4/26", "2026-04-03"), ("3/12/26", "1926-12-03"),
        ("3/4/27", "1927-04-03"), ("24/11/26", "1926-11-24"), ("23/11/26", "2026-11-23"),
        ("3/4/00", "2000-04-03"), ("29/2/24", "2024-02-29"), ("29/2/60", "1960-02-29"),
    ],
)  # fmt: skip
def test_births_are_never_to_come(text: str, day: str) -> None:
    assert dates.parse_date(text, TODAY, past=True) == d(day)


@pytest.mark.parametrize(
    ("text", "back", "near", "ahead"),
    [
        ("8th of December", "2025-12-08", "2026-12-08", "2026-12-08"),
        ("23 nov", "2026-11-23", "2026-11-23", "2026-11-23"),
        ("22/11", "2026-11-22", "2026-11-22", "2027-11-22"),
        ("1 mar", "2026-03-01", "2027-03-01", "2027-03-01"),
        ("29 feb", "2024-02-29", "2028-02-29", "2028-02-29"),
        ("8/12/26", "2026-12-08", "2026-12-08", "2026-12-08"),  # somebody wrote the year
    ],
)  # fmt: skip
def test_a_date_without_a_year_looks_the_way_of_its_field(
    text: str, back: str, near: str, ahead: str
) -> None:
    for looks, day in (
        (dates.Looks.BACK, back), (dates.Looks.NEAREST, near), (dates.Looks.AHEAD, ahead),
    ):  # fmt: skip
        assert dates.parse_date(text, TODAY, looks=looks) == d(day)


@pytest.mark.parametrize("text", ["3 mar", "24/2", "29 feb", "Sat 3 Mar", "3/13"])
def test_a_birth_has_a_year(text: str) -> None:
    with pytest.raises(AppError, match=r"Write the year too, such as \d+ (Mar|Feb|13) 1950\."):
        dates.parse_date(text, TODAY, past=True)


@pytest.mark.parametrize("text", ["today", "yesterday", "monday"])
def test_nobody_was_born_near_today(text: str) -> None:
    with pytest.raises(AppError, match="Write a date"):
        dates.parse_date(text, TODAY, past=True)


@pytest.mark.parametrize(
    ("today", "day"),
    [
        ("2028-01-10", "2028-02-29"), ("2027-12-01", "2028-02-29"), ("2025-03-01", "2024-02-29"),
        ("2103-01-01", "2104-02-29"),
    ],
)  # fmt: skip
def test_the_leap_day_without_a_year(today: str, day: str) -> None:
    assert dates.parse_date("29 feb", d(today)) == d(day)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("31/02/2026", "February 2026 has 28 days. Write the day again, for example 24 Feb 2026."),
        ("30/2/2028", "February 2028 has 29 days"), ("29/2/58", "February 1958 has 28 days"),
        ("31/4/26", "April has 30 days"), ("31 june", "for example 24 Jun."),
        ("30/2", "February has 29 days. Write the day again, for example 24 Feb."),
        ("0/3/26", "March has 31"),
        ("3/13/26", "There are 12 months; write the day first"),
        ("3/0/26", "There are 12 months"),
        ("2026-13-01", "There are 12 months"), ("3/3/0000", "The year 0 cannot be right"),
        ("3/3/1850", "The year 1850 cannot be right"),
        ("3/3/2300", "The year 2300 cannot be right"),
        ("", "Write a date"), ("soon", "Write a date"), ("3", "Write a date"),
        ("3/3/126", "Write a date"), ("3 smarch 26", "Write a date"), ("m", "Write a date"),
        ("next", "Write a date"), ("2026-03-03T10:30", "Write a date"),
        ("3/3/26/1", "Write a date"),
    ],
)  # fmt: skip
def test_refuse(text: str, words: str) -> None:
    with pytest.raises(AppError) as caught:
        dates.parse_date(text, TODAY)
    assert words in str(caught.value)


@given(anyday)
def test_what_is_shown_is_read_back(day: dt.date) -> None:
    for text in (dates.show_date(day), day.isoformat(), f"{day:%d/%m/%Y}", f"{day:%d.%m.%Y}"):
        assert dates.parse_date(text, TODAY) == day


@given(anyday, anyday)
def test_two_digits_mean_a_year_near_today(day: dt.date, today: dt.date) -> None:
    try:
        found = dates.parse_date(f"{day:%d/%m/%y}", today)
    except AppError:
        assert (day.month, day.day) == (2, 29) or not 1880 <= today.year - 79 <= 2199 - 99
        return
    assert (found.day, found.month, found.year % 100) == (day.day, day.month, day.year % 100)
    assert -80 < found.year - today.year <= 20


@given(st.text(max_size=30), st.booleans())
def test_no_text_stops_it(text: str, past: bool) -> None:
    try:
        assert isinstance(dates.parse_date(text, TODAY, past=past), dt.date)
    except AppError as error:
        assert str(error).endswith(".")  # noqa: PT017 - any text may be a date, or refused


def test_shown() -> None:
    assert dates.show_date(d("2026-03-03")) == "3 Mar 2026"
    assert dates.show_day(d("2026-03-03")) == "Tue 3 Mar 2026"
    assert dates.show_long_date(d("2026-03-03")) == "3 March 2026"
    assert dates.show_weekday_date(d("2026-03-03")) == "Tuesday 3 March 2026"


def test_years_that_money_runs_in() -> None:
    assert dates.financial_year(d("2026-03-31")) == 2025
    assert dates.financial_year(d("2026-04-01")) == 2026
    assert dates.financial_year_bounds(2025) == (d("2025-04-01"), d("2026-03-31"))
    assert dates.this_financial_year(d("2026-03-31")) == (d("2025-04-01"), d("2026-03-31"))
    assert dates.this_financial_year(d("2026-04-01")) == (d("2026-04-01"), d("2027-03-31"))
    assert dates.financial_year_name(1999) == "1999-00"
    assert dates.tax_year_start(d("2026-04-05")) == d("2025-04-06")
    assert dates.tax_year_start(d("2026-04-06")) == d("2026-04-06")


@pytest.mark.parametrize("text", ["2025-26", "2025/26", "2025", "2025-2026", " 2025-26 "])
def test_financial_years_as_written(text: str) -> None:
    assert dates.parse_financial_year(text) == 2025


@pytest.mark.parametrize("text", ["2025-27", "25-26", "", "2025-", "next"])
def test_financial_years_that_are_none(text: str) -> None:
    with pytest.raises(AppError, match="as 2025-26"):
        dates.parse_financial_year(text)


@pytest.mark.parametrize("text", ["1800-01", "9999-00", "1800"])
def test_financial_years_out_of_reach_are_told_apart(text: str) -> None:
    with pytest.raises(AppError, match=r"^Choose a financial year from 1\d{3}-\d\d to 2\d{3}-"):
        dates.parse_financial_year(text)


@given(st.integers(1900, 2150))
def test_financial_year_names_are_read_back(begins: int) -> None:
    assert dates.parse_financial_year(dates.financial_year_name(begins)) == begins
    start, end = dates.financial_year_bounds(begins)
    assert dates.financial_year(start) == dates.financial_year(end) == begins
    assert dates.financial_year(end + dt.timedelta(days=1)) == begins + 1


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [("2026-01-31", 1, "2026-02-28"), ("2028-01-31", 1, "2028-02-29"),
     ("2026-11-23", 3, "2027-02-23"), ("2026-03-31", -1, "2026-02-28"),
     ("2026-01-15", -13, "2024-12-15")],
)  # fmt: skip
def test_months_later(day: str, months: int, found: str) -> None:
    assert dates.add_months(d(day), months) == d(found)


def test_days_between() -> None:
    assert dates.days_between(d("2026-11-23"), d("2026-12-01")) == 8
