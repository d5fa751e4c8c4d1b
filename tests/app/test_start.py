"""What is loaded when, and the key that is derived meanwhile."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from facilitator_app.app import start
from facilitator_app.gui.prefs import HeldPrefs
from facilitator_app.store.key import Key
from tests.conftest import PASSPHRASE

LISTS_AND_FILE = ("sqlalchemy", "sqlcipher3")
DOCUMENTS = ("reportlab", "pikepdf", "pypdfium2", "PIL", "fontTools")
DATA_FILES = ("rapidfuzz", "xlsxwriter", "python_calamine")
LOADER = start.Loader
SAMPLE = ("facilitator_app.sample.build",)


def loaded(module: str) -> set[str]:
    """Return what a new process has loaded once it has imported `module`."""
    code = f"import {module}, json, sys; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


@pytest.mark.parametrize(
    ("module", "later"),
    [
        ("facilitator_app.app.start", (*LISTS_AND_FILE, *DOCUMENTS, *DATA_FILES, *SAMPLE)),
        (
            ", ".join((*LOADER.WITHOUT_QT, LOADER.MODULE)),
            (*DOCUMENTS, *DATA_FILES, *SAMPLE, "alembic"),
        ),
    ],
)
def test_nothing_is_loaded_before_it_is_needed(module: str, later: tuple[str, ...]) -> None:
    assert loaded(module) & set(later) == set()


def test_what_comes_afterwards_can_be_loaded() -> None:
    found = loaded(", ".join((*LOADER.LATER_WITHOUT_QT, *LOADER.PAGES)))
    assert {"reportlab", "pikepdf", "facilitator_app.gui.pages.importing.import_page"} <= found


def test_only_a_few_that_know_qt_are_loaded_in_a_turn_of_the_window() -> None:
    """What takes long is loaded apart, and the rest in parts that hold nobody up."""
    order = (
        *LOADER.WITHOUT_QT, *LOADER.WINDOW, *LOADER.LATER_WITHOUT_QT, *LOADER.PAGES,
    )  # fmt: skip
    code = (
        "import importlib, json, sys; found = []\n"
        f"for name in {order!r}:\n"
        "    before = set(sys.modules); importlib.import_module(name)\n"
        "    found.append([name, sorted(set(sys.modules) - before)])\n"
        "print(json.dumps(found))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    more = dict(json.loads(done.stdout))
    for turn in (*LOADER.WINDOW, *LOADER.PAGES):
        own = [name for name in more[turn] if name.startswith("facilitator_app.")]
        assert {name.split(".")[1] for name in own} <= {"app", "gui", "domain", "paths", "log"}
        assert 0 < len(own) <= 30, turn


def test_nothing_of_qt_is_loaded_apart() -> None:
    found = loaded(", ".join((*LOADER.WITHOUT_QT, *LOADER.LATER_WITHOUT_QT)))
    assert {name for name in found if name.startswith(("PySide6", "facilitator_app.gui"))} == set()


def test_the_key_is_derived_while_the_rest_is_loaded(path: Path, key: Key) -> None:
    assert start._deriving(path, PASSPHRASE)() == key


def test_a_file_that_has_gone_is_left_to_the_opening(tmp_path: Path) -> None:
    assert start._deriving(tmp_path / "gone.facilitator", PASSPHRASE)() == PASSPHRASE


@pytest.mark.parametrize(
    ("remembered", "scale"),
    [("150", 150), ("", 100), ("big", 100), ("-7", 100), ("9" * 5_000, 100)],
)
def test_a_text_size_that_is_none_does_not_stop_the_start(remembered: str, scale: int) -> None:
    assert start._scale(HeldPrefs({"scale": remembered})) == scale


def test_the_loader_does_not_end_with_its_thread(app: QApplication) -> None:
    """Its last reference is dropped there: an object of this thread would be taken apart by it."""
    assert LOADER().parent() is app
