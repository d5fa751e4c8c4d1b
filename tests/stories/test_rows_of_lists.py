"""Rows of lists are deleted by a key and worked with from a menu, whatever the list."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from facilitator_app.app.places import listed
from facilitator_app.domain.errors import Gone
from facilitator_app.gui.page_stack import record_name
from facilitator_app.gui.pages.importing.import_page import ImportPage
from facilitator_app.services import claim_steps, records, tags
from facilitator_app.spec.record import Changes
from tests.records.record_maker import Maker
from tests.stories.person import Person

NAMES = [spec.name for spec in listed()]
by_name = pytest.mark.parametrize("name", NAMES)
# Off screen, a menu that opens is told so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)")


@pytest.fixture
def at_list(at_list: tuple[Person, int]) -> tuple[Person, int]:
    """Someone whose keyboard is on the row of `name` that was just added."""
    at_list[0].listed.table.setFocus()
    return at_list


@contextmanager
def menu_of(person: Person) -> Iterator[QMenu]:
    """Open the menu of the row with Shift+F10, and close it again."""
    person.presses("Shift+F10")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    yield menu
    menu.close()
    person.waits()


def words(menu: QMenu) -> list[str]:
    return [one.text() for one in menu.actions() if one.text()]


def choose(person: Person, entry: str) -> None:
    with menu_of(person) as menu:
        (action,) = [one for one in menu.actions() if one.text() == entry]
        action.trigger()
    person.waits()


def there(person: Person, name: str, record_id: int) -> bool:
    try:
        return bool(records.get(person.file, name, record_id))
    except Gone:
        return False


@by_name
def test_delete_asks_nothing_and_is_undone(at_list: tuple[Person, int], name: str) -> None:
    person, made = at_list
    why = records.stays(person.file, name, made)
    person.presses("Delete")
    if why:
        assert person.told() == why
        assert there(person, name, made)
        return
    assert not there(person, name, made)
    assert "deleted" in person.told()
    assert person.keyboard_is_in() == person.listed.table.accessibleName()
    assert person.listed.table.current_id is not None
    person.presses("Ctrl+Z")
    assert there(person, name, made)
    assert person.listed.table.current_id == made


@by_name
def test_a_menu_offers_what_the_list_can_do(at_list: tuple[Person, int], name: str) -> None:
    person, made = at_list
    with menu_of(person) as menu:
        assert words(menu) == [
            "Open", "Copy 1 row", "Export 1 selected row to Excel…",
            "Export 1 selected row as CSV…", "Print 1 selected row…", "Sort by", "Then by",
            "Delete",
        ]  # fmt: skip
    choose(person, "Copy 1 row")
    assert person.told().startswith("1 row copied")
    choose(person, "Open")
    assert person.window.stack.is_at(record_name(name, made))


@by_name
def test_a_list_is_imported_into_a_full_one(at_list: tuple[Person, int], name: str) -> None:
    person, _made = at_list
    if not records.spec(name).importable:
        return
    person.clicks("Import")
    assert isinstance(person.front, ImportPage)
    assert person.front.record == name
    person.presses("Escape")
    assert person.listed.record == name


def test_the_mouse_opens_the_menu_of_the_row_under_it(person: Person) -> None:
    person.goes_to("Members")
    table = person.listed.table
    at = table.visualRect(table.model().index(2, 0)).center()
    person.stands_on(person.rows()[2])
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, table.viewport().mapToGlobal(at))
    QApplication.sendEvent(table.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert "Delete" in words(menu)
    menu.close()
    beside = table.viewport().rect().bottomRight() + QPoint(0, -1)
    table.resize(table.width(), 5_000)  # ground without rows below them
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, beside, table.viewport().mapToGlobal(QPoint(9, 4_900))
    )
    QApplication.sendEvent(table.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert words(menu) == ["Sort by", "Then by"]
    menu.close()


def test_several_rows_go_in_one_step_and_come_back_in_one(person: Person) -> None:
    name = "training_event"
    person.window.show_list(name)
    person.listed.clear_search()
    made = [Maker(person.file).record(name) for _one in range(3)]
    person.window.changed(Changes("Add some", frozenset((name, one) for one in made)))
    person.waits()
    table = person.listed.table
    table.clearSelection()
    table.setFocus()
    for one in made:
        row = person.listed.model.row_of(one)
        assert row is not None
        table.selectionModel().select(
            table.model().index(row, 0),
            table.selectionModel().SelectionFlag.Select | table.selectionModel().SelectionFlag.Rows,
        )
    person.presses("Delete")
    assert person.told().startswith("Done: 3 ")
    assert [one for one in made if there(person, name, one)] == []
    person.presses("Ctrl+Z")
    assert [one for one in made if there(person, name, one)] == made


def test_one_that_is_sealed_keeps_all_of_them_and_is_named(person: Person) -> None:
    person.window.show_list("claim", "paid")
    person.waits()
    table = person.listed.table
    table.setFocus()
    person.presses("Delete")
    assert person.told() == "A claim that was decided on stays in the records."
    before = len(person.rows())
    person.presses("Ctrl+A", "Delete")
    assert "stays, so nothing was deleted. " in person.told()
    assert len(person.rows()) == before


def _chosen(person: Person) -> tuple[int, list[int]]:
    table = person.listed.table
    return table.currentIndex().row(), table.selected_rows()


def test_home_and_end_lead_to_the_first_and_the_last_row_and_choose_it(person: Person) -> None:
    person.goes_to("Meetings")
    table = person.listed.table
    table.setFocus()
    last = table.model().rowCount() - 1
    for keys, row in (("End", last), ("Home", 0), ("Ctrl+End", last), ("Ctrl+Home", 0)):
        person.presses(keys)
        assert _chosen(person) == (row, [row])
    person.presses("Ctrl+Shift+End")
    assert _chosen(person) == (last, list(range(last + 1)))


def test_a_click_below_the_rows_leaves_what_is_chosen(person: Person) -> None:
    person.goes_to("Training")
    table = person.listed.table
    person.presses("Down")
    before = _chosen(person)
    ground = table.viewport()
    below = QPoint(40, ground.height() - 10)
    assert not table.indexAt(below).isValid()
    QTest.mouseClick(ground, Qt.MouseButton.LeftButton, pos=below)
    assert table.hasFocus()
    assert _chosen(person) == before
    assert before[1]


def test_a_view_that_is_led_to_shows_all_its_rows_whatever_tag_was_chosen(person: Person) -> None:
    tag = tags.used(person.file, "action")[0]
    person.window.show_list("action", tag=tag.item_id)
    person.waits()
    person.goes_to("Today")
    person.window.show_list("action", "late")
    person.waits()
    frame = person.listed.model.frame
    assert frame is not None
    assert frame.query.tag == 0
    assert len(person.rows()) == next(chip.count for chip in frame.chips if chip.key == "late")
    assert person.sees("Tags")


def test_a_new_record_is_shown_in_a_view_that_has_it(person: Person) -> None:
    person.goes_to("Claims")
    person.clicks(person.named("Waiting"))
    person.presses("Ctrl+F")
    person.types("nobody is called so")
    person.presses("Ctrl+N")
    person.types("whitlock")
    person.presses("Return", "Tab")
    person.types("yesterday")
    person.fills("What for", "Visit to the new day unit")
    person.fills("Miles there and back", "22")
    person.presses("Ctrl+S")
    made = person.front.record_id
    person.presses("Escape")
    person.waits_until(lambda: person.listed.table.current_id == made)
    frame = person.listed.model.frame
    assert frame is not None
    assert (frame.query.chip, frame.query.text, person.says("Find a claim")) == ("drafts", "", "")
    # what is only changed, and falls out of a view by that, leaves the view as it is
    person.window.changed(claim_steps.move(person.file, made, "cancelled", {}))
    person.waits()
    frame = person.listed.model.frame
    assert frame is not None
    assert frame.query.chip == "drafts"
