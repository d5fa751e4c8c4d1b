"""Work of a page that may take a while: off the window's thread, with progress and Cancel."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from facilitator_app.domain.errors import AppError
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.ops import Done, Failed, Ops, Work, while_here
from facilitator_app.gui.widgets.progress_panel import ProgressPanel
from facilitator_app.services.files import File

T = TypeVar("T")


class LongWork(QObject):
    """Runs one piece of work at a time; its panel lies in the middle of the page."""

    # Sent by the working thread, heard on the window's.
    _stepped = Signal(int, int, str)
    _broke = Signal()

    def __init__(self, page: QWidget, ops: Ops) -> None:
        """Work for `page`; answers that come after it has gone are dropped."""
        super().__init__(page)
        self._ops = ops
        self._panel = ProgressPanel(page)
        self._progress: Progress | None = None
        self._stepped.connect(self._panel.step)
        self._broke.connect(self._over)

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return self._progress is not None

    def run(self, words: str, work: Work[T], done: Done[T], failed: Failed) -> bool:
        """Run `work(file, progress)` under `words`; return False if other work is under way."""
        if self.busy:
            return False
        own = self._progress = Progress(self._stepped.emit)
        self._panel.begin(words, own.cancel)

        def begin(file: File, _progress: Progress) -> T:
            own.step(0, 0, words)
            try:
                return work(file, own)
            except AppError:
                raise
            except Exception:  # a bug, shown where crashes are; the page must not stay locked
                self._broke.emit()
                raise

        def ended(answer: T) -> None:
            self._over()
            done(answer)

        def went_wrong(error: AppError) -> None:
            self._over()
            failed(error)

        self._ops.run(begin, while_here(self, ended), while_here(self, went_wrong))
        return True

    def cancel(self) -> None:
        """Ask the work under way to stop."""
        if self._progress is not None:
            self._progress.cancel()

    def _over(self) -> None:
        self._progress = None
        self._panel.end()
