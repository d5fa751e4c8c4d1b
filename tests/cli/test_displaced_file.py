"""A sync or a person takes the file away under a command: it says so, and its exit code is 1."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator_app.cli.main import run
from facilitator_app.clock import FixedClock
from facilitator_app.services.files import File
from facilitator_app.services.sample import PASSPHRASE
from facilitator_app.store.store import Store
from tests.displaced import WAYS, Displacing
from tests.stories.house import Sample

DATA = Path(__file__).parents[1] / "exchange" / "files" / "hand_made.csv"


@pytest.fixture
def network(sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FACILITATOR_PASSPHRASE", PASSPHRASE)
    return sample.copied(tmp_path / "network")


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize(("displace", "words"), WAYS)
def test_an_import_that_goes_nowhere_is_not_called_done(
    network: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str], displace: Displacing, words: str, *, late: bool,
) -> None:  # fmt: skip
    real, close = File.__init__, File.close

    def open_displaced(file: File, store: Store) -> None:
        real(file, store)
        displace(network)

    def close_displaced(file: File) -> None:
        displace(network)
        close(file)

    if late:
        monkeypatch.setattr(File, "close", close_displaced)
    else:
        monkeypatch.setattr(File, "__init__", open_displaced)
    assert run(["import", "members", str(network), str(DATA)], clock) == 1
    assert words in capsys.readouterr().err
