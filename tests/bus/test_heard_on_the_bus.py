"""What the window announces arrives on the bus that screen readers listen to."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bus.listening import LAUNCHER, XVFB
from tests.bus.speaking import LETTERS

ROOT = Path(__file__).parents[2]
_HERE = Path(__file__).parent
SESSION = shutil.which("dbus-run-session") or ""


@pytest.mark.skipif(
    not (SESSION and XVFB and LAUNCHER.exists()),
    reason="needs a session bus, a screen and the registry of assistive tools (at-spi2-core)",
)
def test_what_a_screen_reader_hears(tmp_path: Path) -> None:
    heard = subprocess.run(
        [
            SESSION, "--", sys.executable, str(_HERE / "listening.py"),
            sys.executable, str(_HERE / "speaking.py"), str(tmp_path),
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )  # fmt: skip
    assert heard.returncode == 0, heard.stderr
    events = [json.loads(line) for line in heard.stdout.splitlines() if line.startswith("[")]
    announced = [words for member, words in events if member == "Announcement"]
    assert announced == ["1 found", "Backed up and checked."]
    last = max(at for at, (member, _words) in enumerate(events) if member == "Announcement")
    # the page of whom was found has the keyboard in its first field, and nothing passed on the way
    assert [words for member, words in events[last:] if member == "StateChanged"] == ["First names"]
    typed = "".join(words for member, words in events[:last] if member == "TextChanged")
    assert "whitlock" in typed  # a field hands its letters on, and a passphrase does not
    assert not set(LETTERS) & set(typed)
