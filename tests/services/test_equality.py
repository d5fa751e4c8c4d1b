"""The door to equality answers: nothing generic reaches them, and the journal has none of them."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from facilitator_app.clock import FixedClock
from facilitator_app.domain.errors import AppError, Conflict
from facilitator_app.i18n import _
from facilitator_app.records.members import Member
from facilitator_app.services import equality, exchange, files, find, lists, records, sample, undo
from facilitator_app.services.files import File
from facilitator_app.store.base import Record, record_types
from facilitator_app.store.key import Key
from facilitator_app.store.labels import Label
from tests.conftest import Make
from tests.store import raw_pages

ANSWER = "Zoroastrian-quillfeather"
TABLES = ("equality_round", "equality_answers")


@pytest.fixture
def answered(file: File, make: Make) -> File:
    """Give a file with one member and one set of answers."""
    make.member()
    asked = equality.open_round(file, "Round of Wexcombe")
    equality.answer(file, asked, {"religion": ANSWER})
    return file


def test_answers_are_counted_by_round(file: File) -> None:
    first = equality.open_round(file, "First")
    second = equality.open_round(file, "Second")
    for _each in range(3):
        equality.answer(file, first, {"religion": "none"})
    assert [(one.id, one.title, one.answered) for one in equality.rounds(file)] == [
        (second, "Second", 0),
        (first, "First", 3),
    ]


def test_answers_need_a_round(file: File) -> None:
    with pytest.raises(Conflict):
        equality.answer(file, 7, {"religion": ANSWER})
    assert equality.history(file) == ()


def test_nothing_generic_knows_their_tables(answered: File, tmp_path: Path) -> None:
    assert not {*TABLES} & {*record_types(), *records.names(), *Record.metadata.tables}
    assert find.find(answered, ANSWER[:6], 10) == ()
    assert find.find(answered, "Wexcombe", 10) == ()
    with pytest.raises(KeyError):
        lists.first_query("equality_answers")
    out = tmp_path / "all.zip"
    exchange.export_package(answered, out, frozenset())
    with zipfile.ZipFile(out) as package:
        content = b"\n".join([*map(package.read, package.namelist())]).decode()
        names = " ".join(package.namelist())
    assert "Whitlock" in content
    for word in (ANSWER, "Wexcombe", *TABLES):
        assert word not in content + names


def test_the_journal_says_who_changed_them_when_and_no_more(answered: File) -> None:
    now = answered.store.clock.now()
    assert [(one.at, one.who) for one in equality.history(answered)] == [(now, "Fran Tester")] * 2
    rows = answered.store.raw.execute(
        "SELECT record, record_id, action, before, after FROM change WHERE record = 'equality'"
    ).fetchall()
    assert rows == [("equality", 0, "withheld", None, None)] * 2
    whole = repr(
        answered.store.raw.execute("SELECT * FROM change NATURAL JOIN change_set").fetchall()
    )
    assert ANSWER not in whole
    assert "Wexcombe" not in whole


def test_undo_passes_them_by(answered: File) -> None:
    assert undo.labels(answered).undo == _("Add member")
    undo.undo(answered)
    with pytest.raises(AppError, match="nothing to undo"):
        undo.undo(answered)
    assert [one.answered for one in equality.rounds(answered)] == [1]


def test_a_text_goes_on_saving_itself_beside_them(file: File, make: Make) -> None:
    member = make.member()
    for turn in ("a", "b"):
        with file.store.write(Label("Write notes"), sitting="notes") as work:
            work.get(Member, member).notes = turn
            work.note_withheld("equality")
    assert len(equality.history(file)) == 2


def test_raw_pages_hold_them_in_their_own_tables_alone(answered: File, key: Key) -> None:
    path = answered.store.path
    assert raw_pages.holding(path, key, ANSWER, "Wexcombe") == [ANSWER, "Wexcombe"]
    for table in reversed(TABLES):
        answered.store.raw.execute(f"DELETE FROM {table}")
    assert raw_pages.holding(path, key, ANSWER, "Wexcombe", "Whitlock") == ["Whitlock"]


def test_rows_lie_in_the_order_of_their_tokens(answered: File) -> None:
    (asked,) = equality.rounds(answered)
    for _each in range(8):
        equality.answer(answered, asked.id, {})
    raw = answered.store.raw
    tokens = [row[0] for row in raw.execute("SELECT token FROM equality_answers")]
    assert tokens == sorted(tokens)
    assert {len(one) for one in tokens} == {32}


def test_the_sample_has_some(sample_path: Path, clock: FixedClock) -> None:
    file = files.open_file(sample_path, sample.PASSPHRASE, clock)
    assert [one.answered for one in equality.rounds(file)] == [4]
    file.close()


@pytest.fixture
def sample_path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    made = request.getfixturevalue("sample")
    return Path(shutil.copyfile(made.path, tmp_path / "sample.facilitator"))
