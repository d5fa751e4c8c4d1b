"""Whoever works by keys alone always sees where the keyboard is, and stays where they were."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from facilitator_app.app.places import places
from facilitator_app.digests.lists import ListQuery
from facilitator_app.gui import theme
from facilitator_app.gui.focus import FocusRing
from facilitator_app.gui.form.section_list import SectionList
from facilitator_app.gui.pages.meetings.panes import REGISTER
from facilitator_app.gui.pages.record_page import RecordPage
from facilitator_app.gui.tab_order import stops
from facilitator_app.gui.widgets.focus_ring import ring_shows
from facilitator_app.services import lists, records
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from tests.gui.field_names import plain
from tests.stories.person import Person

PLACES = [place.name for place in places()]
# Off screen, a menu that opens is told so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)")


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def has_ring(person: Person) -> bool:
    """Whether the window, or the widget itself, draws a ring around what has the keyboard."""
    now = focus()
    if now.property("ring") == "own" and isinstance(now, QAbstractItemView):
        return ring_shows(now)
    (ring,) = person.window.findChildren(FocusRing)
    return ring.isVisible() or now.property("ring") is not None


def opens(person: Person, record: str) -> RecordPage:
    """Open the first record of a type in the sample."""
    sql = f'SELECT min(id) FROM "{record}"'
    person.window.open_record(record, person.file.store.raw.execute(sql).fetchone()[0])
    person.waits()
    assert isinstance(person.front, RecordPage)
    return person.front


@pytest.mark.parametrize("place", PLACES)
def test_every_stop_of_a_place_shows_a_ring(person: Person, place: str) -> None:
    person.window.go(place)
    person.waits()
    without = []
    for _stop in list(stops(person.window)):
        person.presses("Tab")
        if not has_ring(person):
            without.append(person.keyboard_is_in())
    assert without == []


@pytest.mark.parametrize(
    ("record", "field"), [("member", "Telephone"), ("framework", "Words"), ("member", "Notes")]
)
def test_saving_leaves_ring_and_cursor_where_they_are(
    person: Person, record: str, field: str
) -> None:
    page = opens(person, record)
    person.field(field).setFocus(Qt.FocusReason.TabFocusReason)
    page.form.reveal(person.field(field))
    person.waits()
    assert has_ring(person)
    person.presses("End")
    person.types("1" if field == "Telephone" else "s")
    name = person.keyboard_is_in()
    before = cursor()
    person.presses("Ctrl+S")
    assert person.told().startswith("Done")
    assert (person.keyboard_is_in(), cursor()) == (name, before)
    assert selected() == ""
    assert has_ring(person)


def cursor() -> int:
    now = focus()
    if isinstance(now, QLineEdit):
        return now.cursorPosition()
    assert isinstance(now, QPlainTextEdit)
    return now.textCursor().position()


def selected() -> str:
    now = focus()
    if isinstance(now, QLineEdit):
        return now.selectedText()
    assert isinstance(now, QPlainTextEdit)
    return now.textCursor().selectedText()


@pytest.mark.parametrize("place", range(1, 7))
def test_a_section_is_entered_by_enter_and_by_tab(person: Person, place: int) -> None:
    page = opens(person, "member")
    side = page.form.side
    assert isinstance(side, SectionList)
    for key in ("Return", "Tab"):
        side.setFocus(Qt.FocusReason.TabFocusReason)
        person.presses("Home", *["Down"] * place, key)
        assert focus() is next(stops(page.form.sections[place])), key


def test_a_section_is_entered_from_the_box_of_a_narrow_form(person: Person) -> None:
    page = opens(person, "member")
    person.window.resize(760, 600)
    person.waits()
    assert page.form.combo is not None
    page.form.combo.setFocus(Qt.FocusReason.TabFocusReason)
    person.presses("End")
    assert page.form.sections[-1].isAncestorOf(focus())


@pytest.mark.parametrize("at", ["Day", "Add claim line", "Undo", ""])
@pytest.mark.parametrize("place", [0, 1])
def test_a_line_that_comes_back_has_the_keyboard(person: Person, place: int, at: str) -> None:
    sql = "SELECT claim_id FROM claim_line JOIN claim ON claim.id = claim_id WHERE state = ?"
    sql += " GROUP BY claim_id HAVING count(*) > 1"
    found = person.file.store.raw.execute(sql, ("submitted",)).fetchone()[0]
    person.window.open_record("claim", found)
    person.waits()
    table = person.front.table_of("claim_line")
    gone = table.lines[place].id
    person.presses("Tab")
    table.lines[place].go()
    person.presses("Ctrl+Delete", "Ctrl+S")
    if at == "Undo":
        person.tabs_to(at)
        person.presses("Space")
    else:
        if at:
            person.tabs_to(at)
        person.presses("Ctrl+Z")
    (back,) = [line for line in table.lines if line.id == gone]
    assert back.isAncestorOf(focus())
    assert not focus().visibleRegion().isEmpty()
    assert has_ring(person)


def first_of(person: Person, record: str, state: str) -> int:
    """Return the first record of a type in the sample that has come to `state`."""
    field = "status" if record == "meeting" else "state"
    sql = f'SELECT min(id) FROM "{record}" WHERE {field} = ?'
    found: int = person.file.store.raw.execute(sql, (state,)).fetchone()[0]
    return found


def test_a_closed_record_opens_with_the_keyboard_where_something_can_be_done(
    person: Person,
) -> None:
    person.window.open_record("meeting", first_of(person, "meeting", "approved"))
    person.waits()
    person.tabs_to("Edit details")
    edit = focus()
    person.presses("Space")
    page = person.front
    assert isinstance(page, RecordPage)
    assert person.keyboard_is_in() == "Correct…"
    assert page.form.area.verticalScrollBar().value() == 0
    assert has_ring(person)
    person.presses("Escape")
    assert focus() is edit
    person.window.open_record("claim", first_of(person, "claim", "paid"))
    person.waits()
    now = focus()
    assert isinstance(now, QPushButton)
    assert now.text() == "Correct…"
    assert has_ring(person)
    person.presses("Space")
    assert person.keyboard_is_in() == "Why it is corrected"
    person.presses("Escape")
    assert focus().isVisible()
    assert has_ring(person)


def test_larger_text_leaves_one_where_one_was(person: Person) -> None:
    person.goes_to("Members")
    person.stands_on("Isla Abercrombie")
    person.presses("Return")
    person.fills("Telephone", "01632 960999")
    name = person.front.objectName()
    for keys in ("Ctrl++", "Ctrl++", "Ctrl+-"):
        person.presses(keys)
        person.waits()
        assert person.front.objectName() == name
    person.waits_until(lambda: person.keyboard_is_in() == "Telephone")
    person.types("8")
    assert person.front.form.rows["telephone"].editor.value_text() == "01632 9609998"


def test_larger_text_leaves_one_in_the_minutes_that_one_writes(person: Person) -> None:
    person.window.open_record("meeting", coming(person.file))
    person.waits()
    page = person.front
    page.agenda.list.setCurrentRow(2)
    person.presses("Ctrl+T")
    person.types("Half an action")
    page.agenda.list.setCurrentRow(4)
    page.item.minutes.editor.setFocus()
    person.types("Before it after it.")
    for _step in range(len(" after it.")):
        person.presses("Left")
    for keys in ("Ctrl++", "Ctrl+-"):
        person.presses(keys)
        person.waits()
        person.waits_until(lambda: isinstance(focus(), QPlainTextEdit))
        person.types(" and")
    page = person.front
    assert page.agenda.list.currentRow() == 4
    assert page.item.minutes.editor.toPlainText() == "Before it and and after it."
    person.presses("Ctrl+End")
    person.types(" And ")  # what stands behind it in the file is no blank
    for step in (1, -1):
        person.window.text_size.change(step)
        for letter in "then ":  # before the page is there
            QTest.keyClicks(focus(), letter)
        person.waits_until(lambda: isinstance(focus(), QPlainTextEdit))
        person.waits()
    text = person.front.item.minutes.editor.toPlainText()
    assert text == "Before it and and after it. And then then "
    page = person.front
    page.agenda.list.setCurrentRow(2)
    assert page.item.outcomes.action.rows["what"].editor.value_text() == "Half an action"


def test_larger_text_leaves_one_in_the_details_of_a_meeting(person: Person) -> None:
    person.window.open_record("meeting", coming(person.file))
    person.waits()
    person.presses("Ctrl+D")
    person.types("Half a decision")
    person.clicks("Edit details")
    person.fills("Notes", "Loop in")
    for keys in ("Ctrl++", "Ctrl+-"):
        person.presses(keys)
        person.waits()
        person.waits_until(lambda: person.keyboard_is_in() == "Notes")
        person.types(" the room")
    assert person.says("Notes") == "Loop in the room the room"
    person.presses("Ctrl+S", "Escape")
    assert person.front.item.outcomes.decision.field.text() == "Half a decision"


def waits_for_words(person: Person, *keys: str) -> None:
    """Press keys, and see that the text stays as large as it is for what is being written."""
    before = person.window.stack
    person.presses(*keys)
    assert person.window.stack is before
    assert person.told().startswith("Save or put away what you are writing")


def test_larger_text_waits_for_what_would_close_with_it(person: Person) -> None:
    person.presses("Ctrl+5", "Ctrl+N")
    person.tabs_to("Add tag")
    person.types("zz")
    waits_for_words(person, "Ctrl++")
    person.presses("Escape")
    person.window.open_record("meeting", coming(person.file))
    person.waits()
    person.front.item.edit()
    person.waits()
    waits_for_words(person, "Ctrl++")


def test_larger_text_leaves_one_in_what_one_looks_for(person: Person) -> None:
    person.goes_to("Meetings")
    person.front.show_list("meeting", "all")
    person.presses("Ctrl+F")
    person.types("forum")
    for keys in ("Ctrl++", "Ctrl+-"):
        person.presses(keys)
        person.waits_until(lambda: person.keyboard_is_in() == "Find a meeting")
        person.waits_until(lambda: person.front.model.frame is not None)
        query = person.front.model.frame.query
        assert (query.chip, query.text) == ("all", "forum")
    person.types(" sept")
    person.waits_until(lambda: person.front.model.frame.query.text == "forum sept")
    person.presses("Escape", "Down", "Down")
    row = person.front.table.current_id
    person.presses("Ctrl++")
    person.waits_until(lambda: person.front.table.current_id == row)
    person.presses("Ctrl+-")


@pytest.mark.parametrize(
    ("record", "name", "half", "whole"),
    [
        ("meeting", "Date", "3/1", "3/12/26"),
        ("meeting", "Starts", "14:3", "14:30"),
        ("training_event", "Cost", "3", "35"),
        ("training_event", "Places", "1", "12"),
        ("claim", "Miles there and back", "12.", "12.5"),
    ],
)
def test_larger_text_waits_until_a_number_or_a_day_is_whole(
    person: Person, record: str, name: str, half: str, whole: str
) -> None:
    person.window.new_record(record)
    person.waits()
    person.tabs_to(name)
    person.presses("Ctrl+A")
    person.types(half)
    waits_for_words(person, "Ctrl++")
    person.types(whole.removeprefix(half) if whole.startswith(half) else "2/26")
    person.presses("Tab")
    shown = person.says(name)
    for keys in ("Ctrl++", "Ctrl+-"):
        person.presses(keys)
        person.waits_until(lambda: person.says(name) == shown)
        alike = [one for one in stops(person.front) if plain(one.accessibleName()) == name]
        assert len(alike) == 1


def test_larger_text_waits_for_what_is_looked_for_elsewhere(person: Person) -> None:
    person.goes_to("Members")
    person.presses("Ctrl+K")
    person.types("pick-l")
    waits_for_words(person, "Ctrl++")
    person.presses("Escape", "Escape")
    person.front.choose_columns()
    person.waits()
    person.types("joi")
    waits_for_words(person, "Ctrl++")


def test_a_visitor_who_was_half_typed_is_taken_by_name_in_larger_text(person: Person) -> None:
    person.window.open_record("meeting", coming(person.file))
    person.waits()
    page = person.front
    page.panes.turn_to(REGISTER)
    page.register.person.part().setFocus()
    person.types("Quillfea")
    person.presses("Ctrl++")
    line = person.front.register.person
    person.waits_until(lambda: focus() is line.part())
    assert line.value_text() == "Quillfea"
    person.presses("Return")
    person.waits_until(lambda: "Take “Quillfea” by name" in [one.title for one in line.list.hits()])
    person.presses("Return", "Ctrl+-")
    found = person.file.store.raw.execute(
        "SELECT visitor FROM attendance WHERE visitor = 'Quillfea'"
    )
    assert len(found.fetchall()) == 1


def test_larger_text_waits_for_settings_that_are_written(person: Person) -> None:
    person.window.show_section("network")
    person.waits()
    person.tabs_to("Name")
    person.types("Hilltop")
    waits_for_words(person, "Ctrl++")
    person.presses("F1")
    before = person.window.stack
    person.presses("Ctrl++")  # the guide has a line that finds, and nothing stands in it
    assert person.window.stack is not before
    person.presses("Ctrl+-")


def test_today_keeps_the_keyboard_when_its_figures_change(person: Person) -> None:
    person.goes_to("Today")
    person.tabs_to("Open meeting")
    records.save(
        person.file, Draft("agenda_item", {"meeting_id": coming(person.file), "title": "x"})
    )
    person.front.reload()
    person.waits()
    person.waits_until(lambda: person.keyboard_is_in() == "Open meeting")
    assert has_ring(person)


def test_text_that_cannot_be_smaller_builds_nothing_anew(person: Person) -> None:
    before = person.window.stack
    person.window.text_size.change(-1)
    assert person.window.stack is before


def test_presses_that_follow_each_other_at_once_build_the_window_once(person: Person) -> None:
    person.goes_to("Members")
    before = person.window.stack
    for keys in ("Ctrl++", "Ctrl++", "Ctrl++", "Ctrl+-"):
        QTest.keySequence(person.window, QKeySequence(keys))
        assert person.window.stack is before
    person.waits()
    assert theme.current().scale == 1.25
    person.window.text_size.change(-2)


def way_back(person: Person) -> str:
    """Return what the way back from the page in front is called."""
    (one,) = [
        one for one in person.front.findChildren(QPushButton) if one.property("kind") == "back"
    ]
    return str(one.text())


def test_the_way_back_is_called_the_same_when_text_is_larger(person: Person) -> None:
    person.goes_to("Meetings")
    person.presses("Return")
    (place, meeting) = way_back(person), person.front.title
    person.window.open_record("claim", first_id(person.file, "claim"))
    person.waits()
    assert way_back(person) == meeting
    for keys in ("Ctrl++", "Ctrl+-"):
        person.presses(keys)
        assert way_back(person) == meeting
    person.presses("Escape")
    assert way_back(person) == place


def coming(file: File) -> int:
    """Return the id of the next meeting."""
    return lists.page(file, ListQuery("meeting", chip="coming"), 0, 1)[0].id


def first_id(file: File, record: str) -> int:
    return lists.page(file, ListQuery(record), 0, 1)[0].id
