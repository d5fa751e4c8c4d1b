"""What a command writes never takes the place of a network, nor of anything else unasked."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from facilitator_app.clock import FixedClock
from facilitator_app.services import files
from facilitator_app.services.sample import PASSPHRASE
from tests.cli.test_commands import _passphrase, command, network

__all__ = ["_passphrase", "network"]

WRITING = {
    "report": ("report", "annual", "FILE", "--out", "OUT", "--format", "FORM"),
    "list": ("list", "members", "FILE", "--out", "OUT"),
    "export": ("export", "FILE", "--out", "OUT"),
}
OWN = (
    "network.facilitator",
    "network.facilitator.lock",
    "network.facilitator-journal",
    "network.facilitator.part",
    "NETWORK.Facilitator",
    "new.facilitator",
    "network.facilitator.",
    "network.facilitator::$DATA",
    "sub/../network.facilitator",
    "network 2026-11-20 090000.facilitator",
    "link{ending}",
    "same{ending}",
)
ENDINGS = {"report": ".pdf", "list": ".csv", "export": ".zip"}


def everything(folder: Path) -> Mapping[str, bytes]:
    return {str(one): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()}


def given(words: tuple[str, ...], **named: str | Path) -> list[str | Path]:
    """Return a command's words, without an option whose value is not named."""
    told: list[str | Path] = [named.get(word.lower(), word) for word in words]
    return told if "form" in named else [one for one in told if one not in ("--format", "FORM")]


@pytest.fixture
def folder(network: Path) -> Path:
    where = network.parent
    (where / "sub").mkdir()
    shutil.copyfile(network, where / "network 2026-11-20 090000.facilitator")
    for name in ("network.facilitator.lock", "network.facilitator.part"):
        (where / name).write_text("{}")
    for ending in ENDINGS.values():
        (where / f"link{ending}").symlink_to(network)
        os.link(network, where / f"same{ending}")
    return where


@pytest.mark.parametrize("force", [(), ("--force",)])
@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("what", WRITING)
def test_no_output_lands_on_a_network_or_what_stands_beside_one(
    what: str, name: str, force: tuple[str, ...],
    folder: Path, network: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    before = everything(folder)
    out = folder / name.format(ending=ENDINGS[what])
    words = given(WRITING[what], file=network, out=out, form="pdf")
    assert command(clock, *words, *force) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert everything(folder) == before


@pytest.mark.parametrize("what", WRITING)
def test_another_file_is_replaced_only_where_that_was_said(
    what: str, network: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    out = network.with_name(f"holiday{ENDINGS[what]}")
    out.write_text("Us at the sea")
    words = given(WRITING[what], file=network, out=out)
    assert command(clock, *words) == 1
    assert "add --force" in capsys.readouterr().err
    assert out.read_text() == "Us at the sea"
    assert command(clock, *words, "--force") == 0
    assert b"Us at the sea" not in out.read_bytes()


@pytest.mark.parametrize("what", WRITING)
def test_a_name_that_says_another_kind_of_file_is_refused(
    what: str, network: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    out = network.with_name("paper.docx")
    assert command(clock, *given(WRITING[what], file=network, out=out)) == 1
    assert "paper.docx" in capsys.readouterr().err
    assert not out.exists()


def test_a_form_is_not_written_under_the_name_of_another(
    network: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    words = given(WRITING["report"], file=network, out=network.with_name("a.pdf"), form="html")
    assert command(clock, *words) == 1
    assert "in .html" in capsys.readouterr().err


def test_restoring_leaves_a_strangers_part_alone(
    network: Path, clock: FixedClock, tmp_path: Path
) -> None:
    file = files.open_file(network, PASSPHRASE, clock)
    (tmp_path / "copies").mkdir()
    copy = files.backup(file, tmp_path / "copies")
    file.close()
    stranger = network.with_suffix(".part")
    stranger.write_text("Half a film")
    assert command(clock, "restore", copy, "--to", network) == 0
    assert stranger.read_text() == "Half a film"
