"""One line of a table of lines: an editor for each field, side by side or set like a small form."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from facilitator_app.digests.find import Offer
from facilitator_app.domain.errors import AppError
from facilitator_app.gui.editors.base import Editor
from facilitator_app.gui.editors.date import DateEditor
from facilitator_app.gui.editors.editor_registry import editor_for
from facilitator_app.gui.editors.flag import FlagEditor
from facilitator_app.gui.editors.line_edits import LineEditor, NumberEditor
from facilitator_app.gui.editors.ref import RefEditor
from facilitator_app.gui.form.cell_grid import keep_width, span, stretch_column
from facilitator_app.gui.form.field_row import ErrorLine
from facilitator_app.gui.form.line_label import LineLabel
from facilitator_app.gui.form.line_names import LineNames
from facilitator_app.gui.form.line_rules import LineRules
from facilitator_app.gui.metrics import px
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.tab_order import bring_into_view_soon, stand_as_read
from facilitator_app.gui.widgets.buttons import icon_button
from facilitator_app.gui.widgets.surface import column, row, rule
from facilitator_app.gui.widgets.text_label import set_look
from facilitator_app.gui.window_actions import with_shown_keys
from facilitator_app.i18n import _
from facilitator_app.spec.kinds import Ref
from facilitator_app.spec.record import Draft, Field, RecordSpec, Row, Unread

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_ARROWS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ChildRow(QWidget):
    """A stored child of a record, or a new one; it knows what was changed in it."""

    changed = Signal()
    removed = Signal()
    stepped = Signal(int, str)

    def __init__(
        self,
        spec: RecordSpec,
        context: PageContext,
        fields: Sequence[Field],
        rules: LineRules,
        record: Row,
    ) -> None:
        """Show the `fields` of `record`, whose id is 0 for a new line."""
        super().__init__()
        self.id = record.id
        self.version = record.version
        self._spec, self._context, self._rules, self._start = spec, context, rules, record
        self._columns, self._unseen = 1, frozenset[str]()
        self.editors: dict[str, Editor] = {
            field.name: editor_for(field, context, self) for field in fields
        }
        self._labels = {name: self._label(editor) for name, editor in self.editors.items()}
        self._error, self._note = ErrorLine(), LineLabel("", "small")
        self._stored = LineLabel("", "small")
        self._grid = QGridLayout()
        self._lay_out()
        self.names = LineNames(spec, self.editors, self._bin)
        for name, editor in self.editors.items():
            self._prepare(name, editor)
        self.show_values(record.values, record.refs)
        self._clean = self.states()

    @property
    def dirty(self) -> bool:
        """Whether a person has changed the line."""
        return self.states() != self._clean

    @property
    def note(self) -> str:
        """What is said below the line, "" for nothing."""
        return self._note.text()

    @property
    def problem(self) -> str:
        """What is shown above the line to be wrong, "" for nothing."""
        return self._error.text

    def states(self) -> dict[str, Hashable]:
        """Return what stands in each editor, to be compared later."""
        return {name: editor.state() for name, editor in self.editors.items()}

    def show_values(self, values: Mapping[str, Any], refs: Mapping[str, str]) -> None:
        """Show `values`; `refs` has the words of references."""
        for name, editor in self.editors.items():
            editor.bring_back(values.get(name), refs.get(name, ""))
        self._show_needed()

    def show_row(self, record: Row) -> None:
        """Show `record` in place of what stands here; nothing is dirty after it."""
        self.id, self.version, self._start = record.id, record.version, record
        self.show_problems({})
        self.show_note("")
        self.show_values(record.values, record.refs)
        self._clean = self.states()
        self.names.follow()

    def show_note(self, text: str, *, bad: bool = False) -> None:
        """Say below the line what it comes to; "" takes that away."""
        self._note.setText(text)
        self._note.setVisible(bool(text))
        set_look(self._note, "tone", "warn" if bad else "")

    def tell_stored(self, *, on: bool) -> None:
        """Say below a stored line what it is now, whatever is typed into it; or no longer."""
        fmt, stored = self._context.format_context(), self._start
        untold = self._rules.untold(stored.values)
        shown = (
            stored.refs.get(name) or one.field.tell(stored.values.get(name), fmt)
            for name, one in self.editors.items()
            if name not in untold
        )
        words = " · ".join(one for one in shown if one)
        self._stored.setText(_("Now: {words}").format(words=words) if on and self.id else "")
        self._stored.setVisible(bool(self._stored.text()))

    def readable(self) -> dict[str, Any]:
        """Return all values of the line that can be read as they stand, and what follows."""
        return dict(self._rules.completed(self._read()))

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

    def to_keep(self) -> Draft:
        """Return the line as a draft holds it, with what cannot be read as it was typed."""
        kept = ((name, editor.to_keep()) for name, editor in self.editors.items())
        unread = {name: one for name, one in kept if isinstance(one, Unread)}
        draft = self.draft()
        return replace(draft, values={**draft.values, **unread})

    def problems(self, ignored: frozenset[str]) -> dict[str, str]:
        """Return what is to be mended, by field; `ignored` are fields that the page fills in."""
        found = {}
        values = self.readable()
        ruled = self._spec.problems(values, self._context.format_context())
        for name, editor in self._seen().items():
            try:
                editor.read()
            except AppError as error:
                if editor.value_text().strip() or values.get(name) is None:
                    found[name] = str(error)
        ignored = ignored | self._unseen | frozenset(found)
        return {n: t for n, t in ruled.items() if n not in ignored} | found

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Show what is wrong above the line, and mark its editors."""
        self._error.say(" ".join(dict.fromkeys(problems.values())), quiet=True)
        for name, editor in self.editors.items():
            editor.set_bad(name in problems)
        self.names.tell_wrong(problems)

    def go(self, name: str = "") -> None:
        """Put the keyboard into the editor `name`, or into the first, with the line in view."""
        seen = self._seen()
        editor = seen.get(name) or next(iter(seen.values()))
        editor.part().setFocus(Qt.FocusReason.ShortcutFocusReason)
        bring_into_view_soon(self)

    def offer_lines(self, stored: Callable[[], frozenset[int]]) -> None:
        """Offer the lines stored(), without this one, where a cell names another line."""
        none = _("Nothing found. Only saved lines of this table are offered.")
        for editor in self.editors.values():
            if isinstance(editor, RefEditor) and editor.record == self._spec.name:
                editor.offer(lambda: Offer(only=stored() - {self.id}), none)

    def where(self, keyboard: QWidget | None) -> str | None:
        """Return the field whose cell holds `keyboard`: "" beside all cells, None in no line."""
        if keyboard is None or not self.isAncestorOf(keyboard):
            return None
        return next((n for n, one in self.editors.items() if one.isAncestorOf(keyboard)), "")

    def arrange(self, columns: int) -> None:
        """Set the cells in `columns` with labels above them; 0: in one line below the header."""
        self._columns = columns
        for at in range(self._grid.columnCount()):
            self._grid.setColumnStretch(at, 0)
            self._grid.setColumnMinimumWidth(at, 0)
        down, across = 0, 0
        for name, editor in self.editors.items():
            label, seen = self._labels[name], name not in self._unseen
            editor.setVisible(seen)
            label.setVisible(seen and bool(columns))
            if columns and not seen:
                self._grid.removeWidget(label)
                self._grid.removeWidget(editor)
                continue
            wide = min(span(editor.field), columns) if columns else 1
            if columns and across + wide > columns:
                down, across = down + 1, 0
            self._grid.addWidget(label, down * 2, across, 1, wide)
            self._grid.addWidget(editor, down * 2 + 1, across, 1, wide)
            settle = keep_width if columns > 1 else stretch_column
            if columns != 1:
                settle(self._grid, across, editor.field, self._context.format_context())
            across += wide
        for at in range(columns):
            self._grid.setColumnStretch(at, 1)
        for editor in self.editors.values():
            if isinstance(editor, NumberEditor):
                editor.line.setAlignment(_RIGHT if not columns else _LEFT)
        stand_as_read(self)

    def changeEvent(self, event: QEvent) -> None:
        """Offer to remove the line only while it can be changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._bin.setVisible(self.isEnabled())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter, arrows and Ctrl+Delete work on whole lines."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            name = next((n for n, one in self.editors.items() if one.part() is watched), "")
            if name and self._key(event, name):
                return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent, name: str) -> bool:
        """Return whether the key, pressed in the cell `name`, was for whole lines."""
        key, editor = Qt.Key(event.key()), self.editors[name]
        if key == Qt.Key.Key_Delete and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.removed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not editor.uses_enter:
            self.stepped.emit(2, name)
        elif key in _ARROWS and isinstance(editor, LineEditor) and not _has_alt(event):
            self.stepped.emit(_ARROWS[key], name)
        else:
            return False
        return True

    def _read(self) -> dict[str, Any]:
        found = dict(self._start.values)
        for name, editor in self.editors.items():
            try:
                found[name] = editor.read()
            except AppError:
                found.pop(name, None)
        return found

    def _seen(self) -> dict[str, Editor]:
        return {name: one for name, one in self.editors.items() if name not in self._unseen}

    def _show_needed(self) -> None:
        """Show the cells that the line needs as it stands now."""
        unseen = self._rules.unseen(self._read())
        if unseen != self._unseen:
            self._unseen = unseen
            self.arrange(self._columns)

    def _edited(self) -> None:
        self._show_needed()
        self.changed.emit()

    def _label(self, editor: Editor) -> LineLabel:
        label = LineLabel(_(editor.field.label).replace("&", "&&"), "small")
        label.setParent(self)  # one that is never set would open as a window
        return label

    def _lay_out(self) -> None:
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(px(6))
        # no stop of the Tab key: a space meant for the next line must not take this one away
        words = with_shown_keys(_("Delete this line (Ctrl+Delete)"))
        self._bin = icon_button("trash", words, self.removed.emit)
        self._bin.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        stays = self._bin.sizePolicy()
        stays.setRetainSizeWhenHidden(True)  # the cells keep their widths
        self._bin.setSizePolicy(stays)
        across = row(None, 8)
        across.addLayout(self._grid, 1)
        across.addWidget(self._bin, 0, Qt.AlignmentFlag.AlignBottom)
        box = column(self, 6, (0, 8, 0, 0))
        box.addWidget(self._error)
        box.addLayout(across)
        box.addWidget(self._note)
        box.addWidget(self._stored)
        box.addSpacing(px(2))
        box.addWidget(rule())
        self._note.hide()
        self._stored.hide()

    def _prepare(self, name: str, editor: Editor) -> None:
        if isinstance(editor, FlagEditor):
            editor.tick.setText("")
        if isinstance(editor, DateEditor):
            editor.set_compact()
        if isinstance(editor, RefEditor):
            editor.line.setPlaceholderText(_("Type a name"))  # a cell has room for no more
        # every line gives its columns the same widths only if no text asks for its own
        editor.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._labels[name].setBuddy(editor.part())
        editor.left.connect(self.names.follow)
        if name in self._rules.placeholders:
            editor.part().setProperty("placeholderText", self._rules.placeholders[name])
        editor.changed.connect(self._edited)
        editor.part().installEventFilter(self)


def _has_alt(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
