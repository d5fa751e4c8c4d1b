"""Nothing is written into a file that is not at its path any more, and that is said."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from facilitator_app.clock import FixedClock
from facilitator_app.domain.errors import AppError, Displaced
from facilitator_app.domain.progress import Progress
from facilitator_app.services import drafts, erasure, files, lists, records
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from facilitator_app.store import place as places
from facilitator_app.store.key import Key
from tests.conftest import Make
from tests.displaced import WAYS, Displacing, delete, move, rename, swap

JOAN = {"forenames": "Joan", "surname": "Probert"}


@pytest.fixture
def opened(path: Path, key: Key, clock: FixedClock) -> File:
    """A file that its test displaces, and closes."""
    return files.open_file(path, key, clock)


def members(file: File) -> int:
    return len(lists.page(file, lists.first_query("member"), 0, 9))


def end(file: File, words: str) -> None:
    with pytest.raises(Displaced, match=words):
        file.close()


@pytest.mark.parametrize(("displace", "words"), WAYS)
def test_nothing_is_saved_in_a_file_that_is_elsewhere(
    opened: File, path: Path, displace: Displacing, words: str
) -> None:
    Make(opened).member()
    displace(path)
    with pytest.raises(Displaced, match=words):
        records.save(opened, Draft("member", JOAN))
    with pytest.raises(Displaced, match=words):
        opened.store.undo()
    assert opened.store.undo_label
    assert members(opened) == 1
    end(opened, words)
    assert not list(path.parent.glob("*.lock"))
    assert not list(path.parent.glob("*-journal"))


@pytest.mark.parametrize(("displace", "words"), WAYS)
def test_a_draft_is_held_as_on_a_full_disk(
    opened: File, path: Path, displace: Displacing, words: str
) -> None:
    displace(path)
    with pytest.raises(Displaced, match=f"{words}.* your words are held"):
        drafts.keep(opened, "member/new", Draft("member", JOAN))
    assert drafts.keys(opened) == ["member/new"]
    opened.close()


@pytest.mark.parametrize("displace", [move, rename])
def test_a_file_that_is_put_back_takes_what_is_saved(
    opened: File, path: Path, key: Key, clock: FixedClock, displace: Displacing
) -> None:
    away = displace(path)
    assert isinstance(away, Path)
    with pytest.raises(Displaced):
        Make(opened).member()
    away.rename(path)
    Make(opened).member()
    opened.close()
    again = files.open_file(path, key, clock)
    assert members(again) == 1
    again.close()


def test_a_folder_out_of_reach_is_not_called_deleted(opened: File, path: Path) -> None:
    away = path.parent.rename(path.parent.with_name("away"))
    with pytest.raises(Displaced, match="cannot be reached"):
        Make(opened).member()
    away.rename(path.parent)
    Make(opened).member()
    opened.close()


def test_a_share_that_does_not_answer_is_not_called_deleted(
    opened: File, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stat(*_given: object, **_more: object) -> os.stat_result:
        raise OSError(112, "Host is down")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "stat", stat)
        with pytest.raises(Displaced, match="cannot be reached"):
            Make(opened).member()
    Make(opened).member()
    opened.close()


def test_a_link_stands_for_the_file_it_leads_to(path: Path, key: Key, clock: FixedClock) -> None:
    link = path.with_name("link.facilitator")
    link.symlink_to(path)
    opened = files.open_file(link, key, clock)
    Make(opened).member()
    swap(path)
    with pytest.raises(Displaced, match="replaced"):
        Make(opened).member()
    end(opened, "replaced")


def test_where_files_have_no_numbers_only_their_being_there_counts(
    path: Path, key: Key, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "_identity", lambda _found: None)
    opened = files.open_file(path, key, clock)
    Make(opened).member()
    swap(path)
    Make(opened).member()
    delete(path)
    with pytest.raises(Displaced, match="deleted"):
        Make(opened).member()
    end(opened, "deleted")


def test_pages_written_anew_after_an_erasure_are_the_same_file(file: File, make: Make) -> None:
    erasure.erase(file, "member", make.member(), Progress())
    make.member("Isla", "Abercrombie")
    assert members(file) == 1


def test_no_backup_is_made_that_could_not_be_listed(
    opened: File, path: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    swap(path)
    with pytest.raises(AppError, match="replaced"):
        files.backup(opened, folder)
    assert list(folder.iterdir()) == []
    opened.close()


def test_the_lock_of_who_opened_the_other_file_stays(
    opened: File, path: Path, key: Key, clock: FixedClock
) -> None:
    away = path.parent / "away"
    away.mkdir()
    fetched = shutil.copyfile(path, away / path.name)
    for one in (path, opened.store._lock.path):
        one.unlink()
    fetched.rename(path)
    other = files.open_file(path, key, clock)
    opened.close()
    assert opened.store._lock.path.exists()
    other.close()
