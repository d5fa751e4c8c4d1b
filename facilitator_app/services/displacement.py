"""What becomes of an open file that something else moved, replaced or took away."""

from __future__ import annotations

from pathlib import Path

from facilitator_app.domain.errors import Displaced
from facilitator_app.domain.progress import Progress
from facilitator_app.services import drafts
from facilitator_app.services.files import File
from facilitator_app.store import backup


def displaced(file: File) -> str:
    """Return in words what became of `file`, "" if it is at its place."""
    try:
        file.store.place.check()
    except Displaced as error:
        return error.happened
    return ""


def save_copy(file: File, to: Path, progress: Progress | None = None) -> None:
    """Copy to `to` all that is open, with the drafts that the file could not take."""
    backup.write_as(file.store, to, lambda copy: drafts.write(file.held_drafts, copy), progress)
