"""The window's own parts in this process: an application, a page over a real file, a heartbeat."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from facilitator_app.domain.errors import AppError
from facilitator_app.gui.ops import ThreadedOps
from facilitator_app.gui.page_context import PageContext
from facilitator_app.services.files import File
from tests.bench import data
from tests.gui import pictures
from tests.gui.plain_context import NotingWindow

T = TypeVar("T")
BEAT_MS = 5
_PATIENCE_MS = 60_000
_REST_MS = 150


def needs_no_screen() -> None:
    """Draw off screen where a Linux system has none."""
    screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform == "linux" and not screen:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


class Heart:
    """Beats on this thread every 5 ms; `longest` is the longest time between two beats."""

    def __init__(self) -> None:
        """Beat from now on."""
        self.longest, self._last = 0.0, time.perf_counter()
        self._timer = QTimer(interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def take(self) -> float:
        """Return the longest gap in seconds since the last time this was asked."""
        found, self.longest = self.longest, 0.0
        return found

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now


class Stage:
    """One open file behind its thread, and a context for pages over it."""

    def __init__(self, path: Path) -> None:
        """Open `path` on the thread."""
        self.ops = ThreadedOps(lambda _progress: data.opened(path), _fail)
        self.file: File = self.on_thread(lambda file: file)
        self.context = PageContext(self.ops, NotingWindow(), self.file.format_context)

    def on_thread(self, work: Callable[[File], T]) -> T:
        """Return `work(file)`, run where the file lives while this thread's events go on."""
        found: list[T] = []

        def start(done: Callable[[], None]) -> None:
            def take(answer: T) -> None:
                found.append(answer)
                done()

            self.ops.run(lambda file, _progress: work(file), take)

        wait(start)
        return found[0]


def _fail(error: AppError) -> None:
    raise error


def wait(act: Callable[[Callable[[], None]], object]) -> None:
    """Call `act(done)` and let events go on until `done()` is called."""
    loop = QEventLoop()
    patience = QTimer(singleShot=True, interval=_PATIENCE_MS)
    patience.timeout.connect(partial(loop.exit, 1))
    patience.start()
    QTimer.singleShot(0, lambda: act(loop.quit))
    if loop.exec():
        message = "the page never answered"
        raise TimeoutError(message)


def rest(ms: int = _REST_MS) -> None:
    """Let what is still under way come to rest."""
    wait(lambda done: QTimer.singleShot(ms, done))


@contextmanager
def stage(members: int) -> Iterator[Stage]:
    """Give a stage over a copy of a made file."""
    app = QApplication.instance() or QApplication(["bench"])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as cache, data.copy_of(members) as path:
        pictures.load_font()
        pictures.dress(app, Path(cache))
        made = Stage(path)
        gc.freeze()  # as the program does once all is loaded
        try:
            yield made
        finally:
            made.ops.close()


def raw(file: File, sql: str, given: Any = ()) -> list[Any]:
    """Run a statement on the file's own connection, past everything of ours."""
    return list(file.store.raw.execute(sql, given).fetchall())
