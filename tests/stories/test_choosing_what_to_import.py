"""Rows are left out, people topped up field by field, and imports that were left gone on with."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from facilitator_app.gui.pages.importing.import_page import ImportPage
from facilitator_app.gui.pages.importing.plan_model import TAKE
from facilitator_app.services import find, import_drafts, lists, records
from facilitator_app.services.files import File
from tests.stories.house import House
from tests.stories.person import Person
from tests.stories.test_importing_a_list import choose, how_many, told

# Off screen, a menu that opens is told so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)")

NEW = "First name,Surname,Joined\nHettie,Quillfeather,1 May 2024\nOsric,Bramblecote,1 May 2024\n"
KEPT = "The import of list.csv is kept as a draft. It is offered when you import again."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "list.csv"


def looks(person: Person, path: Path, text: str) -> ImportPage:
    """Go with a list as far as its rows."""
    path.write_text(text, encoding="utf-8")
    choose(person, path)
    person.clicks("Look row by row")
    page = person.front
    assert isinstance(page, ImportPage)
    return page


def outcomes(person: Person) -> list[str]:
    return [row[1] for row in told(person)]


def member(person: Person) -> tuple[int, dict[str, object]]:
    """Return a member of the sample who has a telephone and an e-mail address."""
    for one in lists.page(person.file, lists.first_query("member"), 0, 99):
        values = records.get(person.file, "member", one.id).values
        if values["telephone"] and values["email"] and "-" not in str(values["surname"]):
            return one.id, dict(values)
    raise AssertionError("Nobody in the sample can be reached.")


def topping_up(person: Person) -> tuple[int, str]:
    """Return a member, and a list of them with another telephone and no e-mail address."""
    who, has = member(person)
    text = f"First name,Surname,Telephone,E-mail,Notes\n{has['forenames']},{has['surname']},"
    return who, text + "01632 960999,,Came by bus\n"


def stored(person: Person, who: int) -> dict[str, object]:
    return dict(records.get(person.file, "member", who).values)


def test_a_row_is_left_out_by_key_and_that_is_told_and_taken_back(
    person: Person, path: Path
) -> None:
    before = how_many(person)
    looks(person, path, NEW)
    assert "Press the space bar to leave it out." in person.front.looking.detail.told.text()
    person.presses("Down", "Space")
    assert outcomes(person) == ["Will be added", "Left out"]
    assert person.sees("1 will be added, 1 is left out")
    assert person.sees(
        "Row 3, Osric Bramblecote. It is left out. Press the space bar to import it."
    )
    person.presses("Ctrl+Z")
    assert outcomes(person) == ["Will be added", "Will be added"]
    person.presses("Delete")
    assert outcomes(person) == ["Will be added", "Left out"]
    person.clicks("Import 1 row")
    assert how_many(person) == before + 1
    assert not find.find(person.file, "bramblecote", 5)
    person.presses("Ctrl+Z")
    assert how_many(person) == before


def test_a_row_is_left_out_by_mouse_and_from_a_menu(person: Person, path: Path) -> None:
    page = looks(person, path, NEW)
    table = page.looking.table
    place = table.visualRect(table.model().index(0, TAKE)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    person.waits()
    assert outcomes(person) == ["Left out", "Will be added"]
    person.presses("Ctrl+A", "Shift+F10")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [one.text() for one in menu.actions()] == ["Import 2 rows", "Leave out 2 rows"]
    menu.actions()[1].trigger()
    menu.close()
    person.waits()
    assert outcomes(person) == ["Left out", "Left out"]
    assert person.sees("Nothing to import")
    person.presses("Space")
    assert outcomes(person) == ["Will be added", "Will be added"]


def test_rows_that_are_left_out_are_found_among_others(person: Person, path: Path) -> None:
    looks(person, path, NEW)
    person.presses("Space")
    person.clicks("Left out, 1")
    assert [row[2] for row in told(person)] == ["Hettie Quillfeather"]
    person.presses("Ctrl+Z")
    person.clicks("All rows, 2")
    assert outcomes(person) == ["Will be added", "Will be added"]


def test_somebody_is_topped_up_field_by_field_and_blanks_change_nothing(
    person: Person, path: Path
) -> None:
    who, text = topping_up(person)
    had = stored(person, who)
    page = looks(person, path, text)
    assert outcomes(person) == ["Probably there already"]
    person.clicks("Change what is there already")
    assert outcomes(person) == ["Will be updated"]
    for words in ("Telephone", "Now", str(had["telephone"]), "After the import", "01632 960999"):
        assert person.sees(words)
    assert set(page.looking.detail.ticks) == {"telephone", "notes"}  # no e-mail address
    page.looking.detail.ticks["telephone"].click()
    person.waits()
    assert person.sees("1 will be updated, none will be added")
    person.clicks("Import 1 row")
    assert person.sees("Members added: 0, changed: 1")
    now = stored(person, who)
    assert (now["telephone"], now["email"]) == (had["telephone"], had["email"])
    assert str(now["notes"]).endswith("Came by bus")
    person.presses("Ctrl+Z")
    assert stored(person, who)["notes"] == had["notes"]


def test_whoever_is_to_stay_as_they_are_is_left_out(person: Person, path: Path) -> None:
    who, text = topping_up(person)
    had = stored(person, who)
    page = looks(person, path, text)
    person.clicks("Change what is there already")
    for tick in list(page.looking.detail.ticks.values()):
        tick.click()
    person.waits()
    assert outcomes(person) == ["Left out"]
    assert person.sees("Nothing to import")
    page.looking.table.setFocus()
    person.presses("Space")
    assert all(one.isChecked() for one in page.looking.detail.ticks.values())
    person.clicks("Import 1 row")
    assert stored(person, who)["telephone"] == "01632 960999"
    assert had["telephone"] != "01632 960999"


def test_an_import_that_is_left_is_kept_said_and_gone_on_with(person: Person, path: Path) -> None:
    before = how_many(person)
    looks(person, path, NEW)
    person.presses("Space", "Escape")
    assert person.told() == KEPT
    path.unlink()  # what it held is in the network's own file
    person.goes_to("Members")
    person.clicks("Import")
    assert person.sees("The import of list.csv is not finished")
    person.clicks("Go on with it")
    assert person.told() != KEPT
    assert person.sees("Step 3 of 4: look row by row · list.csv")
    assert outcomes(person) == ["Left out", "Will be added"]
    person.clicks("Import 1 row")
    assert how_many(person) == before + 1
    person.clicks("Import another list")
    assert not person.sees("is not finished")
    assert import_drafts.waiting(person.file) == ()


def test_columns_that_were_matched_come_back(person: Person, path: Path) -> None:
    path.write_text("Nachname,Vorname\nQuillfeather,Hettie\n", encoding="utf-8")
    choose(person, path)
    person.front.matching.choose("Nachname", "surname")
    person.presses("Escape")
    assert person.told() == KEPT
    person.goes_to("Today")
    person.clicks(person.named("Import of members not finished"))
    assert person.sees("Step 2 of 4: match the columns · list.csv")
    [row] = [one for one in person.front.matching.rows if one.header == "Nachname"]
    assert row.box.currentText() == "Surname"
    assert not person.front.matching.sheets.isVisible()


def test_it_stays_open_when_text_is_larger(person: Person, path: Path) -> None:
    page = looks(person, path, NEW)
    for keys in ("Ctrl++", "Ctrl+-"):
        person.presses(keys)
        assert person.front is not page
        page = person.front
        assert isinstance(page, ImportPage)
        person.waits_until(page.looking.table.isVisible)
        assert outcomes(person) == ["Will be added", "Will be added"]


def test_it_outlives_the_window(
    app: QApplication, cache: Path, network: File, qtbot: QtBot, path: Path
) -> None:
    first = House(app, cache, network)
    first.open()
    person = Person(first, qtbot)
    looks(person, path, "First name,Surname\nHettie,Quillfeather\nOsric,Bramblecote\n")
    person.fills("Their day of joining, if it is the same for all", "1 Juni")
    first.shut()
    second = House(app, cache, network)
    second.open()
    person = Person(second, qtbot)
    person.clicks(person.named("Import of members not finished"))
    assert person.says("Their day of joining, if it is the same for all") == "1 Juni"
    second.shut()


def test_what_is_thrown_away_can_be_brought_back(person: Person, path: Path) -> None:
    looks(person, path, NEW)
    person.presses("Escape")
    person.goes_to("Members")
    person.clicks("Import")
    person.clicks("Throw it away")
    assert not person.sees("is not finished")
    person.clicks("Bring it back")
    assert person.sees("The import of list.csv is not finished")


def test_nothing_is_kept_of_an_import_that_was_not_begun(person: Person) -> None:
    person.goes_to("Members")
    person.clicks("Import")
    person.presses("Escape")
    assert not person.sees("is kept as a draft")
    assert import_drafts.waiting(person.file) == ()
