"""Adding or changing one record inside a unit of work, by its declaration."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from facilitator_app.domain.errors import Invalid
from facilitator_app.records.actions import Action
from facilitator_app.records.meetings import Decision, Meeting
from facilitator_app.services import numbering
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.record import Changes, Draft
from facilitator_app.store.base import Record, record_type
from facilitator_app.store.work import Work

Prepare = Callable[[Work, Any], None]

_PREPARE: Mapping[type[Record], Prepare] = {Meeting: numbering.give_reference}
_NUMBERED: Mapping[type[Record], type[Decision] | type[Action]] = {
    Decision: Decision,
    Action: Action,
}


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did, and the id of the record."""

    id: int
    changes: Changes


def put(work: Work, draft: Draft, fmt: FormatContext) -> Record:
    """Add or change one record; raise Invalid by field, Conflict if it is of another version."""
    cls = record_type(draft.record)
    declared = cls.spec()
    values = whole_values(work, draft)
    record = cls() if draft.id is None else work.get(cls, draft.id, draft.version)
    if cls in _NUMBERED and values.get("number") is None:
        values["number"] = numbering.next_number(work, _NUMBERED[cls])
    problems = declared.problems(values, fmt)
    if problems:
        raise Invalid(problems)
    for name, value in values.items():
        if draft.id is None or getattr(record, name) != value:
            setattr(record, name, value if value != () else None)
    if cls in _PREPARE:
        _PREPARE[cls](work, record)
    if draft.id is None:
        work.add(record)
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
