"""Corrections of sealed records, as they are told beside them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """One correction: the day, who made it, what was corrected and why."""

    date: dt.date
    who: str
    what: str
    why: str
