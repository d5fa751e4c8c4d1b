"""How dates, numbers and lists are written in every paper, on top of the domain's own ways."""

from __future__ import annotations

import datetime as dt

from facilitator_app.domain import amounts, dates
from facilitator_app.i18n import N_, _

_QUARTERS = (N_("Apr–Jun"), N_("Jul–Sep"), N_("Oct–Dec"), N_("Jan–Mar"))
NO_VALUE = "–"


def format_date(date: dt.date) -> str:
    """3 March 2026, the day never parted from its month."""
    return f"{date.day}\xa0{_(dates.MONTHS[date.month - 1])} {date.year}"


def format_weekday_date(date: dt.date) -> str:
    """Tuesday 3 March 2026."""
    return f"{_(dates.DAYS[date.weekday()])} {format_date(date)}"


def format_short_date(date: dt.date | None) -> str:
    """3 Mar 2026 in one piece, or nothing."""
    return dates.show_date(date).replace(" ", "\xa0") if date else ""


def format_quarter(quarter: int) -> str:
    """Apr–Jun for quarter 1 of a financial year."""
    return _(_QUARTERS[quarter - 1])


def format_number(value: int) -> str:
    """1,234."""
    return f"{value:,}"


def format_share(part: int, whole: int) -> str:
    """78 %, rounded to whole per cent, halves up; a dash where there is nothing to share."""
    return f"{amounts.percent(part, whole)}\xa0%" if whole > 0 else NO_VALUE


def format_hours(minutes: int) -> str:
    """Hours in tenths, halves of a tenth up: 7.5."""
    return amounts.show_tenths(amounts.half_up(minutes, 6))


def join_list(parts: list[str]) -> str:
    """One, two and three."""
    if len(parts) < 2:
        return "".join(parts)
    return _("{first} and {last}").format(first=", ".join(parts[:-1]), last=parts[-1])
