"""Who sits on a body on a day."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from facilitator_app.digests.papers import Imprint
from facilitator_app.domain import collation


@dataclass(frozen=True, slots=True)
class Seated:
    """A member in a seat; texts are labels as shown, "" where nothing is known.

    rank: the less, the earlier, as `seat_rank` of `domain.bodies` says.
    """

    name: str
    sort_name: str
    role: str
    rank: int
    comes_as: str
    locality: str
    telephone: str
    email: str
    since: dt.date | None
    ends: dt.date | None
    papers_as: str


@dataclass(frozen=True, slots=True)
class MemberList:
    """The seats of one body held on the imprint's day.

    vacated: seats within their term whose holders are members no longer; kept_back: how many of
    those seated are not to be contacted, so that nothing tells how to reach them.
    """

    imprint: Imprint
    body: str
    tier: str
    seated: tuple[Seated, ...]
    vacated: int = 0
    kept_back: int = 0

    @property
    def in_order(self) -> tuple[Seated, ...]:
        """Office-holders by rank, then everyone by name."""
        return tuple(
            sorted(
                self.seated,
                key=lambda one: (
                    one.rank,
                    one.sort_name,
                    collation.key(one.name),
                ),
            )
        )

    @property
    def by_comes_as(self) -> tuple[tuple[str, int], ...]:
        """How many come as what, the most first; "" for those of whom it is not known."""
        counts = Counter(one.comes_as for one in self.seated)
        return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], collation.key(pair[0]))))
