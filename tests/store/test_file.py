"""What can be wrong with a file is said in plain words, and nothing is changed."""

from __future__ import annotations

import os
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2

from facilitator_app.clock import FixedClock
from facilitator_app.domain.errors import AppError, Damaged, WrongPassphrase
from facilitator_app.services import files, lists, records
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from facilitator_app.store import file as raw_files
from facilitator_app.store import store as stores
from facilitator_app.store.base import Record
from facilitator_app.store.error_translation import translate
from facilitator_app.store.key import Key
from facilitator_app.store.work import WorkSession
from tests.conftest import PASSPHRASE, Make

PAGE = 4096


def names(path: Path) -> list[str]:
    return sorted(one.name for one in path.parent.iterdir())


def damage(path: Path, page: int) -> None:
    """Turn one byte in the middle of a page."""
    with path.open("rb+") as opened:
        opened.seek(page * PAGE + 100)
        byte = opened.read(1)[0]
        opened.seek(page * PAGE + 100)
        opened.write(bytes([byte ^ 255]))


@contextmanager
def unprivileged() -> Iterator[None]:
    """Act as a user whom permissions bind, for root is bound by none."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Return a folder that every user can reach, unlike the tests' own."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        yield Path(folder)


def test_after_closing_nothing_lies_beside_the_file(
    path: Path, key: Key, clock: FixedClock
) -> None:
    opened = files.open_file(path, key, clock)
    Make(opened).member()
    assert names(path) != [path.name]
    opened.close()
    assert names(path) == [path.name]


@pytest.mark.usefixtures("file")
def test_between_saves_the_file_is_whole(make: Make, path: Path, key: Key, tmp_path: Path) -> None:
    member = make.member()
    copy = tmp_path / "copied while open.facilitator"
    copy.write_bytes(path.read_bytes())
    connection = raw_files.open_connection(copy, key)
    assert connection.execute("SELECT id FROM member").fetchall() == [(member,)]
    connection.close()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not a Facilitator file, or only a part"),
        (b"Dear all, the meeting", "not a Facilitator file, or only a part"),
        (b"\x00" * 5000, "not a Facilitator file, or only a part"),
        (os.urandom(3 * PAGE), "That passphrase does not open"),
        (os.urandom(10), "not a Facilitator file, or only a part"),
    ],
    ids=["empty", "a letter", "no whole pages", "noise", "shorter than its salt"],
)
def test_what_is_no_network_file_is_refused(
    content: bytes, said: str, tmp_path: Path, key: Key, clock: FixedClock
) -> None:
    path = tmp_path / "other.facilitator"
    path.write_bytes(content)
    with pytest.raises(AppError, match=said):
        files.open_file(path, key, clock)
    assert path.read_bytes() == content
    assert names(path) == [path.name]


def test_a_plain_sqlite_file_is_refused(tmp_path: Path, key: Key, clock: FixedClock) -> None:
    path = tmp_path / "plain.facilitator"
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE member (id)")
    plain.close()
    with pytest.raises(AppError, match="is not a Facilitator file"):
        files.open_file(path, key, clock)
    assert names(path) == [path.name]


def test_another_programs_sqlcipher_file_is_refused(
    tmp_path: Path, key: Key, clock: FixedClock
) -> None:
    path = tmp_path / "other program.db"
    connection = raw_files.connect(path, key, bytes(16))
    connection.execute("CREATE TABLE stamps (id)")
    connection.close()
    with pytest.raises(
        AppError, match=r"other program.db is not a Facilitator file. Choose another"
    ):
        files.open_file(path, key, clock)
    assert names(path) == [path.name]


def test_a_half_copied_file_is_refused(path: Path, key: Key, clock: FixedClock) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2 + 7])
    with pytest.raises(AppError, match="only a part of one"):
        files.open_file(path, key, clock)


def test_a_file_cut_at_a_page_is_known_to_be_damaged(
    path: Path, key: Key, clock: FixedClock
) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2 // PAGE * PAGE])
    try:
        opened = files.open_file(path, key, clock)
    except AppError:
        return
    assert files.check(opened) != ()
    opened.close()


def test_a_wrong_passphrase_is_refused(path: Path, clock: FixedClock) -> None:
    content = path.read_bytes()
    with pytest.raises(
        WrongPassphrase, match=r"does not open Three Valleys.facilitator. Check capitals"
    ):
        files.open_file(path, PASSPHRASE.title(), clock)
    assert path.read_bytes() == content
    assert names(path) == [path.name]


def test_a_file_that_is_not_there(tmp_path: Path, key: Key, clock: FixedClock) -> None:
    with pytest.raises(AppError, match=r"There is no file .*moved to"):
        files.open_file(tmp_path / "gone.facilitator", key, clock)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_place_of_a_file(tmp_path: Path, key: Key, clock: FixedClock) -> None:
    with pytest.raises(AppError, match="is not a Facilitator file"):
        files.open_file(tmp_path, key, clock)


@pytest.mark.parametrize("page", [10, 40, 80])
def test_a_damaged_page_is_found(page: int, path: Path, key: Key, clock: FixedClock) -> None:
    damage(path, page)
    opened = files.open_file(path, key, clock)
    assert files.check(opened) == ("1 part of the file is damaged.",)
    opened.close()


def test_damaged_pages_are_told_in_one_sentence(path: Path, key: Key, clock: FixedClock) -> None:
    pages = (40, 60, 80)
    for page in pages:
        damage(path, page)
    opened = files.open_file(path, key, clock)
    assert files.check(opened) == (f"{len(pages)} parts of the file are damaged.",)
    opened.close()


@pytest.mark.parametrize(
    "words",
    ["database disk image is malformed", "vtable constructor failed: find", "fts5: corrupt"],
)
def test_no_words_of_the_engine_are_told_of_damage(words: str) -> None:
    told = translate(dbapi2.DatabaseError(words))
    assert isinstance(told, Damaged)
    assert "Restore a backup that is sound" in str(told)
    assert "Check the file" not in str(told)


def test_a_file_whose_table_of_contents_is_damaged_is_refused(
    path: Path, key: Key, clock: FixedClock
) -> None:
    for page in range(1, path.stat().st_size // PAGE):  # some of them go on with what page 0 begins
        damage(path, page)
    with pytest.raises(AppError, match="A part of the file is damaged"):
        files.open_file(path, key, clock)
    assert names(path) == [path.name]


def test_reading_a_damaged_page_says_so(path: Path, key: Key, clock: FixedClock) -> None:
    opened = files.open_file(path, key, clock)
    root = "SELECT rootpage FROM sqlite_master WHERE name = 'list_entry'"
    page = opened.store.raw.execute(root).fetchone()[0]
    opened.close()
    damage(path, page - 1)
    opened = files.open_file(path, key, clock)
    with pytest.raises(AppError, match="A part of the file is damaged"):
        lists.frame(opened, lists.first_query("list_entry"))
    opened.close()
    assert names(path) == [path.name]


def test_a_sound_file_has_no_faults(file: File, make: Make) -> None:
    make.seat(make.member(), make.body())
    assert files.check(file) == ()


def test_a_loose_reference_is_told_by_its_list(file: File, make: Make) -> None:
    make.seat(make.member(), make.body())
    file.store.raw.execute("PRAGMA foreign_keys=OFF")
    file.store.raw.execute("DELETE FROM member")
    assert files.check(file) == ("Something in “Seats” refers to what is no longer there.",)


def test_a_name_that_is_taken_is_refused(path: Path, clock: FixedClock) -> None:
    content = path.read_bytes()
    with pytest.raises(AppError, match=r"is there already\. Choose another name"):
        files.create(path, PASSPHRASE, "Another", clock)
    assert path.read_bytes() == content
    assert names(path) == [path.name]


@pytest.mark.parametrize("short", ["seven77", " " * 20, "   short   "])
def test_a_short_passphrase_is_refused(short: str, tmp_path: Path, clock: FixedClock) -> None:
    with pytest.raises(AppError, match="at least 8 characters"):
        files.create(tmp_path / "x.facilitator", short, "Another", clock)
    assert list(tmp_path.iterdir()) == []


def test_a_place_below_a_file_cannot_be_written_to(path: Path, clock: FixedClock) -> None:
    with pytest.raises(AppError, match="There is no folder"):
        files.create(path / "x.facilitator", PASSPHRASE, "Another", clock)


def test_a_creation_that_fails_leaves_nothing(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_options: object) -> None:
        raise dbapi2.OperationalError("database or disk is full")

    monkeypatch.setattr(Record.metadata, "create_all", fail)
    with pytest.raises(AppError, match="disk is full"):
        stores.created(tmp_path / "x.facilitator", PASSPHRASE, clock, "Fran")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows folders are not guarded by their mode")
def test_a_folder_that_cannot_be_written_to(
    open_folder: Path, path: Path, key: Key, clock: FixedClock
) -> None:
    kept = open_folder / path.name
    kept.write_bytes(path.read_bytes())
    kept.chmod(0o666)
    open_folder.chmod(0o555)
    with unprivileged():
        with pytest.raises(AppError, match=r"cannot be written to\. Copy the file"):
            files.open_file(kept, key, clock)
        with pytest.raises(AppError, match=r"cannot be written to\. Choose another folder"):
            files.create(open_folder / "new.facilitator", PASSPHRASE, "New", clock)
        with pytest.raises(AppError, match=r"cannot be written to\. Choose another folder"):
            files.restore(kept, open_folder / "back.facilitator", PASSPHRASE, clock)
    assert kept.read_bytes() == path.read_bytes()
    assert names(kept) == [kept.name]


@pytest.mark.skipif(os.name == "nt", reason="Windows files are not guarded by their mode")
def test_a_file_that_cannot_be_written_to(
    open_folder: Path, path: Path, key: Key, clock: FixedClock
) -> None:
    kept = open_folder / path.name
    kept.write_bytes(path.read_bytes())
    kept.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
    with unprivileged(), pytest.raises(AppError, match="cannot be written to"):
        files.open_file(kept, key, clock)
    assert kept.read_bytes() == path.read_bytes()
    assert names(kept) == [kept.name]


@pytest.mark.skipif(os.name == "nt", reason="Windows files are not guarded by their mode")
def test_a_file_that_may_not_be_read(
    open_folder: Path, path: Path, key: Key, clock: FixedClock
) -> None:
    kept = open_folder / path.name
    kept.write_bytes(path.read_bytes())
    kept.chmod(0)
    with unprivileged(), pytest.raises(AppError, match="cannot be read"):
        files.open_file(kept, key, clock)


@pytest.mark.skipif(os.name == "nt", reason="Windows folders are not guarded by their mode")
def test_a_backup_into_a_folder_that_cannot_be_written_to(
    open_folder: Path, path: Path, key: Key, clock: FixedClock
) -> None:
    folder = open_folder / "guarded"
    folder.mkdir(0o555)
    file = files.open_file(path.rename(open_folder / path.name), key, clock)
    with unprivileged(), pytest.raises(AppError, match="could not be written to"):
        files.backup(file, folder)
    file.close()
    assert list(folder.iterdir()) == []


def test_a_full_disk_keeps_the_last_state(file: File, make: Make) -> None:
    member = make.member(notes="As it was.")
    pages = file.store.raw.execute("PRAGMA page_count").fetchone()[0]
    file.store.raw.execute(f"PRAGMA max_page_count={pages}")
    label = file.store.undo_label
    with pytest.raises(
        AppError, match=r"The disk is full, so this was not saved\. Free some space"
    ):
        records.save(
            file, Draft("member", {"notes": "long " * 4000, "motivation": "x" * 2000}, member, 1)
        )
    assert records.get(file, "member", member)["notes"] == "As it was."
    assert (records.get(file, "member", member).version, file.store.undo_label) == (1, label)
    assert files.check(file) == ()
    file.store.raw.execute("PRAGMA max_page_count=100000")
    records.save(file, Draft("member", {"notes": "long " * 4000}, member, 1))
    assert records.get(file, "member", member)["notes"].startswith("long long")


def test_a_disk_that_is_full_at_the_commit_keeps_the_last_state(
    file: File, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.member()

    def fail(_session: Session) -> None:
        raise dbapi2.OperationalError("database or disk is full")

    monkeypatch.setattr(WorkSession, "commit", fail)
    with pytest.raises(AppError, match="disk is full"):
        make.member("Taro", "Bright")
    monkeypatch.undo()
    assert lists.frame(file, lists.first_query("member")).ever == 1
    make.member("Gwen", "Ellis")
    assert lists.frame(file, lists.first_query("member")).ever == 2
