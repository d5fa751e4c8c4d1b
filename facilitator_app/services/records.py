"""Reading, saving and removing any record, by its declaration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from facilitator_app.digests.history import HistoryLine
from facilitator_app.domain.errors import AppError, Gone
from facilitator_app.i18n import N_, _
from facilitator_app.queries import corrections
from facilitator_app.queries.record_rows import children_of, refs_of, row_of, rows_of
from facilitator_app.queries.record_words import labels
from facilitator_app.queries.record_words import network as settings
from facilitator_app.records.catalogue import ALL
from facilitator_app.services import drafts, removal
from facilitator_app.services.change_words import ChangeWords
from facilitator_app.services.children import NO_RULES, Children, SaveRules, put_with_children
from facilitator_app.services.corrections import in_words
from facilitator_app.services.files import File
from facilitator_app.services.record_writing import Saved
from facilitator_app.spec.record import Changes, Draft, RecordSpec, Row
from facilitator_app.store.base import record_type
from facilitator_app.store.journal import ADD
from facilitator_app.store.labels import Label
from facilitator_app.store.seals import Seals

_HISTORY = 50


def names() -> tuple[str, ...]:
    """Return the names of all record types."""
    return tuple(cls.__tablename__ for cls in ALL)


def spec(name: str) -> RecordSpec:
    """Return what is declared about a record type."""
    return record_type(name).spec()


def blank(file: File, name: str, given: Mapping[str, Any]) -> Row:
    """Return a new record's starting values, with `given` filled in and references in words."""
    declared, today = spec(name), file.store.clock.today()
    begun = {one.name: today for one in declared.fields if one.starts_today}
    values = {**declared.defaults(), **begun, **given}
    with file.store.read() as session:
        return Row(
            name, 0, 0, values, "", refs_of(session, declared, values, file.format_context())
        )


def get(file: File, name: str, record_id: int) -> Row:
    """Return one record; raise Gone if it is no longer there."""
    cls = record_type(name)
    with file.store.read() as session:
        found = session.get(cls, record_id)
        if found is None:
            raise Gone(_("This was deleted in the meantime. Go back to the list."))
        return row_of(session, found, file.format_context())


def stays(file: File, name: str, record_id: int) -> str:
    """Return why one record cannot be removed, "" if it can or is gone."""
    cls = record_type(name)
    with file.store.read() as session:
        found = session.get(cls, record_id)
        if found is None:
            return ""
        values = {one.name: getattr(found, one.name) for one in cls.spec().fields}
        own = cls.seal(values)  # it may go all the same, such as a claim that was cancelled
        return cls.deletion_blocker(values) or ("" if own else Seals(session).holds(found))


def kept(file: File, name: str, record_id: int) -> Mapping[str, str]:
    """Return which fields of one record stay as they are for something sealed, and why."""
    with file.store.read() as session:
        found = session.get(record_type(name), record_id)
        return Seals(session).kept(found) if found is not None else {}


def children(file: File, name: str, record_id: int) -> dict[str, tuple[Row, ...]]:
    """Return what a record owns and is edited with, by record type, each in its own order."""
    fmt = file.format_context()
    with file.store.read() as session:
        return {
            child: rows_of(session, spec(child), children_of(session, name, record_id, child), fmt)
            for child in spec(name).children
        }


def save(
    file: File, draft: Draft, children: Children | None = None, rules: SaveRules = NO_RULES
) -> Saved:
    """Add or change one record, in one unit of work with what it owns.

    Of each type that `children` names, those given are added or changed and all others of this
    record are removed; rules: what its subject has to say to that. Raises Conflict if it changed
    elsewhere, and Invalid by field; problems of children are under "<record>.<place>.<field>".
    """
    message = N_("Add {thing}") if draft.id is None else N_("Change {thing}")
    with file.store.write(Label(message, {"thing": draft.record})) as work:
        saved = put_with_children(work, draft, children or {}, rules, file.format_context())
    return Saved(saved, work.changes)


def remove(file: File, name: str, record_id: int) -> Changes:
    """Remove a record with all it owns; raise Conflict if others refer to it."""
    return remove_all(file, name, [record_id])


def remove_all(file: File, name: str, ids: Sequence[int]) -> Changes:
    """Remove records of one type with all they own, in one step; their drafts go too.

    Raises AppError, and removes none, if one is to be kept: of several it says which.
    """
    cls, fmt = record_type(name), file.format_context()
    forms = {drafts.key_of(name, one) for one in ids}
    kept = [one for one in drafts.keys(file) if drafts.form_of(one) in forms]
    with (
        drafts.used_up(file, *kept),
        file.store.write(Label(N_("Delete {thing}"), {"thing": name})) as work,
    ):
        called = labels(work.session, name, ids, fmt) if len(ids) > 1 else {}
        for record_id in ids:
            try:
                removal.remove(work, work.get(cls, record_id), fmt)
            except AppError as error:
                if record_id not in called:
                    raise
                words = _("{name} stays, so nothing was deleted. {why}")
                raise AppError(words.format(name=called[record_id], why=error)) from error
    return work.changes


def history(file: File, name: str, record_id: int) -> tuple[HistoryLine, ...]:
    """Return what happened to one record, latest first; corrections of it and its parts say why."""
    journal = file.store.journal
    with file.store.read() as session:
        connection = session.connection()
        fmt = file.format_context()
        words = ChangeWords(session, journal, spec(name), record_id, fmt)
        own, parts = {name: [record_id]}, corrections.parts_of(session, name, record_id)
        corrected = {
            e.within
            for one in corrections.recorded(session, own)
            for e in journal.history(connection, corrections.RECORD, one.id, 1)
        }
        told = _("Corrected: {what}. {why}")
        lines = [
            (e.within, HistoryLine(e.at, line.who, told.format(what=line.what, why=line.why)))
            for which in (own, parts)
            for e, line in in_words(session, journal, which, fmt, named=which is parts)
            if e is not None
        ]
        own_entries = tuple(journal.history(connection, name, record_id, _HISTORY))
        added = {e.within for e in own_entries if e.note.action == ADD}
        lines += [
            (e.within, HistoryLine(e.at, e.who, words.entry(e)))
            for e in own_entries
            if e.within not in corrected and (e.note.action == ADD or e.within not in added)
        ]
    # by their order in the journal: a clock may have been set back meanwhile
    found = sorted(lines, key=lambda one: one[0], reverse=True)
    return tuple(line for _within, line in found[:_HISTORY])


def network(file: File) -> Row:
    """Return the settings of the network."""
    with file.store.read() as session:
        return row_of(session, settings(session), file.format_context())
