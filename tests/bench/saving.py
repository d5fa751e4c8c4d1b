"""Saves of a member and of a text, with journal and search index, on the file of 100,000."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count

from facilitator_app.services import records, texts
from facilitator_app.services.files import File
from facilitator_app.services.texts import TextPlace
from facilitator_app.spec.record import Draft
from facilitator_app.store.labels import Label
from tests.bench import data
from tests.bench.figures import Figure, in_turn, timed
from tests.bench.stage import raw

MEMBERS = 100_000
_TIMES = 20
_AUTOSAVES = 600
_LABEL = Label("Write notes")


def jobs() -> Iterator[Figure]:
    """Measure a change and an addition beside a raw insert, each saved for good."""
    with data.copy_of(MEMBERS) as path:
        file = data.opened(path)
        changed = in_turn(lambda: _middle(file, _change), lambda: _middle(file, _raw_insert))
        added = in_turn(lambda: _middle(file, _add), lambda: _middle(file, _raw_insert))
        written = in_turn(lambda: _autosave(file), lambda: _raw_update(file), runs=1)
        left = _left_by_autosaves(file)
        file.close()
    beside = "raw insert + commit, same file"
    yield Figure("Save a changed member (median of 20)", *changed, beside)
    yield Figure("Save a new member (median of 20)", *added, beside)
    yield Figure(
        f"Autosave of a text that grows (median of {_AUTOSAVES}; {left})",
        *written, "raw update + commit, same file",
    )  # fmt: skip


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


def _autosave(file: File) -> float:
    """Return the middle time of saving a text word by word."""
    place, text, times = _place(file), "", []
    texts.keep(file, place, texts.stored(file, place), "")
    for number in range(_AUTOSAVES):
        longer = f"{text} said{number}".strip()  # what the floor wrote would leave no step
        times.append(timed(partial(texts.keep, file, place, text, longer)))
        text = longer
    return statistics.median(times)


def _place(file: File) -> TextPlace:
    member = raw(file, "SELECT id FROM member ORDER BY id LIMIT 1")[0][0]
    return TextPlace("member", member, "notes", "", _LABEL)


def _left_by_autosaves(file: File) -> str:
    """Return in words what the sitting left in the journal: steps to undo, and bytes."""
    sql = (
        "SELECT count(DISTINCT set_id), sum(length(before) + length(after)) FROM change"
        " WHERE set_id IN (SELECT id FROM change_set WHERE label = '{label}')"
    )
    sets, size = raw(file, sql.format(label=_LABEL.stored))[0]
    return f"{sets} undo step, {size / 1000:.1f} kB of journal"


def _raw_update(file: File) -> float:
    """Return the middle time of writing the same text by hand."""
    member, text, times = _place(file).id, "", []
    for number in range(_AUTOSAVES):
        text = f"{text} word{number}".strip()
        times.append(timed(partial(_write_notes, file, member, text)))
    return statistics.median(times)


def _write_notes(file: File, member: int, text: str) -> None:
    file.store.raw.execute("BEGIN IMMEDIATE")
    file.store.raw.execute("UPDATE member SET notes = ? WHERE id = ?", (text, member))
    file.store.raw.execute("COMMIT")


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
