"""One row of a form: label, help, what is wrong, and the editor."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from facilitator_app.domain.errors import AppError
from facilitator_app.gui import icons, theme
from facilitator_app.gui.announcements import announce
from facilitator_app.gui.editors.base import Editor
from facilitator_app.gui.editors.date import DateEditor, room_for_a_day
from facilitator_app.gui.editors.editor_registry import editor_for
from facilitator_app.gui.form.line_label import LineLabel
from facilitator_app.gui.metrics import ICON_SMALL, px
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.tab_order import bring_into_view_soon, stand_as_read
from facilitator_app.gui.widgets.surface import column, row
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import _
from facilitator_app.locale_formats import name_value
from facilitator_app.spec.kinds import Flag
from facilitator_app.spec.record import Field

_SHORT = 200

Heard = Callable[["FieldRow"], None]


class ErrorLine(QWidget):
    """An icon and a sentence in the colour of mistakes; hidden while there is none."""

    def __init__(self) -> None:
        """Start hidden."""
        super().__init__()
        mark = QLabel()
        mark.setPixmap(
            icons.pixmap("warning-circle", theme.current().colour("danger"), px(ICON_SMALL))
        )
        self._words = LineLabel("", "error")
        box = row(self, 8)
        box.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(self._words, 1)
        self.hide()

    @property
    def text(self) -> str:
        """What is wrong, "" for nothing."""
        return self._words.text()

    def keep_room(self) -> None:
        """Take as much room as now from now on, hidden or not: what stands below stays there."""
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.setMinimumHeight(max(self.minimumHeight(), self.height()))

    def say(self, text: str, *, quiet: bool = False) -> None:
        """Show `text`; "" hides the line. quiet: it is announced elsewhere, if at all."""
        self._words.setText(text)
        self.setVisible(bool(text))
        announce(self, "" if quiet else text, urgent=True)


class FieldRow(QWidget):
    """The editor of one field with everything a person is told about it."""

    def __init__(self, field: Field, context: PageContext, parent: QWidget) -> None:
        """Make an empty row for `field`."""
        self._away = False
        super().__init__(parent)
        self.field = field
        self.name = _(field.label)
        self.editor = editor_for(field, context, self)
        self._error = ErrorLine()
        self._label = LineLabel(self.name.replace("&", "&&"), "label")
        self._label.setParent(self)  # one that is never set would open as a window
        self._label.setVisible(not self.editor.names_itself)
        box = column(self, 4)
        if not self.editor.names_itself:
            box.addLayout(line := row(None, 8))
            self._fill_heading(line)
        self._help = LineLabel(_(field.help), "small")
        self._help.setParent(self)  # one that is never set would open as a window
        self._help.setVisible(bool(field.help))
        if not self.editor.names_itself:
            box.addWidget(self._help)
        box.addWidget(self._error)
        # in a pair with a longer help the editors of both stand on one line
        box.addStretch(1)
        _add_editor(box, self.editor)
        if self.editor.names_itself:
            box.addWidget(self._help)
        stand_as_read(self)
        self._describe()

    @property
    def problem(self) -> str:
        """What is shown to be wrong, "" for nothing."""
        return self._error.text

    def say(self, problem: str) -> None:
        """Show at the field what is wrong with it; "" when it is mended."""
        if problem != self._error.text:
            self._error.say(problem, quiet=True)
            self.editor.set_bad(bool(problem))
            self._describe()

    @property
    def told(self) -> str:
        """What is wrong with it, with the field's name: "Born: …"; "" for nothing."""
        return name_value(self.name, self.problem) if self.problem else ""

    def announce_problem(self) -> None:
        """Have it said what is wrong with it."""
        announce(self, self.told, urgent=True)

    def hush(self) -> None:
        """Let what waits to be said of it not be said: something else tells it."""
        announce(self, "")

    def put_away(self) -> None:
        """Show it no more: what stands in it is seen and changed elsewhere."""
        self._away = True
        self.hide()

    def setVisible(self, visible: bool) -> None:
        """Stay hidden once it was put away."""
        super().setVisible(visible and not self._away)

    def ask(self, name: str, help_: str) -> None:
        """Ask by another `name`, with other words of help."""
        self.name = name
        self._label.setText(name.replace("&", "&&"))
        self._help.setText(help_)
        self._help.setVisible(bool(help_))
        self._describe()

    def go(self) -> None:
        """Put the keyboard into the editor, with all that is said of it in sight."""
        self.editor.part().setFocus(Qt.FocusReason.ShortcutFocusReason)
        bring_into_view_soon(self)

    def unreadable(self) -> str:
        """Return what is wrong with what stands in the editor, "" if it can be read."""
        try:
            self.editor.read()
        except AppError as error:
            return str(error)
        return ""

    def listen(self, edited: Heard, left: Heard) -> None:
        """Call `edited(row)` when a person changes it, `left(row)` when the keyboard goes."""
        self.editor.changed.connect(lambda: edited(self))
        self.editor.left.connect(lambda: left(self))

    def _fill_heading(self, line: QHBoxLayout) -> None:
        self._label.setBuddy(self.editor.part())
        line.addWidget(self._label)
        if is_asked_for(self.field):
            line.addWidget(text_label(_("required"), "small"), 0, Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)

    def _describe(self) -> None:
        help_ = "" if self._help.isHidden() else self._help.text()
        said = [help_, self._error.text]
        about = ". ".join(part.rstrip(".") for part in said if part)
        needed, bad = is_asked_for(self.field), bool(self._error.text)
        self.editor.describe(self.name, about, required=needed, bad=bad)


def is_asked_for(field: Field) -> bool:
    """Say whether `field` must be filled in; a box to tick never is, as no tick is an answer."""
    return field.required and not isinstance(field.kind, Flag)


def _add_editor(box: QVBoxLayout, editor: Editor) -> None:
    """Keep a short editor short; any other goes across the row."""
    if editor.chars:
        editor.part().setFixedWidth(px(_SHORT))
    if isinstance(editor, DateEditor):
        editor.part().setMinimumWidth(room_for_a_day())
    short = editor.chars and not isinstance(editor, DateEditor)
    box.addWidget(editor, 0, Qt.AlignmentFlag.AlignLeft if short else Qt.AlignmentFlag(0))
