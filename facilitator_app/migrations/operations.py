"""What steps are written with; frozen, for a step must make for ever what it made at first.

A column is told by how the file holds it: `text` is a line of words and sorts without regard to
case, `string` any other text (paragraphs, codes, times, telephone numbers). Add to this module,
but never change what is here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from alembic import op

from facilitator_app.migrations import table_sql


@dataclass(frozen=True, slots=True)
class StepColumn:
    """A column of a record type; `older` is what rows get that are there already."""

    name: str
    type: str
    needed: bool = False
    indexed: bool = False
    older: str | int | None = None
    record: str = ""

    def sql(self, table: str) -> str:
        """Return its declaration in `table`."""
        words = [f'"{self.name}"', self.type]
        if self.needed:
            words.append("NOT NULL")
        if self.older is not None:
            words.append(f"DEFAULT {_literal(self.older)}")
        if self.record:
            words.append(
                f'CONSTRAINT "fk_{table}_{self.name}" REFERENCES "{self.record}" (id)'
                " DEFERRABLE INITIALLY DEFERRED"
            )
        return " ".join(words)


def _literal(value: str | int) -> str:
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return str(int(value))


def text(
    name: str, *, needed: bool = False, indexed: bool = False, older: str | None = None
) -> StepColumn:
    """Return a column for a line of words."""
    return StepColumn(name, 'VARCHAR COLLATE "NOCASE"', needed, indexed, older)


def string(
    name: str, *, needed: bool = False, indexed: bool = False, older: str | None = None
) -> StepColumn:
    """Return a column for any other text."""
    return StepColumn(name, "VARCHAR", needed, indexed, older)


def date(
    name: str, *, needed: bool = False, indexed: bool = False, older: str | None = None
) -> StepColumn:
    """Return a column for a day, in its ISO form."""
    return StepColumn(name, "VARCHAR", needed, indexed, older)


def whole(
    name: str, *, needed: bool = False, indexed: bool = False, older: int | None = None
) -> StepColumn:
    """Return a column for a whole number: a count, pence, tenths of a mile."""
    return StepColumn(name, "INTEGER", needed, indexed, older)


def blob(name: str) -> StepColumn:
    """Return a column for bytes."""
    return StepColumn(name, "BLOB")


def flag(
    name: str, *, needed: bool = False, indexed: bool = False, older: bool | None = None
) -> StepColumn:
    """Return a column for yes or no."""
    return StepColumn(name, "BOOLEAN", needed, indexed, older)


def ref(name: str, record: str, *, needed: bool = False) -> StepColumn:
    """Return an indexed column that points to a `record`, checked when a unit of work ends."""
    return StepColumn(name, "INTEGER", needed, indexed=True, record=record)


def create_record(record: str, *columns: StepColumn) -> None:
    """Create the table of a record type: its fields, its id and its version."""
    parts = [column.sql(record) for column in columns]
    parts += ["id INTEGER NOT NULL", "version INTEGER NOT NULL"]
    parts.append(f'CONSTRAINT "pk_{record}" PRIMARY KEY (id)')
    _run(f'CREATE TABLE "{record}" ({", ".join(parts)})')
    _index(record, *columns)


def create_plain_table(statement: str, *indexes: str) -> None:
    """Create a table that is no record type, and its indexes, each by its own statement."""
    for one in (statement, *indexes):
        _run(one)


def rename_record(record: str, new: str) -> None:
    """Give a record type another name; what points to it follows."""
    indexes = table_sql.indexes(op.get_bind(), record)
    _run(f'ALTER TABLE "{record}" RENAME TO "{new}"')
    _name_anew(new, indexes)
    _run("UPDATE find SET record = ? WHERE record = ?", new, record)


def drop_record(record: str) -> None:
    """Take a record type away with all its rows; the journal keeps what it has of them."""
    _run(f'DROP TABLE "{record}"')
    _run("DELETE FROM find WHERE record = ?", record)


def add_fields(record: str, *columns: StepColumn) -> None:
    """Add columns to a record type; its table is not copied."""
    for column in columns:
        if column.needed and column.older is None:
            message = f"{record}.{column.name} is needed: say what older rows get (older=…)"
            raise ValueError(message)
        _run(f'ALTER TABLE "{record}" ADD COLUMN {column.sql(record)}')
    _index(record, *columns)


def rename_field(record: str, name: str, new: str) -> None:
    """Give a column another name; its index follows."""
    _run(f'ALTER TABLE "{record}" RENAME COLUMN "{name}" TO "{new}"')
    indexes = table_sql.indexes(op.get_bind(), record)
    _name_anew(record, {one: columns for one, columns in indexes.items() if new in columns})


def drop_fields(record: str, *names: str) -> None:
    """Take columns away with what they hold; the journal keeps what it has of it."""
    for index, columns in table_sql.indexes(op.get_bind(), record).items():
        if set(columns) & set(names):
            _run(f'DROP INDEX "{index}"')
    keys = op.get_bind().exec_driver_sql(f'PRAGMA foreign_key_list("{record}")').fetchall()
    pointing = {row[3] for row in keys}
    for name in names:
        if name in pointing:
            _copy_without(record, name)
        else:
            _run(f'ALTER TABLE "{record}" DROP COLUMN "{name}"')


def allow_empty(record: str, *names: str) -> None:
    """Let columns be empty that were needed; the table is not copied."""
    for name in names:
        _run(f'ALTER TABLE "{record}" ALTER COLUMN "{name}" DROP NOT NULL')


def add_index(record: str, *columns: str) -> None:
    """Keep a record type in the order of `columns`."""
    listed = ", ".join(f'"{name}"' for name in columns)
    _run(f'CREATE INDEX "ix_{record}_{"_".join(columns)}" ON "{record}" ({listed})')


def drop_index(record: str, *columns: str) -> None:
    """Keep a record type in the order of `columns` no longer."""
    for index, found in table_sql.indexes(op.get_bind(), record).items():
        if found == columns:
            _run(f'DROP INDEX "{index}"')


def _index(record: str, *columns: StepColumn) -> None:
    for column in columns:
        if column.indexed:
            add_index(record, column.name)


def _name_anew(record: str, indexes: Mapping[str, tuple[str, ...]]) -> None:
    """Name indexes after their table and columns again, so that no later one finds it taken."""
    for index, columns in indexes.items():
        _run(f'DROP INDEX "{index}"')
        add_index(record, *columns)


def _copy_without(record: str, name: str) -> None:
    """Make a table anew without a column that points elsewhere: SQLite does not drop those."""
    bind = op.get_bind()
    kept = [
        part
        for part in table_sql.parts(table_sql.create_statement(bind, record))
        if table_sql.column_of(part) != name
    ]
    columns = ", ".join(
        f'"{row[1]}"'
        for row in bind.exec_driver_sql(f'PRAGMA table_info("{record}")')
        if row[1] != name
    )
    indexes = table_sql.indexes(bind, record)
    _run(f'CREATE TABLE "{record}_copy" ({", ".join(kept)})')
    _run(f'INSERT INTO "{record}_copy" ({columns}) SELECT {columns} FROM "{record}"')
    _run(f'DROP TABLE "{record}"')
    _run(f'ALTER TABLE "{record}_copy" RENAME TO "{record}"')
    for found in indexes.values():
        add_index(record, *found)


def _run(statement: str, *values: str) -> None:
    op.get_bind().exec_driver_sql(statement, values)
