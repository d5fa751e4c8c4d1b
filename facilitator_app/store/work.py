"""One unit of work: a session, a transaction, and notes of everything it does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from sqlalchemy import Connection, event, inspect, select
from sqlalchemy.orm import Mapper, ORMExecuteState, Session, object_session

from facilitator_app.domain import removal
from facilitator_app.domain.errors import AppError, Conflict, Gone, NamedElsewhere
from facilitator_app.i18n import _, mid_sentence
from facilitator_app.locale_formats import join_sentences
from facilitator_app.spec.kinds import Ref
from facilitator_app.spec.record import Changes
from facilitator_app.store import row_sql, search
from facilitator_app.store.base import Record, linked_types, record_types
from facilitator_app.store.ids import Ids
from facilitator_app.store.journal import (
    ADD,
    CHANGE,
    REMOVE,
    WITHHELD,
    Note,
    held,
    image,
    touched,
    touched_ids,
)
from facilitator_app.store.seals import Seals

R = TypeVar("R", bound=Record)
_CHUNK = 5_000


class ReadSession(Session):
    """A session for questions, which refuses every change."""


class WorkSession(Session):
    """A session that refuses what would slip past the journal."""


class Work:
    """Handed out by `store.write(label)`; everything done through it is journalled and undoable.

    changes: what it touched, once it was committed.
    """

    def __init__(self, session: WorkSession, ids: Ids) -> None:
        """Note what happens in `session`; new records get their id from `ids`."""
        self.session = session
        self.notes: list[Note] = []
        self.fresh: list[search.Words] = []
        self.changes = Changes("")
        self.seals = Seals(session)
        self._ids = ids
        session.info["notes"] = self.notes
        session.info["seals"] = self.seals

    @property
    def connection(self) -> Connection:
        """The transaction's connection."""
        return self.session.connection()

    def next_id(self) -> int:
        """Return an id for what is to be added, record or not."""
        return self._ids.next()

    def add(self, record: R) -> R:
        """Store a new record and give it its id; fields that were never set get their default."""
        record.id = record.id or self._ids.next()
        for one in record.spec().fields:
            if one.default is not None and one.name not in record.__dict__:
                setattr(record, one.name, one.default)
        self.session.add(record)
        self.session.flush()
        return record

    def get(self, cls: type[R], record_id: int, version: int | None = None) -> R:
        """Return a record to be changed; raise Gone, or Conflict if it is not at `version`."""
        found = self.session.get(cls, record_id)
        if found is None:
            raise Gone(_("This was deleted in the meantime. Go back to the list."))
        if version is not None and found.version != version:
            raise Conflict(_("This was changed elsewhere since you opened it."))
        return found

    def remove(self, record: Record) -> None:
        """Remove a record with everything it owns.

        Raises AppError if it is to be kept, NamedElsewhere if others refer to it.
        """
        values = _values(record)
        if why := type(record).deletion_blocker(values):
            raise AppError(why)
        if type(record).seal(values):  # it may go all the same, such as a claim that was cancelled
            self.seals.open(record)
        self._clear_away(record)
        for linked in linked_types():
            its = (linked.target == record.__tablename__, linked.target_id == record.id)
            for one in self.session.scalars(select(linked).where(*its)).all():
                self.remove(one)
        self.session.delete(record)
        self.session.flush()

    def _clear_away(self, record: Record) -> None:
        """Remove what `record` owns, and see that nothing else names it."""
        named: dict[type[Record], set[int]] = {}
        for cls, name in _pointing_at(type(record).__tablename__):
            kind = cls.spec().field(name).kind
            assert isinstance(kind, Ref)
            rows = self.session.scalars(select(cls).where(getattr(cls, name) == record.id)).all()
            if kind.owned:
                for child in rows:
                    self.remove(child)
            elif others := {row.id for row in rows if row is not record}:
                named.setdefault(cls, set()).update(others)
        if named:
            why = why_it_stays(type(record), [mid_sentence(_(cls.plural)) for cls in named])
            by = {cls.__tablename__: ids for cls, ids in named.items()}
            raise NamedElsewhere(why, (type(record).__tablename__, record.id), by)

    def insert_many(
        self, cls: type[Record], given: Iterable[Mapping[str, Any]], *, stepped: bool = False
    ) -> list[int]:
        """Store many new records at once, journalled like any other; return their ids.

        Each row maps field names to values; an id may be given. Much faster than `add`. stepped:
        rows may stand where only a step of their subject leads, which was taken in another file.
        """
        name, defaults = cls.__tablename__, cls.spec().defaults()
        added = [
            Note(
                ADD,
                name,
                row.get("id") or self._ids.next(),
                None,
                image(cls, {**defaults, **row, **cls.computed_values(row)}),
            )
            for row in given
        ]
        self.session.flush()
        ids, rows = [note.record_id for note in added], [note.after or {} for note in added]
        self.seals.check_rows(cls, ids, rows, stepped=stepped)
        for at in range(0, len(added), _CHUNK):
            some = added[at : at + _CHUNK]
            row_sql.add(self.connection, cls, [(one.record_id, one.after or {}) for one in some])
        self.notes += added
        words = (search.words_of(cls, note.record_id, note.after or {}) for note in added)
        self.fresh += [one for one in words if one]
        return ids

    def note_owned(self, record: Record) -> None:
        """Journal that what `record` owns changed: this stands in its history too."""
        self.session.flush()
        self.notes.append(Note(CHANGE, record.__tablename__, record.id, {}, {}))

    def note_withheld(self, subject: str) -> None:
        """Journal that `subject`, which is no record, changed, without what and how.

        A unit of work that says so is not undone.
        """
        self.session.flush()
        self.notes.append(Note(WITHHELD, subject, 0, None, None))

    @property
    def undoable(self) -> bool:
        """Whether the journal will have all that it takes to undo this."""
        return all(note.action in (ADD, CHANGE, REMOVE) for note in self.notes)

    def index(self) -> None:
        """Bring the search index up to what this unit of work did."""
        in_bulk = {words[0] for words in self.fresh}
        search.put(self.connection, self.fresh)
        for name in sorted({record for record, _id in touched(self.notes)}):
            ids = [one for one in touched_ids(self.notes, name) if one not in in_bulk]
            search.renew(self.connection, name, ids)


def why_it_stays(cls: type[Record], others: Iterable[str]) -> str:
    """Return why one of `cls` stays that `others` name, and what to do instead."""
    thing, instead = mid_sentence(_(cls.singular)), cls.instead_of_removing
    why = removal.named_in(thing, others, person=cls.person)
    return join_sentences((why, _(instead) if instead else ""))


def _pointing_at(record: str) -> Iterable[tuple[type[Record], str]]:
    for cls in record_types().values():
        for one in cls.spec().refs:
            assert isinstance(one.kind, Ref)
            if one.kind.record == record:
                yield cls, one.name


def _notes(target: Record) -> list[Note]:
    session = object_session(target)
    assert session is not None
    notes: list[Note] = session.info["notes"]
    return notes


def _values(target: Record) -> dict[str, Any]:
    return {c.key: getattr(target, c.key) for c in target.__table__.columns}


def _settle(_mapper: Mapper[Any], _connection: Connection, target: Record) -> None:
    for name, value in type(target).computed_values(_values(target)).items():
        setattr(target, name, value)


def _added(_mapper: Mapper[Any], _connection: Connection, target: Record) -> None:
    after = image(type(target), _values(target))
    _notes(target).append(Note(ADD, target.__tablename__, target.id, None, after))


def _changed(_mapper: Mapper[Any], _connection: Connection, target: Record) -> None:
    cls, before, after = type(target), dict[str, Any](), dict[str, Any]()
    for attribute in inspect(target).attrs:
        history = attribute.history
        if attribute.key != "version" and history.has_changes():
            before[attribute.key] = held(
                cls, attribute.key, history.deleted[0] if history.deleted else None
            )
            after[attribute.key] = held(cls, attribute.key, attribute.value)
    if before:
        _notes(target).append(Note(CHANGE, target.__tablename__, target.id, before, after))


def _removed(_mapper: Mapper[Any], _connection: Connection, target: Record) -> None:
    before = {**image(type(target), _values(target)), "version": target.version}
    _notes(target).append(Note(REMOVE, target.__tablename__, target.id, before, None))


event.listen(Record, "before_insert", _settle, propagate=True)
event.listen(Record, "before_update", _settle, propagate=True)
event.listen(Record, "after_insert", _added, propagate=True)
event.listen(Record, "after_update", _changed, propagate=True)
event.listen(Record, "after_delete", _removed, propagate=True)


@event.listens_for(ReadSession, "before_flush")
def _refuse_flush(session: Session, _context: object, _instances: object) -> None:
    if session.new or session.dirty or session.deleted:
        message = "this session is for reading: change records in store.write"
        raise RuntimeError(message)


@event.listens_for(WorkSession, "before_flush")
def _refuse_sealed(session: Session, _context: object, _instances: object) -> None:
    seals: Seals = session.info["seals"]
    seals.check()


@event.listens_for(ReadSession, "do_orm_execute")
@event.listens_for(WorkSession, "do_orm_execute")
def _refuse_bulk(state: ORMExecuteState) -> None:
    """Bulk statements would change rows without an image of them."""
    if state.is_update or state.is_delete or state.is_insert:
        message = "bulk changes slip past the journal: use add, get, remove or insert_many"
        raise RuntimeError(message)
