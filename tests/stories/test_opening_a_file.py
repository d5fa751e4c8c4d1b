"""From the first page into a network, and out again: what is wrong is said and can be mended."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection

from facilitator_app.clock import fixed_on
from facilitator_app.gui.help import HelpPage
from facilitator_app.gui.pages.today.backup_notice import BackupNotice
from facilitator_app.gui.recent import Recents
from facilitator_app.gui.widgets.progress_panel import ProgressPanel
from facilitator_app.migrations import upgrade
from facilitator_app.services import files
from facilitator_app.services.sample import PASSPHRASE
from facilitator_app.store.key import Key
from tests.files import make
from tests.stories import house
from tests.stories.door import Door
from tests.stories.house import Sample
from tests.stories.person import network_of


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
    assert network_of(window) == "Three Valleys Cancer Network: Facilitator"
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
    door.presses("Tab")
    door.types("Ann Example")
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
    assert network_of(window) == "Four Hills Cancer Network: Facilitator"
    door.waits_until(
        lambda: any(one.text().endswith(", Ann") for one in window.findChildren(QLabel))
    )
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


def goes_in_and_out(door: Door, path: Path, passphrase: str) -> None:
    """Open the network at `path`, and close it again."""
    door.stand_before(path)
    door.types(passphrase)
    door.presses("Return")
    door.enters()
    door.leaves()


@pytest.mark.parametrize("passing", [True, False])
def test_a_sample_is_known_again_unless_it_lies_where_things_pass(
    door: Door, sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, passing: bool
) -> None:
    path = sample.copied(tmp_path).rename(tmp_path / "Renamed.facilitator")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path if passing else tmp_path / "temp"))
    goes_in_and_out(door, path, PASSPHRASE)
    assert (str(path) in door.prefs.get("files")) is not passing


def test_a_network_of_ones_own_is_known_again_wherever_it_lies(
    door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "Four Hills.facilitator"
    files.create(path, "four words of mine", "Four Hills", fixed_on(house.DAY)).close()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    goes_in_and_out(door, path, "four words of mine")
    assert str(path) in door.prefs.get("files")


def test_a_network_opened_before_is_chosen_by_keys(door: Door, tmp_path: Path) -> None:
    words = "four words of mine"
    for name in ("Four Hills", "Five Rivers"):
        path = tmp_path / f"{name}.facilitator"
        files.create(path, words, name, fixed_on(house.DAY)).close()
        goes_in_and_out(door, path, words)
        door.go_away()
    door.stand_before(None)
    assert door.sees("Five Rivers")
    door.clicks("Networks opened before…")
    door.presses("Down", "Return")
    assert door.sees("Four Hills")
    door.types(words)
    door.presses("Return")
    assert network_of(door.enters()) == "Four Hills: Facilitator"
    door.leaves()
    door.clicks("Networks opened before…")
    door.presses("Del")
    assert door.sees("Four Hills was taken off the list. Its file was not touched.")
    assert "Four Hills" not in door.prefs.get("files")
    assert door.is_sound(tmp_path / "Four Hills.facilitator", words)


def test_a_sample_is_tried_and_leaves_nothing(
    door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    door.stand_before(None)
    for _time in range(2):
        door.clicks("Try it with a sample network")
        assert network_of(door.enters()) == "Three Valleys Cancer Network: Facilitator"
        door.leaves()
        assert door.sees("Welcome to Facilitator")
        assert not list(tmp_path.glob("facilitator-*"))
    assert door.prefs.get("files") == ""


def test_the_window_comes_back_where_it_stood(door: Door, tmp_path: Path) -> None:
    path, words = tmp_path / "Four Hills.facilitator", "four words of mine"
    files.create(path, words, "Four Hills", fixed_on(house.DAY)).close()
    door.stand_before(path)
    door.types(words)
    door.presses("Return")
    window = door.enters()
    window.setGeometry(20, 60, 730, 520)
    place = window.geometry()
    door.leaves()
    assert door.page.geometry() == place
    door.go_away()
    door.stand_before(path)
    assert door.page.geometry() == place
    door.types(words)
    door.presses("Return")
    assert door.enters().geometry() == place


def test_a_backup_that_was_looked_into_is_not_offered_at_the_next_start(
    door: Door, tmp_path: Path
) -> None:
    own, words = tmp_path / "Four Hills.facilitator", "four words of mine"
    files.create(own, words, "Four Hills", fixed_on(house.DAY)).close()
    copy = Path(shutil.copy(own, tmp_path / "Four Hills 2026-11-12 090000.facilitator"))
    for number, path in enumerate((own, copy)):
        if number:
            door.go_away()
        door.stand_before(path)
        door.types(words)
        door.presses("Return")
        door.enters()
    assert [one.file for one in Recents(door.prefs).all()] == [own]


def test_an_open_backup_says_so_and_becomes_a_network(
    door: Door, sample: Sample, tmp_path: Path
) -> None:
    copy = sample.copied(tmp_path).rename(tmp_path / "Three Valleys 2026-11-12 090000.facilitator")
    door.stand_before(copy)
    door.types(PASSPHRASE)
    door.presses("Return")
    window = door.enters()
    assert network_of(window).startswith("Backup of 12 Nov 2026, ")
    (notice,) = window.findChildren(BackupNotice)
    said = "This is a backup of 12 Nov 2026. What you write here is not in your network."
    assert notice.accessibleName() == said
    assert notice.isVisible()
    door.clicks_in(window, "Make a network of it")
    door.waits_until(door.page.isVisible)
    assert door.sees("Three Valleys restored ")
    door.types(PASSPHRASE)
    door.presses("Return")
    window = door.enters()
    assert window.findChildren(BackupNotice) == []
    (made,) = tmp_path.glob("Three Valleys restored *.facilitator")
    named = f"Three Valleys Cancer Network, in “{made.stem}”: Facilitator"
    assert network_of(window) == named
    told = "This file was restored from a backup on "
    door.waits_until(lambda: window.notice.text.startswith(told))
    assert made.name in window.notice.text
    door.leaves()
    door.go_away()
    door.stand_before(made)  # it is said once
    door.types(PASSPHRASE)
    door.presses("Return")
    window = door.enters()
    assert network_of(window) == named
    assert told not in window.notice.text
    door.leaves()
    assert door.is_sound(made, PASSPHRASE)


def test_the_guide_opens_before_any_network_does(door: Door) -> None:
    door.stand_before(None)
    assert door.sees("Welcome to Facilitator")
    door.presses("F1")
    door.waits_until(lambda: bool(door.page.findChildren(HelpPage)))
    (guide,) = door.page.findChildren(HelpPage)
    assert guide.isVisible()
    assert guide.page == "start"
    assert not door.page.page.isVisible()
    door.presses("Esc")
    assert not guide.isVisible()
    assert door.sees("Welcome to Facilitator")
    assert door.keyboard_is_in() == "New network…"
    door.clicks("Guide (F1)")
    door.clicks("Back")
    assert door.sees("Welcome to Facilitator")


def test_what_is_typed_stays_while_one_reads_the_guide(
    door: Door, sample: Sample, tmp_path: Path
) -> None:
    door.stand_before(sample.copied(tmp_path))
    door.types(PASSPHRASE)
    door.presses("F1")
    door.waits_until(lambda: bool(door.page.findChildren(HelpPage)))
    door.presses("Esc", "Return")
    door.enters()


def test_a_file_that_is_not_there_is_told_before_its_passphrase_is_asked(
    door: Door, tmp_path: Path
) -> None:
    door.stand_before(tmp_path / "Gone.facilitator")
    said = f"Gone.facilitator is not in {tmp_path}. Connect its drive, or open another file."
    door.waits_until(lambda: door.sees(said))
    assert door.keyboard_is_in() == "Passphrase"
