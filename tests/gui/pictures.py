"""Pictures of widgets: one fixed font, off screen, the same on every machine."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import fontpkg
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget

from facilitator_app.gui import theme
from facilitator_app.reports import fontfiles

FAMILY = "Open Sans"
_SOON_MS = 300
_WEIGHTS = (400, 600)
_LETTERS = (*range(0x20, 0x250), *range(0x1E00, 0x2600))


@cache
def load_font() -> None:
    """Add both weights of the fixed interface font to the running application.

    The package has one variable font, of which Qt would draw the regular weight alone.
    """
    upright = fontpkg.family("open-sans").files[0].path
    for weight in _WEIGHTS:
        made = fontfiles.static_part(upright, FAMILY, _LETTERS, weight, shaped=False)
        assert QFontDatabase.addApplicationFontFromData(made.read()) >= 0


def dress(app: QApplication, cache: Path, name: str = "light", scale: float = 1.0) -> theme.Theme:
    """Give the application the theme `name` at `scale`, in the fixed font."""
    made = theme.load(name, scale, FAMILY)
    theme.apply(app, made, cache)
    return made


def settle(rounds: int = 4) -> None:
    """Let layouts, timers at zero and paints come to rest."""
    for _round in range(rounds):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents()


def rest(root: QWidget) -> None:
    """Let all that is about to happen in `root` happen now, its short pauses over at once."""
    for _round in range(3):
        settle()
        waiting = [one for one in root.findChildren(QTimer) if _is_pause(one)]
        if not waiting:
            return
        for one in waiting:
            _end(one)
    settle()


def _is_pause(timer: QTimer) -> bool:
    return timer.isActive() and timer.isSingleShot() and timer.interval() <= _SOON_MS


def _end(timer: QTimer) -> None:
    timer.stop()
    timer.timeout.emit()
