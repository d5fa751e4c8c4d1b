"""Makes the window's keys, its menu and the commands of Ctrl+K, from the one table of actions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import Protocol

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from shiboken6 import isValid

from facilitator_app.gui import icons
from facilitator_app.gui.command_box import Command
from facilitator_app.gui.command_box_rows import fits
from facilitator_app.gui.guide import all_pages
from facilitator_app.gui.page_protocols import Page
from facilitator_app.gui.page_stack import PageStack
from facilitator_app.gui.places import Place, letters, ways_to
from facilitator_app.gui.tab_order import BY_KEYS
from facilitator_app.gui.window_actions import ACTIONS, WindowAction
from facilitator_app.i18n import _
from facilitator_app.locale_formats import join_parts

Does = Mapping[str, Callable[[], object]]
# The window's own keyPressEvent takes Esc, after everything in front of it had its turn.
_TAKEN_ELSEWHERE = ("back",)
_GUIDE_PAGES = 3
_MENU = (
    "find",
    "places",
    "",
    "undo",
    "redo",
    "",
    "print",
    "larger",
    "smaller",
    "usual_size",
    "",
    "help",
    "close",
)


class HasActions(Protocol):
    """A window that the menu and the search box act on."""

    actions_by_name: dict[str, QAction]
    places: tuple[Place, ...]
    stack: PageStack

    def go(self, place: str) -> None:
        """Show a place."""
        ...

    def help(self, page: str = "") -> None:
        """Open the guide at a page."""
        ...


def install(window: QWidget, does: Does) -> dict[str, QAction]:
    """Give `window` every action of the table with its key; `does` says what each one does."""
    made = {}
    for one in ACTIONS:
        keys = () if one.name in _TAKEN_ELSEWHERE else one.ways
        action = add_key(window, keys, does[one.name])
        action.setText(_(one.words))
        made[one.name] = action
    return made


def add_key(window: QWidget, keys: Sequence[str], do: Callable[[], object]) -> QAction:
    """Let any of `keys` do something anywhere in `window`; the ring shows then, as after Tab."""
    action = QAction(window)
    action.setShortcuts([QKeySequence(one) for one in keys])
    action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)

    def act() -> None:
        window.setAttribute(BY_KEYS)
        do()

    action.triggered.connect(lambda _on=False: act())
    window.addAction(action)
    return action


def open_menu(window: HasActions, at: QPoint) -> None:
    """Open the window's menu at `at` on the screen."""
    assert isinstance(window, QWidget)
    menu = QMenu(window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    tables = {one.name: one for one in ACTIONS}
    for name in _MENU:
        if name:
            action = window.actions_by_name[name]
            action.setIcon(icons.icon(tables[name].icon))
            menu.addAction(action)
        else:
            menu.addSeparator()
    menu.popup(at)


def commands(window: HasActions) -> tuple[Command, ...]:
    """Return what Ctrl+K can do: go to each place, and each action that needs no page."""
    ways = ways_to(window.places)
    places = [
        Command(
            _("Go to {place}").format(place=_(one.words)),
            partial(window.go, one.name),
            one.icon,
            ways[one.name],
            join_parts((_(one.group), _(one.also))),
        )
        for one in window.places
    ]
    actions = [_command(window, one) for one in ACTIONS if one.name not in ("find", "back")]
    return (*places, *actions)


def on_page(stack: PageStack) -> tuple[Command, ...]:
    """Return what can be pressed on the page in front, where words say which button it is."""
    page = stack.front
    if not isinstance(page, QWidget):
        return ()
    own = {_(one.words) for one in ACTIONS}
    buttons = [one for one in page.findChildren(QPushButton) if _can_be_pressed(one)]
    times = Counter(one.accessibleName() for one in buttons)
    where = page.title if isinstance(page, Page) else ""
    return tuple(
        Command(one.accessibleName(), partial(_press, one), "hand-pointing", where=where)
        for one in buttons
        if times[one.accessibleName()] == 1 and one.accessibleName() not in own
    )


def guide_pages(window: HasActions) -> Callable[[str], tuple[Command, ...]]:
    """Return what finds pages of the guide by words that stand on them; they are read once."""
    pages = cache(lambda: all_pages(window.places))

    def look(typed: str) -> tuple[Command, ...]:
        held = [one for one in pages() if fits(typed, one.text)][:_GUIDE_PAGES]
        return tuple(
            Command(
                one.title, partial(window.help, one.name), "question", where=_("Guide"), aside=True
            )
            for one in held
        )

    return look


def _can_be_pressed(one: QPushButton) -> bool:
    kind = str(one.property("kind") or "")
    told = kind in ("", "primary", "quiet") or bool(one.property("command"))
    words = told and bool(one.accessibleName().strip())
    return words and one.isVisible() and one.isEnabled()


def _press(one: QPushButton) -> None:
    if isValid(one):
        one.click()


def go_along(window: HasActions, step: int) -> None:
    """Go to the place so many below this one in the rail; after the last comes the first."""
    names = [place.name for place in window.places]
    here = names.index(window.stack.place) if window.stack.place in names else 0
    window.go(names[(here + step) % len(names)])


def going(window: HasActions) -> tuple[Command, ...]:
    """Return the places alone, each with its key, its letters and the group it is in."""
    short = letters(window.places)
    return tuple(
        Command(
            _(one.words),
            partial(window.go, one.name),
            one.icon,
            tuple(keys for keys in (one.keys, short[one.name].upper()) if keys),
            _(one.group) if one.group else "",
            letters=short[one.name],
        )
        for one in window.places
    )


def _command(window: HasActions, one: WindowAction) -> Command:
    action = window.actions_by_name[one.name]
    return Command(
        _(one.words), action.trigger, one.icon, (one.keys,), _(one.also) if one.also else ""
    )
