"""Whoever opens a record from a list hears one thing: the control that the keyboard comes to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.gui.hearing import Ear, listening
from tests.stories.person import Person

FIRST = {
    "Members": "First names",
    "Claims": "Member, required",
    "Actions": "Who does it",
    "Meetings": "Agenda",
}


@pytest.fixture
def ear(app: QApplication) -> Iterator[Ear]:
    """Someone who listens."""
    with listening(app) as found:
        yield found


@pytest.mark.parametrize("place", FIRST)
def test_opening_a_row_moves_the_keyboard_once(person: Person, ear: Ear, place: str) -> None:
    """Failed before: the page had it first, under no name, then what holds the form."""
    person.goes_to(place)
    ear.stood.clear()
    person.presses("Return")
    assert ear.stood == [FIRST[place]]
    ear.stood.clear()
    person.presses("Escape")
    assert ear.stood == [place]
