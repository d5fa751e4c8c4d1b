"""Words typed over by mistake are got back, in a later session too."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator_app.gui.pages.meetings.meeting_page import MeetingPage
from facilitator_app.gui.pages.text_history_page import TextHistoryPage
from facilitator_app.services import meetings, undo
from facilitator_app.services.files import File
from tests.stories.house import House
from tests.stories.person import Person
from tests.stories.test_holding_a_meeting import plan

SAID = "Joan told us of the car park, which is full by nine."


def stored(person: Person, meeting: int) -> str:
    return meetings.page(person.file, meeting).items[1].text


def writes_over(person: Person) -> int:
    """Write under the second item of a new meeting, and then other words in their place."""
    page: MeetingPage = plan(person)
    page.agenda.list.setCurrentRow(1)
    person.presses("Return")
    person.types(SAID)
    page.flush()
    person.presses("Ctrl+A")
    person.types("Nothing was said.")
    page.flush()
    person.waits()
    return page.record_id


def test_words_that_were_typed_over_come_back_after_the_network_was_closed(
    app: QApplication, cache: Path, network: File, qtbot: QtBot
) -> None:
    first = House(app, cache, network)
    first.open()
    meeting = writes_over(Person(first, qtbot))
    first.shut()
    network.store.forget_undo()  # as for whoever opens the network later
    second = House(app, cache, network)
    second.open()
    person = Person(second, qtbot)
    person.window.open_record("meeting", meeting)
    person.waits()
    person.front.agenda.list.setCurrentRow(1)
    person.clicks("Earlier words")
    page: TextHistoryPage = person.front
    assert page.words.toPlainText() == SAID
    assert person.sees("Marked is what does not stand there now.")
    person.clicks("Put these words back")
    assert isinstance(person.front, MeetingPage)
    assert person.front.item.minutes.editor.toPlainText() == SAID
    assert stored(person, meeting) == SAID
    assert person.told().startswith("Done: put earlier words back")
    person.presses("Ctrl+Z")
    assert stored(person, meeting) == "Nothing was said."
    assert person.front.item.minutes.editor.toPlainText() == "Nothing was said."
    second.shut()


def test_each_earlier_text_can_be_read_and_copied_by_keyboard(person: Person) -> None:
    meeting = writes_over(person)
    person.presses("Ctrl+K")
    person.types("Earlier words")
    person.presses("Return")
    page: TextHistoryPage = person.front
    assert page.list.hasFocus()
    assert page.list.count() == 1
    person.clicks("Copy")
    assert QApplication.clipboard().text() == SAID
    person.presses("Escape")
    assert isinstance(person.front, MeetingPage)
    assert stored(person, meeting) == "Nothing was said."


def test_where_nothing_else_stood_it_says_so(person: Person) -> None:
    page = plan(person)
    page.agenda.list.setCurrentRow(1)
    person.clicks("Earlier words")
    assert person.sees("Nothing else stood here")
    assert not person.sees("Put these words back")


def test_redo_is_no_longer_offered_once_one_types_on(person: Person) -> None:
    page = plan(person)
    page.agenda.list.setCurrentRow(1)
    person.presses("Return")
    person.types(SAID)
    page.flush()
    person.waits()
    person.window.undo()
    person.waits()
    assert person.sees("Redo")
    page.agenda.list.setCurrentRow(2)
    person.presses("Return")
    person.types("Said of the next.")
    page.flush()
    person.waits()
    assert not person.sees("Redo")
    assert undo.labels(person.file).redo == ""
