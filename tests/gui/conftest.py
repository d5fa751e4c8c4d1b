"""What every test of the window is given: an application off screen, in one font and theme."""

from __future__ import annotations

import datetime as dt
import os
import random
from collections.abc import Iterator
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from facilitator_app.clock import FixedClock
from facilitator_app.gui import theme
from facilitator_app.gui.prefs import HeldPrefs
from facilitator_app.records.members import Member
from facilitator_app.services import files
from facilitator_app.services.files import File
from tests.gui import pictures

NAMES = (
    "Carol Stubbs", "Priya Natarajan", "Gwen Parry", "Yusuf Demir", "Nasreen Akhtar",
    "Joan Whitlock", "Siân Llewellyn", "Beverley Achebe", "Kwame Mensah", "Tomasz Wiśniewski",
    "Harold Finch", "Ruth Abrahams", "Malcolm Oyelaran", "Derek Pugh", "Margaret O'Donnell",
)  # fmt: skip


def pytest_configure(config: pytest.Config) -> None:
    """Pass over the one warning that Qt gives off screen for any window with a least size."""
    config.addinivalue_line("qt_log_ignore", "This plugin does not support propagateSizeHints")


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["facilitator"]


@pytest.fixture(autouse=True)
def _let_go() -> Iterator[None]:
    """Let go of closed pages after each test: they would be dressed again with every theme."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def _font() -> None:
    pictures.load_font()


@pytest.fixture
def app(qapp: QApplication, cache: Path, _font: None) -> QApplication:
    """The application in the light theme at 100 %."""
    pictures.dress(qapp, cache)
    return qapp


@pytest.fixture(params=theme.NAMES)
def themed(
    qapp: QApplication, cache: Path, _font: None, request: pytest.FixtureRequest
) -> theme.Theme:
    """The application in each theme in turn."""
    return pictures.dress(qapp, cache, request.param)


@pytest.fixture(params=(1.0, 1.5, 2.0), ids=("100", "150", "200"))
def scaled(
    qapp: QApplication, cache: Path, _font: None, request: pytest.FixtureRequest
) -> theme.Theme:
    """The application in the light theme at each of three text sizes."""
    return pictures.dress(qapp, cache, "light", request.param)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(dt.datetime(2026, 11, 23, 8, 52, tzinfo=dt.UTC))


@pytest.fixture
def prefs() -> HeldPrefs:
    return HeldPrefs()


@pytest.fixture
def file(tmp_path: Path, clock: FixedClock) -> Iterator[File]:
    """A new network without any record."""
    path = tmp_path / "Three Valleys Cancer Network.facilitator"
    made = files.create(
        path, "three words here", "Three Valleys Cancer Network", clock, chance=random.Random(1)
    )
    yield made
    made.close()


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
    with file.store.write("Sample") as work:
        work.insert_many(Member, rows)
    return file
