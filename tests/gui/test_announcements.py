"""Announcements: in a moment, once, and never of what is not seen any more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from facilitator_app.gui.announcements import SOON_MS, announce
from tests.gui.hearing import Ear, listening

LONG_MS = 3 * SOON_MS


@pytest.fixture
def ear(app: QApplication) -> Iterator[Ear]:
    """Someone who listens."""
    with listening(app) as found:
        yield found


@pytest.fixture
def parts(qtbot: QtBot) -> Iterator[tuple[QLabel, QLabel]]:
    """Two parts of a window that is seen."""
    window = QWidget()
    qtbot.addWidget(window)
    made = QLabel("One"), QLabel("Two")
    box = QVBoxLayout(window)
    for one in made:
        box.addWidget(one)
    window.show()
    yield made
    window.close()


def test_said_after_a_moment(ear: Ear, parts: tuple[QLabel, QLabel]) -> None:
    announce(parts[0], "Saved")
    assert ear.said == []
    QTest.qWait(LONG_MS)
    assert (ear.said, ear.urgent) == (["Saved"], [])


def test_urgent_ones_say_so(ear: Ear, parts: tuple[QLabel, QLabel]) -> None:
    announce(parts[0], "Nothing was saved", urgent=True)
    QTest.qWait(LONG_MS)
    assert ear.urgent == ["Nothing was saved"]


def test_of_what_changes_quickly_the_last_is_said(ear: Ear, parts: tuple[QLabel, QLabel]) -> None:
    for found in ("9 found", "4 found", "1 found"):
        announce(parts[0], found)
    QTest.qWait(LONG_MS)
    assert ear.said == ["1 found"]


def test_nothing_to_say_takes_back_what_waits(ear: Ear, parts: tuple[QLabel, QLabel]) -> None:
    announce(parts[0], "Write a surname")
    announce(parts[0], "")
    QTest.qWait(LONG_MS)
    assert ear.said == []


def test_what_is_not_seen_any_more_is_not_said(ear: Ear, parts: tuple[QLabel, QLabel]) -> None:
    announce(parts[0], "Done")
    parts[0].hide()
    announce(parts[1], "Gone with its window")
    parts[1].deleteLater()
    QTest.qWait(LONG_MS)
    assert ear.said == []


def test_the_same_words_of_two_parts_are_said_once(ear: Ear, parts: tuple[QLabel, QLabel]) -> None:
    announce(parts[0], "Saved")
    announce(parts[1], "Saved")
    QTest.qWait(LONG_MS)
    assert ear.said == ["Saved"]
