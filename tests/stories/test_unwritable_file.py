"""The file cannot be written while one types: no words are lost, and none go unsaid."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator_app.clock import fixed_on
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.ops import ThreadedOps
from facilitator_app.gui.pages.meetings.meeting_page import MeetingPage
from facilitator_app.services import drafts, files, meetings, records
from facilitator_app.services.files import File
from facilitator_app.spec.kinds import FormatContext
from tests.stories import house
from tests.stories.house import House, Sample
from tests.stories.person import Person
from tests.stories.test_holding_a_meeting import plan
from tests.unwritable import unwritable

CLOSE = "Close without them"
HELD = "Until then your words are held, as long as Facilitator stays open."
KEPT = "What you typed is kept as a draft now."


def begin_minutes(person: Person) -> MeetingPage:
    page = plan(person)
    page.agenda.list.setCurrentRow(1)
    person.presses("Return")
    return page


def edit_isla(person: Person) -> Any:
    person.goes_to("Members")
    person.stands_on("Isla Abercrombie")
    person.presses("Return")
    return person.front


def room_again(person: Person) -> None:
    """Let the time pass after which the window tries again."""
    person.window._held.try_again()
    person.waits()


def test_minutes_left_at_once_are_held_and_then_offered(person: Person) -> None:
    page = begin_minutes(person)
    key = meetings.minutes_place(meetings.page(person.file, page.record_id).items[1]).key
    with unwritable(person.file):
        person.types("Said here.")
        person.presses("Ctrl+1")
        person.waits()
        assert person.front is not page
        assert person.told().endswith(HELD)
        assert person.sees("Not all is saved")
        person.window.open_record("meeting", page.record_id)
        person.waits()
        person.front.agenda.list.setCurrentRow(1)
        person.waits()
        assert person.sees("Words that were not saved are here")
    room_again(person)
    assert person.told() == KEPT
    assert person.sees("Last saved")
    assert not person.file.held_drafts
    kept = drafts.find(person.file, key)
    assert kept is not None
    assert kept.draft.values == {"text": "Said here."}


def test_ctrl_s_does_not_say_that_all_is_saved_while_it_is_not(person: Person) -> None:
    page = begin_minutes(person)
    with unwritable(person.file):
        person.types("Said here.")
        person.presses("Ctrl+Down", "Ctrl+S")
        assert person.told().endswith(HELD)
        assert person.window.notice.bad
        assert person.sees("Not all is saved")
    person.presses("Ctrl+S")
    person.waits()
    assert person.sees("Last saved")
    person.presses("Ctrl+S")
    assert person.told() == "Everything is saved already."
    assert isinstance(page, MeetingPage)


def test_minutes_that_could_not_be_saved_are_shown_at_their_item(person: Person) -> None:
    page = begin_minutes(person)
    page.agenda.list.setCurrentRow(2)
    person.presses("Return")
    with unwritable(person.file):
        person.types("Said here.")
        person.presses("Ctrl+1")
        person.waits()
    room_again(person)
    person.window.open_record("meeting", page.record_id)
    person.waits()
    assert isinstance(person.front, MeetingPage)
    assert person.front.agenda.list.currentRow() == 2
    assert person.sees("Words that were not saved are here")


def test_words_that_wait_are_not_lost_to_those_typed_after_them(person: Person) -> None:
    page = begin_minutes(person)
    key = meetings.minutes_place(meetings.page(person.file, page.record_id).items[1]).key
    with unwritable(person.file):
        person.types("First words.")
        person.presses("Ctrl+1")
        person.window.open_record("meeting", page.record_id)
        person.waits()
        again = person.front
        again.agenda.list.setCurrentRow(1)
        person.waits()
        again.item.minutes.editor.setFocus()
        person.types("Second words.")
        for row in (2, 1):
            again.agenda.list.setCurrentRow(row)
            person.waits()
    room_again(person)
    kept = drafts.find(person.file, key)
    stored = meetings.page(person.file, page.record_id).items[1].text
    both = f"{stored} {kept.draft.values['text'] if kept is not None else ''}"
    assert "First words." in both
    assert "Second words." in both


def test_minutes_that_stayed_open_are_saved_once_there_is_room(person: Person) -> None:
    page = begin_minutes(person)
    minutes = page.item.minutes
    with unwritable(person.file):
        person.types("Said here.")
        minutes.flush()
        person.waits()
        assert minutes.state == "Not saved"
    room_again(person)
    assert minutes.state.startswith("Saved ")
    assert meetings.page(person.file, page.record_id).items[1].text == "Said here."
    assert drafts.keys(person.file) == []


def test_minutes_of_an_item_that_was_left_are_there_again(person: Person) -> None:
    page = begin_minutes(person)
    with unwritable(person.file):
        person.types("Said here.")
        person.presses("Ctrl+Down")
        assert person.told().endswith(HELD)
    person.presses("Ctrl+Up")
    assert page.item.minutes.editor.toPlainText() == "Said here."
    person.presses("Ctrl+1")
    assert meetings.page(person.file, page.record_id).items[1].text == "Said here."
    room_again(person)
    assert drafts.keys(person.file) == []
    assert person.told() != KEPT


def test_words_of_a_form_left_at_once_are_offered_again(person: Person) -> None:
    page = edit_isla(person)
    with unwritable(person.file):
        person.fills("Telephone", "01632 960999")
        person.presses("Ctrl+1")
        assert person.front is not page
        assert person.told().endswith(HELD)
        edit_isla(person)
        person.clicks("Use it")
        assert person.says("Telephone") == "01632 960999"
    person.presses("Ctrl+S")
    person.waits()
    assert not person.file.held_drafts
    assert drafts.keys(person.file) == []


def test_lines_that_were_not_added_are_held_together(person: Person) -> None:
    page = plan(person)
    with unwritable(person.file):
        person.clicks("Add item")
        person.types("Parking")
        person.presses("Ctrl+1")
        assert person.told().endswith(HELD)
    room_again(person)
    assert f"meeting/{page.record_id}/item" in drafts.keys(person.file)


def test_a_form_that_cannot_be_saved_keeps_its_words(person: Person) -> None:
    edit_isla(person)
    with unwritable(person.file):
        person.fills("Telephone", "01632 960999")
        person.presses("Ctrl+S")
        assert "cannot be written" in person.told()
        assert person.says("Telephone") == "01632 960999"
    person.presses("Ctrl+1")
    assert person.told() == "A draft is kept. It is offered when you come back."


def test_nothing_is_closed_over_words_that_are_only_held(person: Person) -> None:
    edit_isla(person)
    with unwritable(person.file):
        person.fills("Telephone", "01632 960999")
        person.presses("Ctrl+W")
        assert person.house.closed == 0
        assert "Isla Abercrombie" in person.told()
        person.window.close()
        person.waits()
        assert person.window.isVisible()
        assert "closed now, it is lost" in person.told()
    person.presses("Ctrl+W")
    assert person.house.closed == 1


def test_settings_that_cannot_be_kept_are_in_the_way_of_closing(person: Person) -> None:
    person.goes_to("Settings")
    person.fills("Name", "Another name")
    with unwritable(person.file):
        person.presses("Ctrl+W")
        assert "could not be kept yet" in person.told()
    assert person.house.closed == 0


def test_closing_without_the_words_takes_one_click(person: Person) -> None:
    begin_minutes(person)
    with unwritable(person.file):
        person.types("Said here.")
        person.presses("Ctrl+W")
        assert person.house.closed == 0
        person.clicks(CLOSE)
        assert person.house.closed == 1


def test_words_are_held_while_the_file_answers_late(
    app: QApplication, cache: Path, sample: Sample, tmp_path: Path, qtbot: QtBot
) -> None:
    """Through the thread that the program itself uses."""
    path = sample.copied(tmp_path / "network")
    opened: list[File] = []

    def open_(_progress: Progress) -> File:
        opened.append(files.open_file(path, sample.key, fixed_on(house.DAY)))
        return opened[0]

    def look(file: File, _progress: Progress) -> tuple[str, FormatContext]:
        return records.network(file)["name"], file.format_context()

    ops = ThreadedOps(open_, lambda _error: None)
    looks: list[tuple[str, FormatContext]] = []
    ops.run(look, looks.append)
    qtbot.waitUntil(lambda: bool(looks), timeout=5_000)
    built = House(app, cache, opened[0], ops=ops, look=looks[0])
    built.open()
    person = Person(built, qtbot)
    found: list[int] = []
    sql = "SELECT max(id) FROM meeting WHERE status = 'held'"
    ops.run(lambda file, _progress: file.store.raw.execute(sql).fetchone()[0], found.append)
    person.waits_until(lambda: bool(found))
    person.window.open_record("meeting", found[0])
    person.waits_until(lambda: isinstance(person.front, MeetingPage))
    page = person.front
    person.waits_until(lambda: page.agenda.list.count() > 0)
    page.item.minutes.editor.setFocus()
    ops.wait_for(lambda file, _progress: file.store.raw.execute("PRAGMA query_only=ON"))
    person.types("Said here. ")
    person.presses("Ctrl+W")
    assert built.closed == 0
    person.waits()
    assert "could not be kept yet" in person.told()
    person.presses("Ctrl+1")
    assert person.front is not page
    ops.wait_for(lambda file, _progress: file.store.raw.execute("PRAGMA query_only=OFF"))
    person.presses("Ctrl+W")
    assert built.closed == 1
    kept = ops.wait_for(lambda file, _progress: drafts.keys(file))
    assert len(kept) == 1
    built.shut()
    ops.close()
