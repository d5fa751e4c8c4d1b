"""What happened to a record, told in lines."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change: the instant (UTC), who made it, and what it was in words."""

    at: dt.datetime
    who: str
    what: str
