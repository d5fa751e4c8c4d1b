"""The only way from the window to the file: work runs on one thread, answers come back here."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from facilitator_app.domain.errors import AppError
from facilitator_app.domain.progress import Progress, Report
from facilitator_app.gui.garbage import not_collected
from facilitator_app.services.files import File

_TURN = 0.001  # seconds that work in Python may keep the window waiting; Python's own are 0.005

T = TypeVar("T")
Work = Callable[[File, Progress], T]
Done = Callable[[T], None]
Failed = Callable[[AppError], None]


class Ops(Protocol):
    """Runs work on the open file."""

    def run(self, work: Work[T], done: Done[T], failed: Failed | None = None) -> Progress:
        """Run `work(file, progress)`; then done(answer) or failed(error) on the window's thread.

        Without `failed`, an AppError is told in the window's notice bar.
        """
        ...

    def close(self) -> None:
        """Finish what waits, then close the file."""
        ...


def while_here(owner: QObject, act: Done[T], otherwise: Done[T] | None = None) -> Done[T]:
    """Return what calls act(answer) while `owner` is there, and otherwise(answer) once it is gone.

    Pages go while their questions are on the way: an answer must not reach what Qt took away.
    """

    def answer(found: T) -> None:
        if isValid(owner):
            act(found)
        elif otherwise is not None:
            otherwise(found)

    return answer


class _Post(QObject):
    """Carries calls from the working thread to the window's."""

    call = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.call.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def _run(self, what: Callable[[], None]) -> None:
        what()


class ThreadedOps:
    """Owns the one thread that may touch the file."""

    def __init__(self, opened: Callable[[], File], tell: Failed) -> None:
        """Open the file with `opened()` on the thread when work first comes.

        Errors nobody takes go to `tell`, steps of long work to `progressed`; both may be replaced.
        """
        self._opened = opened
        self.tell = tell
        self.progressed: Report = lambda _done, _total, _words: None
        self._file: File | None = None
        self._closed = False
        self._post = _Post()
        sys.setswitchinterval(_TURN)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="file")

    def run(self, work: Work[T], done: Done[T], failed: Failed | None = None) -> Progress:
        """Queue `work`, unless the file is being closed; see Ops."""
        progress = Progress(self._report)
        if self._closed:
            return progress
        self._pool.submit(self._do, work, progress, done, failed or self.tell)
        return progress

    def close(self) -> None:
        """Finish what waits, then close the file on its own thread."""
        self._closed = True
        self._pool.submit(self._close)
        self._pool.shutdown(wait=True)

    def _report(self, done: int, total: int, words: str) -> None:
        self._post.call.emit(lambda: self.progressed(done, total, words))

    def _do(self, work: Work[Any], progress: Progress, done: Done[Any], failed: Failed) -> None:
        try:
            if self._file is None:
                self._file = self._opened()
            with not_collected():
                answer = work(self._file, progress)
        except AppError as error:
            self._answer(partial(failed, error))
        except Exception as error:  # a bug: told on the window's thread
            self._post.call.emit(lambda error=error: _raise(error))
        else:
            self._answer(lambda: done(answer))

    def _answer(self, call: Callable[[], None]) -> None:
        """Call on the window's thread, unless what asked has gone with its window by then."""
        self._post.call.emit(lambda: None if self._closed else call())

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()
        gc.unfreeze()  # pages of this file that were set aside with their rows may go with it


class InlineOps:
    """Runs work at once on the caller's thread: for tests and pictures, with no waiting."""

    def __init__(self, file: File, tell: Failed) -> None:
        """Work on the open `file`; errors nobody takes go to `tell`."""
        self._file = file
        self._tell = tell

    def run(self, work: Work[T], done: Done[T], failed: Failed | None = None) -> Progress:
        """Run `work` now; see Ops."""
        progress = Progress()
        try:
            answer = work(self._file, progress)
        except AppError as error:
            (failed or self._tell)(error)
        else:
            done(answer)
        return progress

    def close(self) -> None:
        """Leave the file to whoever opened it."""


def _raise(error: Exception) -> None:
    raise error
