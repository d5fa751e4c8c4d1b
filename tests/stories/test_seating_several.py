"""Several people are given seats on a group at once, and another record is begun from a page."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QPoint

from facilitator_app.digests.lists import ListQuery
from facilitator_app.services import lists, records
from facilitator_app.services.files import File
from tests.conftest import Make
from tests.gui import probe
from tests.stories.person import Person


def seats(file: File) -> int:
    return lists.frame(file, ListQuery("seat", "current")).total


def begins(person: Person) -> Make:
    make = Make(person.file)
    for name in ("Ann", "Bob", "Cy"):
        make.member(name, "Quillfeather")
    make.body("Quill Group", "QG")
    return make


def test_three_people_are_seated_in_one_go_and_taken_back_in_one(newcomer: Person) -> None:
    begins(newcomer)
    newcomer.presses("Ctrl+3")
    newcomer.clicks("Add people")
    assert newcomer.keyboard_is_in() == "People"
    places = [
        newcomer.field(name).mapTo(newcomer.window, QPoint()).y() for name in ("People", "Group")
    ]
    assert places == sorted(places)
    assert not newcomer.sees("Attachments")
    for name in ("ann quill", "bob quill", "cy quill"):
        newcomer.types(name)
        newcomer.presses("Return")
    assert newcomer.says("Group") == "Quill Group"
    newcomer.fills("From", "1/4/26")
    newcomer.presses("Ctrl+S")
    assert seats(newcomer.file) == 3
    assert newcomer.listed.record == "body"
    assert newcomer.told() == "Done: 3 seats of Quill Group"
    newcomer.presses("Ctrl+Z")
    assert seats(newcomer.file) == 0
    assert newcomer.told() == "Undone: 3 seats of Quill Group"


def test_who_is_in_a_seat_already_is_told_and_taken_out(newcomer: Person) -> None:
    make = begins(newcomer)
    (body,) = (row.id for row in lists.page(newcomer.file, ListQuery("body"), 0, 9))
    found = lists.page(newcomer.file, ListQuery("member"), 0, 9)
    make.seat(next(row.id for row in found if row.label.startswith("Bob")), body)
    newcomer.presses("Ctrl+K")
    newcomer.types("add people to seats")
    newcomer.presses("Return")
    for name in ("ann quill", "bob quill"):
        newcomer.types(name)
        newcomer.presses("Return")
    newcomer.picks("Group", "quill", "Quill Group")
    newcomer.presses("Ctrl+S")
    said = "Bob Quillfeather is in a seat there already: member, from 1 Jan 2024."
    assert newcomer.sees(said)
    assert seats(newcomer.file) == 1
    newcomer.clicks("Bob Quillfeather")
    newcomer.presses("Ctrl+S")
    assert seats(newcomer.file) == 2
    assert not newcomer.sees(said)


def test_all_that_is_to_be_mended_is_counted(newcomer: Person) -> None:
    """Failed before: the summary named the group alone, and a second bar the people."""
    begins(newcomer)
    Make(newcomer.file).body("Thorn Group", "TG")
    newcomer.presses("Ctrl+K")
    newcomer.types("add people to seats")
    newcomer.presses("Return")
    newcomer.types("Ben")
    newcomer.presses("Ctrl+S")
    assert newcomer.sees("2 things to mend before this can be saved")
    assert newcomer.sees("Choose “Ben” from the list, or clear it.")
    newcomer.clicks("People")
    assert newcomer.keyboard_is_in() == "People"


def test_a_seat_before_joining_is_told_when_several_are_seated(newcomer: Person) -> None:
    """Failed before: nothing was said until somebody opened that seat."""
    make = begins(newcomer)
    make.member("Hettie", "Quillfeather", joined=dt.date(2026, 6, 1))
    newcomer.presses("Ctrl+3")
    newcomer.clicks("Add people")
    for name in ("ann quill", "hettie quill"):
        newcomer.types(name)
        newcomer.presses("Return")
    newcomer.fills("From", "1/4/26")
    newcomer.presses("Ctrl+S")
    assert seats(newcomer.file) == 2
    assert newcomer.told() == (
        "Done: 2 seats of Quill Group. 1 begins before its holder joined, and counts only from"
        " then on: see “Before joining” under Seats."
    )
    assert newcomer.listed.record == "body"
    newcomer.window.show_list("seat", "early")
    newcomer.waits()
    frame = newcomer.listed.model.frame
    assert frame is not None
    assert frame.total == 1


def test_words_for_several_seats_wait_as_a_draft(newcomer: Person) -> None:
    begins(newcomer)
    newcomer.presses("Ctrl+3")
    newcomer.clicks("Add people")
    newcomer.types("ann quill")
    newcomer.presses("Return", "Escape", "Ctrl+1")
    assert newcomer.sees("New seats not saved yet")
    newcomer.presses("Ctrl+3")
    newcomer.clicks("Add people")
    newcomer.clicks("Use it")
    newcomer.presses("Ctrl+S")
    assert seats(newcomer.file) == 1


def test_another_is_begun_from_a_saved_page(newcomer: Person) -> None:
    newcomer.presses("Ctrl+2", "Ctrl+N")
    newcomer.types("Ann")
    newcomer.presses("Ctrl+N")
    assert newcomer.told().startswith("Save this one first")
    newcomer.presses("Ctrl+S")
    newcomer.fills("Telephone", "01632 960101")
    newcomer.presses("Ctrl+N")
    assert newcomer.sees("New member")
    newcomer.types("Bob")
    newcomer.presses("Ctrl+S", "Escape")
    assert newcomer.says("First names") == "Ann"
    assert newcomer.says("Telephone") == "01632 960101"
    assert newcomer.front.dirty
    assert lists.frame(newcomer.file, ListQuery("member")).total == 2


def test_a_seat_may_be_held_since_nobody_knows_when(newcomer: Person) -> None:
    begins(newcomer)
    newcomer.presses("Ctrl+K")
    newcomer.types("add seat")
    newcomer.presses("Return")
    newcomer.types("ann quill")
    newcomer.presses("Return")
    newcomer.picks("Group", "quill", "Quill Group")
    newcomer.presses("Ctrl+S")
    assert seats(newcomer.file) == 1
    newcomer.window.show_list("seat", "undated")
    newcomer.waits()
    assert "not known" in newcomer.cells()


def test_a_seat_before_joining_is_told_on_its_page_with_an_offer(newcomer: Person) -> None:
    person, make = newcomer, begins(newcomer)
    member = make.member("Hettie", "Quillfeather", joined=dt.date(2026, 6, 1))
    seat = make.seat(member, make.body("Thorn Group", "TG"), starts=dt.date(2026, 4, 1))
    person.window.open_record("seat", seat)
    person.waits()
    assert person.sees("Hettie Quillfeather joined on 1 Jun 2026, after this seat begins")
    assert probe.clipped(person.window) == []
    person.clicks("Joined on 1 Apr 2026")
    assert not person.sees("after this seat begins")
    assert records.get(person.file, "member", member)["joined"] == dt.date(2026, 4, 1)
