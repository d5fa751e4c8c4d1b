"""What is loaded when, and the key that is derived meanwhile."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.exceptions import capture_exceptions

from facilitator_app import paths
from facilitator_app.app import start
from facilitator_app.gui import window_place
from facilitator_app.gui.prefs import KEYS, HeldPrefs
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
        (
            "facilitator_app.app.start",
            (*LISTS_AND_FILE, *DOCUMENTS, *DATA_FILES, *SAMPLE, "babel"),
        ),
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


@pytest.mark.parametrize("key", [*KEYS, window_place._key()])
@pytest.mark.parametrize(
    "broken",
    ["\x00", "[1]", '[{"path": 5}]', "9" * 5_000, "//gone/a\n\x01"],
)
def test_a_preference_that_is_broken_does_not_stop_the_start(
    key: str, broken: str, app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "cache", lambda: tmp_path)
    name = f"{key}a" if key.endswith("/") else key
    front = start.Front(app, HeldPrefs({name: broken}), None)
    front._page.show()
    QApplication.processEvents()
    assert front._page.isVisible()
    front._page.close()
    front._page.deleteLater()


def test_a_log_that_cannot_be_made_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr(paths, "log_folder", lambda: tmp_path / "file" / "logs")
    assert start.start_log().startswith("The log cannot be written")


@pytest.mark.usefixtures("app")
def test_a_profile_that_cannot_be_written_to_does_not_stop_the_start(
    app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> Path:
        raise PermissionError(13, "no right to write")

    monkeypatch.setattr(paths, "cache", refuse)
    monkeypatch.setattr(tempfile, "mkdtemp", lambda **_named: str(tmp_path))
    start.dress(app, HeldPrefs())
    assert any(tmp_path.iterdir())


def test_what_fails_before_there_is_a_page_is_told_without_any_stream() -> None:
    code = (
        "import sys, pathlib\n"
        "from PySide6.QtWidgets import QMessageBox\n"
        "from facilitator_app.app import start\n"
        "def fail(): raise ValueError('a broken preference')\n"
        "start.StoredPrefs, start.start_log = fail, lambda: ''\n"
        "told = pathlib.Path(sys.argv[1])\n"
        "QMessageBox.critical = lambda _at, _title, words: told.write_text(words)\n"
        "sys.stdout = sys.stderr = None\n"
        "start.window([])\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told.txt"
        done = subprocess.run([sys.executable, "-c", code, told], check=False, capture_output=True)
        assert done.returncode == 1
        assert told.read_text().startswith("Something went wrong in the program")


def test_a_part_that_cannot_be_loaded_is_told(
    app: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LOADER, "WITHOUT_QT", ("facilitator_app.no_such_part",))
    loader = LOADER()
    with capture_exceptions() as found:
        loader._load()
        app.processEvents()
    assert [kind for kind, _error, _trace in found] == [ModuleNotFoundError]


def test_the_loader_does_not_end_with_its_thread(app: QApplication) -> None:
    """Its last reference is dropped there: an object of this thread would be taken apart by it."""
    assert LOADER().parent() is app
