"""The keyboard is given back to a control made anew, and never what was typed to another."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from facilitator_app.gui.standing import KeyboardPlace
from facilitator_app.gui.widgets.surface import column

pytestmark = pytest.mark.usefixtures("app")


def page_with(qtbot: QtBot, *controls: QWidget) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    for one in controls:
        column_of = page.layout() or column(page)
        column_of.addWidget(one)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def named(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    return field


def test_what_was_typed_goes_to_the_control_made_anew(qtbot: QtBot) -> None:
    before = named("Telephone")
    page = page_with(qtbot, before)
    before.setFocus()
    place, after = KeyboardPlace(page), named("Telephone")
    other = page_with(qtbot, QPushButton("Back"), after)
    place.give_back(other)
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, "x y")
    qtbot.waitUntil(lambda: after.text() == "x y")
    assert after.hasFocus()


def test_what_was_typed_presses_no_other_control(qtbot: QtBot) -> None:
    before, pressed = named("Telephone"), []
    page = page_with(qtbot, before)
    before.setFocus()
    place, back = KeyboardPlace(page), QPushButton("Back")
    back.clicked.connect(lambda: pressed.append(True))
    other = page_with(qtbot, back)
    arrival = place.give_back(other, 2)
    assert arrival is not None
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, "x y")
    qtbot.waitUntil(back.hasFocus)
    qtbot.wait(100)
    arrival.look()  # its page came after all: nobody waits any more
    assert pressed == []
