"""Corrections: the one way in which what is sealed is changed, and is recorded as such."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from facilitator_app.digests.corrections import CorrectionLine
from facilitator_app.domain.errors import AppError, Invalid
from facilitator_app.i18n import N_, _
from facilitator_app.locale_formats import name_value
from facilitator_app.queries import corrections
from facilitator_app.services.change_words import ChangeWords
from facilitator_app.services.children import NO_RULES, Children, SaveRules, put_with_children
from facilitator_app.services.files import File
from facilitator_app.services.record_writing import Saved, put
from facilitator_app.spec.kinds import FormatContext, Ref, Text
from facilitator_app.spec.record import Draft, Field
from facilitator_app.store.base import LinkedRecord, Record, record_type
from facilitator_app.store.journal import Journal, JournalEntry, Note
from facilitator_app.store.labels import Label
from facilitator_app.store.work import Work

_CORRECTION = "correction"
Check = Callable[[Session, Draft], Draft]


def draft_key(record: str, record_id: int | None) -> str:
    """Return under what the words of a correction are kept; of one to be added, by its owner."""
    return f"{record}/{record_id}/{_CORRECTION}"


def is_begun(key: str) -> bool:
    """Return whether a draft is kept under `key` of a correction that was begun."""
    return key.rpartition("/")[2] == _CORRECTION


def correct(
    file: File, draft: Draft, why: str, children: Children | None = None,
    rules: SaveRules = NO_RULES,
) -> Saved:  # fmt: skip
    """Change a sealed record as `draft` and `children` say, and record why, in one step.

    Raises Invalid under "why" if no reason is given or nothing differs, and AppError if the record
    is not sealed or a part of it cannot be corrected; Conflict and Gone as any change does.
    """
    assert draft.id is not None
    fmt = file.format_context()
    with file.store.write(Label(N_("Correction"))) as work:
        record = work.get(record_type(draft.record), draft.id, draft.version)
        allowed, stored = _allowed(work, record), _values(record)
        work.seals.open(record)
        put_with_children(work, draft, children or {}, rules, fmt)
        work.session.flush()
        parts = _parts(record, draft, work.notes)
        if not parts:
            raise Invalid({"why": _("Nothing is different from what is stored.")})
        if not set(parts) <= set(allowed):
            raise AppError(_("This part stays as it is, and cannot be corrected."))
        told = type(record).told_before(_values(record))
        before = [corrections.stood(one, stored[one]) for one in told]
        words = (stored, _values(record)) if not told else ()
        _record(
            file, work, record, [*parts, *before], why,
            *(_words(record, parts, one, fmt) for one in words),
        )  # fmt: skip
    return Saved(draft.id, work.changes)


def add(file: File, draft: Draft, why: str, check: Check) -> Saved:
    """Put what was left out into the sealed record that owns it, and record why, in one step.

    check(session, draft) raises Invalid if it may not join; what it returns is stored, and has an
    id if it was there and not shown. Raises AppError if nothing can be added to what owns it, or
    that is not sealed; Invalid as a new record does, and under "why".
    """
    with file.store.write(Label(N_("Correction"))) as work:
        cls = record_type(draft.record)
        owner = cls.spec().owner()
        assert owner is not None
        assert isinstance(owner.kind, Ref)
        sealed = work.get(record_type(owner.kind.record), draft.values[owner.name])
        if not cls.added_by_correction or not work.seals.holds(sealed):
            raise AppError(_("Only what is approved, paid or published is corrected."))
        joining = check(work.session, draft)
        work.seals.open(sealed)
        record = put(work, joining, file.format_context())
        work.session.flush()
        mark = corrections.ADDED if joining.id is None else corrections.BACK
        _record(file, work, record, [mark], why)
    return Saved(record.id, work.changes)


def made(file: File, record: str, record_id: int) -> tuple[CorrectionLine, ...]:
    """Return what was corrected in one record, old and new, the first first."""
    fmt, journal, which = file.format_context(), file.store.journal, {record: [record_id]}
    with file.store.read() as session:
        return tuple(line for _at, line in in_words(session, journal, which, fmt, named=False))


def in_words(
    session: Session, journal: Journal, which: Mapping[str, Sequence[int]], fmt: FormatContext,
    *, named: bool = True,
) -> Iterator[tuple[JournalEntry | None, CorrectionLine]]:  # fmt: skip
    """Yield the corrections of some records (ids by type), old and new, with how each was made.

    What came in a data package has no entry, and tells the parts alone. Unless `named`, it is not
    told in what.
    """
    lines = corrections.corrections_of(session, which, fmt)
    for one, line in zip(corrections.recorded(session, which), lines, strict=True):
        latest = list(journal.history(session.connection(), corrections.RECORD, one.id, 1))
        if not latest or corrections.told_in_full(one):
            yield latest[0] if latest else None, _in_own_words(line)
            continue
        target = record_type(one.target).spec()
        words = ChangeWords(session, journal, target, one.target_id, fmt)
        what = words.together(latest[0].within)
        if what and named:
            thing = corrections.thing(session, one, fmt)
            what = _("{thing} ({parts})").format(thing=thing, parts=what)
        yield latest[0], replace(line, what=what) if what else _in_own_words(line)


def _in_own_words(line: CorrectionLine) -> CorrectionLine:
    """Return a correction with the words before and after that came with it, if any did."""
    if not line.was and not line.right:
        return line
    words = _("{what}, from “{was}” to “{right}”")
    return replace(line, what=words.format(what=line.what, was=line.was, right=line.right))


def _record(
    file: File, work: Work, record: Record, parts: Sequence[str], why: str, was: str = "",
    right: str = "",
) -> None:  # fmt: skip
    fmt = file.format_context()
    values = {
        "target": record.__tablename__, "target_id": record.id, "date": fmt.today,
        "who": file.store.signs(work.connection), "parts": ";".join(parts),
        "was": was or None, "right": right or None, "why": " ".join(why.split()),
    }  # fmt: skip
    put(work, Draft(corrections.RECORD, values), fmt)


def _allowed(work: Work, record: Record) -> tuple[str, ...]:
    allowed = type(record).correctable(_values(record))
    if not allowed or not work.seals.holds(record):
        raise AppError(_("Only what is approved, paid or published is corrected."))
    return allowed


def _words(
    record: Record, parts: Sequence[str], values: Mapping[str, Any], fmt: FormatContext
) -> str:
    """Return how the corrected fields stand in `values`, each by name if there are several.

    Returns "" if one of them may name somebody, whom an erasure has to find, or is of lines.
    """
    fields = [one for one in record.spec().fields if one.name in parts]
    if len(fields) < len(parts) or any(_may_name(one) for one in fields):
        return ""
    told = {one.label: one.show(values[one.name], fmt) for one in fields}
    if len(told) == 1:
        return next(iter(told.values()))
    return "; ".join(name_value(_(label), words) for label, words in told.items() if words)


def _may_name(one: Field) -> bool:
    return isinstance(one.kind, Ref) or (isinstance(one.kind, Text) and not one.required)


def _values(record: Record) -> dict[str, Any]:
    return {one.name: getattr(record, one.name) for one in record.spec().fields}


def _is_part(record: Record, note: Note) -> bool:
    """Return whether what was changed may belong to `record`: what only names it is no part."""
    cls = record_type(note.record)
    owners = {
        one.kind.record for one in cls.spec().refs if isinstance(one.kind, Ref) and one.kind.owned
    }
    return issubclass(cls, LinkedRecord) or record.__tablename__ in owners


def _parts(record: Record, draft: Draft, notes: Sequence[Note]) -> list[str]:
    """Return the fields of `record`, and the types of what it owns, that `notes` change.

    What is worked out anew is left out, such as a total, and what follows elsewhere, such as the
    day on which an action was raised.
    """
    found: list[str] = []
    for note in notes:
        if (note.record, note.record_id) == (record.__tablename__, record.id):
            told = {one.name for one in record.spec().typed} | draft.values.keys()
            found += [name for name in note.after or {} if name in told]
        elif _is_part(record, note) and not record_type(note.record).may_join_sealed:
            found.append(note.record)
    return list(dict.fromkeys(found))
