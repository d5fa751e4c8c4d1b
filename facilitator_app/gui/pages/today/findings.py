"""Small charts of the year so far; the title of each is what it shows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator_app.digests.today import Bar, Finding
from facilitator_app.gui import theme
from facilitator_app.gui.announcements import announce
from facilitator_app.gui.metrics import px
from facilitator_app.gui.widgets.surface import column
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import _
from facilitator_app.locale_formats import as_sentence, join_parts, join_sentences

_UPRIGHT_HIGH, _ROW_HIGH, _THICK = 140, 32, 8


class FindingCard(QWidget):
    """A finding in words, and its bars."""

    def __init__(self, finding: Finding) -> None:
        """Show `finding`; its figures are spoken too."""
        super().__init__()
        layout = column(self, 2)
        layout.addWidget(text_label(finding.title, "h3", wrap=True))
        layout.addWidget(text_label(finding.sentence, "small", wrap=True))
        layout.addSpacing(px(10))
        bars = UprightBars(finding.bars) if finding.upright else LyingBars(finding.bars)
        figures = "; ".join(f"{bar.label} {bar.words}" for bar in finding.bars)
        bars.setAccessibleName(finding.title)
        bars.setAccessibleDescription(
            join_sentences((as_sentence(figures), _("Left and right go through them.")))
        )
        layout.addWidget(bars)


class Bars(QWidget):
    """A chart that the keyboard comes to: the arrow keys go through its bars and have each told."""

    spoken_role = QAccessible.Role.Chart

    def __init__(self, bars: Sequence[Bar]) -> None:
        """Show `bars`."""
        super().__init__()
        self._bars = tuple(bars)
        self._at: int | None = None  # the bar that was gone to
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    @property
    def at(self) -> int | None:
        """The place of the bar that was told last, None for none."""
        return self._at

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to a bar, and have it told."""
        last = len(self._bars) - 1
        now = -1 if self._at is None else self._at
        keys: dict[int, int] = {
            Qt.Key.Key_Right: min(now + 1, last),
            Qt.Key.Key_Left: max(now - 1, 0),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        to = keys.get(event.key())
        if to is None or last < 0:
            event.ignore()
            return
        self._at = to
        announce(self, join_parts((self._bars[to].label, self._bars[to].words)))
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Begin anew the next time."""
        super().focusOutEvent(event)
        self._at = None
        self.update()

    def _mark(self, painter: QPainter, room: QRectF) -> None:
        """Frame the bar that was gone to: it stands in `room`."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for token, width, inset in (("focus", 3.0, 1.5), ("focus2", 2.0, 4.0)):
            painter.setPen(QPen(theme.current().colour(token), width))
            painter.drawRoundedRect(room.adjusted(inset, inset, -inset, -inset), 4, 4)


class UprightBars(Bars):
    """Columns side by side; the strong one in colour, the first and the strong one labelled."""

    def __init__(self, bars: Sequence[Bar]) -> None:
        """Show `bars`."""
        super().__init__(bars)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a low, wide room."""
        return QSize(px(260), px(_UPRIGHT_HIGH))

    def minimumSizeHint(self) -> QSize:
        """Return the least width at which labels do not touch."""
        return QSize(px(34) * len(self._bars), px(_UPRIGHT_HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint columns, labels and the line they stand on."""
        colours = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        floor, head = self.height() - px(22), px(20)
        step = min(self.width() / len(self._bars), px(64))
        for place, bar in enumerate(self._bars):
            self._paint(
                painter,
                bar,
                QRectF(place * step, head, step, floor - head),
                labelled=place == self._at or (self._at is None and (place == 0 or bar.strong)),
            )
            if place == self._at:
                self._mark(painter, QRectF(place * step, 0, step, self.height()))
        painter.fillRect(0, floor, round(step * len(self._bars)), 1, colours.colour("edge"))
        painter.end()

    def _paint(self, painter: QPainter, bar: Bar, room: QRectF, *, labelled: bool) -> None:
        colours = theme.current()
        high = room.height() * bar.value / max(bar.most, 1)
        wide = min(room.width() - px(8), px(30))
        left = room.center().x() - wide / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.colour("c1" if bar.strong else "c4"))
        column_ = QPainterPath()
        column_.addRoundedRect(QRectF(left, room.bottom() - high, wide, high + px(4)), px(2), px(2))
        painter.save()
        painter.setClipRect(room)
        painter.drawPath(column_)
        painter.restore()
        painter.setFont(colours.font(12, 400))
        painter.setPen(colours.colour("ink2"))
        below = QRectF(room.left() - px(6), room.bottom() + px(3), room.width() + px(12), px(18))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, bar.label)
        if labelled:
            painter.setFont(colours.font(12, 600))
            painter.setPen(colours.colour("ink"))
            above = QRectF(
                room.left() - px(10), room.bottom() - high - px(19), room.width() + px(20), px(18)
            )
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, bar.words)


class LyingBars(Bars):
    """Rows with a label, a bar on its track, and the figure."""

    def __init__(self, bars: Sequence[Bar]) -> None:
        """Show `bars`."""
        super().__init__(bars)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room of all rows."""
        return QSize(px(280), px(_ROW_HIGH) * len(self._bars))

    def minimumSizeHint(self) -> QSize:
        """Return the room of labels, figures and a short bar."""
        labels, figures = self._widths()
        return QSize(labels + figures + px(64), px(_ROW_HIGH) * len(self._bars))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        labels, figures = self._widths()
        for place, bar in enumerate(self._bars):
            row = QRect(0, place * px(_ROW_HIGH), self.width(), px(_ROW_HIGH))
            self._paint(painter, bar, row, labels, figures)
            if place == self._at:
                self._mark(painter, QRectF(row))
        painter.end()

    def _widths(self) -> tuple[int, int]:
        metrics = theme.current().metrics(12, 400)
        return (
            max(metrics.horizontalAdvance(bar.label) for bar in self._bars) + px(16),
            max(metrics.horizontalAdvance(bar.words) for bar in self._bars) + px(16),
        )

    def _paint(self, painter: QPainter, bar: Bar, row: QRect, labels: int, figures: int) -> None:
        colours = theme.current()
        painter.setFont(colours.font(12, 400))
        painter.setPen(colours.colour("ink"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(row, int(middle | Qt.AlignmentFlag.AlignLeft), bar.label)
        painter.setPen(colours.colour("ink2"))
        painter.drawText(row, int(middle | Qt.AlignmentFlag.AlignRight), bar.words)
        thick = px(_THICK)
        track = QRectF(labels, row.center().y() - thick / 2, row.width() - labels - figures, thick)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.colour("track"))
        painter.drawRoundedRect(track, thick / 2, thick / 2)
        filled = QRectF(track)
        filled.setWidth(
            max(thick, track.width() * bar.value / max(bar.most, 1)) if bar.value else 0
        )
        painter.setBrush(colours.colour("c1" if bar.strong else "c4"))
        painter.drawRoundedRect(filled, thick / 2, thick / 2)
