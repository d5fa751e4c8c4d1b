"""Garbage goes on the window's thread alone: Qt's objects live there."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from facilitator_app.gui import garbage
from facilitator_app.gui.garbage import GarbageCollector, not_collected
from facilitator_app.gui.tab_order import TabsAsRead, stops
from facilitator_app.gui.widgets.scroll_body import ScrollBody
from facilitator_app.gui.widgets.surface import column

ENOUGH = 20_000  # objects, for which Python itself would collect several times


def many() -> list[list[int]]:
    """Return so many objects that Python would collect."""
    return [[] for _at in range(ENOUGH)]


class Knot:
    """An object that only collecting can take away; `ended` names the thread that does."""

    def __init__(self, ended: list[threading.Thread]) -> None:
        """Stay until collected."""
        self.itself = self
        weakref.finalize(self, lambda: ended.append(threading.current_thread()))


@pytest.fixture
def collector(qapp: QApplication, qtbot: QtBot) -> Iterator[GarbageCollector]:
    """A collector for the length of a test; Python's own works again afterwards.

    Work that an earlier test left under way would keep it waiting, or set aside what it waits for.
    """
    qtbot.waitUntil(lambda: not garbage._works.count, timeout=60_000)
    owner = QObject(qapp)
    yield GarbageCollector(owner)
    owner.deleteLater()
    gc.enable()


def made_elsewhere(ended: list[threading.Thread]) -> None:
    """Make garbage, and much more, on a thread of its own."""

    def make() -> None:
        Knot(ended)
        kept = many()
        assert len(kept) == ENOUGH

    thread = threading.Thread(target=make)
    thread.start()
    thread.join()


def test_python_alone_collects_on_any_thread() -> None:
    """What the collector is for; were this to fail, it would not be needed."""
    gc.collect()
    ended: list[threading.Thread] = []
    made_elsewhere(ended)
    assert ended
    assert threading.main_thread() not in ended


@pytest.mark.usefixtures("collector")
def test_garbage_of_another_thread_goes_on_the_windows(qtbot: QtBot) -> None:
    ended: list[threading.Thread] = []
    made_elsewhere(ended)
    assert ended == []
    kept = many()
    qtbot.waitUntil(lambda: bool(ended), timeout=20_000)
    assert ended == [threading.main_thread()]
    assert len(kept) == ENOUGH


def test_nothing_is_collected_while_work_runs(collector: GarbageCollector) -> None:
    ended: list[threading.Thread] = []
    with not_collected():
        made_elsewhere(ended)
        kept = many()
        collector.collect()
        assert ended == []
    assert not gc.isenabled()  # the collector goes on, and Python's own stays off
    collector.collect()
    assert len(ended) == len(kept) / ENOUGH == 1


def test_without_a_collector_pythons_own_goes_on() -> None:
    with not_collected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_two_works_that_overlap_leave_things_as_they_were() -> None:
    """Work on the file and a paper beside it begin and end in any order."""
    first, second = not_collected(), not_collected()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert not gc.isenabled()
    second.__exit__(None, None, None)
    assert gc.isenabled()


@pytest.mark.usefixtures("app")
def test_area_around_what_lost_the_keyboard_is_no_garbage(qtbot: QtBot) -> None:
    """Today once lost all but its head: the button in hand had gone, and another was looked for."""
    frame = TabsAsRead()
    qtbot.addWidget(frame)
    body = QWidget()
    within, other = column(body), QPushButton("Other")
    gone = QPushButton("In hand")
    within.addWidget(gone)
    within.addWidget(other)
    column(frame).addWidget(ScrollBody(body, "Body"))  # which nothing else holds
    with qtbot.waitActive(frame):
        frame.show()
        frame.activateWindow()
    gone.setFocus()
    viewport = body.parentWidget()
    assert viewport is not None
    gone.hide()
    assert list(stops(viewport)) == [other]
    assert QApplication.focusWidget() is other
    del viewport, body, within
    gc.collect()
    assert [one.accessibleName() for one in frame.findChildren(ScrollBody)] == ["Body"]
