"""What needs the facilitator: one line each, which leads to the list it speaks of."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator_app.digests.today import Need
from facilitator_app.gui import icons, theme
from facilitator_app.gui.metrics import px
from facilitator_app.gui.widgets.press_filter import PressFilter
from facilitator_app.gui.widgets.surface import column, row
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import _, ngettext
from facilitator_app.locale_formats import join_parts

_DISC, _GAP, _CHEVRON = 32, 12, 18
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_STRONG = ("bad", "warn")


class NeedsList(QWidget):
    """Everything that waits, the most pressing first."""

    def __init__(self, needs: Sequence[Need], lead: Callable[[Need], object]) -> None:
        """Show `needs`; lead(need) goes where it can be dealt with."""
        super().__init__()
        layout = column(self, 0, (0, 12, 0, 0))
        line = row(None, 8)
        line.addWidget(text_label(_("Needs you"), "h2"), 1)
        if needs:
            line.addWidget(text_label(ngettext("{n} thing", "{n} things", len(needs)), "sub"))
        layout.addLayout(line)
        layout.addSpacing(px(4))
        for place, need in enumerate(needs):
            layout.addWidget(NeedRow(need, lead, last=place == len(needs) - 1))
        if not needs:
            layout.addSpacing(px(4))
            layout.addWidget(
                text_label(_("Nothing waits. Everything is done or in hand."), "sub", wrap=True)
            )


class NeedRow(PressFilter):
    """Icon, what it is, which in particular, since when, and an arrow; words wrap if they must."""

    def __init__(self, need: Need, lead: Callable[[Need], object], *, last: bool) -> None:
        """Show `need`; a hairline below it unless it is the last."""
        super().__init__()
        self._need, self._last = need, last
        self.setText(need.title)
        self.setAccessibleName(join_parts((need.title, need.second, need.due)))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda: lead(need))

    def sizeHint(self) -> QSize:
        """Return the room of two lines."""
        return QSize(px(420), self.heightForWidth(px(420)))

    def minimumSizeHint(self) -> QSize:
        """Return the least that can still be read."""
        return QSize(px(260), px(52))

    def hasHeightForWidth(self) -> bool:
        """Say that narrow means high."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of title and second line at `width`, and some air."""
        room = self._room(width)
        return max(
            px(52),
            self._height(self._need.title, 14, 600, room)
            + self._height(self._need.second, 12, 400, room)
            + px(14),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        colours = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.colour("hover"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(-0.0, 1, 0, -1), px(6), px(6))
        self._paint_disc(painter)
        self._paint_words(painter)
        self._paint_end(painter)
        if not self._last:
            left = px(_DISC + _GAP)
            painter.fillRect(
                left, self.height() - 1, self.width() - left, 1, colours.colour("line")
            )
        painter.end()

    def _room(self, width: int) -> int:
        end = px(_CHEVRON + 8) + (self._due_width() + px(12) if self._need.due else 0)
        return max(px(120), width - px(_DISC + _GAP) - end)

    def _due_width(self) -> int:
        return theme.current().metrics(12, 600).horizontalAdvance(self._need.due) + 2

    def _height(self, text: str, size: int, weight: int, room: int) -> int:
        metrics = theme.current().metrics(size, weight)
        flags = int(Qt.TextFlag.TextWordWrap)
        return metrics.boundingRect(QRect(0, 0, room, 10_000), flags, text).height() if text else 0

    def _paint_disc(self, painter: QPainter) -> None:
        colours, tone = theme.current(), self._need.tone
        side = px(_DISC)
        top = (self.height() - side) // 2
        edge = colours.colour("tint_edge")
        painter.setPen(edge if edge.alpha() else Qt.PenStyle.NoPen)
        painter.setBrush(colours.colour(f"{tone}_bg"))
        painter.drawEllipse(QRectF(0.5, top + 0.5, side - 1, side - 1))
        inside = px(18)
        picture = icons.pixmap(self._need.icon, colours.colour(tone), inside)
        painter.drawPixmap((side - inside) // 2, top + (side - inside) // 2, picture)

    def _paint_words(self, painter: QPainter) -> None:
        colours = theme.current()
        room, left = self._room(self.width()), px(_DISC + _GAP)
        title = self._height(self._need.title, 14, 600, room)
        second = self._height(self._need.second, 12, 400, room)
        top = (self.height() - title - second) // 2
        flags = int(_LEFT) | int(Qt.TextFlag.TextWordWrap)
        painter.setFont(colours.font(14, 600))
        painter.setPen(colours.colour("ink"))
        painter.drawText(QRect(left, top, room, title), flags, self._need.title)
        painter.setFont(colours.font(12, 400))
        painter.setPen(colours.colour("ink2"))
        painter.drawText(QRect(left, top + title, room, second), flags, self._need.second)

    def _paint_end(self, painter: QPainter) -> None:
        colours = theme.current()
        side = px(_CHEVRON - 2)
        picture = icons.pixmap("caret-right", colours.colour("ink2"), side)
        painter.drawPixmap(self.width() - side, (self.height() - side) // 2, picture)
        if self._need.due:
            ink: QColor = colours.colour(self._need.tone if self._need.tone in _STRONG else "ink2")
            painter.setFont(colours.font(12, 600))
            painter.setPen(ink)
            place = QRect(0, 0, self.width() - px(_CHEVRON + 8), self.height())
            painter.drawText(place, int(_RIGHT), self._need.due)
