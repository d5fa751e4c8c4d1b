"""A day's work is taken back step by step until the file holds what it held in the morning."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest

from facilitator_app.gui.pages.meetings.meeting_page import MeetingPage
from facilitator_app.services import drafts, exchange, find, meetings, records, undo
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from tests.stories.person import Person
from tests.stories.test_holding_a_meeting import plan


def content(file: File, out: Path) -> dict[str, list[dict[str, str]]]:
    """Return all records of the file, as they are exported; how often they changed is left out."""
    special = frozenset(one.name for one in exchange.special_fields())
    exchange.export_package(file, out, special)
    with zipfile.ZipFile(out) as package:
        return {
            name: [
                {**row, "version": ""}
                for row in csv.DictReader(io.StringIO(package.read(name).decode("utf-8-sig")))
            ]
            for name in package.namelist()
            if name.startswith("data/")
        }


def work_a_day(person: Person) -> int:
    """Add, change and remove things; return in how many steps."""
    person.presses("Ctrl+2", "Ctrl+N")
    person.types("Hettie")
    person.fills("Surname", "Quillfeather")
    person.presses("Ctrl+S")
    person.fills("Telephone", "01632 960101")
    person.presses("Ctrl+S")
    person.goes_to("Groups and seats")
    person.clicks("Seats")
    person.clicks("Add seat")
    person.types("quillfeather")
    person.presses("Return", "Tab")
    person.types("breast")
    person.presses("Return")
    person.fills("From", "today")
    person.presses("Ctrl+S")
    person.goes_to("Actions")
    person.stands_on("Ring the trust")
    person.clicks("Mark as done")
    person.stands_on("Agree with the finance department")
    person.presses("Return")
    person.clicks("Delete this action")
    person.goes_to("Members")
    return 5


def writes(person: Person, words: str) -> str:
    """Write in the minutes in hand until it is saved; return all that stands there."""
    minutes = person.front.item.minutes
    person.types(words)
    minutes.flush()
    person.waits()
    return str(minutes.editor.toPlainText())


def test_taking_back_words_stops_before_what_was_done_elsewhere(person: Person) -> None:
    page = plan(person)
    page.agenda.list.setCurrentRow(1)
    person.presses("Return")
    writes(person, "Said of this. ")
    person.presses("Ctrl+D")
    person.types("It is agreed.")
    person.presses("Return")
    page.agenda.list.setCurrentRow(2)
    page.item.minutes.editor.setFocus()
    writes(person, "Said of the next.")
    steps = len(person.file.store.steps.done)
    for _time in range(30):
        person.presses("Ctrl+Z")
    told = "Nothing more to undo here. The step before: "
    assert person.told() == f"{told}Decision recorded: D-99 It is agreed."
    assert not person.window.notice.bad
    assert person.front.item.minutes.editor.toPlainText() == ""
    assert len(person.file.store.steps.done) == steps - 1
    person.clicks("Undo")
    assert len(person.file.store.steps.done) == steps - 2
    assert meetings.page(person.file, page.record_id).decisions == ()


@pytest.mark.parametrize("between", [False, True])
def test_words_that_were_taken_back_come_back_all_of_them(person: Person, *, between: bool) -> None:
    page = plan(person)
    page.agenda.list.setCurrentRow(1)
    person.presses("Return")
    writes(person, "First try.")
    page.item.minutes.editor.document().clearUndoRedoStacks()  # as on another day
    person.file.store.steps.done.clear()
    writes(person, " Second try of the words.")
    if between:
        find_and_rename(person)
    whole = writes(person, " More said.")
    assert whole == "First try. Second try of the words. More said."
    for _time in range(6):
        person.presses("Ctrl+Z")
    assert page.item.minutes.editor.toPlainText() != whole
    for _time in range(6):
        person.presses("Ctrl+Shift+Z")
    assert page.item.minutes.editor.toPlainText() == whole
    assert meetings.page(person.file, page.record_id).items[1].text == whole


def test_words_come_back_after_one_typed_on(person: Person) -> None:
    page, said = writing(person), "A long sentence that matters."
    writes(person, said)
    person.presses("Ctrl+Z")
    assert writes(person, "x") == "x"
    person.presses("Ctrl+Z", "Ctrl+Z")
    assert page.item.minutes.editor.toPlainText() == said
    person.types(" On.")
    assert page.item.minutes.editor.toPlainText() == f"{said} On."


def test_words_that_were_typed_over_come_back_from_another_item(person: Person) -> None:
    page, said = writing(person), "A long sentence that matters."
    writes(person, said)
    person.presses("Ctrl+A")
    assert writes(person, "z") == "z"
    for row in (2, 1):
        page.agenda.list.setCurrentRow(row)
        person.waits()
    page.item.minutes.editor.setFocus()
    person.presses("Ctrl+Z")
    assert page.item.minutes.editor.toPlainText() == said
    person.presses("Ctrl+Z")
    assert page.item.minutes.editor.toPlainText() == ""
    person.presses("Ctrl+Shift+Z")
    assert page.item.minutes.editor.toPlainText() == said


def test_a_step_that_shows_nothing_new_is_taken_back_with_the_one_before(person: Person) -> None:
    page = writing(person)
    editor = page.item.minutes.editor
    writes(person, "First of all.")
    for row in (2, 1):  # the editor knows no more of it
        page.agenda.list.setCurrentRow(row)
        person.waits()
    find_and_rename(person)
    undo.undo(person.file)
    editor.setFocus()
    writes(person, " Second.")
    person.presses("Ctrl+Z")  # in the editor alone
    assert editor.toPlainText() == "First of all."
    person.presses("Ctrl+Z")  # the step that stored the second words, and the first ones
    assert editor.toPlainText() == ""
    assert page.item.minutes.state == ""


def test_words_before_and_after_a_pause_are_taken_back_one_by_one(person: Person) -> None:
    page = writing(person)
    writes(person, "First.")
    writes(person, " Second.")
    person.presses("Ctrl+Z")
    assert page.item.minutes.editor.toPlainText() == "First."
    person.presses("Ctrl+Z")
    assert page.item.minutes.editor.toPlainText() == ""


def test_nothing_is_said_to_be_unsaved_once_all_was_taken_back(person: Person) -> None:
    page = writing(person)
    writes(person, "First.")
    person.presses("Ctrl+Z", "Ctrl+Z")
    assert page.item.minutes.editor.toPlainText() == ""
    assert page.item.minutes.state == "Saved 09:00"
    assert stored(person, page) == ""


def stored(person: Person, page: MeetingPage) -> str:
    return meetings.page(person.file, page.record_id).items[1].text


def rests(person: Person) -> None:
    """Type nothing until all is saved."""
    person.front.item.minutes.flush()
    person.waits()


def test_what_is_taken_back_in_the_text_is_saved_and_is_no_step_of_its_own(person: Person) -> None:
    page = writing(person)
    steps = len(person.file.store.steps.done)
    writes(person, "First.")
    whole = writes(person, " Second.")
    person.presses("Ctrl+Z")
    rests(person)
    assert stored(person, page) == "First."
    assert page.item.minutes.state == "Saved 09:00"
    person.presses("Ctrl+Y")
    rests(person)
    assert stored(person, page) == whole
    assert len(person.file.store.steps.done) == steps + 1
    person.presses("Ctrl+Z")
    rests(person)
    person.presses("Ctrl+Z")
    rests(person)
    assert (stored(person, page), page.item.minutes.editor.toPlainText()) == ("", "")
    person.presses("Ctrl+Z")  # before all that was written here
    person.presses("Ctrl+Shift+Z", "Ctrl+Shift+Z")
    rests(person)
    assert stored(person, page) == page.item.minutes.editor.toPlainText() == whole
    assert len(person.file.store.steps.done) == steps + 1


def test_what_was_taken_back_is_a_step_once_one_writes_on(person: Person) -> None:
    page, said = writing(person), "A long sentence that matters."
    writes(person, said)
    person.presses("Ctrl+Z")
    rests(person)
    assert stored(person, page) == ""
    writes(person, "x")
    person.presses("Ctrl+Z", "Ctrl+Z")
    assert stored(person, page) == page.item.minutes.editor.toPlainText() == said
    person.presses("Ctrl+Z")
    assert stored(person, page) == ""


def test_what_was_taken_back_is_a_step_once_something_else_is_done(person: Person) -> None:
    page = writing(person)
    writes(person, "First.")
    writes(person, " Second.")
    person.presses("Ctrl+Z")
    rests(person)
    person.presses("Ctrl+D")
    person.types("It is agreed.")
    person.presses("Return")
    assert stored(person, page) == "First."
    person.window.undo()
    person.waits()
    assert stored(person, page) == "First."
    person.window.undo()
    person.waits()
    assert stored(person, page) == "First. Second."


def test_taking_words_back_stops_before_what_was_done_since(person: Person) -> None:
    page = writing(person)
    writes(person, "First.")
    whole = writes(person, " Second.")
    page.item.outcomes.open_decision()
    person.types("It is agreed.")
    person.presses("Return")
    page.item.minutes.editor.setFocus()
    for _time in range(9):
        person.presses("Ctrl+Z")
    assert person.told().startswith("Nothing more to undo here.")
    assert (stored(person, page), page.item.minutes.editor.toPlainText()) == ("", "")
    for _time in range(9):
        person.presses("Ctrl+Shift+Z")
    assert stored(person, page) == page.item.minutes.editor.toPlainText() == whole


def test_redo_in_a_text_stops_before_what_was_undone_elsewhere(person: Person) -> None:
    page = writing(person)
    writes(person, "Said of this.")
    page.agenda.list.setCurrentRow(2)
    person.waits()
    person.window.undo()
    person.waits()
    page.item.minutes.editor.setFocus()
    person.presses("Ctrl+Shift+Z")
    assert person.told() == (
        "Nothing more to redo here. The next step: Minutes written: Minutes of the last meeting"
    )
    assert meetings.page(person.file, page.record_id).items[1].text == ""
    person.clicks("Redo")
    assert meetings.page(person.file, page.record_id).items[1].text == "Said of this."


def writing(person: Person) -> MeetingPage:
    """Plan a meeting, and put the keyboard into the minutes of its second item."""
    page = plan(person)
    page.agenda.list.setCurrentRow(1)
    person.presses("Return")
    return page


def correcting(person: Person) -> MeetingPage:
    """Begin to correct the minutes of a meeting that was approved just now."""
    raw = person.file.store.raw
    (held,) = raw.execute("SELECT max(id) FROM meeting WHERE status = 'minutes'").fetchone()
    person.window.open_record("meeting", held)
    person.waits()
    person.clicks("Mark as approved")
    person.waits()
    page: MeetingPage = person.front
    page.agenda.list.setCurrentRow(0)
    person.presses("F2")
    return page


def test_undo_in_a_correction_stops_at_its_form(person: Person) -> None:
    page = correcting(person)
    form = page.item.correction.form
    assert form is not None
    person.types("Half of it")
    for _time in range(4):
        person.presses("Ctrl+Z")
    assert person.told().startswith("Ctrl+Z takes back what is typed here.")
    assert page.item.correction.form is form
    before = person.window.stack
    person.window.text_size.change(1)  # would close the form, and take the keyboard elsewhere
    assert person.window.stack is before
    assert person.told().startswith("Save or put away what you are writing")
    assert page.item.correction.form is form
    assert records.get(person.file, "meeting", page.record_id)["status"] == "approved"
    person.presses("Escape", "Ctrl+Z")
    assert records.get(person.file, "meeting", page.record_id)["status"] == "minutes"


def test_a_correction_closes_with_the_approval_and_its_words_are_kept(person: Person) -> None:
    page = correcting(person)
    person.types("Half of it. ")
    undo.undo(person.file)
    page.reload()
    person.waits()
    assert page.item.correction.form is None
    assert [key for key in drafts.keys(person.file) if key.endswith("/correction")]


def find_and_rename(person: Person) -> None:
    """Let a name change meanwhile: what is written after it is a step by itself."""
    joan = find.choices(person.file, "member", "Joan Whitlock", 1)[0].id
    records.save(person.file, Draft("member", {"known_as": "Jo"}, joan))


def test_until_the_morning(person: Person, tmp_path: Path) -> None:
    before = content(person.file, tmp_path / "before.zip")
    steps = work_a_day(person)
    assert find.find(person.file, "quillfeather", 5)
    worked = content(person.file, tmp_path / "worked.zip")
    assert worked != before
    for _step in range(steps):
        person.presses("Ctrl+Z")
        assert person.told().startswith("Undone: ")
    assert undo.labels(person.file).undo == ""
    assert content(person.file, tmp_path / "after.zip") == before
    assert not find.find(person.file, "quillfeather", 5)
    person.presses("Ctrl+Z")
    assert person.told() == "There is nothing to undo."
    for _step in range(steps):
        person.presses("Ctrl+Shift+Z")
        assert person.told().startswith("Redone: ")
    assert content(person.file, tmp_path / "again.zip") == worked


def test_the_bar_itself_takes_back(person: Person) -> None:
    person.goes_to("Members")
    person.stands_on("Isla Abercrombie")
    person.presses("Return")
    person.clicks("Delete this member")
    if person.front.title != "Members":  # someone who is needed elsewhere is not removed
        assert person.told()
        return
    assert "Isla Abercrombie" not in person.rows()
    person.clicks("Undo")
    assert "Isla Abercrombie" in person.rows()


def test_undo_takes_back_words_first_while_one_types(person: Person) -> None:
    person.presses("Ctrl+2", "Ctrl+N")
    person.types("Hettie")
    person.presses("Ctrl+Z")
    assert person.says("First names") == ""
    assert undo.labels(person.file).undo == ""
