"""Ids that sort by time and do not collide between laptops."""

from __future__ import annotations

import datetime as dt
import random

from facilitator_app.clock import Clock

_EPOCH = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
_MILLISECOND = dt.timedelta(milliseconds=1)
_RANDOM_BITS = 22
_STEP_BITS = 10


class Ids:
    """Gives 63-bit ids: milliseconds since 2020 in the upper 41 bits, 22 random bits below."""

    def __init__(self, clock: Clock, chance: random.Random, after: int = 0) -> None:
        """Take time from `clock` and the lower bits from `chance`; begin above the id `after`."""
        self._clock = clock
        self._chance = chance
        self._last = after

    def next(self) -> int:
        """Return an id greater than every one given before."""
        fresh = (self._clock.now() - _EPOCH) // _MILLISECOND << _RANDOM_BITS
        fresh |= self._chance.getrandbits(_RANDOM_BITS)
        if fresh <= self._last:
            fresh = self._last + 1 + self._chance.getrandbits(_STEP_BITS)
        self._last = fresh
        return fresh
