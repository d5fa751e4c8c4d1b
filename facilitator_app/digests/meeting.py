"""A meeting whole, as its page shows it and its minutes print it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """One agenda item with what was minuted; `minutes` is planned time."""

    id: int
    version: int
    number: int
    title: str
    purpose: str
    lead: str
    raised_by: str
    minutes: int
    confidential: bool
    text: str


@dataclass(frozen=True, slots=True)
class Person:
    """One line of the register; `status` is a code of the list attendance_status."""

    id: int
    member_id: int
    name: str
    initials: str
    status: str
    capacity: str
    arrived: dt.time | None
    left: dt.time | None
    access: str


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision under an item."""

    id: int
    item_id: int | None
    reference: str
    wording: str
    method: str
    proposer: str
    seconder: str


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action under an item."""

    id: int
    item_id: int | None
    reference: str
    what: str
    owner: str
    due: dt.date | None
    status: str


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """Everything about one meeting; `status` is a code of the list meeting_status."""

    id: int
    version: int
    body_id: int
    body: str
    reference: str
    date: dt.date
    starts: dt.time | None
    ends: dt.time | None
    venue: str
    status: str
    quorum: int | None
    items: tuple[Item, ...]
    people: tuple[Person, ...]
    decisions: tuple[DecisionLine, ...]
    actions: tuple[ActionLine, ...]

    @property
    def present(self) -> int:
        """How many members were there."""
        return sum(person.status == "present" for person in self.people)
