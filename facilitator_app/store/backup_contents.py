"""Looking into a backup of whatever age, with nothing written to it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sqlcipher3 import dbapi2

from facilitator_app.digests.backups import FileContents
from facilitator_app.store import file
from facilitator_app.store.error_translation import translate_errors
from facilitator_app.store.key import Key

COUNTED = ("member", "meeting", "claim")


def look_into(path: Path, key: Key) -> FileContents:
    """Return what is in the closed file at `path`; raise WrongPassphrase or AppError."""
    with translate_errors():
        connection = file.open_connection(path, key, to_write=False)
        try:
            return contents(connection)
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


def _count(connection: dbapi2.Connection, table: str) -> int:
    (found,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - ours
    return int(found)
