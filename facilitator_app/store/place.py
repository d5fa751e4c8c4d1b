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
            raise Displaced(self._why(error)) from None
        if found is not None and self._mine is not None and found != self._mine:
            raise Displaced(
                _(
                    "{name} was replaced by another copy while it was open, so this was not saved."
                    " Close the network and open it again to see what is in that copy."
                ).format(name=self._path.name)
            )

    def _why(self, error: OSError) -> str:
        # Windows calls a share that is out of reach a file that is not found, too
        if isinstance(error, FileNotFoundError) and self._path.parent.is_dir():
            return _(
                "{name} was moved, renamed or deleted while it was open, so this was not saved."
                " Put it back where it was and try again."
            ).format(name=self._path.name)
        return _(
            "The folder {folder} cannot be reached, so this was not saved. See that the drive or"
            " the network is connected and that the folder was not moved, then try again."
        ).format(folder=self._path.parent)


def _identity(found: os.stat_result) -> _Identity | None:
    """Return what tells a file from all others; None where the file system does not number them."""
    return (found.st_dev, found.st_ino) if found.st_ino else None
