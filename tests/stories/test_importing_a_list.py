"""Lists as people keep them come in by the window: every row is told first, one Undo takes all."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator_app.services import find, lists
from tests.stories.person import Person

LISTS = Path(__file__).parents[1] / "exchange" / "files"


def choose(person: Person, path: Path) -> None:
    """Go to the page that imports members, and give it a file."""
    person.presses("Ctrl+K")
    person.types("import mem")
    person.presses("Return")
    person.clicks("Choose a file…")
    person.answers(path)


def how_many(person: Person) -> int:
    return lists.frame(person.file, lists.first_query("member")).ever


def told(person: Person) -> list[list[str]]:
    """Return what the preview says of each row."""
    model = person.front.looking.model
    return [
        [str(model.index(row, at).data()) for at in range(1, 5)] for row in range(model.rowCount())
    ]


def test_a_list_made_by_hand(person: Person) -> None:
    before = how_many(person)
    choose(person, LISTS / "hand_made.csv")
    assert person.sees("Step 2 of 4: match the columns · hand_made.csv")
    person.clicks("Look row by row")
    outcomes = [(number, what, who) for number, what, who, _why in told(person)]
    assert outcomes == [
        ("2", "Will be added", "Hettie Quillfeather"),
        ("3", "Will be added", "Osric Bramblecote"),
        ("4", "Blank", ""),
        ("5", "Added, see remarks", "Ida Pennywhistle"),
        ("6", "There already", "Hettie Quillfeather"),
        ("7", "Added, see remarks", "Cyril Snapdragon"),
        ("8", "Headings again", ""),
        ("9", "Will be added", "Marchpane"),
    ]
    remarks = [why for _number, _what, _who, why in told(person)]
    assert "Date of birth: read as 3 Apr 1958" in remarks[0]
    assert "a leading 0 was put back: 01632960404" in remarks[1]
    assert "February 1950 has 28 days" in remarks[3]
    assert remarks[7] == "Surname: The only name in this row."
    assert how_many(person) == before  # looking changes nothing
    person.clicks("Import 5 rows")
    assert person.sees("Members added: 5")
    assert how_many(person) == before + 5
    person.clicks("Done")
    person.goes_to("Members")
    person.listed.table.setFocus()
    person.types("bramble")
    assert person.rows() == ["Osric Bramblecote"]
    person.presses("Escape", "Ctrl+Z")
    assert person.told().startswith("Undone: ")
    assert how_many(person) == before
    assert not find.find(person.file, "bramblecote", 5)


def test_contacts_from_outlook(person: Person) -> None:
    before = how_many(person)
    choose(person, LISTS / "outlook.csv")
    person.clicks("Look row by row")
    assert [row[2] for row in told(person)] == [
        "Hettie Rose Quillfeather", "Amrit Thistlewood", "Béatrice O'Marrow",
    ]  # fmt: skip
    person.clicks("Import 3 rows")
    assert how_many(person) == before + 3
    person.presses("Ctrl+Z")
    assert person.sees("All of it was undone")
    assert how_many(person) == before


def test_importing_the_same_list_twice_adds_nobody(person: Person) -> None:
    choose(person, LISTS / "outlook.csv")
    person.clicks("Look row by row")
    person.clicks("Import 3 rows")
    person.clicks("Import another list")
    person.clicks("Choose a file…")
    person.answers(LISTS / "outlook.csv")
    person.clicks("Look row by row")
    assert {row[1] for row in told(person)} == {"There already"}
    assert person.sees("Nothing to import")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("letter.txt", "This is not a list that can be read."),
        ("picture.csv", ""),
        ("empty.csv", ""),
        ("truncated_quote.csv", ""),
        ("locked.xlsx", ""),
    ],
)
def test_what_cannot_be_read_is_said_and_changes_nothing(
    person: Person, name: str, said: str
) -> None:
    before = how_many(person)
    choose(person, LISTS / name)
    assert person.front.problem is not None
    assert person.sees(said)
    assert person.sees("Step 1 of 4: choose the file")
    assert how_many(person) == before


def test_the_buttons_are_in_reach_in_the_lowest_window_with_the_largest_text(
    person: Person,
) -> None:
    person.house.prefs.set("scale", "200")
    person.window.rebuild()
    person.window.resize(1024, 600)
    person.waits()
    choose(person, LISTS / "hand_made.csv")
    for step in ("Look row by row", "Import 5 rows"):
        foot = person.front.foot
        foot.show_words("5 will be added, " * 12, foot.next.text(), "check")
        person.waits()
        assert person.window.size().height() == 600
        assert foot.next.mapTo(person.window, foot.next.rect().bottomLeft()).y() < 600
        assert foot.next.accessibleName() == step
        assert foot.next.accessibleDescription().startswith("5 will be added")
        person.clicks(step)


def test_an_import_that_waits_is_gone_on_with_by_one_key(person: Person) -> None:
    choose(person, LISTS / "hand_made.csv")
    person.presses("Escape", "Ctrl+K")
    person.types("import mem")
    person.presses("Return")
    assert person.keyboard_is_in() == "Go on with it"
    person.presses("Return")
    assert person.sees("Step 2 of 4: match the columns · hand_made.csv")
