"""Rows of label and value, as on a card."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from facilitator_app.digests.cards import Fact
from facilitator_app.gui.metrics import px
from facilitator_app.gui.widgets.dots import Dots
from facilitator_app.gui.widgets.link import Link
from facilitator_app.gui.widgets.pill import FILLED, Pill
from facilitator_app.gui.widgets.surface import row
from facilitator_app.gui.widgets.words import words

Go = Callable[[str, int], object]
_LABEL = 104
_FOLDS = 300


class FactRow(QWidget):
    """A label and its value beside it, or below it where that is too narrow.

    A value in a tone of pills stands at the right end as a pill, a "quiet" one as small words.
    """

    def __init__(self, fact: Fact, go: Go | None = None) -> None:
        """Show `fact`; a link calls `go(record, id)`."""
        super().__init__()
        pill = fact.tone in FILLED or fact.tone == "quiet"
        self._label = words(fact.label, "" if pill and not fact.link else "sub", wrap=True)
        if not fact.label:
            self._label.hide()
        self._line = row(self, 12)
        upright = Qt.AlignmentFlag.AlignVCenter if pill else Qt.AlignmentFlag.AlignTop
        self._line.addWidget(self._label, 1 if pill else 0, upright)
        self._pill = pill
        if fact.dots:
            self._line.addWidget(Dots(fact.dots, fact.text))
        self._line.addWidget(self._value(fact, go), 0 if pill else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the value beside the label, or below it."""
        super().resizeEvent(event)
        if self._pill:
            return
        narrow = self.width() < px(_FOLDS)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._line.setDirection(way)
        self._line.setSpacing(0 if narrow else px(12))
        self._label.setFixedWidth(self.width() if narrow else px(_LABEL))

    def _value(self, fact: Fact, go: Go | None) -> QWidget:
        if fact.tone == "quiet":
            return words(fact.text, "small")
        if self._pill:
            return Pill(fact.text, fact.tone, fact.icon)
        if fact.link is not None and go is not None:
            record, record_id = fact.link
            return Link(fact.text, lambda: go(record, record_id))
        return words(fact.text, "small" if fact.dots else "", wrap=True, tone=fact.tone)
