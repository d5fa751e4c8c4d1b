"""One invented person: who they are, where they live, and whether they could come on a day."""

from __future__ import annotations

import datetime as dt
import random
import re
from dataclasses import dataclass, field
from typing import Any

from facilitator_app.domain.collation import fold
from facilitator_app.sample.build_base import Makings
from facilitator_app.sample.geography import Home
from facilitator_app.sample.people_names import People, PersonName

_TIMES = ("any", "morning", "afternoon", "evening", "not_treatment")


@dataclass(frozen=True, slots=True)
class Belonging:
    """As what somebody came (member_kind, member_status), from when, and until when they took part.

    `joined` is None for those who have only applied, `until` for those who still take part.
    """

    kind: str
    status: str
    joined: dt.date | None
    until: dt.date | None = None


@dataclass(slots=True, eq=False)
class SamplePerson:
    """Somebody who may sit, speak and claim; `row` is what the file will hold of them."""

    id: int
    name: str
    parts: PersonName
    belonging: Belonging
    home: Home
    row: dict[str, Any]
    job: str = ""
    sites: tuple[str, ...] = ()
    travel: str = "none"
    keen: float = 0.0
    silent_from: dt.date | None = None
    heard: list[dt.date] = field(default_factory=list)

    @property
    def surname(self) -> str:
        """Their surname."""
        return self.parts.surname

    @property
    def woman(self) -> bool:
        """Whether their name is a woman's."""
        return self.parts.title != "Mr"

    @property
    def kind(self) -> str:
        """As what they come, a code of member_kind."""
        return self.belonging.kind

    @property
    def status(self) -> str:
        """Where they stand, a code of member_status."""
        return self.belonging.status

    @property
    def joined(self) -> dt.date | None:
        """When they joined; None for those who have only applied."""
        return self.belonging.joined

    @property
    def until(self) -> dt.date | None:
        """The last day on which they took part; None if they still do."""
        return self.belonging.until

    @property
    def user(self) -> bool:
        """Whether they sit as a patient, carer or relative."""
        return self.kind not in ("health_professional", "staff")

    @property
    def stays(self) -> bool:
        """Whether they take part to this day."""
        return self.joined is not None and self.until is None and self.silent_from is None

    def comes(self, day: dt.date) -> bool:
        """Say whether they were a member on `day` and could have come."""
        return (
            self.joined is not None
            and self.joined <= day
            and (self.until is None or day <= self.until)
            and (self.silent_from is None or day < self.silent_from)
        )

    def is_silent(self, day: dt.date) -> bool:
        """Say whether nobody had heard from them for a while by `day`, though they stay members."""
        return self.status == "current" and self.silent_from is not None and day >= self.silent_from


class Names:
    """Draws names that nobody has yet."""

    def __init__(self, people: People, dice: random.Random) -> None:
        """Leave the surnames that every network has to those who bear them."""
        self._people, self._dice = people, dice
        self._known = {one.surname for one in people.named.values()}
        self._taken: set[tuple[str, str]] = set()

    def draw(self) -> PersonName:
        """Return a name; when the plain ones run short, with a second forename or surname."""
        for attempt in range(1_000):
            name = self._people.draw(self._dice)
            if attempt > 1:
                second = self._second(name)
                name = PersonName(f"{name.forename} {second}", name.surname, name.title)
            if attempt > 3:
                other = self._people.draw(self._dice).surname
                name = PersonName(name.forename, f"{name.surname}-{other}", name.title)
            known = name.surname in self._known
            if not known and (name.forename, name.surname) not in self._taken:
                self._taken.add((name.forename, name.surname))
                return name
        message = "every name is taken"
        raise RuntimeError(message)

    def _second(self, name: PersonName) -> str:
        """Return another forename of the same community and sex."""
        for one in self._people.communities:
            for given in (one.women, one.men):
                if name.forename in given and name.surname in one.surnames:
                    return self._dice.choice([other for other in given if other != name.forename])
        return name.forename


def make(
    makings: Makings, dice: random.Random, name: PersonName, belonging: Belonging, at: int
) -> SamplePerson:
    """Return a person with an invented address; `at` spreads them evenly over the valleys."""
    places = makings.texts.places
    valley = places.valleys[at % 7 % len(places.valleys)]
    home = places.home(dice, valley)
    full = f"{name.forename} {name.surname}"
    person = SamplePerson(makings.next_id(), full, name, belonging, home, {})
    email = email_of(name) if dice.random() < 0.72 else None
    mobile = places.mobile(dice) if dice.random() < 0.6 else None
    person.row = {
        "id": person.id, "forenames": name.forename, "surname": name.surname, "title": name.title,
        "kinds": (belonging.kind,), "status": belonging.status, "joined": belonging.joined,
        "telephone": places.telephone(dice), "mobile": mobile, "email": email,
        "best_time": dice.choice(_TIMES) if dice.random() < 0.5 else None,
        "papers": "email" if email and dice.random() < 0.6 else "post",
        "address": f"{home.street}, {home.town}", "postcode": home.postcode,
        "locality": home.valley,
    }  # fmt: skip
    if dice.random() < 0.4:
        other = makings.texts.names.draw(dice).forename
        person.row |= {
            "emergency_name": f"{other} {name.surname}", "emergency_phone": places.mobile(dice),
        }  # fmt: skip
    return person


def email_of(name: PersonName) -> str:
    """Return an address of the domain that is kept free for examples."""
    parts = (re.sub("[^a-z]", "", fold(part)) for part in (name.forename, name.surname))
    return ".".join(parts) + "@example.org"
