"""A window fits its screen the first time, stands where it stood, and is never out of sight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget

from facilitator_app.gui import window_place
from facilitator_app.gui.prefs import HeldPrefs
from facilitator_app.gui.window_place import fitted, keep, least, restore, take_over

LARGE, BESIDE = QRect(0, 0, 1920, 1040), QRect(1920, 0, 1280, 984)
NETBOOK = QRect(0, 0, 1024, 560)
AT_125, AT_150 = QRect(0, 0, 819, 440), QRect(0, 27, 683, 373)


@pytest.fixture
def windows(app: QApplication) -> Iterator[list[QWidget]]:
    """Two windows that were never shown."""
    made = [QWidget(), QWidget()]
    yield made
    for one in made:
        one.hide()
        one.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize("area", [LARGE, NETBOOK, AT_125, AT_150])
def test_the_first_time_it_fits_with_its_frame(area: QRect) -> None:
    first = fitted(QRect(), [area], area)
    assert area.contains(first.adjusted(-8, -32, 8, 8))
    wanted = QSize(1280, 720).boundedTo(area.size() - QSize(16, 64))
    assert first.size() == wanted
    small = least([area, LARGE])
    assert small.width() <= first.width()
    assert small.height() <= first.height()


@pytest.mark.parametrize(
    ("kept", "areas", "wanted"),
    [
        (QRect(200, 100, 1000, 700), [LARGE], QRect(200, 100, 1000, 700)),
        (QRect(2000, 90, 1000, 700), [LARGE, BESIDE], QRect(2000, 90, 1000, 700)),
        (QRect(1500, 800, 1000, 700), [LARGE], QRect(920, 340, 1000, 700)),
        (QRect(-300, -90, 1000, 700), [LARGE], QRect(0, 32, 1000, 700)),
        (QRect(0, 0, 1900, 1000), [NETBOOK], QRect(0, 32, 1024, 528)),
    ],
)
def test_what_was_kept_is_used_as_far_as_it_can_be_seen(
    kept: QRect, areas: Sequence[QRect], wanted: QRect
) -> None:
    assert fitted(kept, areas, areas[0]) == wanted


@pytest.mark.parametrize("kept", [QRect(2000, 90, 1000, 700), QRect(-3000, 0, 1000, 700), QRect()])
def test_a_place_off_every_screen_is_not_used(kept: QRect) -> None:
    assert fitted(kept, [LARGE], LARGE) == fitted(QRect(), [LARGE], LARGE)


def test_it_comes_back_where_it_stood(windows: list[QWidget]) -> None:
    prefs, (one, other) = HeldPrefs(), windows
    place = QRect(30, 50, 740, 500)
    one.setGeometry(place)
    keep(one, prefs)
    restore(other, prefs)
    assert other.geometry() == place
    assert not other.isMaximized()


def test_one_as_large_as_the_screen_comes_back_so(windows: list[QWidget]) -> None:
    prefs, (one, other) = HeldPrefs(), windows
    one.setGeometry(30, 50, 740, 500)
    one.setWindowState(Qt.WindowState.WindowMaximized)
    one.show()
    keep(one, prefs)
    restore(other, prefs)
    assert other.isMaximized()
    take_over(one, other)
    assert one.isMaximized()


def test_each_layout_of_screens_has_its_own(
    windows: list[QWidget], monkeypatch: pytest.MonkeyPatch
) -> None:
    prefs, (one, other) = HeldPrefs(), windows
    one.setGeometry(30, 50, 740, 500)
    keep(one, prefs)
    monkeypatch.setattr(window_place, "_key", lambda: "window/0,0,1920,1080")
    restore(other, prefs)
    assert other.geometry() != one.geometry()


@pytest.mark.parametrize("kept", ["AdnQywAD", "1,2,3", "a,b,c,d", "1,2,3,4,5", "9" * 5_000])
def test_what_cannot_be_read_stops_nobody(windows: list[QWidget], kept: str) -> None:
    prefs, (one, other) = HeldPrefs(), windows
    restore(one, prefs)
    prefs.set(window_place._key(), kept)
    restore(other, prefs)
    assert other.geometry() == one.geometry()
