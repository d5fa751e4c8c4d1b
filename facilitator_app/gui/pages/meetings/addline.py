"""A line that opens where something is added: Enter adds and stays, Esc puts it away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from facilitator_app.gui.metrics import px
from facilitator_app.gui.widgets.buttons import button, icon_button
from facilitator_app.gui.widgets.surface import row
from facilitator_app.i18n import _


class EscCloses(QObject):
    """Takes Esc within the fields of a line, before it would leave the page."""

    pressed = Signal()

    def __init__(self, parent: QObject) -> None:
        """Listen to nothing yet."""
        super().__init__(parent)
        self._busy: dict[QObject, Callable[[], bool]] = {}

    def watch(self, field: QWidget, busy: Callable[[], bool] = lambda: False) -> None:
        """Listen to one field; while it is busy() with a list of its own, Esc closes that."""
        self._busy[field] = busy
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep Esc from the window, and tell of it."""
        if self._is_esc(event) and not self._busy.get(watched, bool)():
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.pressed.emit()
                return True
        return False

    def _is_esc(self, event: QEvent) -> bool:
        return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape


class AddLine(QWidget):
    """One field, a button beside it, and a way to put both away."""

    entered = Signal(str)
    closed = Signal()

    def __init__(self, hint: str, add: str) -> None:
        """Start closed; `hint` stands in the empty field, `add` on the button."""
        super().__init__()
        self.field = QLineEdit()
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(hint)
        self.field.setMinimumWidth(px(120))
        self.field.returnPressed.connect(self._enter)
        self._esc = EscCloses(self)
        self._esc.watch(self.field)
        self._esc.pressed.connect(self.close_line)
        box = row(self, 8)
        box.addWidget(self.field, 1)
        box.addWidget(button(add, on_click=self._enter))
        box.addWidget(icon_button("x", _("Put away (Esc)"), self.close_line))
        self.hide()

    @property
    def typed(self) -> str:
        """What stands in the field and was not added."""
        return self.field.text().strip()

    def open(self, text: str = "") -> None:
        """Show the line with the keyboard in it; `text` is brought back into it."""
        if text:
            self.field.setText(text)
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def done(self) -> None:
        """Empty the field for the next one, once the last was added."""
        self.field.clear()

    def close_line(self) -> None:
        """Put the line away; what was typed is there again when it is opened."""
        self.hide()
        self.closed.emit()

    def _enter(self) -> None:
        if self.typed:
            self.entered.emit(self.typed)
