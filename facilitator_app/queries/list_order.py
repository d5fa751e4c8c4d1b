"""The order of a list, worked out in SQL for every field that it can show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeGuard

from sqlalchemy import Column, ColumnElement, Select, case, func, null, select, union_all
from sqlalchemy.orm import Session, aliased

from facilitator_app.queries.list_fields import fields_of, target
from facilitator_app.queries.word_order import in_indexed_order, in_order
from facilitator_app.spec.kinds import (
    Choice,
    Choices,
    Email,
    FormatContext,
    Kind,
    Phone,
    Postcode,
    Ref,
)
from facilitator_app.spec.record import Field
from facilitator_app.store.base import Record, record_type, table_of

_CASE_MATTERS = (Email, Phone, Postcode)  # to the file; not to who reads a list
_MOST_CHOICES = 200  # each is a statement of its own, and SQLite joins 500 at most


def ordered(
    session: Session, statement: Select[Any], cls: type[Record], key: str, fmt: FormatContext, *,
    descending: bool,
) -> Select[Any]:  # fmt: skip
    """Order `statement`, which selects from `cls`, by a field; blanks come last both ways.

    A choice stands where its pick-list offers it, one that the list lacks after those, by its code;
    several choices by their codes, a reference as its record would in its own list, and somebody
    who stands there by name instead among them.
    """
    wanted = fields_of(cls).get(key)
    if wanted is None:  # the id, by which some records are ordered
        return by(statement, getattr(cls, key), descending=descending)
    holder: Any = cls
    if wanted.via is not None:
        holder = aliased(record_type(target(wanted.via)))
        statement = statement.outerjoin(holder, holder.id == getattr(cls, wanted.via.name))
    one, column = wanted.field, getattr(holder, wanted.field.name)
    if isinstance(one.kind, Ref):
        other = record_type(one.kind.record)
        pointed = aliased(other)
        statement = statement.outerjoin(pointed, pointed.id == column)
        name = other.spec().order[0]
        one, column = other.spec().field(name), getattr(pointed, name)
    parts = list(_comparable(session, one, column, fmt))
    if wanted.field.by_name:
        parts[0] = func.coalesce(parts[0], *in_order(getattr(holder, wanted.field.by_name)))
    for key_part in parts:
        statement = by(statement, key_part, descending=descending)
    if _is_one_choice(one.kind):
        statement = by(statement, column, descending=descending)  # for what its list lacks
    return statement


def one_choice_after_another(
    session: Session, statement: Select[Any], cls: type[Record], key: str, fmt: FormatContext,
    settled: Callable[[Select[Any]], Select[Any]], *, descending: bool,
) -> Select[Any] | None:  # fmt: skip
    """Return `statement`, of ids of `cls`, with all rows of one choice after those of another.

    The same order as `ordered` gives, read off an index: each choice is a statement of its own, and
    SQLite stops at the first ones that fill a page; settled() orders the rows of one choice among
    themselves. None for a field that has no such index.
    """
    wanted = fields_of(cls).get(key)
    if wanted is None or wanted.via is not None or not wanted.field.indexed:
        return None
    kind = wanted.field.kind
    if not _is_one_choice(kind):
        return None
    table = table_of(cls)
    column = table.c[key]
    offered = [one.code for one in fmt.lists.entries.get(kind.list, ())]
    codes = [*offered, *(one for one in _codes_in_use(session, column) if one not in offered)]
    if len(codes) > _MOST_CHOICES:
        return None
    if descending:
        codes.reverse()
    conditions = [column == code for code in codes]
    if not wanted.field.required:
        conditions.append(column.is_(None))
    parts = [settled(statement.where(one)).subquery() for one in conditions]
    return select(union_all(*(select(part.c.id) for part in parts)).subquery().c.id)


def _is_one_choice(kind: Kind) -> TypeGuard[Choice]:
    return isinstance(kind, Choice) and not isinstance(kind, Choices)


def _codes_in_use(session: Session, column: Column[Any]) -> Sequence[str]:
    """Return the codes that stand in `column`, sorted, each looked up in its index after the last.

    To read them all with DISTINCT would go through every row.
    """
    first = select(func.min(column).label("code")).cte("used", recursive=True)
    after = select(func.min(column)).where(column > first.c.code).scalar_subquery()
    used = first.union_all(select(after).where(first.c.code.is_not(None)))
    return session.scalars(select(used.c.code).where(used.c.code.is_not(None))).all()


def by(statement: Select[Any], column: Any, *, descending: bool) -> Select[Any]:
    """Order `statement` by a column or what is worked out, blanks last."""
    # Downwards, blanks are the least as it is, and an index can be followed.
    return statement.order_by(column.desc() if descending else column.asc().nulls_last())


def _comparable(session: Session, one: Field, column: Any, fmt: FormatContext) -> tuple[Any, ...]:
    if _is_one_choice(one.kind):
        return (_place_in_list(one.kind.list, column, fmt),)
    return (
        (func.lower(column),)
        if isinstance(one.kind, _CASE_MATTERS)
        else in_indexed_order(session, column)
    )


def _place_in_list(name: str, column: Any, fmt: FormatContext) -> ColumnElement[Any]:
    """Return at which place of its pick-list a code stands; one that the list lacks comes after."""
    places = {entry.code: at for at, entry in enumerate(fmt.lists.entries.get(name, ()))}
    lacking = case((column.is_not(None), len(places)), else_=null())
    return case(places, value=column, else_=lacking) if places else column
