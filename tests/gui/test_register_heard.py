"""The register as it is heard, and as it is seen in large text."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from facilitator_app.digests.meetings import MeetingDetail
from facilitator_app.gui.pages.meetings import meeting_wording as say
from facilitator_app.gui.pages.meetings.meeting_page import MeetingPage
from facilitator_app.gui.pages.meetings.panes import REGISTER
from facilitator_app.services import meetings
from facilitator_app.services.files import File
from tests.gui import hall, pictures, probe
from tests.gui.plain_context import context_over

LARGE = 2.0


@pytest.fixture
def page(file: File, qtbot: QtBot, app: QApplication, cache: Path) -> MeetingPage:
    """The page of a meeting of thirteen people, its register in front, at 200 %."""
    made = hall.made(file)
    pictures.dress(app, cache, "light", LARGE)
    shown = MeetingPage(context_over(file)[0], made.meeting)
    qtbot.addWidget(shown)
    shown.resize(1254, 768)  # what the rail leaves of 1366
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    shown.panes.turn_to(REGISTER)
    shown.panes.keyboard_to(REGISTER)
    pictures.settle()
    return shown


def whole_rows(page: MeetingPage) -> int:
    """Return how many people can be seen from top to foot."""
    rows = page.register.list
    room: QRect = rows.viewport().rect()
    return sum(room.contains(rows.visualItemRect(rows.item(at))) for at in range(rows.count()))


def test_five_people_are_seen_in_large_text(page: MeetingPage) -> None:
    """Failed before: two of them were."""
    assert whole_rows(page) >= 5
    assert page.register.foot.folded
    shown = [one.text() for one in page.register.findChildren(QLabel) if one.isVisible()]
    assert "A apologies; who was present is ticked on the day" in shown
    page.resize(1254, 666)  # what the quiet bar leaves
    pictures.settle()
    assert whole_rows(page) >= 5
    page.resize(912, 600)
    pictures.settle()
    assert whole_rows(page) >= 3
    assert probe.clipped(page) == []


def test_the_rest_is_behind_one_button(page: MeetingPage) -> None:
    foot = page.register.foot
    assert not foot.person.isVisible()
    more = foot.more
    assert (more.text(), more.accessibleDescription()) == (
        "More", "States, times, and adding a person",
    )  # fmt: skip
    more.click()
    pictures.settle()
    assert foot.person.isVisible()
    assert foot.chips["apologies"].isVisible()
    assert more.text() == "Less"
    more.click()
    pictures.settle()
    assert not foot.person.isVisible()


def test_needs_are_written_out_for_the_chosen_person(page: MeetingPage) -> None:
    rows = page.register.list
    at = next(at for at in range(rows.count()) if rows.record(at).access)
    low = rows.visualItemRect(rows.item(at)).height()
    rows.setCurrentRow(at)
    pictures.settle()
    assert rows.visualItemRect(rows.item(at)).height() > low
    assert "access needs" in rows.item(at).text()


def test_the_keys_are_told_once_at_the_row_that_is_come_to(page: MeetingPage) -> None:
    rows = page.register.list
    assert "A apologies" in rows.accessibleDescription()
    words = _described(page)
    assert words[0] == "A apologies; who was present is ticked on the day"
    assert not any(words[1:])
    QTest.keyClick(rows, Qt.Key.Key_Down)
    assert not any(_described(page))


def _described(page: MeetingPage) -> list[str]:
    rows = page.register.list
    spoken = QAccessible.queryAccessibleInterface(rows)
    return [spoken.child(at).text(QAccessible.Text.Description) for at in range(rows.count())]


def test_who_is_what_now_in_words(file: File) -> None:
    made = hall.made(file)
    fmt = file.format_context()
    file.store.clock.at += dt.timedelta(days=1)  # type: ignore[attr-defined]  # the day itself
    before = meetings.page(file, made.meeting)
    meetings.register(file, before.people[0].id, "present")
    one = meetings.page(file, made.meeting)
    name = before.people[0].name
    assert say.register_news(before, one, fmt) == f"{name}, present"
    assert say.register_news(one, one, fmt) == ""
    assert say.register_news(one, before, fmt) == f"{name}, expected"
    meetings.register_rest(file, made.meeting, "present")
    rest = meetings.page(file, made.meeting)
    assert say.register_news(one, rest, fmt) == "12 people, present"


@pytest.mark.parametrize(
    ("before", "now", "again", "told"),
    [
        (3, 4, False, "Quorum met: 4 of 4 here"),
        (3, 4, True, "Quorate again"),
        (4, 3, True, "Quorum lost: 3 of 4 here"),
        (4, 5, True, ""),
        (2, 3, False, ""),
    ],
)
def test_a_quorum_is_told_when_it_comes_or_goes(
    file: File, before: int, now: int, again: bool, told: str
) -> None:
    whole = meetings.page(file, hall.made(file, quorum=4).meeting)

    def with_(here: int) -> MeetingDetail:
        people = tuple(
            replace(one, status="present" if at < here else "expected")
            for at, one in enumerate(whole.people)
        )
        return replace(whole, people=people)

    assert say.quorum_news(with_(before), with_(now), again=again) == told


def test_without_a_number_no_quorum_is_told(file: File) -> None:
    whole = meetings.page(file, hall.made(file, quorum=None).meeting)
    assert say.quorum_news(whole, whole, again=False) == ""
