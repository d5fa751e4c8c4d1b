"""A long text that scrolls while it is written, and is shown whole once it is only read."""

from __future__ import annotations

import math

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from facilitator_app.gui.metrics import px
from facilitator_app.gui.tab_order import keep_in_view
from facilitator_app.gui.widgets.plain_text import PlainText

_LEAST = 132
_SPARE = 2  # pixels; Qt counts a line that ends at the very edge as cut


class FittedText(PlainText):
    """Takes all the room there is; read-only, as much as its lines need."""

    def __init__(self) -> None:
        """Make an empty one."""
        super().__init__()
        self.setMinimumHeight(px(_LEAST))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._fitting.timeout.connect(self._fit)
        self.cursorPositionChanged.connect(self._follow)

    def fit_soon(self) -> None:
        """Fit it to its lines, once they have been set out."""
        self._fitting.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self.fit_soon()

    def _fit(self) -> None:
        """Make a text that is only read as high as its lines: what it stands in scrolls."""
        blocks, block = 0.0, self.document().begin()
        while self.isReadOnly() and block.isValid():
            blocks += self.blockBoundingRect(block).height()
            block = block.next()
        around = self.height() - self.viewport().height() + _SPARE
        self.setMinimumHeight(max(px(_LEAST), math.ceil(blocks) + around))

    def _follow(self) -> None:
        """Keep the cursor in view where it is not the text that scrolls."""
        if self.isReadOnly() and self.hasFocus():
            keep_in_view(self)
