"""The order of words in the language in use, worked out by the file as it reads them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, collate, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from facilitator_app.domain import collation
from facilitator_app.spec.kinds import LongText, Text
from facilitator_app.spec.record import Field
from facilitator_app.store.cache import cached
from facilitator_app.store.file import SORT_KEY

# Than those of English, whose marks stand as they are; quotation marks and numbers do not.
_OTHER_LETTERS = "*[^ -!#-/:-~–—•]*"
_APOSTROPHE = "'"


def in_order(attribute: InstrumentedAttribute[Any]) -> tuple[ColumnElement[Any], ...]:
    """Return by what to order rows so that `attribute`, of a record type or an alias, is in order.

    Words stand as their language has them; anything else, and what the program wrote itself, as the
    file keeps it.
    """
    declared = _declared(attribute)
    if declared is not None and declared.folds and collation.has_alphabet():
        words = [getattr(attribute.parent.entity, name) for name in declared.folds]
        # Somebody with one name stands by that, whichever it is.
        first = getattr(func, SORT_KEY)(func.coalesce(*words))
        return first, *(part for one in words[1:] for part in in_order(one))
    if declared is not None and declared.folds:
        return (func.replace(attribute, _APOSTROPHE, ""),)
    if _is_written_by_people(declared):
        return (getattr(func, SORT_KEY)(attribute),)
    return (attribute.expression,)


def in_indexed_order(
    session: Session, attribute: InstrumentedAttribute[Any]
) -> tuple[ColumnElement[Any], ...]:
    """Return the same order, for long lists: as the index has it, where that is no other.

    It is none where all letters are English ones, no word has an apostrophe or a number, and the
    language has no alphabet of its own.
    """
    declared = _declared(attribute)
    if declared is None or not declared.indexed or collation.has_alphabet():
        return in_order(attribute)
    if not (declared.folds or _is_written_by_people(declared)):
        return in_order(attribute)

    def has_none(pattern: str) -> bool:
        as_of = ("letters", str(attribute.property), pattern)
        return cached(session, as_of, lambda: not _has(session, attribute, pattern))

    if not (declared.folds or has_none(_OTHER_LETTERS)):
        return in_order(attribute)
    if has_none(f"*{_APOSTROPHE}*"):
        return (attribute.expression,)
    # Many a list has an O'Brien: to leave that mark out is quick, to fold every word is not
    return (collate(func.replace(attribute, _APOSTROPHE, ""), collation.IN_FILE),)


def _declared(attribute: InstrumentedAttribute[Any]) -> Field | None:
    declared: Field | None = attribute.property.columns[0].info.get("field")  # not so for the id
    return declared


def _is_written_by_people(declared: Field | None) -> bool:
    if declared is None or declared.computed:
        return False
    return isinstance(declared.kind, LongText) or type(declared.kind) is Text


def _has(session: Session, attribute: InstrumentedAttribute[Any], pattern: str) -> bool:
    column = attribute.property.columns[0]
    return session.scalar(select(1).where(column.op("GLOB")(pattern)).limit(1)) is not None
