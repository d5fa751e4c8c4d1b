"""Adding or changing one record inside a unit of work, by its declaration."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator_app.domain.errors import Invalid
from facilitator_app.spec.kinds import FormatContext, Ref
from facilitator_app.spec.record import Changes, Draft, Field
from facilitator_app.store.base import Record, record_type, table_of
from facilitator_app.store.work import Work


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did, and the id of the record."""

    id: int
    changes: Changes


def put(work: Work, draft: Draft, fmt: FormatContext) -> Record:
    """Add or change one record; raise Invalid by field, Conflict if it is of another version."""
    record = filled(work, draft, fmt)
    with work.session.no_autoflush:
        record.check(work.session)
        record.check_entered(work.session, fmt.today)
    return record if draft.id is not None else work.add(record)


def filled(work: Work, draft: Draft, fmt: FormatContext) -> Record:
    """Return a record with the values of `draft`, changed or still to be added; raise as put()."""
    cls = record_type(draft.record)
    declared = cls.spec()
    record = cls() if draft.id is None else work.get(cls, draft.id, draft.version)
    values = whole_values(work, draft)  # reads nothing again while `record` is held
    for one in declared.fields:
        if one.numbered and values.get(one.name) is None:
            values[one.name] = next_number(work, cls, one, values)
    problems = declared.problems(values, fmt)
    if problems:
        raise Invalid(problems)
    for name, value in values.items():
        if draft.id is None or getattr(record, name) != value:
            setattr(record, name, value if value != () else None)
    with work.session.no_autoflush:
        record.fill_in(work.session)
        if draft.id is not None:
            record.follow(work.session)
    return record


def whole_values(work: Work, draft: Draft) -> dict[str, Any]:
    """Return the values of `draft`, and for fields it does not give what is stored or usual.

    Raises Gone, or Conflict if the stored record is of another version.
    """
    cls = record_type(draft.record)
    if draft.id is None:
        return {**cls.spec().defaults(), **draft.values}
    stored = work.get(cls, draft.id, draft.version)
    return {one.name: getattr(stored, one.name) for one in cls.spec().fields} | dict(draft.values)


def why_forbidden(
    session: Session, record: Record, beside: Sequence[Record] = (), today: dt.date | None = None
) -> str:
    """Return why other records forbid this one, "" if none does; `beside` come in with it."""
    return " ".join(forbidden(session, record, beside, today).values())


def forbidden(
    session: Session, record: Record, beside: Sequence[Record] = (), today: dt.date | None = None
) -> Mapping[str, str]:
    """Return by field why other records forbid this one; an id says which it is.

    today: None of what was stored once, in another file.
    """
    try:
        record.check(session, beside)
        if today is not None:
            record.check_entered(session, today)
    except Invalid as error:
        return error.problems
    return {}


def is_checked(cls: type[Record]) -> bool:
    """Whether other records may forbid one of this type."""
    return cls.check is not Record.check or cls.check_entered is not Record.check_entered


def next_number(work: Work, cls: type[Record], one: Field, values: Mapping[str, Any]) -> int:
    """Return the number after the highest that was given."""
    columns = table_of(cls).c
    highest = select(func.max(columns[one.name]))
    if not one.computed:
        owners = (
            ref.name for ref in cls.spec().refs if isinstance(ref.kind, Ref) and ref.kind.owned
        )
        highest = highest.where(*(columns[name] == values.get(name) for name in owners))
    return (work.session.scalar(highest) or 0) + 1
