"""Every action of the window in one table, for menus, keys, the key list and Ctrl+K."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

from facilitator_app.i18n import N_


@dataclass(frozen=True, slots=True)
class Action:
    """What can be done: its name, words, keys ("Ctrl+K"), group, icon, more words to find it by.

    asks: the page in front decides whether it is offered.
    """

    name: str
    words: str
    keys: str
    group: str
    icon: str = ""
    asks: bool = False
    also: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the rail: its name, words, icon, heading of its group, and its key."""

    name: str
    words: str
    icon: str
    group: str = ""
    keys: str = ""


PLACES: tuple[Place, ...] = (
    Place("today", N_("Today"), "house", "", "Ctrl+1"),
    Place("members", N_("Members"), "users", N_("People"), "Ctrl+2"),
    Place("seats", N_("Groups and seats"), "armchair", N_("People"), "Ctrl+3"),
    Place("meetings", N_("Meetings"), "calendar-blank", N_("Meetings"), "Ctrl+4"),
    Place("actions", N_("Actions"), "check-square", N_("Meetings"), "Ctrl+5"),
    Place("claims", N_("Claims"), "receipt", N_("Money"), "Ctrl+6"),
    Place("training", N_("Training"), "student", N_("Growing"), "Ctrl+7"),
    Place("reports", N_("Reports"), "chart-bar", N_("Reference"), "Ctrl+8"),
)
PINNED = Place("settings", N_("Settings"), "gear", "", "Ctrl+9")

_WINDOW, _RECORD, _LIST = N_("Anywhere"), N_("In a form"), N_("In a list")

ACTIONS: tuple[Action, ...] = (
    Action("find", N_("Find anything"), "Ctrl+K", _WINDOW, "magnifying-glass"),
    Action("undo", N_("Undo"), "Ctrl+Z", _WINDOW, "arrow-counter-clockwise", also=N_("take back")),
    Action("redo", N_("Redo"), "Ctrl+Shift+Z", _WINDOW, "arrow-clockwise", also=N_("do again")),
    Action("help", N_("Help"), "F1", _WINDOW, "question", also=N_("guide how keys")),
    Action("back", N_("Back"), "Esc", _WINDOW, "arrow-left"),
    Action("print", N_("Print or save as PDF"), "Ctrl+P", _WINDOW, "printer", asks=True),
    Action(
        "larger", N_("Larger text"), "Ctrl++", _WINDOW, "magnifying-glass-plus", also=N_("zoom")
    ),
    Action(
        "smaller", N_("Smaller text"), "Ctrl+-", _WINDOW, "magnifying-glass-minus", also=N_("zoom")
    ),
    Action("close", N_("Close this network"), "Ctrl+W", _WINDOW, "lock-key", also=N_("lock exit")),
    Action("add", N_("Add to this list"), "Ctrl+N", _LIST, "plus", asks=True),
    Action("search", N_("Find in this list"), "Ctrl+F", _LIST, "magnifying-glass", asks=True),
    Action("save", N_("Save"), "Ctrl+S", _RECORD, "floppy-disk", asks=True),
)

# Keys that lists and forms take themselves; told here, handled there.
MORE_KEYS: tuple[tuple[str, str, str], ...] = (
    (_LIST, "Enter", N_("Open the row")),
    (_LIST, "↑ ↓", N_("Go through the rows; the card follows")),
    (_LIST, "Ctrl+A", N_("Select all rows")),
    (_LIST, "Ctrl+C", N_("Copy the selected rows as a table")),
    (_LIST, "A … Z", N_("Type to find in the list")),
    (_RECORD, "Tab", N_("Next field")),
    (_RECORD, "Shift+Tab", N_("Field before")),
    (_RECORD, "Enter", N_("In a table: the line below, or a new one")),
    (_RECORD, "Ctrl+Delete", N_("In a table: remove the line")),
)


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One line of the key list: what the key does, under which heading."""

    group: str
    keys: str
    words: str


def key_list() -> tuple[KeyLine, ...]:
    """Return every key of the window, in the order they are listed under F1."""
    places = [KeyLine(N_("Go to"), place.keys, place.words) for place in (*PLACES, PINNED)]
    actions = [KeyLine(one.group, one.keys, one.words) for one in ACTIONS]
    more = [KeyLine(*line) for line in MORE_KEYS]
    groups = list(dict.fromkeys(line.group for line in [*actions, *places, *more]))
    return tuple(sorted([*actions, *places, *more], key=lambda line: groups.index(line.group)))


def shown_keys(keys: str) -> str:
    """Return `keys` as this system writes them ("⌘K" on a Mac)."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) or keys


def action(name: str) -> Action:
    """Return the action called `name`; KeyError if there is none."""
    for one in ACTIONS:
        if one.name == name:
            return one
    raise KeyError(name)
