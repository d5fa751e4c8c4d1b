"""What a screen reader says of a change that the keyboard does not move to."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

SOON_MS = 150  # after the keyboard has moved: what it comes to would cut these words off
WHILE_TYPING_MS = 600  # for what changes with each letter
_SAME_NEWS_S = 1.0  # the same words within this time are told of one change
_LAST = "last_announced"
_DEED = "deed_announced"


def announce(part: QWidget, words: str, *, urgent: bool = False, pause_ms: int = SOON_MS) -> None:
    """Have `words` said of `part` in a moment, if `part` is still seen then; "" says nothing.

    What waited to be said of the same part is not said any more. urgent: before anything else.
    """
    waiting = part.findChild(_Waiting, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if waiting is None:
        if not words:
            return
        waiting = _Waiting(part)
    waiting.begin(words, pause_ms, urgent=urgent)


def announce_deed(part: QWidget, words: str) -> None:
    """Have `words` said of what was just done there, in the place of the notice that it is done."""
    if words:
        announce(part, words)
        part.window().setProperty(_DEED, time.monotonic())


def deed_announced(window: QWidget) -> bool:
    """Say once whether what was just done is told already, where it was done."""
    at: object = window.property(_DEED)
    window.setProperty(_DEED, None)  # the next deed is another
    return isinstance(at, float) and time.monotonic() - at < _SAME_NEWS_S


class _Waiting(QObject):
    """Holds the last words about one widget until they are due; it goes with that."""

    def __init__(self, part: QWidget) -> None:
        """Wait for nothing yet."""
        super().__init__(part)
        self._part, self._words, self._urgent = part, "", False
        self._due = QTimer(self, singleShot=True)
        self._due.timeout.connect(self._send)

    def begin(self, words: str, pause_ms: int, *, urgent: bool) -> None:
        """Say `words` after the pause, in the place of all that waits."""
        self._words, self._urgent = words, urgent
        self._due.start(pause_ms) if words else self._due.stop()

    def _send(self) -> None:
        window = self._part.window()
        last: object = window.property(_LAST)
        now = time.monotonic()
        if not self._part.isVisible():
            return
        if isinstance(last, tuple) and last[0] == self._words and now - last[1] < _SAME_NEWS_S:
            return
        window.setProperty(_LAST, (self._words, now))
        send(self._part, self._words, urgent=self._urgent)


def send(part: QWidget, words: str, *, urgent: bool) -> None:
    """Hand `words` to the assistive tools that listen."""
    event = QAccessibleAnnouncementEvent(part, words)
    if urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
