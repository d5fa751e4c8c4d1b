"""Tab walks through a record's page as it is read, lines that were added a moment ago included."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from facilitator_app.gui.pages.claims.claim_page import claim_page
from facilitator_app.gui.pages.record_page import RecordPage
from facilitator_app.gui.pages.training.training_page import training_page
from facilitator_app.gui.tab_order import TabsAsRead
from facilitator_app.services import claims, find
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from tests.gui import pictures
from tests.gui.field_names import plain
from tests.gui.plain_context import context_over

pytestmark = pytest.mark.usefixtures("app")
DAY = dt.date(2026, 11, 3)
TAB, BACKTAB, SPACE = Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Space
CLAIM = ["Member", "For the day", "Meeting", "Training", "What for"]
MILEAGE = ["Day", "What it was", "Details", "Miles there and back", "Travel by"]
COST = ["Day", "What it was", "Details", "Amount", "Receipt"]
PLACE = ["Member", "Place", "What they said"]


@pytest.fixture(autouse=True)
def _let_go(app: QApplication) -> Iterator[None]:
    """Let closed pages go at once: each theme that is applied later would dress them again."""
    yield
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class Keyboard:
    """A page in an active window, and nothing but its keys."""

    def __init__(self, file: File, bot: QtBot) -> None:
        """Show no page yet."""
        self.file, self._bot = file, bot
        self._frames: list[QWidget] = []
        self.context, self.window = context_over(file)

    def open(self, page: RecordPage) -> RecordPage:
        frame = TabsAsRead()
        self._frames.append(frame)
        frame.resize(1158, 688)
        QVBoxLayout(frame).addWidget(page)
        self._bot.addWidget(frame)
        with self._bot.waitActive(frame):
            frame.show()
            frame.activateWindow()
        pictures.settle()
        return page

    def press(self, key: Qt.Key, *more: Any) -> None:
        QTest.keyClick(self.focus(), key, *more)
        pictures.settle()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus(), text)
        pictures.settle()

    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def where(self) -> str:
        return plain(self.focus().accessibleName())

    def walk(self, key: Qt.Key, steps: int) -> list[str]:
        """Press `key` so many times; return where the keyboard was after each."""
        found = []
        for _step in range(steps):
            self.press(key)
            found.append(self.where())
        return found

    def claim(self) -> RecordPage:
        """Open a stored claim of miles and parking."""
        joan = find.choices(self.file, "member", "Whitlock", 1)[0].id
        claim = Draft("claim", {"member_id": joan, "date": DAY, "purpose_words": "Visit"})
        lines = [
            Draft("claim_line", {"category": "mileage", "miles": 220, "mode": "car"}),
            Draft("claim_line", {"category": "parking", "amount": 450}),
        ]
        saved = claims.save(self.file, claim, {"claim_line": lines}).id
        return self.open(claim_page(self.context, saved))


@pytest.fixture
def keyboard(peopled: File, qtbot: QtBot) -> Keyboard:
    return Keyboard(peopled, qtbot)


def test_tab_reads_through_form_lines_and_notes_and_back(keyboard: Keyboard) -> None:
    page = keyboard.claim()
    page.form.go_to("member_id")
    way = [*CLAIM, *MILEAGE, *COST, "Add claim line", "Notes"]
    assert keyboard.where() == "Member"
    assert keyboard.walk(TAB, len(way) - 1) == way[1:]
    assert keyboard.walk(BACKTAB, len(way) - 1) == way[-2::-1]


def test_a_line_that_is_added_comes_before_what_follows_the_lines(keyboard: Keyboard) -> None:
    page = keyboard.claim()
    page.table_of("claim_line").lines[1].go("receipt")
    keyboard.press(Qt.Key.Key_Return)
    assert len(page.table_of("claim_line").lines) == 3
    assert keyboard.where() == "Day"
    assert keyboard.walk(TAB, 6) == [*MILEAGE[1:], "Add claim line", "Notes"]
    assert keyboard.walk(BACKTAB, 7) == ["Add claim line", *MILEAGE[::-1], "Receipt"]


def test_what_a_kind_of_cost_does_not_need_is_passed_over(keyboard: Keyboard) -> None:
    page = keyboard.claim()
    page.table_of("claim_line").lines[0].go("category")
    keyboard.type("Taxi")
    assert keyboard.walk(TAB, 4) == ["Details", "Amount", "Receipt", "Day"]


def test_space_in_the_lines_discards_nothing(keyboard: Keyboard) -> None:
    """Tab used to skip the cost lines: a space that was meant for one pressed Discard."""
    page = keyboard.open(claim_page(keyboard.context))
    page.form.go_to("purpose_words")
    keyboard.type("Visit")
    assert page.head.discard_button.isVisible()
    for cell in [*MILEAGE, "Add claim line", "Notes"]:
        keyboard.press(TAB)
        assert keyboard.where() == cell
        if isinstance(keyboard.focus(), (QLineEdit, QPlainTextEdit)):
            keyboard.press(SPACE)
    assert page.form.rows["purpose_words"].editor.value_text() == "Visit"
    assert page.dirty
    assert "aside" not in page.view.bars


def test_a_bar_that_is_answered_hands_the_keyboard_to_no_other_button(keyboard: Keyboard) -> None:
    page = keyboard.open(claim_page(keyboard.context))
    page.form.go_to("purpose_words")
    keyboard.type("Visit")
    page.can_leave()
    again = keyboard.open(claim_page(keyboard.context))
    again.form.go_to("member_id")
    assert keyboard.walk(BACKTAB, 2) == ["Throw it away", "Use it"]
    keyboard.press(SPACE)
    keyboard.press(SPACE)
    keyboard.press(SPACE)
    assert again.form.rows["purpose_words"].editor.value_text() == "Visit"


def test_saving_within_a_line_leaves_the_keyboard_there(keyboard: Keyboard) -> None:
    page = keyboard.claim()
    page.table_of("claim_line").lines[1].go("amount")
    keyboard.type("7")
    page.save()
    assert not page.dirty
    assert keyboard.where() == "Amount"
    assert page.table_of("claim_line").lines[1].isAncestorOf(keyboard.focus())


def test_a_removed_line_hands_the_keyboard_to_its_neighbour(keyboard: Keyboard) -> None:
    page = keyboard.claim()
    lines = page.table_of("claim_line")
    for left in (1, 0):
        lines.lines[left].go("details")
        keyboard.press(Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
        assert len(lines.lines) == left
    assert keyboard.where() == "Add claim line"
    assert keyboard.walk(TAB, 2) == ["Bring back the deleted line", "Notes"]


def test_bars_and_steps_come_before_the_form(keyboard: Keyboard) -> None:
    page = keyboard.claim()
    page.form.go_to("member_id")
    steps = ["Send in", "Cancel the claim"]
    assert keyboard.walk(BACKTAB, 2) == steps[::-1]
    keyboard.press(TAB)
    keyboard.press(TAB)
    assert keyboard.where() == "Member"


def test_places_of_an_event_are_walked_through(keyboard: Keyboard) -> None:
    page = keyboard.open(training_page(keyboard.context))
    for _turn in range(2):
        page.table_of("training_place").add()
    page.form.go_to("notes")
    assert keyboard.walk(TAB, 7) == [*PLACE, *PLACE, "Add training place"]
    assert keyboard.walk(BACKTAB, 7) == [*PLACE[::-1], *PLACE[::-1], "Notes"]
