"""What an erasure takes out, what it leaves, and which copies it cannot reach; in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class BackupLine:
    """A copy of the file; size in bytes; made: an instant (UTC), None if it is not known.

    missing: why it cannot be reached, "" if it can.
    """

    path: Path
    made: dt.datetime | None
    size: int
    missing: str


@dataclass(frozen=True, slots=True)
class ErasurePlan:
    """What is to be erased, told before; goes, stays: sentences; title: what the record is called.

    words: the names that are struck out wherever they stand alone.
    """

    title: str
    goes: tuple[str, ...]
    stays: tuple[str, ...]
    words: tuple[str, ...]
    reached: tuple[BackupLine, ...]
    beyond: tuple[BackupLine, ...]
