"""Garbage is collected on the window's thread alone, and not while work runs on others.

Python collects on whichever thread makes an object too many, and objects of Qt may only be taken
away on the one that made them.
"""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 500
_LONG = 0.5  # seconds
_lock = threading.Lock()


@dataclass(slots=True)
class _Works:
    """How many works are under way, and whether Python itself collected before the first."""

    count: int = 0
    collecting: bool = False

    def begin(self) -> None:
        with _lock:
            if not self.count:
                self.collecting = gc.isenabled()
                gc.disable()
            self.count += 1

    def end(self) -> None:
        with _lock:
            self.count -= 1
            if not self.count and self.collecting:  # no GarbageCollector is at work
                gc.enable()


_works = _Works()  # Python has one collector for the whole process, and so is this


class GarbageCollector(QObject):
    """Collects now and then on the thread that made it, as Python would by itself."""

    def __init__(self, parent: QObject) -> None:
        """Take over from Python's own collecting, as long as the process lives."""
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self, interval=_EVERY_MS)
        timer.timeout.connect(self.collect)
        timer.start()

    def collect(self) -> None:
        """Collect the oldest generation that is due, unless work is running."""
        if _works.count:
            return
        counts, most = gc.get_count(), gc.get_threshold()
        due = [at for at in (0, 1, 2) if counts[at] > most[at]]
        if due:
            gc.collect(due[-1])


@contextmanager
def not_collected() -> Iterator[None]:
    """Keep garbage from being collected while work makes many objects: it would stop the window.

    What long work leaves behind is set aside: going through 50,000 rows took it a quarter second.
    """
    began = time.monotonic()
    _works.begin()
    try:
        yield
    finally:
        if time.monotonic() - began > _LONG:
            gc.freeze()
        _works.end()
