"""A line that opens where something is added: Enter adds and stays, Esc puts it away."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from facilitator_app.gui.form.line_label import LineLabel
from facilitator_app.gui.metrics import px
from facilitator_app.gui.pages.esc_closes import EscCloses
from facilitator_app.gui.widgets.buttons import button, icon_button
from facilitator_app.gui.widgets.surface import column, row
from facilitator_app.i18n import _


class AddLine(QWidget):
    """One field, a button beside it, and a way to put both away."""

    entered = Signal(str)
    closed = Signal()

    def __init__(self, hint: str, add: str) -> None:
        """Start closed; `hint` stands in the empty field, `add` on the button."""
        super().__init__()
        self._cleared = ""
        self.field = QLineEdit()
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(hint)
        self.field.setMinimumWidth(px(120))
        self.field.returnPressed.connect(self.enter)
        self._esc = EscCloses(self)
        self._esc.watch(self.field)
        self._esc.pressed.connect(self.close_line)
        self.told = LineLabel("", "small")
        self.told.hide()
        outer = column(self, 4)
        outer.addWidget(self.told)
        box = row(None, 8)
        outer.addLayout(box)
        box.addWidget(self.field, 1)
        box.addWidget(button(add, on_click=self.enter))
        box.addWidget(icon_button("x", _("Clear and close"), self.cancel))
        self.hide()

    @property
    def typed(self) -> str:
        """What stands in the field and was not added."""
        return self.field.text().strip()

    def bring_back(self, text: str, told: str) -> None:
        """Show the line with `text` in it and `told` above; without text, put it away empty."""
        self._cleared = ""
        self.field.setText(text)
        self.told.setText(told)
        self.told.setVisible(bool(text))
        self.setVisible(bool(text))

    def open(self) -> None:
        """Show the line with the keyboard in it, behind what stands there, or was cleared last."""
        if not self.typed:
            self.field.setText(self._cleared)
        self._cleared = ""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.end(False)  # or the next key would take the place of all of it

    def done(self) -> None:
        """Empty the field for the next one, once the last was added."""
        self.field.setText("")  # without a way back by Ctrl+Z, which means the step
        self.told.hide()

    def cancel(self) -> None:
        """Clear the line and put it away; its words are back if it is opened for the same item."""
        self._cleared = self.typed
        self.field.setText("")
        self.told.hide()
        self.close_line()

    def close_line(self) -> None:
        """Put the line away; what was typed is there again when it is opened."""
        self.hide()
        self.closed.emit()

    def enter(self) -> None:
        """Hand over what stands in the field."""
        if self.typed:
            self.entered.emit(self.typed)
