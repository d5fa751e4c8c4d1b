"""A process that is killed while it writes loses nothing that it was told is saved."""

from __future__ import annotations

import hashlib
import logging
import multiprocessing
import os
import random
import time
from collections.abc import Callable, Iterator
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any

import pytest

from facilitator_app.clock import FixedClock
from facilitator_app.domain.errors import WrongPassphrase
from facilitator_app.domain.progress import Progress
from facilitator_app.services import attachments, erasure, files, lists, records
from facilitator_app.services.files import File
from facilitator_app.store.key import Key, derive, read_salt
from tests.conftest import Make
from tests.store import raw_pages, writing

ROUNDS, IMPORTS, ERASURES, CHANGES = 18, 8, 6, 12
_log = logging.getLogger(__name__)
KILLS = int(os.environ.get("FACILITATOR_KILLS", "14"))  # of autosaves, and as many of attachments


@pytest.fixture(scope="module")
def processes() -> BaseContext:
    """Return what starts processes quickly: with everything imported once, where that can be."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload(["tests.store.writing", "sqlalchemy.dialects.sqlite"])
    return found


def killed(
    processes: BaseContext, work: Callable[..., None], path: Path, key: Key, after: float
) -> list[Any]:
    """Start `work`, kill it `after` seconds from its first word; return all that it said."""
    hears, says = processes.Pipe(duplex=False)
    process = processes.Process(target=work, args=(str(path), key.raw, says))  # type: ignore[attr-defined]  # every context has it
    process.start()
    says.close()
    said = [hears.recv()]
    time.sleep(after)
    process.kill()
    process.join()
    said += _rest(hears)
    hears.close()
    return said


def _rest(hears: Any) -> Iterator[Any]:
    try:
        while True:
            yield hears.recv()
    except (EOFError, OSError):
        return


def reopened(path: Path, key: Key, clock: FixedClock) -> File:
    file = files.open_file(path, key, clock)
    assert files.check(file) == ()
    return file


def test_every_save_that_was_told_is_there(
    processes: BaseContext, path: Path, key: Key, clock: FixedClock
) -> None:
    chance, told = random.Random(2026), 0
    for _round in range(ROUNDS):
        said = killed(processes, writing.save_one_by_one, path, key, chance.uniform(0, 0.15))
        told += len(said)
        first = said[0][0]
        file = reopened(path, key, clock)
        for member, turn in said[1:]:
            row = records.get(file, "member", member)
            if member != first:
                assert (row["surname"], row["notes"]) == (f"Number {turn}", turn)
        latest = [int(turn) for member, turn in said if member == first][-1]
        assert latest <= int(records.get(file, "member", first)["notes"]) <= latest + 1
        whole = file.store.raw.execute(
            "SELECT (SELECT count(*) FROM member),"
            " (SELECT count(*) FROM find WHERE record = 'member'),"
            " (SELECT count(*) FROM change WHERE record = 'member' AND action = 'add')"
        ).fetchone()
        assert len(set(whole)) == 1
        file.close()
        assert [one.name for one in path.parent.iterdir()] == [path.name]
    assert told > ROUNDS


def test_an_import_is_there_whole_or_not_at_all(
    processes: BaseContext, path: Path, key: Key, clock: FixedClock
) -> None:
    chance, told = random.Random(2027), 0
    for _round in range(IMPORTS):
        said = killed(processes, writing.import_in_batches, path, key, chance.uniform(0, 0.2))
        told += len(said)
        file = reopened(path, key, clock)
        for first, last in said:
            records.get(file, "member", first)
            records.get(file, "member", last)
        sizes = file.store.raw.execute("SELECT count(*) FROM member GROUP BY surname").fetchall()
        batches = (
            file.store.raw.execute("SELECT count(*) FROM member").fetchone()[0] // writing.BATCH
        )
        assert {size % writing.BATCH for (size,) in sizes} == {0}
        assert told <= batches
        indexed = file.store.raw.execute("SELECT count(*) FROM find WHERE record = 'member'")
        assert indexed.fetchone()[0] == batches * writing.BATCH
        file.close()


def test_a_text_that_saves_itself_is_there_as_it_was_told(
    processes: BaseContext, path: Path, key: Key, clock: FixedClock
) -> None:
    chance, told = random.Random(2028), 0
    for _round in range(KILLS):
        said = killed(processes, writing.autosave, path, key, chance.uniform(0, 0.15))
        told += len(said)
        member, latest = said[-1]
        file = reopened(path, key, clock)
        words = records.get(file, "member", member)["notes"].split()
        assert words == [str(number) for number in range(len(words))]
        assert latest <= int(words[-1]) <= latest + 1
        steps = "SELECT count(*) FROM change WHERE record_id = ? AND action = 'change'"
        assert file.store.raw.execute(steps, (member,)).fetchone() == (1,)
        file.close()
    assert told > KILLS
    _log.info(
        "%s kills of autosaves: %s saves told, none lost; at most the next one more", KILLS, told
    )


def test_every_attachment_that_was_told_is_there_whole(
    processes: BaseContext, path: Path, key: Key, clock: FixedClock
) -> None:
    chance, told = random.Random(2029), 0
    for _round in range(KILLS):
        said = killed(processes, writing.attach, path, key, chance.uniform(0, 0.3))
        told += len(said)
        wrote = b"".join(one.read_bytes() for one in path.parent.iterdir())
        assert writing.MARKER not in wrote
        member, latest = said[0][0], {one: digest for _member, one, digest in said[1:]}
        file = reopened(path, key, clock)
        there = {line.id: line for line in attachments.of(file, "member", member).lines}
        kept = {one for one, digest in latest.items() if digest}
        # the last that was told may have been removed, and another added, without a word of it
        assert kept - {max(kept, default=0)} <= there.keys()
        assert len(there.keys() - kept) <= 1
        for one, line in there.items():
            data = attachments.content(file, one)[1]
            assert hashlib.sha256(data).hexdigest() == line.content
            assert len(data) == line.size
        loose = "SELECT count(*) FROM content WHERE hash NOT IN (SELECT content FROM attachment)"
        assert file.store.raw.execute(loose).fetchone() == (0,)
        records.remove(file, "member", member)  # its contents go at closing: the file stays small
        file.close()
        assert [one.name for one in path.parent.iterdir()] == [path.name]
    assert told > KILLS
    _log.info(
        "%s kills of attachments: %s changes told, all there whole, nothing else kept", KILLS, told
    )


def test_an_erasure_is_done_or_not_and_a_second_run_ends_it(
    processes: BaseContext, path: Path, key: Key, clock: FixedClock, tmp_path: Path
) -> None:
    chance, name = random.Random(2029), "Quillfeather"
    stick = tmp_path / "stick"
    stick.mkdir()
    file = files.open_file(path, key, clock)
    Make(file).member("Joan", name)
    copies = [files.backup(file, stick), files.backup(file, stick)]
    file.close()
    before = {one: one.read_bytes() for one in (path, *copies)}
    for _round in range(ERASURES):
        for one, content in before.items():
            one.write_bytes(content)
        said = killed(processes, writing.erase, path, key, chance.uniform(0, 1.2))
        for copy in copies:
            reopened(copy, key, clock).close()
        file = reopened(path, key, clock)
        left = lists.frame(file, lists.first_query("member")).ever
        assert left == 0 or "done" not in said
        if left:
            assert erasure.erase(file, "member", said[0], Progress()).beyond == ()
        file.close()
        for one in before:
            assert raw_pages.holding(one, key, name) == [], (one, left, said)
        assert {one.name for one in stick.iterdir()} == {one.name for one in copies}


def test_a_file_whose_passphrase_is_being_changed_opens_with_the_old_or_the_new_one(
    processes: BaseContext, path: Path, key: Key, clock: FixedClock
) -> None:
    chance, changed = random.Random(2030), 0
    file = files.open_file(path, key, clock)
    member = Make(file).member("Joan", "Quillfeather", notes="word " * 4000)
    file.close()
    before, new = path.read_bytes(), derive(writing.NEW_PASSPHRASE, read_salt(path))
    for _round in range(CHANGES):
        path.write_bytes(before)
        said = killed(processes, writing.change_passphrase, path, key, chance.uniform(0, 0.5))
        opens = [one for one in (key, new) if _opens(path, one, clock)]
        assert len(opens) == 1
        if "done" in said:
            assert opens == [new]
        changed += opens == [new]
        file = reopened(path, opens[0], clock)
        assert records.get(file, "member", member)["surname"] == "Quillfeather"
        noted = "SELECT count(*) FROM change WHERE record = 'passphrase'"
        assert file.store.raw.execute(noted).fetchone() == (int(opens == [new]),)
        files.change_passphrase(file, "yet another four words")
        file.close()
        assert [one.name for one in path.parent.iterdir()] == [path.name]
    _log.info("%s kills of a change of passphrase: %s were done, none lost", CHANGES, changed)


def _opens(path: Path, key: Key, clock: FixedClock) -> bool:
    try:
        files.open_file(path, key, clock).close()
    except WrongPassphrase:
        return False
    return True
