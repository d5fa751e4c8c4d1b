"""Which rows of a list have the words that were typed: their own, of references, of choices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, String, and_, or_, true, type_coerce

from facilitator_app.domain.finding import begins_some, indexed, words_in
from facilitator_app.spec.kinds import Choice, Choices, FormatContext, Ref
from facilitator_app.spec.record import Field, Privacy
from facilitator_app.store.base import Record, table_of
from facilitator_app.store.search import rows_with

_SURE = 3  # letters; fewer begin a word of nearly every list, so they must be a whole one
_MOST = 20  # words that are looked at; more would say nothing new, and SQL takes only so many


def found(
    cls: type[Record], shown: Iterable[str], typed: str, fmt: FormatContext
) -> ColumnElement[bool]:
    """Hold rows that have every typed word, in any order and each in any of these places.

    The words of the row itself, those of the records in `shown` references, and the labels and
    codes of `shown` choices, as the pick-lists have them now. Choices of a special category are
    not looked at.
    """
    words, fields = words_in(typed)[:_MOST], _looked_at(cls, shown)
    refs = [one for one in fields if isinstance(one.kind, Ref)]
    elsewhere = {word: _chosen(cls, fields, word, fmt) for word in words}
    # Words that only the row's own can have are looked up together: the index is quick at that.
    together = [word for word in words if not refs and not elsewhere[word]]
    table = table_of(cls)
    parts: list[ColumnElement[bool]] = []
    if together:
        parts.append(table.c.id.in_(rows_with(together)))
    for word in words:
        if word not in together:
            columns = [table.c.id, *(table.c[one.name] for one in refs)]
            parts.append(or_(*(c.in_(rows_with([word])) for c in columns), *elsewhere[word]))
    return and_(true(), *parts)


def _looked_at(cls: type[Record], shown: Iterable[str]) -> list[Field]:
    wanted = set(shown)
    return [
        one
        for one in cls.spec().fields
        if one.name in wanted
        and isinstance(one.kind, Ref | Choice)
        and one.privacy is not Privacy.SPECIAL
    ]


def _chosen(
    cls: type[Record], fields: Sequence[Field], word: str, fmt: FormatContext
) -> list[ColumnElement[bool]]:
    """Return a condition for each choice of which some entry has a word that begins so."""
    table, parts = table_of(cls), []
    for one in fields:
        if not isinstance(one.kind, Choice):
            continue
        codes = _codes(one.kind.list, word, fmt)
        if codes and isinstance(one.kind, Choices):
            parts += [_holds(table.c[one.name], code) for code in codes]
        elif codes:
            parts.append(table.c[one.name].in_(codes))
    return parts


def _codes(name: str, word: str, fmt: FormatContext) -> list[str]:
    return [
        entry.code
        for entry in fmt.lists.entries.get(name, ())
        if begins_some(word, (indexed(entry.label), entry.code), _SURE)
    ]


def _holds(column: Any, code: str) -> ColumnElement[bool]:
    """Hold rows with `code` among several, which are stored with semicolons between them."""
    apart: ColumnElement[str] = ";" + type_coerce(column, String) + ";"
    return apart.contains(f";{code};", autoescape=True)
