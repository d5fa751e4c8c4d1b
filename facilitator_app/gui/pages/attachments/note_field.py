"""The note of the one attachment that is chosen, typed where the attachment is shown."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from facilitator_app.digests.attachments import AttachmentLine
from facilitator_app.gui.widgets.surface import row
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import _

_MOST = 200  # letters, as many as the record takes


class NoteField(QWidget):
    """Emits `written` with an AttachmentLine and its new note, on Enter or when left."""

    written = Signal(object, str)

    def __init__(self) -> None:
        """Start hidden, with no attachment."""
        super().__init__()
        self._line: AttachmentLine | None = None
        self.editor = QLineEdit()
        self.editor.setMaxLength(_MOST)
        self.editor.setAccessibleName(_("Note"))
        self.editor.setPlaceholderText(_("What it is, or where the original lies"))
        self.editor.editingFinished.connect(self._finish)
        label = text_label(_("Note"), "label")
        label.setBuddy(self.editor)
        across = row(self, 8)
        across.addWidget(label)
        across.addWidget(self.editor, 1)
        self.hide()

    def show_line(self, line: AttachmentLine | None) -> None:
        """Show the note of `line`; what is being typed about the same one stays."""
        before, self._line = self._line, line
        self.setVisible(line is not None)
        if line is None:
            self.editor.clear()
            return
        typing = before is not None and before.id == line.id and self.editor.isModified()
        if not typing:
            self.editor.setText(line.note)

    def _finish(self) -> None:
        if self._line is None or not self.editor.isModified():
            return
        self.editor.setModified(False)
        note = " ".join(self.editor.text().split())
        if note != self._line.note:
            self.written.emit(self._line, note)
