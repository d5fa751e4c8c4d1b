"""Finds which record of the file a row repeats, where the records are no people."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from facilitator_app.digests.exchange import Duplicate, ExistingRecord, RowOutcome
from facilitator_app.exchange.text_folding import fold
from facilitator_app.spec.kinds import Date, Ref
from facilitator_app.spec.record import RecordSpec


class DuplicateRecords:
    """The records of the file, by the fields that tell one from another."""

    def __init__(self, spec: RecordSpec, existing: Iterable[ExistingRecord]) -> None:
        """Know `existing`, all of the type that `spec` declares."""
        self._names = telling(spec)
        self._known: dict[tuple[Any, ...], list[ExistingRecord]] = {}
        for one in existing:
            self._known.setdefault(self._key(one.values), []).append(one)

    def find(
        self, values: Mapping[str, Any], filled: Collection[str]
    ) -> tuple[RowOutcome, Duplicate] | None:
        """Return what a row repeats: SAME if all that it fills is stored so, LIKELY if not all."""
        alike = self._alike(values)
        if not alike:
            return None
        for one in alike:
            if _stored_so(one, values, filled):
                return RowOutcome.SAME, Duplicate(one.name, one.id)
        return RowOutcome.LIKELY, Duplicate(alike[0].name, alike[0].id)

    def find_all(self, values: Mapping[str, Any], filled: Collection[str]) -> tuple[Duplicate, ...]:
        """Return all that a row may repeat, only the first that is stored so if there is one."""
        alike = self._alike(values)
        same = [one for one in alike if _stored_so(one, values, filled)][:1]
        return tuple(Duplicate(one.name, one.id) for one in same or alike)

    def _alike(self, values: Mapping[str, Any]) -> Sequence[ExistingRecord]:
        return self._known.get(self._key(values), ()) if self._names else ()

    def _key(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        return tuple(_folded(values.get(name)) for name in self._names)


def telling(spec: RecordSpec) -> tuple[str, ...]:
    """Return the fields that tell one record from another: what it is called, of what, and when."""
    typed = {one.name for one in spec.typed}
    names = [
        *spec.label,
        *(one.name for one in spec.refs if isinstance(one.kind, Ref) and one.kind.owned),
    ]
    if not any(isinstance(spec.field(name).kind, Ref | Date) for name in names):
        names += spec.order
    return tuple(dict.fromkeys(name for name in names if name in typed))


def _stored_so(one: ExistingRecord, values: Mapping[str, Any], filled: Collection[str]) -> bool:
    return all(_folded(one.values.get(name)) == _folded(values.get(name)) for name in filled)


def _folded(value: Any) -> Any:
    return fold(value) if isinstance(value, str) else None if value == () else value
