"""Words, numbers and streams that a script may give by mistake: a sentence, and nothing done."""

from __future__ import annotations

import getpass
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import IO

import pytest

from facilitator_app.cli.main import run
from facilitator_app.clock import FixedClock
from facilitator_app.services.sample import PASSPHRASE
from tests.cli.test_commands import _passphrase, command, network
from tests.cli.test_outputs import everything

__all__ = ["_passphrase", "network"]

LONG = "x" * 300
RAW = b"\xff\xfe".decode("utf-8", "surrogateescape")
FULL = Path("/dev/full")

HOSTILE: tuple[tuple[int, tuple[str, ...], str], ...] = (
    (1, ("report", "annual", "FILE", "--out", "a.pdf", "--year", "9999"), "1880-81 to"),
    (1, ("report", "annual", "FILE", "--out", "a.pdf", "--year", "0000"), "1880-81 to"),
    (1, ("publish", "annual", "FILE", "--year", "9999"), "1880-81 to"),
    (2, ("report",), "Say which document"),
    (2, ("report", "annual", "FILE"), "Say which document"),
    (2, ("publications", "FILE", "--id", "3"), "--out"),
    (2, ("publications", "FILE", "--id", str(2**70), "--out", "a.pdf"), "nothing has the number"),
    (2, ("publications", "FILE", "--id", "three", "--out", "a.pdf"), "is no number"),
    (1, ("erase", "member", "FILE", str(2**70), "--yes"), "Nobody is called"),
    (1, ("check", f"{LONG}.facilitator"), "cannot be used"),
    (1, ("export", "FILE", "--out", f"{LONG}.zip"), "cannot be used"),
    (1, ("restore", "FILE", "--to", f"{LONG}.facilitator"), "too long"),
    (2, ("export", "FILE", "--out", "a.zip", "--with", "member.nothing"), "member.access_needs"),
    (2, ("list", "members", "FILE", "--out", "a.csv", "--find", RAW), "UTF-8"),
    (2, ("check", f"{RAW}.facilitator"), "UTF-8"),
    (2, ("sample", "new.facilitator", "--members", "many"), "is no number"),
    (1, ("sample", "new.facilitator", "--members", "1"), "Ask for 40"),
    (1, ("sample", "new.facilitator", "--as-at", "9999-12-31"), "to 31 Dec 2080"),
    (2, ("import", "everything", "FILE", "a.zip", "--dry-run"), "imported whole"),
)


def told(arguments: tuple[str, ...], file: Path, clock: FixedClock) -> int:
    """Run a command as the program does; argparse itself ends it for wrong arguments."""
    words = [str(file) if one == "FILE" else one for one in arguments]
    try:
        return run(words, clock)
    except SystemExit as end:
        return int(str(end.code))


@pytest.mark.parametrize(("code", "arguments", "said"), HOSTILE)
def test_what_cannot_be_meant_is_told_and_changes_nothing(
    code: int, arguments: tuple[str, ...], said: str, network: Path, clock: FixedClock,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(network.parent)
    if "everything" in arguments:
        Path("a.zip").write_bytes(b"PK\x05\x06" + bytes(18))
    before = everything(network.parent)
    assert told(arguments, network, clock) == code
    error = capsys.readouterr().err
    assert said in error
    assert "_number" not in error
    assert everything(network.parent) == before


def test_a_passphrase_that_is_no_text_is_told(
    network: Path, clock: FixedClock, tmp_path: Path,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("FACILITATOR_PASSPHRASE", RAW)
    assert command(clock, "check", network) == 1
    assert "not in UTF-8" in capsys.readouterr().err
    noted = tmp_path / "secret.txt"
    noted.write_bytes(b"\xff\xfe\x00")
    assert command(clock, "check", network, "--passphrase-file", noted) == 1
    assert "cannot be read as a passphrase file" in capsys.readouterr().err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])  # the last: PowerShell's
@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\n\n"])
def test_a_passphrase_file_is_read_as_editors_write_it(
    encoding: str, end: str, network: Path, clock: FixedClock, tmp_path: Path
) -> None:
    noted = tmp_path / "secret.txt"
    noted.write_bytes(f"{PASSPHRASE}{end}".encode(encoding))
    assert command(clock, "check", network, "--passphrase-file", noted) == 0


def test_a_path_in_quotes_is_understood(network: Path, clock: FixedClock, tmp_path: Path) -> None:
    out = tmp_path / "my members.csv"
    assert command(clock, "list", "members", f'"{network}"', "--out", f"“{out}”") == 0
    assert out.exists()


def test_what_is_stopped_at_the_keyboard_ends_in_a_sentence(
    network: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.delenv("FACILITATOR_PASSPHRASE")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(getpass, "getpass", _stopped)
    assert command(clock, "check", network) == 1
    assert capsys.readouterr().err.startswith("Stopped")


def _stopped(_prompt: str) -> str:
    raise KeyboardInterrupt


def program(
    *words: str | Path,
    out: int | IO[bytes] = subprocess.PIPE,
    more: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Run the program itself, with its output led to `out`."""
    return subprocess.run(
        [sys.executable, "-m", "facilitator_app", *map(str, words)],
        env=os.environ | (more or {}), stdout=out, stderr=subprocess.PIPE, check=False,
    )  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="no shell there takes streams away")
@pytest.mark.parametrize(
    ("words", "away", "code"),
    [
        ("list members FILE --out OUT.csv", "<&- >&- 2>&-", 0),
        ("erase member FILE Joan", "<&-", 1),
        ("check nowhere.facilitator", ">/dev/null 2>&-", 1),
        ("check", "2>&-", 2),
        ("--version", ">&-", 0),
        *(
            [("--version", ">/dev/full", 0), ("check FILE", "2>/dev/full", 0)]
            if FULL.exists()
            else []
        ),
    ],
)
def test_streams_that_are_missing_or_full_change_no_exit_code(
    words: str, away: str, code: int, network: Path, tmp_path: Path
) -> None:
    told_words = words.replace("FILE", str(network)).replace("OUT", str(tmp_path / "out"))
    shell = f"exec {sys.executable} -m facilitator_app {told_words} {away}"
    more = {"FACILITATOR_LANGUAGE": "xx", "PYTHONUNBUFFERED": ""}
    done = subprocess.run(
        ["sh", "-c", shell],  # noqa: S607 - any sh will do
        env=os.environ | more, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert b"usage" not in done.stdout or words.endswith("--help")


@pytest.mark.skipif(os.name == "nt", reason="no shell there takes streams away")
def test_without_an_input_nobody_is_asked(network: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FACILITATOR_PASSPHRASE")
    words = f"exec {sys.executable} -m facilitator_app check {network} <&-"
    done = subprocess.run(["sh", "-c", words], capture_output=True, check=False)  # noqa: S607 - any sh
    assert done.returncode == 1
    assert done.stderr.startswith(b"Give the passphrase in")


@pytest.mark.parametrize("page", ["cp437", "ascii"])
def test_a_code_page_that_lacks_letters_stops_nothing(page: str) -> None:
    more = {"PYTHONIOENCODING": f"{page}:strict", "PYTHONUTF8": "0"}
    done = program("check", "Łódź.facilitator", more=more | {"FACILITATOR_LANGUAGE": "xx"})
    assert (done.returncode, b"Traceback" in done.stderr) == (1, False)
    done = program("report", "--list", "--json", more=more | {"LC_ALL": "C"})
    assert json.loads(done.stdout.decode("utf-8"))["reports"]


@pytest.mark.skipif(not FULL.exists(), reason="the device that is always full is of Linux")
def test_a_full_output_stops_no_work(network: Path, tmp_path: Path) -> None:
    out = tmp_path / "m.csv"
    with FULL.open("wb") as full:
        done = program("list", "members", network, "--out", out, out=full)
    assert (done.returncode, done.stderr) == (0, b"")
    assert out.exists()


def test_an_output_that_nobody_reads_stops_no_work(network: Path, tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    out = tmp_path / "m.csv"
    done = program("list", "members", network, "--out", out, out=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")
    assert out.exists()


def test_letters_that_a_code_page_lacks_stop_no_import(network: Path, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("Forenames,Surname,Kinds\nŁukasz,Błoński,Patient\nŁukasz,Błoński,Patient\n")
    pages = {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    done = program("import", "members", network, people, "--dry-run", more=pages)
    assert (done.returncode, done.stderr) == (0, b"")
    done = program("import", "members", network, people, "--json", more=pages)
    answer = json.loads(done.stdout.decode("utf-8"))
    assert answer["added"] == 1
    assert "3" in answer["told"]


def test_json_of_an_import_tells_remarks_and_columns_that_are_not_used(
    network: Path, clock: FixedClock, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = tmp_path / "people.csv"
    people.write_text("Forenames,Surname,Kinds,Born,Shoe size\nAda,Fern,Patient,31/2/1950,5\n")
    assert command(clock, "import", "members", network, people, "--dry-run", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["unused"] == ["Shoe size"]
    assert "31/2/1950" in answer["told"]["2"][0]


@pytest.mark.skipif(os.name == "nt", reason="no shell there limits how much is written")
def test_a_sample_that_finds_no_room_leaves_nothing(tmp_path: Path) -> None:
    program_words = f"{sys.executable} -m facilitator_app sample {tmp_path}/n.facilitator"
    done = subprocess.run(
        ["sh", "-c", f"ulimit -f 500; exec {program_words}"],  # noqa: S607 - any sh will do
        capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_a_far_computer_left_open_can_be_taken_over(
    network: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    held = {"machine": "FAR", "user": "gwen", "process": 1, "since": "2026-11-20T08:15:00+00:00"}
    network.with_name(f"{network.name}.lock").write_text(json.dumps(held))
    assert command(clock, "check", network) == 1
    told_words = capsys.readouterr().err
    assert "gwen has had this file open on FAR" in told_words
    assert told_words.endswith("add --take-over.\n")
    assert command(clock, "check", network, "--take-over") == 0
    assert [one.name for one in network.parent.glob("*.lock")] == []
