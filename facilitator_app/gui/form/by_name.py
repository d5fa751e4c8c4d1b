"""Fields that hold a name where a reference names nobody on file: one line serves for both."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QLineEdit

from facilitator_app.gui.editors.ref import RefEditor
from facilitator_app.gui.form.field_row import FieldRow


def link_names(rows: Iterable[FieldRow]) -> None:
    """Let each reference that may be a name instead take it, and put away the line of that name.

    What stands in the line of the name follows, so that it is kept and saved as any other.
    """
    by_field = {one.field.name: one for one in rows}
    for one in by_field.values():
        other = by_field.get(one.field.by_name)
        if other is not None and isinstance(one.editor, RefEditor):
            _link(one.editor, other)


def _link(ref: RefEditor, row: FieldRow) -> None:
    line = row.editor.part()
    assert isinstance(line, QLineEdit)
    ref.take_names(row.field)
    ref.stands_by(line.text)
    row.put_away()
    ref.changed.connect(lambda: row.editor.set_value(ref.name or None))
    line.textChanged.connect(ref.show_name)
