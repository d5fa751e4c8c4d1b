"""The records that another owns, written together with it in one unit of work.

A claim's lines, the places on a training event: what a record type names as its `children`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from facilitator_app.domain.errors import AppError, Conflict, Invalid
from facilitator_app.i18n import _
from facilitator_app.queries.record_rows import children_of
from facilitator_app.services import removal
from facilitator_app.services.record_writing import filled, forbidden, put, whole_values
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.record import Draft
from facilitator_app.store.base import Record, record_type
from facilitator_app.store.work import Work

Children = Mapping[str, Sequence[Draft]]


def problem_key(child: str, place: int, field: str) -> str:
    """Return the key under which Invalid tells a problem of one line: "claim_line.0.amount"."""
    return f"{child}.{place}.{field}"


def removal_key(child: str, record_id: int) -> str:
    """Return the key under which Invalid tells why a line that was left out cannot go."""
    return f"{child}.removed.{record_id}"


def _accept(_session: Session, _draft: Draft) -> None:
    pass


def _as_given(_session: Session, _owner: Any, children: Children, _fmt: FormatContext) -> Children:
    return children


def _no_problems(
    _session: Session, _owner: Any, _children: Children, _fmt: FormatContext
) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, slots=True)
class SaveRules:
    """What a subject does inside the unit of work that saves a record with its children.

    check(session, draft) raises AppError if the stored record may not be changed now;
    complete(session, owner, children, fmt) returns the children as they are to be stored, and may
    set fields of the owner; problems(session, owner, children, fmt) tells what is wrong with them
    taken together, under a child's name or a problem_key(). The drafts that these are given are
    whole: they name their owner, and have what is stored or usual where a form gave nothing.
    """

    check: Callable[[Session, Draft], None] = _accept
    complete: Callable[[Session, Any, Children, FormatContext], Children] = _as_given
    problems: Callable[[Session, Any, Children, FormatContext], Mapping[str, str]] = _no_problems


NO_RULES = SaveRules()


def put_with_children(
    work: Work, draft: Draft, children: Children, rules: SaveRules, fmt: FormatContext
) -> int:
    """Add or change a record with its children; return its id.

    Of each type that `children` names, those given are added or changed, and those that are stored
    and not given are removed; other types stay as they are. Raises Invalid: problems of the record
    by field, those of its children by problem_key() and removal_key().
    """
    cls = record_type(draft.record)
    if unknown := set(children) - set(cls.children):
        message = f"{draft.record} declares no children called {', '.join(sorted(unknown))}"
        raise ValueError(message)
    rules.check(work.session, draft)
    owner = put(work, draft, fmt)
    whole = {
        child: [_whole(work, one, draft.record, owner.id) for one in given]
        for child, given in children.items()
    }
    completed = rules.complete(work.session, owner, whole, fmt)
    problems: dict[str, str] = {}
    before = len(work.notes)
    for child, given in completed.items():
        problems |= _remove_others(work, owner, child, given, fmt)
        problems |= _put_all(work, child, given, fmt)
    problems = {**rules.problems(work.session, owner, completed, fmt), **problems}
    if problems:
        raise Invalid(problems)
    work.session.flush()
    if draft.id is not None and any(note.record in completed for note in work.notes[before:]):
        work.note_owned(owner)
    return owner.id


def _whole(work: Work, draft: Draft, owner: str, owner_id: int) -> Draft:
    cls = record_type(draft.record)
    belongs = cls.belonging_to(owner, owner_id)
    if draft.id is not None:
        stored = work.get(cls, draft.id, draft.version)
        if any(getattr(stored, name) != value for name, value in belongs.items()):
            raise Conflict(_("One of the lines belongs to another record. Open this one again."))
    return replace(draft, values={**whole_values(work, draft), **belongs})


def _remove_others(
    work: Work, owner: Record, child: str, given: Sequence[Draft], fmt: FormatContext
) -> dict[str, str]:
    """Remove what is stored and not given; return why of those that have to stay."""
    problems, kept = {}, {draft.id for draft in given}
    for one in children_of(work.session, owner.__tablename__, owner.id, child):
        if one.id in kept:
            continue
        try:
            removal.remove(work, one, fmt)
        except AppError as error:
            problems[removal_key(child, one.id)] = str(error)
    return problems


def _put_all(work: Work, child: str, given: Sequence[Draft], fmt: FormatContext) -> dict[str, str]:
    """Store each child; return what is wrong with those that cannot be."""
    problems: dict[str, str] = {}
    written: list[tuple[int, Record]] = []
    for place, draft in enumerate(given):
        try:
            record = filled(work, draft, fmt)
        except Invalid as error:
            problems |= _told(child, place, error.problems)
            continue
        if draft.id is None or work.session.is_modified(record):
            written.append((place, record))
        if draft.id is None:
            work.add(record)
    with work.session.no_autoflush:  # all stand as they are to be: two may have changed places
        for place, record in written:
            problems |= _told(child, place, forbidden(work.session, record))
    return problems


def _told(child: str, place: int, problems: Mapping[str, str]) -> dict[str, str]:
    return {problem_key(child, place, name): text for name, text in problems.items()}
