"""One save of a member, with journal and search index, on the file of 100,000."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from itertools import count

from facilitator_app.services import records
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from tests.bench import data
from tests.bench.figures import Figure, in_turn, timed
from tests.bench.stage import raw

MEMBERS = 100_000
_TIMES = 20


def jobs() -> Iterator[Figure]:
    """Measure a change and an addition beside a raw insert, each saved for good."""
    with data.copy_of(MEMBERS) as path:
        file = data.opened(path)
        changed = in_turn(lambda: _middle(file, _change), lambda: _middle(file, _raw_insert))
        added = in_turn(lambda: _middle(file, _add), lambda: _middle(file, _raw_insert))
        file.close()
    beside = "raw insert + commit, same file"
    yield Figure("Save a changed member (median of 20)", *changed, beside)
    yield Figure("Save a new member (median of 20)", *added, beside)


def _middle(file: File, save: Callable[[File, int], float]) -> float:
    return statistics.median(save(file, number) for number in range(_TIMES))


def _change(file: File, number: int) -> float:
    sql = "SELECT id, version FROM member ORDER BY id LIMIT 1 OFFSET ?"
    one = raw(file, sql, (number * 97,))[0]
    draft = Draft("member", {"notes": f"Rang on Monday, {next(_fresh)}"}, one[0], one[1])
    return timed(lambda: records.save(file, draft))


def _add(file: File, _number: int) -> float:
    values = {"forenames": "Ada", "surname": f"Bench {next(_fresh)}", "kinds": ("patient",)}
    return timed(lambda: records.save(file, Draft("member", values)))


def _raw_insert(file: File, _number: int) -> float:
    """Insert a copy of a row with a fresh id; it stays, as the saved ones do."""
    cursor = file.store.raw.execute("SELECT * FROM member LIMIT 1")
    names = [column[0] for column in cursor.description]
    values = dict(zip(names, cursor.fetchone(), strict=True)) | {"id": next(_fresh)}
    marks = ", ".join("?" * len(names))

    def act() -> None:
        file.store.raw.execute("BEGIN IMMEDIATE")
        file.store.raw.execute(f"INSERT INTO member VALUES ({marks})", tuple(values.values()))
        file.store.raw.execute("COMMIT")

    return timed(act)


_fresh = count(1)
