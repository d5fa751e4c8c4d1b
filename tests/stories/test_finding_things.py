"""Ctrl+K finds people, papers and commands from wherever one is, and lets go again."""

from __future__ import annotations

import pytest

from tests.stories.person import Person


def test_a_person_from_anywhere(person: Person) -> None:
    person.goes_to("Claims")
    person.presses("Ctrl+K")
    person.types("whit joa")
    assert person.window.command_box.titles()[0] == "Joan Whitlock"
    person.presses("Return")
    assert not person.window.command_box.isVisible()
    assert person.front.title == "Joan Whitlock"
    assert person.sees("Remove this member")
    assert person.sees("Claims")  # where Back leads
    person.presses("Escape")
    assert person.front.title == "Claims"


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("go to mee", "Meetings"),
        ("add mem", "New member"),
        ("annual", "Reports"),
        ("import mem", "Import a list"),
    ],
)
def test_a_thing_to_do(person: Person, typed: str, title: str) -> None:
    person.presses("Ctrl+K")
    person.types(typed)
    person.presses("Return")
    assert person.front.title == title


def test_arrows_choose_and_esc_lets_go(person: Person) -> None:
    person.goes_to("Members")
    person.listed.table.setFocus()
    person.presses("Ctrl+K")
    person.types("parking")
    titles = person.window.command_box.titles()
    assert len(titles) > 1
    person.presses("Down", "Up", "Escape")
    assert not person.window.command_box.isVisible()
    assert person.listed.table.hasFocus()


def test_nothing_found_says_what_to_try(person: Person) -> None:
    person.presses("Ctrl+K")
    person.types("xyzzy")
    assert person.sees("Nothing found. Try the beginning of a name.")
    person.presses("Return", "Escape")
    assert person.front.title == "Today"


def test_a_list_is_searched_as_one_types(person: Person) -> None:
    person.goes_to("Members")
    person.listed.table.setFocus()
    person.types("whit")
    assert person.rows() == ["Joan Whitlock"]
    person.presses("Escape")
    assert len(person.rows()) > 20


def test_today_leads_to_the_list_with_its_view_chosen(person: Person) -> None:
    person.clicks(person.named("3 actions overdue"))
    assert person.front.title == "Actions"
    assert len(person.rows()) == 3
