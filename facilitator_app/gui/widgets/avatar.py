"""A disc with someone's initials, or with an icon."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from facilitator_app.domain.names import initials
from facilitator_app.gui import icons, theme
from facilitator_app.gui.metrics import px


class Disc(QWidget):
    """A tinted disc, `side` pixels at 100 %, with letters or an icon in the middle."""

    spoken_role = QAccessible.Role.Graphic

    def __init__(self, side: int, *, letters: str = "", icon: str = "") -> None:
        """Show `letters` or `icon`."""
        super().__init__()
        self._side, self._letters, self._icon = side, letters, icon
        self.setFixedSize(px(side), px(side))

    def show_letters(self, letters: str) -> None:
        """Show other letters."""
        self._letters = letters
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the disc and what it holds."""
        colours = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = colours.colour("tint_edge")
        painter.setPen(edge if edge.alpha() else Qt.PenStyle.NoPen)
        painter.setBrush(colours.colour("info_bg"))
        painter.drawEllipse(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        if self._icon:
            self._paint_icon(painter)
        else:
            painter.setPen(colours.colour("info"))
            painter.setFont(colours.font(round(self._side * 0.375), 600))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letters)
        painter.end()

    def _paint_icon(self, painter: QPainter) -> None:
        side = px(self._side * (0.42 if self._side > 40 else 0.56))
        picture = icons.pixmap(self._icon, theme.current().colour("info"), side)
        painter.drawPixmap((self.width() - side) // 2, (self.height() - side) // 2, picture)


class Avatar(Disc):
    """The initials of a person or a body."""

    def __init__(self, name: str, side: int = 48) -> None:
        """Show the initials of `name`, who is spoken by that name."""
        super().__init__(side, letters=initials(name))
        self.setAccessibleName(name)
