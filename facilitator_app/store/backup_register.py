"""The register of copies made of the file: where each went, and with which key."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects.sqlite import insert

from facilitator_app.store.journal_tables import backup
from facilitator_app.store.key import Key


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the file; size in bytes, made and last seen at instants (UTC).

    fingerprint: tells the key it was made with from others, but not what the key is.
    """

    path: Path
    made: dt.datetime
    size: int
    fingerprint: str
    seen: dt.datetime


def fingerprint(key: Key) -> str:
    """Return what tells one key from another: half of its SHA-256."""
    return hashlib.sha256(key.raw).hexdigest()[:32]


def note(connection: Connection, path: Path, key: Key, at: dt.datetime) -> None:
    """Write down that `path` was made, or seen again and perhaps rewritten, just now."""
    size = path.stat().st_size
    row = {
        "path": str(path.absolute()), "made": at.isoformat(), "size": size,
        "fingerprint": fingerprint(key), "seen": at.isoformat(),
    }  # fmt: skip
    again = {"size": size, "seen": at.isoformat()}
    connection.execute(
        insert(backup).values(row).on_conflict_do_update(index_elements=["path"], set_=again)
    )


def saw(connection: Connection, path: Path, at: dt.datetime) -> None:
    """Write down that `path` is still there."""
    connection.execute(update(backup).where(backup.c.path == str(path)).values(seen=at.isoformat()))


def listed(connection: Connection) -> Iterator[Copy]:
    """Yield every copy, the latest first."""
    c = backup.c
    rows = connection.execute(
        select(c.path, c.made, c.size, c.fingerprint, c.seen).order_by(c.made.desc(), c.path)
    )
    for path, made, size, mark, seen in rows:
        yield Copy(
            Path(path), dt.datetime.fromisoformat(made), size, mark, dt.datetime.fromisoformat(seen)
        )
