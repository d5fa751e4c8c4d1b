"""Rows as the columns hold them, many at a time, past the values that records have."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from facilitator_app.store.base import Record, table_of

Held = Mapping[str, Any]


def read(connection: Connection, cls: type[Record], ids: Sequence[int]) -> dict[int, Held]:
    """Return rows by id, of as many ids as one statement takes."""
    names, marks = _names(cls), ", ".join("?" * len(ids))
    sql = f'SELECT {_listed(names)} FROM "{cls.__tablename__}" WHERE id IN ({marks})'
    found = (
        dict(zip(names, row, strict=True)) for row in connection.exec_driver_sql(sql, tuple(ids))
    )
    return {row["id"]: row for row in found}


def insert(connection: Connection, cls: type[Record], rows: Iterable[Held]) -> None:
    """Write rows; columns that one does not name stay empty."""
    names = _names(cls)
    marks = ", ".join("?" * len(names))
    sql = f'INSERT INTO "{cls.__tablename__}" ({_listed(names)}) VALUES ({marks})'
    if whole := [tuple(map(row.get, names)) for row in rows]:
        connection.exec_driver_sql(sql, whole)


def add(connection: Connection, cls: type[Record], rows: Iterable[tuple[int, Held]]) -> None:
    """Write new rows: pairs of an id and what the other columns hold, empty where not named."""
    names = tuple(name for name in _names(cls) if name not in ("id", "version"))
    marks = ", ".join("?" * len(names))
    sql = (
        f'INSERT INTO "{cls.__tablename__}" (id, version, {_listed(names)}) VALUES (?, 1, {marks})'
    )
    if whole := [(one, *map(held.get, names)) for one, held in rows]:
        connection.exec_driver_sql(sql, whole)


@functools.cache
def _names(cls: type[Record]) -> tuple[str, ...]:
    return tuple(column.key for column in table_of(cls).columns)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
