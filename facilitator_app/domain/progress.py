"""How far a long piece of work has come, and whether the user still wants it."""

from __future__ import annotations

import threading
from collections.abc import Callable

from facilitator_app.domain.errors import Cancelled
from facilitator_app.i18n import _

Report = Callable[[int, int, str], None]


class Progress:
    """Passed into long work; `step` reports and stops the work if it was cancelled."""

    def __init__(self, report: Report | None = None) -> None:
        """Call `report(done, total, words)` at each step, on the working thread."""
        self._report = report
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next step; may be called from any thread."""
        self._cancelled.set()

    def step(self, done: int, total: int, words: str) -> None:
        """Report `done` of `total`; raise Cancelled if the user has stopped the work."""
        if self._cancelled.is_set():
            raise Cancelled(_("Stopped. Nothing was changed."))
        if self._report is not None:
            self._report(done, total, words)
