"""One process of the bench: starts a window and tells how long after `began` it was painted.

Arguments: bare|prompt|members, the parent's time, the file, and where preferences may be kept.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QTableView, QWidget

_POLL_MS = 1


class Eye(QObject):
    """Calls `seen` once, after the first paint of `widget` for which `ready()` holds is through."""

    def __init__(
        self, widget: QWidget, seen: Callable[[], object], ready: Callable[[], bool]
    ) -> None:
        """Watch `widget` from now on."""
        super().__init__(widget)
        self._widget, self._seen, self._ready = widget, seen, ready
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._ready():
            self._widget.removeEventFilter(self)
            QTimer.singleShot(0, self._seen)
        return False


def main(what: str, began: str, file: str, prefs: str) -> None:
    """Do what the arguments say; the process ends here."""

    def tell() -> None:
        print(time.perf_counter() - float(began), flush=True)

    if what == "bare":
        _bare(tell, file)
    else:
        _real(tell, file, prefs, to_members=what == "members")


def _bare(tell: Callable[[], None], file: str) -> None:
    """Show an empty table; open `file` before, if one is named, as its passphrase is typed."""
    if file:
        from sqlcipher3 import dbapi2  # noqa: PLC0415 - the bare window must start without it

        connection = dbapi2.connect(file)
        connection.execute(f"PRAGMA key='{_passphrase()}'")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    app = QApplication([])
    table = QTableView()

    def seen() -> None:
        tell()
        app.quit()

    Eye(table.viewport(), seen, lambda: True)
    table.resize(1280, 720)
    table.show()
    app.exec()


def _passphrase() -> str:
    return os.environ["FACILITATOR_PASSPHRASE"]


def _real(tell: Callable[[], None], file: str, prefs: str, *, to_members: bool) -> None:
    """Start the program as its users do; watch the prompt, or go on to the Members list."""
    from facilitator_app.app import start  # noqa: PLC0415 - the bare window must start without it
    from facilitator_app.gui.prefs import StoredPrefs  # noqa: PLC0415 - as above
    from facilitator_app.gui.unlock import Unlock  # noqa: PLC0415 - as above

    class Watched(Unlock):
        """The unlock page, seen by an eye."""

        def __init__(self, *given: Any) -> None:
            super().__init__(*given)
            Eye(self, self._seen, lambda: True)

        def _seen(self) -> None:
            if to_members:
                self._type()
                return
            tell()
            sys.stdout.flush()
            os._exit(0)  # a thread is importing; nothing is open yet

        def _type(self) -> None:
            field: Any = self.page.first
            field.setText(_passphrase())
            field.returnPressed.emit()
            self._timer = QTimer(self, interval=_POLL_MS)
            self._timer.timeout.connect(lambda: _go(self._timer, tell))
            self._timer.start()

    settings = QSettings(prefs, QSettings.Format.IniFormat)
    # Put in from outside, so that the program holds no word of being measured.
    vars(start).update(Unlock=Watched, StoredPrefs=lambda: StoredPrefs(settings))
    start.window([file])


def _go(timer: QTimer, tell: Callable[[], None]) -> None:
    """Go to the Members list once the window is there."""
    window: Any = next((w for w in QApplication.topLevelWidgets() if hasattr(w, "stack")), None)
    if window is None:
        return
    timer.stop()
    window.go("members")
    page: Any = window.stack.front

    def seen() -> None:
        tell()
        QApplication.quit()

    Eye(page.table.viewport(), seen, lambda: page.model.row_at(0) is not None)


if __name__ == "__main__":
    main(*sys.argv[1:])
