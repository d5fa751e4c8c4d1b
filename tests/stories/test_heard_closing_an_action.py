"""An overdue action is found, read and closed by somebody who hears the window and sees nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from facilitator_app.gui.announcements import WHILE_TYPING_MS
from facilitator_app.services import records
from tests.gui.hearing import Ear, listening
from tests.stories.person import Person
from tests.stories.standing_on import standing_on

OVERDUE = (
    "3 actions overdue, Oldest: Try the telephone call for three months on one clinic and report"
    " (Chiara Bianchi), 18 days late"
)
WHAT = "Try the telephone call for three months on one clinic and report"


@pytest.fixture
def ear(app: QApplication) -> Iterator[Ear]:
    """Someone who listens."""
    with listening(app) as found:
        yield found


def test_from_today_to_done(person: Person, ear: Ear) -> None:
    heard: list[str] = []

    def then(*keys: str) -> None:
        """Press `keys`, and note what is told of where the keyboard is, then what is said."""
        person.presses(*keys)
        heard.append(standing_on())
        heard.extend(ear.take())

    person.tabs_to(OVERDUE)
    then("Return")  # to the list of what is overdue
    then("Return")  # opens the first
    then("Tab")
    then("Tab")
    person.types("D")
    then()
    then("Tab")
    person.types("today")
    then("Ctrl+S")
    assert heard == [
        f"Actions > {WHAT}",
        "Who does it: Chiara Bianchi",
        "By when: Thu 5 Nov 2026",
        "Open",  # its field is told by the label it belongs to
        "Done",
        "Done on: ",
        "Done on: Mon 23 Nov 2026",
        "Done: action changed: A-162 Try the telephone call for three months on one clinic…",
    ]
    done = records.get(person.file, "action", person.front.record_id)
    assert (done["status"], done["done_on"]) == ("done", dt.date(2026, 11, 23))


def test_it_is_found_by_its_number(person: Person, ear: Ear) -> None:
    person.presses("Ctrl+K")
    assert standing_on() == "Find people, meetings, papers, actions and commands: "
    person.types("A-162")
    QTest.qWait(WHILE_TYPING_MS + 200)
    assert ear.take() == [f"1 found, A-162 {WHAT}, Chiara Bianchi, 5 Nov 2026, actions"]
    person.presses("Return")
    assert standing_on() == "Who does it: Chiara Bianchi"
    assert ear.take() == []
