"""Text that is read and not written, gone through by its headings."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QTextBlock, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from facilitator_app.gui.announcements import announce
from facilitator_app.gui.widgets.surface import column
from facilitator_app.i18n import _

_HEADING = re.compile(r"<(/?)h([123])([^>]*)>")
_MARK = "heading-of-level-"


class DocumentFrame(QWidget):
    """Tells assistive tools that what stands in it is a document.

    The text in it stays Qt's own, which is read line by line: one of ours cannot be (its lines
    cannot be handed over from Python).
    """

    spoken_role = QAccessible.Role.Document


class ReadingText(QTextBrowser):
    """H goes to the next heading, Shift+H to the one before; either is scrolled to and told.

    It stands in its `frame`.
    """

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.setAccessibleDescription(_("H goes to the next heading, Shift+H to the one before."))
        self.frame = DocumentFrame()
        column(self.frame).addWidget(self)
        self.frame.setFocusProxy(self)
        self._went: tuple[int, int] | None = None  # the block gone to, and how far it was scrolled

    def call(self, name: str) -> None:
        """Have the document and its text called `name`."""
        self.setAccessibleName(name)
        self.frame.setAccessibleName(name)

    def show_html(self, html: str) -> None:
        """Show a page whose headings stand in the styles p.h1, p.h2 and so on.

        Qt sizes h1 and h2 by its own steps, whatever the style says; as paragraphs they obey, and
        are told as headings by their level.
        """
        self._went = None
        self.setHtml(_HEADING.sub(_as_paragraph, html))
        block = self.document().begin()
        while block.isValid():
            if level := _marked(block):
                told = QTextBlockFormat()
                told.setHeadingLevel(level)
                QTextCursor(block).mergeBlockFormat(told)
            block = block.next()

    def headings(self) -> list[QTextBlock]:
        """Return the headings in the order in which they stand."""
        found, block = [], self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and block.text().strip():
                found.append(block)
            block = block.next()
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to a heading."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        if event.key() == Qt.Key.Key_H and plain:
            self._go(-1 if event.modifiers() else 1)
        else:
            super().keyPressEvent(event)

    def _go(self, step: int) -> None:
        found, here = self.headings(), self._here()
        if step > 0:
            to = next((one for one in found if one.blockNumber() > here), None)
            none = _("There is no heading after this one.")
        else:
            to = next((one for one in reversed(found) if one.blockNumber() < here), None)
            none = _("There is no heading before this one.")
        if to is None:
            announce(self, none)
            return
        cursor = QTextCursor(to)
        self.setTextCursor(cursor)
        bar = self.verticalScrollBar()
        top = self.document().documentLayout().blockBoundingRect(to).top()
        bar.setValue(round(top))
        self._went = to.blockNumber(), bar.value()
        self._mark(to)
        announce(self, _("Heading: {words}").format(words=to.text().strip()))

    def _here(self) -> int:
        """Return the number of the block that is read: gone to, or first in sight since."""
        if self._went is not None and self._went[1] == self.verticalScrollBar().value():
            return self._went[0]
        if self._went is None and not self.verticalScrollBar().value():
            return -1
        return self.cursorForPosition(self.viewport().rect().topLeft()).blockNumber()

    def _mark(self, block: QTextBlock) -> None:
        """Mark the heading that was gone to: at the end of the text it is not on top."""
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        mark = QTextEdit.ExtraSelection()
        mark.cursor = cursor
        mark.format.setBackground(self.palette().highlight())
        mark.format.setForeground(self.palette().highlightedText())
        self.setExtraSelections([mark])


def _as_paragraph(found: re.Match[str]) -> str:
    if found[1]:
        return "</p>"
    return f'<p class="h{found[2]}"{found[3]}><a name="{_MARK}{found[2]}"></a>'


def _marked(block: QTextBlock) -> int:
    """Return the level of the heading that `block` is, 0 for any other."""
    pieces = block.begin()
    while not pieces.atEnd():
        for name in pieces.fragment().charFormat().anchorNames():
            if name.startswith(_MARK):
                return int(name.removeprefix(_MARK))
        pieces += 1
    return 0
