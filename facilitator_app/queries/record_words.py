"""The pick-lists of this file, the network's settings, and the words for records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.digests.cards import Fact
from facilitator_app.i18n import _, ngettext
from facilitator_app.locale_formats import join_parts
from facilitator_app.queries.word_order import in_order
from facilitator_app.records.network import Network
from facilitator_app.records.picklists import ListEntry
from facilitator_app.spec.kinds import FormatContext, Ref
from facilitator_app.spec.picklists import PickListEntry, PickLists
from facilitator_app.store.base import record_type, table_of

_CHUNK = 500


def lists(session: Session) -> PickLists:
    """Return every pick-list as this file has it."""
    columns = ListEntry.__table__.c
    rows = session.execute(
        select(
            columns.list,
            columns.code,
            columns.words,
            columns.retired,
            columns.tone,
            columns.icon_name,
        ).order_by(columns.list, columns.place, *in_order(ListEntry.words))
    )
    found: dict[str, list[PickListEntry]] = {}
    for name, code, words, retired, tone, icon in rows:
        found.setdefault(name, []).append(
            PickListEntry(code, words, retired, tone or "", icon or "")
        )
    return PickLists({name: tuple(entries) for name, entries in found.items()})


def network(session: Session) -> Network:
    """Return the network's settings."""
    return session.scalars(select(Network).order_by(Network.id).limit(1)).one()


def labels(
    session: Session, record: str, ids: Iterable[int | None], fmt: FormatContext, *,
    beside: bool = False,
) -> dict[int, str]:  # fmt: skip
    """Return the words for some records of one type, by id.

    beside: they are named where others of the same owner stand, and go without its words.
    """
    cls = record_type(record)
    spec, table = cls.spec(), cls.__table__
    owner = spec.owner() if beside else None
    naming = [name for name in spec.label if owner is None or name != owner.name]
    wanted = list(dict.fromkeys(one for one in ids if one is not None))
    rows: list[Mapping[Any, Any]] = []
    columns = [table.c.id, *(table.c[name] for name in naming)]
    for at in range(0, len(wanted), _CHUNK):
        chunk = wanted[at : at + _CHUNK]
        rows += session.execute(select(*columns).where(table.c.id.in_(chunk))).mappings().all()
    refs: dict[str, dict[int, str]] = {name: {} for name in naming}
    for one in spec.refs:
        assert isinstance(one.kind, Ref)
        if one.name in refs:
            refs[one.name] = labels(session, one.kind.record, [row[one.name] for row in rows], fmt)
    return {
        row["id"]: spec.words(row, fmt, {n: named.get(row[n], "") for n, named in refs.items()})
        for row in rows
    }


def owner_labels(
    session: Session, record: str, ids: Sequence[int], fmt: FormatContext
) -> dict[int, str]:
    """Return the words for what some records of one type belong to, by their ids."""
    owner, table = record_type(record).spec().owner(), table_of(record_type(record))
    if owner is None:
        return {}
    assert isinstance(owner.kind, Ref)
    rows = session.execute(select(table.c.id, table.c[owner.name]).where(table.c.id.in_(ids))).all()
    named = labels(session, owner.kind.record, [target for _id, target in rows], fmt)
    return {one: named[target] for one, target in rows if target in named}


def and_more(names: Sequence[str], found: int) -> str:
    """Return "Joan Whitlock, Asha Rao and 3 more": the first names of the `found` there are."""
    first, rest = join_parts(names), found - len(names)
    return _("{names} and {n} more").format(names=first, n=rest) if rest > 0 else first


def and_more_facts(shown: Iterable[Fact], found: int) -> tuple[Fact, ...]:
    """Return what a card shows of the `found` there are, and how many more there are."""
    facts = tuple(shown)
    rest = found - len(facts)
    return (*facts, Fact(ngettext("and {n} more", "and {n} more", rest), "")) if rest else facts
