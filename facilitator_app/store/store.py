"""`Store`: an open file. All reading and writing goes through its units of work."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, update
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from facilitator_app.clock import Clock
from facilitator_app.domain.errors import AppError, NothingToUndo
from facilitator_app.i18n import _
from facilitator_app.spec.record import Changes
from facilitator_app.store import drafts, file, undo
from facilitator_app.store.base import Record, record_types
from facilitator_app.store.error_translation import translate_errors
from facilitator_app.store.ids import Ids
from facilitator_app.store.journal import CHANGE, ERASED, Journal, Note, touched
from facilitator_app.store.journal_tables import change
from facilitator_app.store.key import Key, derive
from facilitator_app.store.labels import UNDO, Label
from facilitator_app.store.lock import Lock
from facilitator_app.store.place import Place
from facilitator_app.store.undo_steps import Step, UndoSteps
from facilitator_app.store.work import ReadSession, Work, WorkSession


class Store:
    """An open file; belongs to the thread that opened it. Close it when done."""

    def __init__(
        self, path: Path, key: Key, connection: dbapi2.Connection, lock: Lock, clock: Clock,
        who: str, ids: Ids,
    ) -> None:  # fmt: skip
        """Wrap an open `connection`; use `opened` or `created` to get one."""
        self.path = path
        self.key = key
        self.clock = clock
        self.signs: Callable[[Connection], str] = lambda _connection: who  # names who changes
        self.journal = Journal()
        self.raw = connection
        self.place = Place(path)
        self._lock = lock
        self._written = False
        self._ids = ids
        self._engine = _engine(connection)
        self.steps = UndoSteps()
        self._open: Work | None = None
        self._changed: dict[str, int] = {}
        self._used_up: Sequence[str] = ()

    @property
    def salt(self) -> bytes:
        """The first bytes of the file: to read them there would drop SQLite's own lock (POSIX)."""
        return bytes.fromhex(self.raw.execute("PRAGMA cipher_salt").fetchone()[0])

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session for queries; nothing can be changed through it.

        Within a unit of work it is that unit's own session, which sees what was done so far.
        """
        if self._open is not None:
            yield self._open.session
            return
        with translate_errors(), ReadSession(self._engine) as session:
            yield session
            session.rollback()

    @contextmanager
    def write(
        self, label: Label, sitting: str = "", *, anew: bool = False, taken_back: bool = False
    ) -> Iterator[Work]:
        """Give a unit of work; committed and journalled under `label` if the block ends well.

        Afterwards `work.changes` says what it touched. Changes of the same `sitting` that follow
        each other are one step to undo, and one image before and after; `anew` begins another step.
        taken_back: words of the sitting went where they were written, and may come back there: that
        becomes a step once something else is done.
        """
        step = Step(0, label, sitting, taken_back and not self.steps.undone)
        with self._unit() as work:
            yield work
            work.session.flush()
            for key in self._used_up:
                drafts.drop(work.connection, key)
            self._commit(work, step, goes_on=None if anew else self.steps.goes_on(step))

    @contextmanager
    def using_up(self, keys: Sequence[str]) -> Iterator[None]:
        """Let what is written in the block forget the drafts kept under `keys`, or neither."""
        self._used_up = keys
        try:
            yield
        finally:
            self._used_up = ()

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """See that it goes into the file at the path, and take back what a failed commit leaves.

        To SQLAlchemy it ended then, to SQLite not.
        """
        if self._open is not None:
            message = "units of work do not nest: there is one connection"
            raise RuntimeError(message)
        self.place.check()
        try:
            yield
            self._written = True
        finally:
            if self.raw.in_transaction:
                self.raw.rollback()

    @contextmanager
    def _unit(self) -> Iterator[Work]:
        with (
            translate_errors(),
            self._whole(),
            WorkSession(self._engine, expire_on_commit=False) as session,
        ):
            session.connection().exec_driver_sql("BEGIN IMMEDIATE")
            self._open = Work(session, self._ids)
            try:
                yield self._open
            finally:
                self._open = None

    @contextmanager
    def unjournalled(self) -> Iterator[Connection]:
        """Give a transaction for what is no record: drafts, contents that nothing names."""
        with translate_errors(), self._whole(), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            connection.commit()

    @contextmanager
    def erasing(self, label: Label, record: str) -> Iterator[Connection]:
        """Give a transaction that takes content out of rows and journal alike.

        The journal then says that a `record` was erased, not which; memory keeps nothing of what
        was before, so nothing before it can be undone. `finish_erasing` has to follow.
        """
        with self.unjournalled() as connection:
            yield connection
            note = Note(ERASED, record, 0, None, None)
            now, set_id = self.clock.now(), self._ids.next()
            self.journal.write(connection, set_id, now, self.signs(connection), label, [note])
        self.steps.clear()
        self.journal.withheld.clear()
        for name in record_types():
            self._changed[name] = self._changed.get(name, 0) + 1

    def finish_erasing(self) -> None:
        """Write all pages anew after an erasure, if that was not done yet; raise AppError if not.

        Between rows a page may keep parts of what was moved away, `secure_delete` or not.
        """
        if not (unfinished := self._unfinished()):
            return
        self.place.check()
        with translate_errors():
            self.raw.execute("VACUUM")
        with self.unjournalled() as connection:
            done = update(change).where(change.c.id.in_(unfinished))
            connection.execute(done.values(erased=self.clock.today().isoformat()))

    def _unfinished(self) -> list[int]:
        """Return the notes of erasures after which pages were not written anew."""
        asked = "SELECT id FROM change WHERE record_id = 0 AND action = ? AND erased IS NULL"
        try:
            return [row[0] for row in self.raw.execute(asked, (ERASED,))]
        except (dbapi2.DatabaseError, MemoryError):  # damaged, which is judged later
            return []

    def _commit(
        self, work: Work, step: Step, undoes: int | None = None, goes_on: Step | None = None
    ) -> int | None:
        """Journal and commit; return the new change set, None if nothing changed.

        None as well if it became part of the last step, `goes_on`.
        """
        changes, undoable = Changes(step.label.words), work.undoable
        grown, empty = False, False
        if work.notes:
            work.index()
            now = self.clock.now()
            if goes_on and self.journal.extend(work.connection, goes_on.set_id, now, work.notes):
                changes = Changes(step.label.words, touched(work.notes), goes_on.set_id)
                grown, empty = True, self.journal.drop_empty(work.connection, goes_on.set_id)
            else:
                changes = self._journal(work, step.label, undoes)
        work.session.commit()
        work.changes = changes
        self._count(changes.touched)
        if grown:
            self.steps.grow(step, empty=empty)
        elif changes.touched and undoes is None and undoable:
            self.steps.add(replace(step, set_id=changes.within))
        return None if grown else changes.within or None

    def _count(self, touched_: Iterable[tuple[str, int]]) -> None:
        for record, _id in touched_:
            self._changed[record] = self._changed.get(record, 0) + 1

    def _journal(self, work: Work, label: Label, undoes: int | None) -> Changes:
        """Write what was noted as a new change set, which uses the notes up."""
        connection, now = work.connection, self.clock.now()
        signed, set_id = self.signs(connection), self._ids.next()
        return self.journal.write(connection, set_id, now, signed, label, work.notes, undoes)

    def times_changed(self, record: str) -> int:
        """Return a number that grows whenever records of this name change."""
        return self._changed.get(record, 0)

    @property
    def undo_label(self) -> str:
        """What the next undo would take back, or ""."""
        return self.steps.label(redo=False)

    @property
    def redo_label(self) -> str:
        """What the next redo would do again, or ""."""
        return self.steps.label(redo=True)

    def step_concerns(
        self, connection: Connection, *, redo: bool = False
    ) -> tuple[set[int], set[int]]:
        """Return the ids of what the next undo, or redo, changes, and of all that this names."""
        step, _along = self.steps.next(redo=redo)
        return self.journal.concerned(connection, step.set_id) if step else (set(), set())

    def step_changes(
        self, connection: Connection, place: tuple[type[Record], int, str], *, redo: bool = False
    ) -> bool:
        """Return whether the next undo, or redo, changes one field of one record and no other."""
        (cls, record_id, column), (step, _along) = place, self.steps.next(redo=redo)
        if step is None:
            return False
        touches = self.journal.touched_by(connection, step.set_id)
        return touches == {(cls.__tablename__, record_id)} and all(
            one.action == CHANGE and set(one.after or {}) == {column}
            for one in self.journal.notes_of(connection, step.set_id, cls)
        )

    def next_step(
        self, connection: Connection, *, redo: bool = False, beneath: bool = False
    ) -> Changes | None:
        """Return what the next undo, or redo, is about, as it was when it was done.

        beneath: leaving out what only took words back.
        """
        step = self.steps.beneath if beneath else self.steps.next(redo=redo)[0]
        if step is None:
            return None
        touches = self.journal.touched_by(connection, step.set_id)
        return Changes(step.label.words, touches, step.set_id)

    def undo(self) -> Changes:
        """Take back the last change of this session; raise AppError if that cannot be."""
        if not self.steps.done:
            raise NothingToUndo(_("There is nothing to undo."))
        return self._reverse(UNDO)

    def redo(self) -> Changes:
        """Do again what was last undone."""
        if not self.steps.undone:
            raise NothingToUndo(_("There is nothing to redo."))
        return self._reverse(redo=True)

    def _reverse(self, message: str = "", *, redo: bool = False) -> Changes:
        """Reverse what was done last, or undone; `message` fits its label."""
        step, along = self.steps.next(redo=redo)
        assert step is not None
        label = Label(message, {"label": step.label}) if message else step.label
        back = frozenset[tuple[str, int]]()
        with self._unit() as work:
            for one in along:  # so that Redo has all that there was
                self._take_back(work, one)
                work.index()
                back |= self._journal(work, label, one.set_id).touched
            self._take_back(work, step)
            set_id = self._commit(work, Step(0, label), undoes=step.set_id)
        assert set_id is not None
        self._count(back)
        self.steps.reversed(Step(set_id, step.label), len(along) + 1, redo=redo)
        return replace(work.changes, label=step.label.words, touched=work.changes.touched | back)

    def _take_back(self, work: Work, step: Step) -> None:
        notes = self.journal.latest_first(work.connection, step.set_id)
        work.notes.extend(undo.take_back(work.connection, notes))

    def go_on_with(self, key: Key, swap: Callable[[], None]) -> None:
        """Let swap() put the same network, which `key` opens, in the place of the open file.

        Where that fails, it goes on with what stands there.
        """
        self._let_go()
        try:
            swap()
            self.key = key
        finally:
            self.raw = file.open_connection(self.path, self.key)
            self.place = Place(self.path)
            self._engine = _engine(self.raw)
            self._ids = Ids(self.clock, _chance(), _last_id(self.raw))

    def _let_go(self) -> None:
        try:
            self._engine.dispose()
            self.raw.close()
        finally:
            file.drop_journal(self.path)

    def close(self) -> None:
        """Close the file, and leave nothing beside it.

        Raises Displaced, with all closed, where what was written is not at the path any more.
        """
        try:
            self._let_go()
        finally:
            self._lock.drop()
        if self._written:
            self.place.check()


def opened(
    path: Path, secret: str | Key, clock: Clock, who: str, *, take_over: bool = False
) -> Store:
    """Open the file at `path` with its passphrase or key; raise AppError, with nothing changed."""
    salt = file.look_at(path)
    key = secret if isinstance(secret, Key) else derive(secret, salt)
    lock = Lock(path)
    lock.take(clock.now(), over=take_over)
    try:
        with translate_errors():
            connection = file.open_connection(path, key)
            ids = Ids(clock, _chance(), _last_id(connection))
    except BaseException:
        lock.drop()
        raise
    return Store(path, key, connection, lock, clock, who, ids)


def created(
    path: Path, passphrase: str, clock: Clock, who: str, chance: random.Random | None = None
) -> Store:
    """Make a new file at `path`, with every table; raise AppError if that cannot be."""
    salt = file.new_salt()
    key = derive(passphrase, salt)
    if path.exists():
        raise AppError(_("{name} is there already. Choose another name.").format(name=path.name))
    lock = Lock(path)
    lock.take(clock.now())
    try:
        with translate_errors():
            connection = file.create_connection(path, salt, key)
    except BaseException:
        lock.drop()
        raise
    ids = Ids(clock, chance or _chance())
    store = Store(path, key, connection, lock, clock, who, ids)
    try:
        with store.unjournalled() as transaction:
            Record.metadata.create_all(transaction)
    except BaseException:
        store.close()
        file.discard(path)
        raise
    return store


def _chance() -> random.Random:
    """Return dice that every start throws differently.

    Not the system's own: it lets go of the interpreter for each throw, too short for the window to
    take it, which then waits for as long as ids are drawn.
    """
    return random.Random()  # noqa: S311 - ids must differ, nothing hangs on guessing them


def _last_id(connection: dbapi2.Connection) -> int:
    """Return an id above all that were given out before, even if the clock has gone back since."""
    try:
        found = connection.execute("SELECT coalesce(max(id), 0) FROM change_set").fetchone()
    except dbapi2.DatabaseError:  # a file that is damaged or was never finished is judged later
        return 0
    return int(found[0])


def _engine(connection: dbapi2.Connection) -> Engine:
    """Return SQLAlchemy's engine over the one connection; transactions are begun by us."""
    return create_engine(
        "sqlite://", module=dbapi2, creator=lambda: connection, poolclass=StaticPool
    )
