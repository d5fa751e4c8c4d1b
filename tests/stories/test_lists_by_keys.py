"""A list without a mouse: how many rows, how they are sorted, which columns, and how wide."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from facilitator_app.gui.announcements import SOON_MS
from tests.gui.hearing import Ear, listening
from tests.pictures.spoken_tree import Role, walk
from tests.stories.person import Person

# Off screen, a menu that opens is told so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)")


@pytest.fixture
def ear(app: QApplication) -> Iterator[Ear]:
    """Someone who listens."""
    with listening(app) as found:
        yield found


def heard(ear: Ear) -> list[str]:
    QTest.qWait(2 * SOON_MS)
    return ear.take()


def sorts_by(person: Person, column: str) -> None:
    """Choose a column in the menu that Shift+F10 opens, by its keys."""
    person.presses("Shift+F10")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    (sort,) = [one.menu() for one in menu.actions() if one.text() == "Sort by"]
    assert isinstance(sort, QMenu)
    (action,) = [one for one in sort.actions() if one.text().startswith(column)]
    action.trigger()
    menu.close()
    person.waits()


def headings(person: Person) -> list[str]:
    return [one.name for one in walk(person.window) if one.role is Role.ColumnHeader]


def described(person: Person) -> str:
    spoken = QAccessible.queryAccessibleInterface(person.listed.table)
    return spoken.text(QAccessible.Text.Description)


def test_the_number_of_rows_follows_the_view(person: Person) -> None:
    person.goes_to("Members")
    assert described(person).startswith(f"{len(person.rows())} rows, ")
    person.clicks(person.named("Needs review"))
    assert described(person).startswith(f"{len(person.rows())} rows, ")


def test_sorting_is_announced_and_told_in_the_heading(person: Person, ear: Ear) -> None:
    person.goes_to("Members")
    assert "Name, by surname, sorted upwards" in headings(person)
    heard(ear)
    sorts_by(person, "Heard from")
    assert heard(ear) == ["Heard from, sorted upwards"]
    assert "Heard from, sorted upwards" in headings(person)
    assert "Name" in headings(person)
    sorts_by(person, "Heard from")
    assert heard(ear) == ["Heard from, sorted downwards"]


def test_columns_are_chosen_moved_and_made_wider(person: Person, ear: Ear) -> None:
    person.goes_to("Members")
    table = person.listed.table
    person.clicks("Choose columns")
    person.types("heard from")
    person.presses("Down")
    heard(ear)
    keys = [table.list.columns[one].key for one in table.arrangement.shown()]
    at = table.arrangement.shown()[keys.index("heard")]
    before = table.horizontalHeader().sectionSize(at)
    person.presses("Alt+Right", "Alt+Right")
    wider = table.horizontalHeader().sectionSize(at)
    assert wider > before
    assert heard(ear)[-1].endswith(" letters wide")
    person.presses("Alt+Left")
    assert table.horizontalHeader().sectionSize(at) < wider
    heard(ear)
    person.presses("Alt+Up")
    (told,) = heard(ear)
    assert told.startswith("Place ")
    moved = [table.list.columns[one].key for one in table.arrangement.shown()]
    assert moved.index("heard") == keys.index("heard") - 1
    assert person.window.stack.place == "members"  # Alt+Left leads nowhere from here


def test_an_empty_cell_says_so(person: Person) -> None:
    person.goes_to("Members")
    cells = [one.name for one in walk(person.window) if one.role is Role.Cell]
    assert "empty" in cells
    assert "" not in cells


def test_letters_found_are_told_once_they_rest(person: Person, ear: Ear) -> None:
    person.goes_to("Members")
    heard(ear)
    person.presses("Ctrl+F")
    person.types("whitlock")
    QTest.qWait(1_000)
    assert ear.take() == ["1 found"]


def test_a_list_is_sorted_by_two_columns(person: Person, ear: Ear) -> None:
    person.goes_to("Members")
    person.presses("Ctrl+F", "Down")
    heard(ear)
    person.chooses_in_menu("Shift+F10", "Sort by", "Status")
    assert heard(ear) == ["Status, sorted upwards"]
    person.chooses_in_menu("Shift+F10", "Then by", "Heard from")
    assert heard(ear) == ["Heard from, sorted second, upwards"]
    told = [one for one in headings(person) if "sorted" in one]
    assert told == ["Status, sorted first, upwards", "Heard from, sorted second, upwards"]
    person.chooses_in_menu("Shift+F10", "Then by", "Heard from, upwards")
    assert heard(ear) == ["Heard from, sorted second, downwards"]
    person.chooses_in_menu("Shift+F10", "Then by", "No second column")
    assert heard(ear) == ["Status, sorted upwards"]
    assert [one for one in headings(person) if "sorted" in one] == ["Status, sorted upwards"]
