"""Sees everything that a file holds, to compare what was with what is."""

from __future__ import annotations

from typing import Any

from facilitator_app.records.catalogue import ALL
from facilitator_app.services.files import File
from facilitator_app.store.base import table_of


def content(file: File) -> dict[str, list[Any]]:
    """Return every record and search row, but for versions, which only ever grow."""
    with file.store.read() as session:
        found: dict[str, list[Any]] = {}
        for cls in ALL:
            table = table_of(cls)
            columns = [column for column in table.columns if column.key != "version"]
            found[table.name] = [tuple(row) for row in session.query(*columns).order_by(table.c.id)]
        rows = session.connection().exec_driver_sql(
            "SELECT rowid, record, title, body FROM find ORDER BY 1"
        )
        return found | {"find": [tuple(row) for row in rows]}
