"""One page of a preview: white paper with a thin edge, and its picture once that is there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from facilitator_app.gui import theme
from facilitator_app.i18n import _


class PreviewSheet(QWidget):
    """Shows page `number` (from 0) of `count`; a screen reader reads its words."""

    spoken_role = QAccessible.Role.Graphic

    def __init__(self, number: int, count: int, parent: QWidget) -> None:
        """Start blank."""
        super().__init__(parent)
        self.number = number
        self._picture: QImage | None = None
        self.setAccessibleName(_("Page {n} of {all}").format(n=number + 1, all=count))

    @property
    def words(self) -> str:
        """The words of the page, "" until it was drawn."""
        return self.accessibleDescription()

    def wanted(self) -> int:
        """Return how many pixels wide its picture should be."""
        return max(1, round(self.width() * self.devicePixelRatioF()))

    def fits(self) -> bool:
        """Say whether the picture that is shown has the right size."""
        return self._picture is not None and self._picture.width() == self.wanted()

    def show_picture(self, picture: QImage, words: str) -> None:
        """Show the page."""
        self._picture = picture
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
        self.update()

    def drop(self) -> None:
        """Let the picture go; its words stay."""
        self._picture = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint paper, picture and edge."""
        painter = QPainter(self)
        # Paper is white in every theme: what is seen is what prints.
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if self._picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self.rect(), self._picture)
        painter.setPen(theme.current().colour("line"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
