"""A page comes to the front once it has been read, so that the keyboard moves once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from facilitator_app.gui.arrivals import Arrivals
from tests.gui import pictures


class Reading(QWidget):
    """A page that is being read until the test says otherwise."""

    read = Signal()

    def __init__(self, name: str = "") -> None:
        """Wait."""
        super().__init__()
        self.setObjectName(name)
        self.waits = True


class Front:
    """Takes note of what is put in front."""

    def __init__(self) -> None:
        """Have nothing in front."""
        self.root, self.shown = QWidget(), list[QWidget]()
        self.arrivals = Arrivals(self.root, self.shown.append)


@pytest.fixture
def front(app: QApplication) -> Iterator[Front]:
    """What pages are put in front of."""
    made = Front()
    yield made
    for one in (made.root, *made.shown):
        one.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_page_that_is_read_comes_at_once(front: Front) -> None:
    plain, read = QWidget(), Reading()
    read.waits = False
    front.arrivals.bring(plain)
    front.arrivals.bring(read)
    assert front.shown == [plain, read]


def test_a_page_comes_when_it_has_been_read(front: Front) -> None:
    page = Reading("member/1")
    front.arrivals.bring(page)
    pictures.settle()
    assert front.shown == []
    assert front.arrivals.is_coming("member/1")
    assert not front.arrivals.is_coming("member/2")
    page.read.emit()
    page.read.emit()  # read again: it came already
    assert front.shown == [page]
    assert not front.arrivals.is_coming("member/1")


def test_a_page_that_takes_long_comes_all_the_same(front: Front) -> None:
    page = Reading()
    front.arrivals.bring(page)
    pictures.rest(front.root)
    assert front.shown == [page]


def test_pages_come_in_the_order_they_were_asked_for(front: Front) -> None:
    first, second = Reading(), QWidget()
    front.arrivals.bring(first)
    front.arrivals.bring(second)
    assert front.shown == [first, second]


def test_a_page_that_is_not_wanted_any_more_never_comes(front: Front, app: QApplication) -> None:
    page = Reading()
    front.arrivals.bring(page)
    front.arrivals.forget()
    pictures.rest(front.root)
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert front.shown == []
    assert not isValid(page)
