"""Where windows stand: kept for each layout of screens, and never outside what they show now."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from facilitator_app.gui.prefs import Prefs

_FIRST = QSize(1280, 720)
_LEAST = QSize(720, 480)
_TITLE = 32  # height of the bar that the system draws above a window, at most
_FRAME = QSize(16, 2 * _TITLE)
_KEPT = re.compile(r"(-?\d{1,6}),(-?\d{1,6}),(\d{1,6}),(\d{1,6})(,full)?")


def restore(window: QWidget, prefs: Prefs) -> None:
    """Put `window` where it stood on these screens, or where it fits."""
    here = window.screen().availableGeometry()
    kept = _KEPT.fullmatch(prefs.get(_key()))
    place = QRect(*map(int, kept.groups()[:4])) if kept else QRect()
    areas = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    window.setMinimumSize(least(areas))
    _put(window, fitted(place, areas, here), full=bool(kept and kept[5]))


def keep(window: QWidget, prefs: Prefs) -> None:
    """Remember where `window` stands, as long as these are the screens."""
    full = window.isMaximized() or window.isFullScreen()
    place = window.normalGeometry() if full or window.isMinimized() else window.geometry()
    words = f"{place.x()},{place.y()},{place.width()},{place.height()}"
    prefs.set(_key(), f"{words},full" if full else words)


def take_over(window: QWidget, from_: QWidget) -> None:
    """Put `window` in the place of another one."""
    full = from_.isMaximized()
    _put(window, from_.normalGeometry() if full else from_.geometry(), full=full)


def _put(window: QWidget, place: QRect, *, full: bool) -> None:
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.setGeometry(place)
    if full:
        window.setWindowState(Qt.WindowState.WindowMaximized)


def least(areas: Sequence[QRect]) -> QSize:
    """Return the size below which no window goes: all of `areas` can show it."""
    found = _LEAST
    for area in areas:
        found = found.boundedTo(area.size() - _FRAME)
    return found


def fitted(kept: QRect, areas: Sequence[QRect], here: QRect) -> QRect:
    """Return the part of `kept` that one of `areas` can show, or else the middle of `here`."""
    area = max(areas, key=lambda one: _shared(one, kept), default=here)
    if not _shared(area, kept):
        first = QRect(here.topLeft(), _FIRST.boundedTo(here.size() - _FRAME))
        first.moveCenter(here.center())
        return first
    room = area.adjusted(0, _TITLE, 0, 0)
    size = kept.size().boundedTo(room.size())
    left = max(room.left(), min(kept.left(), room.right() + 1 - size.width()))
    top = max(room.top(), min(kept.top(), room.bottom() + 1 - size.height()))
    return QRect(left, top, size.width(), size.height())


def _shared(area: QRect, place: QRect) -> int:
    both = area & place
    return max(0, both.width()) * max(0, both.height())


def _key() -> str:
    screens = (screen.geometry() for screen in QGuiApplication.screens())
    told = sorted(f"{one.x()},{one.y()},{one.width()},{one.height()}" for one in screens)
    return f"window/{';'.join(told)}"
