"""The fields that a list can show: those of its record, and those its references point to."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import FromClause, Select, select

from facilitator_app.i18n import _, mid_sentence
from facilitator_app.spec.kinds import Ref
from facilitator_app.spec.record import Field, Privacy
from facilitator_app.store.base import Record, record_type, table_of


@dataclass(frozen=True, slots=True)
class ListField:
    """One field by its key in lists: "telephone", or "member_id.telephone" through a reference.

    via: the reference that leads to it, None for a field of the listed record itself.
    """

    key: str
    field: Field
    via: Field | None = None

    @property
    def label(self) -> str:
        """What heads its column: "Telephone", or "Member: telephone" through a reference."""
        own = _(self.field.label)
        if self.via is None:
            return own
        return _("{reference}: {field}").format(
            reference=_(self.via.label), field=mid_sentence(own)
        )

    @property
    def special(self) -> bool:
        """Whether it is of a special category: health, access needs."""
        return self.field.privacy is Privacy.SPECIAL


def target(one: Field) -> str:
    """Return the record type that a reference points to."""
    assert isinstance(one.kind, Ref)
    return one.kind.record


@functools.cache
def fields_of(cls: type[Record]) -> dict[str, ListField]:
    """Return every field that a list of `cls` can show, by key: its own, then those referred to.

    One level of references; what is special of another record is never shown through one.
    """
    spec = cls.spec()
    own = [ListField(one.name, one) for one in spec.fields]
    referred = [
        ListField(f"{via.name}.{one.name}", one, via)
        for via in spec.refs
        for one in record_type(target(via)).spec().fields
        if one.privacy is not Privacy.SPECIAL
    ]
    return {one.key: one for one in (*own, *referred)}


def select_fields(cls: type[Record], fields: Iterable[ListField]) -> Select[Any]:
    """Select the id and these fields, each labelled with its key; one join a reference."""
    table, wanted = table_of(cls), list(fields)
    joined: FromClause = table
    others: dict[str, FromClause] = {}
    for one in wanted:
        if one.via is not None and one.via.name not in others:
            other = table_of(record_type(target(one.via))).alias()
            joined = joined.outerjoin(other, other.c.id == table.c[one.via.name])
            others[one.via.name] = other
    columns = [
        (others[one.via.name] if one.via else table).c[one.field.name].label(one.key)
        for one in wanted
    ]
    return select(table.c.id, *columns).select_from(joined)
