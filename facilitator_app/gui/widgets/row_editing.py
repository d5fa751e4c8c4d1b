"""What rows have in common whose words can be typed anew where they stand."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from facilitator_app.gui.tab_order import BY_KEYS, give_keyboard


class RowEditing(QStyledItemDelegate):
    """Gives the row its ring back when its words are typed: Qt takes it away for the field."""

    _keys = False

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        """Make the field, and know whether whoever works here uses keys."""
        self._keys = parent.window().testAttribute(BY_KEYS)
        return super().createEditor(parent, option, index)

    def destroyEditor(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Put the field away."""
        rows = self.parent()
        if isinstance(rows, QWidget) and rows.hasFocus() and self._keys:
            rows.clearFocus()  # a ring is drawn only where the keyboard comes to
            rows.window().setAttribute(BY_KEYS)
            give_keyboard(rows)
        super().destroyEditor(editor, index)
