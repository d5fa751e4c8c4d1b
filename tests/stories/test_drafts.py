"""Nothing that was typed is lost: not by leaving, not by closing the window, not by the power."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator_app.gui.pages.meetings.meeting_page import MeetingPage
from facilitator_app.services import drafts, find, meetings
from facilitator_app.services.files import File
from tests.stories.house import House
from tests.stories.person import Person
from tests.stories.test_holding_a_meeting import plan


def begin(person: Person) -> None:
    person.presses("Ctrl+2", "Ctrl+N")
    person.types("Hettie")
    person.fills("Surname", "Quillfeather")


def kept(person: Person) -> list[tuple[str, Mapping[str, object]]]:
    """Return what drafts hold, by their keys."""
    held = ((key, drafts.find(person.file, key)) for key in sorted(drafts.keys(person.file)))
    return [(key, one.draft.values) for key, one in held if one is not None]


def test_the_window_is_closed_in_the_middle(
    app: QApplication, cache: Path, network: File, qtbot: QtBot
) -> None:
    first = House(app, cache, network)
    first.open()
    begin(Person(first, qtbot))
    first.shut()
    second = House(app, cache, network)
    second.open()
    person = Person(second, qtbot)
    person.presses("Ctrl+2", "Ctrl+N")
    assert person.sees("A draft from 09:00 is here")
    assert person.says("First names") == ""
    person.clicks("Use it")
    assert (person.says("First names"), person.says("Surname")) == ("Hettie", "Quillfeather")
    person.presses("Ctrl+S")
    person.presses("Escape", "Ctrl+N")
    assert not person.sees("A draft from")
    second.shut()


def test_today_tells_of_what_is_not_saved_and_leads_back_to_it(person: Person) -> None:
    begin(person)
    person.presses("Ctrl+1")
    assert person.sees("New member not saved yet")
    person.clicks("New member not saved yet, Hettie Quillfeather, 09:00")
    assert not person.sees("A draft from")
    assert person.says("Surname") == "Quillfeather"
    person.presses("Ctrl+S", "Ctrl+1")
    assert not person.sees("New member not saved yet")
    person.goes_to("Members")
    person.stands_on("Isla Abercrombie")
    person.presses("Return")
    person.fills("Telephone", "01632 960999")
    person.presses("Ctrl+1")
    person.clicks("Member not saved yet, Isla Abercrombie, 09:00")
    assert person.says("Telephone") == "01632 960999"
    ((_key, values),) = kept(person)
    assert values == {"telephone": "01632 960999"}  # nothing that may change meanwhile
    person.clicks("Discard")
    person.presses("Ctrl+1")
    assert not person.sees("Member not saved yet")


def test_today_leads_to_what_was_begun_under_several_items(person: Person) -> None:
    page = plan(person)
    rows = page.agenda.list
    for place, words in ((1, "The leaflet is sent out."), (2, "The visit is in May.")):
        rows.setCurrentRow(place)
        person.presses("Ctrl+D")
        person.types(words)
    person.presses("Ctrl+1")
    assert [values for _key, values in kept(person)] == [
        {"wording": "The leaflet is sent out.", "method": None},
        {"wording": "The visit is in May.", "method": None},
    ]
    line = person.named("Words not saved yet")
    assert "2 drafts" in line
    person.clicks(line)
    page = person.front
    assert isinstance(page, MeetingPage)
    decision = page.item.outcomes.decision
    for place, words in ((1, "The leaflet is sent out."), (2, "The visit is in May.")):
        page.agenda.list.setCurrentRow(place)
        person.waits()
        assert decision.typed == words
        decision.open()
        person.presses("Return")
    whole = meetings.page(person.file, page.record_id)
    assert [(one.item_id, one.wording) for one in whole.decisions] == [
        (whole.items[1].id, "The leaflet is sent out."),
        (whole.items[2].id, "The visit is in May."),
    ]
    assert kept(person) == []
    person.presses("Escape", "Ctrl+1")
    assert not person.sees("Words not saved yet")


def test_a_draft_that_was_thrown_away_can_be_brought_back(person: Person) -> None:
    begin(person)
    person.presses("Escape", "Ctrl+N")
    person.clicks("Throw it away")
    assert drafts.keys(person.file) == []
    person.clicks("Bring them back")
    assert person.says("Surname") == "Quillfeather"
    person.presses("Escape")
    assert drafts.keys(person.file) == ["member/new"]


def test_a_claim_comes_back_with_its_lines_as_they_were(person: Person) -> None:
    person.presses("Ctrl+6", "Ctrl+N")
    person.types("whitlock")
    person.presses("Return")
    person.fills("For the day", "yesterday")
    person.fills("Miles there and back", "22")
    person.presses("Escape")
    before = kept(person)
    assert [key for key, _values in before] == ["claim/new", "claim/new/line/0"]
    for day in ("", "2 days ago"):  # which the line has not of its own
        person.presses("Ctrl+N")
        person.clicks("Use it")
        if day:
            person.fills("For the day", day)
        person.presses("Escape")
        assert (kept(person)[1:], len(kept(person))) == (before[1:], 2)


def test_leaving_says_that_it_is_kept(person: Person) -> None:
    begin(person)
    person.presses("Escape")
    assert person.told() == "A draft is kept. It is offered when you come back."
    assert not find.find(person.file, "quillfeather", 5)
    person.presses("Ctrl+N")
    assert person.told() == "A draft is kept. It is offered when you come back."
    person.clicks("Throw it away")
    assert person.told() == ""
    person.presses("Escape", "Ctrl+N")
    assert not person.sees("A draft from")


def test_a_draft_that_was_taken_up_is_told_no_more(person: Person) -> None:
    begin(person)
    person.presses("Escape", "Ctrl+N")
    person.clicks("Use it")
    assert person.told() == ""
    person.presses("Escape")
    assert person.told() == "A draft is kept. It is offered when you come back."


def test_larger_text_in_the_middle_keeps_what_is_typed(person: Person) -> None:
    begin(person)
    where = person.keyboard_is_in()
    for keys, letter in (("Ctrl++", "x"), ("Ctrl+-", "y")):
        person.presses(keys)
        person.waits_until(lambda: person.keyboard_is_in() == where)
        person.types(letter)
    assert (person.says("First names"), person.says("Surname")) == ("Hettie", "Quillfeatherxy")


def test_discarded_words_can_be_imported_back(person: Person) -> None:
    person.goes_to("Members")
    person.stands_on("Isla Abercrombie")
    person.presses("Return")
    person.fills("Telephone", "01632 960999")
    person.clicks("Discard")
    assert person.says("Telephone") != "01632 960999"
    person.clicks("Bring them back")
    assert person.says("Telephone") == "01632 960999"


def test_words_that_cannot_be_saved_come_back_as_they_were_typed(person: Person) -> None:
    long = "Quillfeather " * 30
    begin(person)
    person.fills("Surname", long)
    person.fills("Date of birth", "31/2/1958")
    person.presses("Escape", "Ctrl+N")
    person.clicks("Use it")
    assert person.says("Surname") == long
    assert person.says("Date of birth") == "31/2/1958"
    person.presses("Ctrl+S")
    assert person.sees("2 things to mend before this can be saved")
