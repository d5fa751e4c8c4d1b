"""How what the journal holds of a record is told: old and new, and what it owns by name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy.orm import Session

from facilitator_app.i18n import _
from facilitator_app.locale_formats import join_list, join_parts, name_value
from facilitator_app.queries import corrections
from facilitator_app.queries.record_words import labels
from facilitator_app.spec.kinds import FormatContext, LongText, Ref, Text
from facilitator_app.spec.record import Field, RecordSpec
from facilitator_app.store.base import LinkedRecord, Record, linked_types, record_type
from facilitator_app.store.journal import ADD, CHANGE, REMOVE, Image, Journal, JournalEntry, Note

_WITHHELD = "*"
_MOST, _BEFORE = 60, 20  # letters: of a text, and ahead of where it differs


class ChangeWords:
    """Tells the changes of one record as the file words them now."""

    def __init__(
        self, session: Session, journal: Journal, declared: RecordSpec, record_id: int,
        fmt: FormatContext,
    ) -> None:  # fmt: skip
        """Tell of the record of that id, as `declared`."""
        self._session, self._journal, self._fmt = session, journal, fmt
        self._declared, self._id = declared, record_id

    def entry(self, entry: JournalEntry) -> str:
        """Tell one change: "Due changed from 3 Apr 2026 to 10 Apr 2026"."""
        if entry.note.action == ADD:
            return _("Added")
        if entry.note.action != CHANGE:
            return _("Deleted")
        if not entry.note.after:  # a note that what it owns changed
            return "; ".join(self._owned(entry.within)) or entry.label
        return "; ".join(self._fields(self._declared, entry.note)) or entry.label

    def together(self, set_id: int) -> str:
        """Tell all that one set of changes did to the record and to what it owns.

        Returns "" where it brought the whole record, which no correction does but of a register.
        """
        cls = record_type(self._declared.name)
        own = [n for n in self._notes(set_id, cls) if n.record_id == self._id]
        if not cls.added_by_correction and any(n.action == ADD for n in own):
            return ""
        parts = [part for note in own for part in self._fields(self._declared, note)]
        return "; ".join([*parts, *self._owned(set_id)])

    def _notes(self, set_id: int, cls: type[Record]) -> tuple[Note, ...]:
        return self._journal.notes_of(self._session.connection(), set_id, cls)

    def _owned(self, set_id: int) -> Iterator[str]:
        """Yield what became of what the record owns: "Tags: added Consultation"."""
        owned = [record_type(child) for child in self._declared.children]
        others = (one for one in linked_types() if one.__tablename__ != corrections.RECORD)
        for cls in dict.fromkeys([*owned, *others]):
            notes = [one for one in self._notes(set_id, cls) if self._belongs(cls, one)]
            if not notes:
                continue
            spec = cls.spec()
            owner = cls.belonging_to(self._declared.name, self._id)
            told = "; ".join(self._lines(spec, notes, owner))
            label = _(spec.plural)
            yield name_value(label, told) if told else _("{label} changed").format(label=label)

        for cls in owned:
            yield from self._linked_to_lines(set_id, cls)

    def _linked_to_lines(self, set_id: int, owned: type[Record]) -> Iterator[str]:
        """Yield what became of what belongs to lines: "Attachments of Taxi, 3 Apr: added a.pdf"."""
        for cls in linked_types():
            by_line: dict[int, list[Note]] = {}
            for note in self._notes(set_id, cls):
                line = self._line_of(note, cls, owned)
                if line is not None:
                    by_line.setdefault(line, []).append(note)
            known = labels(self._session, owned.__tablename__, by_line, self._fmt)
            for line, notes in by_line.items():
                thing = known.get(line, _("something deleted"))
                told = "; ".join(self._lines(cls.spec(), notes))
                label = _("{things} of {thing}").format(things=_(cls.spec().plural), thing=thing)
                yield name_value(label, told) if told else _("{label} changed").format(label=label)

    def _line_of(self, note: Note, cls: type[LinkedRecord], owned: type[Record]) -> int | None:
        """Return the id of the line, one of `owned`, that a note of `cls` is about, if of one."""
        image = self._known(cls, note)
        target, line = str(image.get("target")), int(image.get("target_id") or 0)
        if target != owned.__tablename__ or (note.action == CHANGE and not note.after):
            return None
        found = self._session.get(owned, line)
        if found is None:  # with a line that is taken away goes what belongs to it
            return line if note.action == ADD else None
        owner = owned.belonging_to(self._declared.name, self._id)
        belongs = all(getattr(found, name) == one for name, one in owner.items())
        return line if belongs else None

    def _belongs(self, cls: type[Record], note: Note) -> bool:
        if note.action == CHANGE and not note.after:
            return False
        owner, image = cls.belonging_to(self._declared.name, self._id), self._known(cls, note)
        return not image or all(image.get(name) == one for name, one in owner.items())

    def _known(self, cls: type[Record], note: Note) -> Image:
        """Return the values of what came, went or changed; {} if it went and nothing is kept."""
        if note.action != CHANGE:
            return _image(note)
        row = self._session.get(cls, note.record_id)
        if row is None:
            return _image(self._removal(cls.__tablename__, note.record_id) or note)
        return {column.key: getattr(row, column.key) for column in row.__table__.columns}

    def _removal(self, record: str, record_id: int) -> Note | None:
        """Return what the journal has of the removal of a record that is gone."""
        connection = self._session.connection()
        last = next(iter(self._journal.history(connection, record, record_id, 1)), None)
        return last.note if last is not None and last.note.action == REMOVE else None

    def _lines(
        self, spec: RecordSpec, notes: Sequence[Note], owner: Collection[str] = ()
    ) -> Iterator[str]:
        """Yield what became of lines; `owner`: their fields that say whose they are, not said."""
        for action, words in ((ADD, _("added {things}")), (REMOVE, _("taken away {things}"))):
            named = [self.named(spec, note, owner) for note in notes if note.action == action]
            if any(named):
                yield words.format(things=join_list(one for one in named if one))
        for note in notes:
            parts = self._fields(spec, note) if note.action == CHANGE else []
            if parts:
                thing = self._called(spec, note.record_id)
                yield _("{thing} ({parts})").format(thing=thing, parts=join_parts(parts))

    def _called(self, spec: RecordSpec, record_id: int) -> str:
        """Return what one is called, or was called when it was taken away."""
        known = labels(self._session, spec.name, [record_id], self._fmt)
        if record_id in known:
            return known[record_id]
        removal = self._removal(spec.name, record_id)
        name = self.named(spec, removal) if removal is not None else ""
        return _("{thing}, since deleted").format(thing=name) if name else _("something deleted")

    def named(self, spec: RecordSpec, note: Note, without: Collection[str] = ()) -> str:
        """Return what one was called that came or went, "" where that is withheld.

        without: fields of its name that are known where it is told.
        """
        image = _image(note)
        told = [name for name in spec.label if name not in without] or spec.label
        shown = (self._shown(spec.field(name), image.get(name)) for name in told)
        found = [one for one in shown if one]
        return "" if _WITHHELD in found else _(spec.joint).join(found)

    def _fields(self, spec: RecordSpec, note: Note) -> list[str]:
        """Return what became of each field that a note has, old and new."""
        parts, known = [], {**self._known(record_type(spec.name), note), **(note.after or {})}
        for name, after in (note.after or {}).items():
            one = spec.find(name)
            if one is None:
                parts.append(_("Something that is no longer kept was changed"))
            elif not one.computed:
                before = (note.before or {}).get(name)
                shown = _excerpts(*(self._whole(one, value) for value in (before, after)))
                if isinstance(one.kind, Text | LongText):
                    shown = [_quoted(words) for words in shown]
                parts.append(_change(spec.label_of(one, known), *shown))
        return list(dict.fromkeys(parts))

    def _shown(self, one: Field, plain: Any) -> str:
        return _excerpts(self._whole(one, plain))[0]

    def _whole(self, one: Field, plain: Any) -> str:
        """Return a value in words; "*" for one that is withheld, or that it cannot have now."""
        if plain is None or plain == _WITHHELD:
            return "" if plain is None else _WITHHELD
        try:
            value = one.kind.restore(plain)
        except ValueError:
            return _WITHHELD
        if isinstance(one.kind, Ref):
            known = labels(self._session, one.kind.record, [value], self._fmt)
            return known.get(value, _("something deleted"))
        return one.show(value, self._fmt)


def _excerpts(*texts: str) -> list[str]:
    """Return texts, long ones in part: from just before where they begin to differ."""
    if all(len(one) <= _MOST for one in texts):
        return list(texts)
    first, letters = texts[0], enumerate(zip(*texts, strict=False))
    shortest = min(len(one) for one in texts)  # what is added at the end differs from there
    differ = next((place for place, ones in letters if len(set(ones)) > 1), shortest)
    start = first.rfind(" ", 0, differ - _BEFORE) + 1 if differ > _BEFORE else 0
    begins = "…" if start else ""
    parts = (one[start:] for one in texts)
    return [begins + (one if len(one) <= _MOST else one[: _MOST - 3] + "…") for one in parts]


def _image(note: Note) -> Image:
    return (note.after if note.action == ADD else note.before) or {}


def _quoted(words: str) -> str:
    return words if words in ("", _WITHHELD) else _("“{words}”").format(words=words)


def _change(label: str, before: str, after: str) -> str:
    if _WITHHELD in (before, after):
        return _("{label} changed").format(label=label)
    if not before:
        return _("{label} set to {after}").format(label=label, after=after)
    if not after:
        return _("{label} cleared (was {before})").format(label=label, before=before)
    return _("{label} changed from {before} to {after}").format(
        label=label, before=before, after=after
    )
