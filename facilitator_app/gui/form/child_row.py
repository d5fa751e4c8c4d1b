"""One line of a table of lines: an editor for each field, side by side or set like a small form."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QWidget

from facilitator_app.domain.errors import AppError
from facilitator_app.gui import theme
from facilitator_app.gui.editors.base import Editor
from facilitator_app.gui.editors.flag import FlagEditor
from facilitator_app.gui.editors.line_edits import DateEditor, NumberEditor
from facilitator_app.gui.editors.registry import editor_for
from facilitator_app.gui.form.field_row import ErrorLine
from facilitator_app.gui.form.line_label import LineLabel
from facilitator_app.gui.metrics import px
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.widgets.buttons import icon_button
from facilitator_app.gui.widgets.surface import column, row, rule
from facilitator_app.i18n import _
from facilitator_app.spec import kinds
from facilitator_app.spec.kinds import FormatContext, Ref
from facilitator_app.spec.record import Draft, Field, RecordSpec, Row

CELL = 140
_LEAST_WORDS = 110
_LEAST_CHOICE, _MOST_CHOICE, _COMBO_EDGES = 100, 190, 58
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WIDTHS: Mapping[type[kinds.Kind], int] = {
    kinds.Date: 148,
    kinds.Time: 76,
    kinds.Whole: 68,
    kinds.Money: 100,
    kinds.Miles: 76,
    kinds.Rate: 76,
    kinds.Flag: 76,
}


def width_of(field: Field, fmt: FormatContext) -> int:
    """Return the least width of a field's cell, in pixels: a pick-list's widest words must fit."""
    if type(field.kind) is kinds.Choice:
        metrics = QFontMetrics(theme.current().font())
        offered = [entry.label for entry in fmt.lists.offered(field.kind.list)]
        widest = max((metrics.horizontalAdvance(words) for words in offered), default=0)
        return min(max(px(_LEAST_CHOICE), widest + px(_COMBO_EDGES)), px(_MOST_CHOICE))
    return px(_WIDTHS.get(type(field.kind), CELL))


def span(field: Field) -> int:
    """Return how many columns of a small form a field's cell takes."""
    return 2 if isinstance(field.kind, (kinds.Text, kinds.LongText, Ref)) else 1


def stretch_column(grid: QGridLayout, at: int, field: Field, fmt: FormatContext) -> None:
    """Give the column `at` of a table what the cells of `field` need."""
    fixed = span(field) == 1
    grid.setColumnStretch(at, 0 if fixed else max(field.column, 10))
    grid.setColumnMinimumWidth(at, width_of(field, fmt) if fixed else px(_LEAST_WORDS))


class ChildRow(QWidget):
    """A stored child of a record, or a new one; it knows what was changed in it."""

    changed = Signal()
    removed = Signal()
    stepped = Signal(int, str)

    def __init__(
        self, spec: RecordSpec, context: PageContext, fields: Sequence[Field], record: Row
    ) -> None:
        """Show `record`, whose id is 0 for a new line."""
        super().__init__()
        self.id = record.id
        self.version = record.version
        self._spec, self._context, self._start = spec, context, record
        self.editors: dict[str, Editor] = {
            field.name: editor_for(field, context) for field in fields
        }
        self._labels = {field.name: LineLabel(_(field.label), "small") for field in fields}
        self._error = ErrorLine()
        self._remove = icon_button("trash", _("Remove this line (Ctrl+Delete)"), self.removed.emit)
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

    def refs(self) -> dict[str, str]:
        """Return the words of the references that stand in the line."""
        refs = ((n, one) for n, one in self.editors.items() if isinstance(one.field.kind, Ref))
        return {name: editor.value_text() for name, editor in refs}

    def draft(self) -> Draft:
        """Return the line as it is to be saved."""
        found = self.readable()
        values = {
            name: one for name, one in found.items() if one is not None or name in self.editors
        }
        stored = self.id or None
        return Draft(self._spec.name, values, stored, self.version if stored else None)

    def problems(self, ignored: frozenset[str]) -> dict[str, str]:
        """Return what is to be mended, by field; `ignored` are fields that the page fills in."""
        found = {}
        ruled = self._spec.problems(self.readable(), self._context.format_context())
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
        for at in range(self._grid.columnCount()):
            self._grid.setColumnStretch(at, 0)
            self._grid.setColumnMinimumWidth(at, 0)
        down, across = 0, 0
        for name, editor in self.editors.items():
            wide = min(span(editor.field), columns) if columns else 1
            if columns and across + wide > columns:
                down, across = down + 1, 0
            self._labels[name].setVisible(bool(columns))
            self._grid.addWidget(self._labels[name], down * 2, across, 1, wide)
            self._grid.addWidget(editor, down * 2 + 1, across, 1, wide)
            if not columns:
                stretch_column(self._grid, across, editor.field, self._context.format_context())
            across += wide
        for at in range(columns):
            self._grid.setColumnStretch(at, 1)
        for editor in self.editors.values():
            if isinstance(editor, NumberEditor):
                editor.line.setAlignment(_RIGHT if not columns else _LEFT)

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
