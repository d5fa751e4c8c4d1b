"""What every test of the window is given: themes and text sizes, preferences, a network."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator_app.clock import FixedClock
from facilitator_app.gui import theme
from facilitator_app.gui.prefs import HeldPrefs
from facilitator_app.gui.window import Window
from facilitator_app.records.members import Member
from facilitator_app.services import files
from facilitator_app.services.files import File
from facilitator_app.store.key import Key, derive, read_salt
from facilitator_app.store.labels import Label
from tests.gui import pictures

ShowWindow = Callable[[Window, tuple[int, int]], Window]
PASSPHRASE = "three words here"
NOW = dt.datetime(2026, 11, 23, 8, 52, tzinfo=dt.UTC)
NAMES = (
    "Carol Stubbs", "Priya Natarajan", "Gwen Parry", "Yusuf Demir", "Nasreen Akhtar",
    "Joan Whitlock", "Siân Llewellyn", "Beverley Achebe", "Kwame Mensah", "Tomasz Wiśniewski",
    "Harold Finch", "Ruth Abrahams", "Malcolm Oyelaran", "Derek Pugh", "Margaret O'Donnell",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _shared_colours_and_fonts() -> Iterator[None]:
    """See that no part paints itself by changing what all parts draw with."""
    yield
    if QApplication.instance() is None:
        return
    now = theme.current()
    changed = [name for name, value in now.colours.items() if now.colour(name) != QColor(value)]
    underlined = [one for one in (12, 14) if now.font(one).underline()]
    assert (changed, underlined) == ([], [])


@pytest.fixture(params=theme.NAMES)
def themed(app: QApplication, cache: Path, request: pytest.FixtureRequest) -> theme.Theme:
    """The application in each theme in turn."""
    return pictures.dress(app, cache, request.param)


@pytest.fixture(params=(1.0, 1.5, 2.0), ids=("100", "150", "200"))
def scaled(app: QApplication, cache: Path, request: pytest.FixtureRequest) -> theme.Theme:
    """The application in the light theme at each of three text sizes."""
    return pictures.dress(app, cache, "light", request.param)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def prefs() -> HeldPrefs:
    return HeldPrefs()


@pytest.fixture
def show_window(app: QApplication, qtbot: QtBot, cache: Path) -> Iterator[ShowWindow]:
    """Shows a window, Today in front, in a size; it goes when the test ends."""
    shown: list[Window] = []

    def show(window: Window, size: tuple[int, int]) -> Window:
        shown.append(window)
        window.resize(*size)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        window.go("today")
        pictures.settle()
        return window

    yield show
    for window in shown:
        window.hide()
        window.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    pictures.dress(app, cache)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Key]:
    """A new network, closed, and its key: deriving one takes a tenth of a second or more."""
    path = tmp_path_factory.mktemp("made") / "Three Valleys Cancer Network.facilitator"
    files.create(path, PASSPHRASE, "Three Valleys Cancer Network", FixedClock(NOW)).close()
    return path, derive(PASSPHRASE, read_salt(path))


@pytest.fixture
def file(made: tuple[Path, Key], tmp_path: Path, clock: FixedClock) -> Iterator[File]:
    """A new network without any record."""
    path, key = made
    opened = files.open_file(Path(shutil.copyfile(path, tmp_path / path.name)), key, clock)
    yield opened
    opened.close()


@pytest.fixture
def peopled(file: File) -> File:
    """The network with some invented members, every fifth of them with access needs."""
    rows = []
    for place, name in enumerate(NAMES):
        forename, surname = name.split()
        rows.append(
            {
                "forenames": forename,
                "surname": surname,
                "kinds": ("carer",) if place % 3 == 0 else ("patient",),
                "status": "applied" if place == 0 else "current",
                "joined": dt.date(2023, 3, 3) + dt.timedelta(days=place),
                "access_needs": ("large_print", "hearing_loop") if place % 5 == 0 else None,
            }
        )
    with file.store.write(Label("Sample")) as work:
        work.insert_many(Member, rows)
    return file
