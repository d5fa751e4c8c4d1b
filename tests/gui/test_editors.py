"""Each kind's editor: what it shows, what it reads, and how the keyboard works it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from facilitator_app.digests.find import Hit
from facilitator_app.domain.errors import AppError
from facilitator_app.gui import theme
from facilitator_app.gui.editors.base import Editor
from facilitator_app.gui.editors.choice import ChoiceEditor
from facilitator_app.gui.editors.date import DateEditor
from facilitator_app.gui.editors.editor_registry import EDITORS, editor_for
from facilitator_app.gui.editors.flag import ChoicesEditor, FlagEditor
from facilitator_app.gui.editors.line_edits import LineEditor
from facilitator_app.gui.editors.long_text import LongTextEditor
from facilitator_app.gui.editors.ref import RefEditor
from facilitator_app.gui.page_context import PageContext
from facilitator_app.services.files import File
from facilitator_app.spec import kinds
from facilitator_app.spec.record import Field
from tests.gui import pictures
from tests.gui.plain_context import NotingWindow, context_over, new_file

pytestmark = pytest.mark.usefixtures("app")

VALUES: dict[type[kinds.Kind], tuple[kinds.Kind, Any]] = {
    kinds.Text: (kinds.Text(), "Oak Room"),
    kinds.LongText: (kinds.LongText(), "Sit near the front.\n\nRing first."),
    kinds.Email: (kinds.Email(), "joan@example.org"),
    kinds.Phone: (kinds.Phone(), "01684 496 0142"),
    kinds.Postcode: (kinds.Postcode(), "GL20 5AA"),
    kinds.Whole: (kinds.Whole(), 1200),
    kinds.Money: (kinds.Money(), 450),
    kinds.Miles: (kinds.Miles(), 225),
    kinds.Hours: (kinds.Hours(), 25),
    kinds.Rate: (kinds.Rate(), 374),
    kinds.Date: (kinds.Date(), dt.date(2026, 3, 3)),
    kinds.Time: (kinds.Time(), dt.time(14, 5)),
    kinds.Flag: (kinds.Flag(), True),
    kinds.Choice: (kinds.Choice(list="travel_mode"), "car"),
    kinds.Choices: (kinds.Choices(list="access_need"), ("large_print", "hearing_loop")),
    kinds.Ref: (kinds.Ref(record="member"), 7),
    kinds.File: (kinds.File(), "0a" * 32),
}


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[File]:
    """One file for all: editors only read."""
    made = new_file(tmp_path_factory.mktemp("editors"))
    yield made
    made.close()


@pytest.fixture
def context(stored: File) -> PageContext:
    return context_over(stored)[0]


class Place:
    """A window with room below the editor for a list; it lives as long as the test."""

    def __init__(self, bot: QtBot, context: PageContext) -> None:
        """Make the window, without an editor."""
        self.bot, self.context, self.window = bot, context, QWidget()
        self.box = QVBoxLayout(self.window)
        self.window.resize(640, 480)
        bot.addWidget(self.window)

    def __call__(self, kind: kinds.Kind, **more: Any) -> Editor:
        """Show an editor of `kind` in the active window."""
        editor = editor_for(Field("value", kind, "What it is", **more), self.context)
        self.box.addWidget(editor)
        self.box.addStretch(1)
        with self.bot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        return editor


@pytest.fixture
def place(qtbot: QtBot, context: PageContext) -> Place:
    return Place(qtbot, context)


def line_of(editor: Editor) -> LineEditor:
    assert isinstance(editor, LineEditor)
    return editor


def leave(editor: Editor) -> None:
    """Let the keyboard go elsewhere, as Tab would."""
    editor.part().setFocus(Qt.FocusReason.TabFocusReason)
    editor.part().clearFocus()


def test_every_kind_has_an_editor() -> None:
    assert set(EDITORS) == set(kinds.ALL)


@pytest.mark.parametrize("kind", kinds.ALL)
def test_what_is_set_is_read_again(kind: type[kinds.Kind], place: Place, qtbot: QtBot) -> None:
    made, value = VALUES[kind]
    editor = place(made)
    with qtbot.assertNotEmitted(editor.changed):
        editor.set_value(value, "Joan Whitlock")
    assert editor.read() == value
    assert editor.value_text()
    leave(editor)
    assert editor.read() == value


@pytest.mark.parametrize("kind", kinds.ALL)
def test_a_blank_is_none(kind: type[kinds.Kind], place: Place) -> None:
    editor = place(VALUES[kind][0])
    editor.set_value(VALUES[kind][1], "Joan Whitlock")
    editor.set_value(None)
    assert editor.read() is None


@pytest.mark.parametrize("kind", [one for one in kinds.ALL if one is not kinds.Flag])
def test_a_required_blank_is_refused_by_name(kind: type[kinds.Kind], place: Place) -> None:
    editor = place(VALUES[kind][0], required=True)
    with pytest.raises(AppError, match="What it is"):
        editor.read()


@pytest.mark.parametrize("kind", kinds.ALL)
def test_it_is_named_and_marked(kind: type[kinds.Kind], place: Place) -> None:
    editor = place(VALUES[kind][0])
    editor.describe("What it is", "Only if they wish")
    assert "What it is" in editor.part().accessibleName()
    assert editor.part().accessibleDescription() == "Only if they wish"
    editor.set_bad(True)
    assert editor.part().property("bad") is True
    editor.set_bad(False)
    assert editor.part().property("bad") is False


@pytest.mark.parametrize(
    ("kind", "typed", "value", "text"),
    [
        (kinds.Money(), "4.5", 450, "£4.50"),
        (kinds.Money(), "£1204", 120_400, "£1,204.00"),
        (kinds.Miles(), "22.5", 225, "22.5"),
        (kinds.Rate(), "55", 550, "55p"),
        (kinds.Time(), "2 pm", dt.time(14), "14:00"),
        (kinds.Postcode(), "gl205aa", "GL20 5AA", "GL20 5AA"),
        (kinds.Date(), "3/3/26", dt.date(2026, 3, 3), "Tue 3 Mar 2026"),
        (kinds.Date(), "tomorrow", dt.date(2026, 11, 24), "Tue 24 Nov 2026"),
        (kinds.Date(), "next tue", dt.date(2026, 11, 24), "Tue 24 Nov 2026"),
        (kinds.Date(past=True), "3/3/58", dt.date(1958, 3, 3), "3 Mar 1958"),
        (kinds.Text(), "  Oak   Room ", "Oak Room", "Oak Room"),
    ],
)
def test_leaving_shows_what_was_understood(
    kind: kinds.Kind, typed: str, value: Any, text: str, place: Place, qtbot: QtBot
) -> None:
    editor = line_of(place(kind))
    editor.line.setFocus()
    with qtbot.waitSignal(editor.changed):
        QTest.keyClicks(editor.line, typed)
    leave(editor)
    assert editor.line.text() == text
    assert editor.read() == value


def test_what_cannot_be_read_stays_as_typed(place: Place) -> None:
    editor = line_of(place(kinds.Date()))
    QTest.keyClicks(editor.line, "31/11/26")
    leave(editor)
    assert editor.line.text() == "31/11/26"
    with pytest.raises(AppError, match="November has 30 days"):
        editor.read()


def test_a_date_says_what_it_understands_while_one_types(place: Place) -> None:
    editor = place(kinds.Date())
    assert isinstance(editor, DateEditor)
    editor.line.setFocus()
    QTest.keyClicks(editor.line, "3 mar")
    assert editor.understood.text() == "= Wed 3 Mar 2027"
    leave(editor)
    assert editor.understood.text() == ""


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(day=st.dates(dt.date(1881, 1, 1), dt.date(2199, 12, 31)))
def test_a_shown_day_is_read_as_the_same_day(day: dt.date, context: PageContext) -> None:
    editor = editor_for(Field("value", kinds.Date(), "Day"), context)
    editor.set_value(day)
    assert editor.read() == day
    editor.deleteLater()


def test_a_pick_list_keeps_a_retired_entry_that_is_held(place: Place) -> None:
    editor = place(kinds.Choice(list="travel_mode"))
    editor.set_value("by_balloon")
    assert editor.read() == "by_balloon"
    assert editor.value_text() == "by_balloon"


def test_typing_jumps_in_a_pick_list(place: Place, qtbot: QtBot) -> None:
    editor = place(kinds.Choice(list="member_status"), required=True)
    assert isinstance(editor, ChoiceEditor)
    with qtbot.waitSignal(editor.changed):
        QTest.keyClicks(editor.combo, "Cur")
    assert editor.read() == "current"


@pytest.mark.parametrize("with_keyboard", [False, True])
def test_the_wheel_passes_over_a_pick_list(place: Place, with_keyboard: bool) -> None:
    editor = place(kinds.Choice(list="member_status"), required=True)
    assert isinstance(editor, ChoiceEditor)
    editor.set_value("current")
    assert not editor.combo.focusPolicy() & Qt.FocusPolicy.WheelFocus & ~Qt.FocusPolicy.StrongFocus
    if with_keyboard:
        editor.combo.setFocus()
    else:
        editor.combo.clearFocus()
    middle = QPointF(editor.combo.rect().center())
    turn = QWheelEvent(
        middle,
        editor.combo.mapToGlobal(middle),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(editor.combo, turn)
    assert editor.read() == "current"


def test_tick_boxes_fold_to_one_column_and_stay_in_order(place: Place, qtbot: QtBot) -> None:
    editor = place(kinds.Choices(list="access_need"))
    assert isinstance(editor, ChoicesEditor)
    ticks = list(editor._ticks.values())
    assert ticks[0].y() == ticks[1].y()
    editor.window().resize(320, 480)
    qtbot.waitUntil(lambda: ticks[0].x() == ticks[1].x())
    assert [tick.y() for tick in ticks] == sorted(tick.y() for tick in ticks)
    QTest.keyClick(ticks[1], Qt.Key.Key_Space)
    offered = place.context.format_context().lists.offered("access_need")
    assert editor.read() == (offered[1].code,)


def test_long_words_of_a_tick_box_wrap(place: Place, qtbot: QtBot) -> None:
    editor = place(kinds.Flag())
    assert isinstance(editor, FlagEditor)
    editor.tick.setText("A very long question " * 6)
    place.window.resize(300, 400)
    qtbot.waitUntil(lambda: editor.tick.height() > 60)
    words = editor.tick._words(editor.tick.width())
    assert words.right() <= editor.tick.width()
    assert words.height() <= editor.tick.height()
    QTest.mouseClick(editor.tick, Qt.MouseButton.LeftButton, pos=editor.tick.rect().center())
    assert editor.read() is True


def test_paragraphs_grow_up_to_a_limit_and_tab_leaves(place: Place, qtbot: QtBot) -> None:
    editor = place(kinds.LongText())
    assert isinstance(editor, LongTextEditor)
    small = editor.text.height()
    editor.set_value("\n".join(["line"] * 8))
    qtbot.waitUntil(lambda: editor.text.height() > small)
    grown = editor.text.height()
    editor.set_value("\n".join(["line"] * 200))
    qtbot.waitUntil(lambda: editor.text.height() > grown)
    assert editor.text.height() < 480
    QTest.keyClick(editor.text, Qt.Key.Key_Tab)
    assert editor.read() == "\n".join(["line"] * 200)
    assert isinstance(editor.part(), QPlainTextEdit)


def test_no_word_at_the_edge_moves_the_lines_sideways(place: Place) -> None:
    editor = place(kinds.LongText())
    assert isinstance(editor, LongTextEditor)
    editor.text.setFixedWidth(300)
    across = editor.text.horizontalScrollBar()
    for letters in range(20, 60):
        editor.text.setPlainText("w" * letters + " a b c")
        editor.text.moveCursor(QTextCursor.MoveOperation.End)
        for key in " d e":
            QTest.keyClicks(editor.text, key)
            QApplication.processEvents()
            assert across.value() == 0, letters


def test_more_than_a_text_takes_is_not_pasted(place: Place) -> None:
    window = place.context.window
    assert isinstance(window, NotingWindow)
    editor = place(kinds.LongText())
    assert isinstance(editor, LongTextEditor)
    editor.text.setPlainText("Said before. ")
    editor.text.moveCursor(QTextCursor.MoveOperation.End)
    QGuiApplication.clipboard().setText("x" * 1_000_000)
    editor.text.paste()
    assert editor.read() == "Said before. " + "x" * (20_000 - 13)
    told = window.said("tell")
    assert told == ["Not all was pasted: one text has room for 20,000 characters."]
    editor.text.selectAll()
    QGuiApplication.clipboard().setText("y" * 20_000)
    editor.text.paste()
    assert editor.read() == "y" * 20_000
    assert window.said("tell") == told


PASTED = "Aa\a\x1b[31mBb\x01\x7fCc"


def test_what_is_pasted_into_a_long_text_brings_no_controls(place: Place) -> None:
    editor = place(kinds.LongText())
    assert isinstance(editor, LongTextEditor)
    QGuiApplication.clipboard().setText(f"{PASTED}\n\tDd")
    editor.text.paste()
    assert editor.text.toPlainText() == "Aa[31mBbCc\n\tDd"


def test_what_is_pasted_into_a_line_brings_no_controls(place: Place) -> None:
    editor = place(kinds.Text())
    assert isinstance(editor, LineEditor)
    editor.line.setText("x \U0001f469 z")
    editor.line.setCursorPosition(5)
    QGuiApplication.clipboard().setText(PASTED)
    editor.line.paste()
    assert (editor.line.text(), editor.line.cursorPosition()) == ("x 👩 Aa[31mBbCcz", 15)


def reference(place: Place) -> RefEditor:
    editor = place(kinds.Ref(record="member"))
    assert isinstance(editor, RefEditor)
    editor.line.setFocus()
    return editor


def test_a_person_is_found_by_part_of_a_name_and_chosen_by_keys(place: Place, qtbot: QtBot) -> None:
    editor = reference(place)
    QTest.keyClicks(editor.line, "whit")
    assert editor.list.isVisible()
    assert [hit.title for hit in editor.list.hits()] == ["Joan Whitlock"]
    with qtbot.waitSignal(editor.changed):
        QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert not editor.list.isVisible()
    assert editor.line.text() == "Joan Whitlock"
    assert editor.read() == editor.list.hits()[0].id


def test_arrows_open_the_list_and_go_round(place: Place) -> None:
    editor = reference(place)
    QTest.keyClick(editor.line, Qt.Key.Key_Down)
    assert len(editor.list.hits()) == 3
    QTest.keyClick(editor.line, Qt.Key.Key_Up)
    assert editor.list.currentRow() == len(editor.list.hits()) - 1
    QTest.keyClick(editor.line, Qt.Key.Key_Down)
    assert editor.list.currentRow() == 0
    assert editor.list.y() > editor.line.mapTo(editor.window(), QPoint(0, 0)).y()


def test_the_list_is_as_wide_as_its_longest_title_where_there_is_room(place: Place) -> None:
    editor = reference(place)
    place.window.resize(700, 400)
    editor.setFixedWidth(200)
    pictures.settle()
    title = "Urology Site-Specific Group, 13 Nov 2026"
    for words, wide in (("Joan", 320), (title * 9, 520)):
        editor.list.offer([Hit("meeting", 1, words, "", "", "")], "")
        assert wide <= editor.list.width() <= max(wide, 520)
    metrics = theme.current().metrics(14, 600)
    editor.list.offer([Hit("meeting", 1, title, "", "", "")], "")
    assert editor.list.viewport().width() - 22 >= metrics.horizontalAdvance(title)


def test_escape_closes_the_list_and_nothing_else(place: Place) -> None:
    editor = reference(place)
    QTest.keyClicks(editor.line, "wh")
    QTest.keyClick(editor.line, Qt.Key.Key_Escape)
    assert not editor.list.isVisible()
    assert editor.line.text() == "wh"


def test_an_unknown_name_is_told_in_a_sentence(place: Place) -> None:
    editor = reference(place)
    QTest.keyClicks(editor.line, "Nobody at all")
    assert editor.list.item(0).text().startswith("Nothing found")
    with pytest.raises(AppError, match="Nothing is called “Nobody at all”"):
        editor.read()


def test_leaving_takes_the_only_one_that_fits(place: Place) -> None:
    editor = reference(place)
    QTest.keyClicks(editor.line, "whitl")
    leave(editor)
    assert editor.line.text() == "Joan Whitlock"
    assert not editor.list.isVisible()


def test_changed_words_are_no_longer_the_chosen_one(place: Place) -> None:
    editor = reference(place)
    editor.set_value(7, "Joan Whitlock")
    before = editor.state()
    QTest.keyClicks(editor.line, "x")
    assert editor.state() != before
    with pytest.raises(AppError):
        editor.read()


def test_a_failed_search_is_told_and_the_next_one_runs(
    stored: File, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, window = context_over(stored)
    place = Place(qtbot, context)
    editor = reference(place)

    def broken(*_given: object) -> tuple[()]:
        raise AppError("The file is not there.")

    with monkeypatch.context() as patch:
        patch.setattr("facilitator_app.services.find.choices", broken)
        QTest.keyClicks(editor.line, "w")
    assert window.said("bad") == ["The file is not there."]
    QTest.keyClicks(editor.line, "hit")
    assert editor.list.isVisible()


def test_an_empty_pick_list_says_where_to_add(place: Place, context: PageContext) -> None:
    lists = context.format_context().lists
    assert not lists.offered("locality")
    editor = place(kinds.Choice(list="locality"), required=True)
    assert isinstance(editor, ChoiceEditor)
    assert editor.combo.placeholderText() == "Nothing to choose yet"
    with pytest.raises(AppError, match="add it under Settings, Pick-lists"):
        editor.read()


@pytest.mark.qt_log_ignore(
    "This plugin does not support (raise|grabbing the keyboard|propagateSizeHints)"
)
@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        ((Qt.Key.Key_Down, Qt.Key.Key_Return), 0),
        ((Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return), 1),
        ((Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Return), -2),
        ((Qt.Key.Key_Return,), None),
    ],
)
def test_keys_in_an_open_list_with_nothing_chosen_begin_at_its_ends(
    place: Place, keys: tuple[Qt.Key, ...], chosen: int | None
) -> None:
    editor = place(kinds.Choice(list="member_status"), required=True)
    assert isinstance(editor, ChoiceEditor)
    editor.combo.setFocus()
    editor.combo.showPopup()
    for key in keys:
        QTest.keyClick(editor.combo.view(), key)
    pictures.settle()
    editor.combo.hidePopup()
    wanted = -1 if chosen is None else range(editor.combo.count())[chosen]
    assert editor.combo.currentIndex() == wanted


def test_no_words_are_blamed_where_there_is_nobody_to_choose(place: Place) -> None:
    editor = place(kinds.Ref(record="meeting"))
    assert isinstance(editor, RefEditor)
    editor.line.setFocus()
    QTest.keyClick(editor.line, Qt.Key.Key_Down)
    assert editor.list.item(0).text() == "There are no meetings to choose from yet."
    QTest.keyClicks(editor.line, "x")
    assert editor.list.item(0).text() == "Nothing found. Try another part of the name."


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (kinds.Postcode(), "gl205aa", "GL20 5AA"),
        (kinds.Postcode(), "gl2 05aa", "GL20 5AA"),
        (kinds.Postcode(), "gl20-5aa", "GL20 5AA"),
        (kinds.Postcode(), "d-10115", "D-10115"),
        (kinds.Text(24, capitals=True), "pg/2026/03", "PG/2026/03"),
    ],
)
def test_capitals_are_made_not_demanded(
    place: Place, kind: kinds.Kind, typed: str, value: str
) -> None:
    editor = line_of(place(kind))
    QTest.keyClicks(editor.line, typed)
    leave(editor)
    assert editor.line.text() == value
