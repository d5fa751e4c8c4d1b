"""Dates as people write them, and the two years that money runs in."""

from __future__ import annotations

import calendar
import datetime as dt
import enum
import re
from collections.abc import Iterable, Sequence

from facilitator_app.domain.collation import fold
from facilitator_app.domain.errors import AppError
from facilitator_app.i18n import N_, _
from facilitator_app.locale_formats import (
    Form,
    date_fillers,
    days_read,
    month_names,
    months_read,
    short_month,
    show_day_as,
    show_time,
)

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Looks(enum.Enum):
    """Which day is meant where none says its year."""

    NEAREST = "nearest"
    BACK = "back"  # the last one up to today: it tells what has happened
    AHEAD = "ahead"  # the next one from today on


EARLIEST = dt.date(1880, 1, 1)
LATEST = dt.date(2199, 12, 31)
_A_LEAP_YEAR = 2000

_NUMBERS = re.compile(r"(\d{1,2})[./\- ](\d{1,2})(?:[./\- ](\d{2}|\d{4}))?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ]00:00(?::00)?)?")
_WORDS = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?\.?[ \-]*([^\W\d_]{3,}(?: [^\W\d_]+)?)\.?,?[ \-]*(\d{2}|\d{4})?\.?"
)
_MONTH_FIRST = re.compile(
    r"([^\W\d_]{3,}(?: [^\W\d_]+)?)\.? +(\d{1,2})(?:st|nd|rd|th)?,? *(\d{4})?"
)
_FROM_NOW = re.compile(
    r"(?:in )?(\d{1,3}|a|an|one|two|three|four|five|six) "
    r"(day|week|fortnight|month|year)(?:s|s'|s’|'s|’s)?"
    r"(?: from (?:now|today)| time)?( ago)?"
)
_NUMBERED = ("one", "two", "three", "four", "five", "six")
_OF = "of"  # "8th of December", in any language: lists are written in English too
_SHIFTS = {N_("today"): 0, N_("tomorrow"): 1, N_("yesterday"): -1}


def show_date(day: dt.date) -> str:
    """Return "3 Mar 2026"."""
    return show_day_as(day, Form.DATE)


def show_moment(at: dt.datetime, today: dt.date) -> str:
    """Return "09:14" for an instant of `today`, with the day before it for any other."""
    here = at.astimezone()
    time = show_time(here.time())
    if here.date() == today:
        return time
    return _("{day}, {time}").format(day=show_date(here.date()), time=time)


def show_long_date(day: dt.date) -> str:
    """Return "3 March 2026"."""
    return show_day_as(day, Form.LONG)


def show_weekday_date(day: dt.date) -> str:
    """Return "Tuesday 3 March 2026"."""
    return show_day_as(day, Form.FULL)


def show_day(day: dt.date) -> str:
    """Return "Tue 3 Mar 2026"."""
    return show_day_as(day, Form.DAY)


def show_short_day(day: dt.date) -> str:
    """Return "3 Mar"."""
    return show_day_as(day, Form.SHORT_DAY)


def parse_date(
    text: str, today: dt.date, *, past: bool = False, looks: Looks = Looks.NEAREST
) -> dt.date:
    """Read a date written in the British order, in words, or as ISO.

    Months and days of the week are the locale's or English ones; a day of the week before a date
    says nothing. A year of two digits is taken near `today`, and where there is none, the day that
    `looks` says; with `past` (births) never after it, and one is asked for: nobody was born near
    today.
    Raises AppError with what to write instead.
    """
    words = " ".join(text.lower().split())
    looking = None if past else looks
    found = (None if past else _relative(words, today)) or _absolute(words, today, looking)
    if found is None and (bare := _bare(words)) != words:
        found = _absolute(bare, today, looking)
    if found is None:
        raise AppError(_("Write a date, such as 3/3/26, 3 mar or tomorrow."))
    if not EARLIEST <= found <= LATEST:
        raise AppError(_("The year {year} cannot be right.").format(year=found.year))
    return found


def _relative(words: str, today: dt.date) -> dt.date | None:
    if words.startswith("in ") or words.endswith((" ago", " now", " today", " time")):
        return _from_now(words, today)
    if any(letter.isdigit() for letter in words):
        return None  # most are dates in figures, and lists bring them by the thousand
    for word, shift in _SHIFTS.items():
        if words == word or fold(words) == fold(_(word)):
            return today + dt.timedelta(days=shift)
    name = words.removeprefix("next ").removeprefix("on ")
    number = _find(name, (*days_read(), _DAYS))
    return None if number is None else today + dt.timedelta((number - today.weekday() - 1) % 7 + 1)


def _from_now(words: str, today: dt.date) -> dt.date | None:
    """Read "in 3 weeks", "a fortnight ago"; a month has the same day of it, or the last one."""
    match = _FROM_NOW.fullmatch(words)
    if match is None:
        return None
    said, unit, ago = match[1], match[2], match[3]
    number = (
        int(said) if said.isdigit() else 1 + (_NUMBERED.index(said) if said in _NUMBERED else 0)
    )
    number = -number if ago else number
    if unit in ("month", "year"):
        return add_months(today, number * (12 if unit == "year" else 1))
    return today + dt.timedelta(number * {"day": 1, "week": 7, "fortnight": 14}[unit])


def _absolute(words: str, today: dt.date, looks: Looks | None) -> dt.date | None:
    """Read a date in figures or words; looks: None if it is so far back that its year is asked."""
    if match := _ISO.fullmatch(words):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMBERS.fullmatch(words):
        return _near(int(match[1]), int(match[2]), match[3], today, looks)
    if match := _WORDS.fullmatch(words):
        day, name, year = match[1], match[2], match[3]
    elif match := _MONTH_FIRST.fullmatch(words):
        day, name, year = match[2], match[1], match[3]
    else:
        return None
    month = _find(name, (*months_read(), _MONTHS))
    return None if month is None else _near(int(day), month + 1, year, today, looks)


def _bare(words: str) -> str:
    """Leave out a day of the week in front, and what only joins the parts of a date."""
    weekday = re.match(r"(\D+?)[,.]* +(?=\d)", words)
    if weekday and _find(weekday[1], (*days_read(), _DAYS)) is not None:
        words = words[weekday.end() :]
    words = words.removeprefix("the ")
    for filler in (*date_fillers(), _OF):
        words = words.replace(f" {filler} ", " ")
    return words


def _find(name: str, named: Iterable[Sequence[str]]) -> int | None:
    """Return the place of `name`, or of what begins with its three letters or more."""
    wanted = name.rstrip(".")
    known = [[one.lower().rstrip(".") for one in names] for names in named]
    for names in known:
        if wanted in names:
            return names.index(wanted)
    for names in known:
        for number, one in enumerate(names):
            if len(wanted) >= 3 and one.startswith(wanted):
                return number
    return None


def _near(day: int, month: int, year: str | None, today: dt.date, looks: Looks | None) -> dt.date:
    past = looks is None
    if year is None and looks is None:
        raise AppError(
            _("Write the year too, such as {day} {month} 1950.").format(
                day=day, month=short_month(month) if 1 <= month <= 12 else month
            )
        )
    if year is None:
        return _without_year(day, month, today, looks or Looks.NEAREST)
    if len(year) == 4:
        return _day(int(year), month, day)
    full = today.year // 100 * 100 + int(year)
    latest = today.year if past else today.year + 20
    shift = -100 if full > latest else 100 if full + 100 <= latest else 0
    found = _day(full + shift, month, day)
    return _day(found.year - 100, month, day) if past and found > today else found


def _without_year(day: int, month: int, today: dt.date, looks: Looks) -> dt.date:
    """Take the nearest such day, or the nearest on the side of today that is looked to."""
    leap_day = (month, day) == (2, 29)
    years = range(today.year - 8, today.year + 9)
    days = [_day(y, month, day, told=False) for y in years if calendar.isleap(y) or not leap_day]
    if looks is Looks.BACK:
        days = [one for one in days if one <= today]
    elif looks is Looks.AHEAD:
        days = [one for one in days if one >= today]
    return min(days, key=lambda found: abs((found - today).days))


def _day(year: int, month: int, day: int, *, told: bool = True) -> dt.date:
    """Return a day; raise AppError if there is none. told: somebody wrote the year."""
    if not 1 <= month <= 12:
        raise AppError(_("There are 12 months; write the day first, such as 24/11/26."))
    if not 1 <= year <= 9999:
        raise AppError(_("The year {year} cannot be right.").format(year=year))
    last = calendar.monthrange(year if told else _A_LEAP_YEAR, month)[1]
    if not 1 <= day <= last:
        name = month_names()[month - 1]
        when = f"{name} {year}" if month == 2 and told else name
        example = f"24 {short_month(month)}{f' {year}' if told else ''}"
        raise AppError(
            _("{month} has {last} days. Write the day again, for example {example}.").format(
                month=when, last=last, example=example
            )
        )
    return dt.date(year, month, day)


def financial_year(day: dt.date) -> int:
    """Return the year in which the financial year of `day` began (1 April to 31 March)."""
    return day.year if day >= dt.date(day.year, 4, 1) else day.year - 1


def financial_year_bounds(begins: int) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of the financial year that began in `begins`."""
    return dt.date(begins, 4, 1), dt.date(begins + 1, 3, 31)


def this_financial_year(today: dt.date) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of the financial year of `today`."""
    return financial_year_bounds(financial_year(today))


def financial_year_name(begins: int) -> str:
    """Return "2025-26" for 2025."""
    return f"{begins}-{(begins + 1) % 100:02d}"


def parse_financial_year(text: str) -> int:
    """Read "2025-26" (or "2025/26", "2025"); raise AppError for others, and those out of reach."""
    match = re.fullmatch(r"(\d{4})(?:[-/](\d{2}|\d{4}))?", text.strip())
    if match and (match[2] is None or int(match[2][-2:]) == (int(match[1]) + 1) % 100):
        year = int(match[1])
        if EARLIEST.year <= year < LATEST.year:
            return year
        raise AppError(
            _("Choose a financial year from {first} to {last}.").format(
                first=financial_year_name(EARLIEST.year), last=financial_year_name(LATEST.year - 1)
            )
        )
    raise AppError(_("Write the financial year as 2025-26."))


def tax_year_start(day: dt.date) -> dt.date:
    """Return the 6 April on which the tax year of `day` began (HMRC EIM71153)."""
    start = dt.date(day.year, 4, 6)
    return start if day >= start else dt.date(day.year - 1, 4, 6)


def days_between(start: dt.date, end: dt.date) -> int:
    """Return whole days from `start` to `end`."""
    return (end - start).days


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the same day of a later month, or that month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
