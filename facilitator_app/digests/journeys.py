"""The journey that somebody claimed for last time."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LastJourney:
    """Tenths of miles there and back, by what (a code of travel_mode), and from where to where."""

    miles: int
    mode: str
    details: str
