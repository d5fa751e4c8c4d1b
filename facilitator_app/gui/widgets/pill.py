"""The pill: a state as icon and word; only exceptions have colour."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator_app.gui import icons, theme
from facilitator_app.gui.metrics import ICON_SMALL, PILL, px

_FONT = (12, 600)  # pixels at 100 %, and weight
_DEEP = 10_000  # pixels: deeper than any pill
FILLED = ("ok", "warn", "bad", "info", "mute", "access")


def pill_width(tone: str, text: str, icon: str) -> int:
    """Return how wide the pill paints, in pixels."""
    start, end = (8, 12) if tone in FILLED else (0, 0)
    picture = px(ICON_SMALL) + px(4) if icon else (px(4) if tone in FILLED else 0)
    return (
        px(start) + picture + theme.current().metrics(*_FONT).horizontalAdvance(text) + px(end) + 2
    )


def pill_height(tone: str, text: str, icon: str, width: int) -> int:
    """Return how high a pill is in `width` pixels: its words go on below where they must."""
    whole = pill_width(tone, text, icon)
    if width >= whole:
        return px(PILL)
    metrics = theme.current().metrics(*_FONT)
    room = QRect(0, 0, max(width - (whole - metrics.horizontalAdvance(text)), 1), _DEEP)
    lines = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()
    return max(px(PILL), lines + px(PILL) - metrics.height())


def paint_pill(
    painter: QPainter, place: QRect, tone: str, text: str, icon: str, ink: QColor | None = None,
    *, wraps: bool = False,
) -> None:  # fmt: skip
    """Paint a pill at the left of `place`, centred upright; `ink` overrides every colour of it.

    wraps: words without room go on in the next line, else they end in "…". tone: ok, warn, bad,
    info, mute, access are filled; "" (the usual state) is words alone.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    height = pill_height(tone, text, icon, place.width()) if wraps else px(PILL)
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
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    if height > px(PILL):
        painter.drawText(room, flags | Qt.TextFlag.TextWordWrap, text)
    else:
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, flags, shown)
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
    round_ = min(box.height(), px(PILL)) / 2
    painter.drawRoundedRect(box, round_, round_)


class PillLabel(QWidget):
    """A pill in a page, painted as the ones in tables are; its words wrap where they must."""

    spoken_role = QAccessible.Role.StaticText

    def __init__(self, text: str, tone: str = "", icon: str = "") -> None:
        """Show `icon` and `text` in `tone`."""
        super().__init__()
        self.text, self.tone, self.icon = text, tone, icon
        self.setAccessibleName(text)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Return the room that the words need on one line."""
        return QSize(pill_width(self.tone, self.text, self.icon), px(PILL))

    def minimumSizeHint(self) -> QSize:
        """Return the room of the longest word: no word is ever cut."""
        widths = [pill_width(self.tone, one, self.icon) for one in self.text.split() or [""]]
        return QSize(max(widths), px(PILL))

    def hasHeightForWidth(self) -> bool:
        """Say that narrow means high."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines in `width` pixels."""
        return pill_height(self.tone, self.text, self.icon, width)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        painter = QPainter(self)
        paint_pill(painter, self.rect(), self.tone, self.text, self.icon, wraps=True)
        painter.end()
