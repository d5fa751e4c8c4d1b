"""The editor of paragraphs: it grows with its words, and Tab leaves it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from facilitator_app.gui.editors.base import Editor
from facilitator_app.gui.metrics import px
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.widgets.plain_text import PlainText, cut_words
from facilitator_app.spec.record import Field

LEAST_LINES = 3
MOST_LINES = 14


class GrowingText(PlainText):
    """Plain paragraphs, as high as their words ask for, within limits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty one, three lines high."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.fit)

    def sizeHint(self) -> QSize:
        """Return the height of the lines there are."""
        lines = min(MOST_LINES, max(LEAST_LINES, round(self.document().size().height())))
        around = self.height() - self.viewport().height()
        return QSize(
            super().sizeHint().width(),
            lines * self.fontMetrics().lineSpacing() + max(around, px(18)),
        )

    def minimumSizeHint(self) -> QSize:
        """Return the wanted height: nothing else may press the words together."""
        return QSize(px(80), self.sizeHint().height())

    def fit(self) -> None:
        """Ask for the height of the words."""
        lines = self.document().size().height()
        beyond = Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(
            beyond if lines > MOST_LINES else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew, and ask for the height that comes of it."""
        super().resizeEvent(event)
        self.fit()


class LongTextEditor(Editor):
    """Paragraphs of words."""

    def __init__(self, field: Field, context: PageContext, parent: QWidget | None = None) -> None:
        """Make an empty one."""
        super().__init__(field, context, parent)
        self.text = GrowingText(self)
        self._quiet = False
        self.text.textChanged.connect(self._edited)
        self.text.overfilled.connect(lambda: context.window.tell(cut_words()))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.text)
        self.watch(self.text)

    def part(self) -> QWidget:
        """Return the text."""
        return self.text

    @property
    def uses_enter(self) -> bool:
        """Begin a new paragraph with Enter."""
        return True

    def value_text(self) -> str:
        """Return the words as typed."""
        return self.text.toPlainText()

    def set_typed(self, text: str) -> None:
        """Show `text` as it was typed."""
        self.set_value(text)

    def set_value(self, value: Any, words: str = "") -> None:
        """Show `value`; typing it back is not undone by Ctrl+Z, and the cursor stays."""
        self._quiet = True
        at, rolled = self.text.textCursor().position(), self.text.verticalScrollBar().value()
        self.text.setPlainText(value or "")
        if self.text.hasFocus():
            cursor = self.text.textCursor()
            cursor.setPosition(min(at, len(self.text.toPlainText())))
            self.text.setTextCursor(cursor)
            self.text.verticalScrollBar().setValue(rolled)
        self._quiet = False

    def _edited(self) -> None:
        if not self._quiet:
            self.changed.emit()
