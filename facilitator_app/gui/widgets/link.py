"""Words that lead somewhere; they wrap where a plain button would be cut."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from facilitator_app.gui import theme
from facilitator_app.gui.metrics import TARGET, px
from facilitator_app.gui.widgets.buttons import Click
from facilitator_app.gui.widgets.press_filter import PressFilter

_FLAGS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


class Link(PressFilter):
    """A button that looks like a link: link colour, underlined under the mouse."""

    def __init__(self, text: str, on_click: Click, weight: int = 400, size: int = 14) -> None:
        """Show `text` at `weight` (400 or 600) and `size`; a click calls `on_click()`."""
        super().__init__()
        self.setText(text)
        self.setAccessibleName(text)
        self._weight, self._size = weight, size
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda _on=False: on_click())

    def sizeHint(self) -> QSize:
        """Return the room for the words in one line."""
        metrics = self._metrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2, self._high(metrics.lineSpacing()))

    def minimumSizeHint(self) -> QSize:
        """Return the room for the longest word."""
        metrics = self._metrics()
        widest = max((metrics.horizontalAdvance(word) for word in self.text().split()), default=0)
        return QSize(min(widest, px(200)) + 2, self._high(metrics.lineSpacing()))

    def hasHeightForWidth(self) -> bool:
        """Say that narrow means high."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped words at `width`."""
        room = QRect(0, 0, width, 10_000)
        return self._high(self._metrics().boundingRect(room, int(_FLAGS), self.text()).height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words."""
        painter = QPainter(self)
        font = QFont(theme.current().font(self._size, self._weight))  # that one is everybody's
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        painter.setPen(theme.current().colour("link"))
        edge = self._edge()
        painter.drawText(self.rect().adjusted(0, edge, 0, -edge), int(_FLAGS), self.text())
        painter.end()

    def _high(self, words: int) -> int:
        """Return the height with room around `words` (pixels), so that it is easily hit."""
        return words + 2 * self._edge()

    def _edge(self) -> int:
        return max(0, px(TARGET) - self._metrics().lineSpacing() + 1) // 2

    def _metrics(self) -> QFontMetrics:
        return theme.current().metrics(self._size, self._weight)
