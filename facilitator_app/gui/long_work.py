"""Work of a page that may take a while: off the window's thread, with progress and Cancel."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from facilitator_app.domain.errors import AppError, Cancelled
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.ops import Beside, Done, Failed, Ops, Work, while_here
from facilitator_app.gui.widgets.progress_panel import ProgressPanel
from facilitator_app.services.files import File

T = TypeVar("T")


class LongWork(QObject):
    """Runs one piece of work at a time; its panel lies in the middle of the page."""

    # Sent by the working thread, heard on the window's.
    _stepped = Signal(object, int, int, str)
    _broke = Signal(object)

    def __init__(self, page: QWidget, ops: Ops) -> None:
        """Work for `page`; answers that come after it has gone are dropped."""
        super().__init__(page)
        self._ops = ops
        self._panel = ProgressPanel(page)
        self._progress: Progress | None = None
        self._stepped.connect(self._step)
        self._broke.connect(self._over)

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return self._progress is not None

    def run(self, words: str, work: Work[T], done: Done[T], failed: Failed) -> bool:
        """Run `work(file, progress)` under `words`; return False if other work is under way."""
        own = self._begin(words)
        if own is None:
            return False
        self._panel.begin(words, self.cancel)
        self._ops.run(
            lambda file, _progress: self._watched(own, lambda: work(file, own)),
            *self._answers(own, done, failed),
        )
        return True

    def beside(self, words: str, work: Beside[T], done: Done[T], failed: Failed) -> bool:
        """Run `work(progress)`, which needs no file, beside it; else as `run`."""
        own = self._begin(words)
        if own is None:
            return False
        self._panel.begin(words, self.cancel)
        self._ops.beside(
            lambda _progress: self._watched(own, lambda: work(own)),
            *self._answers(own, done, failed),
        )
        return True

    def make(self, words: str, read: Work[Beside[T]], done: Done[T], failed: Failed) -> bool:
        """Read from the file, make a paper beside it, as `run`; Cancel frees the page at once."""
        own = self._begin(words)
        if own is None:
            return False
        done, failed = self._answers(own, done, failed)

        def stop() -> None:
            own.cancel()
            try:
                own.check()
            except Cancelled as error:
                failed(error)

        def begin(file: File, progress: Progress) -> Beside[T]:
            own.stop_with(progress)
            made = self._watched(own, lambda: read(file, own))
            return lambda _progress: self._watched(own, lambda: made(own))

        self._panel.begin(words, stop)
        self._ops.make(begin, done, failed)
        return True

    def cancel(self) -> None:
        """Ask the work under way to stop."""
        if self._progress is not None:
            self._progress.cancel()

    def give_up(self) -> None:
        """Stop the work under way, of which nobody hears again."""
        if self._progress is not None:
            self._progress.cancel()
            self._over(self._progress)

    def _begin(self, words: str) -> Progress | None:
        """Return the progress of new work; None if other work is under way."""
        if self.busy:
            return None
        own = Progress(lambda *step: self._tell_step(own, *step))
        self._progress = own
        return own

    def _watched(self, own: Progress, work: Callable[[], T]) -> T:
        """Do the work on its thread; the page must not stay locked by a bug in it."""
        own.check()
        try:
            return work()
        except AppError:
            raise
        except Exception:  # shown where crashes are
            with suppress(RuntimeError):  # the page went meanwhile
                self._broke.emit(own)
            raise

    def _answers(self, own: Progress, done: Done[T], failed: Failed) -> tuple[Done[T], Failed]:
        """Return what hears of the work's end; of work that was given up nobody hears again."""

        def over(then: Callable[[Any], None]) -> Callable[[Any], None]:
            def act(answer: Any) -> None:
                if self._progress is own:
                    self._over(own)
                    then(answer)

            return while_here(self, act)

        return over(done), over(failed)

    def _tell_step(self, own: Progress, done: int, total: int, words: str) -> None:
        with suppress(RuntimeError):  # the page went meanwhile: the work ends without it
            self._stepped.emit(own, done, total, words)

    def _step(self, own: Progress, done: int, total: int, words: str) -> None:
        if self._progress is own:
            self._panel.step(done, total, words, ending=own.ending)

    def _over(self, own: Progress) -> None:
        if self._progress is own:
            self._progress = None
            self._panel.end()
