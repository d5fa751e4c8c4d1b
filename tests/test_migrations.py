"""Upgrades: the steps make what the records say, keep a copy, and take back what fails."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlcipher3 import dbapi2

from facilitator_app.clock import FixedClock
from facilitator_app.domain.errors import AppError, FileTooNew
from facilitator_app.migrations import upgrade
from facilitator_app.services import files, lists, records
from facilitator_app.services.files import File
from facilitator_app.store import file as raw_files
from facilitator_app.store import store as stores
from facilitator_app.store.base import Record
from facilitator_app.store.key import Key
from tests.conftest import Make
from tests.files import make as small_file

GOOD = '''
"""Renames one column and adds another, by making the table anew."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0002", "0001"


def upgrade():
    with op.batch_alter_table("member", recreate="always") as table:
        table.alter_column("title", new_column_name="form_of_address")
        table.add_column(sa.Column("pronouns", sa.String))
'''
BAD = '''
"""Makes a table, takes rows away, and fails."""

from alembic import op

revision, down_revision = "0002", "0001"


def upgrade():
    op.execute("CREATE TABLE half_way (id INTEGER PRIMARY KEY)")
    op.execute("DELETE FROM seat")
    raise ValueError("a step that fails")
'''
LOOSE = '''
"""Takes members away from under their seats."""

from alembic import op

revision, down_revision = "0002", "0001"


def upgrade():
    op.execute("DELETE FROM member")
'''


def scripts(folder: Path, step: str) -> str:
    """Lay out the project's steps with one more, and return where."""
    shutil.copytree(
        Path(upgrade.__file__).parent, folder, ignore=shutil.ignore_patterns("__pycache__")
    )
    (folder / "versions" / "v0002_next.py").write_text(step, encoding="utf-8")
    return str(folder)


def everything(connection: dbapi2.Connection) -> dict[str, list[Any]]:
    """Return every row of every table of a file, and what the tables are made of."""
    found = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
    tables = [name for name, sql in found if str(sql).startswith("CREATE TABLE")]
    return {"": found} | {
        name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr) for name in tables
    }


def schema(connection: dbapi2.Connection) -> dict[str, list[str]]:
    """Return what every table, index and virtual table is made of, in no order of parts."""
    found = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {
        name: sorted(filter(None, map(str.strip, re.split("[,()]", sql)))) for name, sql in found
    }


def columns(connection: dbapi2.Connection, table: str) -> list[Any]:
    """Return the columns of a table, in order."""
    return list(connection.execute(f"PRAGMA table_xinfo({table})"))


@pytest.fixture
def empty(tmp_path: Path, key: Key) -> Iterator[dbapi2.Connection]:
    """Return a keyed file with nothing in it."""
    connection = raw_files.create_connection(tmp_path / "empty.facilitator", bytes(16), key)
    yield connection
    connection.close()


def with_two_people(make: Make) -> int:
    """Save what a step that rebuilds the members table could break."""
    member, body = make.member(title="Mrs"), make.body()
    make.seat(member, body)
    make.action(owner_id=make.member("Taro", "Bright"))
    return member


def test_head_is_the_last_step() -> None:
    config = Config()
    config.set_main_option("script_location", upgrade.SCRIPTS)
    assert ScriptDirectory.from_config(config).get_current_head() == upgrade.HEAD


def test_a_new_file_is_what_the_records_say(file: File) -> None:
    with file.store.read() as session:
        context = MigrationContext.configure(
            session.connection(), opts={"include_name": _no_shadow}
        )
        assert compare_metadata(context, Record.metadata) == []


def _no_shadow(name: str | None, kind: str, _parents: object) -> bool:
    """Leave out Alembic's own table and the tables that the full-text index keeps itself."""
    return kind != "table" or not (name == "alembic_version" or str(name).split("_")[0] == "find")


def test_the_steps_make_the_same_file(file: File, empty: dbapi2.Connection) -> None:
    empty.execute("BEGIN")
    with stores._engine(empty).connect() as connection:
        upgrade._run(connection, upgrade.SCRIPTS, upgrade.HEAD)
        connection.commit()
    assert schema(empty) == schema(file.store.raw)
    for table in schema(empty):
        assert columns(empty, table) == columns(file.store.raw, table)


def test_an_upgraded_file_is_the_same_file(file: File) -> None:
    assert upgrade.revision_of(file.store) == upgrade.HEAD
    assert upgrade.bring_up_to_date(file.store) is False
    assert [one.name for one in file.store.path.parent.glob("*.facilitator")] == [
        file.store.path.name
    ]


def test_a_good_step_upgrades_and_keeps_a_copy(
    file: File, make: Make, tmp_path: Path, key: Key
) -> None:
    member = with_two_people(make)
    before = everything(file.store.raw)
    where = scripts(tmp_path / "steps", GOOD)
    assert upgrade.bring_up_to_date(file.store, scripts=where, head="0002") is True
    assert upgrade.revision_of(file.store) == "0002"
    row = file.store.raw.execute(
        "SELECT form_of_address, pronouns FROM member WHERE id = ?", (member,)
    )
    assert row.fetchone() == ("Mrs", None)
    assert file.store.raw.execute("SELECT count(*) FROM seat").fetchone() == (1,)
    assert files.check(file) == ()
    assert file.store.raw.execute("PRAGMA foreign_keys").fetchone() == (1,)
    (copy,) = set(file.store.path.parent.glob("*.facilitator")) - {file.store.path}
    kept = raw_files.open_connection(copy, key)
    assert everything(kept) == before
    kept.close()


@pytest.mark.parametrize("step", [BAD, LOOSE], ids=["raises", "leaves loose references"])
def test_a_step_that_fails_changes_nothing(
    file: File, make: Make, tmp_path: Path, step: str
) -> None:
    with_two_people(make)
    before = everything(file.store.raw)
    with pytest.raises(AppError, match=r"left as it was\. A copy lies beside it\."):
        upgrade.bring_up_to_date(file.store, scripts=scripts(tmp_path / "steps", step), head="0002")
    assert everything(file.store.raw) == before
    assert upgrade.revision_of(file.store) == "0001"
    assert file.store.raw.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert len(list(file.store.path.parent.glob("*.facilitator"))) == 2
    make.member("Still", "Works")


def test_a_file_of_a_later_major_version_is_refused(
    path: Path, key: Key, clock: FixedClock
) -> None:
    connection = raw_files.open_connection(path, key)
    connection.execute(f"PRAGMA user_version={(raw_files.MAJOR + 1) * 1000}")
    connection.close()
    raw_files.journal_of(path).unlink()
    content = path.read_bytes()
    with pytest.raises(FileTooNew, match="Install the latest version"):
        files.open_file(path, key, clock)
    assert path.read_bytes() == content
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_file_with_later_steps_is_refused(path: Path, key: Key, clock: FixedClock) -> None:
    opened = files.open_file(path, key, clock)
    upgrade.stamp(opened.store, "0099")
    opened.close()
    with pytest.raises(FileTooNew, match="Install the latest version"):
        files.open_file(path, key, clock)
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_file_that_was_never_finished_is_refused(tmp_path: Path, clock: FixedClock) -> None:
    half = tmp_path / "half.facilitator"
    stores.created(half, "three valleys", clock, "Fran").close()
    with pytest.raises(AppError, match="never finished"):
        files.open_file(half, "three valleys", clock)


@pytest.mark.parametrize("version", ["step_0001"])
def test_a_file_of_every_released_version_opens(
    version: str, tmp_path: Path, clock: FixedClock
) -> None:
    copy = Path(shutil.copy(small_file.PATH.with_name(f"{version}.facilitator"), tmp_path))
    file = files.open_file(copy, small_file.PASSPHRASE, clock)
    try:
        assert files.check(file) == ()
        (member,) = lists.page(file, lists.first_query("member"), 0, 10)
        row = records.get(file, "member", member.id)
        assert (row.label, row["kinds"], row["access_needs"]) == (
            "Siân Probert", ("patient", "carer"), ("hearing_loop",),
        )  # fmt: skip
        assert [line.what for line in records.history(file, "member", member.id)] == ["Added"]
        for name in records.names():
            assert lists.frame(file, lists.first_query(name)).ever >= 1
    finally:
        file.close()
