"""The search field of a list, with its glass and a way to empty it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy

from facilitator_app.gui import icons, theme
from facilitator_app.gui.metrics import ICON, px
from facilitator_app.gui.widgets.clean_line import keep_clean
from facilitator_app.gui.widgets.surface import row

_PAUSE_MS = 120


class SearchField(QLineEdit):
    """Says what is looked for once the typing pauses; Esc empties it, Down leaves it."""

    asked = Signal(str)
    left_down = Signal()

    def __init__(self, name: str) -> None:
        """Show `name` ("Find a member") until something is typed."""
        super().__init__()
        keep_clean(self)
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._glass = QLabel()
        self._glass.setPixmap(
            icons.pixmap("magnifying-glass", theme.current().colour("ink2"), px(ICON))
        )
        layout = row(self, 0, (11, 0, 8, 0))
        layout.addWidget(self._glass, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setTextMargins(px(25), 0, 0, 0)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._last = ""
        self.textChanged.connect(lambda _text: self._pause.start())

    def type_on(self, text: str) -> None:
        """Take the focus and add `text`, which was typed elsewhere."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCursorPosition(len(self.text()))
        self.insert(text)

    def look_for(self, text: str) -> None:
        """Show `text` and ask for it at once."""
        self.setText(text)
        self._ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Esc while there is something to empty; hand Down to the list."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.setText("")  # not clear(): what was looked for is nothing for Undo to bring back
            self._ask()
        elif event.key() == Qt.Key.Key_Down:
            self._ask()
            self.left_down.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask()
            self.returnPressed.emit()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        self._pause.stop()
        if self.text() != self._last:
            self._last = self.text()
            self.asked.emit(self._last)
