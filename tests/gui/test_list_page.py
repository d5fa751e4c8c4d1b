"""The page of a list: columns chosen by keyboard, words for an empty view, ways out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from facilitator_app.digests.lists import ListQuery
from facilitator_app.gui import theme
from facilitator_app.gui.pages.list_page import ListKind, ListPage
from facilitator_app.gui.prefs import HeldPrefs
from facilitator_app.gui.table.column_list import NOTE
from facilitator_app.services import lists, publications, records
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from tests.conftest import Make
from tests.gui import pictures, probe
from tests.gui.plain_context import context_over

Open = Callable[..., ListPage]


@pytest.fixture(name="open_list")
def opened(qtbot: QtBot, peopled: File, prefs: HeldPrefs) -> Open:
    """Return what opens the list of a record type, at some size."""

    def make(record: str = "member", size: tuple[int, int] = (1100, 700)) -> ListPage:
        context, _window = context_over(peopled)
        page = ListPage(context, prefs, ListKind(record))
        qtbot.addWidget(page)
        page.resize(*size)
        page.show()
        page.activateWindow()
        pictures.settle()
        return page

    return make


def press(*keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, modifier)
        pictures.settle()


def type_in(words: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, words)
    pictures.settle()


def keys(page: ListPage) -> list[str]:
    return [column.key for column in page.model.columns]


@pytest.mark.usefixtures("app")
def test_columns_are_chosen_by_keyboard_alone(open_list: Open) -> None:
    page = open_list()
    usual = keys(page)
    page.choose_columns()
    type_in("email")
    press(Qt.Key.Key_Down)
    assert page.columns.list.labels() == ["E-mail"]
    press(Qt.Key.Key_Space)
    assert keys(page) == [*usual, "email"]
    press(Qt.Key.Key_Space)
    assert keys(page) == usual
    press(Qt.Key.Key_Return, Qt.Key.Key_Up, Qt.Key.Key_Escape)
    assert page.columns.isVisible()  # the first Esc empties the field
    press(Qt.Key.Key_Escape)
    assert not page.columns.isVisible()
    assert keys(page) == [*usual, "email"]


@pytest.mark.usefixtures("app")
def test_a_column_is_moved_by_keyboard(open_list: Open) -> None:
    page = open_list()
    page.choose_columns()
    type_in("status")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Up, Qt.Key.Key_Up, modifier=Qt.KeyboardModifier.AltModifier)
    assert keys(page)[:3] == ["name", "status", "groups"]
    assert page.columns.list.current_key == "status"


@pytest.mark.usefixtures("app")
def test_columns_are_remembered_when_the_list_is_opened_again(open_list: Open) -> None:
    open_list().table.arrangement.show_column("telephone", True)
    again = open_list()
    assert keys(again)[-1] == "telephone"
    again.columns.open((), (), again, 0)
    again.columns._reset()
    assert "telephone" not in keys(again)


@pytest.mark.usefixtures("app")
def test_ticks_and_notes_are_spoken(open_list: Open) -> None:
    page = open_list(size=(500, 700))
    page.choose_columns()
    type_in("what they need")
    spoken = QAccessible.queryAccessibleInterface(page.columns.list)
    assert spoken is not None
    said = {}
    for at in range(spoken.childCount()):
        child = spoken.child(at)
        assert child is not None
        said[child.text(QAccessible.Text.Name)] = child.state()
    assert said["Name"].checked
    assert not said["What they need, sensitive"].checked
    assert any(name.endswith(", no room just now") for name in said)


def crowded(page: ListPage) -> set[str]:
    """Return the columns that the panel says there is no room for."""
    rows = page.columns.list.model()
    found = (rows.index(at, 0) for at in range(rows.rowCount()))
    return {str(one.data()) for one in found if one.data(NOTE) == "no room just now"}


def test_the_panel_says_at_once_what_a_ticked_column_pushed_out(open_list: Open) -> None:
    page = open_list(size=(560, 700))
    page.choose_columns()
    before = crowded(page)
    for words in ("telephone", "postcode", "e-mail"):
        type_in(words)
        QTest.keyClick(page.columns.field, Qt.Key.Key_Return)
        pictures.settle()
    shown = page.table.arrangement.shown()
    seen = {page.model.columns[section].key for section in shown}
    chosen = page.table.arrangement.chosen()
    labels = {column.key: column.label for column in page.model.columns}
    assert crowded(page) == {labels[key] for key in chosen if key not in seen}
    assert crowded(page) > before


def test_the_panel_is_whole_in_large_type_and_a_small_window(
    scaled: theme.Theme, open_list: Open
) -> None:
    page = open_list(size=(1024 - scaled.px(56), 600))
    page.choose_columns()
    pictures.settle()
    assert page.rect().contains(page.columns.geometry())
    assert probe.clipped(page.columns) == []
    assert page.columns.list.viewport().height() >= scaled.px(36)


@pytest.mark.usefixtures("app")
def test_a_view_that_is_empty_does_not_speak_of_words(open_list: Open, peopled: File) -> None:
    (waiting,) = lists.page(peopled, ListQuery("member", "review"), 0, 5)
    records.save(peopled, Draft("member", {"status": "current"}, waiting.id))
    page = open_list()

    def said() -> list[str]:
        return [one.text() for one in page.findChildren(QLabel) if one.isVisible()]

    page.show_list("member", "review")
    assert "This view holds nothing now." in said()
    page.show_list("member", "all")
    page.search()
    type_in("xyzzy")
    press(Qt.Key.Key_Return)
    assert "Nothing in this view has what you look for." in said()


@pytest.mark.usefixtures("app")
def test_a_list_opens_in_a_view_that_has_rows(open_list: Open, peopled: File) -> None:
    make = Make(peopled)
    make.claim(make.member("Una", "Bright"), state="paid", paid_on=dt.date(2026, 11, 9))
    page = open_list("claim")
    frame = page.model.frame
    assert frame is not None
    assert (frame.query.chip, frame.total) == ("paid", 1)
    page.show_list("claim", "waiting")
    assert page.model.frame is not None
    assert page.model.frame.query.chip == "waiting"


@pytest.mark.usefixtures("app")
def test_an_empty_list_of_actions_says_so(open_list: Open) -> None:
    page = open_list("action")
    labels = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
    assert "Note who does what by when" in labels
    assert not page._tools.isVisible()


def test_enter_ticks_what_was_found_and_it_comes_last(open_list: Open) -> None:
    page = open_list()
    page.choose_columns()
    QTest.keyClicks(page.columns.field, "e-mail")
    pictures.settle()
    page.columns.field.asked.emit("e-mail")
    QTest.keyClick(page.columns.field, Qt.Key.Key_Return)
    assert page.table.arrangement.chosen()[-1] == "email"
    page.columns.field.clear()
    page.columns.field.asked.emit("")
    labels = page.columns.list.labels()
    assert labels.index("E-mail") == len(page.table.arrangement.chosen()) - 1


def subtitle(page: ListPage) -> str:
    shown = [one.text() for one in page.findChildren(QLabel) if one.property("role") == "sub"]
    return shown[0]


@pytest.mark.usefixtures("app")
def test_the_head_says_how_many_rows_are_found_and_returns_to_its_own_words(
    open_list: Open,
) -> None:
    page = open_list()
    own = subtitle(page)
    page.search()
    type_in("whitlock")
    pictures.rest(page)
    assert (subtitle(page), page.model.frame and page.model.frame.total) == ("1 found", 1)
    press(Qt.Key.Key_Escape)
    pictures.rest(page)
    assert subtitle(page) == own
    type_in("xyzzy")
    pictures.rest(page)
    assert subtitle(page) == "0 found"
    page.clear_search()
    pictures.rest(page)
    frame = page.model.frame
    assert frame is not None
    assert subtitle(page) == f"{frame.ever} found"  # all of them, other than the list opens with
    page.show_list("member", frame.chips[0].key)
    pictures.rest(page)
    assert subtitle(page) == own


@pytest.mark.usefixtures("app")
def test_enter_in_the_search_field_opens_the_row_that_is_found(
    qtbot: QtBot, peopled: File, prefs: HeldPrefs
) -> None:
    context, window = context_over(peopled)
    page = ListPage(context, prefs, ListKind("member"))
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    pictures.settle()
    joan = next(one for one in page.model.at_hand(60) if one.label.startswith("Joan"))
    page.search()
    type_in("xyzzy")
    press(Qt.Key.Key_Return)
    assert window.said("open") == []
    press(Qt.Key.Key_Escape)
    type_in("whitl")  # Enter does not wait for the pause
    press(Qt.Key.Key_Return)
    assert window.said("open") == [("member", joan.id)]


@pytest.mark.usefixtures("app")
@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)")
def test_rows_are_sorted_by_keyboard(open_list: Open) -> None:
    page = open_list()
    names = [one.label for one in page.model.at_hand(60)]
    page.table.setFocus()

    def sort(words: str) -> list[str]:
        QTest.keyClick(page.table, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
        menu = next(
            one for one in page.table.findChildren(QMenu) if one.accessibleName() == "Sort by"
        )
        (action,) = [one for one in menu.actions() if one.text().startswith(words)]
        off = [one.text() for one in menu.actions() if not one.isEnabled() and one.text()]
        action.trigger()
        for one in page.table.findChildren(QMenu):
            one.close()
        pictures.rest(page)
        return off

    heads = [page.model.columns[one] for one in page.table.arrangement.shown()]
    off = sort("Name")
    assert set(off) >= {one.label for one in heads if not one.sortable}
    first = [one.label for one in page.model.at_hand(60)]
    sort("Name")
    assert [one.label for one in page.model.at_hand(60)] == first[::-1]
    assert sorted(first) == sorted(names)


@pytest.mark.usefixtures("app")
def test_the_second_column_is_remembered_until_another_is_first(
    open_list: Open, prefs: HeldPrefs
) -> None:
    page = open_list()
    keys = [page.model.columns[one].key for one in page.table.arrangement.shown()]
    own, other, third = (keys.index(key) for key in (keys[0], "status", "heard"))
    page.table.arrangement.then_by(other)  # after the order that the list has of itself
    pictures.rest(page)
    assert page.model.frame is not None
    assert page.model.frame.order == (keys[0], False)
    assert page.model.frame.then == ("status", False)
    page.table.arrangement.sort_by(own)  # the first turned round: the second stays
    pictures.rest(page)
    again = open_list()
    assert again.model.frame is not None
    assert again.model.frame.order == (keys[0], True)
    assert again.model.frame.then == ("status", False)
    again.table.arrangement.sort_by(third)
    pictures.rest(again)
    assert again.model.frame.then == ("", False)
    assert prefs.get("sort/member") == "heard:up"


@pytest.mark.usefixtures("app")
def test_a_heading_that_cannot_be_sorted_says_so(
    qtbot: QtBot, peopled: File, prefs: HeldPrefs
) -> None:
    context, window = context_over(peopled)
    page = ListPage(context, prefs, ListKind("meeting"))
    qtbot.addWidget(page)
    page.show()
    pictures.settle()
    across = Qt.Orientation.Horizontal
    for at, column in enumerate(page.model.columns):
        told = page.model.headerData(at, across, Qt.ItemDataRole.ToolTipRole)
        assert told.endswith(": rows cannot be sorted by it") is not column.sortable
    came = next(at for at, one in enumerate(page.model.columns) if not one.sortable)
    page.table.arrangement.sort_by(came)
    assert window.said("bad") == ["Rows cannot be sorted by “Came”."]


@pytest.mark.usefixtures("app")
def test_what_was_published_is_listed_the_latest_first_and_nothing_is_added_to_it(
    qtbot: QtBot, peopled: File, prefs: HeldPrefs
) -> None:
    context, window = context_over(peopled)
    page = ListPage(context, prefs, ListKind("publication", adds=False))
    qtbot.addWidget(page)
    page.resize(1158, 768)
    page.return_to("Reports")
    page.show()
    pictures.rest(page)
    shown = [one.text() for one in page.findChildren(QPushButton) if one.isVisible()]
    assert "Reports" in shown
    assert not [one for one in shown if "Add" in one]
    page.add()
    assert window.said("new") == []
    papers = [publications.by_hand(peopled, "annual", year)[0].id for year in (2024, 2025, 2025)]
    publications.withdraw(peopled, papers[0], "A mistake")
    page.reload()
    pictures.rest(page)
    rows = page.model.at_hand(60)
    assert [one.id for one in rows] == papers[::-1]
    assert [one.cells[1].text for one in rows] == ["Stands", "Superseded", "Withdrawn"]
    assert {one.cells[3].text for one in rows} == {"Annual report"}
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert window.said("open") == [("publication", papers[-1])]
    assert probe.clipped(page) == []
    assert probe.nameless(page) == []


@pytest.mark.usefixtures("app")
def test_one_row_is_chosen_whichever_keys_are_held(open_list: Open) -> None:
    """Ctrl+Z brings other rows while Ctrl is held, which let Qt choose two of them."""
    page = open_list()
    page.table.setFocus()
    QTest.keyPress(page.table, Qt.Key.Key_Control)
    page.table.go_to(page.model.at_hand(60)[3].id)
    assert page.table.selected_rows() == [3]
    QTest.keyRelease(page.table, Qt.Key.Key_Control)
