"""The note of the one attachment that is chosen, typed where the attachment is shown."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from facilitator_app.digests.attachments import AttachmentLine
from facilitator_app.gui.form.field_row import ErrorLine
from facilitator_app.gui.widgets.surface import column, row
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import N_, _, show_number

_MOST = 200  # letters, as many as the record takes
_PAUSE_MS = 2_000
_WHAT_IT_IS = N_("What it is, or where the original lies")


class NoteField(QWidget):
    """Emits `written` with an AttachmentLine and its note: at a pause, on Enter or when left."""

    written = Signal(object, str)

    def __init__(self) -> None:
        """Start hidden, with no attachment."""
        super().__init__()
        self._line: AttachmentLine | None = None
        self._cut = False  # whether the last edit was
        self._given = ""  # the note that was handed over last
        self.editor = QLineEdit()
        self.editor.setProperty("closes", True)  # a list chooses none when it is built anew
        self.editor.setMaxLength(_MOST)
        self.editor.setAccessibleName(_("Note"))
        self.editor.setPlaceholderText(_(_WHAT_IT_IS))
        self.editor.editingFinished.connect(self._leave)
        self.editor.inputRejected.connect(self._tell_cut)
        self.editor.textEdited.connect(lambda _text: self._untell())
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._finish)
        self.editor.textEdited.connect(lambda _text: self._pause.start())
        self.editor.installEventFilter(self)
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
        typed = self._words() not in (self._given, line.note if line is not None else "")
        if before is None or line is None or before.id != line.id or before.note != line.note:
            self._given = line.note if line is not None else ""
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
        same = before is not None and before.id == line.id
        if not same or (not typed and self._words() != line.note):
            self.editor.setText(line.note)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hand the note over when the page is asked to save, ahead of what that says."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.matches(QKeySequence.StandardKey.Save)
        ):
            self._finish()
        return super().eventFilter(watched, event)

    def _words(self) -> str:
        return " ".join(self.editor.text().split())

    def _finish(self) -> None:
        self._pause.stop()
        note = self._words()
        if self._line is None or not self.editor.isModified() or note == self._given:
            return
        self._given = note
        if note != self._line.note:
            self.written.emit(self._line, note)

    def _leave(self) -> None:
        self._finish()
        self.editor.setModified(False)

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
