"""What was taken out of a meeting, on whichever day, and putting it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from facilitator_app.domain.errors import Conflict
from facilitator_app.domain.meetings import seal
from facilitator_app.i18n import N_, _
from facilitator_app.locale_formats import join_parts, name_value
from facilitator_app.records.actions import Action
from facilitator_app.records.meetings import AgendaItem, Decision, Meeting
from facilitator_app.services.change_words import ChangeWords
from facilitator_app.services.files import File
from facilitator_app.services.meetings import place_item
from facilitator_app.services.record_writing import Saved
from facilitator_app.store import undo
from facilitator_app.store.base import Record, record_type
from facilitator_app.store.journal import CHANGE, REMOVE, JournalEntry, Note
from facilitator_app.store.labels import Label

_PARTS: tuple[type[Record], ...] = (AgendaItem, Decision, Action)
_ITEM = AgendaItem.__tablename__
_MOST = 200


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
        names = [cls.__tablename__ for cls in _PARTS]
        entries = file.store.journal.removals(
            session.connection(), names, "meeting_id", meeting_id, _MOST
        )
        last: dict[tuple[str, int], JournalEntry] = {}
        for one in entries:
            last.setdefault((one.note.record, one.note.record_id), one)
        by_step: dict[int, list[JournalEntry]] = {}
        for (record, record_id), one in last.items():
            if session.get(record_type(record), record_id) is None:
                by_step.setdefault(one.within, []).append(one)
        return tuple(
            Removed(
                step, ones[0].at, ones[0].who, join_parts(_named(file, session, o) for o in ones)
            )
            for step, ones in by_step.items()
        )


def put_back(file: File, meeting_id: int, set_id: int) -> Saved:
    """Put back what one step took out of a meeting, as it was then; return the id of its item.

    An item comes back between those that it stood between. Raises Conflict if the minutes are
    approved, or the item to which it belongs is not there.
    """
    with file.store.read() as session:
        notes = list(file.store.journal.latest_first(session.connection(), set_id))
    gone = [one for one in notes if one.action == REMOVE]
    first = next((one for one in gone if one.record == _ITEM), gone[0])
    label = Label(N_("Put back what was removed"), {"thing": first.record})
    item_id = first.record_id if first.record == _ITEM else (first.before or {}).get("item_id", 0)
    with file.store.write(label) as work:
        if why := seal(work.get(Meeting, meeting_id).status):
            raise Conflict(why)
        work.notes.extend(undo.take_back(work.connection, gone))
        item = work.session.get(AgendaItem, item_id)
        if item_id and item is None:
            name = _title(file, work.session, item_id)
            raise Conflict(_("Put the item “{title}” back first.").format(title=name))
        if item is not None and first.record == _ITEM:
            place_item(work, item, _followers(notes))
    return Saved(item_id, work.changes)


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


def _named(file: File, session: Session, entry: JournalEntry) -> str:
    spec = record_type(entry.note.record).spec()
    words = ChangeWords(
        session, file.store.journal, spec, entry.note.record_id, file.format_context()
    )
    return name_value(_(spec.singular), words.named(spec, entry.note))
