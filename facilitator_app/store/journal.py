"""The journal: images of every row before and after, written in the same commit as the rows.

Images hold what the columns hold. Special-category values are left out of them; while the file
stays open they are kept in memory, so that a change made today can still be undone today.
What older versions called records and fields stays as it was written, and is read as it is called
now; what is kept no longer comes under its old name. Of what is no record (equality answers) only
the fact that it changed is written, and such a set of changes is not undone.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    case,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from facilitator_app.spec.record import Changes, Privacy
from facilitator_app.store import row_sql
from facilitator_app.store.base import Plain, Record, find_record_type, record_type, record_types
from facilitator_app.store.journal_digest import sealed
from facilitator_app.store.journal_tables import change, change_set
from facilitator_app.store.labels import UNDO, Label, read, words_of

ADD, CHANGE, REMOVE = "add", "change", "remove"
WITHHELD, ERASED = "withheld", "erase"
Image = Mapping[str, Any]
_WITHHELD = "*"
_UNDOING = f'["{UNDO}"'  # how the stored label of what undoes a step begins
_write_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_CHUNK = 200  # the window gets its turn between two statements, not inside one: 4 ms
_COLUMNS = ("set_id", "record", "record_id", "action", "before", "after", "nonce", "digest")
_PUT = (
    "INSERT INTO change (set_id, record, record_id, action, before, after, nonce, digest)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(frozen=True, slots=True)
class Note:
    """What happened to one row; for a change, only the columns that differ."""

    action: str
    record: str
    record_id: int
    before: Image | None
    after: Image | None


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """A note as it stands in the journal, with when, who, and under which label, in words.

    within: the change set that it is a part of.
    """

    at: dt.datetime
    who: str
    label: str
    note: Note
    within: int


@dataclass(slots=True)
class Journal:
    """Writes and reads change sets; keeps special-category values in memory only."""

    withheld: dict[int, list[tuple[Image | None, Image | None]]] = field(default_factory=dict)

    def write(
        self, connection: Connection, set_id: int, at: dt.datetime, who: str, label: Label,
        notes: list[Note], undoes: int | None = None,
    ) -> Changes:  # fmt: skip
        """Write one change set and return what it touched; the `notes` are used up by it."""
        changes = Changes(label.words, touched(notes), set_id)
        row = {"id": set_id, "at": at.isoformat(), "who": who, "label": label.stored}
        connection.execute(insert(change_set), row | {"undoes": undoes})
        special = {
            name: special_columns(record_type(name)) if name in record_types() else frozenset[str]()
            for name in {note.record for note in notes}
        }
        if any(_is_special(note, special[note.record]) for note in notes):
            self.withheld[set_id] = [_only(note, special[note.record]) for note in notes]
        while notes:  # let go by and by: thousands freed at once hold up every thread
            rows = [_row(set_id, note, special[note.record]) for note in notes[:_CHUNK]]
            del notes[:_CHUNK]
            connection.exec_driver_sql(_PUT, rows)
        return changes

    def extend(
        self, connection: Connection, set_id: int, at: dt.datetime, notes: Sequence[Note]
    ) -> bool:
        """Make `notes` part of the change set that was written last; return whether that can be.

        It can where each note changes a row that the set changed already, and none is of a
        special category: the image before stays, the one after is the latest.
        """
        written = {
            (record, record_id): (change_id, before, after)
            for change_id, record, record_id, before, after in connection.execute(
                select(change.c.id, change.c.record, change.c.record_id, change.c.before,
                       change.c.after)
                .where(change.c.set_id == set_id, change.c.action == CHANGE)
            )
        }  # fmt: skip
        if not all(_fits(note, written) for note in notes):
            return False
        for note in notes:
            change_id, before, after = written[note.record, note.record_id]
            first = {**(note.before or {}), **json.loads(before)}
            grown = replace(note, before=first, after={**json.loads(after), **(note.after or {})})
            row = dict(zip(_COLUMNS, _row(set_id, grown, frozenset()), strict=True))
            connection.execute(update(change).where(change.c.id == change_id).values(row))
        now = {"at": at.isoformat()}
        connection.execute(update(change_set).where(change_set.c.id == set_id).values(now))
        return True

    def drop_empty(self, connection: Connection, set_id: int) -> bool:
        """Forget a change set after which all is as it was before; return whether it is one."""
        differs = (change.c.set_id == set_id) & change.c.before.is_distinct_from(change.c.after)
        if connection.scalar(select(change.c.id).where(differs).limit(1)) is not None:
            return False
        connection.execute(delete(change).where(change.c.set_id == set_id))
        connection.execute(delete(change_set).where(change_set.c.id == set_id))
        return True

    def latest_first(self, connection: Connection, set_id: int) -> Iterator[Note]:
        """Yield the notes of one change set backwards, whole again where memory has the rest."""
        found = connection.execution_options(yield_per=_CHUNK).execute(
            select(
                change.c.action,
                change.c.record,
                change.c.record_id,
                change.c.before,
                change.c.after,
            )
            .where(change.c.set_id == set_id)
            .order_by(change.c.id.desc())
        )
        notes = (_note(*row) for row in found)
        kept = self.withheld.get(set_id)
        if kept is None:
            return notes
        return (_whole(n, *k) for n, k in zip(notes, reversed(kept), strict=True))

    def touched_by(self, connection: Connection, set_id: int) -> frozenset[tuple[str, int]]:
        """Return the (record name, id) pairs that the first notes of a change set are about."""
        asked = select(change.c.record, change.c.record_id).where(change.c.set_id == set_id)
        return frozenset((record, one) for record, one in connection.execute(asked.limit(_CHUNK)))

    def concerned(self, connection: Connection, set_id: int) -> tuple[set[int], set[int]]:
        """Return the ids of what the first notes of a change set changed, and of all they name.

        What it added is not among them.
        """
        c = change.c
        asked = select(c.record, c.record_id, c.action, c.before, c.after).where(c.set_id == set_id)
        changed, named, added = set[int](), set[int](), set[int]()
        for record, record_id, action, *images in connection.execute(asked.limit(_CHUNK)):
            held: list[Mapping[str, object]] = [json.loads(one) for one in images if one]
            if cls := find_record_type(record):
                held += row_sql.read(connection, cls, [record_id]).values()
            values = (value for one in held for value in one.values())
            named |= {one for one in values if isinstance(one, int)}
            (added if action == ADD else changed).add(record_id)
        return changed - added, named - added

    def history(
        self, connection: Connection, record: str, record_id: int, most: int, column: str = ""
    ) -> Iterator[JournalEntry]:
        """Return what happened to one record, or to one `column` of it, latest first."""
        cls = find_record_type(record)
        names = (record, *(cls.formerly if cls else ()))
        wanted = change.c.record.in_(names) & (change.c.record_id == record_id)
        if column:
            wanted &= func.json_type(change.c.after, f"$.{column}").is_not(None)
        return _entries(connection, wanted, most)

    def removals(
        self, connection: Connection, types: Sequence[type[Record]], column: str, owner: int,
        most: int,
    ) -> Iterator[JournalEntry]:  # fmt: skip
        """Return how records of `types` went that are missing, latest first, each once.

        `column` named their owner. What was undone since counts as never done, but for what was
        only added and undone: that is missing since then.
        """
        c, other = change.c, change_set.alias()
        gone = or_(
            *(
                c.record.in_((cls.__tablename__, *cls.formerly))
                & c.record_id.not_in(select(cls.__table__.c.id))
                for cls in types
            )
        )
        undoing = change_set.c.label.startswith(_UNDOING, autoescape=True)
        undone = exists().where(other.c.undoes == c.set_id)
        in_force = case((~undoing & ~undone, c.id))
        last = (
            select(func.coalesce(func.max(in_force), func.max(c.id)))
            .join(change_set, change_set.c.id == c.set_id)
            .where(gone, c.action == REMOVE)
            .where(func.json_extract(c.before, f"$.{column}") == owner)
            .group_by(c.record, c.record_id)
        )
        return _entries(connection, c.id.in_(last), most)

    def label_of(self, connection: Connection, set_id: int) -> Label | None:
        """Return the label of a change set, None if it has none or an older file's."""
        wanted = select(change_set.c.label).where(change_set.c.id == set_id)
        stored = connection.execute(wanted).scalar()
        return None if stored is None else read(stored)

    def notes_of(self, connection: Connection, set_id: int, cls: type[Record]) -> tuple[Note, ...]:
        """Return the notes that a change set has of one record type, the first first."""
        columns = (change.c.action, change.c.record, change.c.record_id, change.c.before,
                   change.c.after)  # fmt: skip
        names = (cls.__tablename__, *cls.formerly)
        found = connection.execute(
            select(*columns)
            .where(change.c.set_id == set_id, change.c.record.in_(names))
            .order_by(change.c.id)
        )
        return tuple(_note(*row) for row in found)

    def number_new_or_gone(self, connection: Connection, set_id: int, cls: type[Record]) -> int:
        """Return how many records of a type a change set brought in or took out."""
        names = (cls.__tablename__, *cls.formerly)
        wanted = select(func.count(change.c.record_id.distinct())).where(
            change.c.set_id == set_id, change.c.record.in_(names), change.c.action != CHANGE
        )
        return connection.execute(wanted).scalar() or 0


def image(cls: type[Record], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the columns of `cls` hold for `values`, leaving out what is empty."""
    return {
        name: value if as_held is None else as_held(value)
        for name, as_held in _holders(cls)
        if (value := values.get(name)) is not None and value != ()
    }


def held(cls: type[Record], name: str, value: Any) -> Any:
    """Return what the column `name` of `cls` holds for `value`."""
    return image(cls, {name: value}).get(name)


def special_columns(cls: type[Record]) -> frozenset[str]:
    """Return the names of the special-category columns of `cls`."""
    return frozenset(one.name for one in cls.spec().fields if one.privacy is Privacy.SPECIAL)


@functools.cache
def _holders(cls: type[Record]) -> Sequence[tuple[str, Callable[[Any], Any] | None]]:
    """Return each column's name and what turns a value into what it holds, None if it is that."""
    return [
        (c.key, c.type.kind.plain if isinstance(c.type, Plain) else None)
        for c in cls.__table__.columns
        if c.key not in ("id", "version")
    ]


def _row(set_id: int, note: Note, special: frozenset[str]) -> tuple[Any, ...]:
    before, after = _dump(note.before, special), _dump(note.after, special)
    content = set_id, note.record, note.record_id, note.action, before, after
    return *content, *sealed(content)


def _dump(held_image: Image | None, special: frozenset[str]) -> str | None:
    if held_image is None:
        return None
    if special:
        held_image = {k: _WITHHELD if k in special else v for k, v in held_image.items()}
    return _write_json(held_image)


def _entries(
    connection: Connection, wanted: ColumnElement[bool], most: int
) -> Iterator[JournalEntry]:
    """Yield the journal's entries that are `wanted`, latest first."""
    c = change.c
    found = connection.execute(
        select(
            change_set.c.at, change_set.c.who, change_set.c.label, change_set.c.id,
            c.action, c.record, c.record_id, c.before, c.after,
        )
        .join(change_set, change_set.c.id == c.set_id)
        .where(wanted)
        .order_by(c.id.desc())
        .limit(most)
    )  # fmt: skip
    for at, who, label, within, *row in found:
        when = dt.datetime.fromisoformat(at)
        yield JournalEntry(when, who, words_of(label), _note(*row), within)


def _note(
    action: str, record: str, record_id: int, before: str | None, after: str | None
) -> Note:  # fmt: skip
    """Return a note as it was written, with everything under the name that it has now."""
    cls = find_record_type(record)
    if cls is None:
        return Note(action, record, record_id, _load(before, {}), _load(after, {}))
    names = _renamed(cls)
    return Note(action, cls.__tablename__, record_id, _load(before, names), _load(after, names))


@functools.cache
def _renamed(cls: type[Record]) -> Mapping[str, str]:
    """Return what the fields of `cls` are called now by what they were called before."""
    return {old: one.name for one in cls.spec().fields for old in one.formerly}


def _load(text: str | None, names: Mapping[str, str]) -> Image | None:
    if text is None:
        return None
    found: Image = json.loads(text)
    return {names.get(name, name): value for name, value in found.items()} if names else found


def _is_special(note: Note, special: frozenset[str]) -> bool:
    return any(special & (part or {}).keys() for part in (note.before, note.after))


def _only(note: Note, special: frozenset[str]) -> tuple[Image | None, Image | None]:
    before, after = (
        {k: v for k, v in (i or {}).items() if k in special} for i in (note.before, note.after)
    )
    return before, after


def _whole(note: Note, before: Image | None, after: Image | None) -> Note:
    def with_rest(part: Image | None, rest: Image | None) -> Image | None:
        return None if part is None else {**part, **(rest or {})}

    return Note(
        note.action,
        note.record,
        note.record_id,
        with_rest(note.before, before),
        with_rest(note.after, after),
    )


def _fits(note: Note, written: Collection[tuple[str, int]]) -> bool:
    known = (note.record, note.record_id) in written
    if note.action != CHANGE or not known:
        return False
    return not _is_special(note, special_columns(record_type(note.record)))


def touched(notes: Iterable[Note]) -> frozenset[tuple[str, int]]:
    """Return the (record name, id) pairs that the notes are about; what is no record has none."""
    return frozenset((note.record, note.record_id) for note in notes if note.record_id)


def touched_ids(notes: Iterable[Note], record: str) -> list[int]:
    """Return the ids of `record` that the notes touch, once each, in order."""
    return list(dict.fromkeys(note.record_id for note in notes if note.record == record))
