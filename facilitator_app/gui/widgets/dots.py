"""A row of dots: filled for came, open for did not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator_app.gui import theme
from facilitator_app.gui.metrics import px

_DOT, _STEP, _FEWEST = 10, 15, 5


class Dots(QWidget):
    """One dot for each of `marks`, oldest first; `name` says it in words for a screen reader."""

    spoken_role = QAccessible.Role.Graphic

    def __init__(self, marks: Sequence[bool], name: str) -> None:
        """Show `marks`, or as many of the latest as there is room for."""
        super().__init__()
        self._marks = tuple(marks)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room for all dots."""
        return QSize(self._width(len(self._marks)), px(20))

    def minimumSizeHint(self) -> QSize:
        """Return the room for the latest few."""
        return QSize(self._width(min(_FEWEST, len(self._marks))), px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint them."""
        colours = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, top = px(_DOT), (self.height() - px(_DOT)) / 2
        fit = (self.width() + px(_STEP - _DOT)) // px(_STEP)
        for place, came in enumerate(self._marks[-fit:]):
            painter.setPen(Qt.PenStyle.NoPen if came else QPen(colours.colour("edge"), px(1.5)))
            painter.setBrush(colours.colour("c1") if came else Qt.BrushStyle.NoBrush)
            inset = 0 if came else px(1.5) / 2
            box = QRectF(1 + place * px(_STEP), top, side, side).adjusted(
                inset, inset, -inset, -inset
            )
            painter.drawEllipse(box)
        painter.end()

    def _width(self, count: int) -> int:
        return px(_STEP) * count - px(_STEP - _DOT) + 2
