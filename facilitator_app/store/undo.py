"""Takes a change set back, row by row, from its images; and that taking-back too, which is redo."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any

from sqlalchemy import Connection

from facilitator_app.domain.errors import Conflict
from facilitator_app.i18n import _
from facilitator_app.store import row_sql
from facilitator_app.store.base import Record, find_record_type
from facilitator_app.store.journal import ADD, CHANGE, REMOVE, Image, Note

_CHUNK = 500
_REVERSED = {ADD: REMOVE, REMOVE: ADD, CHANGE: CHANGE}


def take_back(connection: Connection, notes: Iterable[Note]) -> Iterator[Note]:
    """Reverse `notes`, which come last first; yield the notes of doing so.

    Raises Conflict if a row is no longer as the notes left it, or its record type is kept no
    longer. Rows were valid before, so what is put back is written as it was; foreign keys are
    checked when the unit of work ends.
    """
    reverse = (
        Note(_REVERSED[note.action], note.record, note.record_id, note.after, note.before)
        for note in notes
    )
    for (record, action), group in groupby(reverse, key=lambda note: (note.record, note.action)):
        cls = find_record_type(record)
        if cls is None:
            raise Conflict(_("This changed what is no longer kept, so it cannot be undone."))
        for part in _apart(group):
            yield from _apply(connection, cls, action, part)


def _apart(notes: Iterable[Note]) -> Iterator[list[Note]]:
    """Cut notes into runs in which no row comes twice, of a size that one statement takes."""
    run: list[Note] = []
    seen: set[int] = set()
    for note in notes:
        if note.record_id in seen or len(run) == _CHUNK:
            yield run
            run, seen = [], set()
        run.append(note)
        seen.add(note.record_id)
    yield run


def _apply(connection: Connection, cls: type[Record], action: str, notes: list[Note]) -> list[Note]:
    now = row_sql.read(connection, cls, [note.record_id for note in notes])
    for note in notes:
        _check(note, now.get(note.record_id))
    if action == REMOVE:
        sql = f'DELETE FROM "{cls.__tablename__}" WHERE id = ?'
        connection.exec_driver_sql(sql, [(note.record_id,) for note in notes])
        return [_with_version(note, now[note.record_id]) for note in notes]
    if action == ADD:
        row_sql.insert(connection, cls, [_returning(note) for note in notes])
        return [replace(note, after=_without_version(note.after)) for note in notes]
    for note in notes:
        _update(connection, cls, note)
    return notes


def _check(note: Note, row: Mapping[str, Any] | None) -> None:
    """Compare what a note would take away with what stands there."""
    if note.before is None:
        as_left = row is None
    else:
        as_left = row is not None and _without_version(note.before).items() <= row.items()
    if not as_left:
        raise Conflict(_("This was changed again since, so it cannot be undone by itself."))


def _with_version(note: Note, row: Mapping[str, Any]) -> Note:
    """Keep the version that goes, so that a row brought back is never taken for an older one."""
    before = {**(note.before or {}), "version": row["version"]}
    return Note(note.action, note.record, note.record_id, before, note.after)


def _without_version(part: Image | None) -> Image:
    return {name: value for name, value in (part or {}).items() if name != "version"}


def _returning(note: Note) -> Image:
    """Return the row that comes back, at a version that it never had."""
    after = note.after or {}
    return {**after, "id": note.record_id, "version": after.get("version", 0) + 1}


def _update(connection: Connection, cls: type[Record], note: Note) -> None:
    after = note.after or {}
    parts = ", ".join([*(f'"{name}" = ?' for name in after), "version = version + 1"])
    sql = f'UPDATE "{cls.__tablename__}" SET {parts} WHERE id = ?'
    connection.exec_driver_sql(sql, (*after.values(), note.record_id))
