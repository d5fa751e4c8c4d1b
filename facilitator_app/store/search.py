"""Full-text search over every searched field; a row of the index has its record's id."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Integer, Select, String, literal_column, select, text

from facilitator_app.domain.finding import indexed, readings, words_in
from facilitator_app.spec.kinds import Ref
from facilitator_app.store import row_sql
from facilitator_app.store.base import Record, record_type

_PUT = "INSERT INTO find(rowid, record, title, body) VALUES (?, ?, ?, ?)"
_DROP = "DELETE FROM find WHERE rowid = ?"
_CHUNK = 500
_TITLE = 100  # what a word of a title counts for: the length of the rest matters little beside it
_WEIGHED = 2_000  # matches that are weighed against each other; of more, the oldest
Words = tuple[int, str, str, str]


@dataclass(frozen=True, slots=True)
class Match:
    """One record that was found."""

    record: str
    id: int


def words_of(cls: type[Record], record_id: int, values: Mapping[str, Any]) -> Words | None:
    """Return the index row of a record, or None if its type is not searched."""
    named, rest = _searched(cls)
    if not named and not rest:
        return None
    title = " ".join([str(value) for name in named if (value := values.get(name))])
    body = "\n".join([str(value) for name in rest if (value := values.get(name))])
    return record_id, cls.__tablename__, indexed(title), indexed(body)


@functools.cache
def _searched(cls: type[Record]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the searched fields that name a record, and the other ones."""
    spec = cls.spec()
    searched = [one.name for one in spec.fields if one.searched]
    named = [n for n in spec.label if n in searched and not isinstance(spec.field(n).kind, Ref)]
    return tuple(named), tuple(name for name in searched if name not in named)


def put(connection: Connection, words: list[Words]) -> None:
    """Write index rows of records that have none; `words` are used up by it."""
    while words:
        connection.exec_driver_sql(_PUT, words[:_CHUNK])
        del words[:_CHUNK]


def drop(connection: Connection, ids: Iterable[int]) -> None:
    """Take records out of the index, in the order of ids: any other costs FTS5 six times as much.

    An id below the one before makes it write out all that it has gathered.
    """
    if given := [(one,) for one in sorted(ids)]:
        connection.exec_driver_sql(_DROP, given)


def renew(connection: Connection, record: str, ids: Sequence[int]) -> None:
    """Make the index rows of some records again from what their table holds now."""
    cls = record_type(record)
    if not any(_searched(cls)):
        return
    drop(connection, ids)
    for at in range(0, len(ids), _CHUNK):
        found = row_sql.read(connection, cls, ids[at : at + _CHUNK])
        words = [words_of(cls, one, row) for one, row in found.items()]
        put(connection, [one for one in words if one])


def query_of(words: Sequence[str], *, titles: bool = False) -> str:
    """Return the index query of words: every one, in any of its readings; "" for no word.

    Each part is looked for by its beginning. titles: a whole word of a title counts twice.
    """
    part = '("{0}"* OR title : "{0}")' if titles else '"{0}"*'
    ways = ([" AND ".join(map(part.format, way)) for way in readings(word)] for word in words)
    return " AND ".join(f"({' OR '.join(f'({way})' for way in some)})" for some in ways)


def rows_with(words: Sequence[str]) -> Select[int]:
    """Select the ids of records that have every one of `words`, each by its beginning."""
    query = in_words(query_of(words))
    return (
        select(literal_column("rowid", Integer))
        .select_from(text("find"))
        .where(literal_column("find", String).op("MATCH")(query))
    )


def in_words(query: str) -> str:
    """Return `query` for the words of records alone, not for what kind of record they are."""
    return f"{{title body}} : ({query})"


def matches(connection: Connection, typed: str, records: Sequence[str], limit: int) -> list[Match]:
    """Return the best matches of `typed` among `records`, best first: titles before bodies.

    Whole words come before others that begin with what was typed.
    """
    return matches_by_group(connection, typed, (records,), limit)[0]


def matches_by_group(
    connection: Connection, typed: str, groups: Sequence[Sequence[str]], limit: int
) -> list[list[Match]]:
    """Return for each of `groups` of record types its best matches, at most `limit`, best first.

    All are looked up in one go: what begins with a letter is gathered anew each time it is asked.
    """
    found: list[list[Match]] = [[] for _group in groups]
    query = query_of(words_in(typed), titles=True)
    if not query:
        return found
    place = {name: at for at, names in enumerate(groups) for name in names}
    kinds = " OR ".join(f'record : "{name}"' for name in place)
    cases = " ".join(f"WHEN '{name}' THEN {at}" for name, at in place.items())
    rows = connection.execute(
        text(
            "SELECT record, rowid, at FROM (SELECT record, rowid, at,"
            " row_number() OVER (PARTITION BY at ORDER BY score) AS nth FROM ("
            f"SELECT record, rowid, CASE record {cases} END AS at,"
            " bm25(find, 0, :title, 1) AS score FROM find WHERE find MATCH :query LIMIT :weighed)"
            " WHERE at IS NOT NULL) WHERE nth <= :limit ORDER BY at, nth"
        ),
        {
            "query": f"{in_words(query)} AND ({kinds})",
            "weighed": _WEIGHED * len(groups),
            "limit": limit,
            "title": _TITLE,
        },
    )
    for record, rowid, at in rows:
        found[at].append(Match(record, rowid))
    return found
