"""From the start of the process to what is painted first, each run in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from facilitator_app.services.sample import PASSPHRASE
from tests.bench import data
from tests.bench.figures import Figure, in_turn

SMALL, LARGE = 5_000, 100_000


def jobs() -> Iterator[Figure]:
    """Measure the prompt, and the Members list of both files."""
    with (
        tempfile.TemporaryDirectory(prefix="facilitator-bench-") as home,
        data.copy_of(SMALL) as small,
        data.copy_of(LARGE) as large,
    ):
        yield from _in(Path(home), str(small), str(large))


def _in(home: Path, small: str, large: str) -> Iterator[Figure]:
    bare, bare_open = partial(_run, home, "bare", ""), partial(_run, home, "bare", small)
    prompt = partial(_run, home, "prompt", small)
    members, many = partial(_run, home, "members", small), partial(_run, home, "members", large)
    for once in (bare_open, prompt, members, many):
        once()  # font caches, drawn icons and compiled modules are there on any second start
    yield Figure(
        "Process start → passphrase prompt painted", *in_turn(prompt, bare), "bare PySide6 window"
    )
    for job, opened in (("5,000", members), ("100,000", many)):
        floor = "bare window + raw open with passphrase"
        yield Figure(f"→ Members of {job} painted", *in_turn(opened, bare_open), floor)


def _run(home: Path, what: str, file: str) -> float:
    """Run one process; return its seconds from before it was started to the paint."""
    places = ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME")
    env = {
        **os.environ, **dict.fromkeys(places, str(home)), "FACILITATOR_PASSPHRASE": PASSPHRASE,
        "PYTHONUTF8": "1",
    }  # fmt: skip
    command = [sys.executable, "-m", "tests.bench.child", what, "{}", file, str(home / "prefs.ini")]
    command[4] = repr(time.perf_counter())
    done = subprocess.run(command, env=env, check=True, capture_output=True, text=True, timeout=30)
    return float(done.stdout.split()[-1])
