"""Corrections of sealed records, as they are told beside them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """One correction: the day, who made it, what was corrected and why.

    was, right: the words before and after, both "" where they are not kept with it.
    """

    date: dt.date
    who: str
    what: str
    why: str
    was: str = ""
    right: str = ""
