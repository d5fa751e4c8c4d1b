"""Training: about five events a year with who came, and two still to come."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from facilitator_app.domain.dates import financial_year_bounds
from facilitator_app.records.training import TrainingEvent, TrainingPlace
from facilitator_app.sample.build_base import DAY, Makings, working_day, working_day_after
from facilitator_app.sample.build_person import SamplePerson
from facilitator_app.sample.geography import Venue
from facilitator_app.sample.phrases import Event

_EVERY_YEAR = ("Welcome day for new members", "Members’ conference of the three valleys")
_AWAY = "Guild of Patient Partners"
_SPREAD = (34, 95, 160, 236, 312)  # days into the financial year
_AHEAD = (23, 64)  # days until the events to come
_NEWCOMER = 300


@dataclass(frozen=True, slots=True)
class Held:
    """A training event that took place, where, and who came; no venue if it was far away."""

    id: int
    date: dt.date
    kind: str
    venue: Venue | None
    came: tuple[SamplePerson, ...]


def build(makings: Makings, people: list[SamplePerson], taken: set[dt.date]) -> list[Held]:
    """Make all events clear of the days in `taken`; return those that took place."""
    dice, order = makings.dice("training"), makings.order
    users = [one for one in people if one.user]
    found = []
    year = order.start.year
    while dt.date(year, 4, 1) < order.as_at:
        for event, day in zip(_programme(makings, dice), _days(dice, year, taken), strict=True):
            if day < order.as_at:
                found.append(_make(makings, dice, event, day, users))
        year += 1
    for event, days in zip(_programme(makings, dice)[2:], _AHEAD, strict=False):
        _make(makings, dice, event, _clear(order.as_at + days * DAY, taken), users)
    return found


def _programme(makings: Makings, dice: random.Random) -> list[Event]:
    """Return five events of a year: two that always are, three by how often they are held."""
    events = makings.texts.words.events
    fixed = [one for one in events if one.title in _EVERY_YEAR]
    rest = [one for one in events if one.title not in _EVERY_YEAR]
    drawn: list[Event] = []
    while len(drawn) < len(_SPREAD) - len(fixed):
        drawn.append(dice.choices(rest, [one.yearly for one in rest])[0])
        rest.remove(drawn[-1])
    return [*fixed, *drawn]


def _days(dice: random.Random, year: int, taken: set[dt.date]) -> list[dt.date]:
    first, _last = financial_year_bounds(year)
    return [_clear(first + (days + dice.randint(0, 20)) * DAY, taken) for days in _SPREAD]


def _clear(day: dt.date, taken: set[dt.date]) -> dt.date:
    day = working_day(day)
    while day in taken:
        day = working_day_after(day)
    taken.add(day)
    return day


def _make(
    makings: Makings, dice: random.Random, event: Event, day: dt.date, users: list[SamplePerson]
) -> Held:
    away = event.provider == _AWAY
    venue = None if away else dice.choice(makings.texts.places.venues)
    where = makings.texts.lives.away[0] if venue is None else venue.name
    past = day < makings.order.as_at
    booked = _booked(
        dice, event, day, [one for one in users if one.comes(day) and one.status != "applied"]
    )
    places = [(one, _status(dice, past=past)) for one in booked]
    taken = sum(status in ("booked", "attended") for _one, status in places)
    starts = dt.time(10, 0)
    ends = dt.time(min(16, 10 + event.hours + (event.hours > 4)), 30)
    made = makings.add(
        TrainingEvent, title=event.title, kind=event.kind, date=day, starts=starts, ends=ends,
        venue=where, provider=event.provider, places=event.places, hours=event.hours * 10,
        cost=event.cost * taken or None, aims=event.purpose,
    )  # fmt: skip
    for person, status in places:
        comment = None
        if status == "attended":
            person.heard.append(day)
            comment = dice.choice(makings.texts.lives.training) if dice.random() < 0.4 else None
        makings.add(
            TrainingPlace, event_id=made, member_id=person.id, status=status, comment=comment
        )
    came = tuple(person for person, status in places if status == "attended")
    return Held(made, day, event.kind, venue, came)


def _booked(
    dice: random.Random, event: Event, day: dt.date, able: list[SamplePerson]
) -> list[SamplePerson]:
    """Return who takes part: newcomers in an induction, anyone elsewhere."""
    if event.kind == "induction":
        fresh = [one for one in able if one.joined and (day - one.joined).days < _NEWCOMER]
        able = fresh if len(fresh) > 2 else able[-4:]
    most = min(event.places, len(able) * 3 // 4 + 1, len(able))
    return dice.sample(able, dice.randint(min(most, max(3, most // 2)), most))


def _status(dice: random.Random, *, past: bool) -> str:
    if not past:
        return "booked"
    return dice.choices(("attended", "did_not_attend", "cancelled"), (85, 8, 7))[0]
