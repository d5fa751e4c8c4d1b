"""The lock: one opener at a time, named; what a dead process left is taken over."""

from __future__ import annotations

import errno
import getpass
import json
import os
import socket
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from facilitator_app.clock import FixedClock
from facilitator_app.domain.errors import AppError, InUse, WrongPassphrase
from facilitator_app.services import files
from facilitator_app.store import system_lock
from facilitator_app.store.key import Key
from facilitator_app.store.lock import Lock, user_name
from tests.store.test_held_files import held


def names(path: Path) -> list[str]:
    return sorted(one.name for one in path.parent.iterdir())


def hold(path: Path, machine: str, process: int) -> None:
    held = {
        "machine": machine,
        "user": "gwen",
        "process": process,
        "since": "2026-11-23T08:15:00+00:00",
    }
    Lock(path).path.write_text(json.dumps(held), encoding="utf-8")


def ended_process() -> int:
    """Return the number of a process that has just ended."""
    process = subprocess.Popen([sys.executable, "-S", "-c", ""])
    process.wait()
    return process.pid


@contextmanager
def another(code: str) -> Iterator[subprocess.Popen[str]]:
    """Let another process run `code`, say that it is ready and wait; then end it."""
    with subprocess.Popen(
        [sys.executable, "-c", f"{code}; print('ready', flush=True); input()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(files.__file__).parents[2])},
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "ready\n"
        try:
            yield other
        finally:
            other.kill()


def holding(path: Path) -> AbstractContextManager[subprocess.Popen[str]]:
    """Let another process hold the lock until this one is done, then kill it."""
    return another(
        "import datetime as dt; from pathlib import Path;"
        "from facilitator_app.store.lock import Lock;"
        f"lock = Lock(Path({str(path)!r})); lock.take(dt.datetime.now(dt.UTC))"
    )


@pytest.mark.usefixtures("file")
def test_a_second_opener_is_refused_by_name(path: Path, key: Key, clock: FixedClock) -> None:
    with pytest.raises(InUse) as refused:
        files.open_file(path, key, clock)
    said = str(refused.value)
    assert f"{user_name()} has had this file open on {socket.gethostname()} since" in said
    assert "23 Nov 2026" in said
    assert said.endswith("Close it there first.")
    assert Lock(path).path.exists()


def test_the_lock_names_the_opener_and_goes_on_close(
    path: Path, key: Key, clock: FixedClock
) -> None:
    opened = files.open_file(path, key, clock)
    holder = Lock(path).holder()
    assert holder is not None
    assert (holder.machine, holder.process) == (socket.gethostname(), os.getpid())
    opened.close()
    assert names(path) == [path.name]


def test_a_lock_of_a_dead_process_is_taken_over(path: Path, key: Key, clock: FixedClock) -> None:
    hold(path, socket.gethostname(), ended_process())
    files.open_file(path, key, clock).close()
    assert names(path) == [path.name]


def test_a_number_that_another_process_has_now_shuts_nobody_out(
    path: Path, key: Key, clock: FixedClock
) -> None:
    hold(path, socket.gethostname(), os.getppid())
    files.open_file(path, key, clock).close()
    assert names(path) == [path.name]


def test_a_living_opener_of_this_computer_keeps_the_file(
    path: Path, key: Key, clock: FixedClock
) -> None:
    with holding(path) as _other, pytest.raises(InUse, match="has had this file open") as refused:
        files.open_file(path, key, clock, take_over=True)
    assert not refused.value.may_take_over
    files.open_file(path, key, clock).close()


def test_where_the_system_has_no_locks_the_number_of_the_process_decides(
    path: Path, key: Key, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system_lock, "lock", lambda _descriptor: None)
    hold(path, socket.gethostname(), os.getppid())
    with pytest.raises(InUse, match="gwen has had this file open"):
        files.open_file(path, key, clock)
    for ended in (ended_process(), 2**70):
        hold(path, socket.gethostname(), ended)
        files.open_file(path, key, clock).close()
    assert names(path) == [path.name]


def test_a_lock_of_another_machine_holds_until_taken_over(
    path: Path, key: Key, clock: FixedClock
) -> None:
    hold(path, "LAPTOP-OF-GWEN", ended_process())
    with pytest.raises(
        InUse, match=r"gwen has had this file open on LAPTOP-OF-GWEN since .*, 23 Nov 2026"
    ):
        files.open_file(path, key, clock)
    files.open_file(path, key, clock, take_over=True).close()
    assert names(path) == [path.name]


def renamed(patch: pytest.MonkeyPatch, card: int, user: str = "fran") -> None:
    patch.setattr(socket, "gethostname", lambda: "OLD-NAME")
    patch.setattr(uuid, "getnode", lambda: card)
    patch.setattr(getpass, "getuser", lambda: user)


OF_ONE_CARD, MADE_UP = 0x001B63_84_45_E6, 0x031B63_84_45_E6


@pytest.mark.parametrize(
    ("cards", "user", "free"),
    [
        ((OF_ONE_CARD, OF_ONE_CARD), "fran", True),
        ((OF_ONE_CARD, OF_ONE_CARD), "gwen", False),
        ((OF_ONE_CARD, OF_ONE_CARD + 1), "fran", False),
        ((MADE_UP, MADE_UP), "fran", False),
    ],
)
def test_a_computer_that_was_renamed_knows_its_own_lock(
    cards: tuple[int, int], user: str, free: bool, path: Path, key: Key, clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    renamed(monkeypatch, cards[0])
    Lock(path).take(clock.now())
    left = Lock(path).path.read_text()
    Lock(path).path.unlink()
    Lock(path).path.write_text(left)
    renamed(monkeypatch, cards[1], user)
    monkeypatch.setattr(socket, "gethostname", lambda: "NEW-NAME")
    if free:
        files.open_file(path, key, clock).close()
        return
    with pytest.raises(InUse, match="on OLD-NAME") as refused:
        files.open_file(path, key, clock)
    assert refused.value.may_take_over


def test_a_lock_that_a_scanner_holds_shuts_nobody_out(
    path: Path, key: Key, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = files.open_file(path, key, clock)
    with monkeypatch.context() as patch:
        held(patch, Lock(path).path.name)
        opened.close()
        assert Lock(path).path.read_bytes() == b""
    monkeypatch.setattr(socket, "gethostname", lambda: "ANOTHER")
    files.open_file(path, key, clock).close()
    assert names(path) == [path.name]


@pytest.mark.parametrize(
    "words",
    [
        "", "{", "[]", "\x00" * 90, '{"machine": 5, "user": "g", "process": "x", "since": null}',
        '{"machine": "M", "user": "g", "process": 1, "since": "long ago", "colour": "red"}',
    ],
)  # fmt: skip
def test_a_lock_with_odd_words_shuts_nobody_out(
    words: str, path: Path, key: Key, clock: FixedClock
) -> None:
    Lock(path).path.write_text(words, encoding="utf-8")
    files.open_file(path, key, clock).close()
    assert names(path) == [path.name]


def test_a_day_that_cannot_be_read_is_left_out(path: Path, key: Key, clock: FixedClock) -> None:
    held = {"machine": "M", "user": "gwen", "process": 1, "since": "long ago"}
    Lock(path).path.write_text(json.dumps(held), encoding="utf-8")
    with pytest.raises(InUse, match="open somewhere else") as refused:
        files.open_file(path, key, clock)
    assert refused.value.may_take_over


def test_a_refused_opener_leaves_no_lock(path: Path, clock: FixedClock) -> None:
    with pytest.raises(WrongPassphrase):
        files.open_file(path, "not the passphrase", clock)
    assert names(path) == [path.name]


def test_taking_over_from_a_living_opener_is_refused(
    path: Path, key: Key, clock: FixedClock
) -> None:
    code = (
        "from pathlib import Path; from facilitator_app.store.key import Key;"
        "from facilitator_app.store import file;"
        f"c = file.open_connection(Path({str(path)!r}), Key(bytes.fromhex('{key.raw.hex()}')))"
    )
    with another(code), pytest.raises(InUse, match="open somewhere else"):
        files.open_file(path, key, clock, take_over=True)


def test_a_full_disk_leaves_no_lock_that_shuts_everybody_out(
    path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def on_a_full_disk(*_what: object) -> int:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "write", on_a_full_disk)
    with pytest.raises(AppError, match="disk is full"):
        Lock(path).take(clock.now())
    assert not Lock(path).path.exists()
