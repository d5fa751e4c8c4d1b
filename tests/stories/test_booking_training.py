"""A workshop is noted, people are booked on it and come, by keyboard alone."""

from __future__ import annotations

from facilitator_app.services import find, records
from tests.stories.person import Person


def test_booking_training_by_keyboard(person: Person) -> None:
    person.presses("Ctrl+7", "Ctrl+N")
    assert person.keyboard_is_in() == "Title"
    person.types("Chairing a meeting")
    person.tabs_to("Date")
    person.types("8 dec 2026")
    person.tabs_to("Add training place")
    person.presses("Space")
    assert person.keyboard_is_in() == "Member"
    person.types("whitlock")
    person.presses("Return", "Tab", "Tab")
    assert person.keyboard_is_in() == "What they said"
    person.types("Wants to chair")
    person.presses("Return")
    assert person.keyboard_is_in() == "Member"
    person.types("abercrombie")
    person.presses("Return", "Tab")
    assert person.keyboard_is_in() == "Booked"  # a box is spoken by what is chosen in it
    person.types("Att")
    assert person.sees("1 booked · 1 came")
    person.presses("Ctrl+S")
    assert person.told() == "Done: training event added: Chairing a meeting"
    event = find.choices(person.file, "training_event", "Chairing a meeting", 1)[0].id
    places = records.children(person.file, "training_event", event)["training_place"]
    assert [(one.refs["member_id"], one["status"], one["comment"]) for one in places] == [
        ("Isla Abercrombie", "attended", None),
        ("Joan Whitlock", "booked", "Wants to chair"),
    ]
    person.tabs_to("Title", back=True)
    person.types("!")
    person.presses("Ctrl+S", "Escape", "Ctrl+Z")
    assert person.told() == "Taken back: training event changed: Chairing a meeting"
    assert records.get(person.file, "training_event", event)["title"] == "Chairing a meeting"
