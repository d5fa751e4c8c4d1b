"""A line that opens where something is added: Enter adds and stays, Esc puts it away."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from facilitator_app.gui.form.field_row import FieldRow
from facilitator_app.gui.form.line_label import LineLabel
from facilitator_app.gui.metrics import px
from facilitator_app.gui.pages.esc_closes import EscCloses
from facilitator_app.gui.tab_order import give_keyboard
from facilitator_app.gui.widgets.buttons import button, icon_button
from facilitator_app.gui.widgets.clean_line import keep_clean
from facilitator_app.gui.widgets.surface import column, row
from facilitator_app.i18n import _


class AddLine(QWidget):
    """One field, a button beside it, a way to put both away, and one more thing that is asked."""

    entered = Signal(str, object)  # the words, and the code of what else was asked or None
    closed = Signal()

    def __init__(self, hint: str, add: str, asked: FieldRow) -> None:
        """Start closed; `hint` stands in the empty field, `add` on the button."""
        super().__init__()
        self._cleared: tuple[str, Any] = "", None
        self.asked = asked
        self.field = QLineEdit()
        keep_clean(self.field)
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(hint)
        self.field.setMinimumWidth(px(120))
        self._esc = EscCloses(self)
        self._esc.watch(self.field)
        self._esc.pressed.connect(self.close_line)
        self.told = LineLabel("", "small")
        self.told.hide()
        adds = button(add, on_click=self.enter)
        clears = icon_button("x", _("Clear and close"), self.cancel)
        outer = column(self, 8)
        outer.addWidget(self.told)
        outer.addWidget(self.field)
        second = row(None, 8)  # Tab goes as the layouts hold: what puts the line away comes last
        second.addWidget(asked, 1)
        second.addWidget(adds, 0, Qt.AlignmentFlag.AlignBottom)
        second.addWidget(clears, 0, Qt.AlignmentFlag.AlignBottom)
        outer.addLayout(second)
        self._esc.watch(asked.editor.part())
        self.hide()

    @property
    def typed(self) -> str:
        """What stands in the field and was not added."""
        return self.field.text().strip()

    @property
    def choice(self) -> Any:
        """The code of what else was asked, None while nothing is chosen."""
        return self.asked.editor.read()

    def bring_back(self, text: str, choice: Any, told: str) -> None:
        """Show the line with `text` in it and `told` above; without text, put it away empty."""
        self._cleared = "", None
        self.field.setText(text)
        self.asked.editor.set_value(choice)
        self.told.setText(told)
        self.told.setVisible(bool(text))
        self.setVisible(bool(text))

    def open(self) -> None:
        """Show the line with the keyboard in it, behind what stands there, or was cleared last."""
        if not self.typed and self._cleared[0]:
            self._fill(*self._cleared)
        self._cleared = "", None
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.end(False)  # or the next key would take the place of all of it

    def done(self) -> None:
        """Empty the field for the next one, once the last was added."""
        self._fill("", None)

    def cancel(self) -> None:
        """Clear the line and put it away; its words are back if it is opened for the same item."""
        self._cleared = self.typed, self.choice
        self._fill("", None)
        self.close_line()

    def close_line(self) -> None:
        """Put the line away; what was typed is there again when it is opened."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter add, wherever in the line the keyboard is."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enter()
        else:
            super().keyPressEvent(event)

    def _fill(self, text: str, choice: Any) -> None:
        self.field.setText(text)
        self.asked.editor.set_value(choice)
        self.told.hide()

    def enter(self) -> None:
        """Hand over what stands in the field, and let the next one be typed at once."""
        give_keyboard(self.field)  # it may have been on the button
        if self.typed:
            self.entered.emit(self.typed, self.choice)
