"""Attachments on the command line."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pytest
from sqlalchemy import select

from facilitator_app.cli.main import run
from facilitator_app.clock import FixedClock
from facilitator_app.queries.record_words import labels
from facilitator_app.services import files, find, records
from facilitator_app.services.files import RECORDS, File
from facilitator_app.spec.record import Draft
from facilitator_app.store.base import record_type
from tests.conftest import PASSPHRASE, Make
from tests.stories.house import Sample


@pytest.fixture(autouse=True)
def _passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACILITATOR_PASSPHRASE", PASSPHRASE)


@pytest.fixture
def network(file: File, make: Make) -> Path:
    """Give a closed file with two members who share a name."""
    make.member("Joan", "Whitlock")
    make.member("Ruth", "Whitlock")
    file.close()
    return file.store.path


def command(clock: FixedClock, *words: str | Path) -> int:
    return run([str(word) for word in words], clock)


def test_files_are_attached_listed_and_saved(
    network: Path, clock: FixedClock, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "Letter.txt").write_text("Dear Joan")
    (tmp_path / "run.exe").write_text("MZ")
    given = [tmp_path / "Letter.txt", tmp_path / "run.exe"]
    assert command(clock, "attach", "members", network, "Joan Whitlock", *given) == 1
    told = capsys.readouterr().out
    assert "is a program" in told
    assert "Attached to Joan Whitlock: 1 file" in told
    out = tmp_path / "out"
    out.mkdir()
    words = ("attachments", "members", network, "joan", "--save-to", out)
    assert command(clock, *words, "--json") == 0
    (line,) = json.loads(capsys.readouterr().out.splitlines()[-1])["attachments"]
    assert (line["name"], line["size"]) == ("Letter.txt", 9)
    assert (out / "Letter.txt").read_text() == "Dear Joan"
    assert command(clock, *words) == 1
    assert "is there already" in capsys.readouterr().err


def test_a_name_that_no_folder_may_have_keeps_back_no_other(
    network: Path, clock: FixedClock, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ("a.facilitator", "Letter.txt")
    for name in names:
        (tmp_path / name).write_text(f"In {name}")
    given = [tmp_path / name for name in names]
    assert command(clock, "attach", "members", network, "Joan Whitlock", *given) == 0
    (out := tmp_path / "out").mkdir()
    assert command(clock, "attachments", "members", network, "joan", "--save-to", out) == 1
    assert "a.facilitator is a network's file" in capsys.readouterr().out
    assert [one.name for one in out.iterdir()] == ["Letter.txt"]


def test_a_name_that_does_not_say_what_is_in_it_is_told(
    network: Path, clock: FixedClock, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "fake.pdf").write_bytes(b"\xff\xd8\xff\xe0 a photo")
    words = ("attach", "members", network, "Joan Whitlock", tmp_path / "fake.pdf")
    assert command(clock, *words) == 0
    told = capsys.readouterr().out
    assert "fake.pdf holds a JPEG picture, and is kept as fake.jpg." in told
    assert command(clock, *words) == 1
    assert "attached here already, as fake.jpg" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "why"), [("Whitlock", "may be several"), ("Xyzzy", "Nothing is called")]
)
def test_one_record_must_be_meant(
    network: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str], words: str, why: str
) -> None:
    assert command(clock, "attachments", "members", network, words) == 1
    assert why in capsys.readouterr().err


def test_what_is_not_there_is_told(
    network: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    words = ("attach", "members", network, "Joan", tmp_path / "nowhere.pdf")
    assert command(clock, *words) == 1
    assert "There is no file" in capsys.readouterr().err


@pytest.mark.parametrize("record", [spec.name for spec in RECORDS if spec.name != "attachment"])
def test_what_is_offered_is_accepted(
    sample: Sample, tmp_path: Path, clock: FixedClock, record: str
) -> None:
    path = sample.copied(tmp_path / "network")
    opened = files.open_file(path, sample.key, clock)
    with opened.store.read() as session:
        ids = list(session.scalars(select(record_type(record).id).limit(3)))
        words = labels(session, record, ids, opened.format_context())
    for one in ids:
        found = find.called(opened, record, words[one])
        assert one in [hit.id for hit in found]
        (only,) = find.called(opened, record, f"{words[one]} ({one})")
        assert only.id == one
    opened.close()


def test_namesakes_are_told_apart(
    file: File, make: Make, clock: FixedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = make.member("Gwen", "Parry"), make.member("Gwen", "Parry")
    file.close()
    assert command(clock, "attachments", "members", file.store.path, "Gwen Parry") == 1
    assert f"Gwen Parry ({first}); Gwen Parry ({second})" in capsys.readouterr().err
    assert command(clock, "attachments", "members", file.store.path, f"gwen parry ({second})") == 0


def test_a_meeting_and_a_claim_are_named_as_they_are_offered(
    file: File, make: Make, clock: FixedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    gwen = make.member("Gwen", "Parry")
    for day in (2, 3):
        claim = {"member_id": gwen, "date": dt.date(2024, 4, day), "purpose_words": "A visit"}
        records.save(file, Draft("claim", claim))
    file.close()
    assert command(clock, "attachments", "claims", file.store.path, "Gwen Parry") == 1
    told = capsys.readouterr().err.strip().removesuffix(". Say more.")
    offered = told.partition("may be several: ")[2].split("; ")
    assert len(offered) == 2
    for words in offered:
        assert command(clock, "attachments", "claims", file.store.path, words) == 0


def test_two_of_one_name_are_told_apart_by_their_ids(
    file: File, make: Make, clock: FixedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    ids = {make.member("Isla", "Abercrombie") for _again in range(2)}
    file.close()
    assert command(clock, "attachments", "members", file.store.path, "Isla Abercrombie") == 1
    told = re.findall(r"\((\d+)\)", capsys.readouterr().err)
    assert {int(one) for one in told} == ids
    for one in told:
        assert command(clock, "attachments", "members", file.store.path, one) == 0
