"""Long statements of SQLite, and copies of whole files, that end when the user stops them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2

from facilitator_app.domain.progress import Progress

_EVERY = 100_000  # instructions of SQLite's machine: some milliseconds
_CHUNK = 1_000_000  # bytes


@contextmanager
def stopping(connection: dbapi2.Connection, progress: Progress) -> Iterator[None]:
    """End a statement in its middle, and raise Cancelled, once `progress` is cancelled."""
    connection.set_progress_handler(lambda: int(progress.cancelled), _EVERY)
    try:
        yield
    except Exception:
        progress.check()
        raise
    finally:
        connection.set_progress_handler(None, 0)


def copy_file(source: Path, target: Path, progress: Progress, words: str) -> None:
    """Copy a file, telling how far under `words`; raise Cancelled, with half a `target`."""
    size, done = source.stat().st_size, 0
    with source.open("rb") as given, target.open("wb") as taken:
        while chunk := given.read(_CHUNK):
            progress.step(done, size, words)
            done += taken.write(chunk)
