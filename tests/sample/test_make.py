"""Making the invented network: the same for the same order, refused when it cannot be."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from facilitator_app.clock import fixed_on
from facilitator_app.domain.errors import AppError
from facilitator_app.services import files, sample
from tests.sample.conftest import dump

AS_AT = dt.date(2026, 11, 23)
PRINT = """
import datetime as dt, pathlib, sys
from facilitator_app.clock import SystemClock
from facilitator_app.services import sample
from tests.sample.conftest import dump
path = sample.make(pathlib.Path(sys.argv[1]), members=130, years=1,
                   as_at=dt.date(2026, 11, 23), clock=SystemClock())
sys.stdout.buffer.write(dump(path).encode())
"""


def make(path: Path, *, seed: int = 1) -> Path:
    """Make a network of one year."""
    return sample.make(path, members=130, years=1, seed=seed, as_at=AS_AT, clock=fixed_on(AS_AT))


def test_same_seed_gives_the_same_content_and_another_seed_does_not(tmp_path: Path) -> None:
    first = dump(make(tmp_path / "one.facilitator"))
    assert first == dump(make(tmp_path / "two.facilitator"))
    assert first != dump(make(tmp_path / "three.facilitator", seed=2))


def test_content_depends_on_no_clock_user_or_hash(tmp_path: Path) -> None:
    found = set()
    for hash_seed in ("1", "2"):
        surroundings = {
            **os.environ, "PYTHONHASHSEED": hash_seed, "TZ": f"UTC{hash_seed}", "LC_ALL": "C",
            "USER": f"somebody{hash_seed}", "LOGNAME": f"somebody{hash_seed}",
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-B", "-c", PRINT, str(tmp_path / f"{hash_seed}.facilitator")],
            env=surroundings, capture_output=True, check=True, cwd=Path(__file__).parents[2],
        )  # fmt: skip
        found.add(hashlib.sha256(done.stdout).hexdigest())
        assert len(done.stdout) > 100_000
    assert len(found) == 1


def test_without_a_date_it_stands_on_the_clocks_day(tmp_path: Path) -> None:
    day = dt.date(2019, 5, 6)
    path = sample.make(tmp_path / "x.facilitator", members=40, years=1, clock=fixed_on(day))
    file = files.open_file(path, sample.PASSPHRASE, fixed_on(day))
    rows = file.store.raw.execute("SELECT min(date) FROM meeting WHERE date > '2019-05-06'")
    assert rows.fetchone()[0] == "2019-05-07"
    file.close()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"members": 39}, "Ask for 40 to 1,000,000 members."),
        ({"members": 1_000_001}, "Ask for 40 to 1,000,000 members."),
        ({"years": 0}, "Ask for 1 to 20 years."),
        ({"years": 21}, "Ask for 1 to 20 years."),
        ({"as_at": dt.date(2011, 12, 31)}, "Choose a date from 1 Jan 2012"),
        ({"as_at": dt.date(2081, 1, 1)}, "to 31 Dec 2080."),
        ({"passphrase": "short"}, "at least 8 characters"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(
    tmp_path: Path, asked: dict[str, object], told: str
) -> None:
    with pytest.raises(AppError, match=told):
        sample.make(tmp_path / "x.facilitator", clock=fixed_on(AS_AT), **asked)  # type: ignore[arg-type]  # one of several
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_stays(tmp_path: Path) -> None:
    path = tmp_path / "x.facilitator"
    path.write_bytes(b"precious")
    with pytest.raises(AppError, match="is there already"):
        make(path)
    assert path.read_bytes() == b"precious"


def test_two_thousand_members(tmp_path: Path) -> None:
    path = sample.make(
        tmp_path / "x.facilitator", members=2_000, as_at=AS_AT, clock=fixed_on(AS_AT)
    )
    file = files.open_file(path, sample.PASSPHRASE, fixed_on(AS_AT))
    count = "SELECT count(*), count(DISTINCT forenames || '/' || surname) FROM member"
    assert file.store.raw.execute(count).fetchone() == (2_000, 2_000)
    past = "SELECT count(*) FROM seat WHERE ends < '2024-04-01'"
    assert file.store.raw.execute(past).fetchone()[0] > 500
    seats = "SELECT count(*) FROM attendance GROUP BY meeting_id ORDER BY 1 DESC"
    assert file.store.raw.execute(seats).fetchone()[0] < 60
    assert files.check(file) == ()
    file.close()
