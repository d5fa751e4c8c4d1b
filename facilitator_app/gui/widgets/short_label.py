"""Words of any length on a few lines at most; the tooltip has all of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy

from facilitator_app.gui.metrics import px

_LEAST = 80


class ShortLabel(QLabel):
    """Wraps down to `most` lines, and ends in "…" where the words need more.

    whole: the words as they were given, which a screen reader says too.
    """

    def __init__(self, role: str, most: int) -> None:
        """Start empty, in the style of `role`."""
        super().__init__()
        self.whole = ""
        self._most = most
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_words(self, words: str, most: int = 0) -> None:
        """Show `words`, on `most` lines if that is given."""
        self.whole, self._most = words, most or self._most
        self.setAccessibleName(words)
        self._fit()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the room for all words in one line."""
        metrics = self._metrics()
        return QSize(metrics.horizontalAdvance(self.whole) + px(2), metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Return the room for the beginning."""
        return QSize(min(px(_LEAST), self.sizeHint().width()), self._metrics().height())

    def hasHeightForWidth(self) -> bool:
        """Say that narrow means high, within limits."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines that stand at `width`."""
        return self._metrics().boundingRect(QRect(), 0, "\n".join(self._lines(width))).height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the words anew."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Break the words anew in another type."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _metrics(self) -> QFontMetrics:
        self.ensurePolished()
        return QFontMetrics(self.font())

    def _fit(self) -> None:
        shown = "\n".join(self._lines(self.width()))
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(self.whole if shown.replace("\n", " ") != self.whole else "")

    def _lines(self, width: int) -> list[str]:
        """Break the words at blanks, or within a word that is too long for a line."""
        metrics = self._metrics()
        layout = QTextLayout(self.whole, self.font())
        layout.setTextOption(_ANYWHERE)
        layout.beginLayout()
        found: list[str] = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            start = line.textStart()
            if len(found) == self._most - 1:
                rest = self.whole[start:].strip()
                found.append(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width))
                break
            found.append(self.whole[start : start + line.textLength()].strip())
        layout.endLayout()
        return found or [""]


_ANYWHERE = QTextOption()
_ANYWHERE.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
