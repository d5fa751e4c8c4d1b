"""Makes valid records of any type, every field filled, from nothing but what is declared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from facilitator_app.services import records
from facilitator_app.services.files import File
from facilitator_app.spec import kinds
from facilitator_app.spec.kinds import FormatContext, Kind
from facilitator_app.spec.record import Draft, Field
from facilitator_app.store.base import record_type

# Fields whose rule asks for more than their kind does: the two values that they get.
FITTING: Mapping[tuple[str, str], tuple[Any, Any]] = {
    ("body", "short_name"): ("PLUM", "UF2"),
    ("member", "surname"): ("Whitlock", "Ågren"),
    ("member", "status"): ("left", "died"),  # they have a day of leaving
    ("framework", "retired"): (False, True),  # what is retired is not offered
    ("framework_item", "retired"): (False, True),
}
# Fields that no two records share.
_UNIQUE = {("meeting", "reference"), ("framework_item", "words"), ("framework_item", "code")}
# Fields that name what stands beside it: empty where another owner is given.
_WITHIN = {
    ("framework_item", "framework_id"): "parent_id",
    ("decision", "meeting_id"): "item_id",
    ("action", "meeting_id"): "item_id",
}
_FIRST_DAY = dt.date(2026, 1, 1)

# By kind: the value of one field, given its place in the record and the turn (0 or 1).
_MAKERS: Mapping[type[Kind], Callable[[Any, int, int, FormatContext], Any]] = {
    kinds.Text: lambda kind, place, turn, fmt: kind.parse(
        f"{('plum', 'quince')[turn]}{place}"[: kind.most], fmt
    ),
    kinds.LongText: lambda _, place, turn, __: (
        f"Said at tea: {('pear', 'fig')[turn]}{place}.\nAnd so on."
    ),
    kinds.Email: lambda _, place, turn, __: f"{('joan', 'taro')[turn]}{place}@example.org",
    kinds.Phone: lambda _, place, turn, __: f"01684 496{place:03d}{turn}",
    kinds.Postcode: lambda _, place, turn, __: f"GL{place} {turn + 1}AA",
    kinds.Whole: lambda kind, _, turn, __: kind.least + 1 + turn,
    kinds.Money: lambda _, place, turn, __: 450 + 800 * turn + place,
    kinds.Miles: lambda _, place, turn, __: 225 - 45 * turn + place,
    kinds.Hours: lambda _, place, turn, __: 225 - 45 * turn + 5 * place,
    kinds.Rate: lambda _, place, turn, __: 550 - 100 * turn + place,
    kinds.Date: lambda _, place, turn, __: _FIRST_DAY + dt.timedelta(days=place + 100 * turn),
    kinds.Time: lambda _, place, turn, __: dt.time(9 + turn, place),
    kinds.Flag: lambda _, __, turn, ___: turn == 0,
    kinds.Choice: lambda kind, _, turn, fmt: fmt.lists.offered(kind.list)[turn].code,
    kinds.Choices: lambda kind, _, turn, fmt: tuple(
        entry.code for entry in fmt.lists.offered(kind.list)[turn : turn + 2]
    ),
    kinds.File: lambda _, __, turn, ___: ("0a", "1b")[turn] * 32,
}


class Maker:
    """Fills records of any type; what they refer to is saved first, once for each turn."""

    def __init__(self, file: File) -> None:
        """Save into `file`, whose empty pick-lists get two entries each."""
        self._file = file
        self._targets: dict[tuple[str, int], int] = {}
        self._used: set[tuple[str, str, Any]] = set()
        for code in ("tirle_vale", "anston"):
            words = code.replace("_", " ").title()
            self._save("list_entry", {"list": "locality", "code": code, "words": words})

    def values(self, name: str, turn: int = 0) -> dict[str, Any]:
        """Return a value for every field of a record type; those of turn 1 differ from turn 0."""
        spec = record_type(name).spec()
        found = {
            one.name: self._value(name, one, at, turn) for at, one in enumerate(spec.fields, 1)
        }
        return {**found, **record_type(name).computed_values(found)}

    def record(self, name: str, turn: int = 0, **given: Any) -> int:
        """Save a whole record, with some values `given`; return its id."""
        return self._save(name, self.values(name, turn) | elsewhere(name, given) | given)

    def target(self, name: str, turn: int = 0) -> int:
        """Return the id of a small record that others can refer to."""
        if (name, turn) not in self._targets:
            spec = record_type(name).spec()
            filled = {
                one.name: self._value(name, one, at, turn)
                for at, one in enumerate(spec.fields, 1)
                if one.required or not (isinstance(one.kind, kinds.Ref) or one.computed)
            }
            apart = {
                one: f"{filled[one]} apart" for of, one in _UNIQUE if of == name and one in filled
            }
            self._targets[name, turn] = self._save(name, {**filled, **apart})
        return self._targets[name, turn]

    def _value(self, name: str, one: Field, place: int, turn: int) -> Any:
        if (name, one.name) in FITTING:
            return FITTING[name, one.name][turn]
        if isinstance(one.kind, kinds.Ref):
            return self.target(one.kind.record, turn)
        return _MAKERS[type(one.kind)](one.kind, place, turn, self._file.format_context())

    def _save(self, name: str, values: Mapping[str, Any]) -> int:
        fresh = dict(values)
        for record, unique in _UNIQUE:
            if record == name and unique in fresh:
                while (name, unique, fresh[unique]) in self._used:
                    fresh[unique] = f"{fresh[unique]}+"
                self._used.add((name, unique, fresh[unique]))
        return records.save(self._file, Draft(name, fresh)).id


def elsewhere(name: str, given: Iterable[str]) -> dict[str, None]:
    """Return what is left empty where the fields `given` let it belong to another record."""
    return {_WITHIN[name, one]: None for one in given if (name, one) in _WITHIN}


def unmade_kinds() -> set[type[Kind]]:
    """Return kinds that no value is made for; none, unless one was just added."""
    return set(kinds.ALL) - set(_MAKERS) - {kinds.Ref}
