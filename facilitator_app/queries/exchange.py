"""What leaves the file, and what is there already when something comes in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import null, select
from sqlalchemy.orm import Session

from facilitator_app.digests.exchange import (
    TAGS,
    ColumnMapping,
    ExistingPerson,
    ExistingRecord,
    Named,
)
from facilitator_app.domain.names import whole_name
from facilitator_app.queries import tags
from facilitator_app.queries.membership import points_to_spared
from facilitator_app.queries.record_words import labels
from facilitator_app.spec.kinds import Email, FormatContext, Postcode, Ref
from facilitator_app.spec.record import RecordSpec, Row
from facilitator_app.store.base import Record, record_type, table_of

_CHUNK = 1_000
K = TypeVar("K", ExistingPerson, ExistingRecord)
_NAMES = ("title", "forenames", "surname")  # which one column may hold


def known_people(
    session: Session, cls: type[Record], today: dt.date, matching: ColumnMapping | None
) -> tuple[ExistingPerson, ...]:
    """Return what tells those of the file from one another, of a record type that has names.

    Their values are those of the fields that `matching` fills, and of their names; all without it.
    """
    spec, columns = cls.spec(), table_of(cls).c
    wanted = [spec.first_birthday(), spec.first_of(Postcode), spec.first_of(Email)]
    born, postcode, email = (columns[one.name] if one is not None else null() for one in wanted)
    spared = points_to_spared(spec.name, columns.id, today)
    filled = [
        one.name
        for one in spec.typed
        if matching is None or one.name in {*matching.sources, *_NAMES}
    ]
    rows = session.execute(
        select(columns.id, born, postcode, email, spared, *(columns[name] for name in filled))
    )
    found = []
    for one, day, code, address, peace, *rest in rows:
        values = dict(zip(filled, rest, strict=True))
        name = whole_name(values["forenames"], values["surname"])
        found.append(ExistingPerson(one, name, day, code or "", address or "", peace, values))
    return tuple(found)


def known_records(
    session: Session, cls: type[Record], fmt: FormatContext
) -> tuple[ExistingRecord, ...]:
    """Return every record of a type that has no names of people, with what it is called."""
    rows = session.execute(select(table_of(cls))).all()
    words = labels(session, cls.__tablename__, [row.id for row in rows], fmt)
    return tuple(ExistingRecord(row.id, words.get(row.id, ""), dict(row._mapping)) for row in rows)


def with_tags(session: Session, record: str, known: Sequence[K]) -> tuple[K, ...]:
    """Return what is known of records, with the items that each is tagged with under TAGS."""
    carried = tags.carried(session, record)
    return tuple(
        replace(one, values={**one.values, TAGS: carried.get(one.id, ())}) for one in known
    )


def named(session: Session, spec: RecordSpec, matching: ColumnMapping, fmt: FormatContext) -> Named:
    """Return what every record is called that a column of the matching may name."""
    records = {
        one.kind.record
        for one in spec.refs
        if isinstance(one.kind, Ref) and matching.sources.get(one.name)
    }
    found = {record: _all_called(session, record, fmt) for record in sorted(records)}
    if matching.sources.get(TAGS):
        found |= tags.called(session, record_type(spec.name))
    return found


def _all_called(session: Session, record: str, fmt: FormatContext) -> list[tuple[str, int]]:
    ids = session.scalars(select(record_type(record).id).order_by(record_type(record).id)).all()
    return [(words, one) for one, words in labels(session, record, ids, fmt).items()]


def rows_of(session: Session, cls: type[Record], fmt: FormatContext) -> Iterator[Row]:
    """Return every row of a record type in the order of ids, with the words for its references."""
    ids = session.scalars(select(cls.id).order_by(cls.id)).all()
    for at in range(0, len(ids), _CHUNK):
        yield from some_rows(session, cls, ids[at : at + _CHUNK], fmt)


def some_rows(
    session: Session, cls: type[Record], ids: Sequence[int], fmt: FormatContext
) -> list[Row]:
    """Return some rows of a record type, in the order of `ids`."""
    spec, table = cls.spec(), table_of(cls)
    found = {
        row.id: dict(row._mapping)
        for row in session.execute(select(table).where(table.c.id.in_(ids)))
    }
    words: dict[str, dict[int, str]] = {}
    for one in spec.refs:
        assert isinstance(one.kind, Ref)
        targets: list[Any] = [row[one.name] for row in found.values()]
        words[one.name] = labels(session, one.kind.record, targets, fmt)
    return [_row(spec.name, found[one], words) for one in ids if one in found]


def _row(record: str, values: dict[str, Any], words: dict[str, dict[int, str]]) -> Row:
    refs = {name: named[values[name]] for name, named in words.items() if values[name] in named}
    kept = {name: value for name, value in values.items() if name not in ("id", "version")}
    return Row(record, values["id"], values["version"], kept, "", refs)
