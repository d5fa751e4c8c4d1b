"""Frozen rows of any record type, with the words of what they refer to, and those of an owner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from facilitator_app.queries.record_words import labels
from facilitator_app.queries.word_order import in_order
from facilitator_app.spec.kinds import FormatContext, Ref
from facilitator_app.spec.record import RecordSpec, Row
from facilitator_app.store.base import Record, record_type


def row_of(session: Session, record: Record, fmt: FormatContext) -> Row:
    """Return the frozen row of a record that `session` holds."""
    return rows_of(session, type(record).spec(), [record], fmt)[0]


def rows_of(
    session: Session, spec: RecordSpec, found: Sequence[Record], fmt: FormatContext
) -> tuple[Row, ...]:
    """Return the frozen rows of records of one type; their references are looked up together."""
    values = {one.id: {f.name: getattr(one, f.name) for f in spec.fields} for one in found}
    named = {
        one.name: _words(session, spec, one.kind, [row[one.name] for row in values.values()], fmt)
        for one in spec.refs
        if isinstance(one.kind, Ref)
    }
    rows = []
    for one in found:
        own = values[one.id]
        refs = {n: words.get(own[n], "") for n, words in named.items() if own[n] is not None}
        rows.append(Row(spec.name, one.id, one.version, own, spec.words(own, fmt, refs), refs))
    return tuple(rows)


def refs_of(
    session: Session, spec: RecordSpec, values: Mapping[str, Any], fmt: FormatContext
) -> dict[str, str]:
    """Return the words of the records that `values` refer to, by field."""
    found: dict[str, str] = {}
    for one in spec.refs:
        assert isinstance(one.kind, Ref)
        target = values.get(one.name)
        if target is not None:
            found[one.name] = _words(session, spec, one.kind, [target], fmt).get(target, "")
    return found


def _words(
    session: Session, spec: RecordSpec, kind: Ref, ids: Sequence[int | None], fmt: FormatContext
) -> dict[int, str]:
    """Return the words of what records of `spec` refer to; of one beside them, its own alone."""
    return labels(session, kind.record, ids, fmt, beside=kind.record == spec.name)


def children_of(session: Session, owner: str, owner_id: int, child: str) -> Sequence[Record]:
    """Return the records of type `child` that the `owner` of that id owns, in their own order.

    Where that order names a reference, they stand as what it points to would in its own list.
    """
    cls = record_type(child)
    spec = cls.spec()
    columns = cls.__table__.c
    belongs = cls.belonging_to(owner, owner_id)
    statement = select(cls).where(*(columns[name] == value for name, value in belongs.items()))
    for name in spec.order:
        statement = _ordered_by(statement, cls, name)
    return session.scalars(statement.order_by(columns.id)).all()


def _ordered_by(statement: Select[Any], cls: type[Record], name: str) -> Select[Any]:
    column = getattr(cls, name)
    kind = next((one.kind for one in cls.spec().fields if one.name == name), None)
    if isinstance(kind, Ref):
        pointed = record_type(kind.record)
        other = aliased(pointed)
        statement = statement.outerjoin(other, other.id == column)
        column = getattr(other, pointed.spec().order[0])
    return statement.order_by(*(one.asc().nulls_last() for one in in_order(column)))
