"""Locks a network that nobody has used for a while, but never in the middle of something."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from facilitator_app.clock import Clock
from facilitator_app.gui.long_work import LongWork
from facilitator_app.gui.page_protocols import StaysOpen
from facilitator_app.gui.prefs import Prefs
from facilitator_app.gui.window import Window

PREF, NEVER = "lock", "0"
MINUTES = ("5", "10", "20", "30", "60")
_CHECK_MS = 15_000
_USES = frozenset(
    {
        QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove,
        QEvent.Type.Wheel, QEvent.Type.TouchBegin, QEvent.Type.TabletPress, QEvent.Type.Drop,
    }
)  # fmt: skip


class IdleLock(QObject):
    """Watches the keys and the mouse of one shown window."""

    def __init__(
        self, window: Window, prefs: Prefs, clock: Clock, lock: Callable[[int], object]
    ) -> None:
        """Call lock(minutes) once nobody has used `window` for the minutes chosen in `prefs`."""
        super().__init__(window)
        self._window, self._prefs, self._clock, self._lock = window, prefs, clock, lock
        self._used = clock.now()
        handle = window.windowHandle()
        assert handle is not None
        handle.installEventFilter(self)
        timer = QTimer(self, interval=_CHECK_MS)
        timer.timeout.connect(self.check)
        timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that somebody is there."""
        if event.type() in _USES:
            self._used = self._clock.now()
        return False

    def check(self) -> None:
        """Lock if it is time; a computer that slept meanwhile was not used either."""
        minutes = minutes_chosen(self._prefs)
        idle = self._clock.now() - self._used
        if minutes and idle >= dt.timedelta(minutes=minutes) and not self._at_work():
            self._lock(minutes)

    def _at_work(self) -> bool:
        """Say whether work is under way, a question of the system is open, or a meeting is on."""
        front = self._window.stack.front
        return (
            (isinstance(front, StaysOpen) and front.stays_open)
            or QApplication.activeModalWidget() is not None
            or any(one.busy for one in self._window.findChildren(LongWork))
        )


def minutes_chosen(prefs: Prefs) -> int:
    """Return after how many minutes a network is locked, 0 for never."""
    chosen = prefs.get(PREF)
    return int(chosen) if chosen in (*MINUTES, NEVER) else 10
