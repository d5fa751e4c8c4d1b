"""Every record type, in the order in which their rows can be read and written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from facilitator_app.records import (
    actions,
    attachments,
    bodies,
    claims,
    corrections,
    frameworks,
    meetings,
    members,
    network,
    picklists,
    publications,
    tags,
    training,
)
from facilitator_app.spec.kinds import Ref
from facilitator_app.store.base import Record, record_types

MODULES = (
    network,
    picklists,
    frameworks,
    members,
    bodies,
    meetings,
    actions,
    training,
    claims,
    corrections,
    tags,
    attachments,
    publications,
)


def _in_order(types: Mapping[str, type[Record]]) -> Iterator[type[Record]]:
    """Yield each record type after those that it points to."""
    given: set[str] = set()

    def with_targets(name: str) -> Iterator[type[Record]]:
        if name in given:
            return
        given.add(name)
        for one in types[name].spec().refs:
            assert isinstance(one.kind, Ref)
            yield from with_targets(one.kind.record)
        yield types[name]

    modules = [module.__name__ for module in MODULES]
    for name in sorted(types, key=lambda one: modules.index(types[one].__module__)):
        yield from with_targets(name)


ALL: tuple[type[Record], ...] = tuple(_in_order(record_types()))
