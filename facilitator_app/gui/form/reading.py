"""What a record's page is filled from, read in one go on the file's own thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from facilitator_app.digests.history import Line
from facilitator_app.services import drafts, records
from facilitator_app.services.drafts import Kept
from facilitator_app.services.files import File
from facilitator_app.spec.record import Row


@dataclass(frozen=True, slots=True)
class Opened:
    """The row, its latest changes, and the draft that was kept of it with the words it needs."""

    row: Row
    history: tuple[Line, ...] = ()
    kept: Kept | None = None
    kept_refs: Mapping[str, str] | None = None


def open_record(file: File, name: str, record_id: int | None, given: Mapping[str, Any]) -> Opened:
    """Read one record, or what an empty form starts with; raise Gone if it is no longer there."""
    kept = drafts.find(file, key_of(name, record_id))
    refs = records.blank(file, name, kept.draft.values).refs if kept else {}
    if record_id is None:
        return Opened(records.blank(file, name, given), (), kept, refs)
    found = records.get(file, name, record_id)
    return Opened(found, records.history(file, name, record_id), kept, refs)


def key_of(name: str, record_id: int | None) -> str:
    """Return the key that the draft of a form is kept under."""
    return f"{name}/{record_id or 'new'}"
