"""What a screen reader would say of where the keyboard is."""

from __future__ import annotations

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

_Text = QAccessible.Text


def standing_on() -> str:
    """Return "Members > Joan Whitlock, patient" of a row, "Surname: Whitlock" of a field."""
    part = QApplication.focusWidget()
    assert part is not None
    spoken = QAccessible.queryAccessibleInterface(part)
    name, row = spoken.text(_Text.Name), spoken.focusChild()
    if row is not None and row.object() is not part:
        return f"{name} > {row.text(_Text.Name)}"
    if spoken.role() is QAccessible.Role.EditableText:
        return f"{name}: {spoken.text(_Text.Value)}"
    return name
