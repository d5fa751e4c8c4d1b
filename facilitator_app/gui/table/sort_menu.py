"""The menus that sort a list, within that of its rows: the keyboard comes to no heading."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from facilitator_app.gui.table.arrangement import Arrangement
from facilitator_app.gui.table.list_model import ListModel
from facilitator_app.i18n import _

_NONE = ("", False)


def sort_menu(parent: QWidget, model: ListModel, arrangement: Arrangement) -> QMenu:
    """Return a menu of the columns that are wanted; the one that sorts already turns round."""
    now = model.frame.order if model.frame is not None else _NONE
    return _columns(_("Sort by"), parent, model, arrangement, now, arrangement.sort_by)


def then_menu(parent: QWidget, model: ListModel, arrangement: Arrangement) -> QMenu:
    """Return a menu of the second column; off where no first one is told."""
    order, now = (
        (model.frame.order, model.frame.then) if model.frame is not None else (_NONE, _NONE)
    )
    menu = _columns(_("Then by"), parent, model, arrangement, now, arrangement.then_by, order[0])
    menu.addSeparator()
    alone = menu.addAction(_("No second column"))
    alone.setEnabled(bool(now[0]))
    alone.triggered.connect(lambda _on=False: arrangement.by_one_alone())
    menu.setEnabled(bool(order[0]))
    return menu


def _columns(
    title: str,
    parent: QWidget,
    model: ListModel,
    arrangement: Arrangement,
    now: tuple[str, bool],
    choose: Callable[[int], None],
    without: str = "",
) -> QMenu:
    """Return a menu of the columns that are wanted, be there room or not, unsortable ones off.

    now: the one that sorts already, and whether downwards; without: the key of one left out.
    """
    menu = QMenu(title, parent)
    menu.setAccessibleName(title)
    for section in arrangement.in_order():
        column = model.columns[section]
        if column.key == without:
            continue
        words = column.longest_head
        if column.key == now[0]:
            way = _("{column}, downwards") if now[1] else _("{column}, upwards")
            words = way.format(column=words)
        action = menu.addAction(words.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(column.key == now[0])
        action.setEnabled(column.sortable)
        action.triggered.connect(lambda _on=False, section=section: choose(section))
    return menu
