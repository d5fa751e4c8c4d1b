"""A contact list for Excel, and the same on paper, from choosing the columns to the file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from facilitator_app.gui.pages.reports.preview_page import PreviewPage
from tests.stories.person import Person

# Off screen, a menu that opens is told so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)")


def ticks(person: Person, *columns: str) -> None:
    """Choose columns of the list in front by typing their names."""
    person.clicks("Choose columns")
    for name in columns:
        person.presses("Ctrl+A")
        person.types(name)
        person.presses("Down", "Space", "Up")
    person.presses("Escape", "Escape")
    assert person.keyboard_is_in() == "Choose columns"


def sheet(path: Path) -> list[tuple[object, ...]]:
    """Return the rows of a workbook's first sheet."""
    book = openpyxl.load_workbook(path)
    return [tuple(cell.value for cell in row) for row in book.worksheets[0].rows]


def test_a_contact_list_for_excel(person: Person, tmp_path: Path) -> None:
    person.goes_to("Members")
    for name in ("Group", "Comes as", "Status", "Heard from", "Locality"):
        person.listed.table.arrangement.show_column(
            next(one.key for one in person.listed.model.columns if one.label == name), False
        )
    ticks(person, "telephone", "e-mail", "address")
    person.takes_out("Export to Excel…")
    person.answers(tmp_path / "contacts.xlsx")
    heads, *rows = sheet(tmp_path / "contacts.xlsx")
    assert heads == ("Name", "Joined", "Telephone", "E-mail", "Address")
    assert len(rows) == len(person.rows())
    assert [row[0] for row in rows] == person.rows()
    joan = next(row for row in rows if row[0] == "Joan Whitlock")
    assert isinstance(joan[1], dt.datetime)
    assert all(isinstance(part, str) for part in joan[2:])
    assert person.told().startswith(f"{len(rows)} rows exported: contacts.xlsx")


def test_the_rows_that_are_selected_go_to_csv(person: Person, tmp_path: Path) -> None:
    person.goes_to("Members")
    person.listed.table.setFocus()
    person.presses("Home", "Shift+Down", "Shift+Down")
    person.takes_out("Export 3 selected rows as CSV…")
    person.answers(tmp_path / "three.csv")
    lines = (tmp_path / "three.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 4
    assert [line.split(",")[0] for line in lines[1:]] == person.rows()[:3]


def test_a_list_without_rows_says_that_there_is_nothing_to_print(person: Person) -> None:
    person.goes_to("Members")
    person.listed.table.setFocus()
    person.types("zzzzz")
    assert person.rows() == []
    person.presses("Ctrl+P")
    assert not isinstance(person.front, PreviewPage)
    assert person.told() == "There are no rows to print here."


def test_a_list_is_printed_as_it_is_filtered(person: Person) -> None:
    person.goes_to("Actions")
    person.listed.table.setFocus()
    person.types("parking")
    count = len(person.rows())
    person.presses("Ctrl+P")
    assert isinstance(person.front, PreviewPage)
    assert person.front.title == "Actions"
    assert person.sees("Open · with “parking”")
    words = person.front.view.preview.sheets[0].words
    assert f"{count} row" in words
    assert "What is to be done" in words
    person.clicks("Plain text")
    assert b"parking" in person.front.document.content
    person.presses("Escape")
    assert person.front.title == "Actions"


def test_sensitive_columns_are_said_before_they_leave(person: Person, tmp_path: Path) -> None:
    person.goes_to("Members")
    ticks(person, "what they need")
    person.takes_out("Export to Excel…")
    assert person.sees("Sensitive columns: What they need")
    assert person.keyboard_is_in() == "Leave them out"
    person.presses("Escape")
    assert not person.sees("Sensitive columns")
    assert person.front.title == "Members"
    person.takes_out("Print…")
    person.clicks("Cancel")
    assert not person.sees("Sensitive columns")
    person.takes_out("Export to Excel…")
    person.clicks("Leave them out")
    person.answers(tmp_path / "without.xlsx")
    assert "What they need" not in sheet(tmp_path / "without.xlsx")[0]
    person.takes_out("Export to Excel…")
    person.clicks("Include them")
    person.answers(tmp_path / "with.xlsx")
    assert "What they need" in sheet(tmp_path / "with.xlsx")[0]


def test_columns_are_set_back(person: Person) -> None:
    person.goes_to("Members")
    person.presses("Escape")
    usual = [column.key for column in person.listed.model.columns]
    ticks(person, "postcode")
    assert [column.key for column in person.listed.model.columns] == [*usual, "postcode"]
    person.clicks("Choose columns")
    person.clicks("As it was at first")
    person.presses("Escape")
    assert [column.key for column in person.listed.model.columns] == usual


def test_groups_and_seats_print_the_list_in_front(person: Person) -> None:
    person.goes_to("Groups and seats")
    person.clicks("Seats")
    person.listed.table.setFocus()
    person.types("chair forum")
    assert person.rows()
    person.presses("Ctrl+P")
    assert person.front.title == "Seats"
    assert person.sees("Held now · with “chair forum”")
