"""A new passphrase: what opens the file then, what does not, and what is left where it fails."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from facilitator_app.clock import FixedClock
from facilitator_app.domain.errors import AppError, Cancelled, NotSaved, WrongPassphrase
from facilitator_app.domain.progress import Progress
from facilitator_app.services import backup_list, files, records, undo
from facilitator_app.services.files import File
from facilitator_app.store import backup
from facilitator_app.store.file import journal_of, part_of
from facilitator_app.store.key import derive
from tests.conftest import PASSPHRASE, Make

NEW = "four other words here"


def test_the_new_one_opens_it_and_the_old_one_no_longer(
    file: File, make: Make, path: Path, clock: FixedClock
) -> None:
    member = make.member()
    sheet, label = " ".join(file.recovery_key()), undo.labels(file).undo
    files.change_passphrase(file, NEW)
    assert records.get(file, "member", member)["surname"]
    assert undo.labels(file).undo == label
    make.member("Taro", "Bright")
    new_sheet = " ".join(file.recovery_key())
    files.confirm(file, NEW)
    file.close()
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    with pytest.raises(WrongPassphrase):
        files.open_file(path, PASSPHRASE, clock)
    with pytest.raises(WrongPassphrase):
        files.open_with_sheet(path, sheet, clock)
    opened = files.open_file(path, NEW, clock)
    assert files.check(opened) == ()
    opened.close()
    files.open_with_sheet(path, new_sheet, clock).close()


def test_what_was_done_before_it_can_still_be_undone(file: File, make: Make) -> None:
    member = make.member()
    files.change_passphrase(file, NEW)
    undo.undo(file)
    with pytest.raises(AppError):
        records.get(file, "member", member)


def test_the_journal_says_that_it_was_changed_and_not_to_what(file: File) -> None:
    files.change_passphrase(file, NEW)
    asked = "SELECT who, record, record_id, before, after FROM change JOIN change_set ON"
    found = file.store.raw.execute(f"{asked} change_set.id = set_id ORDER BY change.id").fetchall()
    assert found[-1] == ("Fran Tester", "passphrase", 0, None, None)


def test_backups_made_before_keep_the_old_one_and_the_register_says_so(
    file: File, tmp_path: Path, clock: FixedClock
) -> None:
    copy = files.backup(file, tmp_path)
    files.change_passphrase(file, NEW)
    later = files.backup(file, tmp_path)
    missing = {one.path: one.missing for one in backup_list.listed(file)}
    assert missing == {copy: "made under an older passphrase", later: ""}
    assert backup_list.under_older(file) == (copy,)
    assert set(backup_list.at_hand(file)) == {copy, later}
    files.open_file(copy, PASSPHRASE, clock).close()
    files.open_file(later, NEW, clock).close()
    copy.unlink()
    assert backup_list.at_hand(file) == (later,)


def test_a_short_one_or_the_same_one_is_refused(file: File) -> None:
    for new, words in (
        ("seven77", "at least 8"),
        (" seven77 ", "at least 8"),
        (PASSPHRASE, "it has already"),
    ):
        with pytest.raises(AppError, match=words):
            files.change_passphrase(file, new)


def test_the_letters_of_the_sheet_are_known_as_such(path: Path, file: File) -> None:
    sheet, clock = " ".join(file.recovery_key()), file.store.clock
    file.close()
    opened = files.open_with_sheet(path, sheet, clock)
    known = [opened.by_sheet]
    files.change_passphrase(opened, NEW)
    known.append(opened.by_sheet)
    opened.close()
    assert known == [True, False]


def test_a_full_disk_leaves_the_old_one(
    file: File, make: Make, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_parts: object) -> None:
        raise dbapi2.OperationalError("database or disk is full")

    def gone(*_parts: object) -> None:
        raise OSError

    for name, fails in (("fill", full), ("verify_copy", full), ("settle", gone)):
        with monkeypatch.context() as patch:
            patch.setattr(backup, name, fails)
            with pytest.raises(NotSaved, match="the old one still opens the file"):
                files.change_passphrase(file, NEW)
        files.confirm(file, PASSPHRASE)
        make.member()
        assert files.check(file) == ()
        assert [one.name for one in path.parent.iterdir() if ".part" in one.name] == []


def test_stopped_it_is_as_it_was(file: File, path: Path) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        files.change_passphrase(file, NEW, progress)
    files.confirm(file, PASSPHRASE)
    assert files.check(file) == ()
    assert [one.name for one in path.parent.iterdir() if ".part" in one.name] == []


def test_what_a_try_that_was_cut_off_left_there_is_no_hindrance(file: File, path: Path) -> None:
    path.with_name(path.name + ".part").write_bytes(b"half of it")
    files.change_passphrase(file, NEW)
    assert files.check(file) == ()


def abandoned(file: File) -> Path:
    """Leave beside the file what a change leaves that is killed before the swap."""
    part = part_of(file.store.path.resolve())
    backup.fill(part, file.store, derive(NEW, file.store.salt), Progress())
    journal_of(part).write_bytes(b"half")
    return part


def test_what_a_change_that_was_killed_left_goes_at_the_next_opening(
    file: File, path: Path, tmp_path: Path, clock: FixedClock
) -> None:
    part, link = abandoned(file), tmp_path / "link.facilitator"
    whole = part.read_bytes()
    stranger = path.with_suffix(".part")
    stranger.write_bytes(whole[:9_000])
    file.close()
    link.symlink_to(path)
    for way in (path, link):
        for left in (whole, bytes(4096) + whole[4096:]):  # the first page is written last
            part.write_bytes(left)
            files.open_file(way, PASSPHRASE, clock).close()
            assert sorted(path.parent.iterdir()) == sorted(
                {path, stranger, *path.parent.glob("l*")}
            )


def test_a_strangers_file_of_the_same_name_stays(file: File, path: Path, clock: FixedClock) -> None:
    stranger = part_of(path)
    stranger.write_text("Half of a film, which somebody is still fetching")
    file.close()
    files.open_file(path, PASSPHRASE, clock).close()
    assert stranger.read_text().startswith("Half of a film")


@pytest.mark.skipif(os.name == "nt", reason="Windows has other guards, and seldom links")
def test_a_link_to_the_file_stays_one_and_the_file_as_guarded_as_it_was(
    path: Path, tmp_path: Path, clock: FixedClock
) -> None:
    path.chmod(0o600)
    link = tmp_path / "link.facilitator"
    link.symlink_to(path)
    opened = files.open_file(link, PASSPHRASE, clock)
    files.change_passphrase(opened, NEW)
    opened.close()
    assert link.is_symlink()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    files.open_file(path, NEW, clock).close()
