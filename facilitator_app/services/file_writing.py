"""Writing a file so that its place never holds half of it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from facilitator_app.domain.errors import AppError
from facilitator_app.i18n import _

_LONGEST = 120


def write_atomically(path: Path, content: bytes) -> None:
    """Put `content` at `path` in one step; raise AppError if the place cannot be written to."""
    with in_place_of(path) as part, part.open("r+b") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def in_place_of(path: Path) -> Iterator[Path]:
    """Give an empty file beside `path` that takes its place at the end; if stopped, nothing stays.

    Raises AppError if the place cannot be written to.
    """
    part = None
    try:
        with tempfile.NamedTemporaryFile(
            dir=path.parent, prefix=".", suffix=".part", delete=False
        ) as file:
            part = Path(file.name)
        yield part
        part.replace(path)
    except OSError:
        raise AppError(
            _(
                "{name} could not be written to {folder}. Choose another folder or free some space."
            ).format(name=path.name, folder=path.parent)
        ) from None
    finally:
        if part is not None:
            part.unlink(missing_ok=True)


def file_name(title: str) -> str:
    """Return `title` without what some system forbids in names of files."""
    kept = "".join(" " if c in '\\/:*?"<>|' or ord(c) < 32 else c for c in title)
    return " ".join(kept.split())[:_LONGEST].rstrip(". ")
