"""Pictures of widgets: one fixed font, off screen, the same on every machine."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import fontpkg
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer
from PySide6.QtCore import QAbstractEventDispatcher, QCoreApplication, QEventLoop, QTimer
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget

from facilitator_app.gui import theme

FAMILY = "Open Sans"
_SOON_MS = 300
_MOST_ROUNDS = 200
_WEIGHTS = (400, 600)
_LETTERS = (*range(0x20, 0x250), *range(0x1E00, 0x2600))


@cache
def load_font() -> None:
    """Add both weights of the fixed interface font to the running application.

    The package has one variable font, of which Qt would draw the regular weight alone.
    """
    upright = fontpkg.family("open-sans").files[0].path
    for weight in _WEIGHTS:
        assert QFontDatabase.addApplicationFontFromData(_still(upright, weight)) >= 0


def _still(source: Path, weight: int) -> bytes:
    """Return the font at one weight; fewer letters make it in half the time."""
    made = io.BytesIO()
    with TTFont(source) as font:
        cut = subset.Subsetter(subset.Options(layout_features=[], hinting=False))
        cut.populate(unicodes=_LETTERS)
        cut.subset(font)
        instancer.instantiateVariableFont(font, {"wght": weight, "wdth": 100}).save(made)
    return made.getvalue()


def dress(app: QApplication, cache: Path, name: str = "light", scale: float = 1.0) -> theme.Theme:
    """Give the application the theme `name` at `scale`, in the fixed font, unless it has it."""
    made = theme.load(name, scale, FAMILY)
    if made != theme.current():
        theme.apply(app, made, cache)
    return theme.current()


def settle() -> None:
    """Let layouts, timers at zero and paints come to rest, however busy the machine is."""
    dispatcher = QAbstractEventDispatcher.instance()
    for _round in range(_MOST_ROUNDS):
        QCoreApplication.sendPostedEvents()
        if not dispatcher.processEvents(QEventLoop.ProcessEventsFlag.AllEvents):
            return


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
