"""Tab goes round each page of the window: to all that takes the keyboard, always in sight."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from facilitator_app.app.places import places
from facilitator_app.gui.tab_order import stops
from facilitator_app.records.catalogue import ALL
from facilitator_app.services.files import File
from tests.gui.probe import unreachable
from tests.stories.person import Person

PLACES = [place.name for place in places()]
RECORDS = [cls.__tablename__ for cls in ALL if not cls.edited_in]


def first(file: File, record: str) -> int:
    """Return the id of the sample's first record of a type."""
    sql = f'SELECT min(id) FROM "{record}"'
    found = file.store.raw.execute(sql).fetchone()[0]
    assert isinstance(found, int)
    return found


def goes_round(begin: QWidget, key: Qt.Key) -> list[QWidget]:
    """Press `key` until the keyboard is back at `begin`; return where it was after each."""
    begin.setFocus()
    found: list[QWidget] = []
    while not found or found[-1] is not begin:
        now = QApplication.focusWidget()
        assert now is not None
        QTest.keyClick(now, key)
        QApplication.processEvents()
        to = QApplication.focusWidget()
        assert to is not None
        assert to not in found, f"{to.accessibleName()} comes round before all else was reached"
        assert not to.visibleRegion().isEmpty(), f"{to.accessibleName()} is out of sight"
        found.append(to)
    return found


def check_both_ways(person: Person) -> None:
    begin = next(stops(person.window))
    forwards = goes_round(begin, Qt.Key.Key_Tab)
    reached = [one for one in stops(person.window) if any(_is(one, to) for to in forwards)]
    assert reached == list(stops(person.window))
    assert unreachable(person.window) == []
    backwards = goes_round(begin, Qt.Key.Key_Backtab)
    assert backwards[:-1] == forwards[-2::-1]


def _is(stop: QWidget, focus: QWidget) -> bool:
    return stop is focus or stop.isAncestorOf(focus)


@pytest.mark.parametrize("place", PLACES)
def test_each_place(person: Person, place: str) -> None:
    person.window.go(place)
    person.waits()
    check_both_ways(person)


@pytest.mark.parametrize("record", RECORDS)
def test_each_record(person: Person, record: str) -> None:
    person.window.open_record(record, first(person.file, record))
    person.waits()
    check_both_ways(person)


@pytest.mark.parametrize("record", ["claim", "training_event"])
def test_a_new_record_with_lines(person: Person, record: str) -> None:
    person.window.new_record(record, {})
    person.waits()
    check_both_ways(person)


@pytest.mark.parametrize("place", PLACES)
def test_undo_of_a_notice_comes_after_all_of_the_page(person: Person, place: str) -> None:
    person.window.go(place)
    person.waits()
    person.window.notice.say("Done", undo=person.window.undo)
    person.waits()
    notice, page = person.window.notice, person.front
    ahead = list(stops(person.window))
    at = [notice.isAncestorOf(one) for one in ahead]
    assert at == sorted(at)
    person.window.stack.setFocus()
    person.presses("Tab")
    now = QApplication.focusWidget()
    assert now is not None
    assert page.isAncestorOf(now)
