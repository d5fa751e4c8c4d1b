"""A register of six is ticked by ear: the quorum is met, lost and met again; a decision follows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from facilitator_app.gui.pages.meetings.meeting_page import MeetingPage
from facilitator_app.services import meetings
from tests.conftest import Make
from tests.gui.hearing import Ear, listening
from tests.stories.house import DAY
from tests.stories.person import Person
from tests.stories.standing_on import standing_on

PEOPLE = (
    ("Tom", "Ash"), ("Una", "Bell"), ("Vic", "Cole"),
    ("Wyn", "Dee"), ("Grace", "Okafor"), ("Joan", "Whitlock"),
)  # fmt: skip


@pytest.fixture
def ear(app: QApplication) -> Iterator[Ear]:
    """Someone who listens."""
    with listening(app) as found:
        yield found


def test_who_is_here_is_heard(newcomer: Person, ear: Ear) -> None:
    """Failed before: a tick was told as “Done: register changed”, and the quorum not at all."""
    person, make = newcomer, Make(newcomer.file)
    body = make.body(quorum=4)
    for forenames, surname in PEOPLE:
        make.seat(make.member(forenames, surname), body)
    values = {"body_id": body, "date": DAY, "starts": dt.time(10)}
    meeting = meetings.plan(person.file, values).id
    meetings.add_item(person.file, meeting, {"title": "Parking"})
    person.window.open_record("meeting", meeting)
    person.waits()
    ear.take()
    heard: list[str] = []

    def then(*keys: str) -> None:
        """Press `keys`; note what is said, then what the keyboard is on."""
        person.presses(*keys)
        heard.extend([*ear.take(), standing_on()])

    person.tabs_to("Minutes")
    then("Right")
    then("Return")
    for key in ("P", "P", "P", "P", "A", "N"):
        then(key)
    then("Home", "N")
    then("Home", "P")
    assert heard == [
        "Register, 0",
        "Register > Tom Ash, Expected",
        "Tom Ash, present",
        "Register > Una Bell, Expected",
        "Una Bell, present",
        "Register > Vic Cole, Expected",
        "Vic Cole, present",
        "Register > Wyn Dee, Expected",
        "Wyn Dee, present. Quorum met: 4 of 4 here",
        "Register > Grace Okafor, Expected",
        "Grace Okafor, apologies",
        "Register > Joan Whitlock, Expected",
        "Joan Whitlock, absent",
        "Register > Joan Whitlock, Absent",
        "Tom Ash, absent. Quorum lost: 3 of 4 here",
        "Register > Una Bell, Present",
        "Tom Ash, present. Quorate again",
        "Register > Una Bell, Present",
    ]
    assert meetings.page(person.file, meeting).present == 4
    page = person.front
    assert isinstance(page, MeetingPage)
    heard.clear()
    then("Ctrl+D")
    person.types("Ask for twelve spaces.")
    then("Return")
    then("Escape", "Ctrl+T")
    person.types("Ring the trust")
    person.presses("Tab")
    person.types("whit")
    person.presses("Return", "Tab")
    person.types("next fri")
    then("Return")
    assert heard == [
        "The decision in its exact words: ",
        "Done: decision recorded: D-1 Ask for twelve spaces.",
        "The decision in its exact words: ",
        "What is to be done, required: ",
        "Done: action recorded: A-1 Ring the trust",
        "What is to be done, required: ",
    ]
