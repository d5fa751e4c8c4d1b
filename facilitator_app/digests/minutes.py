"""A meeting as its minutes tell it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from facilitator_app.digests.corrections import CorrectionLine
from facilitator_app.digests.papers import Imprint
from facilitator_app.domain import collation
from facilitator_app.domain.meetings import quorum_met


@dataclass(frozen=True, slots=True)
class Attendee:
    """Someone at a meeting, or with apologies; `capacity` is what they came as.

    arrived, left: when, as HH:MM, where they were not there throughout.
    """

    name: str
    sort_name: str
    capacity: str = ""
    chair: bool = False
    arrived: str = ""
    left: str = ""


@dataclass(frozen=True, slots=True)
class QuorumRule:
    """One rule of a quorum: at least `needed` of `who` ("members", "patients or carers").

    gaps: from when to when fewer were there, as HH:MM, "" for the end, though enough came.
    """

    who: str
    needed: int
    came: int
    gaps: tuple[tuple[str, str], ...] = ()

    @property
    def met(self) -> bool:
        """Whether enough came, if any number is needed at all."""
        return quorum_met(self.came, self.needed) is not False


@dataclass(frozen=True, slots=True)
class DecisionMade:
    """A decision in its exact words; method: how it was agreed, "" if not known."""

    ref: str
    words: str
    proposer: str = ""
    seconder: str = ""
    method: str = ""


@dataclass(frozen=True, slots=True)
class ActionAgreed:
    """What somebody is to do by a day."""

    ref: str
    what: str
    owner: str = ""
    due: dt.date | None = None


@dataclass(frozen=True, slots=True)
class MinutedItem:
    """An item of the agenda with what was said; `number` in full, such as PG/2026/03/4."""

    number: str
    title: str
    raised_by: str = ""
    text: str = ""
    decisions: tuple[DecisionMade, ...] = ()
    actions: tuple[ActionAgreed, ...] = ()


@dataclass(frozen=True, slots=True)
class NextDate:
    """When and where the body meets next; times as HH:MM."""

    date: dt.date
    starts: str = ""
    venue: str = ""


@dataclass(frozen=True, slots=True)
class Minutes:
    """Everything the minutes of one meeting say; `reference` is like PG/2026/03, times HH:MM.

    `approved` is the day they were approved, None for a draft; to_come: it is still to be held;
    unregistered: nobody ticked who came.
    """

    imprint: Imprint
    body: str
    reference: str
    date: dt.date
    starts: str = ""
    ends: str = ""
    venue: str = ""
    present: tuple[Attendee, ...] = ()
    in_attendance: tuple[Attendee, ...] = ()
    apologies: tuple[Attendee, ...] = ()
    quorum: tuple[QuorumRule, ...] = ()
    items: tuple[MinutedItem, ...] = ()
    next_meeting: NextDate | None = None
    approved: dt.date | None = None
    corrections: tuple[CorrectionLine, ...] = ()
    to_come: bool = False
    unregistered: bool = False

    @property
    def actions(self) -> tuple[ActionAgreed, ...]:
        """All actions of the meeting in the order of the items."""
        return tuple(action for item in self.items for action in item.actions)

    @property
    def quorate(self) -> bool:
        """Whether every rule of the quorum is met."""
        return all(rule.met for rule in self.quorum)


def in_order(people: tuple[Attendee, ...]) -> tuple[Attendee, ...]:
    """Return the chair first, then everyone by name."""
    return tuple(
        sorted(people, key=lambda one: (not one.chair, one.sort_name, collation.key(one.name)))
    )
