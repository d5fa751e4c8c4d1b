"""Rows of label and value, as on a card."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QWidget

from facilitator_app.digests.cards import Fact
from facilitator_app.gui.metrics import TARGET, px
from facilitator_app.gui.widgets.dots import Dots
from facilitator_app.gui.widgets.link import Link
from facilitator_app.gui.widgets.pill import FILLED, PillLabel
from facilitator_app.gui.widgets.surface import row
from facilitator_app.gui.widgets.text_label import text_label

Go = Callable[[str, int], object]
_LABEL = 104
_GAP = 12
_FOLDS = 300


class FactRow(QWidget):
    """A label and its value beside it, or below it where that is too narrow.

    A value in a tone of pills stands at the right end as a pill, a "quiet" one as small words;
    the label is then what leads somewhere, and takes all the room there is.
    """

    def __init__(self, fact: Fact, go: Go | None = None) -> None:
        """Show `fact`; a link calls `go(record, id)`."""
        super().__init__()
        self._line = row(self, _GAP)
        self._words = fact.label
        self._wide = fact.tone in FILLED or fact.tone == "quiet" or not fact.text
        self._label = self._named(fact, go)
        upright = Qt.AlignmentFlag.AlignVCenter if self._wide else Qt.AlignmentFlag.AlignTop
        self._line.addWidget(self._label, 1 if self._wide else 0, upright)
        if not fact.label:
            self._label.hide()
        self._dotted = bool(fact.dots)
        if fact.dots:
            self._line.addWidget(Dots(fact.dots, fact.text))
        self._value: QWidget | None = None
        if fact.text:
            self._value = self._valued(fact, go)
            self._line.addWidget(self._value, 0 if self._wide else 1, upright)
        if self._wide and not fact.label:
            self._line.addStretch(1)

    def minimumSizeHint(self) -> QSize:
        """Return the room for the longest word: what is beside each other may come to be below."""
        least = super().minimumSizeHint()
        if self._dotted or (self._wide and self._value is None):
            return least
        label = self._label.minimumSizeHint().width() if self._wide else px(_LABEL)
        return QSize(max(label, self._longest_word()), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the value beside the label, or below it."""
        super().resizeEvent(event)
        if self._wide:
            self._fold_wide()
            return
        room = self.width() - px(_GAP) - self._longest_word()
        words = self._label.fontMetrics().horizontalAdvance(self._words) + 2
        narrow = self.width() < px(_FOLDS) or room < min(words, px(_LABEL))
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._line.setDirection(way)
        self._line.setSpacing(0 if narrow else px(_GAP))
        self._label.setFixedWidth(self.width() if narrow else min(room, px(_LABEL)))

    def _fold_wide(self) -> None:
        """Set what stands at the right end below its label where it leaves that no room."""
        if self._value is None or not self._words:
            return
        room = self.width() - px(_GAP) - self._value_width()
        narrow = room < min(self._label.sizeHint().width(), px(_LABEL))
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._line.setDirection(way)
        self._line.setSpacing(0 if narrow else px(_GAP))
        if isinstance(self._value, QLabel):
            self._value.setWordWrap(narrow)
        side = Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag(0)
        if isinstance(self._value, PillLabel):
            self._line.setAlignment(self._value, Qt.AlignmentFlag.AlignVCenter | side)

    def _value_width(self) -> int:
        """Return how wide the value is on one line."""
        if isinstance(self._value, QLabel):
            return self._value.fontMetrics().horizontalAdvance(self._value.text()) + 2
        return 0 if self._value is None else self._value.sizeHint().width()

    def _longest_word(self) -> int:
        if self._wide and isinstance(self._value, QLabel):
            words, metrics = self._value.text().split(), self._value.fontMetrics()
            return max((metrics.horizontalAdvance(one) for one in words), default=0) + 2
        return 0 if self._value is None else self._value.minimumSizeHint().width()

    def _named(self, fact: Fact, go: Go | None) -> QWidget:
        if self._wide and fact.link is not None and go is not None:
            record, record_id = fact.link
            return Link(fact.label, lambda: go(record, record_id))
        plain = self._wide and bool(fact.text)
        return _beside(text_label(fact.label, "" if plain else "sub", wrap=True))

    def _valued(self, fact: Fact, go: Go | None) -> QWidget:
        if fact.tone == "quiet" and fact.text_link is not None and go is not None:
            to, to_id = fact.text_link
            return Link(fact.text, lambda: go(to, to_id), size=12)
        if fact.tone == "quiet":
            return _beside(text_label(fact.text, "small"))
        if self._wide:
            return PillLabel(fact.text, fact.tone, fact.icon)
        if fact.link is not None and go is not None:
            record, record_id = fact.link
            return Link(fact.text, lambda: go(record, record_id))
        return _beside(
            text_label(fact.text, "small" if fact.dots else "", wrap=not fact.dots, tone=fact.tone)
        )


def _beside(label: QLabel) -> QLabel:
    """Give `label` the room around its words that a link has."""
    edge = max(0, px(TARGET) - label.fontMetrics().lineSpacing() + 1) // 2
    label.setContentsMargins(0, edge, 0, edge)
    return label
