"""Published papers as they are listed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PublishedPaper:
    """One paper that was given out.

    paper and subject: which it is, and the year or record it is about; state: STANDING, SUPERSEDED
    or WITHDRAWN of domain/publications; corrected: its meeting was, after these minutes of it.
    """

    id: int
    title: str
    period: str
    paper: str
    subject: int
    published_on: dt.date
    published_by: str
    state: str
    withdrawn_why: str = ""
    withdrawn_on: dt.date | None = None
    corrected: bool = False
