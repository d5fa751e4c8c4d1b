"""Claims: what members spent on the way, and how far each claim has come."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from facilitator_app.domain.dates import tax_year_start
from facilitator_app.domain.mileage import Band, band_on, journey
from facilitator_app.records.claims import Claim, ClaimLine
from facilitator_app.records.corrections import Correction
from facilitator_app.sample.build_base import DAY, Makings, working_day
from facilitator_app.sample.build_meetings import Met
from facilitator_app.sample.build_person import SamplePerson
from facilitator_app.sample.build_training import Held
from facilitator_app.sample.geography import Venue
from facilitator_app.sample.phrases import ClaimPhrase

_SHARE = 0.62  # of the journeys of those who claim at all, how many are claimed for
_ERRANDS = 3  # a year
_AWAY_MILES = 780  # tenths of a mile to the conference centre and back
_YOUNG = 1978
_DELAYS = (0, 0, 1, 3, 5, 7, 9, 12, 16)
_WAYS = (("bacs", "cheque", "cash"), (78, 14, 8))
_WAITING = ("submitted",) * 7 + ("approved",) * 2 + ("authorised",) * 2 + ("returned",)
_DRAFTS = 2
_LATE = 100  # days after which a claim is surely late
_WHY = "The town in the details was the wrong one; the amount stays."
_SENT = ("approved", "authorised", "paid")


@dataclass(slots=True)
class _Claim:
    """A claim in the making; lines are rows without their claim."""

    person: SamplePerson
    date: dt.date
    row: dict[str, Any]
    lines: list[dict[str, Any]]
    submitted: dt.date
    state: str = "paid"
    notes: str | None = None
    stamps: dict[str, Any] = field(default_factory=dict)


class Till:
    """Makes claims after meetings and training, and settles how far each has come."""

    def __init__(self, makings: Makings, bands: Sequence[Band]) -> None:
        """Work out mileage with `bands`, the rates of the file."""
        self._makings = makings
        self._bands = bands
        self._dice = makings.dice("money")
        self._driven: dict[tuple[int, str, dt.date], int] = {}
        self._claims: list[_Claim] = []

    def after_meeting(self, met: Met) -> None:
        """Let some of those who came to a meeting claim for it."""
        for seat in met.came:
            if seat.person.user and self._claims_this(seat.person):
                self._claim(
                    seat.person, met.date, met.venue, met.body.place.name, {"meeting_id": met.id}
                )

    def after_training(self, held: Held) -> None:
        """Let some of those who came to a training event claim for it."""
        for person in held.came:
            if self._claims_this(person):
                where = "conference" if held.kind == "conference" else "training"
                self._claim(person, held.date, held.venue, where, {"event_id": held.id})

    def errands(self, people: list[SamplePerson]) -> None:
        """Let a few members claim for what was no meeting."""
        order = self._makings.order
        days = (order.as_at - order.start).days
        able = [p for p in people if p.user and p.travel == "car"]
        for _one in range(_ERRANDS * order.years):
            day = working_day(order.start + self._dice.randint(20, max(20, days - 30)) * DAY)
            free = [person for person in able if person.comes(day)]
            if free and day < order.as_at:
                venue = self._dice.choice(self._makings.texts.places.venues)
                blank = self._dice.choice(self._makings.texts.lives.errand)
                words = blank.format(town=_town(venue))
                self._claim(self._dice.choice(free), day, venue, "", {"purpose_words": words})

    def _claims_this(self, person: SamplePerson) -> bool:
        return person.travel != "none" and self._dice.random() < _SHARE

    def _claim(
        self,
        person: SamplePerson,
        day: dt.date,
        venue: Venue | None,
        what: str,
        row: dict[str, Any],
    ) -> None:
        lines = [*self._journey(person, day, venue, what), *self._besides(person, day, what)]
        if lines:
            sent = day + self._dice.choice(_DELAYS) * DAY
            if self._dice.random() < 0.012:
                sent = day + self._dice.randint(_LATE, _LATE + 25) * DAY
            self._claims.append(_Claim(person, day, row, lines, sent))

    def _journey(
        self, person: SamplePerson, day: dt.date, venue: Venue | None, what: str
    ) -> list[dict[str, Any]]:
        """Return the lines for the way there and back; none for those who live next door."""
        home, to = person.home.town, _town(venue)
        if home == to:
            return (
                [self._bought("taxi", person, day, venue, what)] if person.travel == "taxi" else []
            )
        miles = self._miles(person, venue)
        if person.travel == "car" or (person.travel == "bicycle" and miles <= 140):
            lines = [self._driving(person, day, venue, what, miles)]
            if (
                person.travel == "car"
                and self._dice.random() < 0.3
                and self._fitting("parking", venue, what)
            ):
                lines.append(self._bought("parking", person, day, venue, what))
            return lines
        taxi = person.travel == "taxi" or self._dice.random() < 0.07
        return [self._bought("taxi" if taxi else "fares", person, day, venue, what)]

    def _driving(
        self, person: SamplePerson, day: dt.date, venue: Venue | None, what: str, miles: int
    ) -> dict[str, Any]:
        mode = person.travel
        band = band_on(self._bands, mode, day)
        assert band is not None
        key = (person.id, mode, tax_year_start(day))
        found = journey(band, miles, self._driven.get(key, 0))
        self._driven[key] = self._driven.get(key, 0) + miles
        details = self._words("mileage", person, venue, what)
        return {
            "date": day, "category": "mileage", "details": details, "mode": mode, "miles": miles,
            "amount": found.pence, "receipt": "not_needed", "rate_id": band.id,
        }  # fmt: skip

    def _besides(self, person: SamplePerson, day: dt.date, what: str) -> list[dict[str, Any]]:
        """Return what else it cost: a sitter, a childminder, stamps."""
        born = person.row.get("born")
        chances = {
            "caring": 0.22 if person.kind == "carer" else 0.0,
            "childcare": 0.3 if born and born.year >= _YOUNG else 0.0,
            "communication": 0.03, "subsistence": 0.25 if what == "conference" else 0.02,
            "other": 0.008,
        }  # fmt: skip
        return [
            self._bought(category, person, day, None, what)
            for category, chance in chances.items()
            if self._dice.random() < chance
        ]

    def _bought(
        self, category: str, person: SamplePerson, day: dt.date, venue: Venue | None, what: str
    ) -> dict[str, Any]:
        line = self._line(category)
        dice = self._dice
        if category == "fares":  # the same way costs the same each time
            dice = random.Random(f"{person.home.town}/{_town(venue)}")
        amount = dice.randint(line.least, line.most)
        return {
            "date": day, "category": category,
            "details": self._words(category, person, venue, what),
            "amount": amount // 10 * 10, "receipt": line.receipt,
        }  # fmt: skip

    def _line(self, category: str) -> ClaimPhrase:
        return next(one for one in self._makings.texts.words.lines if one.category == category)

    def _words(self, category: str, person: SamplePerson, venue: Venue | None, what: str) -> str:
        fitting = self._fitting(category, venue, what) or list(self._line(category).texts[-1:])
        return self._dice.choice(fitting).format(body=what, town=person.home.town)

    def _fitting(self, category: str, venue: Venue | None, what: str) -> list[str]:
        """Return what a line may say at this venue."""
        place = f"{venue.name}, {venue.address}" if venue else ""
        tests = {
            "ospital": "Hospital" in place,
            "Corn Exchange": "Corn Exchange" in place,
            "tation": bool(venue and "station" in venue.features),
            "conference": what == "conference",
            "{body}": what not in ("", "conference", "training"),
            "to meeting": what not in ("", "conference", "training"),
        }
        return [
            text
            for text in self._line(category).texts
            if all(holds for word, holds in tests.items() if word in text)
        ]

    def _miles(self, person: SamplePerson, venue: Venue | None) -> int:
        """Return tenths of miles there and back, the same each time."""
        if venue is None:
            return _AWAY_MILES
        way = random.Random(f"{person.home.town}/{_town(venue)}/miles")
        near = person.home.valley == venue.valley
        return 2 * (way.randint(22, 94) if near else way.randint(98, 236))

    def settle(self) -> None:
        """Say how far each claim has come, and write them all."""
        as_at = self._makings.order.as_at
        self._claims.sort(key=lambda one: (one.date, one.person.id))
        self._hold_drafts(as_at)
        sent = [one for one in self._claims if one.state != "draft"]
        self._send_one_late(sent, as_at)
        sent.sort(key=lambda one: (one.submitted, one.date, one.person.id), reverse=True)
        for claim, state in zip(sent, _WAITING, strict=False):
            claim.state = state
        self._look_closer([one for one in sent if one.state == "submitted"])
        for claim in sent:
            self._stamp(claim, as_at)
        self._number_payments()
        written = [(claim, self._write(claim)) for claim in self._claims]
        self._correct([(claim, made) for claim, made in written if claim.state == "paid"])

    def _hold_drafts(self, as_at: dt.date) -> None:
        """Keep the last claims as drafts; send in those that would be sent later."""
        unsent = [one for one in self._claims if one.submitted > as_at]
        others = [one for one in self._claims if one not in unsent]
        for claim in [*others, *unsent][-_DRAFTS:]:
            claim.state = "draft"
        for claim in unsent:
            claim.submitted = min(claim.submitted, as_at)

    def _send_one_late(self, sent: list[_Claim], as_at: dt.date) -> None:
        """Let one claim come in more than three months after its day, and wait now."""
        old = [one for one in sent if _LATE <= (as_at - one.date).days <= _LATE + 60]
        waiting = {one.person.id for one in sent[-3 * len(_WAITING) :]}
        old.sort(key=lambda one: one.person.id in waiting)
        for claim in old[:1]:
            claim.submitted = as_at - 3 * DAY

    def _look_closer(self, waiting: list[_Claim]) -> None:
        """Let one of the claims that wait lack a receipt."""
        bought = [line for one in waiting for line in one.lines if line["category"] != "mileage"]
        if not bought and waiting:
            bought = [self._bought("other", waiting[0].person, waiting[0].date, None, "")]
            waiting[0].lines += bought
        for line in bought[:1]:
            line["receipt"] = "missing"

    def _stamp(self, claim: _Claim, as_at: dt.date) -> None:
        """Write who approved and paid a claim, and when."""
        if claim.state == "paid":
            claim.state = self._dice.choices(("paid", "rejected", "cancelled"), (975, 13, 12))[0]
        texts = self._makings.texts.words
        if claim.state == "rejected":
            claim.notes = self._dice.choice(texts.refusals)
        if claim.state == "returned":
            driven = any(line["category"] == "mileage" for line in claim.lines)
            claim.notes = texts.queries[-1 if driven else -2]
        if claim.state not in _SENT:
            return
        approved = min(working_day(claim.submitted + self._dice.randint(1, 8) * DAY), as_at)
        authorised = min(working_day(approved + self._dice.randint(1, 6) * DAY), as_at)
        paid = min(working_day(authorised + self._dice.randint(2, 11) * DAY), as_at)
        named = self._makings.texts.names.named
        claim.stamps = {"approved_by": _name(named["facilitator"]), "approved_on": approved}
        if claim.state != "approved":
            claim.stamps |= {
                "authorised_by": _name(named["manager"]), "authorised_on": authorised,
            }  # fmt: skip
        if claim.state == "paid":
            way = self._dice.choices(*_WAYS)[0]
            claim.stamps |= {"paid_on": paid, "payment_method": way}

    def _number_payments(self) -> None:
        """Give every payment its reference, numbered through in the order of the days."""
        paid = sorted(
            (one for one in self._claims if one.state == "paid"),
            key=lambda one: (one.stamps["paid_on"], one.date, one.person.id),
        )
        for number, claim in enumerate(paid, start=1):
            way, day = claim.stamps["payment_method"], claim.stamps["paid_on"]
            claim.stamps["payment_reference"] = f"{way.upper()}-{day.year}-{number:04d}"

    def _correct(self, paid: list[tuple[_Claim, int]]) -> None:
        """Put right the details of one paid claim in each year."""
        years = {
            tax_year_start(claim.stamps["paid_on"]): (claim, made) for claim, made in paid[::-1]
        }
        for claim, made in years.values():
            self._makings.add(
                Correction, target="claim", target_id=made, date=claim.stamps["paid_on"],
                who=claim.stamps["approved_by"], parts="claim_line", why=_WHY,
            )  # fmt: skip

    def _write(self, claim: _Claim) -> int:
        made = self._makings.add(
            Claim, member_id=claim.person.id, date=claim.date, **claim.row, state=claim.state,
            submitted=None if claim.state == "draft" else claim.submitted, notes=claim.notes,
            total=sum(line["amount"] for line in claim.lines), **claim.stamps,
        )  # fmt: skip
        for line in claim.lines:
            self._makings.add(ClaimLine, claim_id=made, **line)
        return made


def _town(venue: Venue | None) -> str:
    return venue.address.rsplit(", ", 1)[-1] if venue else "Millhaven"


def _name(person: Any) -> str:
    return f"{person.forename} {person.surname}"
