"""What the digests of all papers share."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Imprint:
    """Whose paper it is, and the day its figures stand at."""

    network: str
    as_at: dt.date
