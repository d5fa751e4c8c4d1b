"""What people wait for from the file: papers give way to it, for a bounded time."""

from __future__ import annotations

import threading
import time

_LONGEST = 0.2  # seconds that papers give way to one stretch of work on the file
_REST = 0.005  # seconds without a new question before a paper is read from the file
_RESTS = 20  # papers come to their turn, however often the file is asked


class FileDemand:
    """Counts what is asked of the file; may be used from any thread."""

    def __init__(self) -> None:
        """Begin with nothing asked."""
        self._lock, self._idle = threading.Lock(), threading.Event()
        self._idle.set()
        self._open, self._ever, self._since = 0, 0, 0.0

    def asked(self) -> None:
        """Note that work on the file is wanted; `served` has to follow."""
        with self._lock:
            self._open, self._ever = self._open + 1, self._ever + 1
            if self._idle.is_set():
                self._since = time.monotonic()
                self._idle.clear()

    def served(self) -> None:
        """Note that such work is done."""
        with self._lock:
            self._open -= 1
            if not self._open:
                self._idle.set()

    def give_way(self) -> None:
        """Wait until nothing is wanted, or that has gone on for 0.2 s: long work is no reason."""
        if not self._idle.is_set():
            self._idle.wait(max(0.0, self._since + _LONGEST - time.monotonic()))

    def rest(self) -> None:
        """Wait until nothing new is asked for 5 ms: a save made with a paper goes before it."""
        for _time in range(_RESTS):
            before = self._ever
            time.sleep(_REST)
            self.give_way()
            if self._ever == before:
                return
