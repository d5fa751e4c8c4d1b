"""The menu that chooses the rows of a list by a tag."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget, QWidgetAction

from facilitator_app.digests.tags import TagCount
from facilitator_app.gui.metrics import px
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import _, show_number


def open_tag_menu(
    below: QWidget,
    found: Sequence[TagCount],
    now: int,
    choose: Callable[[TagCount | None], object],
) -> None:
    """Offer the tags in use `below` a button, under their frameworks; `now` is chosen, 0 for none.

    choose(tag) hears of the choice, None for any tag.
    """
    menu = QMenu(below)
    menu.setAccessibleName(_("Tags"))
    if not found:
        menu.addAction(_("Nothing here has a tag yet. Open a record to tag it.")).setEnabled(False)
    else:
        _add(menu, _("Any tag"), checked=not now).triggered.connect(lambda: choose(None))
    framework = ""
    for one in found:
        if one.framework != framework:
            framework = one.framework
            menu.addAction(_heading(menu, framework))
        words = _("{tag} ({number})").format(tag=one.words, number=show_number(one.number))
        action = _add(menu, words, checked=one.item_id == now)
        action.triggered.connect(lambda _checked, tag=one: choose(tag))
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(below.mapToGlobal(QPoint(0, below.height())))


def _heading(menu: QMenu, words: str) -> QWidgetAction:
    label = text_label(words, "label")
    label.setContentsMargins(px(12), px(8), px(16), px(2))
    action = QWidgetAction(menu)
    action.setDefaultWidget(label)
    action.setEnabled(False)
    return action


def _add(menu: QMenu, words: str, *, checked: bool) -> QAction:
    action = menu.addAction(words.replace("&", "&&"))
    action.setCheckable(True)
    action.setChecked(checked)
    return action
