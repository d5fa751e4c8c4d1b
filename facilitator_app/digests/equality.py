"""Rounds of asking for equality answers, counted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AskingRound:
    """A round of asking, the day it was opened, and how many sets of answers were given."""

    id: int
    title: str
    opened: dt.date
    answered: int


@dataclass(frozen=True, slots=True)
class AnswersChanged:
    """That equality answers changed: when (UTC) and by whom; never what."""

    at: dt.datetime
    who: str
