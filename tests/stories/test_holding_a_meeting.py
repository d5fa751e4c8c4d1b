"""A meeting is planned, its agenda made, its register ticked, its minutes written and printed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication
from pytestqt.qtbot import QtBot

from facilitator_app.clock import fixed_on
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.ops import ThreadedOps
from facilitator_app.gui.pages.meetings.meeting_page import MeetingPage
from facilitator_app.gui.pages.reports.reports_page import ReportsPage
from facilitator_app.services import (
    documents,
    drafts,
    files,
    find,
    lists,
    meetings,
    records,
    today,
    undo,
)
from facilitator_app.services.files import File
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.record import Draft
from tests.stories import house
from tests.stories.house import House, Sample
from tests.stories.person import Person

HELD = "Parking is full by nine. Joan will ring the trust."


def plan(person: Person) -> MeetingPage:
    """Plan a meeting of the Partnership Group for today, by keyboard."""
    person.presses("Ctrl+4", "Ctrl+N")
    assert person.keyboard_is_in() == "Group"
    person.types("network part")
    person.presses("Return", "Tab")
    assert person.keyboard_is_in() == "Date"
    person.types("today")
    person.presses("Tab", "Tab")
    assert person.keyboard_is_in() == "Starts"
    person.types("14")
    person.presses("Tab")
    person.types("16")
    person.presses("Ctrl+S")
    page = person.front
    assert isinstance(page, MeetingPage)
    return page


def test_from_the_plan_to_the_printed_minutes(person: Person) -> None:
    page = plan(person)
    assert person.told().startswith("Done: meeting added: ")
    assert person.sees("Mon 23 Nov 2026, 14:00 to 16:00")
    assert page.agenda.list.count() > 3  # the standing items
    person.clicks("Add item")
    person.types("Parking at the cancer centre")
    person.presses("Return", "Escape")
    assert "Parking at the cancer centre" in page.agenda.list.currentItem().text()
    for step in ("Agree the agenda", "Mark notice as sent", "Mark as held"):
        person.clicks(step)
    person.presses("Return")
    assert person.keyboard_is_in().startswith("Minutes of item")
    person.types(HELD)
    person.presses("Ctrl+D")
    person.types("Ask for twelve spaces until half past ten.")
    person.presses("Return", "Escape", "Ctrl+T")
    person.types("Ring the trust about parking")
    person.presses("Tab")
    person.types("whitlock")
    person.presses("Return", "Tab")
    person.types("next fri")
    person.presses("Return", "Escape")
    assert person.sees("Ask for twelve spaces until half past ten.")
    assert person.sees("Ring the trust about parking")
    whole = meetings.page(person.file, page.record_id)
    parking = next(one for one in whole.items if one.title.startswith("Parking"))
    assert parking.text == HELD
    assert [one.wording for one in whole.decisions] == [
        "Ask for twelve spaces until half past ten."
    ]
    assert [(one.what, one.owner) for one in whole.actions] == [
        ("Ring the trust about parking", "Joan Whitlock")
    ]
    person.presses("Ctrl+P")
    paper = person.front
    assert isinstance(paper, ReportsPage)
    assert paper.document is not None
    assert paper.document.title.startswith("Minutes")
    person.clicks("Plain text")
    assert HELD in person.front.view.text_view.toPlainText()
    person.presses("Escape")
    assert person.front is page


def test_there_are_no_minutes_of_a_meeting_to_come(person: Person) -> None:
    coming = today.page(person.file).meeting
    assert coming is not None
    person.window.open_record("meeting", coming.id)
    person.waits()
    assert "Print minutes" not in person.texts()
    person.presses("Ctrl+P")
    assert isinstance(person.front, MeetingPage)
    assert person.told() == "This meeting is still to be held: there are no minutes to print yet."
    assert person.window.notice.bad
    assert lists.card(person.file, "meeting", coming.id).actions == ()
    sheet = documents.make(person.file, "minutes", coming.id, "text").content.decode()
    assert "This meeting is still to be held: there is nothing to minute yet." in sheet
    assert "quorate" not in sheet
    assert "Draft" not in sheet


def test_minutes_without_a_register_say_nothing_of_who_came(person: Person) -> None:
    """Neither that the meeting was not quorate, nor that there were no apologies."""
    page = plan(person)
    for step in ("Agree the agenda", "Mark notice as sent", "Mark as held"):
        person.clicks(step)
    sheet = documents.make(person.file, "minutes", page.record_id, "text").content.decode()
    for untrue in ("quorate", "no apologies", "Nobody is recorded", "No action was agreed"):
        assert untrue not in sheet
    assert "Who was there is not recorded yet." in sheet
    assert "No action is recorded yet." in sheet


def test_print_says_where_there_is_nothing_to_print(person: Person) -> None:
    person.goes_to("Today")
    person.presses("Ctrl+P")
    assert person.told() == "This page prints nothing by itself. Lists, meetings and reports do."


def test_print_comes_back_to_the_meeting_whose_minutes_were_asked_for(person: Person) -> None:
    page = plan(person)
    for step in ("Agree the agenda", "Mark notice as sent", "Mark as held"):
        person.clicks(step)
    person.clicks("Print minutes")
    assert person.front is not page
    person.clicks("Network Partnership Group")  # the way back says where it leads
    assert person.front is page
    person.presses("Ctrl+P", "Escape")
    assert person.front is page


def test_somebody_from_outside_does_an_action_that_is_added_by_hand(person: Person) -> None:
    person.goes_to("Actions")
    person.presses("Ctrl+N")
    person.types("Send the plans")
    person.presses("Tab")
    person.types("Ann Outside")
    person.presses("Escape", "Ctrl+S")  # the name was not taken
    assert person.sees("Nothing is called “Ann Outside”")
    person.fills("Who does it", "Ann Outside")
    person.presses("Return", "Ctrl+S")
    assert person.told().startswith("Done: action added")
    person.presses("Escape")
    assert person.sees("Ann Outside")
    rows = lists.page(person.file, lists.first_query("action"), 0, 50)
    assert "Ann Outside" in {cell.text for row in rows for cell in row.cells}
    hits = find.find(person.file, "ann outside", 5)
    assert [hit.record for hit in hits] == ["action"]
    person.presses("Ctrl+Z")
    assert not person.sees("Ann Outside")


def test_a_paper_comes_back_to_the_list_it_was_asked_for_in(person: Person) -> None:
    person.goes_to("Meetings")

    person.listed.show_list("meeting", "approve")
    person.waits()
    person.clicks("Print the minutes")
    assert isinstance(person.front, ReportsPage)
    assert person.sees("Meetings")
    person.presses("Escape")
    assert person.listed.record == "meeting"


def test_the_register_is_ticked_by_one_key_a_person(person: Person) -> None:
    page = plan(person)
    whole = meetings.page(person.file, page.record_id)
    assert whole.number("expected") == len(whole.people) > 9
    person.clicks("Register, 0")
    page.register.list.setFocus()
    page.register.list.setCurrentRow(0)
    person.presses("Down", "Up", "P", "A", "N")
    person.clicks("Everyone else is present")
    whole = meetings.page(person.file, page.record_id)
    assert whole.number("apologies") == 1
    assert whole.number("absent") == 1
    assert whole.present == len(whole.people) - 2
    assert person.sees(f"Register, {whole.present}")
    person.presses("Ctrl+Z")
    assert meetings.page(person.file, page.record_id).present == 1


def test_who_comes_back_to_the_register_is_the_one_chosen(person: Person) -> None:
    page = plan(person)
    person.clicks("Register, 0")
    rows = page.register.list
    rows.setFocus()
    rows.setCurrentRow(2)
    gone = rows.current_id
    person.presses("Delete")
    assert rows.current_id not in (None, gone)
    person.presses("Ctrl+Z")
    assert rows.current_id == gone
    person.presses("Down")
    after = rows.current_id
    page.reload()
    person.waits()
    assert rows.current_id == after


def test_no_step_is_taken_over_a_decision_that_was_not_added(person: Person) -> None:
    page = plan(person)
    page.agenda.list.setCurrentRow(1)
    person.presses("Ctrl+D")
    person.types("The leaflet is sent out.")
    page.head.primary.click()
    person.waits()
    assert person.told() == "Add what you typed, or clear it, before the next step."
    assert person.window.notice.bad
    assert page.item.outcomes.decision.typed == "The leaflet is sent out."
    assert person.keyboard_is_in() == "The decision in its exact words"
    person.presses("Escape")
    page.agenda.list.setCurrentRow(2)
    person.clicks("Register, 0")
    page.head.primary.click()
    person.waits()
    assert person.told() == "Add what you typed, or clear it, before the next step."
    assert page.agenda.list.currentRow() == 1
    assert person.keyboard_is_in() == "The decision in its exact words"
    person.presses("Ctrl+A", "Delete")
    page.head.primary.click()
    person.waits()
    assert person.told().startswith("Done: ")


def test_saving_adds_what_is_typed_where_the_keyboard_is(person: Person) -> None:
    page = plan(person)
    page.agenda.list.setCurrentRow(1)
    person.presses("Ctrl+D")
    person.types("The leaflet is sent out.")
    person.presses("Ctrl+S")
    assert person.told().startswith("Done: decision recorded")
    person.types("Half of the next")
    page.item.minutes.editor.setFocus()
    person.types("Said.")
    person.presses("Ctrl+S")
    assert person.told() == "What you typed is kept. It is not added yet."
    whole = meetings.page(person.file, page.record_id)
    assert whole.items[1].text == "Said."
    assert len(whole.decisions) == 1
    kept = [key for key in drafts.keys(person.file) if "/decision/" in key]
    assert len(kept) == 1
    person.presses("F2")
    person.presses("Ctrl+A")
    person.types("Leaflets")
    person.presses("Ctrl+S")
    assert meetings.page(person.file, page.record_id).items[1].title == "Leaflets"
    person.presses("Ctrl+N")
    person.types("Uniforms")
    person.presses("Ctrl+S")
    titles = [one.title for one in meetings.page(person.file, page.record_id).items]
    assert "Uniforms" in titles


def test_a_planned_meeting_is_undone_as_one(person: Person) -> None:
    page = plan(person)
    person.presses("Ctrl+Z")
    assert person.told().startswith("Undone: meeting added") or person.sees("Undone")
    assert person.front is not page
    assert not find.find(person.file, "NPG/2026/11-2", 5)


def test_who_has_left_by_the_day_is_not_on_the_register(person: Person) -> None:
    page = plan(person)
    person.clicks("Register, 0")
    page.register.list.setFocus()
    person.presses("Down", "Home", "A")
    gone = meetings.page(person.file, page.record_id).people[0]
    before = page.register.list.count()
    assert person.sees("1 sent apologies")
    records.save(
        person.file,
        Draft("member", {"status": "left", "left": house.DAY}, gone.member_id),
    )
    page.reload()
    person.waits()
    assert page.register.list.count() == before - 1
    assert not person.sees("1 sent apologies")
    minutes = documents.read(person.file, "minutes", page.record_id).digest
    assert minutes.apologies == ()
    coming = today.page(person.file).meeting
    assert coming is not None
    assert coming.coming == f"{before - 1} expected, 0 apologies"
    page.register.person.line.setFocus()
    person.types(gone.name)
    person.presses("Return")
    assert page.register.list.count() == before
    assert meetings.page(person.file, page.record_id).present == 1
    person.presses("Ctrl+Z")
    assert page.register.list.count() == before - 1


def test_minutes_and_their_approval_are_taken_back_and_done_again(person: Person) -> None:
    page = plan(person)
    for step in ("Agree the agenda", "Mark notice as sent", "Mark as held"):
        person.clicks(step)
    person.clicks("Circulate draft")
    person.clicks("Circulate all the same")
    page.agenda.list.setCurrentRow(1)
    person.presses("Return")
    person.types("Said here.")
    person.clicks("Mark as approved")
    minutes = page.item.minutes
    minutes.editor.setFocus()
    for key in ("Ctrl+Z", "Ctrl+Y"):
        for _time in range(3):
            person.presses(key)
            minutes.flush()
            person.waits()
        assert not person.sees("Someone else wrote here")
        assert not minutes.dirty
        assert not minutes.state.startswith("Not saved")
    person.clicks("Redo")  # in a text the keys stop before what is done elsewhere
    whole = meetings.page(person.file, page.record_id)
    assert whole.items[1].text == minutes.editor.toPlainText() == "Said here."
    assert whole.seal


def test_two_sittings_are_taken_back_quickly(person: Person) -> None:
    page = plan(person)
    page.agenda.list.setCurrentRow(1)
    minutes = page.item.minutes
    for words in ("First. ", "Second."):
        minutes.editor.setFocus()
        person.types(words)
        minutes.flush()
        person.clicks("Move down (Alt+Down)")
    minutes.editor.setFocus()
    while minutes.editor.document().isUndoAvailable():
        person.presses("Ctrl+Z")
    person.presses("Ctrl+Z", "Ctrl+Z")
    minutes.flush()
    person.waits()
    assert not person.sees("Someone else wrote here")
    assert not minutes.dirty


@pytest.mark.parametrize("leaves", ["Escape", "Ctrl+1"])
def test_minutes_are_safe_however_the_page_is_left(person: Person, leaves: str) -> None:
    page = plan(person)
    page.agenda.list.setCurrentRow(1)
    person.presses("Return")
    person.types("Nothing is lost.")
    person.presses(leaves)
    assert meetings.page(person.file, page.record_id).items[1].text == "Nothing is lost."


@pytest.mark.parametrize(("size", "steps"), [((1366, 768), 0), ((1024, 600), 2)])
def test_long_minutes_that_are_approved_scroll_in_one_place(
    person: Person, size: tuple[int, int], steps: int
) -> None:
    raw = person.file.store.raw
    (one,) = raw.execute("SELECT max(id) FROM meeting WHERE status = 'approved'").fetchone()
    words = "It was talked about at length. " * 100
    raw.execute("UPDATE agenda_item SET text = ? WHERE meeting_id = ?", (words, one))
    person.window.text_size.change(steps)
    person.window.resize(*size)
    person.window.open_record("meeting", one)
    person.waits()
    editor = person.front.item.minutes.editor
    around, part = [editor], editor
    while (part := part.parentWidget()) is not person.front:
        if isinstance(part, QAbstractScrollArea):
            around.append(part)
    assert sum(area.verticalScrollBar().maximum() > 0 for area in around) == 1
    editor.setFocus(Qt.FocusReason.TabFocusReason)
    person.presses("Ctrl+End")
    assert editor.visibleRegion().contains(editor.cursorRect().center())


def test_on_the_files_own_thread(
    app: QApplication, cache: Path, sample: Sample, tmp_path: Path, qtbot: QtBot
) -> None:
    """The same through the thread that the program itself uses."""
    path = sample.copied(tmp_path / "network")
    opened: list[File] = []
    told: list[str] = []

    def open_(_progress: Progress) -> File:
        opened.append(files.open_file(path, sample.key, fixed_on(house.DAY)))
        return opened[0]

    ops = ThreadedOps(open_, lambda error: told.append(str(error)))
    looks: list[tuple[str, FormatContext]] = []
    ops.run(
        lambda file, _progress: (records.network(file)["name"], file.format_context()), looks.append
    )
    qtbot.waitUntil(lambda: bool(looks), timeout=5_000)
    built = House(app, cache, opened[0], ops=ops, look=looks[0])
    built.open()
    person = Person(built, qtbot)
    person.presses("Ctrl+4")
    person.waits_until(lambda: len(person.rows()) > 3)
    person.presses("Ctrl+N")
    person.waits_until(lambda: person.keyboard_is_in() == "Group")
    person.waits_until(lambda: person.front.record.opened is not None)
    person.types("network part")
    groups = person.front.form.rows["body_id"].editor.list
    person.waits_until(groups.isVisible)
    person.presses("Return", "Tab")
    person.types("today")
    person.presses("Tab", "Ctrl+S")
    person.waits_until(lambda: isinstance(person.front, MeetingPage))
    person.waits_until(lambda: person.told().startswith("Done: meeting added: "))
    person.presses("Ctrl+Z")
    person.waits_until(lambda: person.told().startswith("Undone"))
    built.shut()
    ops.close()
    again = files.open_file(path, sample.key, fixed_on(house.DAY + dt.timedelta(days=1)))
    assert files.check(again) == ()
    assert undo.labels(again).undo == ""
    again.close()
    assert told == []
