"""The networks that were opened before: kept, offered, looked for and taken off the list."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from facilitator_app.gui import whereabouts
from facilitator_app.gui.prefs import HeldPrefs
from facilitator_app.gui.recent import Recent, Recents
from facilitator_app.gui.unlock import OpenPage, Unlock
from facilitator_app.gui.unlock_recent import RecentPage
from facilitator_app.gui.whereabouts import Whereabout, look
from tests.gui import pictures
from tests.gui.probe import clipped, nameless, unreachable
from tests.pictures.test_door import doors

pytestmark = pytest.mark.usefixtures("app")

NOW = dt.datetime(2026, 11, 23, 8, 52, tzinfo=dt.UTC)
NAMES = ("Three Valleys Cancer Network", "Four Hills & Dales", "Five Rivers")


@pytest.fixture
def recents(tmp_path: Path) -> Recents:
    """Three networks, of which the first was opened last and the second is not there."""
    kept = Recents(HeldPrefs({"backup/Five Rivers.facilitator": "2026-11-20T09:00:00+00:00|/x"}))
    for name in reversed(NAMES):
        path = tmp_path / name / f"{name}.facilitator"
        path.parent.mkdir()
        if name != NAMES[1]:
            path.touch()
        kept.opened(path, name, NOW)
    return kept


@pytest.fixture
def page(app: QApplication, qtbot: QtBot, recents: Recents, tmp_path: Path) -> Iterator[Unlock]:
    """The first page of someone who has opened networks before."""
    made = Unlock(doors(), None, tmp_path, recents)
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.hide()
    made.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def listed(page: Unlock, bot: QtBot) -> RecentPage:
    """Go to the list, and wait until it is known what is there."""
    page.show_recent()
    form = page.page
    assert isinstance(form, RecentPage)
    bot.waitUntil(lambda: all(page._places.of(one.file) for one in form._networks))
    pictures.settle()
    return form


def spoken(form: RecentPage) -> list[str]:
    rows = range(form.list.count())
    return [form.list.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in rows]


def seen(page: Unlock) -> list[str]:
    buttons = page.page.findChildren(QPushButton)
    return [one.accessibleName() for one in buttons if one.isVisible()]


def press(page: Unlock, name: str) -> None:
    button = next(
        one for one in page.page.findChildren(QPushButton)
        if one.isVisible() and one.accessibleName() == name
    )  # fmt: skip
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_what_an_older_version_kept_is_read(tmp_path: Path) -> None:
    prefs = HeldPrefs({"files": f"{tmp_path}/One.facilitator\n{tmp_path}/Two.facilitator"})
    assert [one.title for one in Recents(prefs).all()] == ["One", "Two"]


@pytest.mark.parametrize(
    "kept",
    ["", "[", '["x"]', '[{"file": 1}]', "[3]", '[{"path": 3}]', '[{"path": "x", "opened": "now"}]'],
)
def test_what_cannot_be_read_stops_nobody(kept: str) -> None:
    assert Recents(HeldPrefs({"files": kept})).all() == ()


def test_eight_are_kept_each_once_the_latest_first(tmp_path: Path) -> None:
    kept = Recents(HeldPrefs())
    for number in (*range(10), 5):
        kept.opened(tmp_path / f"{number}.facilitator", f"Network {number}", NOW)
    assert [one.name[-1] for one in kept.all()] == list("59876432")


def test_one_that_moves_takes_its_backup_along(recents: Recents, tmp_path: Path) -> None:
    last = recents.all()[-1]
    recents.move(last, tmp_path / "Renamed.facilitator")
    moved = recents.all()[-1]
    assert (moved.name, moved.file) == (last.name, tmp_path / "Renamed.facilitator")
    assert recents.backup_of(moved.file) == recents.backup_of(last.file)


def test_the_last_one_is_asked_for_and_the_others_are_a_press_away(page: Unlock) -> None:
    assert page._file == page._recents.all()[0].file
    fronts = [type(page.page)]
    for name in ("Networks opened before…", "Back"):
        press(page, name)
        fronts.append(type(page.page))
    assert fronts == [OpenPage, RecentPage, OpenPage]


def test_each_says_where_it_is_and_when_it_was_opened_and_backed_up(
    page: Unlock, qtbot: QtBot, tmp_path: Path
) -> None:
    first, second, third = spoken(listed(page, qtbot))
    assert first.startswith(f"Three Valleys Cancer Network, {tmp_path}/Three Valleys Cancer")
    assert "Opened 23 Nov 2026" in first
    assert first.endswith("Not backed up here yet")
    assert second.endswith("Not found: moved, renamed, or its drive is not plugged in")
    assert third.endswith("Backed up 20 Nov 2026")


def test_no_share_holds_up_the_window(
    page: Unlock, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers, threads = threading.Event(), list[threading.Thread]()

    def dead(path: Path) -> Whereabout:
        threads.append(threading.current_thread())
        answers.wait()
        return look(path)

    qtbot.waitUntil(lambda: not page._places._asked)
    monkeypatch.setattr(whereabouts, "look", dead)
    page._places._found.clear()
    page.show_recent()
    form = page.page
    assert isinstance(form, RecentPage)
    assert len(spoken(form)) == len(NAMES)
    assert not any("Not found" in one for one in spoken(form))
    answers.set()
    qtbot.waitUntil(lambda: "Not found" in spoken(form)[1])
    assert threading.main_thread() not in threads


def test_nothing_is_asked_of_the_system_on_the_windows_thread(
    app: QApplication, recents: Recents, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    here, stat = threading.current_thread(), Path.stat

    def noted(path: Path, *, follow_symlinks: bool = True) -> object:
        if threading.current_thread() is here and path.suffix == ".facilitator":
            asked.append(str(path))
        return stat(path, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", noted)
    page = Unlock(doors(), None, tmp_path, recents)
    page.show_recent()
    page.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert asked == []


def test_one_that_is_gone_is_looked_for_and_found(
    page: Unlock, qtbot: QtBot, tmp_path: Path
) -> None:
    form = listed(page, qtbot)
    assert {"Open", "Take off the list"} <= set(seen(page))
    assert "Look for it…" not in seen(page)
    QTest.keyClick(form.list, Qt.Key.Key_Down)
    assert "Open" not in seen(page)
    press(page, "Look for it…")
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    assert Path(dialog.directory().absolutePath()) == tmp_path / NAMES[1]
    found = tmp_path / "Found again.facilitator"
    dialog.fileSelected.emit(str(found))
    dialog.reject()
    assert isinstance(page.page, OpenPage)
    assert page._file == found
    assert [one.file for one in page._recents.all()][1] == found


def test_one_is_chosen_by_a_double_click(page: Unlock, qtbot: QtBot) -> None:
    form, third = listed(page, qtbot), page._recents.all()[2].file
    place = form.list.visualItemRect(form.list.item(2)).center()
    viewport = form.list.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    assert page.page is form
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    assert page._file == third


def test_one_is_taken_off_and_put_back(page: Unlock, qtbot: QtBot) -> None:
    form, before = listed(page, qtbot), page._recents.all()
    QTest.keyClick(form.list, Qt.Key.Key_Delete)
    assert page._recents.all() == before[1:]
    assert before[0].file.is_file()
    assert form.list.hasFocus()
    press(page, "Put it back on the list")
    assert page._recents.all() == before
    assert form.current == before[0]


def test_with_none_left_nothing_is_opened(page: Unlock, qtbot: QtBot) -> None:
    form = listed(page, qtbot)
    for _network in NAMES:
        QTest.keyClick(form.list, Qt.Key.Key_Delete)
    assert form.current is None
    QTest.keyClick(form.list, Qt.Key.Key_Return)
    assert page.page is form


def test_one_that_was_lost_is_told_of_at_once(
    app: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    gone = Recent(str(tmp_path / "Gone.facilitator"), "Gone", NOW.isoformat())
    kept = Recents(HeldPrefs())
    kept.keep([gone])
    page = Unlock(doors(), None, tmp_path, kept)
    page.show()
    qtbot.waitUntil(lambda: isinstance(page.page, RecentPage))
    press(page, "Take off the list")
    press(page, "Back")
    assert "New network…" in seen(page)
    assert page._file is None
    page.hide()
    page.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_nobody_is_led_away_from_what_was_begun(page: Unlock, qtbot: QtBot) -> None:
    front, lost = page.page, page._recents.all()[0].file
    qtbot.waitUntil(lambda: page._places.of(lost) is not None)  # asked of when the page came
    lost.unlink()
    front.work("Making the sample network…")
    page._places.ask([lost])
    qtbot.waitUntil(lambda: (found := page._places.of(lost)) is not None and not found.there)
    assert page.page is front


@pytest.mark.usefixtures("scaled")
@pytest.mark.parametrize("size", [(1366, 768), (720, 480)])
def test_the_list_can_be_read(page: Unlock, qtbot: QtBot, size: tuple[int, int]) -> None:
    page.resize(*size)
    form = listed(page, qtbot)
    for keys in ((), (Qt.Key.Key_Down,), (Qt.Key.Key_Delete,)):
        for key in keys:
            QTest.keyClick(form.list, key)
        pictures.rest(page)
        assert clipped(page) == []
        assert nameless(page) == []
        assert unreachable(page) == []
