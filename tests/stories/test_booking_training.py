"""A workshop is noted, people are booked on it and come, by keyboard alone."""

from __future__ import annotations

import datetime as dt

from facilitator_app.services import find, records
from facilitator_app.spec.record import Draft
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
    assert person.told() == "Undone: training event changed: Chairing a meeting"
    assert records.get(person.file, "training_event", event)["title"] == "Chairing a meeting"


def test_book_someone_on_the_card_leads_to_booking(person: Person) -> None:
    """The button leads to an empty place with the keyboard in it; their card tells of it then."""
    values = {"title": "Chairing a meeting", "date": dt.date(2026, 12, 8), "hours": 25}
    event = records.save(person.file, Draft("training_event", values)).id
    person.goes_to("Training")
    person.stands_on("Chairing a meeting")
    person.clicks("Book someone")
    person.waits_until(lambda: person.keyboard_is_in() == "Member")
    person.types("whitlock")
    person.presses("Return", "Ctrl+S")
    places = records.children(person.file, "training_event", event)["training_place"]
    assert [one.refs["member_id"] for one in places] == ["Joan Whitlock"]
    person.presses("Escape")
    person.goes_to("Members")
    person.stands_on("Joan Whitlock")
    assert person.sees("Chairing a meeting")
    assert person.sees("8 Dec 2026, booked")


def test_the_keyboard_stays_with_the_person_whose_place_was_typed(person: Person) -> None:
    """Places keep their order when they are saved: the next key is about the same person."""
    person.presses("Ctrl+7", "Ctrl+N")
    person.types("Chairing a meeting")
    person.tabs_to("Date")
    person.types("8 dec 2026")
    person.tabs_to("Add training place")
    person.presses("Space")
    person.types("whitlock")
    person.presses("Return", "Tab", "Tab", "Return")
    person.types("abercrombie")
    person.presses("Return", "Tab", "Ctrl+S")
    person.types("Att")
    person.presses("Ctrl+S")
    event = find.choices(person.file, "training_event", "Chairing a meeting", 1)[0].id
    places = records.children(person.file, "training_event", event)["training_place"]
    assert [(one.refs["member_id"], one["status"]) for one in places] == [
        ("Isla Abercrombie", "attended"),
        ("Joan Whitlock", "booked"),
    ]
