"""Putting a backup back: looked into first, never over the open file, and told from a network."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from facilitator_app.clock import FixedClock
from facilitator_app.domain.errors import AppError, WrongPassphrase
from facilitator_app.domain.progress import Progress
from facilitator_app.services import erasure, files, lists, restoring
from facilitator_app.services.files import File
from tests.conftest import PASSPHRASE, TODAY, Make
from tests.files import make as released


def test_a_look_says_what_is_in_it_and_writes_nothing(
    file: File, make: Make, tmp_path: Path
) -> None:
    make.member()
    copy = files.backup(file, tmp_path)
    before, around = copy.read_bytes(), sorted(tmp_path.iterdir())
    make.member("Taro", "Bright")
    found = restoring.look(file, copy)
    assert (found.then.network, found.made.date()) == ("Three Valleys", TODAY)
    assert found.then.counts == {"member": 1, "meeting": 0, "claim": 0}
    assert found.now.counts["member"] == 2
    assert found.then.changed == file.store.clock.now()
    assert copy.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == around
    assert not found.target.exists()


def test_a_look_says_who_was_erased_since(file: File, make: Make, tmp_path: Path) -> None:
    joan, taro = make.member(), make.member("Taro", "Bright")
    make.claim(joan)  # which she stays for, without her name
    away = tmp_path / "away"
    before = files.backup(file, tmp_path).rename(away)
    for member in (joan, taro):
        erasure.erase(file, "member", member, Progress())
    make.member("Ann", "Other")
    assert restoring.look(file, before).erased == 2
    assert restoring.look(file, files.backup(file, tmp_path)).erased == 0


def test_it_goes_into_a_new_file_beside_the_open_one(
    file: File, make: Make, tmp_path: Path, path: Path, clock: FixedClock
) -> None:
    copy = files.backup(file, tmp_path)
    make.member()
    made = [restoring.restore(file, copy, "", Progress()) for _twice in range(2)]
    assert [one.name for one in made] == [
        "Three Valleys restored 23 Nov 2026.facilitator",
        "Three Valleys restored 23 Nov 2026 (2).facilitator",
    ]
    assert {one.parent for one in made} == {path.parent}
    assert lists.frame(file, lists.first_query("member")).ever == 1
    opened = files.open_file(made[0], PASSPHRASE, clock)
    assert lists.frame(opened, lists.first_query("member")).ever == 0
    assert files.check(opened) == ()
    opened.close()


def test_a_backup_of_another_passphrase_wants_that(file: File, tmp_path: Path) -> None:
    copy = files.backup(file, tmp_path)
    files.change_passphrase(file, "four other words here")
    with pytest.raises(WrongPassphrase):
        restoring.look(file, copy)
    assert restoring.look(file, copy, PASSPHRASE).then.network == "Three Valleys"


def test_the_open_file_is_no_backup_of_itself(file: File, path: Path) -> None:
    with pytest.raises(AppError, match="the network that is open"):
        restoring.look(file, path)
    with pytest.raises(AppError, match="the network that is open"):
        restoring.restore(file, path, "", Progress())


def test_the_oldest_file_can_be_looked_into(file: File) -> None:
    oldest = released.FOLDER / "step_0001.facilitator"
    assert restoring.look(file, oldest, released.PASSPHRASE).then.network


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Three Valleys 2026-11-12 090000", dt.datetime(2026, 11, 12, 9).astimezone()),
        ("Three Valleys 2026-11-12 090000 (2)", dt.datetime(2026, 11, 12, 9).astimezone()),
        ("Three Valleys before restore 2026-11-12 090000",
         dt.datetime(2026, 11, 12, 9).astimezone()),
        ("Three Valleys", None),
        ("Three Valleys restored 23 Nov 2026", None),
        ("Three Valleys 2026-13-12 090000", None),
    ],
)  # fmt: skip
def test_a_backup_is_known_by_its_name(name: str, made: dt.datetime | None) -> None:
    assert restoring.made_at(Path(f"{name}.facilitator")) == made


def test_an_open_backup_becomes_a_network(file: File, tmp_path: Path, clock: FixedClock) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    opened = files.open_file(files.backup(file, stick), PASSPHRASE, clock)
    Make(opened).member()
    made = restoring.as_network(opened, Progress())
    opened.close()
    assert made == stick / "Three Valleys restored 23 Nov 2026.facilitator"
    network = files.open_file(made, PASSPHRASE, clock)
    assert lists.frame(network, lists.first_query("member")).ever == 1
    network.close()
