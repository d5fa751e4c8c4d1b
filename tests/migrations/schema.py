"""What the tables of a file mean: columns, keys, indexes; in no order, however it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from facilitator_app.migrations import table_sql, upgrade
from facilitator_app.queries import equality
from facilitator_app.records.catalogue import ALL


@dataclass(frozen=True, slots=True)
class Column:
    """A column: how it is held, and where it points ("" for nowhere)."""

    type: str
    collation: str
    needed: bool
    key: bool
    target: str = ""
    deferred: bool = False

    def __str__(self) -> str:
        words = [self.type, self.collation, "needed" if self.needed else "may be empty"]
        words += ["primary key"] if self.key else []
        words += [f"points to {self.target}"] if self.target else []
        words += ["checked at the end"] if self.deferred else []
        return ", ".join(word for word in words if word)


@dataclass(frozen=True, slots=True)
class Index:
    """An index: its columns, each with how it is compared and which way it runs."""

    columns: tuple[tuple[str, str, bool], ...]
    unique: bool

    def __str__(self) -> str:
        names = ", ".join(name for name, _collation, _backwards in self.columns)
        return f"{names} (unique)" if self.unique else names


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `virtual` is the statement of a virtual one, which has no columns of its own."""

    columns: Mapping[str, Column] = field(default_factory=dict)
    indexes: frozenset[Index] = frozenset()
    virtual: str = ""


Schema = Mapping[str, Table]


def schema_of(connection: Connection) -> Schema:
    """Return the tables of a file by name, without those that a virtual table keeps for itself."""
    listed = connection.exec_driver_sql("PRAGMA main.table_list").mappings().all()
    return {
        row["name"]: _virtual(connection, row["name"])
        if row["type"] == "virtual"
        else _table(connection, row["name"])
        for row in listed
        if row["type"] != "shadow" and not row["name"].startswith("sqlite_")
    }


def by_steps(to: str = "head") -> Schema:
    """Return what the steps make, up to the step `to`."""
    with in_memory() as connection:
        upgrade.run_steps(connection, to=to)
        return schema_of(connection)


def by_records() -> Schema:
    """Return what a new file is made of."""
    with in_memory() as connection:
        ALL[0].metadata.create_all(connection)
        equality.make_tables(connection)
        return schema_of(connection)


def in_memory() -> Connection:
    """Return a connection to a database of its own."""
    return over(dbapi2.connect(":memory:"))


def over(raw: dbapi2.Connection) -> Connection:
    """Return SQLAlchemy's connection over a raw one."""
    return create_engine(
        "sqlite://", module=dbapi2, creator=lambda: raw, poolclass=StaticPool
    ).connect()


def differences(steps: Schema, records: Schema) -> list[str]:
    """Return what keeps the two from being the same, in sentences; Alembic's own table aside."""
    found = []
    for name in sorted((steps.keys() | records.keys()) - {"alembic_version"}):
        if name not in steps:
            found.append(f"The steps lack the table {name}.")
        elif name not in records:
            found.append(f"The records lack the table {name}, which the steps make.")
        else:
            found += [f"Table {name}: {one}." for one in _apart(steps[name], records[name])]
    return found


def _apart(steps: Table, records: Table) -> Iterator[str]:
    for name in sorted(steps.columns.keys() | records.columns.keys()):
        one, other = steps.columns.get(name), records.columns.get(name)
        if one is None:
            yield f"the steps lack the column {name} ({other})"
        elif other is None:
            yield f"the records lack the column {name}, which the steps make"
        elif one != other:
            yield f"the column {name} is {one} by the steps, {other} by the records"
    for index in sorted(records.indexes - steps.indexes, key=str):
        yield f"the steps lack the index of {index}"
    for index in sorted(steps.indexes - records.indexes, key=str):
        yield f"the records lack the index of {index}, which the steps make"
    if steps.virtual != records.virtual:
        yield f"it is “{steps.virtual}” by the steps, “{records.virtual}” by the records"


def _virtual(connection: Connection, name: str) -> Table:
    return Table(virtual=" ".join(table_sql.create_statement(connection, name).split()))


def _table(connection: Connection, name: str) -> Table:
    written: dict[str, str] = {}
    for part in table_sql.parts(table_sql.create_statement(connection, name)):
        column = table_sql.column_of(part)
        written[column] = f"{written.get(column, '')} {part}"
    targets = {
        row["from"]: f"{row['table']}.{row['to']}"
        + (f" {row['on_update']}/{row['on_delete']}").replace(" NO ACTION/NO ACTION", "")
        for row in connection.exec_driver_sql(f'PRAGMA foreign_key_list("{name}")').mappings()
    }
    rows = connection.exec_driver_sql(f'PRAGMA table_xinfo("{name}")').mappings().all()
    return Table(
        {row["name"]: _column({**row}, written[row["name"]], targets) for row in rows},
        frozenset(_indexes(connection, name)),
    )


def _column(row: Mapping[str, Any], written: str, targets: Mapping[str, str]) -> Column:
    collation = re.search(r'COLLATE ["\']?(\w+)', written, re.IGNORECASE)
    return Column(
        type=row["type"].upper(),
        collation=collation[1].upper() if collation else "",
        needed=bool(row["notnull"]),
        key=bool(row["pk"]),
        target=targets.get(row["name"], ""),
        deferred="DEFERRABLE INITIALLY DEFERRED" in written.upper(),
    )


def _indexes(connection: Connection, name: str) -> Iterator[Index]:
    for row in connection.exec_driver_sql(f'PRAGMA index_list("{name}")').mappings().all():
        columns = connection.exec_driver_sql(f'PRAGMA index_xinfo("{row["name"]}")').mappings()
        yield Index(
            tuple((c["name"], c["coll"], bool(c["desc"])) for c in columns if c["key"]),
            bool(row["unique"]),
        )
