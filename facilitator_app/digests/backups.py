"""What a backup holds beside what the open network holds now, told before it is put to use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FileContents:
    """What is in one file: network, how many rows by record type, and when it last changed (UTC).

    changed: None where nothing ever did.
    """

    network: str
    counts: Mapping[str, int]
    changed: dt.datetime | None


@dataclass(frozen=True, slots=True)
class BackupPreview:
    """A backup that was looked into; made: local time; target: where it would be put back.

    erased: how many people who were erased here since are in it.
    """

    path: Path
    made: dt.datetime
    then: FileContents
    now: FileContents
    target: Path
    erased: int = 0
