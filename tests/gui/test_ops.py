"""Work on the file's own thread: what long work made is set aside, but not for good."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from facilitator_app.clock import FixedClock
from facilitator_app.domain.errors import AppError
from facilitator_app.gui import garbage
from facilitator_app.gui.ops import ThreadedOps
from facilitator_app.services import files
from facilitator_app.store.key import Key


def raise_it(error: AppError) -> None:
    raise error


def test_what_is_set_aside_may_go_with_its_network(
    qtbot: QtBot, path: Path, key: Key, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(garbage, "_LONG", 0.0)
    ops = ThreadedOps(lambda: files.open_file(path, key, clock), raise_it)
    done: list[str] = []
    ops.run(lambda file, _progress: file.store.path.name, done.append)
    qtbot.waitUntil(lambda: done == [path.name], timeout=20_000)
    assert gc.get_freeze_count() > 0
    ops.close()
    assert gc.get_freeze_count() == 0
