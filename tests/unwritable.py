"""A file that refuses all writing for a while."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from facilitator_app.services.files import File


@contextmanager
def unwritable(file: File) -> Iterator[None]:
    """Refuse all writing meanwhile, as where the folder is read only."""
    file.store.raw.execute("PRAGMA query_only=ON")
    try:
        yield
    finally:
        file.store.raw.execute("PRAGMA query_only=OFF")
