"""A page body that scrolls where it does not fit, so that nothing is cut."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class ScrollBody(QScrollArea):
    """Holds one widget, as wide as itself where that can be."""

    def __init__(self, content: QWidget, name: str, least: int = 0) -> None:
        """Show `content`; `name` is what a screen reader calls the area.

        least: the height (px) that it asks for, whatever `content` would like to have: else what
        is around it scrolls as well. 0: as much as its content.
        """
        super().__init__()
        self._least = least
        self.setMinimumHeight(least)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        self.setWidget(content)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        """Ask for the height of the content, or for the least."""
        hint = super().sizeHint()
        return QSize(hint.width(), self._least) if self._least else hint
