"""The one search box: people, meetings, actions and everything else, best first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, partial

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from facilitator_app.digests.find import Hit
from facilitator_app.i18n import _
from facilitator_app.locale_formats import join_parts
from facilitator_app.queries import registry
from facilitator_app.queries.attachments import owner_of
from facilitator_app.queries.lists import rows_of
from facilitator_app.queries.membership import not_to_contact
from facilitator_app.queries.record_words import labels
from facilitator_app.spec.kinds import FormatContext, Ref
from facilitator_app.spec.record import Field
from facilitator_app.store.base import LinkedRecord, Record, record_type, table_of
from facilitator_app.store.search import Match, matches

_EACH = 4


def find(session: Session, typed: str, limit: int, fmt: FormatContext) -> tuple[Hit, ...]:
    """Return what `typed` finds, at most `limit`, a few of each group."""
    found: list[Hit] = []
    best = cache(partial(matches, session.connection(), typed, limit=_EACH))
    for heading, types in _groups().items():
        names = tuple(cls.__tablename__ for cls in types)
        ids: dict[str, list[int]] = {name: [] for name in names}
        for match in best(names):
            ids[match.record].append(match.id)
        for cls in types:
            own = ids[cls.__tablename__]
            some = list(dict.fromkeys([*own, *_named_by(session, cls, best)]))[:_EACH]
            hits = _hits(session, cls, some, _(heading), fmt)
            found += _where_they_stand(session, cls, hits, fmt)
    return tuple(found[:limit])


def _where_they_stand(
    session: Session, cls: type[Record], hits: list[Hit], fmt: FormatContext
) -> list[Hit]:
    """Lead from what belongs to a record of any type to the page of that record."""
    if not issubclass(cls, LinkedRecord):
        return hits
    found = []
    for hit in hits:
        linked = session.get_one(cls, hit.id)
        record, record_id = owner_of(session, linked.target, linked.target_id)
        words = labels(session, record, [record_id], fmt).get(record_id)
        if words is not None:
            found.append(replace(hit, record=record, id=record_id, second=words))
    return found


def choices(
    session: Session, record: str, typed: str, limit: int, fmt: FormatContext
) -> tuple[Hit, ...]:
    """Return records of one type that are offered; the latest or first ones if none are named."""
    cls, offered = record_type(record), registry.offered(record)
    if typed.strip():
        own = [match.id for match in matches(session.connection(), typed, (record,), limit)]
        best = partial(matches, session.connection(), typed, limit=_EACH)
        found = list(dict.fromkeys([*own, *_named_by(session, cls, best, limit)]))[:limit]
        there = set(session.scalars(select(cls.id).where(cls.id.in_(found), offered)))
        ids = [one for one in found if one in there]
    else:
        ids = list(session.scalars(_in_order(cls).where(offered).limit(limit)))
    return tuple(_hits(session, cls, ids, "", fmt))


def hits(session: Session, record: str, ids: Sequence[int], fmt: FormatContext) -> list[Hit]:
    """Return some records of one type, to choose from."""
    return _hits(session, record_type(record), ids, "", fmt)


def called(session: Session, record: str, words: str, fmt: FormatContext) -> list[int]:
    """Return the ids of records of one type whose own words are `words`, in any case."""
    ids = session.scalars(select(record_type(record).id)).all()
    wanted = words.strip().casefold()
    return [one for one, said in labels(session, record, ids, fmt).items()
            if wanted in (said.casefold(), f"{said} ({one})".casefold())]  # fmt: skip


def _groups() -> dict[str, list[type[Record]]]:
    found: dict[str, list[type[Record]]] = {}
    for cls in registry.records():
        if cls.find_group:
            found.setdefault(cls.find_group, []).append(cls)
    return found


def _in_order(cls: type[Record]) -> Select[int]:
    first, *rest = (table_of(cls).c[name] for name in cls.order)
    latest = registry.view(cls.__tablename__).descending
    return select(cls.id).order_by(first.desc() if latest else first, *rest)


def _named_by(
    session: Session, cls: type[Record], best: Callable[[tuple[str, ...]], list[Match]],
    limit: int = _EACH,
) -> Sequence[int]:  # fmt: skip
    """Return those named by a record that is found: the meetings of a group, claims of a member."""
    first = cls.spec().field(cls.label[0])
    if not isinstance(first.kind, Ref):
        return ()
    targets = [match.id for match in best((first.kind.record,))]
    if not targets:
        return ()
    column = table_of(cls).c[first.name]
    return session.scalars(_in_order(cls).where(column.in_(targets)).limit(limit)).all()


def _hits(
    session: Session, cls: type[Record], ids: Sequence[int], heading: str, fmt: FormatContext
) -> list[Hit]:
    if not ids:
        return []
    record = cls.__tablename__
    named = labels(session, record, ids, fmt)
    second = _second(session, cls, ids, fmt)
    spared = dict.fromkeys(
        not_to_contact(session, record, ids, fmt.today), _("not to be contacted")
    )
    return [
        Hit(record, one, named[one], _joined(spared.get(one), second.get(one)), cls.icon, heading)
        for one in ids
        if one in named
    ]


def _joined(*parts: str | None) -> str:
    return join_parts(parts)


def _second(
    session: Session, cls: type[Record], ids: Sequence[int], fmt: FormatContext
) -> dict[int, str]:
    """Return the second line, what else tells one from another: its owner, or what its list says.

    A record without a list of its own is told by the record that it belongs to.
    """
    owner = cls.spec().owner()
    if owner is not None and not registry.has_own_view(cls.__tablename__):
        return _owners(session, cls, owner, ids, fmt)
    view = registry.view(cls.__tablename__)
    keys = [key for key in view.columns[1:4] if key not in cls.label][:2]
    if not keys:
        return {}
    return {
        row.id: join_parts(cell.text for cell in row.cells)
        for row in rows_of(session, view, ids, fmt, keys)
    }


def _owners(
    session: Session, cls: type[Record], owner: Field, ids: Sequence[int], fmt: FormatContext
) -> dict[int, str]:
    assert isinstance(owner.kind, Ref)
    table = table_of(cls)
    rows = session.execute(select(table.c.id, table.c[owner.name]).where(table.c.id.in_(ids))).all()
    named = labels(session, owner.kind.record, [target for _id, target in rows], fmt)
    return {one: named[target] for one, target in rows}
