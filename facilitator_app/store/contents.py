"""Bytes that the file keeps whole, known by their SHA-256: the pages of published papers.

They are written in the unit of work of the record that names them, and are not journalled: when
that is undone they stay, for it may be done again.
"""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from facilitator_app.domain.errors import AppError
from facilitator_app.i18n import _
from facilitator_app.store.journal_tables import content


def hash_of(found: bytes) -> str:
    """Return what bytes are known by: SHA-256 in 64 small hexadecimal digits."""
    return hashlib.sha256(found).hexdigest()


def put(connection: Connection, found: bytes) -> str:
    """Keep bytes, once however often they are put; return what they are known by."""
    known_by = hash_of(found)
    row = {"hash": known_by, "size": len(found), "bytes": found}
    connection.execute(insert(content).values(row).on_conflict_do_nothing())
    return known_by


def holds(connection: Connection, known_by: str) -> bool:
    """Return whether these bytes are kept."""
    return connection.scalar(select(content.c.size).where(content.c.hash == known_by)) is not None


def get(connection: Connection, known_by: str) -> bytes:
    """Return the bytes known by `known_by`; AppError if they are not there or were altered."""
    found = connection.scalar(select(content.c.bytes).where(content.c.hash == known_by))
    if found is None or hash_of(found) != known_by:
        raise AppError(
            _("The pages of this paper are missing or damaged. Look for them in a backup.")
        )
    return bytes(found)
