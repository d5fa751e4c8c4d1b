"""Esc within what is open inside a page: it closes that, and does not leave the page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class EscCloses(QObject):
    """Takes Esc within the fields of a line, before it would leave the page."""

    pressed = Signal()

    def __init__(self, parent: QObject) -> None:
        """Listen to nothing yet."""
        super().__init__(parent)
        self._busy: dict[QObject, Callable[[], bool]] = {}

    def watch(self, field: QWidget, busy: Callable[[], bool] = lambda: False) -> None:
        """Listen to one field; while it is busy() with a list of its own, Esc closes that."""
        self._busy[field] = busy
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep Esc from the window, and tell of it."""
        if self._is_esc(event) and not self._busy.get(watched, bool)():
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.pressed.emit()
                return True
        return False

    def _is_esc(self, event: QEvent) -> bool:
        return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
