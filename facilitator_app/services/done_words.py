"""What a change did, and to whom; names are worked out when it is told, and never stored."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import and_
from sqlalchemy.orm import Session

from facilitator_app.domain import file_names
from facilitator_app.i18n import N_, _, mid_sentence, ngettext, show_number
from facilitator_app.locale_formats import as_sentence, join_sentences, name_value
from facilitator_app.queries.lists import number
from facilitator_app.queries.membership import begins_before_joining
from facilitator_app.queries.record_words import labels
from facilitator_app.records.attachments import Attachment
from facilitator_app.records.bodies import Seat
from facilitator_app.services.change_words import ChangeWords
from facilitator_app.services.files import File
from facilitator_app.spec.record import Changes
from facilitator_app.store.base import LinkedRecord, Record, find_record_type, record_type
from facilitator_app.store.journal import CHANGE
from facilitator_app.store.labels import Label

_LONGEST = 60
_CHANGE, _REMOVE = "Change {thing}", "Delete {thing}"
_IMPORT = "Import {things}"
_ONE: Mapping[str, str] = {
    "Add {thing}": N_("{thing} added: {name}"),
    _CHANGE: N_("{thing} changed: {name}"),
    _REMOVE: N_("{thing} deleted: {name}"),
}
SEVERAL_OF = N_("Add several {things}")  # of an owner, whose record type and id the label has
_TAKES_ALONG = frozenset([_CHANGE, _REMOVE])  # a claim that is changed may lose a line
_ADDED = frozenset(["Add {thing}", SEVERAL_OF])
_ATTACH = N_("Attach files")
# labels that are written as an order are told as what was done; a name comes after those words
AS_DONE: Mapping[str, str] = {
    N_("Add {thing}"): N_("{thing} added"),
    _CHANGE: N_("{thing} changed"),
    _REMOVE: N_("{thing} deleted"),
    N_("Erase {thing}"): N_("{thing} erased"),
    N_("Add meeting"): N_("Meeting added"),
    N_("Add agenda item"): N_("Agenda item added"),
    N_("Move agenda item"): N_("Agenda item moved"),
    N_("Delete agenda item"): N_("Agenda item deleted"),
    N_("Write minutes"): N_("Minutes written"),
    N_("Record decision"): N_("Decision recorded"),
    N_("Record action"): N_("Action recorded"),
    N_("Change register"): N_("Register changed"),
    N_("Add to register"): N_("Added to the register"),
    N_("Correction"): N_("Corrected"),
    N_("Plan a meeting anew"): N_("Meeting planned anew"),
    N_("Agree the agenda of a meeting"): N_("Agenda agreed"),
    N_("Mark the notice of a meeting as sent"): N_("Notice marked as sent"),
    N_("Mark a meeting as held"): N_("Meeting marked as held"),
    N_("Circulate draft minutes"): N_("Draft minutes circulated"),
    N_("Approve minutes"): N_("Minutes approved"),
    N_("Cancel a meeting"): N_("Meeting cancelled"),
    N_("Put earlier words back"): N_("Earlier words put back"),
    N_("Put back what was deleted"): N_("Put back"),
    N_("Put back what was deleted, without what is gone since"): N_(
        "Put back, without what is gone since"
    ),
    N_("Mark action as done"): N_("Action marked as done"),
    N_("Mark member as heard from"): N_("Member marked as heard from"),
    N_("Move list entry"): N_("List entry moved"),
    N_("Publish a paper"): N_("Paper published"),
    N_("Withdraw a published paper"): N_("Published paper withdrawn"),
    N_("Import a data package"): N_("Data package imported"),
    N_("Ask for equality answers"): N_("Equality answers asked for"),
    N_("Attach files"): N_("Files attached"),
    N_("Delete attached files"): N_("Attached files deleted"),
    N_("Rename attachment"): N_("Attachment renamed"),
    N_("Change note"): N_("Note changed"),
    N_("Change the passphrase"): N_("Passphrase changed"),
    N_("Send in a claim"): N_("Claim sent in"),
    N_("Approve a claim"): N_("Claim approved"),
    N_("Authorise payment of a claim"): N_("Payment of claim authorised"),
    N_("Mark a claim as paid"): N_("Claim marked as paid"),
    N_("Return a claim with a question"): N_("Claim returned with a question"),
    N_("Reject a claim"): N_("Claim rejected"),
    N_("Cancel a claim"): N_("Claim cancelled"),
    N_("Send in claims: {n}"): N_("Claims sent in: {n}"),
    N_("Approve claims: {n}"): N_("Claims approved: {n}"),
    N_("Authorise payment of claims: {n}"): N_("Payment of claims authorised: {n}"),
    N_("Mark claims as paid: {n}"): N_("Claims marked as paid: {n}"),
}
_OF_ONE_FILE: Mapping[str, str] = {
    _ATTACH: N_("Attached to {name}: {file}"),
    N_("Delete attached files"): N_("Deleted from {name}: {file}"),
    N_("Rename attachment"): N_("Renamed at {name}: {file}"),
    N_("Change note"): N_("Note changed at {name}: {file}"),
}


def told(file: File, changes: Changes) -> str:
    """Return what `changes` did: "Member changed: Ann Example", "12 members added"."""
    with file.store.read() as session:
        label = file.store.journal.label_of(session.connection(), changes.within)
        return _Told(file, session, changes).words(label) if label is not None else changes.label


class _Told:
    """The words for one change set."""

    def __init__(self, file: File, session: Session, changes: Changes) -> None:
        self._file, self._session, self._changes = file, session, changes
        self._fmt = file.format_context()

    def words(self, label: Label) -> str:
        label = _innermost(label)
        said, count = self._done(label), self._gone_with()
        if label.message in _ADDED and (early := self._early_seats()):
            told = ngettext(
                "{n} begins before its holder joined, and counts only from then on: see"
                " “Before joining” under Seats.",
                "{n} begin before their holders joined, and count only from then on: see"
                " “Before joining” under Seats.",
                early,
            )
            return join_sentences((as_sentence(said), told))
        if not count or label.message not in _TAKES_ALONG:
            return said
        if label.message == _REMOVE:
            return ngettext(
                "{said}, with {n} attachment", "{said}, with {n} attachments", count, said=said
            )
        return ngettext(
            "{said}, with {n} attachment taken away",
            "{said}, with {n} attachments taken away",
            count,
            said=said,
        )

    def _early_seats(self) -> int:
        """Return how many of the seats that came begin before their holders joined."""
        ids = self._ids(Seat.__tablename__)
        where = and_(Seat.id.in_(ids), begins_before_joining())
        return number(self._session, Seat, where) if ids else 0

    def _gone_with(self) -> int:
        """Return how many attachments went with what was removed, or came back with it."""
        if not self._ids(Attachment.__tablename__):
            return 0
        journal, connection = self._file.store.journal, self._session.connection()
        notes = journal.notes_of(connection, self._changes.within, Attachment)
        return sum(note.action != CHANGE for note in notes)

    def _done(self, label: Label) -> str:
        thing = label.values.get("thing") or label.values.get("things") or self._subject()
        cls = find_record_type(str(thing))
        ids = self._ids(cls.__tablename__) if cls is not None else []
        if cls is None or not ids:
            return _as_done(label)
        if len(ids) > 1:
            if counted := self._several(label, len(ids), cls):
                return counted
            ids = self._came_or_went(cls)
        name = _short(self._name(cls.__tablename__, ids[0])) if len(ids) == 1 else ""
        if not name:
            return _as_done(label)
        if label.message in _OF_ONE_FILE:
            return self._of_files(label.message, name)
        if label.message in _ONE:
            return _(_ONE[label.message]).format(thing=_(cls.singular), name=name)
        return name_value(_as_done(label), name)

    def _several(self, label: Label, count: int, cls: type[Record]) -> str:
        """Return how many were added, changed or removed, and of whom; "" of any other step."""
        things = mid_sentence(_(cls.plural))
        if label.message == _IMPORT:
            return self._imported(cls, count)
        if label.message != SEVERAL_OF:
            return _counted(label.message, count, things)
        owner, owner_id = str(label.values["owner"]), int(str(label.values["owner_id"]))
        name = labels(self._session, owner, [owner_id], self._fmt).get(owner_id)
        if name is None:
            return _counted("Add {thing}", count, things)
        return ngettext(
            "{n} {things} of {name}", "{n} {things} of {name}", count, things=things,
            name=_short(name),
        )  # fmt: skip

    def _imported(self, cls: type[Record], count: int) -> str:
        """Return how many a list brought in, and how many were there and are changed by it."""
        journal, connection = self._file.store.journal, self._session.connection()
        new = journal.number_new_or_gone(connection, self._changes.within, cls)
        things = mid_sentence(_(cls.plural))
        if new == count:
            return ngettext("{n} {things} imported", "{n} {things} imported", new, things=things)
        if not new:
            return _counted(_CHANGE, count, things)
        # In the words of the page that brings lists in, which hold for one of them too.
        return _("{things} added: {n}, changed: {m}").format(
            things=_(cls.plural), n=show_number(new), m=show_number(count - new)
        )

    def _subject(self) -> str:
        """Return the one record type that all else which changed belongs to, "" if none is."""
        names = {record for record, _id in self._changes.touched}
        known = [cls for name in names if (cls := find_record_type(name)) is not None]
        owned = {child for cls in known for child in cls.spec().children}
        found = [
            cls.__tablename__
            for cls in known
            if not issubclass(cls, LinkedRecord)
            and cls.__tablename__ not in owned
            and cls.spec().edited_in not in names
        ]
        return found[0] if len(found) == 1 else ""

    def _came_or_went(self, cls: type[Record]) -> list[int]:
        """Return the ids of those that were added or removed: the others only made room."""
        connection = self._session.connection()
        notes = self._file.store.journal.notes_of(connection, self._changes.within, cls)
        return [one.record_id for one in notes if one.action != CHANGE]

    def _ids(self, record: str) -> list[int]:
        return [one for name, one in self._changes.touched if name == record]

    def _name(self, record: str, record_id: int) -> str:
        """Return what a record is called, or was when it was removed."""
        found = labels(self._session, record, [record_id], self._fmt).get(record_id)
        if found is not None:
            return found
        cls, journal = record_type(record), self._file.store.journal
        notes = journal.notes_of(self._session.connection(), self._changes.within, cls)
        words = ChangeWords(self._session, journal, cls.spec(), record_id, self._fmt)
        its = sorted(
            (n for n in notes if n.record_id == record_id), key=lambda n: n.action == CHANGE
        )
        return words.named(cls.spec(), its[0]) if its else ""

    def _of_files(self, message: str, name: str) -> str:
        ids = self._ids(Attachment.__tablename__)
        if len(ids) == 1:
            file = self._name(Attachment.__tablename__, ids[0])
            return _(_OF_ONE_FILE[message]).format(name=name, file=file_names.shortened(file))
        if message == _ATTACH:
            return ngettext(
                "{n} file attached to {name}", "{n} files attached to {name}", len(ids), name=name
            )
        return ngettext(
            "{n} file deleted from {name}", "{n} files deleted from {name}", len(ids), name=name
        )


def _innermost(label: Label) -> Label:
    """Return what was done, of the label of what took it back."""
    inner = label.values.get("label")
    return _innermost(inner) if isinstance(inner, Label) else label


def _as_done(label: Label) -> str:
    """Return the words of a label as what was done, or as they are where they are no order."""
    done = AS_DONE.get(label.message)
    if done is None:
        return label.words
    thing = find_record_type(str(label.values.get("thing")))
    shown = {**label.values, "thing": _(thing.singular)} if thing is not None else label.values
    return _(done).format(**shown)


def _counted(message: str, count: int, things: str) -> str:
    if message == "Add {thing}":
        return ngettext("{n} {things} added", "{n} {things} added", count, things=things)
    if message == _CHANGE:
        return ngettext("{n} {things} changed", "{n} {things} changed", count, things=things)
    if message == _REMOVE:
        return ngettext("{n} {things} deleted", "{n} {things} deleted", count, things=things)
    return ""


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
