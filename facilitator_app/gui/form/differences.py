"""What differs between a form and the file, when both were changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.record import Field, RecordSpec, Row, Unread


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that stands differently here and in the file, in words; `touched`: changed here."""

    label: str
    mine: str
    theirs: str
    touched: bool


def differences(
    spec: RecordSpec, mine: Row, theirs: Row, touched: Collection[str], fmt: FormatContext
) -> tuple[Difference, ...]:
    """Return the fields in which `mine` differs from `theirs`; `touched` are those changed here."""
    found = []
    for field in spec.typed:
        if field.name in mine.values and not same(
            mine.values[field.name], theirs.values.get(field.name)
        ):
            here, there = _shown(field, mine, fmt), _shown(field, theirs, fmt)
            label = spec.label_of(field, mine.values)
            found.append(Difference(label, here, there, field.name in touched))
    return tuple(found)


def same(one: Any, other: Any) -> bool:
    """Return whether two values are the same to a person.

    All blanks are one blank, and several choices are the same in any order.
    """
    blanks: tuple[Any, ...] = (None, "", ())
    if isinstance(one, tuple) and isinstance(other, tuple):
        return set(one) == set(other)
    return one == other or (one in blanks and other in blanks)


def _shown(field: Field, row: Row, fmt: FormatContext) -> str:
    value = row.values.get(field.name)
    if isinstance(value, Unread):
        return value
    return row.refs.get(field.name) or field.show(value, fmt)


def line_differences(
    word: str, here: Mapping[int, str], stored: Mapping[int, str]
) -> tuple[Difference, ...]:
    """Return the lines, each called `word`, whose words by id differ here and as stored."""
    return tuple(
        Difference(word, here.get(one, ""), stored.get(one, ""), touched=True)
        for one in dict.fromkeys([*stored, *here])
        if here.get(one, "") != stored.get(one, "")
    )
