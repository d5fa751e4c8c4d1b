"""Attachments on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from facilitator_app.cli.main import run
from facilitator_app.clock import FixedClock
from facilitator_app.services.files import File
from tests.conftest import PASSPHRASE, Make


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
