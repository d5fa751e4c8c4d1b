"""Copies that other programs open: outside the encrypted file, until the program closes."""

from __future__ import annotations

import functools
import shutil
import tempfile
from pathlib import Path

from PySide6.QtCore import QLockFile

from facilitator_app.domain.attachments import unlike
from facilitator_app.domain.errors import AppError
from facilitator_app.i18n import _

_PREFIX = "facilitator-opened-"
_MARK = "in-use"  # held by the process whose copies they are


class OutsideCopies:
    """The copies of one process, in a folder that nobody else may read.

    told: whether it was said in this session that copies leave the file.
    """

    def __init__(self, place: Path) -> None:
        """Make the folder below `place` when the first copy is written."""
        self.told = False
        self._place = place
        self._folder: Path | None = None
        self._lock: QLockFile | None = None

    def put(self, name: str, data: bytes) -> Path:
        """Write a copy under `name`, numbered if there is one; return where it is."""
        try:
            folder = self._folder or self._made()
            path = folder / unlike(name, [one.name for one in folder.iterdir()])
            path.touch(mode=0o600, exist_ok=False)
            path.write_bytes(data)
        except OSError:
            raise AppError(
                _("A copy of {name} could not be written. Free some space and try again.").format(
                    name=name
                )
            ) from None
        return path

    def clear(self) -> None:
        """Take away the copies of this process; what another program holds goes at a next start."""
        if self._lock is not None:
            self._lock.unlock()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
        self._folder = self._lock = None

    def clear_left_behind(self) -> None:
        """Take away the copies of processes that have ended, whichever way they did."""
        for folder in self._place.glob(_PREFIX + "*"):
            if folder == self._folder or folder.is_symlink():
                continue
            lock = _lock(folder)
            if lock.tryLock(0):
                lock.unlock()
                shutil.rmtree(folder, ignore_errors=True)

    def _made(self) -> Path:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=self._place))
        self._lock = _lock(folder)
        self._lock.tryLock(0)
        self._folder = folder
        return folder


def _lock(folder: Path) -> QLockFile:
    lock = QLockFile(str(folder / _MARK))
    lock.setStaleLockTime(0)  # however old, it holds while its process runs
    return lock


@functools.cache
def of_this_process() -> OutsideCopies:
    """Return the copies that this process has written."""
    return OutsideCopies(Path(tempfile.gettempdir()))
