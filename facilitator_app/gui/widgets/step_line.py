"""The line of steps that something goes through: done, now, to come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator_app.gui import icons, theme
from facilitator_app.gui.metrics import px
from facilitator_app.i18n import _

_MARK, _HIGH = 18, 44


class StepLine(QWidget):
    """Shape as well as colour: a ticked circle, a filled one with semibold word, an outline.

    Too narrow for all words, only the one of now is written: "Pack, step 4 of 8".
    """

    spoken_role = QAccessible.Role.Graphic

    def __init__(self, steps: Sequence[str], now: int) -> None:
        """Show `steps` with the one at `now` under way; len(steps) says that all are done."""
        super().__init__()
        self._steps, self._now = tuple(steps), now
        word = steps[now] if now < len(steps) else steps[-1]
        self._short = _("{step}, step {n} of {all}").format(
            step=word, n=min(now + 1, len(steps)), all=len(steps)
        )
        self.setAccessibleName(self._short)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room for all words."""
        metrics = theme.current().metrics(12, 600)
        widest = max(metrics.horizontalAdvance(step) for step in self._steps)
        return QSize((widest + px(12)) * len(self._steps), px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        """Return the room for the short form."""
        metrics = theme.current().metrics(12, 600)
        need = max(metrics.horizontalAdvance(self._short), px(_MARK + 8) * len(self._steps))
        return QSize(need, px(_HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint line, marks and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = self.width() >= self.sizeHint().width()
        step = self.width() / len(self._steps)
        for place in range(len(self._steps)):
            self._paint_mark(painter, place, place * step + px(4), step)
            if wide:
                self._paint_word(
                    painter, self._steps[place], place, round(place * step), round(step)
                )
        if not wide:
            self._paint_word(painter, self._short, self._now, 0, self.width())
        painter.end()

    def _paint_mark(self, painter: QPainter, place: int, left: float, step: float) -> None:
        colours, side, middle = theme.current(), px(_MARK), px(_MARK) / 2
        box = QRectF(left, 1, side - 2, side - 2)
        if place + 1 < len(self._steps):
            done = (
                colours.colour("c1")
                if place < self._now
                else colours.colour("track" if not colours.loud else "line")
            )
            painter.setPen(QPen(done, px(2)))
            painter.drawLine(
                QPointF(left + side + px(4), middle), QPointF(left + step - px(4), middle)
            )
        now, later = place == self._now, place > self._now
        painter.setPen(QPen(colours.colour("edge" if later else "c1"), px(1.5)))
        painter.setBrush(colours.colour("c1") if now else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box)
        if now:
            painter.setBrush(colours.colour("paper"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(box.center(), px(3), px(3))
        elif not later:
            tick = icons.pixmap("check", colours.colour("c1"), px(12))
            painter.drawPixmap(box.center() - QPointF(px(12) / 2, px(12) / 2), tick)

    def _paint_word(self, painter: QPainter, word: str, place: int, left: int, width: int) -> None:
        colours = theme.current()
        now = place == self._now
        painter.setFont(colours.font(12, 600 if now else 400))
        painter.setPen(colours.colour("ink" if now else "ink2"))
        box = QRect(left, px(_MARK + 4), width, px(20))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, word)
