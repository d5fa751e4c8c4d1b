"""A tick box whose words wrap, so that none are cut in a narrow place or in large type."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from facilitator_app.gui.metrics import px

_BOX = 20
_GAP = 10
_FLAGS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class Tick(QCheckBox):
    """A QCheckBox that draws its box as the style does and wraps its own words."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        """Make a box without a tick, called `text`."""
        super().__init__(text, parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Return the size on one line."""
        width = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(self._indent() + width + px(8), self.heightForWidth(10_000))

    def minimumSizeHint(self) -> QSize:
        """Return the size with the longest word on a line of its own."""
        words = self.text().split() or [""]
        width = max(self.fontMetrics().horizontalAdvance(word) for word in words)
        return QSize(self._indent() + width + px(8), self._least())

    def hasHeightForWidth(self) -> bool:
        """Say that words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the words need at `width`."""
        return max(self._least(), self._words(width).height() + px(4))

    def hitButton(self, pos: QPoint) -> bool:
        """Take a click on the words as well as on the box."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the style's box beside the first line of the words."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.rect = self._box()
        painter = QPainter(self)
        self.style().drawPrimitive(
            QStyle.PrimitiveElement.PE_IndicatorCheckBox, option, painter, self
        )
        words = self._words(self.width())
        group = (
            self.palette().ColorGroup.Normal
            if self.isEnabled()
            else self.palette().ColorGroup.Disabled
        )
        painter.setPen(self.palette().color(group, self.palette().ColorRole.WindowText))
        painter.drawText(words.translated(0, self._top()), _FLAGS, self.text())

    def _least(self) -> int:
        return px(_BOX) + px(4)

    def _indent(self) -> int:
        return px(_BOX) + px(_GAP)

    def _words(self, width: int) -> QRect:
        room = QRect(self._indent(), 0, max(1, width - self._indent() - px(4)), 10_000)
        return self.fontMetrics().boundingRect(room, int(_FLAGS), self.text())

    def _top(self) -> int:
        return max(px(2), (self._least() - self.fontMetrics().height()) // 2)

    def _box(self) -> QRect:
        top = self._top() + (self.fontMetrics().height() - px(_BOX)) // 2
        return QRect(0, max(0, top), px(_BOX), px(_BOX))
