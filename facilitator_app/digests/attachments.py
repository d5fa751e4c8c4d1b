"""What is attached to a record, as it is told beside it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AttachmentLine:
    """One attached file; size in bytes, content the SHA-256 of its bytes.

    line: the words of the line it belongs to, "" if it belongs to the record itself.
    """

    id: int
    version: int
    name: str
    media_type: str
    size: int
    added: dt.date
    content: str
    note: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class AttachmentPlace:
    """What a file can be attached to: a record, or a line of it."""

    record: str
    id: int
    words: str


@dataclass(frozen=True, slots=True)
class Attached:
    """All that is attached to a record and its lines, the record first, and where more may go.

    seal: why nothing may be added or removed, "" if it may.
    """

    lines: tuple[AttachmentLine, ...]
    places: tuple[AttachmentPlace, ...]
    seal: str = ""
