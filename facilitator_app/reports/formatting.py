"""How dates, numbers and lists are written in every paper, on top of the domain's own ways."""

from __future__ import annotations

import datetime as dt
import re

from facilitator_app.domain import amounts, dates
from facilitator_app.i18n import _
from facilitator_app.locale_formats import short_month, show_percent

NO_VALUE = "–"


def format_date(date: dt.date) -> str:
    """3 March 2026, the day never parted from its month."""
    return _in_one_piece(dates.show_long_date(date))


def format_weekday_date(date: dt.date) -> str:
    """Tuesday 3 March 2026."""
    return _in_one_piece(dates.show_weekday_date(date))


def _in_one_piece(words: str) -> str:
    return re.sub(r"(\d\.?) (?=[^\W\d])", "\\1\xa0", words)


def format_short_date(date: dt.date | None) -> str:
    """3 Mar 2026 in one piece, or nothing."""
    return dates.show_date(date).replace(" ", "\xa0") if date else ""


def format_quarter(quarter: int) -> str:
    """Apr–Jun for quarter 1 of a financial year."""
    first = quarter * 3 % 12 + 1
    return _("{first}–{last}").format(first=short_month(first), last=short_month(first + 2))


def format_share(part: int, whole: int) -> str:
    """78%, rounded to whole per cent, halves up; a dash where there is nothing to share."""
    return show_percent(amounts.percent(part, whole)) if whole > 0 else NO_VALUE


def format_hours(minutes: int) -> str:
    """Hours in tenths, halves of a tenth up: 7.5."""
    return amounts.show_tenths(amounts.half_up(minutes, 6))
