"""Whether the open file still lies at its path: a sync or a person may have put another there."""

from __future__ import annotations

import os
from pathlib import Path

from facilitator_app.domain.errors import Displaced
from facilitator_app.i18n import _

_Identity = tuple[int, int]


class Place:
    """The path of an open file, and which file lay there when it was opened."""

    def __init__(self, path: Path) -> None:
        """Look now; a link stands for the file that it leads to."""
        self._path = path.absolute()
        first, second = _identity(self._path.stat()), _identity(self._path.stat())
        self._mine = first if first == second else None  # some file systems number anew each time

    def check(self) -> None:
        """Raise Displaced where another file lies there now, or none, or nobody can say."""
        try:
            found = _identity(self._path.stat())
        except OSError as error:
            raise self._away(error) from None
        if found is not None and self._mine is not None and found != self._mine:
            happened = _("{name} was replaced by another copy while it was open.")
            words = _("{happened} This was not saved. Look into that copy, and do it again there.")
            raise self._displaced(happened, words)

    def is_at(self, path: Path) -> bool:
        """Say if `path` leads to the open file: to read it would drop SQLite's lock (POSIX)."""
        try:
            return path.samefile(self._path)
        except OSError:
            return False

    def _away(self, error: OSError) -> Displaced:
        # Windows calls a share that is out of reach a file that is not found, too
        if isinstance(error, FileNotFoundError) and self._path.parent.is_dir():
            happened = _("{name} was moved, renamed or deleted while it was open.")
            words = _("{happened} This was not saved. Put it back where it was and try again.")
        else:
            happened = _("The folder {folder} cannot be reached.")
            words = _(
                "{happened} This was not saved. See that the drive or the network is connected and"
                " that the folder was not moved, then try again."
            )
        return self._displaced(happened, words)

    def _displaced(self, happened: str, words: str) -> Displaced:
        told = happened.format(name=self._path.name, folder=self._path.parent)
        return Displaced(words.format(happened=told), told)


def _identity(found: os.stat_result) -> _Identity | None:
    """Return what tells a file from all others; None where the file system does not number them."""
    return (found.st_dev, found.st_ino) if found.st_ino else None
