"""A new member is typed in by keyboard alone, mended where it must be, and found in the list."""

from __future__ import annotations

import datetime as dt

from facilitator_app.services import find, records
from tests.conftest import Make
from tests.stories.person import Person


def test_by_keyboard_alone(newcomer: Person) -> None:
    newcomer.presses("Ctrl+2")
    assert newcomer.sees("Keep everyone who gives their time in one place")
    newcomer.presses("Return")
    assert newcomer.keyboard_is_in() == "First names"
    newcomer.types("Zoë")
    newcomer.presses("Tab")
    newcomer.types("Quillfeather")
    newcomer.presses("Tab", "Tab", "Tab", "Space")
    assert newcomer.keyboard_is_in() == "Patient, Comes as"
    newcomer.presses("Ctrl+S")
    assert newcomer.told() == "Done: member added: Zoë Quillfeather"
    assert newcomer.sees("At a glance")
    newcomer.presses("Escape")
    assert newcomer.rows() == ["Zoë Quillfeather"]
    assert newcomer.sees("1 member, current or joining")
    hit = find.find(newcomer.file, "quill", 5)[0]
    row = records.get(newcomer.file, "member", hit.id)
    assert (row["forenames"], row["surname"], row["kinds"]) == (
        "Zoë", "Quillfeather", ("patient",),
    )  # fmt: skip


def test_what_is_missing_is_said_and_the_keyboard_goes_there(newcomer: Person) -> None:
    newcomer.goes_to("Members")
    newcomer.clicks("Add the first one")
    newcomer.fills("Date of birth", "31/02/1950")
    newcomer.presses("Ctrl+S")
    assert newcomer.sees("2 things to mend before this can be saved")
    assert newcomer.sees("Write a first name or a surname: one is enough.")
    assert newcomer.sees("February 1950 has 28 days")
    assert newcomer.keyboard_is_in() == "First names"
    newcomer.fills("Surname", "Quillfeather")
    assert not newcomer.sees("Write a first name or a surname: one is enough.")
    newcomer.fills("Date of birth", "28/2/50")
    newcomer.presses("Tab")
    assert newcomer.says("Date of birth") == "28 Feb 1950"
    newcomer.presses("Ctrl+S")
    assert not newcomer.sees("to mend before this can be saved")
    member = find.find(newcomer.file, "quill", 5)[0].id
    assert records.get(newcomer.file, "member", member)["born"] == dt.date(1950, 2, 28)


def test_access_needs_are_seen_at_once_where_the_member_is_seen(newcomer: Person) -> None:
    newcomer.goes_to("Members")
    newcomer.clicks("Add the first one")
    newcomer.types("Zoë")
    newcomer.fills("Surname", "Quillfeather")
    newcomer.clicks("Large print, 18 pt, What they need")
    newcomer.clicks("Save")
    newcomer.presses("Escape")
    newcomer.stands_on("Zoë")
    assert newcomer.sees("Access needs")
    assert newcomer.sees("Large print, 18 pt")


def test_a_change_shows_before_and_after_in_the_history(person: Person) -> None:
    person.goes_to("Members")
    person.stands_on("Isla Abercrombie")
    person.presses("Return")
    person.fills("Postcode", "gl20 5aa")
    person.presses("Ctrl+S")
    assert person.says("Postcode") == "GL20 5AA"
    assert person.sees("to GL20 5AA") or person.sees("Postcode set to GL20 5AA")
    person.presses("Escape")
    assert person.listed.table.hasFocus()
    assert person.sees("Isla Abercrombie")


def test_leaving_comes_back_to_the_same_row(person: Person) -> None:
    person.goes_to("Members")
    person.stands_on("Salma Chowdhury")
    person.presses("Return")
    assert person.sees("Delete this member")
    assert person.sees("Members")
    person.presses("Escape")
    assert person.listed.table.hasFocus()
    assert person.cells(person.listed.table.currentIndex().row())[0] == "Salma Chowdhury"


def test_leaving_the_form_stands_on_the_new_row(person: Person) -> None:
    person.goes_to("Members")
    person.presses("Ctrl+N")
    person.types("Zoë")
    person.fills("Surname", "Wainquill")
    person.presses("Ctrl+S", "Escape")
    table = person.listed.table
    row = table.currentIndex().row()
    assert person.rows()[row] == "Zoë Wainquill"
    assert row > 0
    assert table.visualRect(table.currentIndex()).bottom() <= table.viewport().height()


def test_a_new_network_says_what_to_begin_with(newcomer: Person) -> None:
    newcomer.goes_to("Today")
    assert newcomer.sees("Begin here")
    assert newcomer.sees("Add your first group")
    Make(newcomer.file).body()
    newcomer.front.reload()
    newcomer.waits()
    assert not newcomer.sees("Add your first group")
    newcomer.clicks("Import members from a list")
    assert newcomer.sees("Import a list")
