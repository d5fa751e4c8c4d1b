"""When each body met, and when it meets next: never at a weekend, never two on one day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from facilitator_app.domain.dates import add_months
from facilitator_app.sample.build_base import DAY, Makings, working_day_after
from facilitator_app.sample.build_bodies import BuiltBody

_LEADING = "PG"  # the body that meets on the working day after the sample's date
_NOTICE, _AGENDA, _JUST_HELD = 14, 40, 21  # days


@dataclass(frozen=True, slots=True)
class Planned:
    """A meeting of a body; `status` a code of meeting_status, `approved_on` if its minutes were.

    `previous` is the day of the body's meeting before it, `next` of the one after, if known.
    """

    body: BuiltBody
    date: dt.date
    status: str
    previous: dt.date
    next: dt.date | None
    approved_on: dt.date | None

    @property
    def held(self) -> bool:
        """Whether it took place."""
        return self.status in ("held", "minutes", "approved")


def build(makings: Makings, bodies: list[BuiltBody]) -> list[Planned]:
    """Return all meetings of all bodies in the order of their days."""
    order = makings.order
    taken = {order.as_at}
    days: dict[str, list[dt.date]] = {}
    for body in sorted(bodies, key=lambda one: one.short != _LEADING):
        wanted = _leading(makings) if body.short == _LEADING else _usual(makings, body)
        days[body.short] = [_free(day, taken) for day in wanted]
        taken.update(days[body.short])
    latest = max(day for found in days.values() for day in found if day < order.as_at)
    planned = [
        one
        for body in bodies
        for one in _planned(body, sorted(days[body.short]), order.as_at, latest)
        if one.date >= order.start
    ]
    return sorted(planned, key=lambda one: one.date)


def _leading(makings: Makings) -> list[dt.date]:
    """Return the days of the body whose next meeting is on the next working day."""
    coming = working_day_after(makings.order.as_at)
    week, found = min(4, (coming.day - 1) // 7 + 1), [coming]
    months = -2
    while found[-1] > makings.order.start:
        month = add_months(coming.replace(day=1), months)
        found.append(_nth(month, week, coming.weekday()))
        months -= 2
    ahead = add_months(coming.replace(day=1), 2)
    return [*found, _nth(ahead, week, coming.weekday())]


def _usual(makings: Makings, body: BuiltBody) -> list[dt.date]:
    """Return a body's usual days from before the first year to the first after the date."""
    place, order = body.place, makings.order
    month = dt.date(order.start.year - 1, place.month, 1)
    found: list[dt.date] = []
    while not found or found[-1] <= order.as_at:
        found.append(_nth(month, place.week, place.weekday))
        month = add_months(month, 12 // place.sees)
    return found


def _nth(month: dt.date, week: int, weekday: int) -> dt.date:
    """Return the weekday of a week of the month that begins on `month`, clear of Christmas."""
    first = month + (weekday - month.weekday()) % 7 * DAY
    day = first + (week - 1) * 7 * DAY
    if (day.month, day.day) >= (12, 20):
        return day - 7 * DAY
    return day + 7 * DAY if (day.month, day.day) <= (1, 3) else day


def _free(day: dt.date, taken: set[dt.date]) -> dt.date:
    while day in taken:
        day = working_day_after(day)
    return day


def _planned(
    body: BuiltBody, days: list[dt.date], as_at: dt.date, latest: dt.date
) -> list[Planned]:
    found = []
    for at, day in enumerate(days):
        before = days[at - 1] if at else add_months(day, -12 // body.place.sees)
        after = days[at + 1] if at + 1 < len(days) else None
        approved = after if after is not None and after < as_at else None
        status = _status(day, as_at, approved, latest)
        found.append(Planned(body, day, status, before, after, approved))
    return found


def _status(day: dt.date, as_at: dt.date, approved: dt.date | None, latest: dt.date) -> str:
    ahead = (day - as_at).days
    if ahead > 0:
        return "notice" if ahead <= _NOTICE else "agenda" if ahead <= _AGENDA else "scheduled"
    if approved:
        return "approved"
    return "held" if day == latest and -ahead <= _JUST_HELD else "minutes"
