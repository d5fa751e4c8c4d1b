"""What a cloud folder's sync, a restored copy or a person in the file manager does to a file."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

Displacing = Callable[[Path], object]


def swap(path: Path) -> None:
    """Put another copy of the file in its place, as a sync does."""
    fetched = path.with_name("fetched")
    shutil.copyfile(path, fetched)
    fetched.replace(path)


def move(path: Path) -> Path:
    """Move the file to another folder; return where it is."""
    folder = path.parent / "elsewhere"
    folder.mkdir()
    return path.rename(folder / path.name)


def rename(path: Path) -> Path:
    """Give the file another name."""
    return path.rename(path.with_name("old.facilitator"))


def delete(path: Path) -> None:
    """Take the file away."""
    path.unlink()


# Each with what is said of it.
WAYS: tuple[tuple[Displacing, str], ...] = (
    (swap, "was replaced by another copy"),
    (move, "was moved, renamed or deleted"),
    (rename, "was moved, renamed or deleted"),
    (delete, "was moved, renamed or deleted"),
)
