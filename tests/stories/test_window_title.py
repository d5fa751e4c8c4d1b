"""The title of the window says where one is: a screen reader begins with it."""

from __future__ import annotations

from tests.pictures.visits import some
from tests.stories.person import Person

NETWORK = "Three Valleys Cancer Network: Facilitator"


def test_each_page_is_named_before_the_network(person: Person) -> None:
    window = person.window
    assert window.windowTitle() == f"Today – {NETWORK}"
    person.goes_to("Members")
    assert window.windowTitle() == f"Members – {NETWORK}"
    person.presses("Return")
    name = person.front.title
    assert name
    assert window.windowTitle() == f"{name} – {NETWORK}"
    person.presses("Escape")
    assert window.windowTitle() == f"Members – {NETWORK}"


def test_what_is_new_and_the_guide(person: Person) -> None:
    person.window.new_record("member")
    person.waits()
    assert person.window.windowTitle() == f"{person.front.title} – {NETWORK}"
    person.window.help()
    person.waits()
    assert person.window.windowTitle() == f"Guide – {NETWORK}"


def test_a_meeting_once_it_is_read(person: Person) -> None:
    person.window.open_record("meeting", some(person.file, "meeting"))
    person.waits()
    assert person.window.windowTitle() == f"{person.front.title} – {NETWORK}"
    assert person.front.title != "Meeting"
