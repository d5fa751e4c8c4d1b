"""Ways to reach people that lists, papers and exports leave out: of those not to be contacted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.queries.list_fields import ListField, target
from facilitator_app.queries.membership import points_to_spared
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.record import Field
from facilitator_app.store.base import Record, table_of

_CHUNK = 500


def kept_back(
    session: Session, cls: type[Record], fields: Iterable[ListField], ids: Sequence[int],
    fmt: FormatContext,
) -> Mapping[str, frozenset[int]]:  # fmt: skip
    """Return for the key of each way to reach somebody the rows in which it is left out today."""
    reaching = [one for one in fields if one.field.reaches]
    rows = {via: _rows(session, cls, via, ids, fmt) for via in {one.via for one in reaching}}
    return {one.key: rows[one.via] for one in reaching}


def _rows(
    session: Session, cls: type[Record], via: Field | None, ids: Sequence[int], fmt: FormatContext
) -> frozenset[int]:
    """Return the rows whose person, the record itself or the one it points to, is left in peace."""
    table = table_of(cls)
    person = table.c.id if via is None else table.c[via.name]
    spared = points_to_spared(cls.__tablename__ if via is None else target(via), person, fmt.today)
    return frozenset(
        one
        for at in range(0, len(ids), _CHUNK)
        for one in session.scalars(
            select(table.c.id).where(table.c.id.in_(ids[at : at + _CHUNK]), spared)
        )
    )
