"""What steps are written with: each does what it says, to tables with rows in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection

from facilitator_app.migrations import operations as ops
from tests.migrations import schema
from tests.migrations.schema import Column, Table


@pytest.fixture
def connection() -> Iterator[Connection]:
    """Give a database with a club that has a leader and a parent club."""
    with schema.in_memory() as found:
        found.exec_driver_sql("CREATE VIRTUAL TABLE find USING fts5(record, title, body)")
        with Operations.context(MigrationContext.configure(found)):
            ops.create_record("person", ops.text("name", needed=True, indexed=True))
            ops.create_record(
                "club", ops.text("called", needed=True, indexed=True), ops.date("founded"),
                ops.ref("leader_id", "person"), ops.ref("parent_id", "club"),
                ops.flag("open", needed=True), ops.whole("fee"), ops.string("notes"),
            )  # fmt: skip
            for statement in (
                "INSERT INTO person VALUES ('Joan', 1, 1)",
                "INSERT INTO club VALUES ('Chess', '1990-01-01', 1, NULL, 1, 450, 'Warm', 2, 7)",
                "INSERT INTO club VALUES ('Go', NULL, NULL, 2, 0, NULL, NULL, 3, 1)",
                "INSERT INTO find VALUES ('club', 'Chess', 'Warm'), ('person', 'Joan', '')",
            ):
                found.exec_driver_sql(statement)
            yield found


def table(connection: Connection, name: str) -> Table:
    return schema.schema_of(connection)[name]


def indexed(connection: Connection, name: str) -> set[str]:
    return {str(index) for index in table(connection, name).indexes}


def rows(connection: Connection, columns: str, name: str) -> list[tuple[Any, ...]]:
    found = connection.exec_driver_sql(f"SELECT {columns} FROM {name} ORDER BY 1 DESC")
    return [tuple(row) for row in found]


def test_a_record_type_is_created(connection: Connection) -> None:
    assert table(connection, "club").columns == {
        "called": Column("VARCHAR", "NOCASE", needed=True, key=False),
        "founded": Column("VARCHAR", "", needed=False, key=False),
        "leader_id": Column("INTEGER", "", False, False, "person.id", deferred=True),
        "parent_id": Column("INTEGER", "", False, False, "club.id", deferred=True),
        "open": Column("BOOLEAN", "", needed=True, key=False),
        "fee": Column("INTEGER", "", needed=False, key=False),
        "notes": Column("VARCHAR", "", needed=False, key=False),
        "id": Column("INTEGER", "", needed=True, key=True),
        "version": Column("INTEGER", "", needed=True, key=False),
    }
    assert indexed(connection, "club") == {"called", "leader_id", "parent_id"}


def test_fields_are_added_with_what_older_rows_get(connection: Connection) -> None:
    ops.add_fields(
        "club", ops.text("motto"), ops.text("kind", needed=True, indexed=True, older="o'clock: 5"),
        ops.flag("paid", needed=True, older=False), ops.ref("deputy_id", "person"),
    )  # fmt: skip
    assert (
        rows(connection, "motto, kind, paid, deputy_id", "club")
        == [(None, "o'clock: 5", 0, None)] * 2
    )
    columns = table(connection, "club").columns
    assert columns["kind"] == Column("VARCHAR", "NOCASE", needed=True, key=False)
    assert columns["deputy_id"] == columns["leader_id"]
    assert indexed(connection, "club") >= {"kind", "deputy_id"}


def test_a_needed_field_must_say_what_older_rows_get(connection: Connection) -> None:
    with pytest.raises(ValueError, match=r"club\.motto is needed: say what older rows get"):
        ops.add_fields("club", ops.text("motto", needed=True))
    assert "motto" not in table(connection, "club").columns


def test_a_renamed_field_keeps_its_values_and_index(connection: Connection) -> None:
    ops.rename_field("club", "called", "list_name")
    ops.add_fields("club", ops.text("called", indexed=True))
    assert rows(connection, "list_name", "club") == [("Go",), ("Chess",)]
    assert indexed(connection, "club") == {"list_name", "called", "leader_id", "parent_id"}


def test_dropped_fields_go_with_their_indexes(connection: Connection) -> None:
    before = table(connection, "club").columns
    ops.drop_fields("club", "called", "leader_id", "fee")
    assert table(connection, "club").columns == {
        name: column
        for name, column in before.items()
        if name not in ("called", "leader_id", "fee")
    }
    assert indexed(connection, "club") == {"parent_id"}
    assert rows(connection, "id, version, parent_id, open, notes", "club") == [
        (3, 1, 2, 0, None), (2, 7, None, 1, "Warm"),
    ]  # fmt: skip
    assert connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []


def test_a_renamed_record_type_is_followed(connection: Connection) -> None:
    ops.rename_record("club", "society")
    assert table(connection, "society").columns["parent_id"].target == "society.id"
    assert indexed(connection, "society") == {"called", "leader_id", "parent_id"}
    assert rows(connection, "record", "find") == [("society",), ("person",)]
    ops.create_record("club", ops.text("called", indexed=True))


def test_a_dropped_record_type_is_not_found_any_more(connection: Connection) -> None:
    ops.drop_record("club")
    assert "club" not in schema.schema_of(connection)
    assert rows(connection, "record", "find") == [("person",)]


def test_what_was_needed_may_be_empty(connection: Connection) -> None:
    ops.allow_empty("club", "called", "open")
    columns = table(connection, "club").columns
    assert columns["called"] == Column("VARCHAR", "NOCASE", needed=False, key=False)
    assert columns["open"] == Column("BOOLEAN", "", needed=False, key=False)
    assert rows(connection, "called, fee", "club") == [("Go", None), ("Chess", 450)]
    assert "called" in indexed(connection, "club")


def test_indexes_come_and_go(connection: Connection) -> None:
    ops.add_index("club", "founded", "fee")
    assert "founded, fee" in indexed(connection, "club")
    ops.drop_index("club", "founded", "fee")
    ops.drop_index("club", "called")
    assert indexed(connection, "club") == {"leader_id", "parent_id"}
