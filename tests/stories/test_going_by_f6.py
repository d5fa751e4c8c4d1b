"""F6 goes from the rail to the page and to what stands beside it, round and round."""

from __future__ import annotations

import pytest

from facilitator_app.gui.pages.list_page import ListPage
from facilitator_app.gui.tab_order import BY_KEYS, has_keyboard
from tests.pictures.visits import some
from tests.stories.person import Person
from tests.stories.test_keeping_the_keyboard import has_ring


def area(person: Person) -> str:
    """Return where the keyboard is."""
    if has_keyboard(person.window.rail):
        return "rail"
    if has_keyboard(person.window.notice):
        return "notice"
    beside = [one for one in person.front.findChildren(object) if one.property("panel")]
    return "beside" if any(has_keyboard(one) for one in beside) else "page"


def goes(person: Person, key: str, times: int) -> list[str]:
    found = []
    for _turn in range(times):
        person.presses(key)
        found.append(area(person))
    return found


def test_a_list_with_its_card(person: Person) -> None:
    person.goes_to("Members")
    assert isinstance(person.front, ListPage)
    assert area(person) == "page"
    assert goes(person, "F6", 4) == ["beside", "rail", "page", "beside"]
    assert goes(person, "Shift+F6", 3) == ["page", "rail", "beside"]


@pytest.mark.parametrize("place", ["Members", "Today", "Reports", "Claims", "Settings"])
def test_whoever_used_the_mouse_before_sees_the_ring_in_every_part(
    person: Person, place: str
) -> None:
    person.goes_to("Meetings")
    person.goes_to(place)
    person.window.setAttribute(BY_KEYS, False)  # as after a click anywhere
    for key in ("F6", "F6", "F6", "Shift+F6", "Ctrl+2"):
        person.window.setAttribute(BY_KEYS, False)
        person.presses(key)
        assert has_ring(person), f"{key}: no ring around “{person.keyboard_is_in()}”"


def test_in_the_rail_it_stands_on_the_place_in_front(person: Person) -> None:
    person.goes_to("Members")
    person.presses("F6", "F6")
    assert person.window.rail.places.currentIndex().data() == "Members"
    assert person.window.rail.places.hasFocus()


def test_what_was_told_is_come_to_last(person: Person) -> None:
    person.goes_to("Members")
    person.window.notice.say("Done", undo=person.window.undo)
    person.waits()
    assert goes(person, "F6", 4) == ["beside", "notice", "rail", "page"]


def test_a_record(person: Person) -> None:
    person.window.open_record("member", some(person.file, "member"))
    person.waits()
    assert goes(person, "F6", 3) == ["beside", "rail", "page"]


def test_a_low_window_has_no_card_to_go_to(person: Person) -> None:
    person.goes_to("Members")
    person.window.resize(800, 600)
    person.waits()
    assert goes(person, "F6", 2) == ["rail", "page"]
