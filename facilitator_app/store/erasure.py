"""Takes a record, all it owns, and all that names it out of every table of the file.

Works within one transaction of any file of this step, the open one or a copy; see
`domain.erasure` for what counts as naming it.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, select, update
from sqlalchemy.orm import Session

from facilitator_app.domain import collation
from facilitator_app.domain.erasure import Known, NamePattern
from facilitator_app.spec import kinds
from facilitator_app.spec.record import Field
from facilitator_app.store import code_renewal, contents, labels, row_sql, search
from facilitator_app.store.base import Record, linked_types, record_type, record_types, table_of
from facilitator_app.store.journal import ADD
from facilitator_app.store.journal_tables import change, change_set, draft
from facilitator_app.store.seals import Seals

_CHUNK = 500
_NOTHING = "{}"
_TEXTS = (kinds.Text, kinds.LongText, kinds.Email, kinds.Phone, kinds.Postcode)
_EMPTIED = (change.c.erased.is_not(None), change.c.action == ADD, change.c.after == _NOTHING)
Rows = dict[str, set[int]]


@dataclass(slots=True)
class Taken:
    """What was taken out: numbers of rows by record type, and of entries.

    removed: rows that went; emptied: rows that stay without content, as others refer to them;
    struck: (record, id) of other rows in whose texts the name was struck out; sealed: those where
    it stays; keeping: those that keep the same bytes as what was attached.
    """

    removed: dict[str, int] = field(default_factory=dict)
    emptied: dict[str, int] = field(default_factory=dict)
    struck: list[tuple[str, int]] = field(default_factory=list)
    sealed: list[tuple[str, int]] = field(default_factory=list)
    keeping: list[tuple[str, int]] = field(default_factory=list)
    journal: int = 0
    labels: int = 0
    drafts: int = 0


def mark_of(day: dt.date) -> str:
    """Return what stands in the place of what was struck out; stored, so never translated."""
    return f"[erased on {day.isoformat()}]"


def rows_of(connection: Connection, record: str, record_id: int) -> Rows:
    """Return the ids of a record and of all it owns or owned, by record type.

    What it owned once and belongs to another now is not among them.
    """
    found: Rows = {record: {record_id}}
    new: Rows = {record: {record_id}}
    while new:
        owned = list(_owned_by(connection, new))
        new = {}
        for name, ids in owned:
            if fresh := ids - found.get(name, set()):
                found.setdefault(name, set()).update(fresh)
                new.setdefault(name, set()).update(fresh)
    return found


def was_erased(connection: Connection, record: str, record_id: int) -> bool:
    """Say whether a record was erased before, whether or not it stays without content."""
    names = (record, *record_type(record).formerly)
    asked = select(change.c.id).where(
        change.c.record.in_(names), change.c.record_id == record_id, *_EMPTIED
    )
    return connection.execute(asked.limit(1)).first() is not None


def all_erased(connection: Connection) -> set[tuple[str, int]]:
    """Return record type and id of all that was erased, whether or not it stays without content."""
    now = {old: name for name, cls in record_types().items() for old in cls.formerly}
    found = connection.execute(select(change.c.record, change.c.record_id).where(*_EMPTIED))
    return {(now.get(name, name), record_id) for name, record_id in found}


def known_by(connection: Connection, record: str, record_id: int) -> Known:
    """Return what a record is known by, now and as far back as the journal tells.

    One that was erased is known by nothing: what is left of it says only when that was.
    """
    if was_erased(connection, record, record_id):
        return Known()
    cls = record_type(record)
    fields = [one for one in cls.spec().fields if one.identifies]
    values: dict[str, set[str]] = {one.name: set() for one in fields}
    row = row_sql.read(connection, cls, [record_id]).get(record_id, {})
    for held in (row, *(image for _id, image in _images(connection, cls, record_id))):
        for one in fields:
            for name in (one.name, *one.formerly):
                if isinstance(value := held.get(name), str) and value != "*":
                    values[one.name].add(value)
    shared = {v for one in fields for v in _shared(connection, cls, record_id, one, values)}
    return Known(
        names=_of(kinds.Text, fields, values),
        telephones=_of(kinds.Phone, fields, values),
        others=frozenset[str]().union(
            *(_of(kind, fields, values) for kind in (kinds.Email, kinds.LongText, kinds.Postcode))
        ),
        shared=frozenset(shared),
        namesake=_has_namesake(connection, cls, record_id, row),
    )


def take_out(
    connection: Connection, rows: Rows, pattern: NamePattern | None, day: dt.date
) -> Taken:
    """Remove or empty `rows`, and strike what `pattern` finds out of everything else."""
    taken, needed = Taken(), _needed(connection, rows)
    if pattern is not None:
        code_renewal.renew(connection, pattern, day)
    files = contents.named_by(connection, rows)
    for name, ids in rows.items():
        _take_rows(connection, record_type(name), ids, needed.get(name, set()), taken, day)
    if pattern is not None:
        for cls in record_types().values():
            _strike_rows(connection, cls, rows.get(cls.__tablename__, set()), pattern, taken, day)
        _strike_labels(connection, pattern, taken, day)
    contents.collect(connection, files)
    taken.keeping = contents.naming(connection, files)
    _strike_journal(connection, rows, pattern, taken, day)
    _strike_drafts(connection, rows, pattern, taken, day)
    # A deleted index row leaves its words in the index until that is merged.
    connection.exec_driver_sql("INSERT INTO find(find) VALUES ('optimize')")
    return taken


def _of(
    kind: type[kinds.Kind], fields: Iterable[Field], values: Mapping[str, set[str]]
) -> frozenset[str]:
    return frozenset(v for one in fields if type(one.kind) is kind for v in values[one.name])


def _shared(
    connection: Connection, cls: type[Record], record_id: int, one: Field,
    values: Mapping[str, set[str]],
) -> Iterator[str]:  # fmt: skip
    """Yield the values that another record has in the same field, in capitals or not.

    Any name counts for another: one person's surname may be the only name of somebody else.
    """
    table, named = cls.__tablename__, cls.spec().label
    alike = named if one.name in named else (one.name,)
    same = " OR ".join(f'"{name}" = ?1 COLLATE {collation.IN_FILE}' for name in alike)
    sql = f'SELECT 1 FROM "{table}" WHERE ({same}) AND id <> ?2 LIMIT 1'  # noqa: S608 - names that we declare
    for value in values[one.name]:
        if connection.exec_driver_sql(sql, (value, record_id)).first():
            yield value


def _has_namesake(
    connection: Connection, cls: type[Record], record_id: int, row: row_sql.Held
) -> bool:
    names = cls.spec().label
    if not any(isinstance(row.get(one), str) for one in names):
        return False
    same = " AND ".join(f'"{one}" IS ? COLLATE {collation.IN_FILE}' for one in names)
    sql = f'SELECT 1 FROM "{cls.__tablename__}" WHERE {same} AND id <> ? LIMIT 1'  # noqa: S608 - names that we declare
    given = (*(row[one] for one in names), record_id)
    return connection.exec_driver_sql(sql, given).first() is not None


def _owned_by(connection: Connection, owners: Rows) -> Iterator[tuple[str, set[int]]]:
    for cls, name, target in _owned_refs():
        if ids := owners.get(target):
            yield cls.__tablename__, _pointing(connection, cls, {name: ids})
    for linked in linked_types():
        for target, ids in owners.items():
            pointing = _pointing(connection, linked, {"target": {target}, "target_id": ids})
            yield linked.__tablename__, pointing


def _owned_refs() -> Iterator[tuple[type[Record], str, str]]:
    for cls, name, kind in _refs():
        if kind.owned:
            yield cls, name, kind.record


def _refs() -> Iterator[tuple[type[Record], str, kinds.Ref]]:
    for cls in record_types().values():
        for one in cls.spec().refs:
            assert isinstance(one.kind, kinds.Ref)
            yield cls, one.name, one.kind


def _pointing(
    connection: Connection, cls: type[Record], wanted: Mapping[str, set[int] | set[str]]
) -> set[int]:
    """Return the rows of `cls` whose columns hold one of the `wanted` values, or did at the end."""
    table = table_of(cls)
    asked = [table.c[name].in_(sorted(values)) for name, values in wanted.items()]
    found = set(connection.scalars(select(table.c.id).where(*asked)))
    once = {
        row_id
        for row_id, image in _images(connection, cls)
        if all(image.get(name) in values for name, values in wanted.items())
    }
    return found | (once - set(_there(connection, cls, once - found)))


def _there(connection: Connection, cls: type[Record], ids: set[int]) -> Iterator[int]:
    for some in _chunks(ids):
        yield from row_sql.read(connection, cls, some)


def _images(
    connection: Connection, cls: type[Record], record_id: int | None = None
) -> Iterator[tuple[int, Mapping[str, object]]]:
    names = (cls.__tablename__, *cls.formerly)
    found = select(change.c.record_id, change.c.before, change.c.after)
    found = found.where(change.c.record.in_(names))
    if record_id is not None:
        found = found.where(change.c.record_id == record_id)
    for row_id, *images in connection.execute(found):
        for text in images:
            if text is not None:
                yield row_id, json.loads(text)


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    left = sorted(ids)
    for at in range(0, len(left), _CHUNK):
        yield left[at : at + _CHUNK]


def _needed(connection: Connection, rows: Rows) -> Rows:
    """Return those of `rows` that something refers to which stays, be it without content."""
    needed: Rows = {}
    while True:
        going = {name: ids - needed.get(name, set()) for name, ids in rows.items()}
        found = {name: _referred_to(connection, going, name, ids) for name, ids in going.items()}
        if not any(found.values()):
            return needed
        for name, ids in found.items():
            needed.setdefault(name, set()).update(ids)


def _take_rows(
    connection: Connection, cls: type[Record], ids: set[int], needed: set[int], taken: Taken,
    day: dt.date,
) -> None:  # fmt: skip
    name, there = cls.__tablename__, set(_there(connection, cls, ids))
    search.drop(connection, there)
    for one in sorted(there - needed):
        connection.exec_driver_sql(f'DELETE FROM "{name}" WHERE id = ?', (one,))  # noqa: S608 - a name that we declare
    for one in sorted(needed):
        _empty(connection, cls, one, day)
    search.renew(connection, name, sorted(needed))
    for numbers, gone in ((taken.removed, there - needed), (taken.emptied, needed)):
        if gone:
            numbers[name] = len(gone)


def _referred_to(connection: Connection, rows: Rows, record: str, ids: set[int]) -> set[int]:
    """Return which of `ids` are named by rows that stay."""
    found: set[int] = set()
    for cls, name, kind in _refs():
        if kind.record == record:
            table, going = table_of(cls), rows.get(cls.__tablename__, set())
            for some in _chunks(ids):
                asked = select(table.c.id, table.c[name]).where(table.c[name].in_(some))
                found |= {one for row_id, one in connection.execute(asked) if row_id not in going}
    return found


def _empty(connection: Connection, cls: type[Record], record_id: int, day: dt.date) -> None:
    """Leave what has to be filled in, and nothing that anybody wrote."""
    left, table = cls.values_when_erased(record_id), table_of(cls)
    stood = connection.execute(select(table).where(table.c.id == record_id)).mappings().one()
    values = {one.name: left.get(one.name) for one in cls.spec().fields if not one.required}
    for one in cls.spec().fields:
        if one.required and (one.name in left or isinstance(one.kind, _TEXTS)):
            values[one.name] = left.get(one.name, mark_of(day))
    values |= cls.computed_values({**stood, **values})
    grown = {"version": table.c.version + 1}
    connection.execute(update(table).where(table.c.id == record_id).values(values | grown))


def _strike_rows(
    connection: Connection, cls: type[Record], going: set[int], pattern: NamePattern,
    taken: Taken, day: dt.date,
) -> None:  # fmt: skip
    table, name = table_of(cls), cls.__tablename__
    texts = [one for one in cls.spec().fields if isinstance(one.kind, _TEXTS)]
    if not texts:
        return
    held = connection.execute(select(table.c.id, *(table.c[one.name] for one in texts)))
    hits = {
        row_id: dict(zip((one.name for one in texts), values, strict=True))
        for row_id, *values in held
        if row_id not in going and any(v and pattern.finds(v) for v in values)
    }
    sealed = set(_sealed(connection, cls, hits))
    taken.sealed += [(name, one) for one in sorted(sealed)]
    for row_id in sorted(hits.keys() - sealed):
        struck = {k: _struck(pattern, v, day) for k, v in hits[row_id].items()}
        grown = {"version": table.c.version + 1}
        connection.execute(update(table).where(table.c.id == row_id).values(struck | grown))
        taken.struck.append((name, row_id))
    search.renew(connection, name, sorted(hits.keys() - sealed))


def _sealed(connection: Connection, cls: type[Record], ids: Iterable[int]) -> Iterator[int]:
    with Session(bind=connection) as session:
        seals = Seals(session)
        for some in _chunks(ids):
            records = session.scalars(select(cls).where(cls.id.in_(some))).all()
            rows = [{c.key: getattr(one, c.key) for c in table_of(cls).columns} for one in records]
            owners = seals.reasons(cls, rows)
            for place, row in enumerate(rows):
                if place in owners or cls.seal(row):
                    yield row["id"]


def _struck(pattern: NamePattern, value: str | None, day: dt.date) -> str | None:
    return pattern.strike(value, mark_of(day)) if value else value


def _strike_labels(
    connection: Connection, pattern: NamePattern, taken: Taken, day: dt.date
) -> None:
    for set_id, label in connection.execute(select(change_set.c.id, change_set.c.label)).all():
        left = labels.struck(label, lambda text: pattern.strike(text, mark_of(day)))
        if left != label:
            words = {"label": left}
            connection.execute(update(change_set).where(change_set.c.id == set_id).values(words))
            taken.labels += 1


def _strike_journal(
    connection: Connection, rows: Rows, pattern: NamePattern | None, taken: Taken, day: dt.date
) -> None:
    """Empty the images of `rows`, and strike the name out of all others; digests stay."""
    known = {
        (name, row_id)
        for record, ids in rows.items()
        for name in (record, *record_type(record).formerly)
        for row_id in ids
    }
    c = change.c
    found = connection.execute(select(c.id, c.record, c.record_id, c.before, c.after)).all()
    for change_id, record, record_id, *images in found:
        if (record, record_id) in known:
            new = [None if one is None else _NOTHING for one in images]
        elif pattern is None:
            continue
        else:
            new = [_struck_json(pattern, one, day) for one in images]
        if new != images:
            left = {"before": new[0], "after": new[1], "nonce": None, "erased": day.isoformat()}
            connection.execute(update(change).where(c.id == change_id).values(left))
            taken.journal += 1


def _struck_json(pattern: NamePattern, text: str | None, day: dt.date) -> str | None:
    """Return JSON with the name struck out of its texts; as it was if there is none."""
    if text is None:
        return None
    before = json.loads(text)
    after = _struck_within(pattern, before, day)
    return text if after == before else json.dumps(after, ensure_ascii=False, separators=(",", ":"))


def _struck_within(pattern: NamePattern, value: object, day: dt.date) -> object:
    if isinstance(value, str):
        return _struck(pattern, value, day)
    if isinstance(value, list):
        return [_struck_within(pattern, one, day) for one in value]
    if isinstance(value, dict):
        fields = pattern.strike_fields(value, mark_of(day))
        return {k: _struck_within(pattern, one, day) for k, one in fields.items()}
    return value


def _strike_drafts(
    connection: Connection, rows: Rows, pattern: NamePattern | None, taken: Taken, day: dt.date
) -> None:
    """Drop the drafts of `rows`, and strike the name out of all others."""
    own = {
        f"{name}/{row_id}"
        for record, ids in rows.items()
        for name in (record, *record_type(record).formerly)
        for row_id in ids
    }
    for key, content in connection.execute(select(draft.c.key, draft.c.content)).all():
        if "/".join(key.split("/")[:2]) in own:
            connection.execute(draft.delete().where(draft.c.key == key))
        elif pattern is not None and (new := _struck_json(pattern, content, day)) != content:
            connection.execute(update(draft).where(draft.c.key == key).values(content=new))
        else:
            continue
        taken.drafts += 1
