"""Looking into a backup of whatever age, with nothing written to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from pathlib import Path

from sqlcipher3 import dbapi2

from facilitator_app.digests.backups import FileContents
from facilitator_app.store import file
from facilitator_app.store.error_translation import translate_errors
from facilitator_app.store.key import Key

COUNTED = ("member", "meeting", "claim")


def look_into(
    path: Path, key: Key, erased: Collection[tuple[str, int]] = ()
) -> tuple[FileContents, int]:
    """Return what is in the closed file at `path`, and how many of `erased` it still holds.

    erased: record type and id; raises WrongPassphrase or AppError.
    """
    with translate_errors():
        connection = file.open_connection(path, key, to_write=False)
        try:
            return contents(connection), sum(_holds(connection, *one) for one in erased)
        finally:
            connection.close()
            file.drop_journal(path)


def contents(connection: dbapi2.Connection) -> FileContents:
    """Return what is in an open file."""
    network = connection.execute("SELECT name FROM network").fetchone()
    changed = connection.execute("SELECT max(at) FROM change_set").fetchone()[0]
    return FileContents(
        network[0] if network else "",
        {name: _count(connection, name) for name in COUNTED},
        dt.datetime.fromisoformat(changed) if changed else None,
    )


def _holds(connection: dbapi2.Connection, record: str, record_id: int) -> bool:
    """Say whether a record is there, and not without its content."""
    there = connection.execute(f"SELECT 1 FROM {record} WHERE id = ?", (record_id,)).fetchone()  # noqa: S608 - ours
    emptied = connection.execute(
        "SELECT 1 FROM change WHERE record = ? AND record_id = ? AND erased IS NOT NULL"
        " AND action = 'add' AND after = '{}'",
        (record, record_id),
    ).fetchone()
    return there is not None and emptied is None


def _count(connection: dbapi2.Connection, table: str) -> int:
    (found,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - ours
    return int(found)
