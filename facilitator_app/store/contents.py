"""Contents: bytes of files, kept once each under their SHA-256 and in parts.

They are not journalled. What a record's field of the kind File names is kept; the rest goes when
nothing can be undone, at the opening and closing of the file (`collect`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import Connection, Select, Table, delete, func, insert, literal, select, union

from facilitator_app.domain.errors import AppError
from facilitator_app.domain.file_kinds import HEAD
from facilitator_app.i18n import _
from facilitator_app.spec.kinds import File
from facilitator_app.spec.record import Field
from facilitator_app.store.base import record_types, table_of
from facilitator_app.store.journal_tables import content, content_part

PART = 1_000_000  # bytes


def put(connection: Connection, data: bytes) -> str:
    """Keep `data` within the unit of work of `connection`; return its SHA-256 in hex digits."""
    digest = hashlib.sha256(data).hexdigest()
    if not has(connection, digest):
        connection.execute(insert(content), {"hash": digest, "size": len(data)})
        for number, at in enumerate(range(0, len(data), PART)):
            part = {"hash": digest, "number": number, "bytes": data[at : at + PART]}
            connection.execute(insert(content_part), part)
    return digest


def has(connection: Connection, digest: str) -> bool:
    """Say whether the bytes of this SHA-256 are kept."""
    found = connection.scalar(select(content.c.size).where(content.c.hash == digest))
    return found is not None


def size(connection: Connection, digest: str) -> int:
    """Return how many bytes are kept under this SHA-256, 0 if none are."""
    return connection.scalar(select(content.c.size).where(content.c.hash == digest)) or 0


def parts(connection: Connection, digest: str) -> Iterator[bytes]:
    """Yield the bytes part by part; raise AppError if they are not there whole."""
    ids = connection.scalars(
        select(content_part.c.id)
        .where(content_part.c.hash == digest)
        .order_by(content_part.c.number)
    ).all()
    said = hashlib.sha256()
    for one in ids:
        part: bytes = connection.execute(
            select(content_part.c.bytes).where(content_part.c.id == one)
        ).scalar_one()
        said.update(part)
        yield part
    if said.hexdigest() != digest:
        raise AppError(_("What is kept here is damaged. Restore a backup that still has it."))


def read(connection: Connection, digest: str) -> bytes:
    """Return the bytes of this SHA-256; raise AppError if they are not there whole."""
    return b"".join(parts(connection, digest))


def head(connection: Connection, digest: str) -> bytes:
    """Return the first bytes of what is kept under this SHA-256, enough to know what it is."""
    first = select(func.substr(content_part.c.bytes, 1, HEAD)).where(
        content_part.c.hash == digest, content_part.c.number == 0
    )
    found: bytes | None = connection.scalar(first)
    return found or b""


def unused(connection: Connection) -> list[str]:
    """Return the SHA-256 of what no record names."""
    return list(connection.scalars(select(content.c.hash).except_(*_named())))


def missing(connection: Connection) -> dict[str, int]:
    """Return the SHA-256 of what records name and is not kept, with how many bytes they say.

    0 bytes where a record does not say how many.
    """
    found: dict[str, int] = {}
    for table, one in _named_by():
        kept, size = select(content.c.hash), _size(one)
        told = table.c[size] if size else literal(0)
        rows = select(table.c[one.name], told).where(table.c[one.name].not_in(kept))
        found |= {row[0]: row[1] for row in connection.execute(rows)}
    return found


def untrue(connection: Connection) -> bool:
    """Say whether a record tells another number of bytes than are kept for it."""
    return any(
        connection.scalar(
            select(table.c.id)
            .join(content, content.c.hash == table.c[one.name])
            .where(content.c.size != table.c[_size(one)])
            .limit(1)
        )
        for table, one in _named_by()
        if _size(one)
    )


def kept(connection: Connection) -> list[str]:
    """Return the SHA-256 of all that is kept and named by a record, in order."""
    named = union(*_named()).subquery()
    meant = select(content.c.hash).distinct().join(named, named.c[0] == content.c.hash)
    return list(connection.scalars(meant.order_by(content.c.hash)))


def named_by(connection: Connection, rows: Mapping[str, Collection[int]]) -> set[str]:
    """Return the SHA-256 of what these rows (ids by record type) name."""
    return {
        digest
        for table, one in _named_by()
        for row_id in rows.get(table.name, ())
        for digest in connection.scalars(select(table.c[one.name]).where(table.c.id == row_id))
    }


def naming(connection: Connection, digests: Collection[str]) -> list[tuple[str, int]]:
    """Return the rows (record type, id) that name one of these SHA-256."""
    return [
        (table.name, one)
        for table, named in _named_by()
        for digest in sorted(digests)
        for one in connection.scalars(select(table.c.id).where(table.c[named.name] == digest))
    ]


def collect(connection: Connection, among: Collection[str] | None = None) -> int:
    """Take away what no record names, only of `among` if it is given; return how many went."""
    gone = [one for one in unused(connection) if among is None or one in among]
    for one in gone:
        connection.execute(delete(content_part).where(content_part.c.hash == one))
        connection.execute(delete(content).where(content.c.hash == one))
    return len(gone)


def _named() -> list[Select[str]]:
    return [select(table.c[one.name]) for table, one in _named_by()]


def _named_by() -> Iterator[tuple[Table, Field]]:
    for cls in record_types().values():
        for one in cls.spec().fields:
            if isinstance(one.kind, File):
                yield table_of(cls), one


def _size(one: Field) -> str:
    assert isinstance(one.kind, File)
    return one.kind.size
