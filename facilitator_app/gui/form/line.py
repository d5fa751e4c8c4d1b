"""One line of a table of lines: an editor for each field, side by side or set like a small form."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QWidget

from facilitator_app.domain.errors import AppError
from facilitator_app.gui.desk import Desk
from facilitator_app.gui.editors.base import Editor
from facilitator_app.gui.editors.flag import FlagEditor
from facilitator_app.gui.editors.line import DateEditor
from facilitator_app.gui.editors.registry import editor_for
from facilitator_app.gui.form.label import LineLabel
from facilitator_app.gui.form.row import ErrorLine
from facilitator_app.gui.metrics import px
from facilitator_app.gui.widgets.buttons import icon_button
from facilitator_app.gui.widgets.surface import column, row, rule
from facilitator_app.i18n import _
from facilitator_app.spec import kinds
from facilitator_app.spec.kinds import Ref
from facilitator_app.spec.record import Field, RecordSpec, Row

CELL = 150
_WIDTHS: Mapping[type[kinds.Kind], int] = {
    kinds.Date: 160,
    kinds.Time: 84,
    kinds.Whole: 84,
    kinds.Money: 104,
    kinds.Miles: 84,
    kinds.Rate: 84,
    kinds.Flag: 84,
}


def width_of(field: Field) -> int:
    """Return the least width of a field's cell, in pixels at 100 %."""
    return _WIDTHS.get(type(field.kind), CELL)


def is_fixed(field: Field) -> bool:
    """Return whether a wider table leaves this field's cell as it is."""
    return type(field.kind) in _WIDTHS


class Line(QWidget):
    """A stored child of a record, or a new one; it knows what was changed in it."""

    changed = Signal()
    removed = Signal()
    stepped = Signal(int, str)

    def __init__(self, spec: RecordSpec, desk: Desk, fields: Sequence[Field], record: Row) -> None:
        """Show `record`, whose id is 0 for a new line."""
        super().__init__()
        self.id = record.id
        self.version = record.version
        self._spec, self._desk, self._start = spec, desk, record
        self.editors: dict[str, Editor] = {field.name: editor_for(field, desk) for field in fields}
        self._labels = {field.name: LineLabel(_(field.label), "small") for field in fields}
        self._error = ErrorLine()
        self._remove = icon_button("trash", _("Remove this line (Ctrl+Delete)"), self.removed.emit)
        self._columns = 0
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(px(4))
        across = row(None, 8)
        across.addLayout(self._grid, 1)
        across.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignBottom)
        box = column(self, 6, (0, 8, 0, 0))
        box.addWidget(self._error)
        box.addLayout(across)
        box.addSpacing(px(2))
        box.addWidget(rule())
        for name, editor in self.editors.items():
            self._prepare(name, editor)
        self.show_values(record.values, record.refs)
        self._clean = self.states()

    @property
    def dirty(self) -> bool:
        """Whether a person has changed the line."""
        return self.states() != self._clean

    def states(self) -> dict[str, Hashable]:
        """Return what stands in each editor, to be compared later."""
        return {name: editor.state() for name, editor in self.editors.items()}

    def show_values(self, values: Mapping[str, Any], refs: Mapping[str, str]) -> None:
        """Show `values`; `refs` has the words of references."""
        for name, editor in self.editors.items():
            editor.set_value(values.get(name), refs.get(name, ""))

    def readable(self) -> dict[str, Any]:
        """Return all values of the line that can be read as they stand."""
        found = dict(self._start.values)
        for name, editor in self.editors.items():
            try:
                found[name] = editor.read()
            except AppError:
                found.pop(name, None)
        return found

    def touched(self) -> dict[str, Any]:
        """Return the readable values that were changed; all of a new line."""
        now = self.readable()
        if not self.id:
            return now
        states = self.states()
        return {
            name: now[name] for name in states if name in now and states[name] != self._clean[name]
        }

    def problems(self, ignored: frozenset[str]) -> dict[str, str]:
        """Return what is to be mended, by field; `ignored` are fields that the page fills in."""
        found = {}
        ruled = self._spec.problems(self.readable(), self._desk.reading())
        for name, editor in self.editors.items():
            try:
                editor.read()
            except AppError as error:
                found[name] = str(error)
        return {n: t for n, t in ruled.items() if n not in ignored and n not in found} | found

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Show what is wrong above the line, and mark its editors."""
        self._error.say(" ".join(dict.fromkeys(problems.values())))
        for name, editor in self.editors.items():
            editor.set_bad(name in problems)
            editor.describe(_(editor.field.label), problems.get(name, ""))

    def go(self, name: str = "") -> None:
        """Put the keyboard into the editor `name`, or into the first."""
        editor = self.editors.get(name) or next(iter(self.editors.values()))
        editor.part().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def arrange(self, columns: int) -> None:
        """Set the editors in `columns` with labels above them; 0: in one line below the header."""
        for place, (name, editor) in enumerate(self.editors.items()):
            down, across = divmod(place, columns) if columns else (0, place)
            self._labels[name].setVisible(bool(columns))
            self._grid.addWidget(self._labels[name], down * 2, across)
            self._grid.addWidget(editor, down * 2 + 1, across)
        fields = [editor.field for editor in self.editors.values()]
        for at in range(len(fields)):
            fixed = not columns and is_fixed(fields[at])
            used = at < columns or not columns
            self._grid.setColumnStretch(at, 1 if used and not fixed else 0)
            self._grid.setColumnMinimumWidth(at, px(width_of(fields[at])) if fixed else 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter, arrows and Ctrl+Delete work on whole lines."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            name = next((n for n, one in self.editors.items() if one.part() is watched), "")
            if self._key(event, name, watched):
                return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent, name: str, watched: QObject) -> bool:
        if (
            event.key() == Qt.Key.Key_Delete
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.removed.emit()
            return True
        plain = isinstance(watched, QLineEdit) and not isinstance(
            self.editors[name].field.kind, Ref
        )
        steps = {Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1}
        if plain:
            steps |= {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() not in steps or isinstance(self.editors[name].field.kind, kinds.LongText):
            return False
        down = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        self.stepped.emit(2 if down else steps[Qt.Key(event.key())], name)
        return True

    def _prepare(self, name: str, editor: Editor) -> None:
        if isinstance(editor, FlagEditor):
            editor.tick.setText("")
        if isinstance(editor, DateEditor):
            editor.set_compact()
        # every line gives its columns the same widths only if no text asks for its own
        editor.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        editor.describe(_(editor.field.label), "")
        editor.changed.connect(self.changed)
        editor.part().installEventFilter(self)
