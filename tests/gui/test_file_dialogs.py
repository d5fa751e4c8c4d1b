"""Dialogs begin where something is: never in the folder that the program was started from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from facilitator_app.gui.file_dialogs import ask_folder, ask_open, ask_open_many, ask_save

pytestmark = pytest.mark.usefixtures("app")

Ask = Callable[[QWidget, Path], None]

WAYS: dict[str, Ask] = {
    "save": lambda parent, at: ask_save(parent, "Save", at / "x.zip", "ZIP (*.zip)", print),
    "open": lambda parent, at: ask_open(parent, "Open", at, "ZIP (*.zip)", print),
    "open many": lambda parent, at: ask_open_many(parent, "Open", at, "", print),
    "folder": lambda parent, at: ask_folder(parent, "Where", at, print),
}


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    """Return what the dialogs stand over: it outlives them."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("ask", WAYS.values(), ids=WAYS)
def test_a_folder_that_is_not_there_gives_way_to_the_one_around_it(
    parent: QWidget, tmp_path: Path, ask: Ask
) -> None:
    ask(parent, tmp_path / "Documents" / "Papers")
    (dialog,) = parent.findChildren(QFileDialog)
    assert Path(dialog.directory().absolutePath()) == tmp_path
    dialog.reject()
