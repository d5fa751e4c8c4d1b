"""Words that wrap only where they must."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel

from facilitator_app.gui.metrics import px
from facilitator_app.gui.widgets.text_label import let_wrap


class LineLabel(QLabel):
    """A label that stands on one line while there is room, and wraps when there is not."""

    def __init__(self, text: str, role: str = "", tone: str = "") -> None:
        """Show `text` as it stands in the style of `role` and `tone`."""
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        let_wrap(self)

    def sizeHint(self) -> QSize:
        """Return the size on one line; Qt's own guess wraps early and asks for too much height."""
        self.ensurePolished()
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self.text()) + px(2), metrics.height())
