"""Somebody changes the passphrase by keyboard alone, and comes in by the sheet and mends it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator_app.clock import fixed_on
from facilitator_app.domain.errors import WrongPassphrase
from facilitator_app.gui.pages.reports.preview_page import PreviewPage
from facilitator_app.services import files
from facilitator_app.services.sample import PASSPHRASE
from tests.stories import house
from tests.stories.door import Door
from tests.stories.house import Sample
from tests.stories.person import Person

NEW = "four other words here"


@pytest.fixture
def door(app: QApplication, qtbot: QtBot) -> Iterator[Door]:
    """The way in, as the program itself builds it."""
    opened = Door(app, qtbot)
    yield opened
    opened.go_away()


def test_the_passphrase_is_changed_and_the_new_sheet_shown(person: Person) -> None:
    person.presses("Ctrl+K")
    person.types("change the passphrase")
    person.presses("Return")
    assert person.keyboard_is_in() == "Passphrase now"
    person.types(PASSPHRASE)
    person.presses("Tab", "Tab")
    person.types(NEW)
    person.presses("Tab", "Tab")
    person.types("four other wards here")
    person.presses("Return")
    assert person.sees("The two passphrases differ. Type the same one twice.")
    assert person.keyboard_is_in() == "New passphrase again"
    person.presses("Ctrl+A")
    person.types(NEW)
    person.presses("Return")
    person.waits_until(lambda: person.sees("The passphrase was changed"))
    files.confirm(person.file, NEW)
    assert person.keyboard_is_in() == "Show the new recovery sheet"
    person.presses("Space")
    person.waits()
    front = person.front
    assert isinstance(front, PreviewPage)
    letters = front.view.preview.sheets[0].words
    assert all(group in letters for group in person.file.recovery_key())
    person.presses("Esc")
    assert person.sees("The passphrase was changed")


def test_whoever_came_by_the_sheet_is_offered_a_new_passphrase(
    door: Door, sample: Sample, tmp_path: Path
) -> None:
    path = sample.copied(tmp_path)
    door.stand_before(path)
    door.clicks("I have lost my passphrase")
    door.types(" ".join(sample.key.groups()))
    door.clicks("Open")
    window = door.enters()
    door.waits_until(lambda: "recovery sheet" in window.notice.text)
    door.clicks_in(window, "Change it…")
    door.waits_until(lambda: door.keyboard_is_in() == "New passphrase")
    door.types(NEW)
    door.presses("Tab", "Tab")
    door.types(NEW)
    door.presses("Return")
    door.waits_until(lambda: door.keyboard_is_in() == "Show the new recovery sheet")
    door.leaves()
    assert door.is_sound(path, NEW)
    with pytest.raises(WrongPassphrase):
        files.open_file(path, PASSPHRASE, fixed_on(house.DAY))


def test_whoever_knows_the_passphrase_is_offered_nothing(
    door: Door, sample: Sample, tmp_path: Path
) -> None:
    door.stand_before(sample.copied(tmp_path))
    door.types(PASSPHRASE)
    door.presses("Return")
    window = door.enters()
    door.leaves()
    assert window.notice.text == ""
