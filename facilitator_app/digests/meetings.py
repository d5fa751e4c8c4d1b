"""A meeting whole, as its page shows it and its minutes print it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from facilitator_app.digests.corrections import CorrectionLine
from facilitator_app.domain.meetings import clock_times, quorum_gaps, when_and_where


@dataclass(frozen=True, slots=True)
class UsualItem:
    """A standing item as it was on the last agenda; minutes: how long it was planned to take."""

    title: str
    purpose_code: str | None
    lead: str | None
    minutes: int | None


@dataclass(frozen=True, slots=True)
class LastMeeting:
    """The meeting that a group planned last: day, how and where it meets, and its usual items."""

    date: dt.date
    mode: str
    starts: dt.time | None
    ends: dt.time | None
    venue: str
    items: tuple[UsualItem, ...]


@dataclass(frozen=True, slots=True)
class MeetingItem:
    """One agenda item with what was minuted; `minutes` is planned time.

    lead_gone: "died" or "left" of a meeting to come whose item somebody leads who has.
    """

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
    lead_gone: str = ""


@dataclass(frozen=True, slots=True)
class RegisterPerson:
    """One line of the register; `status` is a code of the list attendance_status.

    spared: they were expected, and fell ill since: nobody waits for them; member_id: None of a
    visitor, who stands there by name and is never counted.
    """

    id: int
    member_id: int | None
    name: str
    initials: str
    status: str
    capacity: str
    arrived: dt.time | None
    left: dt.time | None
    access: str
    spared: bool = False

    @property
    def visitor(self) -> bool:
        """Whether it is somebody who is no member."""
        return self.member_id is None


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
class MeetingDetail:
    """Everything about one meeting; `status` is a code of the list meeting_status.

    arising: actions of the group's meetings before that are open; seal: why its minutes stay as
    they are, "" while they may be written; register_corrections: those of its corrections that are
    of the register.
    """

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
    items: tuple[MeetingItem, ...]
    people: tuple[RegisterPerson, ...]
    decisions: tuple[DecisionLine, ...]
    actions: tuple[ActionLine, ...]
    arising: tuple[ActionLine, ...] = ()
    seal: str = ""
    corrections: tuple[CorrectionLine, ...] = ()
    register_corrections: tuple[CorrectionLine, ...] = ()
    tags: str = ""

    @property
    def wordless(self) -> tuple[int, ...]:
        """The ids of items under which nothing is written, decided or agreed."""
        told = {one.item_id for one in self.decisions} | {one.item_id for one in self.actions}
        return tuple(one.id for one in self.items if not one.text and one.id not in told)

    @property
    def present(self) -> int:
        """How many members were there: a visitor is none, whatever is said of them."""
        return self.number("present")

    @property
    def gaps(self) -> tuple[tuple[dt.time, dt.time | None], ...]:
        """From when to when fewer members were there than are needed, though enough came."""
        there = [
            (one.arrived, one.left)
            for one in self.people
            if one.status == "present" and not one.visitor
        ]
        return quorum_gaps(there, self.quorum, self.starts, self.ends)

    @property
    def when(self) -> str:
        """The day, the times and the place: "Tue 24 Nov 2026, 10:00 to 12:30 · Oak Room"."""
        return when_and_where(self.date, self.starts, self.ends, self.venue)

    @property
    def planned(self) -> int:
        """Minutes that all items take together."""
        return sum(item.minutes for item in self.items)

    @property
    def length(self) -> int | None:
        """Minutes from start to end, None while one of the two is open."""
        if self.starts is None or self.ends is None:
            return None
        return (self.ends.hour - self.starts.hour) * 60 + self.ends.minute - self.starts.minute

    @property
    def clock(self) -> tuple[dt.time | None, ...]:
        """When each item begins, counted on from the start."""
        return clock_times(self.starts, [item.minutes for item in self.items])

    @property
    def raised(self) -> tuple[int, int, int]:
        """How many items members raised; they, professionals and unsaid together; and unsaid."""
        by = [item.raised_by for item in self.items]
        members, unsaid = by.count("member"), by.count("")
        return members, members + by.count("professional") + unsaid, unsaid

    def number(self, status: str) -> int:
        """Return how many members on the register have `status`, without those who are spared.

        Visitors are told with those in attendance alone.
        """
        members = status != "in_attendance"
        return sum(
            one.status == status and not one.spared and not (members and one.visitor)
            for one in self.people
        )

    @property
    def visitors(self) -> int:
        """How many visitors are expected."""
        return sum(one.status == "expected" and one.visitor for one in self.people)
