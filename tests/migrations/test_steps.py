"""The steps: together they make what the records say, and a closed one is never changed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from facilitator_app.migrations import upgrade
from facilitator_app.store import file as raw_files
from facilitator_app.store.key import derive, read_salt
from tests.files import make
from tests.migrations import schema

STEPS = sorted(path.name for path in (upgrade.STEPS / "versions").glob("v*.py"))
RELEASED = sorted(make.FOLDER.glob("step_*.facilitator"))


def number_of(released: Path) -> str:
    """Return the step that a released file is at."""
    return released.name[5:9]


def test_steps_are_numbered_through() -> None:
    assert [name[:6] for name in STEPS] == [f"v{n:04}_" for n in range(1, len(STEPS) + 1)]
    assert [name for name in STEPS if not re.fullmatch(r"v\d{4}_[a-z][a-z0-9_]*\.py", name)] == []
    assert f"{len(STEPS):04}" == upgrade.HEAD


def test_steps_make_what_the_records_say() -> None:
    found = schema.differences(schema.by_steps(), schema.by_records())
    assert not found, "\n".join([*found, "Write the step: python3 dev.py step NAME"])


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
def test_a_step_of_which_a_file_was_released_is_never_changed(
    released: Path, tmp_path: Path
) -> None:
    """Mend what it made by a new step: files that are at this one have gone through it already."""
    copy = tmp_path / released.name
    copy.write_bytes(released.read_bytes())
    raw = raw_files.open_connection(copy, derive(make.PASSPHRASE, read_salt(copy)))
    with schema.over(raw) as connection:
        there = schema.schema_of(connection)
    raw.close()
    found = schema.differences(schema.by_steps(to=number_of(released)), there)
    assert not found, "\n".join([f"Undo what was changed in step {number_of(released)}.", *found])


@pytest.mark.parametrize(
    ("there", "wanted", "words"),
    [
        ("a INTEGER", "a INTEGER, b VARCHAR NOT NULL",
         "Table t: the steps lack the column b (VARCHAR, needed)."),
        ("a INTEGER, b VARCHAR", "a INTEGER",
         "Table t: the records lack the column b, which the steps make."),
        ("a VARCHAR", 'a VARCHAR COLLATE "NOCASE"',
         ("Table t: the column a is VARCHAR, may be empty by the steps,"
         " VARCHAR, NOCASE, may be empty by the records.")),
        ("a INTEGER REFERENCES o (id)",
         "a INTEGER, FOREIGN KEY(a) REFERENCES o (id) DEFERRABLE INITIALLY DEFERRED",
         ("Table t: the column a is INTEGER, may be empty, points to o.id by the steps,"
         " INTEGER, may be empty, points to o.id, checked at the end by the records.")),
        ("a INTEGER", "a INTEGER, UNIQUE (a)",
         "Table t: the steps lack the index of a (unique)."),
    ],
)  # fmt: skip
def test_what_lacks_is_told_in_words(there: str, wanted: str, words: str) -> None:
    assert schema.differences(made(there), made(wanted)) == [words]


def test_what_is_written_otherwise_is_the_same() -> None:
    one = made(
        "a INTEGER NOT NULL, b VARCHAR(8) COLLATE NOCASE,"
        " PRIMARY KEY (a), FOREIGN KEY(a) REFERENCES o (id) DEFERRABLE INITIALLY DEFERRED"
    )
    other = made(
        "b VARCHAR(8) COLLATE 'NOCASE', a INTEGER NOT NULL CONSTRAINT \"x, (y)\""
        ' REFERENCES "o" ("id") DEFERRABLE INITIALLY DEFERRED PRIMARY KEY'
    )
    assert schema.differences(one, other) == []


def test_a_table_that_lacks_is_told() -> None:
    one, other = made("a"), {**made("a"), "u": schema.Table()}
    assert schema.differences(one, other) == ["The steps lack the table u."]
    assert schema.differences(other, one) == ["The records lack the table u, which the steps make."]


def made(columns: str) -> schema.Schema:
    """Return the schema of a table `t` with these columns."""
    with schema.in_memory() as connection:
        connection.exec_driver_sql(f"CREATE TABLE t ({columns})")
        return schema.schema_of(connection)
