"""The page of a member tells that nothing is sent, as long as that is so."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from facilitator_app.gui.pages.members.member_page import member_page
from facilitator_app.gui.pages.record_page import RecordPage
from facilitator_app.gui.widgets.link import Link
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.services import records, undo
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from tests.conftest import Make
from tests.gui import pictures
from tests.gui.plain_context import context_over

pytestmark = pytest.mark.usefixtures("app")


def told(page: RecordPage) -> str:
    bar = page.view.bars.get("notice")
    return bar.title.text() if isinstance(bar, Notice) else ""


def test_their_own_page_says_that_nothing_is_sent(qtbot: QtBot, file: File, make: Make) -> None:
    joan = make.member(telephone="01684 496 0142")
    page = member_page(context_over(file)[0], joan)
    qtbot.addWidget(page)
    qtbot.waitUntil(lambda: page.record.opened is not None)
    assert told(page) == ""
    records.save(file, Draft("member", {"status": "died"}, joan))
    page.reload()
    assert told(page) == "Died: nothing is sent any more, and nobody rings."
    assert (
        page.form.rows["telephone"].editor.read()
        == records.get(file, "member", joan).values["telephone"]
    )
    assert page.head.save_button.isEnabled()
    undo.undo(file)
    page.reload()
    assert told(page) == ""


def test_a_new_members_page_says_nothing(qtbot: QtBot, file: File) -> None:
    page = member_page(context_over(file)[0], None, {"status": "left"})
    qtbot.addWidget(page)
    qtbot.waitUntil(lambda: page.record.opened is not None)
    assert told(page) == ""


def test_whoever_says_they_died_is_asked_for_the_day(qtbot: QtBot, file: File, make: Make) -> None:
    joan = make.member()
    page = member_page(context_over(file)[0], joan)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    status, day = page.form.rows["status"].editor.part(), page.form.rows["left"]
    assert day.editor.part().accessibleName() == "Left"
    status.setFocus()
    QTest.keyClicks(status, "Died")
    assert status.hasFocus()  # whoever types on, types into no other field
    QTest.keyClick(status, Qt.Key.Key_Tab)
    qtbot.waitUntil(day.editor.part().hasFocus)
    assert day.editor.part().accessibleName() == day.name == "Day they died"
    asked = (
        "Give it if you know it. Without it, they are counted until the day you last heard from "
        "them."
    )
    words = [one.text() for one in day.findChildren(QLabel) if one.isVisibleTo(day) and one.text()]
    assert words == ["Day they died", asked]
    assert asked.rstrip(".") in day.editor.part().accessibleDescription()
    assert "Or the day" not in day.editor.part().accessibleDescription()
    page.save()
    assert records.get(file, "member", joan).values["status"] == "died"
    assert asked in [one.text() for one in day.findChildren(QLabel) if one.isVisibleTo(day)]
    QTest.keyClicks(day.editor.part(), "3/3/26")
    assert day.name == "Day they died"
    undo.undo(file)
    page.discard()
    page.reload()
    assert day.name == "Left"
    assert any("Or the day they died." in one.text() for one in day.findChildren(QLabel))


def test_a_day_that_is_known_is_not_asked_for(qtbot: QtBot, file: File, make: Make) -> None:
    joan = make.member(status="died", left=dt.date(2026, 3, 3))
    page = member_page(context_over(file)[0], joan)
    qtbot.addWidget(page)
    page.show()
    assert page.form.rows["left"].name == "Day they died"
    assert not page.form.rows["left"].editor.part().hasFocus()


def test_their_own_page_has_their_training(qtbot: QtBot, file: File, make: Make) -> None:
    member = make.member()
    event = make.record("training_event", title="Example day", date=dt.date(2026, 6, 3))
    make.record("training_place", event_id=event, member_id=member, status="attended")
    context, window = context_over(file)
    page = member_page(context, member)
    qtbot.addWidget(page)
    page.show()
    pictures.settle()
    [link] = [one for one in page.findChildren(Link) if one.text() == "Example day"]
    assert link.isVisible()
    link.click()
    assert window.said("open") == [("training_event", event)]
