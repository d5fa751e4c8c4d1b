"""Folds what an older file keeps of its texts for finding and sorting, as its texts are now."""

from __future__ import annotations

from sqlalchemy import Connection

from facilitator_app.domain.finding import indexed
from facilitator_app.domain.names import sort_name
from facilitator_app.migrations import table_sql

_CHUNK = 2_000


def fold_index(connection: Connection) -> None:
    """Make the search index anew from the words it holds, folded as what is typed will be."""
    made = table_sql.create_statement(connection, "find")
    connection.exec_driver_sql("ALTER TABLE find RENAME TO find_before")
    connection.exec_driver_sql(made)
    rows = connection.exec_driver_sql(
        "SELECT rowid, record, title, body FROM find_before ORDER BY rowid"
    )
    while some := rows.fetchmany(_CHUNK):
        connection.exec_driver_sql(
            "INSERT INTO find(rowid, record, title, body) VALUES (?, ?, ?, ?)",
            [(one, record, indexed(title), indexed(body)) for one, record, title, body in some],
        )
    connection.exec_driver_sql("DROP TABLE find_before")


def fold_sort_names(connection: Connection) -> None:
    """Sort members by their names as they fold now."""
    rows = connection.exec_driver_sql("SELECT id, surname, forenames, sort_name FROM member")
    stale = [
        (name, one)
        for one, surname, forenames, before in rows
        if (name := sort_name(surname, forenames)) != before
    ]
    if stale:
        connection.exec_driver_sql("UPDATE member SET sort_name = ? WHERE id = ?", stale)
