"""Every action of the window in one table, for menus, keys, the key list and Ctrl+K."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

from facilitator_app.i18n import N_


@dataclass(frozen=True, slots=True)
class WindowAction:
    """What can be done: its name, words, keys ("Ctrl+K"), group, icon, more words to find it by.

    or_keys: other keys that do the same.
    """

    name: str
    words: str
    keys: str
    group: str
    icon: str = ""
    also: str = ""
    or_keys: str = ""

    @property
    def ways(self) -> tuple[str, ...]:
        """All keys that do it."""
        return (self.keys, self.or_keys) if self.or_keys else (self.keys,)


_WINDOW, _RECORD, _LIST = N_("Anywhere"), N_("In a form"), N_("In a list")
_READ, _REGISTER = N_("In what is read"), N_("In the register of a meeting")
GOING, _RAIL = N_("Go to"), N_("In the rail")

ACTIONS: tuple[WindowAction, ...] = (
    WindowAction("find", N_("Find anything"), "Ctrl+K", _WINDOW, "magnifying-glass"),
    WindowAction(
        "undo",
        N_("Undo"),
        "Ctrl+Z",
        _WINDOW,
        "arrow-counter-clockwise",
        also=N_("take back bring deleted history"),
    ),
    WindowAction(
        "redo",
        N_("Redo"),
        "Ctrl+Shift+Z",
        _WINDOW,
        "arrow-clockwise",
        also=N_("do again"),
        or_keys="Ctrl+Y",
    ),
    WindowAction(
        "help",
        N_("Help"),
        "F1",
        _WINDOW,
        "question",
        also=N_("guide how keys keyboard shortcuts manual"),
    ),
    WindowAction("back", N_("Back"), "Esc", _WINDOW, "arrow-left"),
    WindowAction(
        "print", N_("Print or save as PDF"), "Ctrl+P", _WINDOW, "printer", also=N_("paper")
    ),
    WindowAction(
        "larger",
        N_("Larger text"),
        "Ctrl++",
        _WINDOW,
        "magnifying-glass-plus",
        also=N_("zoom in bigger make font size"),
    ),
    WindowAction(
        "smaller",
        N_("Smaller text"),
        "Ctrl+-",
        _WINDOW,
        "magnifying-glass-minus",
        also=N_("zoom out make font size"),
    ),
    WindowAction(
        "usual_size",
        N_("Usual text size"),
        "Ctrl+0",
        _WINDOW,
        "magnifying-glass",
        also=N_("zoom reset normal make font size"),
    ),
    WindowAction(
        "close",
        N_("Close this network"),
        "Ctrl+W",
        _WINDOW,
        "lock-key",
        also=N_("lock leave log sign out open another switch file"),
    ),
    WindowAction(
        "quit", N_("Close the program"), "Ctrl+Q", _WINDOW, "x", also=N_("exit quit leave")
    ),
    WindowAction("places", N_("Go to a place"), "Ctrl+G", GOING, "map-pin", also=N_("rail page")),
    WindowAction("place_before", N_("Place above in the rail"), "Ctrl+PgUp", GOING, "arrow-up"),
    WindowAction("place_after", N_("Place below in the rail"), "Ctrl+PgDown", GOING, "arrow-down"),
    WindowAction("area_after", N_("Next part of the window"), "F6", GOING, "columns"),
    WindowAction("area_before", N_("Part of the window before"), "Shift+F6", GOING, "columns"),
    WindowAction("add", N_("Add to this list"), "Ctrl+N", _LIST, "plus"),
    WindowAction("search", N_("Find in this list"), "Ctrl+F", _LIST, "magnifying-glass"),
    WindowAction("save", N_("Save"), "Ctrl+S", _RECORD, "floppy-disk"),
)

# Keys that the rail, lists and forms take themselves; told here, handled there.
MORE_KEYS: tuple[tuple[str, str, str], ...] = (
    (_RAIL, "↑ ↓", N_("Go through places and groups")),
    (_RAIL, "← →", N_("Fold or unfold the group")),
    (_RAIL, "Enter", N_("Go to the place")),
    (_RAIL, "A … Z", N_("Type the beginning of a name")),
    (_LIST, "Enter", N_("Open the row")),
    (_LIST, "Space", N_("In a narrow window: the details of the row")),
    (_LIST, "↑ ↓", N_("Go through the rows; the card follows")),
    (
        _LIST,
        "Shift+F10",
        N_("Menu of the row: open, copy, print, delete, sort by one column or two"),
    ),
    (_LIST, "Delete", N_("Delete the selected rows; Undo brings them back")),
    (_LIST, "Ctrl+A", N_("Select all rows")),
    (_LIST, "Ctrl+C", N_("Copy the selected rows as a table")),
    (_LIST, "A … Z", N_("Type to find in the list; Enter opens what is found")),
    (_LIST, "Alt+↑ ↓", N_("Move a column, while columns are chosen")),
    (_LIST, "Alt+← →", N_("Make a column narrower or wider, while columns are chosen")),
    (_READ, "H", N_("In the guide or a web page: next heading")),
    (_READ, "Shift+H", N_("In the guide or a web page: heading before")),
    (_READ, "PgDown", N_("In a preview: next page; PgUp for the one before")),
    (_READ, "← →", N_("On a chart of Today: go through its bars")),
    (_REGISTER, "P A N I", N_("Present, apologies, absent, in attendance; then the next person")),
    (_REGISTER, "Space", N_("The next state of the chosen person")),
    (_REGISTER, "Enter", N_("Capacity and times of the chosen person")),
    (_RECORD, "Tab", N_("Next field")),
    (_RECORD, "Shift+Tab", N_("Field before")),
    (_RECORD, "Alt+↓", N_("At a date: open the calendar, or F4")),
    (_RECORD, "Ctrl+N", N_("On a saved page: another of the same kind")),
    (_RECORD, "Enter", N_("In a table: the line below, or a new one")),
    (_RECORD, "Ctrl+Delete", N_("In a table: delete the line")),
)


_NAMED = re.compile(
    r"\b(?:(?:Ctrl|Alt|Shift)\+)+(?:PgUp|PgDown|Delete|Left|Right|Up|Down|F?[0-9]+|[A-Z]\b|[+-])"
)


def shown_keys(keys: str) -> str:
    """Return `keys` as this system writes them ("⌘K" on a Mac)."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) or keys


def with_shown_keys(text: str) -> str:
    """Return `text` with every key that it names as this system writes it."""
    return _NAMED.sub(lambda found: shown_keys(found[0]), text)


def action(name: str) -> WindowAction:
    """Return the action called `name`; KeyError if there is none."""
    for one in ACTIONS:
        if one.name == name:
            return one
    raise KeyError(name)
