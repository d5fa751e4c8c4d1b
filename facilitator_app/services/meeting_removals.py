"""What was taken out of a meeting, on whichever day, and putting it back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

from facilitator_app.domain.errors import Conflict
from facilitator_app.domain.meetings import seal
from facilitator_app.i18n import N_
from facilitator_app.locale_formats import join_parts
from facilitator_app.records.actions import Action
from facilitator_app.records.meetings import AgendaItem, Decision, Meeting
from facilitator_app.services.change_words import ChangeWords
from facilitator_app.services.files import File
from facilitator_app.services.meetings import renumber
from facilitator_app.spec.record import Changes
from facilitator_app.store import undo
from facilitator_app.store.base import Record, record_type
from facilitator_app.store.journal import REMOVE, JournalEntry
from facilitator_app.store.labels import Label

_PARTS: tuple[type[Record], ...] = (AgendaItem, Decision, Action)
_MOST = 200


@dataclass(frozen=True, slots=True)
class Removed:
    """What one step took out: the change set, the instant (UTC), by whom, and what it was."""

    set_id: int
    at: dt.datetime
    who: str
    words: str


def removed(file: File, meeting_id: int) -> tuple[Removed, ...]:
    """Return what was taken out of a meeting and is not there now, latest first."""
    with file.store.read() as session:
        journal, connection = file.store.journal, session.connection()
        names = [cls.__tablename__ for cls in _PARTS]
        entries = journal.removals(connection, names, "meeting_id", meeting_id, _MOST)
        gone = [
            one
            for one in entries
            if session.get(record_type(one.note.record), one.note.record_id) is None
        ]
        fmt = file.format_context()

        def named(entry: JournalEntry) -> str:
            spec = record_type(entry.note.record).spec()
            words = ChangeWords(session, journal, spec, entry.note.record_id, fmt)
            return words.named(spec, entry.note)

        return tuple(
            Removed(set_id, ones[0].at, ones[0].who, join_parts(map(named, ones)))
            for set_id, ones in ((k, list(v)) for k, v in groupby(gone, lambda one: one.within))
        )


def put_back(file: File, meeting_id: int, set_id: int) -> Changes:
    """Put back what one step took out of a meeting, as it was then; the items are numbered anew.

    Raises Conflict if the minutes are approved, or what it belongs to is gone.
    """
    with file.store.write(Label(N_("Put back what was removed"))) as work:
        if why := seal(work.get(Meeting, meeting_id).status):
            raise Conflict(why)
        notes = file.store.journal.latest_first(work.connection, set_id)
        taken = [one for one in notes if one.action == REMOVE]
        work.notes.extend(undo.take_back(work.connection, taken))
        renumber(work, meeting_id)
    return work.changes
