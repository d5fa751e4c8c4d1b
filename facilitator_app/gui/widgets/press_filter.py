"""What all buttons that are not Qt's own have in common."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton


class PressFilter(QAbstractButton):
    """A button that Enter presses as the space bar does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press it on Enter, too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
