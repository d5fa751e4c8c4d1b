"""Turns what goes wrong with disks and files into sentences that say what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy.exc
from sqlcipher3 import dbapi2

from facilitator_app.domain.errors import AppError, Conflict, Damaged, InUse, NotSaved
from facilitator_app.i18n import N_, _
from facilitator_app.locale_formats import join_sentences

PART_DAMAGED = N_("A part of the file is damaged.")
_KNOWN: tuple[tuple[str, type[AppError], str], ...] = (
    ("database or disk is full", NotSaved,
     N_("The disk is full, so this was not saved. Free some space and save again.")),
    ("readonly database", NotSaved,
     N_("This file or its folder cannot be written to. Copy it to a folder of your own.")),
    ("unable to open database", NotSaved,
     N_("This file or its folder cannot be written to. Copy it to a folder of your own.")),
    ("database is locked", InUse,
     N_("This file is open somewhere else. Close it there first.")),
    ("disk I/O error", NotSaved,
     N_("The disk did not answer, so this was not saved. "
        "See that the drive is plugged in, then save again.")),
    *((mark, Damaged, PART_DAMAGED) for mark in ("malformed", "vtable constructor", "corrupt")),
    ("FOREIGN KEY constraint failed", Conflict,
     N_("What this belongs to was deleted, or something else needs it. It was left as it was.")),
)  # fmt: skip


@contextmanager
def translate_errors() -> Iterator[None]:
    """Raise the user's kind of error for every fault that is the user's world, not ours."""
    try:
        yield
    except (sqlalchemy.exc.DBAPIError, dbapi2.Error) as error:
        known = translate(error)
        if known is None:
            raise
        raise known from error


def translate(error: Exception) -> AppError | None:
    """Return the sentence for `error`, or None if it is a bug."""
    words = str(getattr(error, "orig", None) or error)
    for mark, kind, text in _KNOWN:
        if mark in words:
            return kind(join_sentences((_(text), advice() if kind is Damaged else "")))
    return None


def advice() -> str:
    """Return what to do about a network that is damaged."""
    return _("Restore a backup that is sound, and keep this file aside.")
