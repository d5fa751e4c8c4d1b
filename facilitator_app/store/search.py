"""Full-text search over every searched field; a row of the index has its record's id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from facilitator_app.spec.kinds import Ref
from facilitator_app.spec.record import RecordSpec
from facilitator_app.store.base import record_type

_PUT = "INSERT INTO find(rowid, record, title, body) VALUES (?, ?, ?, ?)"
_DROP = "DELETE FROM find WHERE rowid = ?"
_CHUNK = 500
_WEIGHED = 2_000  # matches that are weighed against each other; of more, the oldest
Words = tuple[int, str, str, str]


@dataclass(frozen=True, slots=True)
class Match:
    """One record that was found."""

    record: str
    id: int


def words_of(spec: RecordSpec, record_id: int, values: Mapping[str, Any]) -> Words | None:
    """Return the index row of a record, or None if its type is not searched."""
    searched = [one.name for one in spec.fields if one.searched]
    if not searched:
        return None
    named = [n for n in spec.label if n in searched and not isinstance(spec.field(n).kind, Ref)]
    title = " ".join(str(values[name]) for name in named if values.get(name))
    body = "\n".join(str(values[n]) for n in searched if n not in named and values.get(n))
    return record_id, spec.name, title, body


def put(connection: Connection, words: Sequence[Words], *, fresh: bool) -> None:
    """Write index rows; those of records that are not new (`fresh`) replace what stood there."""
    if not words:
        return
    if not fresh:
        drop(connection, [one[0] for one in words])
    connection.exec_driver_sql(_PUT, list(words))


def drop(connection: Connection, ids: Iterable[int]) -> None:
    """Take records out of the index."""
    rows = [(one,) for one in ids]
    if rows:
        connection.exec_driver_sql(_DROP, rows)


def renew(connection: Connection, record: str, ids: Sequence[int]) -> None:
    """Make the index rows of some records again from what their table holds now."""
    cls = record_type(record)
    spec = cls.spec()
    if not any(one.searched for one in spec.fields):
        return
    drop(connection, ids)
    table = cls.__table__
    for at in range(0, len(ids), _CHUNK):
        found = connection.execute(table.select().where(table.c.id.in_(ids[at : at + _CHUNK])))
        words = [words_of(spec, row.id, dict(row._mapping)) for row in found]
        put(connection, [one for one in words if one], fresh=True)


def query_of(typed: str) -> str:
    """Return the index query of what was typed: every word, by its beginning; "" for no word."""
    words = [word for word in re.findall(r"[\w@']+", typed) if word.strip("_'")]
    return " ".join(f'"{word}"*' for word in words)


def in_words(query: str) -> str:
    """Return `query` for the words of records alone, not for what kind of record they are."""
    return f"{{title body}} : ({query})"


def matches(connection: Connection, typed: str, records: Sequence[str], limit: int) -> list[Match]:
    """Return the best matches of `typed` among `records`, best first: titles before bodies."""
    query = query_of(typed)
    if not query:
        return []
    names = {f"r{at}": name for at, name in enumerate(records)}
    kinds = " OR ".join(f'record : "{name}"' for name in records)
    sql = text(
        "SELECT record, rowid FROM ("
        "SELECT record, rowid, bm25(find, 0, 10, 1) AS score FROM find"
        " WHERE find MATCH :query AND record IN ("
        + ", ".join(f":{name}" for name in names)
        + ") LIMIT :weighed) ORDER BY score LIMIT :limit"
    )
    whole = f"{in_words(query)} AND ({kinds})"
    given = {"query": whole, "weighed": _WEIGHED, "limit": limit, **names}
    found = connection.execute(sql, given)
    return [Match(record, rowid) for record, rowid in found]
