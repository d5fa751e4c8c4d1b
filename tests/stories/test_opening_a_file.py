"""From the first page into a network, and out again: what is wrong is said and can be mended."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection

from facilitator_app.clock import fixed_on
from facilitator_app.gui.widgets.progress_panel import ProgressPanel
from facilitator_app.migrations import upgrade
from facilitator_app.services import files
from facilitator_app.services.sample import PASSPHRASE
from facilitator_app.store.key import Key
from tests.files import make
from tests.stories import house
from tests.stories.door import Door
from tests.stories.house import Sample


@pytest.fixture
def door(app: QApplication, qtbot: QtBot) -> Iterator[Door]:
    """The way in, as the program itself builds it."""
    opened = Door(app, qtbot)
    yield opened
    opened.go_away()


def test_the_right_passphrase_opens(door: Door, sample: Sample, tmp_path: Path) -> None:
    path = sample.copied(tmp_path)
    door.stand_before(path)
    assert door.sees("Three Valleys")
    door.types(PASSPHRASE)
    door.presses("Return")
    window = door.enters()
    assert window.windowTitle() == "Three Valleys Cancer Network: Facilitator"
    assert not door.page.isVisible()
    door.leaves()
    assert door.page.isVisible()
    assert door.is_sound(path, PASSPHRASE)


def test_a_file_in_a_synced_folder_is_told_so_once(
    door: Door, sample: Sample, tmp_path: Path
) -> None:
    door.stand_before(sample.copied(tmp_path / "OneDrive - The trust"))
    door.types(PASSPHRASE)
    door.presses("Return")
    first = door.enters()
    door.waits_until(lambda: "This network lies in OneDrive" in first.notice.text)
    assert not first.notice.bad
    door.leaves()
    door.page.activateWindow()
    door.waits_until(lambda: QApplication.focusWidget() is not None)
    door.types(PASSPHRASE)
    door.presses("Return")
    second = door.enters()
    heard: list[object] = []
    for _pool in range(2):  # what was asked before is answered
        second._parts.ops.beside(lambda _progress: None, heard.append)
    door.waits_until(lambda: len(heard) == 2)
    assert second.notice.text == ""


def test_opening_an_older_file_can_be_stopped_and_tried_again(
    door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(shutil.copy(make.FOLDER / "step_0001.facilitator", tmp_path))
    before = path.read_bytes()
    begun, go_on, run_steps = threading.Event(), threading.Event(), upgrade.run_steps

    def held(connection: Connection, steps: Path) -> None:
        begun.set()
        go_on.wait()
        run_steps(connection, steps)

    monkeypatch.setattr(upgrade, "run_steps", held)
    door.stand_before(path)
    door.types(make.PASSPHRASE)
    door.presses("Return")
    door.waits_until(begun.is_set)
    (panel,) = door.page.findChildren(ProgressPanel)
    door.waits_until(panel.isVisible)
    door.clicks("Cancel")
    go_on.set()
    door.hears("Stopped. Nothing was changed")
    assert not panel.isVisible()
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == [path.name]
    door.types(make.PASSPHRASE)
    door.presses("Return")
    door.enters()
    door.leaves()
    assert door.is_sound(path, make.PASSPHRASE)


def test_a_wrong_passphrase_is_said_and_tried_again(
    door: Door, sample: Sample, tmp_path: Path
) -> None:
    door.stand_before(sample.copied(tmp_path))
    door.types("three valleys simple")
    door.presses("Return")
    door.hears("That passphrase does not open")
    door.types(PASSPHRASE)
    door.presses("Return")
    door.enters()
    door.leaves()


def test_what_is_no_network_is_said(door: Door, tmp_path: Path) -> None:
    path = tmp_path / "letter.facilitator"
    path.write_text("Dear Joan, " * 2000)
    before = path.read_bytes()
    door.stand_before(path)
    door.types("three words here")
    door.presses("Return")
    door.hears(".")
    assert path.read_bytes() == before


def test_a_newer_file_is_left_as_it_is(door: Door, sample: Sample, tmp_path: Path) -> None:
    path = sample.copied(tmp_path)
    opened = files.open_file(path, sample.key, fixed_on(house.DAY))
    with opened.store.unjournalled() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    opened.close()
    before = path.read_bytes()
    door.stand_before(path)
    door.types(PASSPHRASE)
    door.presses("Return")
    door.hears("was written by a later Facilitator. Install the latest version to open it.")
    assert path.read_bytes() == before


def test_the_recovery_sheet_opens(door: Door, sample: Sample, tmp_path: Path) -> None:
    path = sample.copied(tmp_path)
    door.stand_before(path)
    door.clicks("I have lost my passphrase")
    door.types("ABCDE FGHIJ")
    door.clicks("Open")
    door.hears(".")
    door.presses("Ctrl+A")
    door.types(" ".join(Key(bytes(32)).groups()))
    door.clicks("Open")
    door.hears("That recovery sheet does not open")
    door.presses("Ctrl+A")
    door.types(" ".join(sample.key.groups()).lower())
    door.clicks("Open")
    door.enters()
    door.leaves()
    assert door.is_sound(path, PASSPHRASE)


def test_a_new_network_with_its_sheet(door: Door, tmp_path: Path) -> None:
    door.stand_before(None)
    assert door.sees("Welcome to Facilitator")
    door.presses("Return")
    path = tmp_path / "Four Hills.facilitator"
    door.types("Four Hills Cancer Network")
    door.presses("Tab", "Ctrl+A")
    door.types(str(path))
    door.presses("Tab", "Tab")
    door.types("four words of mine")
    door.presses("Return")
    door.hears("The two passphrases differ. Type the same one twice.")
    door.types("four words of mine")
    door.presses("Return")
    door.waits_until(lambda: door.sees("Keep this recovery sheet"))
    door.clicks("Save as PDF…")
    dialog = door.page.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "sheet.pdf"))
    dialog.reject()
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF-")
    assert not door.is_on("Go to the network")
    next(iter(door.page.findChildren(QCheckBox))).click()
    door.clicks("Go to the network")
    window = door.enters()
    assert window.windowTitle() == "Four Hills Cancer Network: Facilitator"
    door.leaves()
    assert door.is_sound(path, "four words of mine")


def test_a_file_that_is_open_elsewhere_says_where(
    door: Door, sample: Sample, tmp_path: Path
) -> None:
    path = sample.copied(tmp_path)
    holder = files.open_file(path, sample.key, fixed_on(house.DAY), who="Ravi Shah")
    door.stand_before(path)
    door.types(PASSPHRASE)
    door.presses("Return")
    door.hears("has had this file open on")
    holder.close()
