"""A network's financial year: the figures of its annual report."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from facilitator_app.digests.papers import Imprint
from facilitator_app.digests.tags import TagCount


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are of a kind, or of several told together since some are of few people.

    unknown: of what kind they are is not recorded, for any of them.
    """

    label: str
    number: int
    together: int = 1
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Membership:
    """Members over the year; each breakdown counts the members at the end of it.

    It is empty where kinds are of so few people that none can be told. Whoever comes as several
    kinds is counted once, with all who do; in editions 1 and 2, under the first. undated: how many
    of the members at the end have no day of joining, and are counted as having been there all
    along.
    """

    start: int
    joined: int
    left: int
    by_kind: tuple[Count, ...]
    by_locality: tuple[Count, ...]
    undated: int = 0

    @property
    def end(self) -> int:
        """Members on 31 March."""
        return self.start + self.joined - self.left


@dataclass(frozen=True, slots=True)
class BodyYear:
    """A body's year: seats held on 31 March, meetings, and how many of those expected came.

    Each meeting expects everyone who held a seat on its day, and nobody else; in edition 1,
    everyone on its register. One whose register nobody filled expects nobody; in editions 1 to 3
    none of those expected counted as having come. undated: how many of the seats are held since
    nobody knows when, and are counted as having been held all along.
    """

    name: str
    tier: str
    seats: int
    meetings: int
    expected: int
    came: int
    undated: int = 0


@dataclass(frozen=True, slots=True)
class QuarterYear:
    """Attendance in one quarter, 1 from April to 4 to March, and in the same quarter before."""

    quarter: int
    expected: int
    came: int
    expected_before: int
    came_before: int


@dataclass(frozen=True, slots=True)
class DecisionTaken:
    """A decision of the year in its exact words; method: how it was agreed, "" if not known."""

    ref: str
    date: dt.date
    body: str
    words: str
    method: str = ""


@dataclass(frozen=True, slots=True)
class ActionsYear:
    """Actions over the year; `overdue` are those past their day and open on 31 March."""

    open_at_start: int
    opened: int
    closed: int
    closed_on_time: int
    overdue: int

    @property
    def open_at_end(self) -> int:
        """Actions still open on 31 March."""
        return self.open_at_start + self.opened - self.closed


@dataclass(frozen=True, slots=True)
class ClaimCategory:
    """Expenses of one kind: how many claim lines, and pence."""

    label: str
    lines: int
    pence: int


@dataclass(frozen=True, slots=True)
class ClaimsYear:
    """What was claimed for journeys and costs of the year; in edition 1, claims sent in in it.

    The median of days from submission to payment, in tenths, is None while none of them is paid.
    paid: how many of them are, and paid_pence what of these figures that is; rejected: claims that
    are in none of the figures. Editions 1 to 5 did not tell these three.
    """

    claims: int
    categories: tuple[ClaimCategory, ...]
    median_tenths: int | None
    paid: int = 0
    paid_pence: int = 0
    rejected: int = 0

    @property
    def pence(self) -> int:
        """What was claimed in all."""
        return sum(category.pence for category in self.categories)

    @property
    def lines(self) -> int:
        """Claim lines of all categories."""
        return sum(category.lines for category in self.categories)


@dataclass(frozen=True, slots=True)
class Training:
    """A training event: places offered, places taken, how long it was in minutes, and its cost.

    places: 0 where it is not said; the cost is in pence, None where it is not known.
    """

    title: str
    date: dt.date
    places: int
    taken: int
    minutes: int
    cost: int | None = None

    @property
    def learning_minutes(self) -> int:
        """Minutes of all who took part together."""
        return self.taken * self.minutes


@dataclass(frozen=True, slots=True)
class PaperPublished:
    """A paper that was published in the year; withdrawn: the day it was, None while it stands."""

    title: str
    about: str
    date: dt.date
    withdrawn: dt.date | None = None


@dataclass(frozen=True, slots=True)
class AnnualReport:
    """A financial year, `year` the one it begins in: 2025 is 1 April 2025 to 31 March 2026.

    While the year is not over, what stands on 31 March is told of the day of the imprint instead.
    tags: those of the meetings held, the actions raised and the training given in the year;
    corrections: how many were made in the year to minutes that had been approved;
    claim_corrections: to claims that had been paid; in_attendance: how often somebody without a
    seat was at a meeting; visitors: how often of these somebody who is no member, who stands there
    by name; unregistered: meetings held whose register nobody filled; edition: by which rules it
    was counted, and in which words it is told.
    """

    imprint: Imprint
    year: int
    membership: Membership
    bodies: tuple[BodyYear, ...]
    quarters: tuple[QuarterYear, ...]
    decisions: tuple[DecisionTaken, ...]
    actions: ActionsYear
    claims: ClaimsYear
    training: tuple[Training, ...]
    tags: tuple[TagCount, ...] = ()
    corrections: int = 0
    claim_corrections: int = 0
    published: tuple[PaperPublished, ...] = ()
    in_attendance: int = 0
    visitors: int = 0
    unregistered: int = 0
    edition: int = 1

    @property
    def starts(self) -> dt.date:
        """1 April."""
        return dt.date(self.year, 4, 1)

    @property
    def ends(self) -> dt.date:
        """31 March of the year after."""
        return dt.date(self.year + 1, 3, 31)

    @property
    def so_far(self) -> dt.date | None:
        """The day up to which it is told, while the year is not over; None once it is."""
        return self.imprint.as_at if self.imprint.as_at < self.ends else None

    @property
    def still_runs(self) -> bool:
        """Whether all that did not happen may still happen; edition 1 did not say so."""
        return self.edition > 1 and self.so_far is not None

    @property
    def well_put(self) -> bool:
        """Whether every sentence follows its numbers; editions 1 and 2 said "1 members"."""
        return self.edition > 2

    @property
    def told_once(self) -> bool:
        """Whether nothing is told twice or without need; editions 1 to 3 had tables of one row."""
        return self.edition > 3

    @property
    def told_apart(self) -> bool:
        """Whether "expected" and "taken" mean one thing each; in editions 1 to 5 they did not."""
        return self.edition > 5

    @property
    def bodies_met(self) -> int:
        """Bodies that held a meeting; edition 1 told of all."""
        return sum(self.edition == 1 or body.meetings > 0 for body in self.bodies)

    @property
    def bodies_with_seats(self) -> int:
        """Bodies on which a seat is held; edition 1 told of all."""
        return sum(self.edition == 1 or body.seats > 0 for body in self.bodies)

    @property
    def meetings(self) -> int:
        """Meetings of all bodies."""
        return sum(body.meetings for body in self.bodies)

    @property
    def seats(self) -> int:
        """Seats held on all bodies."""
        return sum(body.seats for body in self.bodies)

    @property
    def expected(self) -> int:
        """Attendances expected by all bodies."""
        return sum(body.expected for body in self.bodies)

    @property
    def came(self) -> int:
        """Attendances."""
        return sum(body.came for body in self.bodies)

    @property
    def expected_before(self) -> int:
        """Attendances expected in the year before."""
        return sum(quarter.expected_before for quarter in self.quarters)

    @property
    def came_before(self) -> int:
        """Attendances in the year before."""
        return sum(quarter.came_before for quarter in self.quarters)

    @property
    def places_taken(self) -> int:
        """Training places taken."""
        return sum(event.taken for event in self.training)

    @property
    def training_cost(self) -> int | None:
        """What training cost as far as it is known, in pence; None where nothing is."""
        costs = [event.cost for event in self.training if event.cost is not None]
        return sum(costs) if costs else None

    @property
    def learning_minutes(self) -> int:
        """Minutes of training of all who took part together."""
        return sum(event.learning_minutes for event in self.training)
