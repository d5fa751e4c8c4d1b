"""The settings over a real file: choices hold, the file is checked, copied and given out."""

from __future__ import annotations

import datetime as dt
import shutil
import tomllib
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from facilitator_app import assets, paths
from facilitator_app.clock import FixedClock
from facilitator_app.digests.lists import ListQuery
from facilitator_app.domain.codes import code_of
from facilitator_app.gui import theme
from facilitator_app.gui.pages.importing.import_page import ImportPage
from facilitator_app.gui.pages.reports.preview_page import PreviewPage
from facilitator_app.gui.pages.settings import about_section
from facilitator_app.gui.pages.settings.appearance_section import AppearanceSection
from facilitator_app.gui.pages.settings.file_section import FileSection, last_backup, size_words
from facilitator_app.gui.pages.settings.list_sections import RatesSection
from facilitator_app.gui.pages.settings.network_section import NetworkSection
from facilitator_app.gui.pages.settings.picklists_section import PickListsSection
from facilitator_app.gui.pages.settings.sections import SECTIONS
from facilitator_app.gui.pages.settings.settings_page import SettingsPage
from facilitator_app.gui.prefs import HeldPrefs
from facilitator_app.gui.theme import Theme
from facilitator_app.services import exchange, files, lists, meetings, picklists, records, undo
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from tests.conftest import Make
from tests.gui import pictures, probe
from tests.gui.plain_context import NotingWindow, context_over

PASSPHRASE = "three words here"

pytestmark = pytest.mark.usefixtures("app", "flushed")


@pytest.fixture
def flushed(qapp: QApplication) -> Iterator[None]:
    """Let go of the widgets that a test has closed, or every theme set later dresses them too."""
    yield
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def restyled() -> list[str]:
    """Grows by one each time the window is to be dressed anew."""
    return []


@pytest.fixture
def world(
    file: File, prefs: HeldPrefs, restyled: list[str], qtbot: QtBot
) -> tuple[SettingsPage, NotingWindow]:
    return shown(qtbot, file, prefs, restyled)


def shown(
    qtbot: QtBot, file: File, prefs: HeldPrefs, restyled: list[str], width: int = 1158
) -> tuple[SettingsPage, NotingWindow]:
    context, window = context_over(file)
    page = SettingsPage(
        context, prefs, file.store.path, lambda: restyled.append("now"),
        lambda path: window.asked.append(("other", path)),
    )  # fmt: skip
    qtbot.addWidget(page)
    page.resize(width, 768)
    page.show()
    qtbot.waitExposed(page)
    pictures.settle()
    return page, window


def file_section(page: SettingsPage) -> FileSection:
    page.show_section("file")
    section = page.sections["file"]
    assert isinstance(section, FileSection)
    return section


def pick_lists(page: SettingsPage) -> PickListsSection:
    page.show_section("picklists")
    section = page.sections["picklists"]
    assert isinstance(section, PickListsSection)
    return section


def test_theme_and_size_are_kept_and_applied_at_once(
    world: tuple[SettingsPage, NotingWindow], prefs: HeldPrefs, restyled: list[str],
    qapp: QApplication, cache: Path,
) -> None:  # fmt: skip
    page, _window = world
    page.show_section("appearance")
    looks = page.sections["appearance"]
    assert isinstance(looks, AppearanceSection)
    assert looks.buttons["theme", ""].isChecked()
    looks.buttons["theme", "dark"].click()
    assert (prefs.get("theme"), restyled) == ("dark", ["now"])
    theme.apply(qapp, theme.load(theme.chosen(prefs.get("theme")), 1.0, pictures.FAMILY), cache)
    assert theme.current().name == "dark"
    looks.buttons["scale", "150"].click()
    looks.buttons["rows", "comfortable"].click()
    assert (prefs.get("scale"), prefs.get("rows"), len(restyled)) == ("150", "comfortable", 3)
    looks.buttons["rows", "comfortable"].click()
    assert len(restyled) == 3


def test_after_dressing_anew_the_keyboard_is_where_it_was(
    qtbot: QtBot, file: File, prefs: HeldPrefs, restyled: list[str]
) -> None:
    page, _window = shown(qtbot, file, prefs, restyled)
    page.show_section("appearance")
    looks = page.sections["appearance"]
    assert isinstance(looks, AppearanceSection)
    looks.buttons["scale", "125"].click()
    again, _window = shown(qtbot, file, prefs, restyled)
    again.activateWindow()
    again.setFocus(Qt.FocusReason.OtherFocusReason)
    assert again.section == "appearance"
    chosen = again.sections["appearance"]
    assert isinstance(chosen, AppearanceSection)
    assert again.window().focusWidget() is chosen.buttons["scale", "125"]


def test_network_is_changed_and_undone(
    world: tuple[SettingsPage, NotingWindow], file: File
) -> None:
    page, window = world
    section = page.sections["network"]
    assert isinstance(section, NetworkSection)
    section.form.rows["short_name"].editor.set_value("Valleys")
    page.save()
    assert records.network(file)["short_name"] == "Valleys"
    [changes] = window.said("changed")
    before = undo.undo(file)
    page.stale(before)
    assert section.form.readable()["short_name"] != "Valleys"
    assert changes.touches("network")
    page.save()
    assert window.said("tell") == ["Everything is saved already."]


def test_network_without_a_name_is_refused_at_the_field(
    world: tuple[SettingsPage, NotingWindow], file: File
) -> None:
    page, window = world
    section = page.sections["network"]
    assert isinstance(section, NetworkSection)
    section.form.rows["name"].editor.set_value(None)
    page.save()
    assert section.form.rows["name"].problem
    assert window.asked == []
    assert records.network(file)["name"]


def test_what_was_typed_is_kept_and_offered_back(
    qtbot: QtBot, file: File, prefs: HeldPrefs, restyled: list[str]
) -> None:
    page, _window = shown(qtbot, file, prefs, restyled)
    section = page.sections["network"]
    assert isinstance(section, NetworkSection)
    section.form.rows["facilitator"].editor.set_value("Helen Marsh")
    assert page.can_leave()
    again, _window = shown(qtbot, file, prefs, restyled)
    [use] = [one for one in again.findChildren(QPushButton) if one.text() == "Use it"]
    use.click()
    section = again.sections["network"]
    assert isinstance(section, NetworkSection)
    assert section.form.readable()["facilitator"] == "Helen Marsh"
    section.discard()
    assert not section.form.dirty


def test_a_change_elsewhere_is_told_and_not_overwritten(
    world: tuple[SettingsPage, NotingWindow], file: File
) -> None:
    page, _window = world
    stored = records.network(file)
    records.save(file, Draft("network", {"name": "Four Valleys"}, stored.id, stored.version))
    section = page.sections["network"]
    assert isinstance(section, NetworkSection)
    section.form.rows["short_name"].editor.set_value("Mine")
    page.save()
    assert records.network(file)["name"] == "Four Valleys"
    [again] = [one for one in page.findChildren(QPushButton) if one.text() == "Show what is stored"]
    again.click()
    assert section.form.readable()["name"] == "Four Valleys"


def test_words_of_an_entry_are_changed_where_they_stand(
    world: tuple[SettingsPage, NotingWindow], file: File
) -> None:
    page, window = world
    section = pick_lists(page)
    section.show_list("seat_role")
    QAbstractItemModelTester(section.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    first = section.model.entry(0)
    assert first is not None
    section.model.setData(section.model.index(0, 0), "Convener")
    assert file.format_context().lists.label("seat_role", first.code) == "Convener"
    page.stale(window.said("changed")[-1])
    assert section.model.index(0, 0).data() == "Convener"
    assert section.box.currentData() == "seat_role"


def test_an_entry_is_added_retired_and_offered_again(
    world: tuple[SettingsPage, NotingWindow], file: File
) -> None:
    page, window = world
    section = pick_lists(page)
    section.show_list("seat_role")
    section.typed.setText("  Note  taker ")
    section.add_button.click()
    page.stale(window.said("changed")[-1])
    row = section.model.rowCount() - 1
    assert (section.model.index(row, 0).data(), section.typed.text()) == ("Note taker", "")
    code = file.format_context().lists.code("seat_role", "note taker")
    assert code == code_of("Note taker", ())
    section.table.selectRow(row)
    QTest.keyClick(section.table, Qt.Key.Key_Delete)
    page.stale(window.said("changed")[-1])
    assert section.model.index(row, 1).data() == "No longer offered"
    assert section.retire_button.text() == "Offer again"
    assert code not in [one.code for one in file.format_context().lists.offered("seat_role")]
    section.retire_button.click()
    assert code in [one.code for one in file.format_context().lists.offered("seat_role")]


def test_the_same_words_twice_are_refused_in_a_sentence(
    world: tuple[SettingsPage, NotingWindow], file: File
) -> None:
    page, _window = world
    section = pick_lists(page)
    section.show_list("seat_role")
    known = section.model.index(0, 0).data()
    section.typed.setText(known.upper())
    section.add()
    said = [
        one.text() for one in section.findChildren(QLabel) if "in this list already" in one.text()
    ]
    assert said == [f"“{known.upper()}” is in this list already."]
    assert len(file.format_context().lists.entries["seat_role"]) == section.model.rowCount()


def test_lists_that_rules_need_can_only_be_relabelled(
    world: tuple[SettingsPage, NotingWindow], file: File
) -> None:
    page, window = world
    section = pick_lists(page)
    section.show_list("claim_state")
    assert not section.add_button.isEnabled()
    assert not section.retire_button.isEnabled()
    assert section.add_button.toolTip()
    before = file.format_context().lists.entries["claim_state"]
    section.typed.setText("Lost")
    section.add()
    section.retire()
    assert file.format_context().lists.entries["claim_state"] == before
    assert window.said("changed") == []
    section.model.setData(section.model.index(0, 0), "Begun")
    assert file.format_context().lists.entries["claim_state"][0].label == "Begun"


def test_entries_are_moved_by_buttons_and_keys(
    world: tuple[SettingsPage, NotingWindow], file: File
) -> None:
    page, window = world
    section = pick_lists(page)
    section.show_list("standing_item")
    words = [section.model.index(row, 0).data() for row in range(section.model.rowCount())]
    assert not section.up.isEnabled()
    section.down.click()
    page.stale(window.said("changed")[-1])
    words[:2] = words[1], words[0]
    assert [entry.label for entry in file.format_context().lists.offered("standing_item")] == words
    assert section.table.currentIndex().row() == 1
    QTest.keyClick(section.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    page.stale(window.said("changed")[-1])
    words[1:3] = words[2], words[1]
    assert [entry.label for entry in file.format_context().lists.offered("standing_item")] == words
    undo.undo(file)
    words[1:3] = words[2], words[1]
    assert [entry.label for entry in file.format_context().lists.offered("standing_item")] == words
    section.show_list("claim_state")
    assert not section.up.isEnabled()
    assert not section.down.isEnabled()


def test_usual_items_stand_on_the_first_agenda_as_they_were_edited(
    world: tuple[SettingsPage, NotingWindow], file: File, make: Make
) -> None:
    page, window = world
    section = pick_lists(page)
    section.show_list("standing_item")
    assert section.box.currentText() == "Meetings · Usual items of a first agenda"
    section.model.setData(section.model.index(0, 0), "Hello and who is here")
    page.stale(window.said("changed")[-1])
    section.table.selectRow(1)
    section.retire()
    page.stale(window.said("changed")[-1])
    values = {"body_id": make.body("A group", "AG"), "date": dt.date(2026, 12, 1)}
    planned = meetings.page(file, meetings.plan(file, values).id)
    items = [item.title for item in planned.items]
    assert items[0] == "Hello and who is here"
    assert "Minutes of the last meeting" not in items


def test_every_list_of_the_program_can_be_edited(file: File) -> None:
    """Usual items are chosen from at no field."""
    shipped = tomllib.loads(assets.text("lists/lists.toml"))
    assert {one.name for one in picklists.every(file)} >= set(shipped)


def test_every_list_that_a_field_offers_can_be_found(file: File) -> None:
    found = picklists.every(file)
    assert len({one.label for one in found}) == len(found)
    assert {one.name for one in found} >= {"member_status", "access_need", "locality"}


def test_rates_say_what_finance_has_agreed_to(
    world: tuple[SettingsPage, NotingWindow], file: File
) -> None:
    page, window = world
    page.show_section("rates")
    section = page.sections["rates"]
    assert isinstance(section, RatesSection)
    head = lists.frame(file, ListQuery("mileage_rate"))
    at = [one.key for one in head.columns].index("agreed")
    rows = lists.page(file, ListQuery("mileage_rate"), 0, 50)
    assert {row.cells[at].text for row in rows} == {"To be confirmed"}
    stored = records.get(file, "mileage_rate", rows[0].id)
    records.save(file, Draft("mileage_rate", {"confirmed": True}, stored.id, stored.version))
    now = lists.page(file, ListQuery("mileage_rate"), 0, 50)
    assert [row.cells[at].text for row in now if row.id == stored.id] == ["Confirmed"]
    page.add()
    assert window.said("new") == [("mileage_rate", None)]


def test_check_says_that_the_file_is_sound(world: tuple[SettingsPage, NotingWindow]) -> None:
    section = file_section(world[0])
    section.check()
    assert section.file_block.notice is not None
    assert section.file_block.notice.tone == "ok"
    assert "sound" in section.file_block.notice.accessibleName()


def test_check_says_what_is_damaged(world: tuple[SettingsPage, NotingWindow], file: File) -> None:
    section = file_section(world[0])
    raw = file.store.raw
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute(
        "INSERT INTO seat (id, version, member_id, body_id, starts, role)"
        " VALUES (1, 1, 8, 9, '2024-01-01', 'member')"
    )
    raw.commit()
    section.check()
    assert section.file_block.notice is not None
    assert section.file_block.notice.tone == "bad"
    assert "no longer there" in section.file_block.notice.accessibleName()
    assert world[1].said("damaged") == [True]


def test_a_backup_opens_and_is_remembered(
    world: tuple[SettingsPage, NotingWindow], prefs: HeldPrefs, file: File, tmp_path: Path,
    clock: FixedClock,
) -> None:  # fmt: skip
    section = file_section(world[0])
    assert last_backup(prefs, file.store.path) == "Not backed up from this computer yet."
    folder = tmp_path / "stick"
    folder.mkdir()
    section.ask_backup()
    dialog = section.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(folder))
    dialog.reject()
    [copy] = folder.iterdir()
    opened = files.open_file(copy, PASSPHRASE, clock)
    assert records.network(opened)["name"] == records.network(file)["name"]
    opened.close()
    assert "23 Nov 2026" in last_backup(prefs, file.store.path)
    assert section.backup_block.notice is not None
    assert copy.name in section.backup_block.notice.accessibleName()


def test_a_package_is_offered_where_the_last_one_or_the_last_backup_went(
    world: tuple[SettingsPage, NotingWindow], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    section = file_section(world[0])
    home, stick, out = tmp_path / "Documents", tmp_path / "stick", tmp_path / "out"
    for folder in (home, stick, out):
        folder.mkdir()
    monkeypatch.setattr(paths, "documents", lambda: home)

    def offered(ask: Callable[[], None]) -> Path:
        before = section.findChildren(QFileDialog)
        ask()
        (dialog,) = [one for one in section.findChildren(QFileDialog) if one not in before]
        dialog.reject()
        return Path(dialog.directory().absolutePath())

    assert (offered(section.ask_export), offered(section.ask_backup)) == (home, home)
    section.back_up(stick)
    assert (offered(section.ask_export), offered(section.ask_backup)) == (stick, stick)
    section.export(out / "all.zip")
    assert offered(section.ask_export) == out
    assert offered(section.ask_backup) == stick
    shutil.rmtree(out)
    assert offered(section.ask_export) == stick


def test_copies_are_listed_and_one_that_is_gone_is_told(
    qtbot: QtBot, file: File, prefs: HeldPrefs, restyled: list[str], tmp_path: Path
) -> None:
    kept, gone = files.backup(file, tmp_path), files.backup(file, tmp_path)
    gone.unlink()
    page, _window = shown(qtbot, file, prefs, restyled)
    section = file_section(page)
    qtbot.waitUntil(lambda: len(told(section.backup_block)) > 3)
    lines = told(section.backup_block)
    assert f"{kept.name}, {size_words(kept.stat().st_size)}" in lines
    assert f"{tmp_path}: not found here" in lines
    assert str(tmp_path) in lines


def told(block: QWidget) -> list[str]:
    """Return the words of labels, without the places where a long word may end its line."""
    return [one.text().replace("\N{ZERO WIDTH SPACE}", "") for one in block.findChildren(QLabel)]


def test_a_backup_that_cannot_be_is_told(
    world: tuple[SettingsPage, NotingWindow], tmp_path: Path
) -> None:
    section = file_section(world[0])
    section.back_up(tmp_path / "nowhere")
    assert section.backup_block.notice is not None
    assert section.backup_block.notice.tone == "bad"


def test_only_ticked_sensitive_fields_leave(
    world: tuple[SettingsPage, NotingWindow], peopled: File, tmp_path: Path
) -> None:
    section = file_section(world[0])
    assert not any(one.isChecked() for one in section.ticks.values())
    section.export(tmp_path / "plain.zip")
    section.ticks["member.access_needs"].setChecked(True)
    section.export(tmp_path / "full.zip")
    held = {name: needs(tmp_path / name) for name in ("plain.zip", "full.zip")}
    assert held == {"plain.zip": False, "full.zip": True}
    assert exchange.is_package(tmp_path / "full.zip")
    del peopled


def test_an_export_says_which_sensitive_answers_stayed_out(
    world: tuple[SettingsPage, NotingWindow], tmp_path: Path
) -> None:
    section = file_section(world[0])
    package = tmp_path / "all.zip"
    first, *others = section.ticks.values()
    first.setChecked(True)
    section.export(package)
    said = " ".join(told(section.out_block.notice or section))
    assert "Everything was written" not in said
    assert all(one.text() in said for one in others)
    assert first.text() not in said
    for one in others:
        one.setChecked(True)
    section.export(package)
    assert told(section.out_block.notice or section)[-2:] == [
        "Everything was written", str(package),
    ]  # fmt: skip


def needs(package: Path) -> bool:
    with zipfile.ZipFile(package) as opened:
        return b"large_print" in opened.read("data/member.csv")


def test_import_list_opens_its_page(world: tuple[SettingsPage, NotingWindow]) -> None:
    page, window = world
    file_section(page).import_list()
    [shown_page] = window.said("show")
    assert isinstance(shown_page, ImportPage)
    shown_page.deleteLater()


def test_the_recovery_sheet_asks_for_the_passphrase(
    world: tuple[SettingsPage, NotingWindow], file: File, prefs: HeldPrefs, tmp_path: Path
) -> None:
    page, window = world
    section = file_section(page)
    section.passphrase.field.setText("three wrong words")
    section.show_sheet()
    assert section.sheet_block.notice is not None
    assert section.sheet_block.notice.tone == "bad"
    assert window.said("show") == []
    section.passphrase.field.setText(PASSPHRASE)
    section.show_sheet()
    [sheet] = window.said("show")
    assert isinstance(sheet, PreviewPage)
    assert section.passphrase.field.text() == ""
    sheet.resize(1158, 768)
    sheet.show()
    pictures.settle()
    assert all(group in sheet.view.preview.sheets[0].words for group in file.recovery_key())
    sheet.output.save(sheet.document, tmp_path / "sheet.pdf")
    assert prefs.get("sheet") == str(tmp_path)
    sheet.deleteLater()


def types_passphrases(section: FileSection, old: str, new: str, again: str) -> str:
    block = section.passphrase_block
    for one, text in ((block.old, old), (block.new, new), (block.again, again)):
        one.field.setText(text)
    block.change()
    assert block.notice is not None
    return block.notice.accessibleName()


def test_a_new_passphrase_is_looked_at_before_it_is_taken(
    world: tuple[SettingsPage, NotingWindow], file: File
) -> None:
    section, new = file_section(world[0]), "four other words here"
    block = section.passphrase_block
    assert "Type the passphrase that it has now." in types_passphrases(section, "", new, new)
    assert "at least 8 characters" in types_passphrases(section, PASSPHRASE, "short", "short")
    assert "at least 8 characters" in types_passphrases(
        section, PASSPHRASE, " " * 7 + "a", " " * 7 + "a"
    )
    assert "The two passphrases differ" in types_passphrases(section, PASSPHRASE, new, "four")
    assert block.again.field.hasFocus()
    assert "not the passphrase of this network" in types_passphrases(section, "wrong one", new, new)
    assert block.old.field.hasFocus()
    files.confirm(file, PASSPHRASE)


def test_a_new_passphrase_is_told_with_what_keeps_the_old_one_and_a_new_sheet(
    world: tuple[SettingsPage, NotingWindow], file: File, tmp_path: Path
) -> None:
    page, window = world
    section, new = file_section(page), "four other words here"
    files.backup(file, tmp_path)
    said = types_passphrases(section, PASSPHRASE, new, new)
    assert said.startswith("The passphrase was changed. The recovery sheet that was printed before")
    assert "Backups that were made before keep the old passphrase" in said
    block = section.passphrase_block
    assert [one.field.text() for one in (block.old, block.new, block.again)] == ["", "", ""]
    assert any("made under an older passphrase" in text for text in told(section.backup_block))
    files.confirm(file, new)
    assert block.notice is not None
    [show] = block.notice.buttons
    assert show.hasFocus()
    show.click()
    [sheet] = window.said("show")
    assert isinstance(sheet, PreviewPage)
    sheet.deleteLater()


def test_whoever_came_by_the_sheet_is_not_asked_for_the_old_passphrase(
    world: tuple[SettingsPage, NotingWindow], file: File
) -> None:
    file.by_sheet = True
    section, new = file_section(world[0]), "four other words here"
    block = section.passphrase_block
    assert not block.old.isVisible()
    block.go_to()
    assert block.new.field.hasFocus()
    types_passphrases(section, "", new, new)
    files.confirm(file, new)
    assert block.old.isVisible()


def test_a_backup_is_looked_into_and_restored_into_a_new_file(
    world: tuple[SettingsPage, NotingWindow], file: File, tmp_path: Path
) -> None:
    page, window = world
    stick = tmp_path / "stick"
    stick.mkdir()
    copy = files.backup(file, stick)
    records.save(file, Draft("member", {"forenames": "Taro", "surname": "Bright"}))
    section = file_section(page)
    block = section.restore_block
    section.run("restore")
    assert block.copies.hasFocus()
    before = copy.read_bytes()
    block.look()
    assert block.notice is not None
    assert block.notice.title.text().startswith("Three Valleys Cancer Network, backed up on 23 Nov")
    told = block.notice.text.text()
    assert told.startswith("0 members (1 fewer than now), 0 meetings (as many as now), ")
    target = file.store.path.with_stem(f"{file.store.path.stem} restored 23 Nov 2026")
    assert f"It would go into “{target.name}”." in told
    assert (copy.read_bytes(), list(stick.iterdir()), target.exists()) == (before, [copy], False)
    [put] = block.notice.buttons
    assert put.hasFocus()
    put.click()
    assert block.notice.title.text().startswith("Restored from the backup of ")
    assert target.exists()
    block.notice.buttons[0].click()
    assert window.said("other") == [target]
    assert lists.frame(file, lists.first_query("member")).ever == 1


def test_a_backup_of_an_older_passphrase_asks_for_it(
    world: tuple[SettingsPage, NotingWindow], file: File, tmp_path: Path
) -> None:
    copy = files.backup(file, tmp_path)
    files.change_passphrase(file, "four other words here")
    block = file_section(world[0]).restore_block
    assert block.copies.currentData() == copy
    block.look()
    assert block.notice is not None
    assert block.notice.title.text() == "This backup has another passphrase"
    assert block.secret.field.hasFocus()
    QTest.keyClicks(block.secret.field, "three wrong words")
    QTest.keyClick(block.secret.field, Qt.Key.Key_Return)
    assert "does not open" in block.notice.accessibleName()
    block.secret.field.setText(PASSPHRASE)
    QTest.keyClick(block.secret.field, Qt.Key.Key_Return)
    block.notice.buttons[0].click()
    assert block.notice.title.text().startswith("Restored from the backup of ")
    assert not block.secret.isVisible()


def test_what_is_no_backup_is_said(
    world: tuple[SettingsPage, NotingWindow], file: File, tmp_path: Path
) -> None:
    block, letter = file_section(world[0]).restore_block, tmp_path / "letter.facilitator"
    letter.write_bytes(b"Dear Joan, " * 500)
    for path, words in ((letter, "is not a Facilitator file"), (file.store.path, "that is open")):
        block.look_into(path)
        assert block.notice is not None
        assert words in block.notice.accessibleName()


def test_sizes_are_written_as_people_read_them() -> None:
    assert [size_words(n) for n in (0, 1024, 520_192, 1_258_291)] == [
        "1 KB",
        "1 KB",
        "508 KB",
        "1.2 MB",
    ]


def test_every_part_is_named_with_its_version_and_licence() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"]
    declared = {line.split(">")[0].split("[")[0].strip() for line in project["dependencies"]}
    assert set(about_section.NAMES) == declared
    found = about_section.components()
    assert len(found) == len(declared)
    assert all(one.version and one.licence for one in found)


@pytest.mark.parametrize("section", [one.name for one in SECTIONS])
def test_nothing_is_cut_or_nameless(
    qtbot: QtBot, file: File, prefs: HeldPrefs, restyled: list[str], scaled: Theme, section: str
) -> None:
    width = 1366 - scaled.px(56 if scaled.scale > 1 else 208)
    page, _window = shown(qtbot, file, prefs, restyled, width)
    page.show_section(section)
    pictures.settle()
    assert probe.clipped(page) == []
    assert probe.nameless(page) == []
    assert probe.unreachable(page) == []
