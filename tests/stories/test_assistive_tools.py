"""What an assistive tool does to the window is what the window then shows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication

from facilitator_app.gui import theme
from facilitator_app.gui.pages.meetings.meeting_page import MeetingPage
from facilitator_app.gui.pages.meetings.panes import REGISTER
from facilitator_app.services import meetings
from tests.gui.hearing import Ear, listening
from tests.pictures.spoken_tree import walk
from tests.pictures.visits import some
from tests.stories.person import Person

Role = QAccessible.Role


@pytest.fixture
def ear(app: QApplication) -> Iterator[Ear]:
    """Someone who listens."""
    with listening(app) as found:
        yield found


def told(person: Person, role: QAccessible.Role, name: str) -> QAccessibleInterface:
    """Return the part that is told as a `role` whose name begins with `name`."""
    found = [one for one in walk(person.window) if one.role is role and one.name.startswith(name)]
    assert found, f"No {role.name} begins with “{name}”."
    return found[0].spoken


def acts(person: Person, role: QAccessible.Role, name: str, action: str = "Toggle") -> None:
    """Do `action` as a tool does."""
    told(person, role, name).actionInterface().doAction(action)
    person.waits()


def test_a_view_of_a_list(person: Person) -> None:
    person.goes_to("Members")
    all_rows = len(person.rows())
    acts(person, Role.RadioButton, "Needs review")
    assert told(person, Role.RadioButton, "Needs review").state().checked
    assert not told(person, Role.RadioButton, "Current").state().checked
    assert 0 < len(person.rows()) < all_rows


def test_the_theme(person: Person) -> None:
    person.window.show_section("appearance")
    person.waits()
    acts(person, Role.RadioButton, "Dark")
    assert told(person, Role.RadioButton, "Dark").state().checked
    assert person.house.prefs.get("theme") == "dark"
    assert theme.chosen(person.house.prefs.get("theme")) == "dark"


def test_a_place_of_the_rail(person: Person) -> None:
    acts(person, Role.TreeItem, "Claims")
    assert person.window.stack.place == "claims"
    assert told(person, Role.TreeItem, "Claims").state().selected
    assert not told(person, Role.TreeItem, "Today").state().selected


def test_a_group_of_the_rail_folds(person: Person) -> None:
    before = told(person, Role.TreeItem, "People").state().expanded
    acts(person, Role.TreeItem, "People")
    assert bool(told(person, Role.TreeItem, "People").state().expanded) is not bool(before)


def test_who_is_here(person: Person) -> None:
    meeting = some(person.file, "meeting")
    person.window.open_record("meeting", meeting)
    person.waits()
    page = person.front
    assert isinstance(page, MeetingPage)
    page.panes.turn_to(REGISTER)
    page.register.list.setCurrentRow(0)
    person.waits()
    acts(person, Role.RadioButton, "Apologies")
    assert told(person, Role.RadioButton, "Apologies").state().checked
    assert meetings.page(person.file, meeting).people[0].status == "apologies"
