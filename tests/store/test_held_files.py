"""Files that a scanner holds for a moment, or for longer: no work stops, and no lock stays."""

from __future__ import annotations

import errno
import shutil
import time
from pathlib import Path

import pytest

from facilitator_app.clock import FixedClock
from facilitator_app.domain.errors import AppError, NotSaved
from facilitator_app.services import file_writing, files
from facilitator_app.services.files import File
from facilitator_app.store import held_files
from facilitator_app.store.key import Key
from tests.conftest import PASSPHRASE, Make


def held(patch: pytest.MonkeyPatch, ending: str, times: int = 99) -> list[Path]:
    """Let files whose names end so be held for some tries; return what was tried."""
    unlink, replace, tried = Path.unlink, Path.replace, list[Path]()

    def refuse(path: Path) -> None:
        if path.name.endswith(ending):
            tried.append(path)
            if len(tried) <= times:
                raise PermissionError(errno.EACCES, "held by another process", str(path))

    def unlink_if_free(path: Path, missing_ok: bool = False) -> None:
        if path.exists():
            refuse(path)
        unlink(path, missing_ok)

    def replace_if_free(path: Path, target: Path) -> Path:
        refuse(Path(target))
        return replace(path, target)

    patch.setattr(Path, "unlink", unlink_if_free)
    patch.setattr(Path, "replace", replace_if_free)
    patch.setattr(time, "sleep", lambda _seconds: None)
    return tried


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is told in the log from now on."""
    words = list[str]()
    monkeypatch.setattr(held_files._log, "warning", lambda _form, told: words.append(told))
    return words


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_what_is_held_for_a_moment_is_taken_away_and_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: list[str]
) -> None:
    part, target = tmp_path / "a.part", tmp_path / "a.txt"
    for path in (part, target):
        path.write_text(path.name)
    with monkeypatch.context() as patch:
        held(patch, ".txt", times=3)
        held_files.replace(part, target)
    assert target.read_text() == "a.part"
    held(monkeypatch, ".txt", times=3)
    held_files.clear_away(target)
    assert (names(tmp_path), said) == ([], [])


def test_what_is_held_for_longer_is_told_once_and_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: list[str]
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a")
    held(monkeypatch, ".txt")
    held_files.clear_away(path)
    assert said == [f"{path} could not be cleared away. Delete it once no program uses it."]
    with pytest.raises(PermissionError):
        held_files.remove(path)


@pytest.mark.parametrize("ending", ["-journal", ".part"])
def test_a_file_closes_and_loses_its_lock_whatever_is_held(
    ending: str, path: Path, key: Key, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = files.open_file(path, key, clock)
    Make(opened).member()
    held(monkeypatch, ending)
    opened.close()
    assert [one for one in names(path.parent) if one.endswith(".lock")] == []


def test_a_file_that_cannot_be_closed_loses_its_lock(file: File) -> None:
    real, file.store.raw = file.store.raw, Broken()
    with pytest.raises(OSError, match="gone"):
        file.store.close()
    real.close()
    assert [one for one in names(file.store.path.parent) if one.endswith(".lock")] == []
    file._closed = True


class Broken:
    """A connection whose drive has gone."""

    in_transaction = False

    def close(self) -> None:
        raise OSError(errno.EIO, "gone")


def test_a_copy_that_fails_says_why_though_its_half_is_held(
    file: File, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: list[str]
) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    held(monkeypatch, ".facilitator.part")
    monkeypatch.setattr(held_files, "replace", _no_room)
    with pytest.raises(AppError, match="The copy could not be written"):
        files.backup(file, folder)
    assert [one for one in names(folder) if not one.endswith(".part")] == []
    assert len(said) == 1


def _no_room(_part: Path, _target: Path) -> None:
    raise OSError(errno.ENOSPC, "no space")


def test_a_file_open_elsewhere_is_named_when_a_backup_is_to_replace_it(
    path: Path, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = Path(shutil.copyfile(path, tmp_path / "copy.facilitator"))
    before = path.read_bytes()
    held(monkeypatch, path.name)
    with pytest.raises(AppError, match="another program has it open"):
        files.restore(copy, path, PASSPHRASE, clock)
    assert path.read_bytes() == before
    assert [one for one in names(path.parent) if one.endswith((".lock", ".part"))] == []


def test_a_file_open_elsewhere_keeps_its_passphrase(
    file: File, monkeypatch: pytest.MonkeyPatch
) -> None:
    held(monkeypatch, file.store.path.name)
    with pytest.raises(NotSaved, match="Another program holds the file"):
        files.change_passphrase(file, "four words of mine")
    files.confirm(file, PASSPHRASE)


def test_a_paper_open_elsewhere_is_named_as_the_cause(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "a.pdf"
    out.write_bytes(b"old")
    held(monkeypatch, out.name)
    with pytest.raises(AppError, match="another program has it open"):
        file_writing.write_atomically(out, b"new")
    assert (names(tmp_path), out.read_bytes()) == (["a.pdf"], b"old")


def test_a_folder_that_may_not_be_written_to_is_no_file_open_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "a.pdf"
    out.write_bytes(b"old")
    asked = list[str]()

    def refuse(path: Path, mode: str = "r", **_more: object) -> None:
        asked.append(mode)
        raise PermissionError(errno.EACCES, "no right to write", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(AppError, match="Choose another folder"):
        file_writing.write_atomically(out, b"new")
    assert asked == ["xb"]  # the standard library's temporary files try for ever there
