"""A month as a calendar shows it, and the days that its keys lead to."""

from __future__ import annotations

import datetime as dt

from facilitator_app.domain.dates import EARLIEST, LATEST, add_months

WEEKS, DAYS = 6, 7  # as many rows for every month, so that nothing jumps
_MONTHS = 12

Week = tuple[dt.date | None, ...]


def weeks(of: dt.date, first_weekday: int) -> tuple[Week, ...]:
    """Return six weeks from the one in which the month of `of` begins; None for no day of ours.

    first_weekday: the day with which a week begins, 0 for Monday.
    """
    first = of.replace(day=1).toordinal()
    start = first - (of.replace(day=1).weekday() - first_weekday) % DAYS
    found = [
        dt.date.fromordinal(day) if EARLIEST.toordinal() <= day <= LATEST.toordinal() else None
        for day in range(start, start + WEEKS * DAYS)
    ]
    return tuple(tuple(found[at : at + DAYS]) for at in range(0, len(found), DAYS))


def days_away(day: dt.date, days: int, latest: dt.date = LATEST) -> dt.date:
    """Return the day so many days after `day`, or as near to it as may be chosen."""
    wanted = day.toordinal() + days
    return dt.date.fromordinal(min(max(wanted, EARLIEST.toordinal()), latest.toordinal()))


def months_away(day: dt.date, months: int, latest: dt.date = LATEST) -> dt.date:
    """Return the same day so many months after `day`, of a shorter month the last one.

    Past the ends of what may be chosen it is the nearest that may.
    """
    year = (day.year * _MONTHS + day.month - 1 + months) // _MONTHS
    if not EARLIEST.year <= year <= LATEST.year:
        return EARLIEST if months < 0 else latest
    return days_away(add_months(day, months), 0, latest)


def week_end(day: dt.date, first_weekday: int, *, last: bool, latest: dt.date = LATEST) -> dt.date:
    """Return the first day of the week of `day`, or the last."""
    into = (day.weekday() - first_weekday) % DAYS
    return days_away(day, (DAYS - 1 - into) if last else -into, latest)
