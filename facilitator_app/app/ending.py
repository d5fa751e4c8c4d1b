"""The program closes as it does by hand when the system asks it to end."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_MOST = 64  # bytes, one a signal


class Session(Protocol):
    """The session that is about to end, as Qt tells of it."""

    def cancel(self) -> None:
        """Ask that it goes on."""
        ...


class Ending(QObject):
    """Hears the signals that end a program, and the end of the session."""

    def __init__(self, app: QApplication, let_go: Callable[[], object]) -> None:
        """Listen from now on; let_go() closes the file once no window is left."""
        super().__init__(app)
        self._app = app
        # Python runs its handlers between two of its own steps, but Qt waits outside of them
        self._hears, self._says = socket.socketpair()
        self._hears.setblocking(False)
        self._says.setblocking(False)
        signal.set_wakeup_fd(self._says.fileno(), warn_on_full_buffer=False)
        for one in _SIGNALS:
            signal.signal(one, _note)
        notifier = QSocketNotifier(self._hears.fileno(), QSocketNotifier.Type.Read, self)
        notifier.activated.connect(self._end)
        app.commitDataRequest.connect(partial(end_session, app, let_go))

    def _end(self) -> None:
        self._hears.recv(_MOST)
        self._app.quit()


def end_session(app: QApplication, let_go: Callable[[], object], session: Session) -> None:
    """Close every window and the file; where one stays open, ask that the session goes on."""
    app.closeAllWindows()
    if any(one.isVisible() for one in app.topLevelWidgets()):
        session.cancel()
    else:
        let_go()


def _note(_signal: int, _frame: object) -> None:
    """Leave it to what was written to the socket."""
