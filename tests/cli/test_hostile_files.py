"""Every command on files, places and values that it cannot use: a sentence, and nothing changed."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from facilitator_app.clock import FixedClock
from tests.cli.test_commands import _passphrase, network
from tests.cli.test_hostile_words import told
from tests.cli.test_outputs import everything
from tests.store.test_file import open_folder, unprivileged

__all__ = ["_passphrase", "network", "open_folder"]

PAGE = 4096
COMMANDS: Mapping[str, tuple[str, ...]] = {
    "check": ("check", "FILE"),
    "backup": ("backup", "FILE", "--to", "copies"),
    "passphrase": ("passphrase", "FILE", "--new-passphrase-file", "new.txt"),
    "report": ("report", "annual", "FILE", "--out", "out.pdf"),
    "publish": ("publish", "annual", "FILE"),
    "publications": ("publications", "FILE"),
    "list": ("list", "members", "FILE", "--out", "out.csv"),
    "import": ("import", "members", "FILE", "people.csv"),
    "export": ("export", "FILE", "--out", "out.zip"),
    "attach": ("attach", "members", "FILE", "Joan Whitlock", "people.csv"),
    "attachments": ("attachments", "members", "FILE", "Joan Whitlock"),
    "erase": ("erase", "member", "FILE", "Joan Whitlock", "--yes"),
    "restore": ("restore", "FILE", "--to", "restored.facilitator"),
}


def _damaged(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(PAGE)
        file.write(os.urandom(path.stat().st_size - PAGE))


def _cut_short(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 100)


def _foreign(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _zip(path: Path) -> None:
    path.unlink()
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("a.txt", "Half a film")


def _other_database(path: Path) -> None:
    path.unlink()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE film (name TEXT)")
    other.close()


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _dead_link(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_name("gone.facilitator"))


def _held(path: Path) -> None:
    held = {"machine": "FAR", "user": "gwen", "process": 1, "since": "2026-11-20T08:15:00+00:00"}
    path.with_name(f"{path.name}.lock").write_text(json.dumps(held))


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


FILES: dict[str, Callable[[Path], object]] = {
    "missing": Path.unlink,
    "a folder": _folder,
    "empty": lambda path: _foreign(path, b""),
    "a PDF": lambda path: _foreign(path, b"%PDF-1.7\n" + bytes(PAGE)),
    "a page of noise": lambda path: _foreign(path, b"\x07" * PAGE),
    "a ZIP": _zip,
    "another SQLite": _other_database,
    "damaged": _damaged,
    "cut short": _cut_short,
    "a dead link": _dead_link,
    "open elsewhere": _held,
}
if os.name != "nt":  # which keeps its named pipes in no folder
    FILES["a pipe"] = _pipe


@pytest.fixture
def folder(network: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of the network, with what commands ask for beside it, as current one."""
    monkeypatch.chdir(network.parent)
    _companions(network.parent)
    return network.parent


def _companions(where: Path) -> None:
    (where / "copies").mkdir()
    (where / "new.txt").write_text("another passphrase\n")
    (where / "people.csv").write_text("Forenames,Surname,Kinds\nAda,Fern,Patient\n")


def refused(
    words: tuple[str, ...], network: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str]
) -> str:
    """Run a command that must end in one sentence and change nothing; return the sentence."""
    before = everything(network.parent)
    assert told(words, network, clock) in (1, 2)
    said = capsys.readouterr().err
    assert "Traceback" not in said
    last = said.splitlines()[-1]
    assert "None" not in last
    if not said.startswith("usage: "):  # argparse shows it above its own words
        assert said.count("\n") == 1
        assert last.endswith((".", ")"))
    assert everything(network.parent) == before
    return last


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_no_command_can_use(
    command: str, file: str, folder: Path, network: Path, clock: FixedClock,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    FILES[file](network)
    if (command, file) == ("restore", "open elsewhere"):
        _held(folder / "restored.facilitator")
    refused(COMMANDS[command], network, clock, capsys)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps its named pipes in no folder")
@pytest.mark.parametrize(
    "words",
    [
        ("attach", "members", "FILE", "Joan Whitlock", "pipe"),
        ("import", "members", "FILE", "pipe"),
        ("import", "everything", "FILE", "pipe"),
        ("import", "members", "FILE", "people.csv", "--mapping", "pipe"),
    ],
)
def test_no_command_waits_for_a_pipe(
    words: tuple[str, ...], folder: Path, network: Path, clock: FixedClock,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    os.mkfifo(folder / "pipe")
    assert "it is a pipe" in refused(words, network, clock, capsys)


@pytest.mark.skipif(os.name == "nt", reason="Windows files are not guarded by their mode")
@pytest.mark.parametrize("guarded", ["file", "folder"])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_place_that_is_read_only(
    command: str, guarded: str, network: Path, clock: FixedClock, open_folder: Path,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    file = Path(shutil.copyfile(network, open_folder / network.name))
    _companions(open_folder)
    monkeypatch.chdir(open_folder)
    file.chmod(0o444 if guarded == "file" and command != "restore" else 0o644)
    open_folder.chmod(0o555 if guarded == "folder" or command == "restore" else 0o777)
    with unprivileged():
        refused(COMMANDS[command], file, clock, capsys)


OWN_OUTPUT: tuple[tuple[str, ...], ...] = (
    ("sample", "FILE"),
    ("sample", "people.csv"),
    ("sample", "network.facilitator.lock"),
    ("sample", "network.facilitator-journal"),
    ("sample", "network.facilitator.part"),
    ("sample", "nowhere/new.facilitator"),
    ("sample", "people.csv/new.facilitator"),
    ("sample", "copies"),
    ("restore", "FILE", "--to", "FILE"),
    ("restore", "FILE", "--to", "link.facilitator"),
    ("restore", "FILE", "--to", "copies"),
    ("restore", "FILE", "--to", "nowhere/new.facilitator"),
    ("restore", "FILE", "--to", "people.csv/new.facilitator"),
    ("restore", "FILE", "--to", "network.facilitator.lock"),
    ("restore", "FILE", "--to", "network.facilitator-journal"),
    ("restore", "FILE", "--to", "network.facilitator.part"),
    ("restore", "FILE", "--to", "people.csv"),
    ("backup", "FILE", "--to", "FILE"),
    ("backup", "FILE", "--to", "people.csv"),
    ("backup", "FILE", "--to", "nowhere"),
    ("attachments", "members", "FILE", "Joan Whitlock", "--save-to", "FILE"),
    ("attachments", "members", "FILE", "Joan Whitlock", "--save-to", "nowhere"),
    ("attach", "members", "FILE", "Joan Whitlock", "FILE"),
    ("attach", "members", "FILE", "Joan Whitlock", "link.facilitator"),
    ("attach", "members", "FILE", "Joan Whitlock", "nowhere.pdf"),
    ("attach", "members", "FILE", "Joan Whitlock", "copies"),
    ("import", "members", "FILE", "FILE"),
    ("import", "members", "FILE", "nowhere.csv"),
    ("import", "members", "FILE", "copies"),
    ("import", "members", "FILE", "people.csv", "--mapping", "FILE"),
    ("import", "members", "FILE", "people.csv", "--mapping", "nowhere.json"),
    ("import", "everything", "FILE", "people.csv"),
    ("import", "everything", "FILE", "FILE"),
    ("check", "FILE", "--passphrase-file", "FILE"),
    ("check", "FILE", "--passphrase-file", "nowhere.txt"),
    ("check", "FILE", "--passphrase-file", "copies"),
    ("passphrase", "FILE", "--new-passphrase-file", "FILE"),
    ("passphrase", "FILE", "--new-passphrase-file", "nowhere.txt"),
    ("passphrase", "FILE", "--new-passphrase-file", "people.csv", "--passphrase-file", "new.txt"),
    ("passphrase", "FILE"),
)  # fmt: skip
OUTS = {"report": "pdf", "list": "csv", "export": "zip"}
PLACES = (
    "nowhere/out.{ending}",
    "people.csv/out.{ending}",
    "copies",
    "CON.{ending}",
    "nul.{ending}",
    "aux.old.{ending}",
    "copies/COM1.{ending}",
    "LPT¹.{ending}",
    "out.{ending}.",
    "out.{ending} ",
    "con",
)
VALUES: tuple[tuple[str, ...], ...] = (
    ("list", "members", "FILE", "--out", "out.csv", "--columns", "shoe_size"),
    ("list", "members", "FILE", "--out", "out.csv", "--sort", "shoe_size"),
    ("list", "members", "FILE", "--out", "out.csv", "--view", "nonsense"),
    ("list", "members", "FILE", "--out", "out.csv", "--tag", "No such tag"),
    ("list", "members", "FILE", "--out", "out.csv", "--format", "pdf"),
    ("list", "hats", "FILE", "--out", "out.csv"),
    ("report", "nonsense", "FILE", "--out", "out.pdf"),
    ("report", "minutes", "FILE", "--out", "out.pdf", "--meeting", "PG/1999/99"),
    ("report", "members", "FILE", "--out", "out.pdf", "--body", "Nobody"),
    ("report", "annual", "FILE", "--out", "out.pdf", "--meeting", "PG/2026/03"),
    ("report", "annual", "FILE", "--out", "out.pdf", "--year", "last year"),
    ("report", "annual", "FILE", "--out", "out.pdf", "--format", "docx"),
    ("report", "annual", "FILE", "--out", "out"),
    ("publish", "nonsense", "FILE"),
    ("publish", "minutes", "FILE", "--meeting", "PG/1999/99"),
    ("publications", "FILE", "--id", "1", "--out", "out.pdf"),
    ("publications", "FILE", "--id", "-1", "--out", "out.pdf"),
    ("erase", "member", "FILE", "Nobody Known", "--yes"),
    ("erase", "member", "FILE", "Whitlock", "--yes"),
    ("erase", "member", "FILE", "0", "--yes"),
    ("erase", "meeting", "FILE", "1", "--yes"),
    ("attach", "members", "FILE", "Nobody Known", "people.csv"),
    ("attach", "members", "FILE", "0", "people.csv"),
    ("attach", "hats", "FILE", "Joan", "people.csv"),
    ("attachments", "members", "FILE", "a"),
    ("attachments", "members", "FILE", str(2**63)),
    ("export", "FILE", "--out", "out.tar"),
    ("sample", "new.facilitator", "--years", "0"),
    ("sample", "new.facilitator", "--years", "1000000"),
    ("sample", "new.facilitator", "--as-at", "tomorrow"),
    ("check", "FILE", "--force"),
    ("check",),
    ("check", "FILE", "FILE"),
)  # fmt: skip
WRITING = ("report", "list", "export", "backup", "passphrase", "publish", "import", "attach",
           "erase", "restore")  # fmt: skip


@pytest.mark.parametrize("words", OWN_OUTPUT, ids=" ".join)
def test_a_place_that_no_command_can_use(
    words: tuple[str, ...], folder: Path, network: Path, clock: FixedClock,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    (folder / "link.facilitator").symlink_to(network)
    refused(words, network, clock, capsys)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("command", OUTS)
def test_an_output_that_no_system_takes(
    command: str, place: str, folder: Path, network: Path, clock: FixedClock,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    out = place.format(ending=OUTS[command])
    refused((*COMMANDS[command][:-1], out, "--force"), network, clock, capsys)
    assert not (folder / out).is_file()


@pytest.mark.parametrize("words", VALUES, ids=" ".join)
@pytest.mark.usefixtures("folder")
def test_a_value_that_means_nothing(
    words: tuple[str, ...], network: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    refused(words, network, clock, capsys)


@contextmanager
def full_disk(room: int) -> Iterator[None]:
    """Let no file of this process grow beyond so many bytes."""
    import resource  # noqa: PLC0415 - not on Windows

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.skipif(os.name == "nt", reason="nothing there limits how much is written")
@pytest.mark.parametrize("room", [0, 1_000])
@pytest.mark.parametrize("command", WRITING)
@pytest.mark.usefixtures("folder")
def test_a_disk_without_room(
    command: str, room: int, network: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    with full_disk(room):
        refused(COMMANDS[command], network, clock, capsys)
