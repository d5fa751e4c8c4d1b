"""How far a long piece of work has come, and whether the user still wants it."""

from __future__ import annotations

import threading
from collections.abc import Callable

from facilitator_app.domain.errors import Cancelled
from facilitator_app.i18n import _

Report = Callable[[int, int, str], None]
_REPORTED = 25  # steps of many small ones: telling each would keep the window from its own work


class Progress:
    """Passed into long work; `step` reports and stops the work if it was cancelled."""

    def __init__(
        self, report: Report | None = None, pause: Callable[[], None] | None = None
    ) -> None:
        """Call `report(done, total, words)` at each step, on the working thread.

        pause() is called at each check: it returns once the work may go on.
        """
        self._report = report
        self._pause = pause
        self._cancelled = threading.Event()
        self._ending = False
        self._outer: Progress | None = None

    @property
    def cancelled(self) -> bool:
        """Whether the work was asked to stop."""
        if self._ending:
            return False
        return self._cancelled.is_set() or (self._outer is not None and self._outer.cancelled)

    @property
    def ending(self) -> bool:
        """Whether the work is past the point where it could be stopped."""
        return self._ending

    def cancel(self) -> None:
        """Ask the work to stop at its next step; may be called from any thread."""
        self._cancelled.set()

    def part(self) -> Progress:
        """Return the progress of a part of this work: its end is not that of the whole."""
        found = Progress(self._report)
        found.stop_with(self)
        return found

    def stop_with(self, outer: Progress) -> None:
        """Stop when `outer` is cancelled, and pause when it does, too."""
        self._outer = outer

    def step(self, done: int, total: int, words: str) -> None:
        """Report `done` of `total`; raise Cancelled if the user has stopped the work."""
        self.check()
        if self._report is not None:
            self._report(done, total, words)

    def end(self, words: str) -> None:
        """Report the last moment, which nothing stops; raise Cancelled if it is stopped by now."""
        self.check()
        self._ending = True
        self.step(0, 0, words)

    def check(self) -> None:
        """Pause if more urgent work is under way; raise Cancelled if the user has stopped this."""
        if self._outer is not None:
            self._outer.check()
        if self._pause is not None:
            self._pause()
        if self.cancelled:
            raise Cancelled(_("Stopped. Nothing was changed."))


class Steps:
    """Counts the small steps of one stretch of work, of which there may be many thousands."""

    def __init__(self, progress: Progress, total: int, words: str) -> None:
        """Report to `progress` what `words` say, now and then, of `total` steps."""
        self._progress, self._total, self._words = progress, total, words
        self._done = 0
        progress.step(0, total, words)

    def step(self) -> None:
        """Note that one more is done; raise Cancelled if the user has stopped the work."""
        self._done += 1
        self._progress.check()
        if self._done % _REPORTED == 0 or self._done == self._total:
            self._progress.step(self._done, self._total, self._words)
