"""The one search box: what it finds in a real file, what it does, and its keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from facilitator_app.digests.find import Hit
from facilitator_app.domain.errors import AppError
from facilitator_app.gui.announcements import WHILE_TYPING_MS
from facilitator_app.gui.command_box import Command, CommandBox
from facilitator_app.gui.command_box_rows import fits, marked
from facilitator_app.gui.ops import InlineOps
from facilitator_app.services.files import File
from tests.gui import pictures
from tests.gui.hearing import listening
from tests.gui.probe import clipped, nameless


class Host(QWidget):
    """A window with a field and the search box over it."""

    def __init__(self, file: File) -> None:
        """Look in `file`."""
        super().__init__()
        self.done: list[object] = []
        self.field = QLineEdit()
        QVBoxLayout(self).addWidget(self.field)
        commands = [
            Command("Go to Claims", lambda: self.done.append("claims"), "receipt", ("Ctrl+6",)),
            Command("Undo", lambda: self.done.append("undo"), keys=("Ctrl+Z",), also="take back"),
        ]  # fmt: skip
        self.box = CommandBox(self, InlineOps(file, self.fail), [lambda: commands], self.open)

    def open(self, hit: Hit) -> None:
        self.done.append((hit.record, hit.id))

    def fail(self, error: AppError) -> None:
        raise error


@pytest.fixture
def host(app: QApplication, qtbot: QtBot, peopled: File) -> Iterator[Host]:
    made = Host(peopled)
    made.resize(1000, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.field.setFocus()
    made.box.open()
    yield made
    made.hide()
    made.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _type(host: Host, text: str) -> None:
    QTest.keyClicks(host.box.field, text)
    pictures.rest(host)


def test_it_opens_with_the_keyboard_in_its_field(host: Host) -> None:
    assert host.box.isVisible()
    assert host.box.field.hasFocus()
    assert host.box.size() == host.size()
    assert host.box.titles() == ["Go to Claims", "Undo"]


def test_a_person_is_found_by_a_part_of_the_name_and_opened(host: Host) -> None:
    _type(host, "whit")
    assert host.box.titles() == ["Joan Whitlock"]
    QTest.keyClick(host.box.field, Qt.Key.Key_Return)
    assert not host.box.isVisible()
    assert host.done[0][0] == "member"  # type: ignore[index]  # a pair, as the test above shows
    assert host.done[0][1] > 2**31  # type: ignore[index]  # as above


def test_enter_does_not_wait_for_the_pause(host: Host) -> None:
    QTest.keyClicks(host.box.field, "whitlock")
    QTest.keyClick(host.box.field, Qt.Key.Key_Return)
    assert len(host.done) == 1


def test_a_command_is_found_by_other_words_too(host: Host) -> None:
    _type(host, "take")
    assert host.box.titles() == ["Undo"]
    QTest.keyClick(host.box.field, Qt.Key.Key_Return)
    assert host.done == ["undo"]


def test_an_article_is_no_part_of_what_is_meant(host: Host) -> None:
    _type(host, "go to the claims")
    assert host.box.titles() == ["Go to Claims"]


def test_arrows_go_round(host: Host) -> None:
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(host.box.field, key)
    QTest.keyClick(host.box.field, Qt.Key.Key_Return)
    assert host.done == ["undo"]


def test_esc_gives_the_keyboard_back(host: Host) -> None:
    QTest.keyClick(host.box.field, Qt.Key.Key_Escape)
    assert not host.box.isVisible()
    assert host.field.hasFocus()
    assert host.done == []


def test_a_click_beside_it_closes_it(host: Host) -> None:
    QTest.mouseClick(host.box, Qt.MouseButton.LeftButton, pos=QPoint(5, 600))
    assert not host.box.isVisible()


def test_nothing_found_is_said(host: Host) -> None:
    _type(host, "xyzzy")
    assert host.box.titles() == []
    QTest.keyClick(host.box.field, Qt.Key.Key_Return)
    assert host.done == []
    assert host.box.isVisible()
    assert "open" not in {one.text() for one in host.box.findChildren(QLabel) if one.isVisible()}


def test_it_follows_the_window(host: Host) -> None:
    host.resize(640, 500)
    assert host.box.size() == host.size()
    assert host.box.rect().contains(host.box._box.geometry())


@pytest.mark.usefixtures("scaled")
def test_it_can_be_read_and_heard(host: Host) -> None:
    _type(host, "jo")
    assert clipped(host.box) == []
    assert nameless(host.box) == []
    spoken = QAccessible.queryAccessibleInterface(host.box._list)
    assert spoken is not None
    names = [
        part.text(QAccessible.Text.Name)
        for at in range(spoken.childCount())
        if (part := spoken.child(at))
    ]
    assert any(name.startswith("Joan Whitlock") for name in names)


@pytest.mark.parametrize(
    ("text", "typed", "bold"),
    [
        ("Joan Whitlock", "joan", ["Joan"]),
        ("Joan Whitlock", "whit jo", ["Jo", "Whit"]),
        ("Joanna", "an", []),
        ("Joan", "", []),
        ("Siân (chair)", "(ch", []),
        ("A+B", "a+b", ["A+B"]),
    ],
)
def test_matched_beginnings_are_bold(text: str, typed: str, bold: list[str]) -> None:
    assert [piece for piece, strong in marked(text, typed) if strong] == bold


@given(st.text(), st.text())
def test_marking_loses_no_letter(text: str, typed: str) -> None:
    assert "".join(piece for piece, _strong in marked(text, typed)) == text


@given(st.text())
def test_everything_fits_when_nothing_is_typed(text: str) -> None:
    assert fits("", text)
    assert fits("  ", text)


def test_every_typed_word_must_begin_a_word() -> None:
    assert fits("go cl", "Go to Claims")
    assert not fits("laims", "Go to Claims")
    assert fits("who's", "Go to Who's who")
    assert not fits("!", "Go to Claims")


def test_a_hit_is_told_with_its_kind_and_nothing_of_a_search_that_is_over(
    app: QApplication, host: Host
) -> None:
    """Failed before: a hit went without its heading; a search that was left was told later."""
    with listening(app) as ear:
        _type(host, "whit")
        QTest.qWait(WHILE_TYPING_MS + 200)
        assert ear.take() == ["1 found, Joan Whitlock, Patient, people"]
        _type(host, "x")
        host.box.field.clear()
        pictures.rest(host)
        QTest.qWait(WHILE_TYPING_MS + 200)
        assert ear.take() == []
        _type(host, "whit")
        QTest.keyClick(host.box.field, Qt.Key.Key_Escape)
        host.box.open()
        QTest.qWait(WHILE_TYPING_MS + 200)
        assert ear.said == []
