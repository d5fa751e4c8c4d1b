"""The only way from the window to the file: work runs on one thread, answers come back here.

What needs no file runs beside it: no save, list or text waits for a paper to be laid out.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, Generic, Protocol, TypeVar
from weakref import WeakSet

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from facilitator_app.domain.errors import AppError
from facilitator_app.domain.progress import Progress, Report
from facilitator_app.gui.file_demand import FileDemand
from facilitator_app.gui.garbage import not_collected
from facilitator_app.services.files import File

_TURN = 0.001  # seconds that work in Python may keep the window waiting; Python's own are 0.005

T = TypeVar("T")
A = TypeVar("A")
Work = Callable[[File, Progress], T]
Beside = Callable[[Progress], T]
Done = Callable[[T], None]
Failed = Callable[[AppError], None]


class Ops(Protocol):
    """Runs work on the open file."""

    def run(self, work: Work[T], done: Done[T], failed: Failed | None = None) -> Progress:
        """Run `work(file, progress)`; then done(answer) or failed(error) on the window's thread.

        Without `failed`, an AppError is told in the window's notice bar.
        """
        ...

    def beside(self, work: Beside[T], done: Done[T], failed: Failed | None = None) -> Progress:
        """Run `work(progress)`, which needs no file, on another thread; else as `run`."""
        ...

    def make(self, read: Work[Beside[T]], done: Done[T], failed: Failed | None = None) -> Progress:
        """Run read(file, progress), and what it returns beside the file; else as `run`.

        Papers are made so: read from the file, then laid out one after the other. Of what has been
        cancelled nobody hears again; what is under way when the file is closed is given up.
        """
        ...

    def wait_for(self, work: Work[T]) -> T:
        """Finish what waits, then return the answer of `work`: the window waits, so when closing.

        Raises what `work` raises.
        """
        ...

    def close(self) -> None:
        """Finish what waits, but give up papers, then close the file."""
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


class _Job(Generic[T]):
    """Work and who hears of it; let go on the window's thread, with pages that only it still knew.

    Qt's objects may not be taken away on another thread, so the one that worked knows only the job.
    """

    def __init__(self, work: Callable[[], T], done: Done[T], failed: Failed) -> None:
        """Call done(answer) or failed(error) at the end."""
        self._parts: tuple[Callable[[], T], Done[T], Failed] | None = (work, done, failed)
        self._answer: list[T] = []
        self._error: Exception | None = None

    def run(self) -> None:
        """Do the work, on any thread."""
        assert self._parts is not None
        try:
            with not_collected():
                self._answer.append(self._parts[0]())
        except Exception as error:  # told on the window's thread, and raised there if it is a bug
            self._error = error

    def end(self, *, heard: bool) -> None:
        """On the window's thread, tell what came of it if it is to be `heard`, and let all go."""
        assert self._parts is not None
        (_work, done, failed), error, answer = self._parts, self._error, self._answer
        self._parts, self._error, self._answer = None, None, []
        if error is not None and not isinstance(error, AppError):
            raise error
        if heard and error is not None:
            failed(error)
        elif heard:
            done(*answer)


class ThreadedOps:
    """Owns the one thread that may touch the file, and those for work that needs none.

    Papers have a thread of their own, so that drawing, printing and writing do not wait for them,
    and give way to what is asked of the file: Python runs one thread at a time.
    """

    def __init__(self, opened: Callable[[Progress], File], tell: Failed) -> None:
        """Open the file on the thread when work first comes: opened(progress of that work).

        Errors nobody takes go to `tell`, steps of long work to `progressed`; both may be replaced.
        """
        self._opened = opened
        self.tell = tell
        self.progressed: Report = lambda _done, _total, _words: None
        self._file: File | None = None
        self._closed = False
        self._post = _Post()
        sys.setswitchinterval(_TURN)
        self._demand = FileDemand()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="file")
        self._papers = ThreadPoolExecutor(max_workers=1, thread_name_prefix="papers")
        self._beside = ThreadPoolExecutor(max_workers=2, thread_name_prefix="beside")
        self._making: WeakSet[Progress] = WeakSet()

    def run(self, work: Work[T], done: Done[T], failed: Failed | None = None) -> Progress:
        """Queue `work`, unless the file is being closed; see Ops."""
        progress = Progress(self._report)
        if not self._closed:
            self._demand.asked()
            self._submit(self._pool, lambda: self._serve(work, progress), done, failed)
        return progress

    def beside(self, work: Beside[T], done: Done[T], failed: Failed | None = None) -> Progress:
        """Queue `work` beside the file, unless that is being closed; see Ops."""
        progress = Progress()
        self._submit(self._beside, lambda: work(progress), done, failed)
        return progress

    def make(self, read: Work[Beside[T]], done: Done[T], failed: Failed | None = None) -> Progress:
        """Queue the paper behind others; it is read when its turn comes, so saves pass. See Ops."""
        progress = Progress(pause=self._demand.give_way)
        self._making.add(progress)

        def make() -> T:
            self._demand.rest()
            progress.check()
            made = self._pool.submit(self._read, read, progress).result()
            progress.check()
            return made(progress)

        def wanted(call: Callable[[A], None]) -> Callable[[A], None]:
            return lambda answer: None if progress.cancelled else call(answer)

        self._submit(self._papers, make, wanted(done), wanted(failed or self.tell))
        return progress

    def wait_for(self, work: Work[T]) -> T:
        """Finish what waits, then return the answer of `work`; see Ops."""
        return self._pool.submit(self._read, work, Progress()).result()

    def close(self) -> None:
        """Finish what waits, give up papers, then close the file on its own thread."""
        self._closed = True
        for progress in tuple(self._making):
            progress.cancel()
        for pool in (self._papers, self._beside):
            pool.shutdown(wait=True)
        self._pool.submit(self._close)
        self._pool.shutdown(wait=True)

    def _report(self, done: int, total: int, words: str) -> None:
        self._post.call.emit(lambda: self._closed or self.progressed(done, total, words))

    def _serve(self, work: Work[T], progress: Progress) -> T:
        try:
            return work(self._there(progress), progress)
        finally:
            self._demand.served()

    def _read(self, read: Work[T], progress: Progress) -> T:
        with not_collected():
            return read(self._there(progress), progress)

    def _there(self, progress: Progress) -> File:
        if self._file is None:
            self._file = self._opened(progress)
        return self._file

    def _submit(
        self, pool: ThreadPoolExecutor, work: Callable[[], T], done: Done[T], failed: Failed | None
    ) -> None:
        if not self._closed:
            pool.submit(self._do, _Job(work, done, failed or self.tell))

    def _do(self, job: _Job[Any]) -> None:
        job.run()
        self._post.call.emit(lambda: job.end(heard=not self._closed))

    def _close(self) -> None:
        if self._file is not None:
            with suppress(AppError):  # the file is not at its place: the window asked before
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
        return self.beside(lambda progress: work(self._file, progress), done, failed)

    def beside(self, work: Beside[T], done: Done[T], failed: Failed | None = None) -> Progress:
        """Run `work` now; see Ops."""
        progress = Progress()
        try:
            answer = work(progress)
        except AppError as error:
            (failed or self._tell)(error)
        else:
            done(answer)
        return progress

    def make(self, read: Work[Beside[T]], done: Done[T], failed: Failed | None = None) -> Progress:
        """Read and make now; see Ops."""
        return self.run(lambda file, progress: read(file, progress)(progress), done, failed)

    def wait_for(self, work: Work[T]) -> T:
        """Return the answer of `work`; see Ops."""
        return work(self._file, Progress())

    def close(self) -> None:
        """Leave the file to whoever opened it."""
