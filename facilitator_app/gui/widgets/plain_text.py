"""A box for paragraphs of plain text, which Tab leaves."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from facilitator_app.domain.unseen import without_controls
from facilitator_app.i18n import _, show_number
from facilitator_app.spec.kinds import LongText

MOST = LongText().most  # characters; a million in one line would hold up the window for minutes


class PlainText(QPlainTextEdit):
    """Wraps its lines, never moves sideways, and takes from the clipboard what it can hold."""

    overfilled = Signal()  # more was pasted than it takes

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty one."""
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        across = self.horizontalScrollBar()
        across.rangeChanged.connect(lambda _least, _most: across.setRange(0, 0))

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as much as there is room for, without control characters."""
        text, cursor = without_controls(source.text()), self.textCursor()
        room = max(MOST - len(self.toPlainText()) + len(cursor.selectedText()), 0)
        cursor.insertText(text[:room])
        self.ensureCursorVisible()
        if len(text) > room:
            self.overfilled.emit()


def cut_words() -> str:
    """Return what is said where more was pasted than a text takes."""
    return _("Not all was pasted: one text has room for {most} characters.").format(
        most=show_number(MOST)
    )
