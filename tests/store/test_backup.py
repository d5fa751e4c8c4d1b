"""Backups: whole, checked, and put back without losing what stood there."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from facilitator_app.clock import FixedClock
from facilitator_app.domain.errors import AppError, Damaged, InUse, WrongPassphrase
from facilitator_app.domain.progress import Progress
from facilitator_app.services import files, lists
from facilitator_app.services.files import File
from facilitator_app.store import backup
from facilitator_app.store import file as raw_files
from facilitator_app.store.key import Key
from facilitator_app.store.lock import Lock
from tests.conftest import PASSPHRASE, Make
from tests.store.seeing import content
from tests.store.test_file import damage, open_folder, unprivileged

__all__ = ["open_folder"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    where = tmp_path / "backups"
    where.mkdir()
    return where


@pytest.fixture
def saved(path: Path, key: Key, clock: FixedClock, folder: Path) -> Path:
    """Make a backup that holds one member, add another to the file, and close it."""
    opened = files.open_file(path, key, clock)
    Make(opened).member("Joan", "Whitlock")
    copy = files.backup(opened, folder)
    Make(opened).member("Taro", "Bright")
    opened.close()
    return copy


def members(path: Path, key: Key, clock: FixedClock) -> list[str]:
    opened = files.open_file(path, key, clock)
    rows = lists.page(opened, lists.first_query("member"), 0, 10)
    opened.close()
    return [row.label for row in rows]


def test_the_open_file_is_no_copy_of_itself_by_another_name(file: File) -> None:
    path = file.store.path
    path.with_name("link.facilitator").symlink_to(path)
    os.link(path, path.with_name("same.facilitator"))
    copy = Path(shutil.copyfile(path, path.with_name("copy.facilitator")))
    assert backup.neighbours(file.store, []) == [copy]


def test_a_backup_is_the_file_as_it_is(
    file: File, make: Make, folder: Path, key: Key, clock: FixedClock
) -> None:
    make.seat(make.member(), make.body())
    copy = files.backup(file, folder)
    assert copy.name.startswith("Three Valleys 2026-11-23 ")
    assert [one.name for one in folder.iterdir()] == [copy.name]
    make.member("Added", "Later")
    opened = files.open_file(copy, key, clock)
    assert files.check(opened) == ()
    assert len(content(opened)["member"]) == 1
    assert content(opened)["seat"] == content(file)["seat"]
    opened.close()


def test_a_second_backup_in_the_same_second_has_its_own_name(file: File, folder: Path) -> None:
    first, second = files.backup(file, folder), files.backup(file, folder)
    assert first != second
    assert second.stem == f"{first.stem} (2)"
    assert len(list(folder.iterdir())) == 2


def test_a_backup_has_the_same_passphrase_and_recovery_key(saved: Path, clock: FixedClock) -> None:
    opened = files.open_file(saved, PASSPHRASE, clock)
    groups = opened.recovery_key()
    opened.close()
    files.open_with_sheet(saved, " ".join(groups), clock).close()


def test_a_folder_that_is_not_there(file: File, tmp_path: Path) -> None:
    with pytest.raises(AppError, match="There is no folder"):
        files.backup(file, tmp_path / "nowhere")


def test_a_backup_of_a_damaged_file_is_refused(
    path: Path, key: Key, clock: FixedClock, folder: Path
) -> None:
    damage(path, 60)
    opened = files.open_file(path, key, clock)
    with pytest.raises(
        Damaged,
        match=r"^The network itself is damaged, so no copy of it was kept. A part of the file is "
        r"damaged. Restore a backup that is sound, and keep this file aside.$",
    ):
        files.backup(opened, folder)
    opened.close()
    assert list(folder.iterdir()) == []


def test_restoring_keeps_the_old_file(saved: Path, path: Path, key: Key, clock: FixedClock) -> None:
    kept = files.restore(saved, path, PASSPHRASE, clock)
    assert kept is not None
    assert kept.name.startswith("Three Valleys before restore 2026-11-23 ")
    assert members(path, key, clock) == ["Joan Whitlock"]
    assert members(kept, key, clock) == ["Taro Bright", "Joan Whitlock"]
    assert sorted(one.name for one in path.parent.iterdir()) == sorted([path.name, kept.name])


def test_restoring_to_a_new_place(saved: Path, tmp_path: Path, key: Key, clock: FixedClock) -> None:
    assert files.restore(saved, tmp_path / "new.facilitator", PASSPHRASE, clock) is None
    assert members(tmp_path / "new.facilitator", key, clock) == ["Joan Whitlock"]


def test_a_damaged_backup_is_refused(saved: Path, path: Path, clock: FixedClock) -> None:
    damage(saved, 50)
    content_before = path.read_bytes()
    with pytest.raises(
        AppError,
        match=r"^This backup is damaged and was not used. 1 part of the file is damaged. Choose",
    ):
        files.restore(saved, path, PASSPHRASE, clock)
    assert path.read_bytes() == content_before
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    assert [one.name for one in saved.parent.iterdir()] == [saved.name]


def test_a_backup_that_is_half_copied_is_refused(
    saved: Path, path: Path, clock: FixedClock
) -> None:
    saved.write_bytes(saved.read_bytes()[:100_001])
    content_before = path.read_bytes()
    with pytest.raises(AppError, match="only a part of one"):
        files.restore(saved, path, PASSPHRASE, clock)
    assert path.read_bytes() == content_before


def test_a_backup_with_another_passphrase_is_refused(
    saved: Path, path: Path, clock: FixedClock
) -> None:
    content_before = path.read_bytes()
    with pytest.raises(WrongPassphrase):
        files.restore(saved, path, "not the passphrase", clock)
    assert path.read_bytes() == content_before


def test_a_file_that_is_open_is_not_replaced(
    saved: Path, path: Path, key: Key, clock: FixedClock
) -> None:
    opened = files.open_file(path, key, clock)
    with pytest.raises(InUse):
        files.restore(saved, path, PASSPHRASE, clock)
    assert len(content(opened)["member"]) == 2
    opened.close()


def test_a_disk_that_fails_leaves_the_old_file(
    saved: Path, path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    content_before = path.read_bytes()

    def fail(_source: Path, _target: Path, _progress: Progress, _words: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "copy_file", fail)
    with pytest.raises(AppError, match="could not be written"):
        files.restore(saved, path, PASSPHRASE, clock)
    assert path.read_bytes() == content_before
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_save_that_was_cut_off_never_reaches_the_restored_file(
    saved: Path, path: Path, key: Key, clock: FixedClock, tmp_path: Path
) -> None:
    cut_off(path, key, tmp_path)
    kept = files.restore(saved, path, PASSPHRASE, clock)
    assert kept is not None
    assert members(path, key, clock) == ["Joan Whitlock"]
    assert members(kept, key, clock) == ["Taro Bright", "Joan Whitlock"]
    opened = files.open_file(path, key, clock)
    assert files.check(opened) == ()
    opened.close()


def test_a_save_that_was_cut_off_is_taken_back(
    path: Path, key: Key, clock: FixedClock, tmp_path: Path
) -> None:
    cut_off(path, key, tmp_path)
    with path.open("ab") as ragged:
        ragged.write(b"half a page")
    opened = files.open_file(path, key, clock)
    assert opened.format_context().lists.label("tier", "locality") == "Locality"
    assert files.check(opened) == ()
    opened.close()
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def cut_off(path: Path, key: Key, aside: Path) -> None:
    """Leave file and journal as a power cut would, in the middle of writing pages."""
    connection = raw_files.open_connection(path, key)
    connection.execute("PRAGMA cache_size=10")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("DELETE FROM member")
    connection.execute("UPDATE list_entry SET words = upper(words), source = hex(randomblob(3000))")
    before = path.stat().st_size
    for one in (path, raw_files.journal_of(path)):
        shutil.copyfile(one, aside / one.name)
    connection.execute("ROLLBACK")
    connection.close()
    for one in (path, raw_files.journal_of(path)):
        shutil.copyfile(aside / one.name, one)
    assert path.stat().st_size == before
    assert raw_files.journal_of(path).read_bytes()[0]


def test_a_backup_on_a_guarded_stick_can_be_restored(
    saved: Path, open_folder: Path, key: Key, clock: FixedClock
) -> None:
    stick, target = open_folder / "stick", open_folder / "here"
    stick.mkdir()
    target.mkdir(mode=0o777)
    target.chmod(0o777)
    copy = Path(shutil.copy(saved, stick))
    copy.chmod(0o444)
    stick.chmod(0o555)
    with unprivileged():
        assert files.restore(copy, target / "x.facilitator", PASSPHRASE, clock) is None
        assert members(target / "x.facilitator", key, clock) == ["Joan Whitlock"]
    assert not Lock(copy).path.exists()


def test_what_a_backup_that_was_cut_off_left_goes_with_the_next(
    file: File, folder: Path, clock: FixedClock, tmp_path: Path
) -> None:
    whole = files.backup(file, folder).read_bytes()
    files.create(tmp_path / "Other.facilitator", PASSPHRASE, "Other", clock).close()
    foreign = (tmp_path / "Other.facilitator").read_bytes()
    beside = file.store.path.parent

    def left(name: str, data: bytes, where: Path = folder) -> Path:
        part = where / f"{name}.facilitator.part"
        part.write_bytes(data)
        return part

    ours = [
        left("Three Valleys 2026-11-20 090000", whole[:9_000]),
        left("Three Valleys 2026-11-20 090000 (2)", b""),
        left("Three Valleys 2026-11-20 090000 (3)", bytes(9_000)),
        left("Three Valleys 2026-11-21 090000", whole),
        left("Three Valleys 2026-11-20 090000", whole[:9_000], beside),
        left("Three Valleys", whole[:9_000], beside),
    ]
    journal = raw_files.journal_of(ours[0])
    journal.write_bytes(b"half")
    ended = folder / "Three Valleys 2026-11-21 090000.facilitator.lock"
    dead = {"machine": socket.gethostname(), "user": "u", "process": 2**22 + 1, "since": ""}
    ended.write_text(json.dumps(dead))
    at_work = left("Three Valleys 2026-11-22 090000", whole[:9_000])
    lock = Lock(at_work.with_suffix(""))
    lock.take(clock.now())
    others = [
        at_work,
        left("Three Valleys 2026-11-19 090000", foreign[:9_000]),
        left("Three Valleys draft", whole[:9_000]),
        left("Shopping", b""),
    ]
    files.backup(file, folder)
    assert [one.name for one in (*ours, journal, ended) if one.exists()] == []
    assert [one.name for one in others if not one.exists()] == []
    lock.drop()
    assert list(folder.glob("*.lock")) == []


def test_a_backup_leaves_the_file_to_its_opener(file: File, folder: Path, key: Key) -> None:
    """POSIX drops every lock of a process on a file that the process closes anywhere."""
    files.backup(file, folder)
    files.confirm(file, PASSPHRASE)
    code = (
        "from pathlib import Path; from facilitator_app.store import file;"
        "from facilitator_app.store.key import Key;"
        f"c = file.open_connection(Path({str(file.store.path)!r}), "
        f"Key(bytes.fromhex('{key.raw.hex()}')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert b"locked" in done.stderr
