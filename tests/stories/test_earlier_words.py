"""Words typed over by mistake are got back, in a later session too."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator_app.gui.pages.meetings.meeting_page import MeetingPage
from facilitator_app.gui.pages.text_history_page import TextHistoryPage
from facilitator_app.services import find, meetings, undo
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
    network.store.steps.clear()  # as for whoever opens the network later
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
    assert person.told().startswith("Done: earlier words put back")
    person.presses("Ctrl+Z")
    assert stored(person, meeting) == "Nothing was said."
    assert person.front.item.minutes.editor.toPlainText() == "Nothing was said."
    second.shut()


def test_what_went_is_marked_word_by_word_and_told_in_the_list(person: Person) -> None:
    page: MeetingPage = plan(person)
    page.agenda.list.setCurrentRow(1)
    person.presses("Return")
    for words in (f"{SAID} It costs 250 pounds.", f"{SAID} It costs 350 euros."):
        person.presses("Ctrl+A")
        person.types(words)
        page.flush()
        person.waits()
    person.clicks("Earlier words")
    earlier: TextHistoryPage = person.front
    marks = [one.cursor.selectedText() for one in earlier.words.extraSelections()]
    assert marks == ["250 pounds."]
    assert (
        earlier.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole).endswith("costs 250 pounds.")
    )
    person.presses("Return")  # on the chosen one
    assert stored(person, page.record_id) == f"{SAID} It costs 250 pounds."


def test_undo_in_a_line_of_one_item_stops_before_what_was_done_at_another(person: Person) -> None:
    page: MeetingPage = plan(person)
    for row in (1, 2):
        page.agenda.list.setCurrentRow(row)
        page.item.minutes.editor.setFocus()
        person.types(f"Said at {row}.")
        page.flush()
        person.waits()
    page.agenda.list.setCurrentRow(3)
    person.presses("Ctrl+D")
    person.types("Half")
    for _time in range(4):
        person.presses("Ctrl+Z")
    assert person.told().startswith("Nothing more to undo here.")
    assert [one.text for one in meetings.page(person.file, page.record_id).items][1:3] == [
        "Said at 1.", "Said at 2.",
    ]  # fmt: skip


def test_a_line_that_was_cleared_stands_against_no_step_and_comes_back_when_opened(
    person: Person,
) -> None:
    page: MeetingPage = plan(person)
    page.agenda.list.setCurrentRow(1)
    person.presses("Ctrl+D")
    person.types("Half a decision")
    person.clicks("Agree the agenda")
    assert person.told() == "Add what you typed, or clear it, before the next step."
    person.clicks("Clear and close")
    page.unadded.keep()
    assert person.told() == ""
    person.presses("Ctrl+D")
    assert page.item.outcomes.decision.typed == "Half a decision"
    person.clicks("Clear and close")
    person.clicks("Agree the agenda")
    assert meetings.page(person.file, page.record_id).status == "agenda"


def test_an_item_that_was_removed_is_put_back_on_a_later_day(
    app: QApplication, cache: Path, network: File, qtbot: QtBot
) -> None:
    first = House(app, cache, network)
    first.open()
    person = Person(first, qtbot)
    meeting = writes_over(person)
    person.clicks("Delete from the agenda (Delete)")
    assert person.front.agenda.list.hasFocus()  # on the bin, Enter would remove the next one too
    first.shut()
    network.store.steps.clear()
    second = House(app, cache, network)
    second.open()
    person = Person(second, qtbot)
    person.window.open_record("meeting", meeting)
    person.waits()
    items = person.front.agenda.list.count()
    assert person.front.agenda.list.currentRow() == 0
    person.presses("Ctrl+K")
    person.types("put back")
    person.presses("Return")
    assert person.window.command_box.titles() == ["Agenda item: Minutes of the last meeting"]
    assert person.sees("put back")
    person.presses("Ctrl+Z")  # nothing that lies behind the box is taken back
    assert person.front.agenda.list.count() == items
    assert person.window.command_box.isVisible()
    person.presses("Return")
    assert person.told() == ("Done: put back: Minutes of the last meeting")
    assert person.front.agenda.list.count() == items + 1
    assert person.front.agenda.list.currentRow() == 1
    assert stored(person, meeting) == "Nothing was said."
    person.front.agenda.list.setCurrentRow(1)
    person.clicks("Earlier words")
    assert person.front.words.toPlainText() == SAID
    second.shut()


def test_a_word_that_grew_in_a_text_that_was_left_is_known_as_it_was(person: Person) -> None:
    page: MeetingPage = plan(person)
    page.agenda.list.setCurrentRow(1)
    person.presses("Return")
    person.types("It costs 500")
    page.agenda.list.setFocus()  # which saves it
    person.waits()
    page.item.minutes.editor.setFocus()
    person.presses("End")
    person.types("0")
    page.flush()
    person.waits()
    assert stored(person, page.record_id) == "It costs 5000"
    person.clicks("Earlier words")
    assert person.front.words.toPlainText() == "It costs 500"


def minutes_of(person: Person) -> MeetingPage:
    """Plan a meeting, and put the keyboard into the minutes of its second item."""
    page: MeetingPage = plan(person)
    page.agenda.list.setCurrentRow(1)
    person.presses("Return")
    return page


def earlier(person: Person) -> list[str]:
    """Return what "Earlier words" has of the text in hand, and come back from there."""
    person.clicks("Earlier words")
    page: TextHistoryPage = person.front
    texts = []
    for row in range(page.list.count()):
        page.list.setCurrentRow(row)
        texts.append(page.words.toPlainText())
    person.presses("Escape")
    return texts


def writes(person: Person, words: str, *keys: str) -> None:
    """Type words, then keys, until all is saved."""
    person.types(words)
    person.presses(*keys)
    person.front.flush()
    person.waits()


def test_a_figure_that_grew_at_the_end_is_known_as_it_was(person: Person) -> None:
    minutes_of(person)
    writes(person, "Budget is 50")
    writes(person, "0")
    assert earlier(person) == ["Budget is 50"]


def test_a_word_that_was_saved_while_one_typed_on_is_known(person: Person) -> None:
    page = minutes_of(person)
    writes(person, "Joan said")
    person.types(" that the trust refused")
    page.flush()
    person.types(" ")  # before that is stored
    person.waits()
    for _time in range(8):
        person.presses("Backspace")
    writes(person, "agreed.")
    assert earlier(person) == ["Joan said that the trust refused"]


def test_what_was_saved_only_by_going_back_is_known_once_one_goes_back_further(
    person: Person,
) -> None:
    page = minutes_of(person)
    writes(person, "the trust ")
    person.types("refused")
    for _time in range(7):
        person.presses("Backspace")
    writes(person, "agreed")
    seen = []
    for _time in range(12):
        person.presses("Ctrl+Z")
        page.flush()
        person.waits()
        seen.append(stored(person, page.record_id))
    page.item.minutes.editor.setFocus()
    writes(person, "On.")
    words = [one for text in (*seen, "the trust agreed") for one in text.split()]
    known = " ".join(earlier(person))
    assert "refused" in words
    assert all(word in known for word in words)


def test_earlier_words_follow_what_is_undone_while_they_are_shown(person: Person) -> None:
    meeting = writes_over(person)
    person.clicks("Earlier words")
    page: TextHistoryPage = person.front
    person.presses("Ctrl+Z")
    assert stored(person, meeting) == SAID
    assert page.words.toPlainText() == "Nothing was said."
    person.clicks("Put these words back")
    assert stored(person, meeting) == "Nothing was said."
    assert person.told().startswith("Done: earlier words put back")


def test_undo_is_no_longer_offered_for_what_is_not_the_last_step(person: Person) -> None:
    page = minutes_of(person)
    person.presses("Ctrl+N")
    person.types("Figs")
    person.presses("Return", "Escape")
    assert person.told() == "Done: agenda item added: Figs"
    page.item.minutes.editor.setFocus()
    writes(person, "Said of figs.")
    assert not person.sees("Undo")


def test_undo_after_a_decision_takes_that_back_and_fills_no_line(person: Person) -> None:
    page = minutes_of(person)
    person.presses("Ctrl+D")
    person.types("It is agreed.")
    person.presses("Return", "Ctrl+Z")
    assert person.told().startswith("Undone: decision recorded")
    assert page.item.outcomes.decision.typed == ""
    assert meetings.page(person.file, page.record_id).decisions == ()


def test_whoever_put_words_back_goes_on_in_the_text(person: Person) -> None:
    meeting = writes_over(person)
    person.clicks("Earlier words")
    person.clicks("Put these words back")
    person.types(" And more.")
    assert isinstance(person.front, MeetingPage)
    person.front.flush()
    person.waits()
    assert "And more." in stored(person, meeting)


def test_taking_back_what_is_gone_already_says_so(person: Person) -> None:
    page = minutes_of(person)
    writes(person, "Papaya.")
    person.presses("Ctrl+Z")
    page.flush()
    person.waits()
    person.presses("Ctrl+Z")
    assert person.told().startswith("Nothing more to undo here.")
    person.presses("Ctrl+Y")
    page.flush()
    person.waits()
    assert stored(person, page.record_id) == "Papaya."


def test_what_is_undone_elsewhere_brings_no_words_back(person: Person) -> None:
    page = minutes_of(person)
    writes(person, "Hippopotamus was said.")
    person.presses("Ctrl+D")
    person.types("It is agreed.")
    person.presses("Return")
    page.item.minutes.editor.setFocus()
    person.presses("Ctrl+Z")
    page.flush()
    person.waits()
    assert stored(person, page.record_id) == ""
    person.window.undo()
    person.waits()
    assert stored(person, page.record_id) == "Hippopotamus was said."
    assert person.told() == "Undone: minutes written: Minutes of the last meeting"
    assert len(meetings.page(person.file, page.record_id).decisions) == 1
    assert len(find.find(person.file, "hippopotamus", 5)) == 1


def test_undo_in_minutes_brings_no_other_item_back(person: Person) -> None:
    page = minutes_of(person)
    page.agenda.list.setFocus()
    person.presses("Delete")
    count = page.agenda.list.count()
    page.item.minutes.editor.setFocus()
    writes(person, "abc")
    person.presses("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    assert page.agenda.list.count() == count
    assert person.told().startswith("Nothing more to undo here. The step before")


def test_a_pause_within_a_word_is_no_version(person: Person) -> None:
    page: MeetingPage = plan(person)
    page.agenda.list.setCurrentRow(1)
    person.presses("Return")
    for part in ("It co", "sts fi", "ve pounds"):
        person.types(part)
        page.flush()
        person.waits()
    person.clicks("Earlier words")
    assert person.sees("Nothing else stood here")


def test_of_a_meeting_without_removals_it_says_so(person: Person) -> None:
    plan(person)
    person.clicks("Put back what was deleted…")
    assert person.told() == "No item, decision or action that was deleted is missing here."


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
