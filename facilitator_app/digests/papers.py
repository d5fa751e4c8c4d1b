"""What the digests of all papers share."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Imprint:
    """Whose paper it is, the day its figures stand at, and its version ("version 3", or "")."""

    network: str
    as_at: dt.date
    version: str = ""
