"""The bodies, and who sat on them in which role from when to when."""

from __future__ import annotations

import calendar
import datetime as dt
import random
from dataclasses import dataclass, field

from facilitator_app.domain.bodies import in_force
from facilitator_app.domain.dates import add_months
from facilitator_app.records.bodies import Body as BodyRecord
from facilitator_app.records.bodies import Seat as SeatRecord
from facilitator_app.sample import geography
from facilitator_app.sample.build_base import DAY, Makings, between
from facilitator_app.sample.build_person import SamplePerson

_TERM, _OFFICE = 36, 24  # months
_DUE = ("SVF", "BSG")  # terms of reference to be reviewed by now
_ENDING = (
    45  # two terms on the Partnership Group end with the month in which this many days are over
)
_OLD_PAPERS = "AVF"  # where one seat is held since nobody knows when
OFFICERS = ("chair", "vice_chair", "secretary")


@dataclass(slots=True, eq=False)
class BuiltSeat:
    """One person's place on a body; the last day counts."""

    person: SamplePerson
    role: str
    starts: dt.date
    ends: dt.date


@dataclass(slots=True, eq=False)
class Stay:
    """How long somebody belonged to a body; `until` is None for those who still do."""

    person: SamplePerson
    starts: dt.date
    until: dt.date | None
    role: str = "member"

    def covers(self, first: dt.date, last: dt.date) -> bool:
        """Say whether they belonged to it from `first` to `last`."""
        return self.starts <= first and (self.until is None or last <= self.until)


@dataclass(slots=True, eq=False)
class BuiltBody:
    """A body with its seats."""

    id: int
    place: geography.SampleBody
    stays: list[Stay] = field(default_factory=list)
    seats: list[BuiltSeat] = field(default_factory=list)

    @property
    def short(self) -> str:
        """Its letters, such as PG."""
        return self.place.short

    def seated(self, day: dt.date) -> list[BuiltSeat]:
        """Return the seats held on `day`."""
        return [seat for seat in self.seats if in_force(seat.starts, seat.ends, day)]


def build(makings: Makings, people: list[SamplePerson]) -> list[BuiltBody]:
    """Return the bodies with everyone who sat on them since before the first year."""
    bodies = [BuiltBody(makings.next_id(), one) for one in makings.texts.places.bodies]
    by_short = {body.short: body for body in bodies}
    _seat_professionals(makings, by_short, people)
    _seat_users(makings, by_short, people)
    for body in bodies:
        _cut_into_seats(makings, body)
        _write(makings, body, by_short)
    return bodies


def _seat_professionals(
    makings: Makings, bodies: dict[str, BuiltBody], people: list[SamplePerson]
) -> None:
    found = [one for one in people if one.kind == "health_professional"]
    for person, post in zip(found, makings.texts.lives.professionals, strict=True):
        assert person.joined is not None
        for short, role in post.sits:
            bodies[short].stays.append(Stay(person, person.joined + 30 * DAY, None, role))


def _seat_users(makings: Makings, bodies: dict[str, BuiltBody], people: list[SamplePerson]) -> None:
    """Let every user join the forum of their valley, and some the other bodies."""
    dice = makings.dice("seats")
    users = [one for one in people if one.user and one.joined]
    for person in users:
        forum = next(b for b in bodies.values() if b.place.valley == person.home.valley)
        role = "observer" if person.status == "induction" else "member"
        _join(makings, forum, person, dice.randint(10, 50), role)
    seasoned = [one for one in users if one.status != "induction"]
    for body in (b for b in bodies.values() if b.place.kind == "nssg"):
        fitting = _who_knows(makings, body, seasoned)
        for person in fitting[: body.place.seats + 2]:
            _join(makings, body, person, dice.randint(60, 160))
    group = bodies["PG"]
    pool = [one for one in seasoned[2:] if one.status != "stepped_back"]
    for person in [*seasoned[:2], *dice.sample(pool, min(len(pool), group.place.seats + 2))]:
        _join(makings, group, person, dice.randint(40, 140))
    for person in [one for one in seasoned if one.stays and _early(makings, one)][
        : bodies["NMB"].place.seats
    ]:
        _join(makings, bodies["NMB"], person, 150)


def _who_knows(makings: Makings, body: BuiltBody, users: list[SamplePerson]) -> list[SamplePerson]:
    """Return who knows the body's cancer site, lasting members first, and enough for its seats."""
    fitting = [one for one in users if body.place.site in one.sites and _fits(body, one)]
    fitting.sort(key=lambda one: not (one.stays and _early(makings, one)))
    lasting = sum(one.stays and _early(makings, one) for one in fitting)
    others = [u for u in users if u not in fitting and u.stays and _early(makings, u)]
    for person in [one for one in others if _fits(body, one)][: max(0, body.place.seats - lasting)]:
        person.sites = (*person.sites, body.place.site)
        person.row["sites"] = person.sites
        fitting.insert(0, person)
    return fitting


def _fits(body: BuiltBody, person: SamplePerson) -> bool:
    """Say whether a person may speak from experience there: a man's cancer, a woman's cancer."""
    return {"breast": person.woman, "prostate": not person.woman}.get(body.place.site, True)


def _early(makings: Makings, person: SamplePerson) -> bool:
    return person.joined is not None and person.joined < makings.order.start


def _join(
    makings: Makings, body: BuiltBody, person: SamplePerson, days: int, role: str = "member"
) -> None:
    assert person.joined is not None
    starts = person.joined + days * DAY
    if starts < (person.until or makings.order.as_at) - 10 * DAY:
        body.stays.append(Stay(person, starts, person.until, role))


def _cut_into_seats(makings: Makings, body: BuiltBody) -> None:
    """Turn stays into seats: terms of three years, and two years in an office."""
    dice = makings.dice(f"terms/{body.short}")
    offices = _offices(makings, dice, body)
    near = body.short == "PG"
    for stay in body.stays:
        days = dice.randint(110, 900)
        if near and _lasting(makings, stay) and not _held(offices, stay.person):
            near, days = False, _ENDING
        if stay.role in OFFICERS or stay.until is not None:
            days = dice.randint(130, 640)
        last = stay.until or _month_end(makings.order.as_at + days * DAY)
        own = [one for one in offices if one.person is stay.person]
        body.seats += _seats_of(stay, last, own)


def _lasting(makings: Makings, stay: Stay) -> bool:
    """Say whether a user has been there for more than a year and still is."""
    long = stay.starts < makings.order.as_at - 400 * DAY
    return long and stay.until is None and stay.person.user


def _held(offices: list[BuiltSeat], person: SamplePerson) -> bool:
    return any(one.person is person for one in offices)


def _seats_of(stay: Stay, last: dt.date, offices: list[BuiltSeat]) -> list[BuiltSeat]:
    """Return the seats of one stay that ends on `last`, with the offices held in it."""
    last = max([last, *(one.ends for one in offices)])
    starts = {stay.starts, *(one.starts for one in offices), *(one.ends + DAY for one in offices)}
    term = add_months(last + DAY, -_TERM)
    while term > stay.starts:
        if not any(one.starts < term <= one.ends for one in offices):
            starts.add(term)
        term = add_months(term, -_TERM)
    ordered = sorted(day for day in starts if stay.starts <= day <= last)
    ends = [day - DAY for day in ordered[1:]] + [last]
    return [
        BuiltSeat(stay.person, _role(offices, day) or stay.role, day, end)
        for day, end in zip(ordered, ends, strict=True)
    ]  # fmt: skip


def _role(offices: list[BuiltSeat], day: dt.date) -> str:
    """Return which of the offices was held on `day`, "" for none."""
    return next((one.role for one in offices if in_force(one.starts, one.ends, day)), "")


def _offices(makings: Makings, dice: random.Random, body: BuiltBody) -> list[BuiltSeat]:
    """Return who held which office, present holders first; professionals hold theirs by post."""
    posts = {stay.role for stay in body.stays}
    found: list[BuiltSeat] = []
    for role in OFFICERS:
        if role in posts:
            continue
        soon = body.short == "PG" and role == "chair"
        days = _ENDING if soon else dice.randint(130, 640)
        ends = _month_end(makings.order.as_at + days * DAY)
        while ends > makings.order.start - 60 * DAY:
            starts = add_months(ends + DAY, -_OFFICE)
            if holder := _holder(makings, dice, body, found, starts, ends):
                found.append(BuiltSeat(holder, role, max(starts, _begins(body, holder)), ends))
            ends = starts - DAY
    return found


def _begins(body: BuiltBody, person: SamplePerson) -> dt.date:
    return next(stay.starts for stay in body.stays if stay.person is person)


def _holder(
    makings: Makings,
    dice: random.Random,
    body: BuiltBody,
    offices: list[BuiltSeat],
    starts: dt.date,
    ends: dt.date,
) -> SamplePerson | None:
    """Return who can hold an office all that time and holds no other one beside it."""
    until = min(ends, makings.order.as_at)
    busy = [one.person for one in offices if one.starts <= ends and starts <= one.ends]
    free = [
        stay.person
        for stay in body.stays
        if stay.covers(starts, until) and stay.role == "member" and stay.person not in busy
        and stay.person.user and stay.person.silent_from is None
        and (stay.until is None or ends <= stay.until)
    ]  # fmt: skip
    if not free:
        free = [
            stay.person
            for stay in body.stays
            if stay.covers(until - 90 * DAY, until)
            and stay.person not in busy
            and stay.role == "member"
            and stay.person.stays and stay.person.user
        ]  # fmt: skip
    if body.short == "PG" and not offices and free:
        return free[0]
    return dice.choice(free) if free else None


def _term_end(seat: BuiltSeat, body: BuiltBody) -> dt.date:
    """Return when a term ends on paper: nobody goes back to end the seat of somebody who died."""
    last = max(one.ends for one in body.seats if one.person is seat.person)
    if seat.person.status != "died" or seat.ends != last or seat.role in OFFICERS:
        return seat.ends
    return max(seat.ends, add_months(seat.starts, _TERM) - DAY)


def _month_end(day: dt.date) -> dt.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _write(makings: Makings, body: BuiltBody, bodies: dict[str, BuiltBody]) -> None:
    order, place = makings.order, body.place
    dice = makings.dice(f"body/{body.short}")
    days = -20 if body.short in _DUE else dice.randint(60, 330)
    due = order.as_at + days * DAY
    parent = bodies[place.parent].id if place.parent else None
    makings.add(
        BodyRecord, id=body.id, name=place.name, short_name=place.short, list_name=place.list_name,
        type=place.kind,
        tier=place.tier, purpose_words=place.purpose, parent_id=parent, reports_to_id=parent,
        locality=place.valley or None, site=None if place.site == "all" else place.site,
        meets=place.meets, quorum=place.quorum, terms_agreed=add_months(due, -12),
        terms_review=due,
        started=between(dice, order.start - 3_600 * DAY, order.start - 2_600 * DAY),
    )  # fmt: skip
    unknown = _held_since_long_ago(body, makings.order.as_at)
    for seat in sorted(body.seats, key=lambda one: (one.starts, one.person.id)):
        makings.add(
            SeatRecord, member_id=seat.person.id, body_id=body.id, role=seat.role,
            starts=None if seat is unknown else seat.starts,
            capacity=seat.person.job or None, ends=_term_end(seat, body),
        )  # fmt: skip


def _held_since_long_ago(body: BuiltBody, as_at: dt.date) -> BuiltSeat | None:
    """Return the seat of which no paper says when it began: a plain one, the only one of its own.

    It is the oldest of one group; None for the other groups, and where there is none like that.
    """
    whose = [seat.person.id for seat in body.seats]
    plain = [
        seat for seat in body.seated(as_at)
        if seat.role not in OFFICERS and whose.count(seat.person.id) == 1
    ]  # fmt: skip
    known = body.short != _OLD_PAPERS or not plain
    return None if known else min(plain, key=lambda one: (one.starts, one.person.id))
