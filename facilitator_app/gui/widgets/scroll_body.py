"""A page body that scrolls where it does not fit, so that nothing is cut."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class ScrollBody(QScrollArea):
    """Holds one widget, as wide as itself where that can be."""

    def __init__(self, content: QWidget, name: str) -> None:
        """Show `content`; `name` is what a screen reader calls the area."""
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        self.setWidget(content)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
