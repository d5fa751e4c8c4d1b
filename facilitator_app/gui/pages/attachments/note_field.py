"""The note of the one attachment that is chosen, typed where the attachment is shown."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from facilitator_app.digests.attachments import AttachmentLine
from facilitator_app.gui.form.field_row import ErrorLine
from facilitator_app.gui.widgets.surface import column, row
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import N_, _, show_number

_MOST = 200  # letters, as many as the record takes
_WHAT_IT_IS = N_("What it is, or where the original lies")


class NoteField(QWidget):
    """Emits `written` with an AttachmentLine and its new note, on Enter or when left."""

    written = Signal(object, str)

    def __init__(self) -> None:
        """Start hidden, with no attachment."""
        super().__init__()
        self._line: AttachmentLine | None = None
        self._cut = False  # whether the last edit was
        self.editor = QLineEdit()
        self.editor.setProperty("closes", True)  # a list chooses none when it is built anew
        self.editor.setMaxLength(_MOST)
        self.editor.setAccessibleName(_("Note"))
        self.editor.setPlaceholderText(_(_WHAT_IT_IS))
        self.editor.editingFinished.connect(self._finish)
        self.editor.inputRejected.connect(self._tell_cut)
        self.editor.textEdited.connect(lambda _text: self._untell())
        self.error = ErrorLine()
        label = text_label(_("Note"), "label")
        label.setBuddy(self.editor)
        across = row(None, 8)
        across.addWidget(label)
        across.addWidget(self.editor, 1)
        box = column(self, 4)
        box.addWidget(self.error)
        box.addLayout(across)
        self.hide()

    def show_line(self, line: AttachmentLine | None, *, several: bool = False) -> None:
        """Show the note of `line`; what is being typed about the same one stays.

        several: it is of none, and stands there all the same, so that nothing below it moves.
        """
        before, self._line = self._line, line
        if before is None or line is None or before.id != line.id:
            self.error.say("")
        self.setVisible(line is not None or several)
        self.editor.setEnabled(line is not None)
        self.editor.setPlaceholderText(
            _("Choose one of them to note what it is") if several else _(_WHAT_IT_IS)
        )
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

    def _tell_cut(self) -> None:
        self._cut = True
        most = show_number(_MOST)
        self.error.say(
            _("Keep a note to {most} characters. What is beyond was left out.").format(most=most)
        )

    def _untell(self) -> None:
        """Let the sentence stand until the next key: what was pasted is edited, too."""
        if not self._cut:
            self.error.say("")
        self._cut = False
