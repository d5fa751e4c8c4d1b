"""Writes the first upgrade step anew from the records, as long as no version is released.

Run from the top folder: python -m tests.files.first_step
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Column, Integer, Table

from facilitator_app.records import catalogue
from facilitator_app.store import tables
from facilitator_app.store.base import table_of

STEP = Path(__file__).parents[2] / "facilitator_app/migrations/versions/v0001_first.py"

_HEAD = '''"""The first step: every table as version 1.0 has it, and the full-text index."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_NAME = sa.String(collation="NOCASE")


def upgrade() -> None:
    """Create every table."""
{calls}
    _journal()
    _draft()
    _find()


def _record(name: str, *columns: sa.Column[Any], indexed: tuple[str, ...] = ()) -> None:
    """Create the table of a record type: its fields, its id and its version."""
    op.create_table(
        name,
        *columns,
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{{name}}"),
    )
    for column in indexed:
        op.create_index(f"ix_{{name}}_{{column}}", name, [column])


def _ref(table: str, column: str, target: str, *, needed: bool = False) -> sa.Column[Any]:
    """Return a column that points to a record; it is checked when the unit of work ends."""
    key = sa.ForeignKey(
        f"{{target}}.id", name=f"fk_{{table}}_{{column}}", deferrable=True, initially="DEFERRED"
    )
    return sa.Column(column, sa.Integer, key, nullable=not needed)
'''

_OWN = """

def _journal() -> None:
    op.create_table(
        "change_set",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("undoes", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_change_set"),
        sa.ForeignKeyConstraint(["undoes"], ["change_set.id"], name="fk_change_set_undoes"),
    )
    op.create_table(
        "change",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("set_id", sa.Integer, nullable=False),
        sa.Column("record", sa.String, nullable=False),
        sa.Column("record_id", sa.Integer, nullable=False),
        sa.Column("action", sa.String, nullable=False),
        sa.Column("before", sa.String),
        sa.Column("after", sa.String),
        sa.PrimaryKeyConstraint("id", name="pk_change"),
        sa.ForeignKeyConstraint(["set_id"], ["change_set.id"], name="fk_change_set_id"),
    )
    op.create_index("ix_change_set_id", "change", ["set_id"])
    op.create_index("ix_change_record_record_id", "change", ["record_id", "record"])


def _draft() -> None:
    op.create_table(
        "draft",
        sa.Column("key", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("content", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_draft"),
    )


def _find() -> None:
    op.execute(
{find}
    )
"""


def main() -> None:
    """Write the step and set it as the project's code is set."""
    made = [table_of(cls) for cls in catalogue.ALL]
    text = _HEAD.format(calls="\n".join(f"    _{table.name}()" for table in made))
    text += "".join(_function(table) for table in made)
    STEP.write_text(text + _OWN.format(find=_find_lines()), encoding="utf-8")
    ruff = [sys.executable, "-m", "ruff"]
    subprocess.run([*ruff, "format", str(STEP)], check=True)
    subprocess.run([*ruff, "check", str(STEP)], check=True)


def _function(table: Table) -> str:
    columns = [
        _column(table.name, one) for one in table.columns if one.key not in ("id", "version")
    ]
    indexed = [one.key for one in table.columns if one.index]
    parts = [f'"{table.name}"', *columns, *([f"indexed={tuple(indexed)!r}"] if indexed else [])]
    return f"\n\ndef _{table.name}() -> None:\n    _record({', '.join(parts)},)\n"


def _column(table: str, one: Column[Any]) -> str:
    if one.foreign_keys:
        (key,) = one.foreign_keys
        needed = "" if one.nullable else ", needed=True"
        return f'_ref("{table}", "{one.key}", "{key.column.table.name}"{needed})'
    needed = "" if one.nullable else ", nullable=False"
    return f'sa.Column("{one.key}", {_type(one)}{needed})'


def _type(one: Column[Any]) -> str:
    if isinstance(one.type, Boolean):
        return "sa.Boolean"
    if isinstance(one.type, Integer):
        return "sa.Integer"
    return "_NAME" if getattr(one.type, "collation", None) else "sa.String"


def _find_lines() -> str:
    first, rest = tables.FIND.split(" tokenize", maxsplit=1)
    escaped = rest.replace('"', '\\"')
    return f'        "{first}"\n        " tokenize{escaped}"'


if __name__ == "__main__":
    main()
