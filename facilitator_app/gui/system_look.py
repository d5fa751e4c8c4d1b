"""How the program looks to the system, and the look that the system asks for while it runs."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QIcon

from facilitator_app import assets

_ID = "facilitator"
_SCHEMES = {
    "light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, "contrast": Qt.ColorScheme.Dark,
}  # fmt: skip


def introduce(app: QGuiApplication) -> None:
    """Give windows their icon, and one group in the system's bar."""
    app.setWindowIcon(QIcon(str(assets.path("icon.png"))))
    app.setDesktopFileName(_ID)
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - takes a while, and other systems have no use for it

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(_ID)


def follow(choice: str) -> None:
    """Let title bars and the system's dialogs follow the theme `choice`, "" the system's own."""
    scheme = _SCHEMES.get(choice, Qt.ColorScheme.Unknown)
    QGuiApplication.styleHints().setColorScheme(scheme)


class SystemLook(QObject):
    """Hears of the system's colours and contrast."""

    def __init__(self, app: QGuiApplication, changed: Callable[[], object]) -> None:
        """Call changed() in a turn of its own after each change."""
        super().__init__(app)
        self._changed = changed
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._soon)
        access = hints.accessibility()
        if access is not None:
            access.contrastPreferenceChanged.connect(self._soon)

    def _soon(self) -> None:
        QTimer.singleShot(0, self, self._changed)
