"""The pill: a state as icon and word; only exceptions have colour."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator_app.gui import icons, theme
from facilitator_app.gui.metrics import ICON_SMALL, PILL, px

_FONT = (12, 600)  # pixels at 100 %, and weight
FILLED = ("ok", "warn", "bad", "info", "mute", "access")


def pill_width(tone: str, text: str, icon: str) -> int:
    """Return how wide the pill paints, in pixels."""
    start, end = (8, 12) if tone in FILLED else (0, 0)
    picture = px(ICON_SMALL) + px(4) if icon else (px(4) if tone in FILLED else 0)
    return (
        px(start) + picture + theme.current().metrics(*_FONT).horizontalAdvance(text) + px(end) + 2
    )


def paint_pill(
    painter: QPainter, place: QRect, tone: str, text: str, icon: str, ink: QColor | None = None
) -> None:
    """Paint a pill at the left of `place`, centred upright; `ink` overrides every colour of it.

    tone: ok, warn, bad, info, mute, access are filled; "" (the usual state) is words alone.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    height = px(PILL)
    width = min(pill_width(tone, text, icon), place.width())
    shape = QRect(place.left(), place.top() + (place.height() - height) // 2, width, height)
    colour, picture_colour = _inks(tone, icon, ink)
    if tone in FILLED:
        _fill(painter, shape, tone, ink)
    left = shape.left() + (px(8) if tone in FILLED else 0)
    if icon:
        side = px(ICON_SMALL)
        top = shape.top() + (height - side) // 2
        painter.drawPixmap(left, top, icons.pixmap(icon, picture_colour, side))
        left += side + px(4)
    elif tone in FILLED:
        left += px(4)
    painter.setFont(theme.current().font(*_FONT))
    painter.setPen(colour)
    room = QRect(
        left, shape.top(), shape.right() - left + 1 - (px(8) if tone in FILLED else 0), height
    )
    metrics = theme.current().metrics(*_FONT)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    painter.restore()


def _inks(tone: str, icon: str, ink: QColor | None) -> tuple[QColor, QColor]:
    colours = theme.current()
    if ink is not None:
        return ink, ink
    if tone in FILLED:
        return colours.colour(tone), colours.colour(tone)
    return colours.colour("ink2"), colours.colour("success" if _is_tick(icon) else "ink2")


def _is_tick(icon: str) -> bool:
    return icon.removeprefix("ph.") in ("check", "check-circle")


def _fill(painter: QPainter, shape: QRect, tone: str, ink: QColor | None) -> None:
    colours = theme.current()
    edge = ink or colours.colour("tint_edge")
    painter.setBrush(Qt.BrushStyle.NoBrush if ink else colours.colour(f"{tone}_bg"))
    painter.setPen(edge if edge.alpha() else Qt.PenStyle.NoPen)
    inset = 0.5 if edge.alpha() else 0.0
    box = QRectF(shape).adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)


class PillLabel(QWidget):
    """A pill in a page, painted as the ones in tables are."""

    spoken_role = QAccessible.Role.StaticText

    def __init__(self, text: str, tone: str = "", icon: str = "") -> None:
        """Show `icon` and `text` in `tone`."""
        super().__init__()
        self.text, self.tone, self.icon = text, tone, icon
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room that the words need."""
        return QSize(pill_width(self.tone, self.text, self.icon), px(PILL))

    def minimumSizeHint(self) -> QSize:
        """Return the same: a pill is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        painter = QPainter(self)
        paint_pill(painter, self.rect(), self.tone, self.text, self.icon)
        painter.end()
