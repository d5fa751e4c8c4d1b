"""What stays because a scanner holds it is said on the page, once."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication

from facilitator_app.app.left_behind import LeftBehind
from facilitator_app.store import held_files
from tests.store.test_held_files import held


def test_what_stays_is_said_on_the_windows_thread(
    app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    caplog.set_level(logging.WARNING, held_files.__name__)
    parent, told = QObject(), list[tuple[str, str]]()
    LeftBehind(parent, lambda words: told.append((words, threading.current_thread().name)))
    path = tmp_path / "a.part"
    path.write_text("half")
    held(monkeypatch, ".part")
    worker = threading.Thread(target=held_files.clear_away, args=(path,))
    worker.start()
    worker.join()
    app.processEvents()
    words = f"{path} could not be cleared away. Delete it once no program uses it."
    assert told == [(words, "MainThread")]
    parent.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    held_files.clear_away(path)
    app.processEvents()
    assert len(told) == 1
