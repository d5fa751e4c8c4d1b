"""What assistive tools are told of parts, and what they do with them."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QRadioButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from facilitator_app.gui.editors.choice import CalmCombo
from facilitator_app.gui.unlock_parts import PassField
from facilitator_app.gui.widgets.chip import ChipButton
from facilitator_app.gui.widgets.dots import Dots
from facilitator_app.gui.widgets.text_label import text_label

pytestmark = pytest.mark.usefixtures("app")

Name, Role = QAccessible.Text.Name, QAccessible.Role


def spoken(part: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(part)
    assert found is not None
    return found


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """An empty window."""
    made = QWidget()
    QVBoxLayout(made)
    qtbot.addWidget(made)
    made.show()
    return made


def put(window: QWidget, *parts: QWidget) -> None:
    """Show `parts` in the window."""
    layout = window.layout()
    assert layout is not None
    for one in parts:
        layout.addWidget(one)
        one.show()


@pytest.mark.parametrize("make", [ChipButton, QRadioButton, QCheckBox])
def test_what_is_toggled_by_a_tool_does_what_a_click_does(
    window: QWidget, make: type[QRadioButton | QCheckBox]
) -> None:
    choice = ChipButton("here", "Here") if make is ChipButton else make("Here")
    put(window, choice)
    clicked: list[bool] = []
    choice.clicked.connect(lambda on=False: clicked.append(on))
    told = spoken(choice)
    box = Role.CheckBox if make is QCheckBox else Role.RadioButton
    assert (told.role(), told.text(Name), bool(told.state().checked)) == (box, "Here", False)
    actions = told.actionInterface()
    assert "Toggle" in actions.actionNames()
    actions.doAction("Toggle")
    assert clicked == [True]
    assert choice.isChecked()
    assert told.state().checked


def test_what_is_off_cannot_be_toggled(window: QWidget) -> None:
    box = QCheckBox("Here")
    put(window, box)
    box.setEnabled(False)
    assert "Toggle" not in spoken(box).actionInterface().actionNames()
    spoken(box).actionInterface().doAction("Toggle")
    assert not box.isChecked()


def test_a_mark_in_the_words_is_not_spoken(window: QWidget) -> None:
    box = QCheckBox("R && D, &by post")
    put(window, box)
    assert spoken(box).text(Name) == "R & D, by post"


def test_headings_and_pictures_are_told_as_such(window: QWidget) -> None:
    title, note = text_label("Members", "title"), text_label("52 of them", "small")
    dots = Dots((True, False), "came to 1 of 2")
    group = QWidget()
    group.setAccessibleName("Theme")
    put(window, title, note, dots, group)
    told = [(spoken(one).role(), spoken(one).text(Name)) for one in (title, note, dots, group)]
    assert told == [
        (Role.Heading, "Members"),
        (Role.StaticText, "52 of them"),
        (Role.Graphic, "came to 1 of 2"),
        (Role.Grouping, "Theme"),
    ]


def test_letters_of_a_passphrase_are_told_to_nobody(window: QWidget) -> None:
    field = PassField("Passphrase", lambda: None)
    put(window, field)
    QTest.keyClicks(field.field, "three words here")
    for turn in range(2):
        told = spoken(field.field)
        assert told.text(Name) == "Passphrase, required"
        assert told.state().passwordEdit, turn
        assert told.textInterface() is None  # what hands each letter on
        assert "words" not in told.text(QAccessible.Text.Value)
        field.turn()  # now the letters are shown, to those who see them
    plain = QLineEdit()
    put(window, plain)
    assert spoken(plain).textInterface() is not None


def test_a_box_to_choose_from_has_its_question_as_label(window: QWidget) -> None:
    box = CalmCombo()
    box.addItems(["Light", "Dark"])
    box.setAccessibleName("Theme & colours")
    put(window, box)
    labels = [
        told.text(Name)
        for told, kind in spoken(box).relations()
        if kind & QAccessible.RelationFlag.Label
    ]
    assert labels == ["Theme & colours"]
