"""What fields and buttons are called where they are heard: their state, their line, their order."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from facilitator_app.gui.tab_order import stops
from tests.gui.hearing import Ear, listening
from tests.pictures.spoken_tree import walk
from tests.pictures.visits import some
from tests.stories.person import Person

LABEL = QAccessible.RelationFlag.Label
RECORDS = ("member", "body", "seat", "action", "claim", "training_event", "meeting")


@pytest.fixture
def ear(app: QApplication) -> Iterator[Ear]:
    """Someone who listens."""
    with listening(app) as found:
        yield found


def places(page: QWidget) -> dict[QObject, int]:
    """Return where each widget of `page` comes among all that is read."""
    return {node.spoken.object(): at for at, node in enumerate(walk(page))}


def labels_after_fields(page: QWidget) -> list[str]:
    """Return the fields of `page` that are read before their labels."""
    order = places(page)
    return [
        str(node)
        for at, node in enumerate(walk(page))
        for other, _flag in node.spoken.relations(LABEL)
        if order.get(other.object(), 0) > at
    ]


def out_of_order(page: QWidget) -> list[str]:
    """Return the controls of `page` that are read before one that Tab comes to earlier."""
    order, found, last = places(page), [], 0
    for one in stops(page):
        at = order.get(one, last)
        if at < last:
            found.append(one.accessibleName())
        last = max(last, at)
    return found


@pytest.mark.parametrize("record", RECORDS)
def test_labels_come_before_their_fields_and_all_is_read_as_tab_goes(
    person: Person, record: str
) -> None:
    for new in (False, True):
        if new:
            person.window.new_record(record)
        else:
            person.window.open_record(record, some(person.file, record))
        person.waits()
        page: QWidget = person.front
        assert labels_after_fields(page) == []
        assert out_of_order(page) == []


def test_the_costs_come_before_their_sum(person: Person) -> None:
    person.window.open_record("claim", some(person.file, "claim"))
    person.waits()
    names = [node.name for node in walk(person.front)]
    amount = next(at for at, name in enumerate(names) if name.startswith("Amount, line"))
    assert amount < next(at for at, name in enumerate(names) if name.startswith("Total"))
    assert names.index("Claim") < amount


@pytest.mark.parametrize(
    ("record", "first"), [("member", "First names"), ("body", "Name, required")]
)
def test_a_page_comes_with_the_keyboard_in_its_first_field(
    person: Person, ear: Ear, record: str, first: str
) -> None:
    """The keyboard passed a nameless filler and Save; the window's title names the page."""
    person.window.open_record(record, some(person.file, record))
    person.waits()
    assert ear.stood == [first]


def test_a_meeting_comes_to_its_agenda_at_once(person: Person, ear: Ear) -> None:
    person.window.open_record("meeting", some(person.file, "meeting"))
    person.waits()
    assert ear.stood == ["Agenda"]


def cells(person: Person) -> list[str]:
    """Return what is called by a line of a table."""
    return [one for node in walk(person.front) if ", line" in (one := node.name)]


def bins(person: Person) -> list[str]:
    """Return what the buttons are called that delete a line."""
    found = person.front.findChildren(QPushButton)
    names = [one.accessibleName() for one in found if one.isVisible()]
    return [one for one in names if one.startswith("Delete") and "line" in one]


def test_lines_are_named_by_their_day(person: Person) -> None:
    person.window.new_record("claim")
    person.waits()
    assert "Day, line 1, required" in cells(person)
    assert bins(person) == ["Delete line 1"]
    person.fills("Day", "12/11/2026")
    person.presses("Tab")
    assert "Day, line of 12 Nov, required" in cells(person)
    assert bins(person) == ["Delete the line of 12 Nov"]
    person.clicks("Add claim line")
    assert len(bins(person)) == 2
    person.fills("Day, line of 12 Nov, required", "13/11/2026")
    person.presses("Tab")
    assert "Delete the line of 13 Nov" in bins(person)


def test_lines_are_named_by_their_person(person: Person) -> None:
    person.window.new_record("training_event")
    person.waits()
    person.clicks("Add training place")
    assert bins(person) == ["Delete line 1"]
    person.picks("Member", "Abercrombie")
    person.presses("Tab")
    assert bins(person) == [f"Delete the line of {person.says('Member')}"]
    person.clicks("Add training place")
    assert bins(person)[1] == "Delete line 2"


def test_a_mistake_in_a_line_is_told_with_its_line(person: Person, ear: Ear) -> None:
    person.window.new_record("claim")
    person.waits()
    person.picks("Member", "Abercrombie")
    person.fills("For the day", "12/11/2026")
    person.fills("What for", "Reading group")
    person.fills("Day", "12/11/2026")
    person.presses("Tab")
    ear.take()
    person.presses("Ctrl+S")
    (told,) = ear.urgent
    assert "to mend before this can be saved. " in told
    assert "line of 12 Nov: " in told
    assert ear.stood[-1].endswith(", line of 12 Nov, to be mended")


def test_buttons_that_show_a_passphrase_say_which(person: Person) -> None:
    person.window.show_section("file")
    person.waits()
    names = [one.accessibleName() for one in person.front.findChildren(QPushButton)]
    assert [one for one in names if one.startswith("Show: ")] == [
        "Show: Passphrase of that backup", "Show: Passphrase now", "Show: New passphrase",
        "Show: New passphrase again", "Show: Passphrase",
    ]  # fmt: skip


def test_a_passphrase_that_is_refused_is_told_and_its_field_named(person: Person, ear: Ear) -> None:
    person.window.show_section("file")
    person.waits()
    person.clicks("Change the passphrase")
    assert ear.said == ear.urgent == ["Type the passphrase that it has now."]
    assert ear.stood[-1] == "Passphrase now, required, to be mended"


def test_a_small_form_tells_how_much_is_to_be_mended(person: Person, ear: Ear) -> None:
    raw = person.file.store.raw
    (claim,) = raw.execute("SELECT min(id) FROM claim WHERE state = 'submitted'").fetchone()
    person.window.open_record("claim", claim)
    person.waits()
    person.clicks("Approve")
    person.fills("Approved by", "")
    person.presses("Delete")
    ear.take()
    person.presses("Ctrl+A", "Delete", "Return")
    (told,) = ear.urgent
    assert told.startswith("One thing to mend before this can be saved. Approved by: ")
    assert ear.said == [told]
