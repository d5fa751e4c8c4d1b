"""What every part of the invented network is made from: the order, the texts, dice and rows."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass
from typing import Any

from facilitator_app.clock import FixedClock, fixed_on
from facilitator_app.domain.dates import financial_year, show_date
from facilitator_app.domain.errors import AppError
from facilitator_app.i18n import _, show_number
from facilitator_app.sample import build_lives, geography, people_names, phrases
from facilitator_app.store.base import Record
from facilitator_app.store.ids import Ids

FEWEST, MOST = 40, 1_000_000
CORE = 96  # so many people come to meetings, however many members there are
EARLIEST, LATEST = dt.date(2012, 1, 1), dt.date(2080, 12, 31)  # ids have room until 2089
_SOON = 90  # days into a financial year until which the one before counts as the last of the order
DAY = dt.timedelta(days=1)
_FIRST_IDS = dt.datetime(2020, 1, 2, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Order:
    """What to build: so many members, so many financial years of meetings until `as_at`."""

    members: int
    years: int
    seed: int
    as_at: dt.date

    def check(self) -> None:
        """Raise AppError if such a network cannot be built."""
        if not FEWEST <= self.members <= MOST:
            raise AppError(
                _("Ask for {fewest} to {most} members.").format(
                    fewest=FEWEST, most=show_number(MOST)
                )
            )
        if not 1 <= self.years <= 20:
            raise AppError(_("Ask for 1 to 20 years."))
        if not EARLIEST <= self.as_at <= LATEST:
            raise AppError(
                _("Choose a date from {first} to {last}.").format(
                    first=show_date(EARLIEST), last=show_date(LATEST)
                )
            )

    @property
    def start(self) -> dt.date:
        """The 1 April on which the first of the years begins.

        The year of `as_at` counts as one of them once it is three months old.
        """
        last = financial_year(self.as_at - _SOON * DAY)
        return dt.date(last - self.years + 1, 4, 1)


@dataclass(frozen=True, slots=True)
class Texts:
    """Every text of `resources/sample/`."""

    names: people_names.People
    places: geography.Geography
    words: phrases.Phrases
    lives: build_lives.Lives


class Makings:
    """The order with its texts; gives seeded dice and takes the rows that are made."""

    def __init__(self, order: Order) -> None:
        """Read the texts and begin with no rows."""
        self.order = order
        self.texts = Texts(
            people_names.load(), geography.load(), phrases.load(), build_lives.load()
        )
        self.rows: dict[type[Record], list[dict[str, Any]]] = {}
        # Later than the file itself, and than the first day of ids, so that none is given twice.
        later = FixedClock(max(fixed_on(order.as_at).at, _FIRST_IDS) + dt.timedelta(seconds=1))
        self._ids = Ids(later, self.dice("ids"))

    def dice(self, subject: str) -> random.Random:
        """Return dice of their own for `subject`: a change elsewhere does not turn them."""
        return random.Random(f"{self.order.seed}/{subject}")

    def next_id(self) -> int:
        """Return an id that nothing else has."""
        return self._ids.next()

    def add(self, cls: type[Record], **values: Any) -> int:
        """Keep a row of `cls` to be written; return its id."""
        values.setdefault("id", self.next_id())
        self.rows.setdefault(cls, []).append(values)
        found: int = values["id"]
        return found


def working_day(day: dt.date) -> dt.date:
    """Return `day`, or the Monday after if it is at a weekend."""
    return day + max(0, 7 - day.weekday()) * DAY if day.weekday() > 4 else day


def working_day_after(day: dt.date) -> dt.date:
    """Return the next day that is neither at a weekend nor Christmas, Boxing or New Year's Day."""
    found = working_day(day + DAY)
    while (found.month, found.day) in ((12, 25), (12, 26), (1, 1)):
        found = working_day(found + DAY)
    return found


def between(dice: random.Random, first: dt.date, last: dt.date) -> dt.date:
    """Return a day from `first` to `last`, both included; `first` if there is none."""
    return first + dice.randint(0, max(0, (last - first).days)) * DAY
