"""The menu that sorts a list, within that of its rows: the keyboard comes to no heading."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QWidget

from facilitator_app.gui.table.arrangement import Arrangement
from facilitator_app.gui.table.list_model import ListModel
from facilitator_app.i18n import _


def sort_menu(parent: QWidget, model: ListModel, arrangement: Arrangement) -> QMenu:
    """Return a menu of the columns that are shown; the one that sorts already turns round."""
    menu = QMenu(_("Sort by"), parent)
    menu.setAccessibleName(_("Sort by"))
    frame = model.frame
    for section in arrangement.shown():
        column = model.columns[section]
        words = column.longest_head
        now = frame is not None and frame.order[0] == column.key
        if frame is not None and now:
            way = _("{column}, downwards") if frame.order[1] else _("{column}, upwards")
            words = way.format(column=words)
        action = menu.addAction(words.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(now)
        action.setEnabled(column.sortable)
        action.triggered.connect(lambda _on=False, section=section: arrangement.sort_by(section))
    return menu
