"""The one place that "today" and "now" come from, so that tests and reports can fix them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Protocol


class Clock(Protocol):
    """Tells the local date and the UTC instant."""

    def today(self) -> dt.date:
        """Return the date on the user's wall."""
        ...

    def now(self) -> dt.datetime:
        """Return the instant, aware, in UTC."""
        ...


class SystemClock:
    """The computer's own clock."""

    def today(self) -> dt.date:
        """Return the date on the user's wall."""
        return dt.datetime.now().astimezone().date()

    def now(self) -> dt.datetime:
        """Return the instant, aware, in UTC."""
        return dt.datetime.now(dt.UTC)


@dataclass(slots=True)
class FixedClock:
    """A clock that stands still at `at` (an aware UTC instant) until it is moved."""

    at: dt.datetime

    def today(self) -> dt.date:
        """Return the date of the instant."""
        return self.at.date()

    def now(self) -> dt.datetime:
        """Return the instant."""
        return self.at


def fixed_on(day: dt.date) -> FixedClock:
    """Return a clock that stands at nine in the morning of `day`."""
    return FixedClock(dt.datetime(day.year, day.month, day.day, 9, 0, tzinfo=dt.UTC))
