"""A network that nobody has used for a while is locked, and comes back where it stood."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from facilitator_app.app import network_opener
from facilitator_app.app.network_opener import NetworkOpener
from facilitator_app.clock import FixedClock
from facilitator_app.domain.errors import AppError
from facilitator_app.gui.idle_lock import PREF, IdleLock
from facilitator_app.gui.long_work import LongWork
from facilitator_app.gui.page_stack import PageOfRecord
from facilitator_app.gui.pages.meetings.meeting_page import MeetingPage
from facilitator_app.gui.pages.record_page import RecordPage
from facilitator_app.gui.prefs import HeldPrefs
from facilitator_app.gui.unlock import OpenPage, Unlock
from facilitator_app.gui.window import Window
from facilitator_app.services import drafts, files
from facilitator_app.services.files import File
from facilitator_app.store.key import Key
from tests.conftest import PASSPHRASE, TODAY, Make
from tests.gui import pictures
from tests.pictures.test_door import doors

TEN = dt.timedelta(minutes=10)


def fail(error: AppError) -> None:
    pytest.fail(str(error))


class Desk:
    """A network that is opened as the program opens it, at a time that the test tells."""

    def __init__(self, app: QApplication, bot: QtBot, path: Path, clock: FixedClock) -> None:
        """Sit down at the passphrase of the file at `path`."""
        self.bot, self.path, self.clock, self.prefs = bot, path, clock, HeldPrefs()
        self.front = Unlock(doors(), path, path.parent)
        self.networks = NetworkOpener(app, self.prefs, self.front, pytest.fail, lambda: None)

    def open(self) -> Window:
        self.networks.open(self.path, lambda: PASSPHRASE, False, pytest.fail, pytest.fail)
        self.bot.waitUntil(lambda: self.networks._window is not None)
        window = self.networks._window
        assert window is not None
        self.bot.waitUntil(window.isVisible)
        pictures.settle()
        return window

    def looks_after(self, gone_by: dt.timedelta) -> bool:
        """Let time go by, look whether it is time to lock, and say whether it was."""
        window = self.networks._window
        assert window is not None
        (lock,) = window.findChildren(IdleLock)
        self.clock.at += gone_by
        lock.check()
        return self.networks._window is None

    def shows(self, page: type) -> None:
        window = self.networks._window
        assert window is not None
        self.bot.waitUntil(lambda: isinstance(window.stack.front, page))
        pictures.settle()


@pytest.fixture
def desk(
    app: QApplication, qtbot: QtBot, path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    monkeypatch.setattr(network_opener, "SystemClock", lambda: clock)
    made = Desk(app, qtbot, path, clock)
    yield made
    made.networks.end()
    for one in (made.networks._window, made.front):
        if one is not None:
            one.hide()
            one.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def stored(path: Path, key: Key, clock: FixedClock) -> Iterator[Make]:
    file: File = files.open_file(path, key, clock)
    yield Make(file)
    file.close()


def test_it_locks_after_ten_minutes_and_comes_back_where_it_stood(
    desk: Desk, stored: Make, path: Path, key: Key, clock: FixedClock
) -> None:
    joan = stored.member("Joan", "Whitlock")
    stored.file.close()
    window = desk.open()
    window.go("members")
    window.open_record("member", joan)
    desk.shows(RecordPage)
    page = window.stack.front
    assert isinstance(page, RecordPage)
    desk.bot.waitUntil(lambda: page.record.opened is not None)
    QTest.keyClicks(page.form.rows["notes"].editor.part(), "Quillfeather")
    assert not desk.looks_after(TEN - dt.timedelta(seconds=1))
    assert desk.looks_after(dt.timedelta(seconds=1))
    front = desk.front.page
    assert isinstance(front, OpenPage)
    assert desk.front.isVisible()
    said = [one.text() for one in front.findChildren(QLabel)]
    assert "Locked, as nobody used it for 10 minutes. What was typed is kept." in said
    opened = files.open_file(path, key, clock)
    assert drafts.keys(opened) == [f"member/{joan}"]
    opened.close()
    again = desk.open()
    desk.shows(RecordPage)
    assert (again.stack.place, again.stack.records()) == (
        "members",
        [PageOfRecord("member", joan, {}, "Members")],
    )
    back = again.stack.front
    assert isinstance(back, RecordPage)
    desk.bot.waitUntil(lambda: back.input.dirty)
    assert back.form.rows["notes"].editor.value_text() == "Quillfeather"


def test_a_new_record_stands_there_again_with_its_words(desk: Desk) -> None:
    window = desk.open()
    window.go("members")
    window.new_record("member")
    desk.shows(RecordPage)
    page = window.stack.front
    assert isinstance(page, RecordPage)
    desk.bot.waitUntil(lambda: page.record.opened is not None)
    QTest.keyClicks(page.form.rows["surname"].editor.part(), "Quillfeather")
    assert desk.looks_after(TEN)
    again = desk.open()
    desk.shows(RecordPage)
    back = again.stack.front
    assert isinstance(back, RecordPage)
    desk.bot.waitUntil(lambda: back.input.dirty)
    assert (again.stack.place, back.record.id) == ("members", None)
    assert back.form.rows["surname"].editor.value_text() == "Quillfeather"


def test_another_network_does_not_begin_where_this_one_stood(
    desk: Desk, stored: Make, tmp_path: Path
) -> None:
    stored.file.close()
    desk.open().go("members")
    assert desk.looks_after(TEN)
    other = tmp_path / "Other.facilitator"
    other.write_bytes(desk.path.read_bytes())
    desk.path = other
    assert desk.open().stack.place == "today"


@pytest.mark.parametrize("used", ["key", "mouse"])
def test_whoever_uses_it_is_not_locked_out(desk: Desk, used: str) -> None:
    window = desk.open()
    assert not desk.looks_after(TEN - dt.timedelta(seconds=1))
    handle, at = window.windowHandle(), QPointF(QPoint(200, 200))
    none = Qt.KeyboardModifier.NoModifier
    if used == "key":
        event: QEvent = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, none)
    else:
        no, nothing = Qt.MouseButton.NoButton, Qt.MouseButton.NoButton
        event = QMouseEvent(QEvent.Type.MouseMove, at, at, no, nothing, none)
    QApplication.sendEvent(handle, event)
    assert not desk.looks_after(TEN - dt.timedelta(seconds=1))
    assert desk.looks_after(dt.timedelta(seconds=1))


@pytest.mark.parametrize(("chosen", "locked"), [("0", False), ("60", False), ("5", True)])
def test_the_minutes_are_chosen(desk: Desk, chosen: str, *, locked: bool) -> None:
    desk.prefs.set(PREF, chosen)
    desk.open()
    assert desk.looks_after(TEN) is locked


def _is_read(page: MeetingPage) -> bool:
    return page._whole is not None


def test_nothing_locks_while_a_meeting_of_today_is_minuted(desk: Desk, stored: Make) -> None:
    body = stored.body()
    now = stored.meeting(body, TODAY)
    before = stored.meeting(body, TODAY - dt.timedelta(days=7))
    stored.file.close()
    window = desk.open()
    for meeting, locked in ((now, False), (before, True)):
        window.open_record("meeting", meeting)
        desk.shows(MeetingPage)
        page = window.stack.front
        assert isinstance(page, MeetingPage)
        desk.bot.waitUntil(partial(_is_read, page))
        assert desk.looks_after(TEN) is locked


def test_nothing_locks_while_work_is_under_way_or_the_system_asks(desk: Desk) -> None:
    window, gate = desk.open(), threading.Event()
    work = LongWork(window, window.context.ops)
    work.run("Counting", lambda _file, _progress: gate.wait(60), lambda _waited: None, fail)
    assert not desk.looks_after(TEN)
    gate.set()
    desk.bot.waitUntil(lambda: not work.busy)
    question = QDialog(window, modal=True)
    question.show()
    assert not desk.looks_after(TEN)
    question.close()


def test_a_passing_sample_is_never_locked(desk: Desk) -> None:
    desk.networks.open_sample(pytest.fail)
    desk.bot.waitUntil(lambda: desk.networks._window is not None, timeout=60_000)
    window = desk.networks._window
    assert window is not None
    assert window.findChildren(IdleLock) == []
