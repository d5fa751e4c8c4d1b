"""Erasing a record for good: from the file, its journal, drafts and search, and its backups."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection

from facilitator_app.digests.erasure import BackupLine, ErasurePlan
from facilitator_app.domain.erasure import Known, pattern_of
from facilitator_app.domain.errors import AppError
from facilitator_app.domain.progress import Progress
from facilitator_app.i18n import N_, _, ngettext, show_number
from facilitator_app.locale_formats import join_parts, name_value
from facilitator_app.migrations import upgrade
from facilitator_app.queries.record_words import labels, owner_labels
from facilitator_app.services import backup_list, drafts, records
from facilitator_app.services.files import File
from facilitator_app.spec.record import Changes
from facilitator_app.store import backup, backup_register, erasure
from facilitator_app.store.base import record_type
from facilitator_app.store.erasure import Rows, Taken
from facilitator_app.store.labels import Label
from facilitator_app.store.store import Store

_NAMED = 10


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure did; beyond: the copies that still hold what was erased, each with why."""

    changes: Changes
    rewritten: tuple[Path, ...]
    beyond: tuple[BackupLine, ...]


def plan(file: File, record: str, record_id: int) -> ErasurePlan:
    """Say what `erase` would do, changing nothing; raise Gone if there is no such record."""
    title = _title(file, record, record_id)
    with file.store.unjournalled() as connection:
        rows = erasure.rows_of(connection, record, record_id)
        known = erasure.known_by(connection, record, record_id)
        taken = erasure.take_out(connection, rows, pattern_of(known), file.store.clock.today())
        connection.rollback()
    copies = backup_list.every_copy(file)
    return ErasurePlan(
        title=title,
        goes=tuple(_goes(file, title, taken)),
        stays=(*_stays(file, taken), *_names_that_stay(known)),
        words=tuple(_words(title, known)),
        reached=tuple(one for one in copies if not one.missing),
        beyond=tuple(one for one in copies if one.missing),
    )


def erase(file: File, record: str, record_id: int, progress: Progress) -> Erased:
    """Erase a record with all it owns and all that names it, here and in every backup at hand.

    The backups go first and the file last: whatever stops it, the file still has all that a second
    run needs. Nothing before it can be undone. One that was erased before may be given again, for
    the sake of backups that could not be reached then. Raises Gone if there is no such record,
    AppError with the file as it was if it cannot be written.
    """
    store = file.store
    _title(file, record, record_id)
    drafts.keep_held(file)  # what is held in memory alone would be kept again afterwards
    progress.step(0, 0, _("Looking for all that names them"))
    copies = backup_list.every_copy(file)
    with store.erasing(_label(record), record) as connection:
        wanted = _Wanted(
            record,
            record_id,
            erasure.rows_of(connection, record, record_id),
            erasure.known_by(connection, record, record_id),
        )
        taken = _take_out(connection, wanted, store)
        progress.end(_("Erasing"))  # from here on a backup may be rewritten
        tried = []
        for at, one in enumerate(copies, start=1):
            tried.append(_erase_in(store, one, wanted))
            progress.step(at, len(copies), _("Erasing in backups"))
        now = store.clock.now()
        for one in tried:
            if not one.missing:
                backup_register.note(connection, one.path, store.key, now)
    with contextlib.suppress(AppError):  # no room for it now: done when the file is next opened
        store.finish_erasing()
    return Erased(
        Changes(_label(record).words, _touched(wanted.rows, taken)),
        tuple(one.path for one in tried if not one.missing),
        tuple(one for one in tried if one.missing),
    )


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is to go: a record with all it owns, and all that it is known by."""

    record: str
    record_id: int
    rows: Rows
    known: Known


def _take_out(connection: Connection, wanted: _Wanted, store: Store) -> Taken:
    day = store.clock.today()
    return erasure.take_out(connection, wanted.rows, pattern_of(wanted.known), day)


def _erase_in(store: Store, line: BackupLine, wanted: _Wanted) -> BackupLine:
    """Erase in one copy; return its line with why it still holds what was to go, if it does."""

    def change(copy: Store) -> None:
        upgrade.bring_copy_up_to_date(copy)
        with copy.erasing(_label(wanted.record), wanted.record) as connection:
            own = erasure.rows_of(connection, wanted.record, wanted.record_id)
            known = erasure.known_by(connection, wanted.record, wanted.record_id)
            rows = {n: wanted.rows.get(n, set()) | own.get(n, set()) for n in wanted.rows | own}
            both = replace(wanted, rows=rows, known=wanted.known.joined(known))
            _take_out(connection, both, store)
        copy.finish_erasing()

    if line.missing:
        return line
    try:
        backup.rewrite(line.path, store, change)
    except AppError as error:
        return replace(line, missing=str(error))
    return line


def _title(file: File, record: str, record_id: int) -> str:
    """Return what a record is called; raise Gone if there is none, and there was none to erase."""
    with file.store.read() as session:
        if erasure.was_erased(session.connection(), record, record_id):
            return _("What was erased before")
    return records.get(file, record, record_id).label


def _label(record: str) -> Label:
    return Label(N_("Erase {thing}"), {"thing": record})


def _touched(rows: Rows, taken: Taken) -> frozenset[tuple[str, int]]:
    own = {(name, one) for name, ids in rows.items() for one in ids}
    return frozenset(own | set(taken.struck))


def _goes(file: File, title: str, taken: Taken) -> Iterator[str]:
    """Yield what is taken out, a sentence each."""
    yield _("{title}, with all that is written in this record").format(title=title)
    owned = [_counted(name, number) for name, number in taken.removed.items()]
    if owned:
        yield _("Deleted: {things}").format(things=join_parts(owned))
    if taken.struck:
        yield _("Struck out of the texts of: {titles}").format(titles=_titles(file, taken.struck))
    if taken.journal:
        yield ngettext(
            "{n} entry of the history loses what it held",
            "{n} entries of the history lose what they held",
            taken.journal,
        )
    if taken.drafts:
        yield ngettext(
            "{n} draft, or the name in it", "{n} drafts, or the name in them", taken.drafts
        )
    yield _("Their part in the counts of papers that are made from now on")
    yield _("All that could be undone in this session")


def _stays(file: File, taken: Taken) -> Iterator[str]:
    """Yield what is left, a sentence each."""
    emptied = [_counted(name, number) for name, number in taken.emptied.items()]
    if emptied:
        yield _("Without a name, because others count on it: {things}").format(
            things=join_parts(emptied)
        )
    if taken.sealed:
        yield _("As it was approved, with the name: {titles}").format(
            titles=_titles(file, taken.sealed)
        )
    if taken.keeping:
        yield _("What was attached, as the same is kept here too: {titles}").format(
            titles=_titles(file, taken.keeping)
        )
    yield _("Papers that were published, printed or exported, with their counts")
    yield _("What is written inside attached files")
    yield _("Who made which change, and when")
    yield _("That something was erased, on which day and by whom")


def _words(title: str, known: Known) -> list[str]:
    """Return what is struck out, the whole name first."""
    whole = [title] if known.names and not known.namesake else []
    return list(dict.fromkeys([*whole, *known.alone()]))


def _names_that_stay(known: Known) -> Iterator[str]:
    for name in known.others_too():
        yield _("“{name}” alone, as somebody else is called so too").format(name=name)


def _counted(name: str, number: int) -> str:
    cls = record_type(name)
    return name_value(_(cls.plural), show_number(number))


def _titles(file: File, found: list[tuple[str, int]]) -> str:
    """Return what some records are called, the first ten of them."""
    told, fmt = [], file.format_context()
    with file.store.read() as session:
        for name, record_id in found[:_NAMED]:
            title = labels(session, name, [record_id], fmt).get(record_id, "")
            words = _("{thing} “{title}”").format(thing=_(record_type(name).singular), title=title)
            owner = owner_labels(session, name, [record_id], fmt).get(record_id)
            told.append(_("{part} of {whole}").format(part=words, whole=owner) if owner else words)
    if rest := len(found) - len(told):
        told.append(ngettext("{n} more", "{n} more", rest))
    return "; ".join(told)
