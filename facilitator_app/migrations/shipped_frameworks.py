"""Gives an older file the frameworks that a new one has from the start."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, column, insert, table

from facilitator_app.clock import SystemClock
from facilitator_app.spec.frameworks import shipped_rows
from facilitator_app.store.ids import Ids

_FRAMEWORK = ("id", "code", "name", "edition", "source", "note", "people", "retired")
_ITEM = ("id", "framework_id", "code", "words", "note", "parent_id", "place", "retired")


def add_shipped_frameworks(connection: Connection) -> None:
    """Add every framework that ships, with its items, as the tables stand at step 0003."""
    frameworks, items = shipped_rows(Ids(SystemClock(), random.SystemRandom()).next)
    _insert(connection, "framework", _FRAMEWORK, frameworks)
    _insert(connection, "framework_item", _ITEM, items)
    _index(connection, "framework", [(row["id"], row["name"]) for row in frameworks])
    _index(connection, "framework_item", [(row["id"], row["words"]) for row in items])


def _insert(
    connection: Connection, name: str, columns: Sequence[str], rows: Sequence[Mapping[str, Any]]
) -> None:
    into = table(name, column("version"), *(column(one) for one in columns))
    values = [{"version": 1, **{one: row[one] for one in columns}} for row in rows]
    connection.execute(insert(into), values)


def _index(connection: Connection, record: str, titles: Sequence[tuple[int, str]]) -> None:
    connection.exec_driver_sql(
        "INSERT INTO find (rowid, record, title, body) VALUES (?, ?, ?, '')",
        [(one, record, title) for one, title in titles],
    )
