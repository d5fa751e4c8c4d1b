"""What was taken out of a meeting, on whichever day, and putting it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.errors import Conflict
from facilitator_app.domain.meetings import seal
from facilitator_app.i18n import N_, _, ngettext
from facilitator_app.locale_formats import join_parts, name_value
from facilitator_app.records.actions import Action
from facilitator_app.records.meetings import AgendaItem, Decision, Meeting
from facilitator_app.services.change_words import ChangeWords
from facilitator_app.services.files import File
from facilitator_app.services.meetings import place_item
from facilitator_app.services.record_writing import Saved, next_number
from facilitator_app.spec import kinds
from facilitator_app.store import contents, undo
from facilitator_app.store.base import Record, record_type
from facilitator_app.store.journal import CHANGE, REMOVE, JournalEntry, Note
from facilitator_app.store.labels import Label
from facilitator_app.store.work import Work

_PARTS: tuple[type[Record], ...] = (AgendaItem, Decision, Action)
_ITEM = AgendaItem.__tablename__
MOST = 1_000
_WHOLE = N_("Put back what was deleted")
_IN_PART = N_("Put back what was deleted, without what is gone since")


@dataclass(frozen=True, slots=True)
class Removed:
    """What is missing since one step: its change set, the instant (UTC), by whom, and what it is.

    That a thing was removed before, and put back, is not told.
    """

    set_id: int
    at: dt.datetime
    who: str
    words: str


def removed(file: File, meeting_id: int) -> tuple[Removed, ...]:
    """Return what was taken out of a meeting and is not there now, latest first."""
    with file.store.read() as session:
        connection = session.connection()
        found = file.store.journal.removals(connection, _PARTS, "meeting_id", meeting_id, MOST)
        by_step: dict[int, list[JournalEntry]] = {}
        for one in found:
            by_step.setdefault(one.within, []).append(one)
        return tuple(
            Removed(step, ones[0].at, ones[0].who, _words(file, session, ones))
            for step, ones in by_step.items()
        )


def put_back(file: File, meeting_id: int, set_id: int) -> Saved:
    """Put back what one step took out of a meeting; return the id of its item.

    An item comes back between those that it stood between. What it named and is gone since, is left
    out; a number that was given to another since, is followed by a new one. Raises Conflict if the
    minutes are approved, or the item to which it belongs is not there.
    """
    with file.store.read() as session:
        notes = list(file.store.journal.latest_first(session.connection(), set_id))
        gone = _of_meeting(session, notes, meeting_id)
        fit = _fitting(session, gone)
    if not gone:
        raise Conflict(_("That is there already: there is nothing to put back."))
    first = next((one for one in gone if one.record == _ITEM), gone[0])
    message = _WHOLE if fit == gone else _IN_PART
    item_id = first.record_id if first.record == _ITEM else (first.before or {}).get("item_id", 0)
    with file.store.write(Label(message, {"thing": first.record})) as work:
        if why := seal(work.get(Meeting, meeting_id).status):
            raise Conflict(why)
        work.notes.extend(undo.take_back(work.connection, fit))
        item = work.session.get(AgendaItem, item_id)
        if item_id and item is None:
            name = _title(file, work.session, item_id)
            raise Conflict(_("Put the item “{title}” back first.").format(title=name))
        if item is not None and first.record == _ITEM:
            place_item(work, item, _followers(notes))
        _number_anew(work, fit)
    return Saved(item_id, work.changes)


def _of_meeting(session: Session, notes: Sequence[Note], meeting_id: int) -> list[Note]:
    """Return what `notes` took out of one meeting and is missing, with what went along."""
    gone = [
        one
        for one in notes
        if one.action == REMOVE and session.get(record_type(one.record), one.record_id) is None
    ]
    names = [cls.__tablename__ for cls in _PARTS]
    parts = {
        (one.record, one.record_id)
        for one in gone
        if one.record in names and (one.before or {}).get("meeting_id") == meeting_id
    }

    def belongs(one: Note) -> bool:
        image = one.before or {}
        return (one.record, one.record_id) in parts or (
            (image.get("target"), image.get("target_id")) in parts
        )

    return [one for one in gone if belongs(one)]


def _fitting(session: Session, gone: Sequence[Note]) -> list[Note]:
    """Return `gone` without references to what is gone since, and contents that are not kept."""
    return [fit for one in gone if (fit := _fit(session, one)) is not None]


def _fit(session: Session, note: Note) -> Note | None:
    cls, image = record_type(note.record), dict(note.before or {})
    for one in cls.spec().fields:
        value, kind = image.get(one.name), one.kind
        if value is None:
            continue
        if isinstance(kind, kinds.File) and not contents.has(session.connection(), value):
            return None
        if isinstance(kind, kinds.Ref) and not kind.owned:
            if session.get(record_type(kind.record), value) is not None:
                continue
            if one.required:
                return None
            del image[one.name]
    return note if image == note.before else replace(note, before=image)


def _number_anew(work: Work, back: Sequence[Note]) -> None:
    """Give what came back the next number, where its own was given to another since."""
    for note in reversed(back):  # the first had the lowest
        cls = record_type(note.record)
        for one in cls.spec().fields:
            number = (note.before or {}).get(one.name)
            if not (one.numbered and number):
                continue
            column = getattr(cls, one.name)
            others = select(cls.id).where(column == number, cls.id != note.record_id)
            if work.session.scalar(others.limit(1)) is not None:
                setattr(work.get(cls, note.record_id), one.name, next_number(work, cls, one, {}))
                work.session.flush()


def _title(file: File, session: Session, item_id: int) -> str:
    """Return what an item was called that was removed."""
    connection = session.connection()
    [last] = file.store.journal.history(connection, _ITEM, item_id, 1)
    return str((last.note.before or {}).get("title", ""))


def _followers(notes: Sequence[Note]) -> list[int]:
    """Return the ids of the items that stood behind one that was removed, and moved up."""
    numbers = {
        one.record_id: (one.before or {}).get("number", 0)
        for one in notes
        if one.record == _ITEM and one.action == CHANGE
    }
    return sorted(numbers, key=numbers.__getitem__)


def _words(file: File, session: Session, ones: Sequence[JournalEntry]) -> str:
    """Return what went in one step: "Agenda item: Parking, with 2 decisions and actions"."""
    item = next((one for one in ones if one.note.record == _ITEM), None)
    if item is None:
        return join_parts(_named(file, session, one) for one in reversed(ones))
    words, more = _named(file, session, item), len(ones) - 1
    return words if not more else ngettext(
        "{words}, with {n} decision or action", "{words}, with {n} decisions and actions", more,
        words=words,
    )  # fmt: skip


def _named(file: File, session: Session, entry: JournalEntry) -> str:
    spec = record_type(entry.note.record).spec()
    words = ChangeWords(
        session, file.store.journal, spec, entry.note.record_id, file.format_context()
    )
    return name_value(_(spec.singular), words.named(spec, entry.note))
