"""What the forms of the unlock page are made of; light, for the first paint."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QSizePolicy, QWidget

from facilitator_app.gui.accessible_parts import UNSPOKEN
from facilitator_app.gui.announcements import announce
from facilitator_app.gui.metrics import px
from facilitator_app.gui.spoken_names import called, name_field
from facilitator_app.gui.tab_order import focus_proxy
from facilitator_app.gui.widgets.surface import column, dress, row
from facilitator_app.gui.widgets.text_label import let_wrap, set_look, text_label
from facilitator_app.i18n import _

Told = Callable[[str], None]
_WIDTH = 460
_LINE_ENDS = "\r\n\u2028\u2029"


def suffix() -> str:
    """Return how the name of a network file ends."""
    return ".facilitator"


class Form(QWidget):
    """A card in the middle of the page: heading, fields, an error line, buttons."""

    first: QWidget

    def __init__(self, title: str, second: str = "") -> None:
        """Show `title` and a second line."""
        super().__init__()
        self._card = QWidget()
        dress(self._card, "outline")
        self._card.setMaximumWidth(px(_WIDTH))
        self._card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.body = column(self._card, 8, (32, 28, 32, 28))
        self.body.addWidget(text_label(title, "title", wrap=True))
        if second:
            self.body.addWidget(text_label(second, "small", wrap=True))
        self.body.addSpacing(px(8))
        self._main: QPushButton | None = None
        self._main_words = ""
        self._seconds: list[QPushButton] = []
        self._fields: list[QWidget] = []
        self.error = QLabel()
        self.error.setTextFormat(Qt.TextFormat.PlainText)
        self.error.setProperty("role", "error")
        self.error.setAccessibleName(_("What to mend"))
        let_wrap(self.error)
        self.error.hide()
        _centre(self, self._card)

    def say(self, text: str) -> QLabel:
        """Add a paragraph; return its label."""
        label = text_label(text, "sub", wrap=True)
        self.body.addWidget(label)
        self.body.addSpacing(px(4))
        return label

    def add_field(
        self, widget: QWidget, label: str, help_: str = "", *, required: bool = True
    ) -> QLabel:
        """Add a field below its label; return the label of its help line."""
        title, note = text_label(label, "label", wrap=True), text_label(help_, "small", wrap=True)
        title.setBuddy(widget)
        if not help_:
            note.hide()
        for part in (title, note, widget):
            self.body.addWidget(part)
        self.body.addSpacing(px(4))
        self._fields.append(widget)
        inner = focus_proxy(widget) or widget
        name_field(inner, called(inner) or label, required=required)
        return note

    def add_main(self, text: str, act: Callable[[], object]) -> QPushButton:
        """Add the error line and the filled button."""
        self.body.addWidget(self.error)
        self._main = _button(text, "primary", act)
        self._main_words = text
        self.body.addWidget(self._main)
        return self._main

    def add_second(self, text: str, act: Callable[[], object]) -> QPushButton:
        """Add an outlined button."""
        made = _button(text, "", act)
        self.body.addWidget(made)
        self._seconds.append(made)
        return made

    def add_link(self, text: str, act: Callable[[], object]) -> None:
        """Add a quiet way to somewhere else."""
        self.body.addWidget(_button(text, "link", act), 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def working(self) -> bool:
        """Whether what was asked for is being done."""
        return self._main is not None and not self._main.isEnabled()

    def work(self, text: str) -> None:
        """Say what is being done, and take no further press meanwhile."""
        self.error.hide()
        self._set_bad(bad=False)
        if self._main is not None:
            self._main.setText(text)
            self._allow_press(allowed=False)

    def fail(self, text: str, at: QWidget | None = None) -> None:
        """Say what went wrong and what to do; `at` is the one field to be mended, if it is one."""
        self.error.setText(text)
        self.error.setAccessibleDescription(text)
        self._put_error(at)
        self.error.show()
        announce(self.error, text, urgent=True)
        self._set_bad(bad=True, at=at)
        if self._main is not None:
            self._main.setText(self._main_words)
            self._allow_press(allowed=True)

    def _allow_press(self, *, allowed: bool) -> None:
        for button in (self._main, *self._seconds):
            if button is not None:
                button.setEnabled(allowed)

    def _put_error(self, at: QWidget | None) -> None:
        """Set the sentence at the field it is about, else above the filled button."""
        below = at if at in self._fields else self._main
        if below is not None:
            self.body.removeWidget(self.error)
            self.body.insertWidget(self.body.indexOf(below), self.error)

    def _set_bad(self, *, bad: bool, at: QWidget | None = None) -> None:
        for field in self._fields:
            inner = focus_proxy(field) or field
            wrong = bad and (at is None or at is field or at is inner)
            set_look(inner, "bad", wrong)
            name_field(inner, called(inner), required=True, bad=wrong)


class PassField(QWidget):
    """A passphrase field with a button that shows what was typed."""

    spoken_role = QAccessible.Role.Grouping

    def __init__(self, name: str, entered: Callable[[], object]) -> None:
        """Call `name` what it is spoken as; entered() is called on Enter."""
        super().__init__()
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setProperty(UNSPOKEN, True)
        name_field(self.field, name, required=True)
        self.field.textEdited.connect(self._drop_breaks)
        self.field.returnPressed.connect(entered)
        self.setFocusProxy(self.field)
        self._show = _button(_("Show"), "", self.turn)
        self._name = name
        self._name_button(_("Show: {field}"))
        self._show.setCheckable(True)
        wide = max(
            self._show.fontMetrics().horizontalAdvance(word) for word in (_("Show"), _("Hide"))
        )
        self._show.setMinimumWidth(wide + px(40))
        line = row(self, 8)
        line.addWidget(self.field, 1)
        line.addWidget(self._show)

    def set_bad(self, bad: bool) -> None:
        """Draw and name it as a field that is to be mended, or as any other."""
        set_look(self.field, "bad", bad)
        name_field(self.field, self._name, required=True, bad=bad)

    def _drop_breaks(self, text: str) -> None:
        """Take away the line ends that come with what was copied; nobody can type one."""
        if (kept := text.strip(_LINE_ENDS)) != text:
            self.field.setText(kept)

    def turn(self) -> None:
        """Show the letters, or dots again."""
        shown = self.field.echoMode() == QLineEdit.EchoMode.Normal
        self.field.setEchoMode(QLineEdit.EchoMode.Password if shown else QLineEdit.EchoMode.Normal)
        self._show.setText(_("Show") if shown else _("Hide"))
        self._name_button(_("Show: {field}") if shown else _("Hide: {field}"))

    def _name_button(self, words: str) -> None:
        """Say which field it shows: there are several on a page."""
        self._show.setAccessibleName(words.format(field=self._name))


def _button(text: str, kind: str, act: Callable[[], object]) -> QPushButton:
    made = QPushButton(text)
    made.setAccessibleName(text)
    if kind:
        made.setProperty("kind", kind)
    made.setAutoDefault(True)  # Enter presses it
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.clicked.connect(lambda _on=False: act())
    return made


def _centre(page: QWidget, card: QWidget) -> None:
    across = row(None, 0, (16, 16, 16, 16))
    across.addStretch(1)
    across.addWidget(card, 1000)
    across.addStretch(1)
    down = column(page, 0)
    down.addStretch(2)
    down.addLayout(across)
    down.addStretch(3)
