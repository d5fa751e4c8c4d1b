"""Upgrades: the steps make what the records say, keep a copy, and take back what fails."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from facilitator_app.clock import FixedClock
from facilitator_app.domain.errors import AppError, FileTooNew
from facilitator_app.migrations import upgrade
from facilitator_app.services import files
from facilitator_app.services.files import File
from facilitator_app.store import file as raw_files
from facilitator_app.store import store as stores
from facilitator_app.store.key import Key
from tests.conftest import Make

NEXT = f"{int(upgrade.HEAD) + 1:04}"
HEAD = f"""
from alembic import op
from facilitator_app.migrations import operations as ops

revision, down_revision = "{NEXT}", "{upgrade.HEAD}"


def upgrade():
"""
GOOD = """
    ops.rename_field("member", "title", "form_of_address")
    ops.add_fields("member", ops.text("pronouns"))
"""
BAD = """
    op.execute("CREATE TABLE half_way (id INTEGER PRIMARY KEY)")
    op.execute("DELETE FROM seat")
    raise ValueError("a step that fails")
"""
LOOSE = """
    op.execute("DELETE FROM member")
"""


def with_next(folder: Path, step: str) -> Path:
    """Lay out the project's steps with one more in `folder`."""
    shutil.copytree(upgrade.STEPS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / f"v{NEXT}_next.py").write_text(HEAD + step, encoding="utf-8")
    return folder


def everything(connection: dbapi2.Connection) -> dict[str, list[Any]]:
    """Return every row of every table of a file, and what the tables are made of."""
    found = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
    tables = [name for name, sql in found if str(sql).startswith("CREATE TABLE")]
    return {"": found} | {
        name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr) for name in tables
    }


def with_two_people(make: Make) -> int:
    """Save what a step that rebuilds the members table could break."""
    member, body = make.member(title="Mrs"), make.body()
    make.seat(member, body)
    make.action(owner_id=make.member("Taro", "Bright"))
    return member


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
    steps = with_next(tmp_path / "steps in 100% of cases", GOOD)
    assert upgrade.bring_up_to_date(file.store, steps) is True
    assert upgrade.revision_of(file.store) == NEXT
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
        upgrade.bring_up_to_date(file.store, with_next(tmp_path / "steps", step))
    assert everything(file.store.raw) == before
    assert upgrade.revision_of(file.store) == upgrade.HEAD
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
