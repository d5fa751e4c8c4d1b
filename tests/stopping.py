"""A user who stops a long piece of work at one of its steps."""

from __future__ import annotations

from facilitator_app.domain.progress import Progress


class Stopping:
    """A progress that is cancelled at its step `last`, and what it was told until then."""

    def __init__(self, last: int) -> None:
        """Go on for so many steps, from 0."""
        self.last, self.told = last, list[str]()
        self.progress = Progress(self._hear)

    def _hear(self, _done: int, _total: int, words: str) -> None:
        self.told.append(words)
        if len(self.told) > self.last:
            self.progress.cancel()
