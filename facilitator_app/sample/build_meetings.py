"""The meetings: when and where, and the register of everyone who held a seat that day."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from facilitator_app.domain.meetings import reference
from facilitator_app.records.meetings import Attendance, Meeting
from facilitator_app.sample import geography
from facilitator_app.sample.build_base import DAY, Makings
from facilitator_app.sample.build_bodies import OFFICERS, BuiltBody, BuiltSeat
from facilitator_app.sample.build_calendar import Planned
from facilitator_app.sample.build_person import SamplePerson

_FROM, _TO = 0.62, 0.80  # of those who hold a seat, how many came at first and came at last
_TITLES = {
    "chair": "Chair", "vice_chair": "Vice chair", "secretary": "Secretary",
    "observer": "Observer",
    "professional_lead": "Professional lead",
}  # fmt: skip
_KINDS = {
    "patient": "Patient member", "carer": "Carer member", "bereaved_carer": "Bereaved carer",
    "family_friend": "Family member",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Met:
    """A meeting with who was there (`came`, seats) and who ran it; staff are in attendance."""

    id: int
    planned: Planned
    venue: geography.Venue
    came: tuple[BuiltSeat, ...]
    apologies: tuple[BuiltSeat, ...]
    chair: SamplePerson
    staff: tuple[SamplePerson, ...]

    @property
    def body(self) -> BuiltBody:
        """Whose meeting it is."""
        return self.planned.body

    @property
    def date(self) -> dt.date:
        """The day of the meeting."""
        return self.planned.date

    @property
    def users(self) -> list[SamplePerson]:
        """Patients, carers and relatives who came, but for the chair and observers."""
        return [
            seat.person
            for seat in self.came
            if seat.person.user and seat.person is not self.chair and seat.role != "observer"
        ]

    @property
    def professionals(self) -> list[SamplePerson]:
        """Professionals who came, but for the chair."""
        return [s.person for s in self.came if not s.person.user and s.person is not self.chair]


class Diary:
    """Makes the meetings one after another."""

    def __init__(self, makings: Makings, people: list[SamplePerson]) -> None:
        """Begin with an empty diary."""
        self._makings = makings
        self._dice = makings.dice("meetings")
        self._taken: set[str] = set()
        self._staff = tuple(one for one in people if one.kind == "staff")

    def hold(self, planned: Planned) -> Met:
        """Make a meeting with its register, as far as it has come."""
        body, day = planned.body, planned.date
        venue = next(v for v in self._makings.texts.places.venues if v.name == body.place.venue)
        starts = dt.datetime.combine(day, body.place.time)
        name = reference(body.short, day, self._taken)
        self._taken.add(name)
        meeting = self._makings.add(
            Meeting, body_id=body.id, date=day, mode="room", starts=starts.time(),
            ends=(starts + dt.timedelta(minutes=body.place.length)).time(), venue=_room(venue),
            reference=name, status=planned.status, approved_on=planned.approved_on,
            notice_sent=None if planned.status in ("agenda", "scheduled") else day - 14 * DAY,
        )  # fmt: skip
        return self._register(planned, meeting, venue)

    def _register(self, planned: Planned, meeting: int, venue: geography.Venue) -> Met:
        seats = _each_person_once(planned.body.seated(planned.date))
        register = (
            self._attended(planned, seats) if planned.held else self._expected(planned.date, seats)
        )
        came = tuple(seat for seat, status in register if status in ("present", "expected"))
        sorry = tuple(seat for seat, status in register if status == "apologies")
        met = Met(meeting, planned, venue, came, sorry, _chair(came), self._staff_of(planned.body))
        if planned.held or planned.status == "notice":
            self._write(met, register)
        return met

    def _attended(self, planned: Planned, seats: list[BuiltSeat]) -> list[tuple[BuiltSeat, str]]:
        day = planned.date
        able = [seat for seat in seats if seat.person.comes(day)]
        share = _FROM + (_TO - _FROM) * _progress(self._makings, day)
        came = [
            seat
            for seat in able
            if self._dice.random() < share + seat.person.keen + 0.1 * (seat.role in OFFICERS)
        ]
        self._see_to_quorum(able, came)
        found = []
        for seat in seats:
            sorry = self._dice.random() < (0.78 if seat.person.comes(day) else 0.9)
            told = sorry and not seat.person.is_silent(day)
            status = "present" if seat in came else "apologies" if told else "absent"
            found.append((seat, status))
        return found

    def _see_to_quorum(self, able: list[BuiltSeat], came: list[BuiltSeat]) -> None:
        """Let someone come who can take the chair, a professional, and enough users to talk."""
        users = [seat for seat in able if seat.person.user and seat.role != "observer"]
        leads = [seat for seat in able if not seat.person.user]
        heads = [s for s in able if s.role == "chair"] or [
            s for s in able if s.role == "vice_chair"
        ]
        for wanted, number in ((heads, 1), (leads, 2), (users, 3)):
            missing = number - sum(seat in came for seat in wanted)
            rest = [seat for seat in wanted if seat not in came]
            if missing > 0:
                came.extend(self._dice.sample(rest, min(missing, len(rest))))

    def _expected(self, day: dt.date, seats: list[BuiltSeat]) -> list[tuple[BuiltSeat, str]]:
        sure = [seat for seat in seats if seat.person.user and seat.role != "observer"][:4]
        free = [s for s in seats if s not in sure and s.role in ("member", "observer")]
        sorry = self._dice.sample(free, min(len(free), len(seats) // 6))
        told = [seat for seat in sorry if not seat.person.is_silent(day)]
        return [(seat, "apologies" if seat in told else "expected") for seat in seats]

    def _staff_of(self, body: BuiltBody) -> tuple[SamplePerson, ...]:
        """Return who works for a body: the facilitator for all, the administrator for most."""
        return self._staff[:1] if body.place.kind == "nssg" else self._staff

    def _write(self, met: Met, register: list[tuple[BuiltSeat, str]]) -> None:
        for seat, status in register:
            late = (
                status == "present" and seat.person is not met.chair and self._dice.random() < 0.03
            )
            arrived = met.body.place.time.replace(minute=20) if late else None
            self._makings.add(
                Attendance, meeting_id=met.id, member_id=seat.person.id, status=status,
                capacity=_capacity(seat, met), arrived=arrived,
            )  # fmt: skip
            if status == "present":
                seat.person.heard.append(met.date)
        for person in met.staff if met.planned.held else ():
            person.heard.append(met.date)
            self._makings.add(
                Attendance, meeting_id=met.id, member_id=person.id, status="in_attendance",
                capacity=person.job,
            )  # fmt: skip
        if met.body.place.kind == "partnership_group" and met.planned.held:
            self._visit(met)

    def _visit(self, met: Met) -> None:
        """Let somebody from a trust come to the meetings of spring and autumn."""
        if met.date.month in (3, 4, 9, 10):
            name, capacity, _undertook = self._makings.texts.lives.visitor
            self._makings.add(
                Attendance, meeting_id=met.id, visitor=name, status="in_attendance",
                capacity=capacity, arrived=met.body.place.time.replace(minute=30),
            )  # fmt: skip


def _each_person_once(seats: list[BuiltSeat]) -> list[BuiltSeat]:
    """Return one seat for each person, an office before a plain seat, in the order of names."""
    found: dict[int, BuiltSeat] = {}
    for seat in sorted(seats, key=lambda one: one.role in OFFICERS):
        found[seat.person.id] = seat
    return sorted(found.values(), key=lambda one: (one.person.surname, one.person.id))


def _chair(came: tuple[BuiltSeat, ...]) -> SamplePerson:
    """Return who took the chair: the chair, the vice chair, or whoever was there longest."""
    for role in ("chair", "vice_chair"):
        for seat in came:
            if seat.role == role:
                return seat.person
    users = [seat for seat in came if seat.person.user] or list(came)
    return min(users, key=lambda one: (one.starts, one.person.id)).person


def _capacity(seat: BuiltSeat, met: Met) -> str:
    person = seat.person
    what = _KINDS.get(person.kind, person.job)
    title = _TITLES.get(seat.role, "")
    if person is met.chair and seat.role != "chair" and met.planned.held:
        title = "Chair of this meeting"
    return f"{title}, {what[0].lower()}{what[1:]}" if title else what


def _room(venue: geography.Venue) -> str:
    return venue.name if venue.rooms[0] in venue.name else f"{venue.rooms[0]}, {venue.name}"


def _progress(makings: Makings, day: dt.date) -> float:
    """Return how far the years had come on `day`: 0 at their beginning, 1 at the date."""
    whole = (makings.order.as_at - makings.order.start).days
    return (day - makings.order.start).days / max(1, whole)


def draw_two(
    dice: random.Random, people: list[SamplePerson], voice: str
) -> tuple[SamplePerson, SamplePerson] | None:
    """Return two of `people`, the first of the kind `voice` ("": a patient, or else anyone)."""
    first = [one for one in people if one.kind == voice] if voice else []
    if not voice:
        first = [one for one in people if one.kind == "patient"] or people
    if not first or len(people) < 2:
        return None
    speaker = dice.choice(first)
    return speaker, dice.choice([one for one in people if one is not speaker])
