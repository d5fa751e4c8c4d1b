"""The next step is written from what lacks, short, and does what it should."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext

from facilitator_app.migrations import operations, upgrade
from facilitator_app.spec import kinds
from facilitator_app.spec.record import Field, RecordSpec
from tests.migrations import schema, step_writer

ROOT = Path(__file__).parents[2]
KEPT = "id INTEGER PRIMARY KEY NOT NULL, version INTEGER NOT NULL"
FIELDS = (
    Field("list_name", kinds.Text(), "Name in lists", formerly=("called",)),
    Field("closes", kinds.Date(), "Closes", required=True),
    Field("body_id", kinds.Ref(record="body"), "Group"),
    Field("open", kinds.Flag(), "Open", default=True),
    Field("state", kinds.Choice(list="state"), "State", default="draft"),
    Field("fee", kinds.Money(), "Fee"),
)


def spec(name: str, *, formerly: tuple[str, ...] = ()) -> RecordSpec:
    return RecordSpec(
        name, name, name, "", "", FIELDS, ("list_name",), ", ", ("id",), formerly=formerly
    )


def made(**tables: str) -> schema.Schema:
    """Return the schema of tables with these columns, "/" before each index."""
    with schema.in_memory() as connection:
        for name, columns in tables.items():
            parts, *indexes = columns.split("/")
            connection.exec_driver_sql(
                f"CREATE TABLE {name} ({', '.join(filter(None, (parts, KEPT)))})"
            )
            for column in indexes:
                connection.exec_driver_sql(f"CREATE INDEX {name}_{column} ON {name} ({column})")
        return schema.schema_of(connection)


def calls(before: schema.Schema, after: schema.Schema, *specs: RecordSpec) -> list[str]:
    """Return what is written of the differences, each as one text without its indent."""
    return [str(one).strip() for one in step_writer.calls_for(before, after, specs)]


def test_nothing_is_written_when_nothing_lacks() -> None:
    assert calls(made(t="fee INTEGER/fee"), made(t="fee INTEGER/fee"), spec("t")) == []


def test_new_fields_come_with_their_indexes_and_what_older_rows_get() -> None:
    after = made(
        t="open BOOLEAN NOT NULL, state VARCHAR NOT NULL, closes VARCHAR NOT NULL,"
        "fee INTEGER, body_id INTEGER REFERENCES body (id)/state/body_id"
    )
    (call,) = calls(made(t=""), after, spec("t"))
    assert call.splitlines() == [
        "# See what older rows get in: closes, open, state.",
        "    add_fields(",
        '        "t", date("closes", needed=True, older=""), ref("body_id", "body"),',
        '        flag("open", needed=True, older=True),',
        '        string("state", needed=True, indexed=True, older="draft"), whole("fee"),',
        "    )  # fmt: skip",
    ]


def test_a_rename_is_known_by_what_the_field_was_called() -> None:
    before = made(t="called VARCHAR COLLATE NOCASE/called")
    after = made(t="list_name VARCHAR COLLATE NOCASE/list_name")
    assert calls(before, after, spec("t")) == ['rename_field("t", "called", "list_name")']


def test_a_rename_that_cannot_be_known_is_asked_for() -> None:
    (added, dropped) = calls(made(t="cost INTEGER/cost"), made(t="fee INTEGER"), spec("t"))
    assert added == 'add_fields("t", whole("fee"))'
    assert dropped.splitlines() == [
        "# If one was renamed, say formerly=… in its field and write this again.",
        '    drop_fields("t", "cost")',
    ]


def test_indexes_come_and_go() -> None:
    before, after = (
        made(t="fee INTEGER, open BOOLEAN/fee"),
        made(t="fee INTEGER, open BOOLEAN/open"),
    )
    assert calls(before, after, spec("t")) == ['add_index("t", "open")', 'drop_index("t", "fee")']


def test_record_types_are_created_renamed_and_dropped() -> None:
    before, after = (
        made(old="fee INTEGER", gone="fee INTEGER"),
        made(t="fee INTEGER", new="fee INTEGER"),
    )
    assert calls(before, after, spec("t", formerly=("old",)), spec("new")) == [
        'rename_record("old", "t")',
        'create_record("new", whole("fee"))',
        (
            '# If it was renamed, say formerly = ("gone",) in the record and write this again.\n'
            '    drop_record("gone")'
        ),
    ]


def test_a_column_that_may_be_empty_from_now_on_is_no_work_by_hand() -> None:
    (call,) = calls(made(t="fee VARCHAR NOT NULL"), made(t="fee VARCHAR"), spec("t"))
    assert call == 'allow_empty("t", "fee")'


def test_what_has_no_operation_is_left_to_the_developer() -> None:
    (call,) = calls(made(t="fee VARCHAR"), made(t="fee INTEGER"), spec("t"))
    assert call == "# t.fee was VARCHAR, may be empty; it is INTEGER, may be empty: by hand."
    (call,) = calls(made(), made(journal="a INTEGER"))
    assert call == "# The table journal belongs to no record: write its step by hand."


def test_what_is_written_makes_what_lacked() -> None:
    """All at once: what is written is run, and nothing differs any more."""
    before = made(
        body="", old="called VARCHAR COLLATE NOCASE, cost INTEGER, fee INTEGER/called/cost/fee"
    )
    after = made(
        body="", t="list_name VARCHAR COLLATE NOCASE, closes VARCHAR NOT NULL, fee INTEGER,"
        "body_id INTEGER REFERENCES body (id) DEFERRABLE INITIALLY DEFERRED/list_name/body_id"
    )  # fmt: skip
    found = step_writer.calls_for(before, after, [spec("t", formerly=("old",))])
    text = step_writer.text_of("all_at_once", 7, [one for one in found if one.parts[0] != '"body"'])
    assert 'revision, down_revision = "0007", "0006"' in text
    step: dict[str, object] = {}
    exec(compile(text, "step", "exec"), step)  # noqa: S102 - what the test has just written
    with schema.in_memory() as connection:
        connection.exec_driver_sql(f"CREATE TABLE body ({KEPT})")
        connection.exec_driver_sql("CREATE VIRTUAL TABLE find USING fts5(record)")
        with Operations.context(MigrationContext.configure(connection)):
            operations.create_record(
                "old", operations.text("called", indexed=True),
                operations.whole("cost", indexed=True), operations.whole("fee", indexed=True),
            )  # fmt: skip
            run = step["upgrade"]
            assert callable(run)
            run()
        there = schema.schema_of(connection)
    assert schema.differences({"t": there["t"]}, {"t": after["t"]}) == []


CONSULTATION = '''

class Consultation(Record):
    """What the network is asked to say something about."""

    __tablename__ = "consultation"
    singular: ClassVar[str] = N_("Consultation")
    plural: ClassVar[str] = N_("Consultations")
    purpose: ClassVar[str] = N_("What we are asked, and by when.")
    label: ClassVar[tuple[str, ...]] = ("title",)
    order: ClassVar[tuple[str, ...]] = ("closes",)

    title: Mapped[str] = field(Text(120), N_("Title"), required=True, column=30, searched=True)
    closes: Mapped[dt.date | None] = field(Date(), N_("Closes"), column=12, indexed=True)
    body_id: Mapped[int | None] = field(Ref(record="body"), N_("Group"), column=20)
    status: Mapped[str] = field(Choice(list="tier"), N_("Status"), required=True, default="open")
    reply: Mapped[str | None] = field(LongText(), N_("Our answer"))
'''
BUS_ROUTE = """
    bus_route: Mapped[str | None] = field(Text(60), N_("Nearest bus"), column=16, section=_CONTACT)
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what is needed to write a step, with a new field and a new record type."""
    for name in ("facilitator_app", "resources", "tests/migrations"):
        shutil.copytree(
            ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "test_*")
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    members = tmp_path / "facilitator_app" / "records" / "members.py"
    text = members.read_text(encoding="utf-8")
    members.write_text(
        text.replace("\n    address: Mapped", f"{BUS_ROUTE}    address: Mapped"), encoding="utf-8"
    )
    actions = members.with_name("actions.py")
    actions.write_text(actions.read_text(encoding="utf-8") + CONSULTATION, encoding="utf-8")
    catalogue = members.with_name("catalogue.py")
    text = catalogue.read_text(encoding="utf-8").replace(
        "import Action\n", "import Action, Consultation\n"
    )
    catalogue.write_text(
        text.replace("    Decision, Action,", "    Decision, Action, Consultation,"),
        encoding="utf-8",
    )
    return tmp_path


def say(checkout: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command], cwd=checkout, check=False, text=True, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(checkout), "PYTHONUTF8": "1"}, capture_output=True,
    )  # fmt: skip


def test_a_field_and_a_record_type_cost_a_few_lines(checkout: Path) -> None:
    told = say(checkout, "-m", "tests.migrations.step_writer", "consultations")
    assert told.returncode == 0, told.stderr
    number = int(upgrade.HEAD) + 1
    path = (
        checkout / "facilitator_app" / "migrations" / "versions" / f"v{number:04}_consultations.py"
    )
    text = path.read_text(encoding="utf-8")
    assert told.stdout.endswith(text)
    assert '\n    add_fields("member", text("bus_route"))\n' in text
    lines = [line for line in text.splitlines() if line and "bus_route" not in line]
    assert len(lines) <= 10, text
    code = "from tests.migrations.schema import *; print(differences(by_steps(), by_records()))"
    assert say(checkout, "-c", code).stdout == "[]\n"
    linted = say(checkout, "-m", "ruff", "check", str(path))
    assert linted.returncode == 0, linted.stdout
    assert say(checkout, "-m", "ruff", "format", "--check", str(path)).returncode == 0
    again = say(checkout, "-m", "tests.migrations.step_writer", "once_more")
    assert again.stdout == "The steps make what the records say already.\n"


@pytest.mark.parametrize("name", ["", "Bus route", "0003"])
def test_a_name_that_no_module_can_have_is_refused(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["step_writer", name])
    assert step_writer.main() == 2
    assert "small letters" in capsys.readouterr().err
