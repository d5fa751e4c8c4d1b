"""The focus ring inside a row of a list; around other widgets the window draws it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView

from facilitator_app.gui import theme

_LINES = (("focus", 3.0, 1.5), ("focus2", 2.0, 4.0))
_CORNER = 4


def ring_shows(view: QAbstractItemView) -> bool:
    """Say whether `view` has a current row that the keyboard stands on."""
    keys = view.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    return view.hasFocus() and keys and view.currentIndex().isValid()


def paint_ring(painter: QPainter, box: QRectF) -> None:
    """Paint both lines of the ring inside `box`, and end the painter."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for token, width, inset in _LINES:
        painter.setPen(QPen(theme.current().colour(token), width))
        painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), _CORNER, _CORNER)
    painter.end()
