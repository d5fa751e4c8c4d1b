"""The meeting page over a real file: agenda, register, minutes and steps, by keyboard."""

from __future__ import annotations

import datetime as dt
import shutil
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from facilitator_app.clock import FixedClock, fixed_on
from facilitator_app.digests.find import Hit
from facilitator_app.digests.meetings import MeetingDetail, MeetingItem, RegisterPerson
from facilitator_app.domain.errors import AppError, Invalid
from facilitator_app.domain.meetings import HELD
from facilitator_app.gui.editors.ref import RefEditor
from facilitator_app.gui.form.autosave_text import SAVES_AFTER_MS
from facilitator_app.gui.form.references_editor import ReferencesEditor
from facilitator_app.gui.metrics import px
from facilitator_app.gui.ops import ThreadedOps, Work
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.page_protocols import Adds, Helped, Page, Prints, Saves
from facilitator_app.gui.pages.meetings import meeting_wording as say
from facilitator_app.gui.pages.meetings.correction_form import CorrectionPlace, PlacedForm
from facilitator_app.gui.pages.meetings.meeting_page import MeetingPage
from facilitator_app.gui.pages.meetings.new_meeting import new_meeting_page
from facilitator_app.gui.pages.meetings.panes import AGENDA, ITEM, REGISTER
from facilitator_app.gui.pages.meetings.register_list import RegisterList
from facilitator_app.gui.pages.record_page import RecordPage
from facilitator_app.gui.tab_order import bring_into_view, stops
from facilitator_app.gui.theme import Theme
from facilitator_app.gui.widgets.link import Link
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.gui.widgets.progress_panel import ProgressPanel
from facilitator_app.services import (
    corrections,
    draft_list,
    drafts,
    files,
    meeting_removals,
    meetings,
    records,
    texts,
    undo,
)
from facilitator_app.services.files import File
from facilitator_app.services.meetings import minutes_place
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.picklists import as_shipped
from facilitator_app.spec.record import Draft
from facilitator_app.store.key import Key
from tests.conftest import TODAY, Make
from tests.gui import hall, pictures, probe
from tests.gui.hall import Hall
from tests.gui.plain_context import NotingWindow, context_over

_KEY = Qt.Key
_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
_ALT, _CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture(scope="module")
def built(
    template: tuple[Path, Key], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Hall]:
    """The group and its meeting, made once: every test changes a copy."""
    return hall.built(*template, tmp_path_factory.mktemp("hall"))


@pytest.fixture
def clock() -> FixedClock:
    """Stand at nine in the morning of the day of the meeting."""
    return fixed_on(hall.DAY)


@pytest.fixture
def file(built: tuple[Path, Hall], key: Key, clock: FixedClock, tmp_path: Path) -> Iterator[File]:
    path = shutil.copyfile(built[0], tmp_path / built[0].name)
    opened = files.open_file(path, key, clock, who="Fran Tester")
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def _let_go(app: QApplication) -> Iterator[None]:
    """Let closed pages go at once: each theme that is applied later would dress them again."""
    yield
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def made(built: tuple[Path, Hall]) -> Hall:
    return built[1]


class Story:
    """A meeting page that is shown, with its file and its window."""

    def __init__(self, file: File, made: Hall, qtbot: QtBot) -> None:
        """Show the page of the meeting that was made."""
        self.file, self.made = file, made
        context, self.window = context_over(file)
        self.page = MeetingPage(context, made.meeting)
        qtbot.addWidget(self.page)
        self.page.resize(1158, 688)
        with qtbot.waitActive(self.page):
            self.page.show()
            self.page.activateWindow()

    @property
    def whole(self) -> MeetingDetail:
        return meetings.page(self.file, self.made.meeting)

    def item(self, title: str) -> MeetingItem:
        return next(one for one in self.whole.items if one.title == title)

    def person(self, name: str) -> RegisterPerson:
        return next(one for one in self.whole.people if one.name == name)

    def titles(self) -> list[str]:
        return [one.title for one in self.whole.items]

    def go_to(self, title: str) -> None:
        self.page.agenda.list.go_to(self.item(title).id)

    def take_back(self) -> None:
        self.page.stale(undo.undo(self.file))


@pytest.fixture
def story(file: File, made: Hall, qtbot: QtBot) -> Iterator[Story]:
    one = Story(file, made, qtbot)
    yield one
    one.page.item.minutes.flush()


def press(widget: QWidget, key: Qt.Key, how: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(widget, key, how or Qt.KeyboardModifier.NoModifier)


def test_time_is_counted_on_from_the_start(story: Story) -> None:
    whole = story.whole
    assert say.clock(whole.clock[0]) == "10:00"
    at = whole.items.index(story.item("Leaflets in Welsh and Polish"))
    before = sum(one.minutes for one in whole.items[:at])
    assert whole.clock[at] == dt.time(10 + before // 60, before % 60)
    text, over = say.total(whole)
    assert text == "10 items, 2 h of 2 h 30 min"
    assert not over
    assert say.raised(whole) == "Members raised 3 of 5"


def test_too_long_an_agenda_says_by_how_much(story: Story) -> None:
    long = {"title": "One more thing", "minutes": 45}
    meetings.add_item(story.file, story.made.meeting, long)
    text, over = say.total(story.whole)
    assert over
    assert text.endswith("15 min too much")


def test_an_item_is_added_by_its_title_and_enter(story: Story) -> None:
    story.page.add()
    line = story.page.agenda.line
    assert line.field.hasFocus()
    QTest.keyClicks(line.field, "Car park machines")
    press(line.field, _KEY.Key_Return)
    assert story.titles()[-3] == "Car park machines"
    assert story.item("Car park machines").raised_by == ""
    assert line.typed == ""
    assert line.field.hasFocus()
    assert story.page.agenda.list.current_id == story.item("Car park machines").id
    story.take_back()
    assert "Car park machines" not in story.titles()
    assert story.page.agenda.list.count() == 10


def test_alt_with_an_arrow_moves_an_item(story: Story) -> None:
    story.go_to("Parking at the cancer centre")
    press(story.page.agenda.list, _KEY.Key_Down, _ALT)
    assert story.titles()[3:5] == ["Leaflets in Welsh and Polish", "Parking at the cancer centre"]
    assert story.page.agenda.list.current_id == story.item("Parking at the cancer centre").id
    press(story.page.agenda.list, _KEY.Key_Up, _ALT)
    assert story.titles()[3] == "Parking at the cancer centre"
    story.take_back()
    assert story.titles()[4] == "Parking at the cancer centre"


def test_delete_takes_an_item_off_and_undo_brings_it_back_with_its_decision(story: Story) -> None:
    item = story.item("Parking at the cancer centre")
    meetings.decide(story.file, story.made.meeting, item.id, "Twelve spaces are kept free.")
    story.go_to(item.title)
    press(story.page.agenda.list, _KEY.Key_Delete)
    assert item.title not in story.titles()
    assert [one.number for one in story.whole.items] == list(range(1, 10))
    assert story.window.said("changed")[-1].label == "Delete agenda item"
    story.take_back()
    assert item.title in story.titles()
    assert [one.wording for one in story.whole.decisions] == ["Twelve spaces are kept free."]


def test_details_of_an_item_are_changed_in_its_small_form(story: Story) -> None:
    story.go_to("Parking at the cancer centre")
    press(story.page.agenda.list, _KEY.Key_F2)
    form = story.page.item.form
    assert form.isVisible()
    form.rows["minutes"].editor.part().setFocus()
    form.rows["minutes"].editor.set_value(None)
    QTest.keyClicks(form.rows["minutes"].editor.part(), "soon")
    form.save()
    assert form.rows["minutes"].problem
    assert form.isVisible()
    form.rows["minutes"].editor.set_value(None)
    QTest.keyClicks(form.rows["minutes"].editor.part(), "35")
    press(form.rows["minutes"].editor.part(), _KEY.Key_Return)
    assert story.item("Parking at the cancer centre").minutes == 35
    assert not form.isVisible()


def test_minutes_are_saved_while_one_writes(story: Story, qtbot: QtBot) -> None:
    story.go_to("Parking at the cancer centre")
    press(story.page.agenda.list, _KEY.Key_Return)
    minutes = story.page.item.minutes
    assert minutes.editor.hasFocus()
    QTest.keyClicks(minutes.editor, "Joan told of the full car park.")
    assert minutes.state == "Not saved yet"
    qtbot.waitUntil(lambda: not minutes.dirty, timeout=SAVES_AFTER_MS + 30_000)
    assert minutes.state.startswith("Saved ")
    assert story.item("Parking at the cancer centre").text == "Joan told of the full car park."
    assert minutes.editor.hasFocus()
    assert story.window.said("changed") == []


def test_leaving_an_item_or_the_page_saves_its_minutes(story: Story) -> None:
    story.go_to("Parking at the cancer centre")
    QTest.keyClicks(story.page.item.minutes.editor, "First item.")
    press(story.page.item.minutes.editor, _KEY.Key_Down, _CTRL)
    assert story.item("Parking at the cancer centre").text == "First item."
    assert story.page.item.item is not None
    assert story.page.item.item.title == "Leaflets in Welsh and Polish"
    QTest.keyClicks(story.page.item.minutes.editor, "Second item.")
    assert story.page.can_leave()
    assert story.item("Leaflets in Welsh and Polish").text == "Second item."


def test_minutes_are_saved_while_the_keys_never_rest(story: Story, qtbot: QtBot) -> None:
    story.go_to("Parking at the cancer centre")
    minutes, began = story.page.item.minutes, time.monotonic()
    while not story.item("Parking at the cancer centre").text:
        QTest.keyClicks(minutes.editor, "on ")
        qtbot.wait(SAVES_AFTER_MS // 10)
        assert time.monotonic() - began < 30
    assert story.window.said("bad") == []


def test_moving_an_item_while_writing_loses_nothing(story: Story) -> None:
    story.go_to("Parking at the cancer centre")
    QTest.keyClicks(story.page.item.minutes.editor, "Said before")
    press(story.page.agenda.list, _KEY.Key_Down, _ALT)
    QTest.keyClicks(story.page.item.minutes.editor, " and after")
    story.page.save()
    assert story.item("Parking at the cancer centre").text == "Said before and after"
    assert story.window.said("bad") == []


def written_elsewhere(story: Story, text: str) -> None:
    item = story.item("Parking at the cancer centre")
    records.save(story.file, Draft("agenda_item", {"text": text}, item.id, item.version))


def choose(story: Story, words: str) -> None:
    found = [one for one in story.page.findChildren(QPushButton) if one.text() == words]
    found[-1].click()


@pytest.mark.parametrize(
    ("choice", "stored"),
    [("Keep mine", "Mine"), ("Take theirs", "Theirs"), ("Keep both", "Theirs\n\nMine")],
)
def test_words_written_elsewhere_at_the_same_time_are_never_lost(
    story: Story, choice: str, stored: str
) -> None:
    story.go_to("Parking at the cancer centre")
    QTest.keyClicks(story.page.item.minutes.editor, "Mine")
    written_elsewhere(story, "Theirs")
    story.page.save()
    assert story.item("Parking at the cancer centre").text == "Theirs"
    assert story.page.item.minutes.editor.toPlainText() == "Mine"
    choose(story, choice)
    assert story.item("Parking at the cancer centre").text == stored
    assert story.page.item.minutes.editor.toPlainText() == stored


def come_back_to_a_clash(story: Story, qtbot: QtBot) -> Story:
    """Leave words that could not be saved, as others had come meanwhile, and come back to them."""
    story.go_to("Parking at the cancer centre")
    QTest.keyClicks(story.page.item.minutes.editor, "Mine")
    written_elsewhere(story, "Theirs")
    story.page.save()
    assert story.page.can_leave()
    again = Story(story.file, story.made, qtbot)
    again.go_to("Parking at the cancer centre")
    return again


def test_words_that_could_not_be_saved_are_offered_when_one_comes_back(
    story: Story, qtbot: QtBot
) -> None:
    again = come_back_to_a_clash(story, qtbot)
    assert again.page.item.minutes.editor.toPlainText() == "Theirs"
    choose(again, "Use them")
    assert again.item("Parking at the cancer centre").text == "Mine"


def test_words_that_are_offered_take_nothing_away_that_was_typed_since(
    story: Story, qtbot: QtBot
) -> None:
    again = come_back_to_a_clash(story, qtbot)
    editor = again.page.item.minutes.editor
    QTest.keyClicks(editor, "Newer. ")
    again.page.save()
    choose(again, "Use them")
    assert again.item("Parking at the cancer centre").text == "Newer. Theirs\n\nMine"
    editor.undo()
    assert editor.toPlainText() == "Newer. Theirs"


def test_undo_of_minutes_shows_the_words_before(story: Story) -> None:
    story.go_to("Parking at the cancer centre")
    QTest.keyClicks(story.page.item.minutes.editor, "Too much said.")
    story.page.save()
    story.take_back()
    assert story.page.item.minutes.editor.toPlainText() == ""


def test_who_raised_an_item_is_asked_and_not_presumed(story: Story, qtbot: QtBot) -> None:
    assert say.raised(story.whole) == "Members raised 3 of 5"
    story.page.add()
    line = story.page.agenda.line
    QTest.keyClicks(line.field, "Car park machines")
    press(line.field, _KEY.Key_Return)
    assert say.raised(story.whole) == "Members raised 3 of 6 (1 not said)"
    QTest.keyClicks(line.field, "Volunteer drivers")
    who = line.asked.editor.part()
    who.setFocus()
    QTest.keyClicks(who, "a")
    story.page.can_leave()
    again = Story(story.file, story.made, qtbot)
    line = again.page.agenda.line
    assert (line.typed, line.choice) == ("Volunteer drivers", "member")
    press(line.asked.editor.part(), _KEY.Key_Return)
    assert again.item("Volunteer drivers").raised_by == "member"
    assert (line.typed, line.choice) == ("", None)
    assert say.raised(again.whole) == "Members raised 4 of 7 (1 not said)"


def test_how_a_decision_was_agreed_is_asked_and_not_presumed(story: Story, qtbot: QtBot) -> None:
    story.go_to(_PARKING)
    out = story.page.item.outcomes
    out.open_decision()
    QTest.keyClicks(out.decision.field, "Ask for twelve spaces.")
    press(out.decision.field, _KEY.Key_Return)
    QTest.keyClicks(out.decision.field, "Write to the trust.")
    how = out.decision.asked.editor.part()
    how.setFocus()
    QTest.keyClicks(how, "b")
    story.page.can_leave()
    again = Story(story.file, story.made, qtbot).page.item.outcomes
    assert (again.decision.typed, again.decision.choice) == ("Write to the trust.", "vote")
    press(again.decision.asked.editor.part(), _KEY.Key_Return)
    assert [one.method for one in story.whole.decisions] == ["", "vote"]
    assert (again.decision.typed, again.decision.choice) == ("", None)


def test_a_decision_is_changed_from_the_page(story: Story) -> None:
    story.go_to(_PARKING)
    meetings.decide(story.file, story.made.meeting, story.item(_PARKING).id, "Ask for twelve.")
    story.page.reload()
    [decision] = story.whole.decisions
    pencil = next(
        one
        for one in story.page.item.outcomes.findChildren(QPushButton)
        if one.accessibleName() == f"Change decision {decision.reference}"
    )
    pencil.click()
    [page] = [page for what, page in story.window.asked if what == "show"]
    assert isinstance(page, RecordPage)
    page.deleteLater()


def test_a_decision_and_an_action_are_added_by_keyboard(story: Story) -> None:
    story.go_to("Parking at the cancer centre")
    out = story.page.item.outcomes
    press(story.page.agenda.list, _KEY.Key_D, _CTRL)
    assert out.decision.field.hasFocus()
    QTest.keyClicks(out.decision.field, "Ask for twelve spaces.")
    press(out.decision.field, _KEY.Key_Return)
    assert story.whole.decisions[0].reference == "D-1"
    press(out.decision.field, _KEY.Key_Escape)
    assert not out.decision.isVisible()
    press(story.page.agenda.list, _KEY.Key_T, _CTRL)
    what, owner, due = (out.action.rows[name].editor for name in ("what", "owner_id", "due"))
    QTest.keyClicks(what.part(), "Ring the trust")
    owner.part().setFocus()
    QTest.keyClicks(owner.part(), "whitl")
    press(owner.part(), _KEY.Key_Return)
    QTest.keyClicks(due.part(), "3 apr 2027")
    press(due.part(), _KEY.Key_Return)
    action = story.whole.actions[0]
    assert (action.what, action.owner, action.due) == (
        "Ring the trust", "Joan Whitlock", dt.date(2027, 4, 3),
    )  # fmt: skip
    assert action.item_id == story.item("Parking at the cancer centre").id
    assert what.value_text() == ""
    story.take_back()
    assert story.whole.actions == ()


def test_what_was_typed_and_not_added_is_there_again(story: Story, qtbot: QtBot) -> None:
    story.go_to("Leaflets in Welsh and Polish")
    story.page.item.outcomes.open_decision()
    QTest.keyClicks(story.page.item.outcomes.decision.field, "Print two hundred.")
    story.page.add()
    QTest.keyClicks(story.page.agenda.line.field, "Half a title")
    assert story.page.can_leave()
    again = Story(story.file, story.made, qtbot).page
    assert again.item.item is not None
    assert again.item.item.title == "Leaflets in Welsh and Polish"
    assert again.item.outcomes.decision.typed == "Print two hundred."
    assert again.agenda.line.typed == "Half a title"


def test_a_lead_who_has_gone_is_marked_in_words(story: Story) -> None:
    title, died = (
        "Parking at the cancer centre",
        Draft("member", {"status": "died"}, story.made.people["Whitlock"]),
    )
    records.save(story.file, died)
    story.page.reload()
    story.go_to(title)
    rows = story.page.agenda.list
    assert rows.record(rows.currentRow()).second == "Joan Whitlock, who has died · To discuss"
    [above] = [
        one.text()
        for one in story.page.item.findChildren(QLabel)
        if one.text().startswith("Item ") and one.isVisible()
    ]
    assert "led by Joan Whitlock, who has died" in above


def lines_kept(story: Story) -> list[str]:
    """Return the keys of the drafts of lines, without the meeting's own beginning."""
    start = f"meeting/{story.made.meeting}/"
    return sorted(one.removeprefix(start) for one in drafts.keys(story.file) if start in one)


_BACK = "What you typed (09:00) was kept and is back here. It is not added yet."


@pytest.mark.parametrize("way", ["left", "killed"])
def test_what_is_half_typed_of_an_action_comes_back_as_typed(
    story: Story, qtbot: QtBot, way: str
) -> None:
    story.go_to("Leaflets in Welsh and Polish")
    story.page.item.outcomes.open_action()
    rows = story.page.item.outcomes.action.rows
    for name, words in (("what", "Order the paper"), ("owner_id", "gwe"), ("due", "31/2")):
        QTest.keyClicks(rows[name].editor.part(), words)
    if way == "left":
        assert story.page.can_leave()
        assert story.window.said("tell") == ["A draft is kept. It is offered when you come back."]
    else:
        qtbot.waitUntil(lambda: len(lines_kept(story)) == 1)
    page = Story(story.file, story.made, qtbot).page
    form = page.item.outcomes.action
    shown = [form.rows[name].editor.value_text() for name in ("what", "owner_id", "due")]
    assert shown == ["Order the paper", "gwe", "31/2"]
    assert form.told.isVisible()
    assert form.told.text() == _BACK


def test_a_name_without_anything_to_do_is_kept_as_well(story: Story, qtbot: QtBot) -> None:
    story.go_to("Leaflets in Welsh and Polish")
    story.page.item.outcomes.open_action()
    QTest.keyClicks(story.page.item.outcomes.action.rows["owner_id"].editor.part(), "gwe")
    assert story.page.can_leave()
    form = Story(story.file, story.made, qtbot).page.item.outcomes.action
    assert form.rows["owner_id"].editor.value_text() == "gwe"


def test_lines_say_that_what_stands_there_was_kept(story: Story, qtbot: QtBot) -> None:
    story.page.panes.turn_to(REGISTER)
    QTest.keyClicks(story.page.register.person.part(), "zzz")
    story.page.add()
    QTest.keyClicks(story.page.agenda.line.field, "Half a title")
    assert story.page.can_leave()
    page = Story(story.file, story.made, qtbot).page
    assert page.register.person.value_text() == "zzz"
    assert page.register.told.isVisible()
    assert (page.register.told.text(), page.agenda.line.told.text()) == (_BACK, _BACK)
    press(page.agenda.line.field, _KEY.Key_Return)
    assert not page.agenda.line.told.isVisible()
    assert [one for one in drafts.keys(story.file) if one.endswith("/item")] == []
    page.register.person.set_value(None)
    assert page.can_leave()
    assert [one for one in drafts.keys(story.file) if one.startswith("meeting/")] == []


def test_the_register_is_ticked_by_letters_and_space(story: Story) -> None:
    rows = story.page.register.list
    story.page.panes.turn_to(REGISTER)
    for name, key, status in (
        ("Gwen Parry", _KEY.Key_P, "present"),
        ("Derek Pugh", _KEY.Key_A, "apologies"),
        ("Harold Finch", _KEY.Key_N, "absent"),
        ("Colin Braithwaite", _KEY.Key_I, "in_attendance"),
        ("Joan Whitlock", _KEY.Key_Space, "present"),
    ):
        stand_before(rows, story.person(name).id)
        place = rows.currentRow()
        press(rows, key)
        assert story.person(name).status == status, name
        assert rows.currentRow() == place + (key != _KEY.Key_Space)
    story.take_back()
    assert story.person("Joan Whitlock").status == "expected"


def stand_before(rows: RegisterList, line: int) -> None:
    """Choose a line of the register with an arrow key."""
    place = rows.ids.index(line)
    rows.setCurrentRow(place - 1 if place else 1)
    press(rows, _KEY.Key_Down if place else _KEY.Key_Up)


def test_one_letter_after_another_goes_down_the_register(story: Story) -> None:
    rows = story.page.register.list
    story.page.panes.turn_to(REGISTER)
    rows.setFocus()
    press(rows, _KEY.Key_End)
    press(rows, _KEY.Key_Home)
    QTest.keyClicks(rows, "pan")
    assert [one.status for one in story.whole.people[:4]] == [
        "present", "apologies", "absent", "expected",
    ]  # fmt: skip
    press(rows, _KEY.Key_End)
    QTest.keyClicks(rows, "pa")  # behind the last one nobody is meant
    assert story.whole.people[-1].status == "present"
    assert "Nothing was changed." in str(story.window.asked[-1])


def test_letters_change_nobody_who_was_not_chosen_in_the_register(story: Story) -> None:
    rows = story.page.register.list
    story.page.panes.turn_to(REGISTER)
    rows.setFocus()
    before = [one.status for one in story.whole.people]
    QTest.keyClicks(rows, "Apologies were read. Nobody spoke in the park.")
    assert [one.status for one in story.whole.people] == before
    assert "Nothing was changed." in str(story.window.asked[-1])
    press(rows, _KEY.Key_Down)
    QTest.keyClicks(rows, "said a pain")  # one that means nothing ends it
    assert [one.status for one in story.whole.people] == before
    press(rows, _KEY.Key_Down)
    story.page.item.minutes.editor.setFocus()
    rows.setFocus()
    QTest.keyClicks(rows, "p")
    assert [one.status for one in story.whole.people] == before


def test_quorum_is_counted_as_it_is_ticked(story: Story) -> None:
    people = story.whole.people
    for person in people[:9]:
        meetings.register(story.file, person.id, "present")
    pill, sentence = say.quorum(story.whole)
    assert (pill.text, pill.tone, sentence) == ("No quorum", "warn", "9 here, 10 needed")
    meetings.register(story.file, people[9].id, "present")
    pill, sentence = say.quorum(story.whole)
    assert (pill.text, pill.tone, sentence) == ("Quorum met", "ok", "10 here, 10 needed")


def test_an_empty_agenda_leads_to_its_first_item(story: Story) -> None:
    for one in story.whole.items:
        meetings.remove_item(story.file, one.id)
    story.page.reload()
    pictures.settle()
    first = next(one for one in story.page.item.findChildren(QPushButton) if one.isVisible())
    assert first.text() == "Add the first item"
    first.click()
    line = story.page.agenda.line.field
    assert line.hasFocus()
    QTest.keyClicks(line, "Parking at the day unit")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert story.titles() == ["Parking at the day unit"]
    assert story.page.item.minutes.editor.isVisible()


def test_nobody_is_ticked_as_present_ahead_of_the_day(story: Story, clock: FixedClock) -> None:
    """Failed before: P was taken, and the register said “Quorum met” of a meeting to come."""
    clock.at -= dt.timedelta(days=1)
    page, pane = story.page, story.page.register
    page.panes.turn_to(REGISTER)
    page.reload()
    pane.list.setFocus()
    press(pane.list, _KEY.Key_Home)
    first = story.whole.people[0]
    for key in (_KEY.Key_P, _KEY.Key_I, _KEY.Key_N):
        press(pane.list, key)
        [why] = story.window.said("bad")[-1:]
        assert "This meeting is on Tue 24 Nov 2026: nobody can have come to it" in why
        assert pane.list.current_id == first.id
    assert {one.status for one in story.whole.people} == {"expected"}
    assert pane.rest.isHidden()
    assert [one for one, chip in pane.chips.items() if not chip.isHidden()] == [
        "expected", "apologies",
    ]  # fmt: skip
    shown = [label.text() for label in pane.findChildren(QLabel) if label.isVisible()]
    assert "13 expected, 10 needed" in shown
    for status in ("apologies", "expected"):  # Space goes through what can be
        press(pane.list, _KEY.Key_Space)
        assert story.whole.people[0].status == status
    press(pane.list, _KEY.Key_A)
    assert story.whole.people[0].status == "apologies"
    clock.at += dt.timedelta(days=1)
    page.reload()
    assert not pane.rest.isHidden()
    assert not pane.chips["present"].isHidden()


def test_everyone_else_is_present_with_one_button(story: Story) -> None:
    absent = story.person("Harold Finch")
    meetings.register(story.file, absent.id, "absent")
    story.page.reload()
    assert not story.page.register.rest.isHidden()
    story.page.register.rest.click()
    states = {one.name: one.status for one in story.whole.people}
    assert states.pop("Harold Finch") == "absent"
    assert set(states.values()) == {"present"}
    assert story.page.register.rest.isHidden()
    story.take_back()
    assert story.person("Gwen Parry").status == "expected"


def test_a_person_is_added_once(story: Story, clock: FixedClock) -> None:
    clock.at -= dt.timedelta(days=1)
    values = {"forenames": "Malcolm", "surname": "Oyelaran"}
    records.save(story.file, Draft("member", values))
    pane = story.page.register
    story.page.panes.turn_to(REGISTER)
    pane.person.part().setFocus()
    QTest.keyClicks(pane.person.part(), "oyel")
    press(pane.person.part(), _KEY.Key_Return)
    assert story.person("Malcolm Oyelaran").status == "expected"
    assert pane.person.value_text() == ""
    QTest.keyClicks(pane.person.part(), "gwen")
    press(pane.person.part(), _KEY.Key_Return)
    assert len(story.whole.people) == 14
    assert "already" in pane.problem


def test_a_visitor_is_taken_into_the_register_by_name(story: Story) -> None:
    """Failed before: “Nothing is called …” was all that was said of somebody from outside."""
    pane = story.page.register
    story.page.panes.turn_to(REGISTER)
    line = pane.person.part()
    line.setFocus()
    QTest.keyClicks(line, "Dr Ann Example, trust lead")
    [offered] = pane.person.list.hits()
    assert offered.title == "Take “Dr Ann Example, trust lead” by name"
    press(line, _KEY.Key_Return)
    visitor = story.person("Dr Ann Example")
    assert (visitor.capacity, visitor.status) == ("trust lead", "in_attendance")
    assert pane.person.value_text() == ""
    assert pane.list.current_id == visitor.id
    assert story.whole.people[-1] == visitor  # below the members
    here = story.whole.present
    press(pane.list, _KEY.Key_Up)
    press(pane.list, _KEY.Key_Down)
    press(pane.list, _KEY.Key_P)
    assert story.person("Dr Ann Example").status == "in_attendance"
    assert story.whole.present == here
    line.setFocus()
    QTest.keyClicks(line, "dr ann example")
    press(line, _KEY.Key_Return)
    assert "already" in pane.problem
    QTest.keyClicks(line, "x")  # somebody else after all
    assert pane.problem == ""
    story.take_back()
    assert story.whole.number("in_attendance") == 0


def test_a_name_that_waits_is_no_visitor_until_it_is_taken(story: Story) -> None:
    pane = story.page.register
    story.page.panes.turn_to(REGISTER)
    line = pane.person.part()
    line.setFocus()
    QTest.keyClicks(line, "Ann Example")
    story.page.setFocus()
    assert all(one.name != "Ann Example" for one in story.whole.people)
    assert pane.person.value_text() == "Ann Example"


def test_capacity_and_times_are_changed_from_the_row(story: Story) -> None:
    """Failed before: only a correction of approved minutes had fields for them."""
    pane = story.page.register
    story.page.panes.turn_to(REGISTER)
    stand_before(pane.list, story.person("Joan Whitlock").id)
    press(pane.list, _KEY.Key_Return)
    form = line_form(story)
    assert pane.list.isHidden()
    for name, typed in (("capacity", "Patient member"), ("arrived", "10:40"), ("left", "10:20")):
        form.rows[name].editor.part().setFocus()
        QTest.keyClicks(form.rows[name].editor.part(), typed)
    press(form.rows["left"].editor.part(), _KEY.Key_Return)
    assert form.rows["left"].problem == "They leave before they arrive. Mend one of the two times."
    form.rows["left"].editor.set_value(dt.time(11, 20))
    story.page.save()
    joan = story.person("Joan Whitlock")
    assert (joan.capacity, joan.arrived, joan.left) == (
        "Patient member", dt.time(10, 40), dt.time(11, 20),
    )  # fmt: skip
    assert pane.list.hasFocus()
    assert "Patient member" in pane.list.currentItem().text()
    assert "from 10:40" in pane.list.currentItem().text()
    story.take_back()
    assert story.person("Joan Whitlock").arrived is None
    pane.details.click()
    press(line_form(story).rows["capacity"].editor.part(), _KEY.Key_Escape)
    assert not pane.list.isHidden()


def line_form(story: Story) -> PlacedForm:
    form = story.page.register.line.form
    assert form is not None
    return form


def test_what_was_typed_of_a_line_of_the_register_is_kept(story: Story) -> None:
    pane = story.page.register
    story.page.panes.turn_to(REGISTER)
    pane.list.go_to(story.person("Joan Whitlock").id)
    pane.details.click()
    QTest.keyClicks(line_form(story).rows["capacity"].editor.part(), "Carer")
    assert story.page.can_leave()
    [told] = draft_list.waiting(story.file)
    assert (told.record, told.id) == ("meeting", story.made.meeting)
    story.page.head.primary.click()
    assert story.whole.status == "scheduled"
    assert story.window.said("bad") == [
        say.to_be_saved("Joan Whitlock, Network Partnership Group, 24 Nov 2026")
    ]
    line_form(story).leave()
    pane.details.click()
    assert line_form(story).rows["capacity"].editor.value_text() == "Carer"
    story.page.save()
    assert story.person("Joan Whitlock").capacity == "Carer"
    assert draft_list.waiting(story.file) == ()


def test_somebody_from_outside_does_an_action(story: Story) -> None:
    """Failed before: an owner had to be a member."""
    story.go_to("Parking at the cancer centre")
    out = story.page.item.outcomes
    out.open_action()
    QTest.keyClicks(out.action.rows["what"].editor.part(), "Send the plans")
    who = out.action.rows["owner_id"].editor
    assert isinstance(who, RefEditor)
    who.part().setFocus()
    QTest.keyClicks(who.part(), "Ann Example")
    press(who.part(), _KEY.Key_Return)
    assert who.name == "Ann Example"
    assert story.page.can_leave()  # kept, and back
    typed = out.action.typed
    assert typed is not None
    assert typed.values["owner_name"] == "Ann Example"
    out.action.bring_back(typed, "", "")
    assert who.value_text() == "Ann Example"
    press(out.action.rows["due"].editor.part(), _KEY.Key_Return)
    [action] = story.whole.actions
    assert (action.what, action.owner) == ("Send the plans", "Ann Example")
    assert who.value_text() == ""


def test_access_needs_are_spoken_with_the_name(story: Story) -> None:
    rows = story.page.register.list
    rows.go_to(story.person("Joan Whitlock").id)
    said = rows.currentItem().text()
    assert "Large print" in said
    assert "hears better on the right side" in said


def test_steps_go_to_approval_and_back(story: Story) -> None:
    for step in ("agenda", "notice", "held", "minutes", "approved"):
        words = say.NEXT_WORDS[step][0]
        assert story.page.head.primary.text() == words
        if step == "notice":
            line = story.page.head.steps
            at = QPoint(line.width() * 5 // 12, line.height() // 2)  # in the third of six
            QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=at)
        else:
            story.page.head.primary.click()
        if step == "minutes":
            answer(story, "Circulate all the same")
        assert story.whole.status == step
    assert not story.page.head.primary.isVisible()
    story.take_back()
    assert story.whole.status == "minutes"
    assert story.page.head.primary.text() == "Mark as approved"


def test_a_meeting_of_tomorrow_is_not_marked_as_held_today(story: Story, clock: FixedClock) -> None:
    clock.at -= dt.timedelta(days=1)
    for step in ("agenda", "notice"):
        meetings.take_step(story.file, story.made.meeting, step)
    story.page.reload()
    story.page.head.primary.click()
    told = (
        "This meeting is on Tue 24 Nov 2026, and cannot be marked as held before then."
        " If it was held on another day, change its date."
    )
    assert story.window.said("bad") == [told]
    for step in HELD:
        with pytest.raises(AppError, match="held before then"):
            meetings.take_step(story.file, story.made.meeting, step)
        with pytest.raises(Invalid, match="held before then"):
            records.save(story.file, Draft("meeting", {"status": step}, story.made.meeting))
    assert story.whole.status == "notice"
    clock.at += dt.timedelta(days=1)
    meetings.take_step(story.file, story.made.meeting, "held")
    later = {"date": hall.DAY + dt.timedelta(days=7)}
    with pytest.raises(Invalid, match="change its date"):
        records.save(story.file, Draft("meeting", later, story.made.meeting))


def click_twice(widget: QWidget, at: QPoint | None = None) -> None:
    """Double-click as Qt tells of it: press, release, double click, release."""
    at, left = at or widget.rect().center(), Qt.MouseButton.LeftButton
    for act in (QTest.mouseClick, QTest.mouseDClick, QTest.mouseRelease):
        act(widget, left, pos=at)


def test_a_double_click_takes_a_meeting_one_step_on(story: Story) -> None:
    click_twice(story.page.head.primary)
    assert story.whole.status == "agenda"
    line = story.page.head.steps
    click_twice(line, QPoint(line.width() * 5 // 12, line.height() // 2))
    assert story.whole.status == "notice"
    assert story.page.head.primary.text() == "Mark as held"


def test_an_agenda_without_items_is_not_agreed(story: Story) -> None:
    for item in story.whole.items:
        meetings.remove_item(story.file, item.id)
    story.page.reload()
    story.page.head.primary.click()
    assert story.whole.status == "scheduled"
    assert "nothing on the agenda yet" in story.window.said("bad")[0]


def hold(story: Story) -> None:
    for step in ("agenda", "notice", "held"):
        meetings.take_step(story.file, story.made.meeting, step)


def give_words(story: Story, items: Iterable[int]) -> None:
    for one in items:
        records.save(story.file, Draft("agenda_item", {"text": "It was talked about."}, one))


def circulate(story: Story) -> None:
    """Press what sends the draft round, on the page as the file is now."""
    story.page.reload()
    story.page.head.primary.click()


def answer(story: Story, words: str) -> None:
    """Press the button of the question about items without words."""
    buttons = story.page.head.findChildren(QPushButton)
    next(one for one in buttons if one.text() == words and one.isVisible()).click()


def test_a_draft_with_items_without_words_is_asked_about(story: Story) -> None:
    hold(story)
    first, *rest = (one.id for one in story.whole.items)
    meetings.decide(story.file, story.made.meeting, first, "It stays as it is.")
    meetings.register_rest(story.file, story.made.meeting, "present")
    circulate(story)
    assert story.whole.status == "held"
    (asked,) = story.page.head.findChildren(Notice)
    assert asked.title.text() == f"{len(rest)} items have no words yet."
    assert asked.buttons[1].hasFocus()
    assert asked.buttons[1].text() == "Go on minuting"
    asked.buttons[1].click()
    assert story.page.item.minutes.editor.hasFocus()
    assert story.page.agenda.list.current_id == rest[0]
    give_words(story, rest)
    circulate(story)
    assert story.whole.status == "minutes"


def test_a_draft_without_anybody_present_is_asked_about(story: Story) -> None:
    hold(story)
    circulate(story)
    (asked,) = story.page.head.findChildren(Notice)
    assert asked.title.text().endswith("items have no words yet.")
    assert asked.text.text() == (
        "Nobody is marked as present on the register. The draft goes round as it stands."
    )
    give_words(story, (one.id for one in story.whole.items))
    circulate(story)
    asked = story.page.head.findChildren(Notice)[-1]
    assert asked.title.text() == "Nobody is marked as present on the register."
    answer(story, "Go to the register")
    assert story.page.register.list.hasFocus()
    assert story.whole.status == "held"
    meetings.register_rest(story.file, story.made.meeting, "present")
    circulate(story)
    assert story.whole.status == "minutes"


def test_words_typed_just_now_count_before_a_draft_goes_round(story: Story) -> None:
    hold(story)
    give_words(story, (one.id for one in story.whole.items[1:]))
    meetings.register_rest(story.file, story.made.meeting, "present")
    story.page.reload()
    story.page.item.write()
    QTest.keyClicks(story.page.item.minutes.editor, "Said here.")
    story.page.head.primary.click()
    assert story.whole.status == "minutes"


def test_printing_saves_the_minutes_first(story: Story) -> None:
    story.page.commands.take_step("held")
    story.go_to("Parking at the cancer centre")
    QTest.keyClicks(story.page.item.minutes.editor, "To be printed.")
    story.page.print_paper()
    assert story.window.said("paper") == [("minutes", story.made.meeting)]
    assert story.item("Parking at the cancer centre").text == "To be printed."


def test_a_removed_meeting_leads_back(story: Story) -> None:
    changes = records.remove(story.file, "meeting", story.made.meeting)
    story.page.stale(changes)
    assert story.window.said("back") == [None]
    assert not story.window.said("bad")  # the window's bar says what was taken away


def test_open_actions_of_meetings_before_stand_under_matters_arising(
    story: Story, make: Make
) -> None:
    body = story.whole.body_id
    before = make.meeting(body, story.whole.date - dt.timedelta(days=30))
    later = make.meeting(body, story.whole.date + dt.timedelta(days=30))
    other = make.meeting(make.body("Other", "OG"), story.whole.date - dt.timedelta(days=30))
    undated = make.action("Find a room", meeting_id=before)
    overdue = make.action("Ring the trust", meeting_id=before, due=dt.date(2026, 11, 2))
    make.action("Done long ago", meeting_id=before, status="done", done_on=dt.date(2026, 11, 3))
    for meeting in (later, other, story.made.meeting):
        make.action("Not this one", meeting_id=meeting)
    assert [one.id for one in story.whole.arising] == [overdue, undated]
    item = next(one for one in story.whole.items if one.title.startswith("Matters arising"))
    story.page.reload()
    story.go_to(item.title)
    arising = story.page.item.arising
    assert arising.isVisible()
    words = [one.text() for one in arising.findChildren(QLabel) if not one.isHidden()]
    assert words[0] == "2 actions are open from meetings before"
    assert "nobody yet · by 2 Nov 2026, overdue" in words
    link = next(one for one in arising.findChildren(Link) if one.text().endswith("Ring the trust"))
    link.click()
    assert story.window.said("open")[-1] == ("action", overdue)
    story.go_to(_PARKING)
    assert not arising.isVisible()


def test_a_new_meeting_takes_after_the_last_one_up_to_today(file: File, make: Make) -> None:
    body = make.body()
    assert meetings.last_of(file, body) is None
    make.meeting(body, TODAY + dt.timedelta(days=90), venue="Later")
    make.meeting(body, TODAY + dt.timedelta(days=30), venue="Sooner")
    found = meetings.last_of(file, body)
    assert found is not None
    assert found.venue == "Sooner"  # none was held: the next one
    make.meeting(body, TODAY - dt.timedelta(days=9), venue="Last")
    make.meeting(body, TODAY - dt.timedelta(days=90), venue="Long ago")
    found = meetings.last_of(file, body)
    assert found is not None
    assert found.venue == "Last"


def test_a_new_meeting_takes_what_is_usual_for_its_group(
    file: File, made: Hall, qtbot: QtBot
) -> None:
    last = meetings.last_of(file, made.body)
    assert last is not None
    venue, ends = last.venue, last.ends
    item = next(
        one for one in meetings.page(file, made.meeting).items if one.title == last.items[0].title
    )
    records.save(file, Draft("agenda_item", {"title": "Welcome to all", "minutes": 12}, item.id))
    context, window = context_over(file)
    page = new_meeting_page(context, {})
    qtbot.addWidget(page)
    page.show()
    rows = page.form.rows
    rows["body_id"].editor.set_value(made.body, "Network Partnership Group")
    rows["body_id"].editor.changed.emit()
    assert (rows["venue"].editor.read(), rows["ends"].editor.read()) == (venue, ends)
    assert "usual items come onto the agenda" in said_above(page)
    rows["venue"].editor.set_value("Library")
    rows["body_id"].editor.set_value(None)
    rows["body_id"].editor.changed.emit()
    assert (rows["venue"].editor.read(), rows["ends"].editor.read()) == ("Library", None)
    assert said_above(page) == ""
    rows["body_id"].editor.set_value(made.body, "Network Partnership Group")
    rows["body_id"].editor.changed.emit()
    assert rows["venue"].editor.read() == "Library"
    rows["date"].editor.set_value(dt.date(2027, 1, 19))
    page.save()
    ((_record, new),) = window.said("open")
    planned = meetings.page(file, new)
    assert (planned.items[0].title, planned.items[0].minutes) == ("Welcome to all", 12)
    assert [one.title for one in planned.items] == [
        one.title for one in meetings.page(file, made.meeting).items if one.raised_by == "standing"
    ]
    assert {one.raised_by for one in planned.items} == {"standing"}


def test_a_group_that_never_met_leaves_the_usual_way_of_meeting(
    file: File, made: Hall, qtbot: QtBot
) -> None:
    """Failed before: “How we meet” was emptied, and the meeting could not be saved."""
    held = {"mode": "video", "starts": dt.time(9)}
    records.save(file, Draft("meeting", held, made.meeting))
    others = [Make(file).body(name=name, short_name=name[:2].upper()) for name in ("Quill", "Ash")]
    page = new_meeting_page(context_over(file)[0], {})
    qtbot.addWidget(page)
    page.show()
    group = page.form.rows["body_id"].editor

    def stands_there(body: int | None) -> tuple[Any, Any, Any]:
        group.set_value(body, "Group" if body else "")
        group.changed.emit()
        rows = page.form.rows
        mode, starts, venue = (rows[one].editor.read() for one in ("mode", "starts", "venue"))
        return mode, starts, venue

    whole = meetings.page(file, made.meeting)
    venue = records.get(file, "meeting", whole.id).values["venue"]
    assert stands_there(others[0]) == ("room", None, None)
    assert stands_there(made.body) == ("video", dt.time(9), venue)
    assert stands_there(others[1]) == ("room", None, None)
    assert stands_there(made.body) == ("video", dt.time(9), venue)
    assert stands_there(None) == ("room", None, None)
    stands_there(others[0])
    page.form.rows["date"].editor.set_value(dt.date(2027, 1, 19))
    page.save()
    assert not any(row.problem for row in page.form.rows.values())


def test_tab_in_a_small_line_comes_to_what_closes_it_last(story: Story) -> None:
    """Failed before: × came right after the words, so that Tab and Enter closed the line."""
    page = story.page
    for line, open_ in (
        (page.agenda.line, page.agenda.add),
        (page.item.outcomes.decision, page.item.outcomes.open_decision),
    ):
        open_()
        pictures.settle()
        found = list(stops(line))
        assert found[:2] == [line.field, line.asked.editor.part()]
        names = [one.accessibleName() for one in found]
        assert names[-1] == "Clear and close"
        assert len(found) == 4


@pytest.mark.parametrize("way", ["mouse", "keys"])
def test_the_next_words_are_typed_at_once_after_the_button_that_adds(
    story: Story, way: str
) -> None:
    """Failed before: the keyboard stayed on the button, and what was typed went nowhere."""
    page = story.page
    out = page.item.outcomes
    for line, open_ in ((page.agenda.line, page.agenda.add), (out.decision, out.open_decision)):
        open_()
        QTest.keyClicks(line.field, "Parking")
        adds = next(one for one in line.findChildren(QPushButton) if one.text().startswith("Add"))
        if way == "mouse":
            QTest.mouseClick(adds, Qt.MouseButton.LeftButton)
        else:
            adds.setFocus(Qt.FocusReason.TabFocusReason)
            press(adds, _KEY.Key_Return)
        pictures.settle()
        assert line.field.hasFocus()
        QTest.keyClicks(line.field, "More")
        assert line.typed == "More"
        line.cancel()
    assert "Parking" in story.titles()


@pytest.mark.parametrize("size", [(1050, 640), (970, 520)])
def test_the_lists_give_way_and_the_foot_of_the_page_stays_whole(
    story: Story, size: tuple[int, int]
) -> None:
    """Failed before: the page scrolled beside its lists, and cut the lines that add."""
    page = story.page
    page.resize(*size)
    (around,) = page.findChildren(QScrollArea, options=_DIRECT)
    for pane in (REGISTER, ITEM):
        page.panes.turn_to(pane)
        page.agenda.add()
        pictures.settle()
        assert around.verticalScrollBar().maximum() == 0
    page.panes.turn_to(REGISTER)
    pictures.settle()
    for one in (page.register.person, page.agenda.line, page.agenda.removed):
        assert one.visibleRegion().boundingRect() == one.rect()


def said_above(page: RecordPage) -> str:
    """Return the words of the bars above a form."""
    labels = (label for bar in page.view.bars.values() for label in bar.findChildren(QLabel))
    return " ".join(label.text() for label in labels)


def test_a_new_meeting_is_planned_from_a_short_form(file: File, made: Hall, qtbot: QtBot) -> None:
    context, window = context_over(file)
    page = new_meeting_page(context, {"body_id": made.body})
    qtbot.addWidget(page)
    page.show()
    assert set(page.form.rows) == {"body_id", "date", "mode", "starts", "ends", "venue"}
    page.save()
    assert page.form.rows["date"].problem
    QTest.keyClicks(page.form.rows["date"].editor.part(), "19 jan 2027")
    start = page.form.rows["starts"].editor.part()
    assert isinstance(start, QLineEdit)
    start.selectAll()  # as Tab does
    QTest.keyClicks(start, "10")
    page.save()
    ((record, meeting),) = window.said("open")
    assert record == "meeting"
    whole = meetings.page(file, meeting)
    assert whole.reference == "PG/2027/01"
    assert len(whole.people) == len(made.people)
    assert whole.items
    assert [name for name, _given in window.asked][-3:] == ["back", "open", "changed"]
    undo.undo(file)
    assert window.said("bad") == []


def test_nothing_is_cut_or_nameless(scaled: Theme, file: File, made: Hall, qtbot: QtBot) -> None:
    story = Story(file, made, qtbot)
    fill(story)
    width = {1.0: 1158, 1.5: 1282, 2.0: 1254}[scaled.scale]
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    for size in ((width, 688), (1712, 960)):
        story.page.resize(*size)
        for pane in (AGENDA, ITEM, REGISTER):
            story.page.panes.turn_to(pane)
            pictures.settle()
            assert story.page.size().toTuple() == size
            assert probe.clipped(story.page) == []
            assert probe.nameless(story.page) == []
            assert probe.unreachable(story.page) == []


def fill(story: Story) -> None:
    item = story.item("Parking at the cancer centre")
    meeting = story.made.meeting
    meetings.decide(story.file, meeting, item.id, "Ask the trust to keep twelve spaces free.")
    owner = story.made.people["Whitlock"]
    meetings.agree_action(story.file, meeting, item.id, "Ring the trust", owner, hall.DAY)
    story.page.reload()
    story.go_to(item.title)


def test_a_meeting_removed_behind_another_page_is_left_when_it_comes_to_the_front(
    story: Story, qtbot: QtBot
) -> None:
    story.page.hide()
    story.page.stale(records.remove(story.file, "meeting", story.made.meeting))
    assert story.window.said("back") == []
    story.page.show()
    qtbot.waitUntil(lambda: story.window.said("back") == [None])


def test_a_click_on_the_icon_goes_through_the_states(story: Story) -> None:
    story.page.panes.turn_to(REGISTER)
    rows = story.page.register.list
    rows.go_to(story.person("Kwame Mensah").id)
    place = rows.visualItemRect(rows.currentItem())
    QTest.mouseClick(
        rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(px(20), place.center().y())
    )
    assert story.person("Kwame Mensah").status == "present"
    QTest.mouseClick(
        rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(px(120), place.center().y())
    )
    assert story.person("Kwame Mensah").status == "present"


def test_the_page_offers_what_the_window_asks_of_it(story: Story) -> None:
    for asked in (Page, Adds, Saves, Prints, Helped):
        assert isinstance(story.page, asked)
    assert story.page.title == "Network Partnership Group"


def rest(ops: ThreadedOps, qtbot: QtBot) -> None:
    """Wait until everything that was asked so far has been answered."""
    answered: list[bool] = []
    ops.run(lambda _file, _progress: True, answered.append)
    qtbot.waitUntil(lambda: answered == [True])


def threaded(
    path: Path, meeting: int, key: Key, clock: FixedClock, qtbot: QtBot
) -> tuple[MeetingPage, ThreadedOps, NotingWindow]:
    """Show a meeting of the file at `path`, which is worked on by its own thread."""
    window = NotingWindow()
    ops = ThreadedOps(
        lambda _progress: files.open_file(path, key, clock, who="Fran Tester"),
        lambda error: window.tell(str(error), bad=True),
    )
    fmt = FormatContext(hall.DAY, as_shipped())
    page = MeetingPage(PageContext(ops, window, lambda: fmt), meeting)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.agenda.list.count() == 10)
    return page, ops, window


def test_what_is_typed_while_the_file_is_busy_is_saved_too(
    built: tuple[Path, Hall], key: Key, clock: FixedClock, tmp_path: Path, qtbot: QtBot
) -> None:
    path = shutil.copyfile(built[0], tmp_path / "Threaded.facilitator")
    page, ops, window = threaded(path, built[1].meeting, key, clock, qtbot)
    page.agenda.list.setCurrentRow(3)
    item = page.agenda.list.current_id
    assert item is not None
    QTest.keyClicks(page.item.minutes.editor, "One,")
    page.save()
    press(page.agenda.list, _KEY.Key_Down, _ALT)
    QTest.keyClicks(page.item.minutes.editor, " two,")
    press(page.agenda.list, _KEY.Key_Down, _ALT)
    QTest.keyClicks(page.item.minutes.editor, " three.")
    assert page.can_leave()
    for _round in range(3):  # a save asks for a reading, and both answers are to arrive
        rest(ops, qtbot)
    ops.close()
    assert window.said("bad") == []
    assert page.item.minutes.editor.toPlainText() == "One, two, three."
    again = files.open_file(path, key, clock, who="Fran Tester")
    stored = meetings.page(again, built[1].meeting)
    again.close()
    assert {one.id: one.text for one in stored.items}[item] == "One, two, three."
    assert [one.id for one in stored.items][5] == item


def test_a_draft_that_was_saved_is_forgotten_while_another_text_has_an_offer(
    built: tuple[Path, Hall], key: Key, clock: FixedClock, tmp_path: Path, qtbot: QtBot
) -> None:
    path = shutil.copyfile(built[0], tmp_path / "Threaded.facilitator")
    page, ops, window = threaded(path, built[1].meeting, key, clock, qtbot)

    def does(work: Work[object]) -> None:
        ops.run(work, lambda _answer: None)
        rest(ops, qtbot)

    page.agenda.list.setCurrentRow(3)
    minutes, mine = page.item.minutes, page.agenda.list.current_id
    other = page.agenda.list.record(4).id
    assert mine is not None
    place = minutes_place(page.agenda.list.record(3))
    QTest.keyClicks(minutes.editor, "Mine")
    does(lambda file, _progress: texts.keep(file, place, "", "Theirs"))
    page.save()
    for _round in range(3):
        rest(ops, qtbot)
    page.agenda.list.setCurrentRow(5)  # what met other words is kept
    does(lambda file, _progress: undo.undo(file))
    elsewhere = minutes_place(page.agenda.list.record(4))
    does(lambda file, _progress: texts.keep_draft(file, elsewhere, "Waiting"))
    page.reload()
    for _round in range(3):
        rest(ops, qtbot)
    page.agenda.list.setCurrentRow(3)
    assert minutes.editor.toPlainText() == "Mine"
    page.agenda.list.setCurrentRow(4)
    assert page.agenda.list.current_id == other
    assert [one.text() for one in minutes.findChildren(QPushButton) if one.text()][-2:] == [
        "Use them", "Throw them away",
    ]  # fmt: skip
    for _round in range(3):
        rest(ops, qtbot)
    kept: list[Sequence[str]] = []
    ops.run(lambda file, _progress: drafts.keys(file), kept.append)
    qtbot.waitUntil(lambda: bool(kept))
    assert list(kept[0]) == [elsewhere.key]
    ops.close()
    assert window.said("bad") == []


def test_the_keyboard_is_in_the_list_of_earlier_words_once_they_are_read(
    built: tuple[Path, Hall], key: Key, clock: FixedClock, tmp_path: Path, qtbot: QtBot
) -> None:
    path = shutil.copyfile(built[0], tmp_path / "Threaded.facilitator")
    page, ops, window = threaded(path, built[1].meeting, key, clock, qtbot)
    page.agenda.list.setCurrentRow(3)
    for words in ("First of all, the car park.", "x"):
        page.item.minutes.editor.setPlainText(words)
        page.save()
    page.item.minutes.history.click()
    [earlier] = window.said("show")
    qtbot.addWidget(earlier)
    with qtbot.waitActive(earlier):
        earlier.show()
        earlier.activateWindow()
    next(stops(earlier)).setFocus()
    qtbot.waitUntil(lambda: earlier.list.count() == 1)
    assert earlier.list.hasFocus()
    ops.close()


@pytest.mark.parametrize("pause", [False, True])
def test_words_that_stood_at_a_pause_are_known_whatever_goes_of_them(
    story: Story, *, pause: bool
) -> None:
    story.go_to("Parking at the cancer centre")
    editor, said = story.page.item.minutes.editor, "The cost is 250"
    QTest.keyClicks(editor, said)
    if pause:
        story.page.save()
    for _figure in range(3):
        QTest.keyClick(editor, _KEY.Key_Backspace)
    QTest.keyClicks(editor, "350")
    story.page.save()
    item = story.item("Parking at the cancer centre")
    assert item.text == "The cost is 350"
    found = texts.history(story.file, minutes_place(item)).earlier
    assert [one.text for one in found] == ([said] if pause else [])


def test_earlier_words_are_asked_for_at_the_text(story: Story) -> None:
    story.go_to("Parking at the cancer centre")
    minutes = story.page.item.minutes
    QTest.keyClicks(minutes.editor, "Said first.")
    minutes.history.click()
    assert story.item("Parking at the cancer centre").text == "Said first."
    [page] = story.window.said("show")
    assert (page.title, page.put.isEnabled()) == ("Earlier words", False)


def test_approval_that_is_stopped_leaves_the_minutes_as_they_are(
    built: tuple[Path, Hall], key: Key, clock: FixedClock, tmp_path: Path, qtbot: QtBot
) -> None:
    path = shutil.copyfile(built[0], tmp_path / "Threaded.facilitator")
    page, ops, window = threaded(path, built[1].meeting, key, clock, qtbot)
    page.commands.take_step("approved")
    (panel,) = page.findChildren(ProgressPanel)
    (cancel,) = panel.findChildren(QPushButton)
    cancel.click()
    assert window.said("bad")[-1].startswith("Stopped. Nothing was changed")
    rest(ops, qtbot)
    ops.close()
    again = files.open_file(path, key, clock, who="Fran Tester")
    assert not meetings.page(again, built[1].meeting).seal
    again.close()


def approve(story: Story) -> None:
    story.page.stale(meetings.take_step(story.file, story.made.meeting, "approved"))


def test_approved_minutes_are_only_read(story: Story) -> None:
    story.go_to("Parking at the cancer centre")
    approve(story)
    page = story.page
    assert page.item.minutes.editor.isReadOnly()
    assert not page.agenda.add_button.isVisible()
    assert not page.item.outcomes.buttons.isVisible()
    page.add()  # the next meeting
    assert story.window.said("new") == [("meeting", None)]
    press(page.agenda.list, _KEY.Key_Delete)
    assert story.window.said("bad")[-1].startswith("These minutes are approved")
    page.panes.turn_to(REGISTER)
    page.register.list.setCurrentRow(0)
    before = [one.status for one in story.whole.people]
    QTest.keyClicks(page.register.list, "n")
    assert [one.status for one in story.whole.people] == before
    assert probe.clipped(page) == []
    assert probe.nameless(page) == []


def test_no_step_is_taken_while_words_wait_that_were_not_saved(story: Story, qtbot: QtBot) -> None:
    again = come_back_to_a_clash(story, qtbot)
    again.page.agenda.list.setCurrentRow(0)
    status = again.whole.status
    again.page.head.step.emit("agenda")
    assert again.window.said("bad")[-1].startswith("Use the words that were not saved")
    assert again.page.item.item is not None
    assert again.page.item.item.title == "Parking at the cancer centre"
    assert again.whole.status == status
    choose(again, "Throw them away")
    again.page.head.step.emit("agenda")
    assert len(again.window.said("bad")) == 1


def test_the_cursor_stands_behind_words_that_come_back(story: Story) -> None:
    story.go_to("Parking at the cancer centre")
    editor = story.page.item.minutes.editor
    editor.setFocus()
    for words in ("First.", " And again."):
        QTest.keyClicks(editor, words)
        story.page.save()
    story.take_back()
    undo.redo(story.file)
    story.page.reload()
    assert editor.toPlainText() == "First. And again."
    QTest.keyClicks(editor, " On.")
    assert editor.toPlainText() == "First. And again. On."


def bar_buttons(story: Story) -> list[str]:
    """Return what can be done with words that wait above the minutes."""
    notices = story.page.item.minutes.findChildren(Notice, options=_DIRECT)
    [bar] = [one for one in notices if one.isVisible()]
    return [one.text() for one in bar.findChildren(QPushButton)]


def test_words_that_were_not_saved_can_be_copied_once_the_minutes_are_approved(
    story: Story, qtbot: QtBot
) -> None:
    again = come_back_to_a_clash(story, qtbot)
    bar = again.page.item.minutes
    assert bar_buttons(again) == ["Use them", "Throw them away"]
    approve(again)
    pictures.settle()
    assert bar_buttons(again) == ["Copy them", "Throw them away"]
    choose(again, "Copy them")
    assert QApplication.clipboard().text() == "Mine"
    assert bar.editor.toPlainText() == "Theirs"
    assert again.window.said("tell")[-1] == "The words are on the clipboard."
    choose(again, "Throw them away")
    assert drafts.keys(again.file) == []


def test_approved_minutes_are_corrected_with_a_reason(story: Story) -> None:
    story.go_to("Parking at the cancer centre")
    approve(story)
    press(story.page.agenda.list, _KEY.Key_F2)
    form = story.page.item.correction.form
    assert form is not None
    assert form.isVisible()
    QTest.keyClicks(form.rows["text"].editor.part(), "14 spaces were closed. ")
    form.save()
    assert form.rows["why"].problem
    QTest.keyClicks(form.rows["why"].editor.part(), "T")
    assert not form.rows["why"].problem
    QTest.keyClicks(form.rows["why"].editor.part(), "he number was missing.")
    form.save()
    assert story.page.item.correction.form is None
    assert story.item("Parking at the cancer centre").text.startswith("14 spaces were closed.")
    pictures.settle()
    told = [one.text() for one in story.page.item.findChildren(QLabel) if one.isVisible()]
    assert any("The number was missing." in text for text in told)
    assert "Corrected since the minutes were approved" in told
    assert not any("stay as they are" in text for text in told)
    story.take_back()
    pictures.settle()
    told = [one.text() for one in story.page.item.findChildren(QLabel) if one.isVisible()]
    assert not any("The number was missing." in text for text in told)
    assert story.page.item.minutes.editor.isReadOnly()


def correct(story: Story, place: CorrectionPlace, **typed: Any) -> None:
    """Record a correction in the form that is open in `place`."""
    form = place.form
    assert form is not None
    pictures.settle()
    assert probe.clipped(story.page) == []
    assert probe.nameless(story.page) == []
    for name, value in typed.items():
        form.rows[name].editor.set_value(value)
    form.rows["why"].editor.set_value("It was written down wrongly.")
    form.save()
    assert place.form is None


def typed_again(story: Story, title: str) -> str:
    """Open the correction of an item on a page of its own, and return the reason in it."""
    page = MeetingPage(context_over(story.file)[0], story.made.meeting)
    page.agenda.list.go_to(story.item(title).id)
    page.item.edit()
    form = page.item.correction.form
    assert form is not None
    why = form.rows["why"].editor.value_text()
    page.deleteLater()
    return why


@pytest.mark.parametrize("way", ["esc", "leaving", "another", "other item", "power"])
def test_a_correction_that_is_half_typed_is_kept(story: Story, way: str) -> None:
    title = "Parking at the cancer centre"
    story.go_to(title)
    approve(story)
    page, place = story.page, story.page.item.correction
    press(page.agenda.list, _KEY.Key_F2)
    form = place.form
    assert form is not None
    QTest.keyClicks(form.rows["text"].editor.part(), "14 spaces.")
    assert form.saver.timer.isActive()
    QTest.keyClicks(form.rows["why"].editor.part(), "Misheard")
    if way == "esc":
        QTest.keyClick(form.rows["why"].editor.part(), _KEY.Key_Escape)
        assert place.form is None
        assert story.window.said("tell")[-1].startswith("A draft is kept.")
    elif way == "leaving":
        assert page.can_leave()
    elif way == "another":
        page.item.correct(records.get(story.file, "meeting", story.made.meeting))
    elif way == "other item":
        page.agenda.list.setCurrentRow(0)
    else:
        form.saver.timer.timeout.emit()
    assert typed_again(story, title) == "Misheard"
    story.go_to(title)
    page.item.edit()
    form = place.form
    assert form is not None
    assert form.rows["text"].editor.value_text().startswith("14 spaces.")
    pictures.settle()
    assert probe.clipped(page) == []
    page.save()
    assert place.form is None
    assert story.item(title).text.startswith("14 spaces.")
    assert typed_again(story, title) == ""


def correcting(story: Story, title: str) -> PlacedForm:
    """Approve the minutes, and begin to correct the item `title`."""
    story.go_to(title)
    approve(story)
    story.page.item.edit()
    form = story.page.item.correction.form
    assert form is not None
    return form


def begun(page: MeetingPage, pane: QWidget | None = None) -> dict[str, QPushButton]:
    """Return the ways to go on with corrections that were begun, by what is told of each."""
    notices = (pane or page.item).findChildren(Notice)
    told = [one for one in notices if "was begun" in one.title.text()]
    return {one.title.text(): one.buttons[0] for one in told if one.isVisibleTo(page)}


def test_a_correction_that_was_begun_is_told_until_it_is_recorded_or_thrown_away(
    story: Story, qtbot: QtBot
) -> None:
    approve(story)
    page, place = story.page, story.page.item.correction
    titles = [one.title for one in story.whole.items[:2]]
    for title in titles:
        page.agenda.list.go_to(story.item(title).id)
        page.item.edit()
        assert place.form is not None
        place.form.rows["why"].editor.set_value("Misheard")
    assert place.form is not None
    assert begun(page) == {}
    place.form.leave()
    again = MeetingPage(context_over(story.file)[0], story.made.meeting)
    qtbot.addWidget(again)
    for one in (page, again):
        assert [title in told for title, told in zip(titles, begun(one), strict=True)] == [True] * 2
    [first, _second] = begun(again).values()
    again.agenda.list.setCurrentRow(3)
    first.click()
    form = again.item.correction.form
    assert form is not None
    assert again.item.item is not None
    assert again.item.item.title == titles[0]
    assert form.rows["why"].editor.value_text() == "Misheard"
    assert begun(again) == {}
    form.close_form()
    [told] = begun(again)
    assert titles[1] in told


@pytest.mark.parametrize("field", ["why", "venue"])
def test_a_correction_of_the_details_that_was_begun_is_told_on_the_meeting(
    field: str, story: Story, qtbot: QtBot
) -> None:
    approve(story)
    details = RecordPage(context_over(story.file)[0], "meeting", story.made.meeting)
    qtbot.addWidget(details)
    details.show()
    details.corrections.start()
    assert details.corrections.form is not None
    rows = {**details.form.rows, **details.corrections.form.rows}
    rows[field].editor.set_value("Corn Exchange")
    details.can_leave()
    story.page.hide()
    story.page.show()
    [(told, go_on)] = begun(story.page).items()
    assert "Details of the meeting" in told
    go_on.click()
    [page] = story.window.said("show")
    assert isinstance(page, RecordPage)
    qtbot.addWidget(page)
    [bar] = [one for name, one in page.view.bars.items() if name in ("draft", "begun")]
    next(one for one in bar.findChildren(QPushButton) if one.text() in ("Use it", "Go on")).click()
    assert page.corrections.form is not None
    rows = {**page.form.rows, **page.corrections.form.rows}
    assert rows[field].editor.value_text() == "Corn Exchange"


def test_tags_of_an_approved_meeting_that_wait_are_no_correction(story: Story) -> None:
    approve(story)
    drafts.keep(
        story.file, f"meeting/{story.made.meeting}", Draft("meeting", {}, story.made.meeting)
    )
    story.page.reload()
    assert begun(story.page) == {}


def test_what_was_recorded_is_not_offered_as_a_draft_if_the_power_fails_just_then(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = correcting(story, "Parking at the cancer centre")
    QTest.keyClicks(form.rows["text"].editor.part(), "14 spaces.")
    form.rows["why"].editor.set_value("Misheard")
    form.saver.keep()
    assert [one for one in drafts.keys(story.file) if "/correction" in one]
    monkeypatch.setattr(drafts, "keep_all", lambda *_: None)  # nothing is written from now on
    form.save()
    assert len(story.whole.corrections) == 1
    assert [one for one in drafts.keys(story.file) if "/correction" in one] == []


def test_a_correction_that_is_cancelled_is_thrown_away(story: Story) -> None:
    title = "Parking at the cancer centre"
    form = correcting(story, title)
    form.rows["why"].editor.set_value("Misheard")
    form.keep()
    assert typed_again(story, title) == "Misheard"
    form.close_form()
    assert typed_again(story, title) == ""


def bring_back(page: MeetingPage) -> QPushButton:
    """Return the one button that brings back what was put aside."""
    found = page.findChildren(QPushButton)
    [one] = [one for one in found if one.text() == "Bring them back" and one.isVisible()]
    return one


@pytest.mark.parametrize("record", ["agenda_item", "decision"])
def test_a_correction_that_is_cancelled_can_be_brought_back(story: Story, record: str) -> None:
    title, page, place = "Parking at the cancer centre", story.page, story.page.item.correction
    item = story.item(title)
    decided = meetings.decide(story.file, story.made.meeting, item.id, "Ring the trust.")
    story.go_to(title)
    approve(story)
    page.item.correction_wanted.emit(record, item.id if record == "agenda_item" else decided.id)
    assert place.form is not None
    field = place.form.rows["text" if record == "agenda_item" else "wording"]
    QTest.keyClicks(field.editor.part(), "14 spaces.")
    place.form.rows["why"].editor.set_value("Misheard")
    place.form.close_form()
    assert [one for one in drafts.keys(story.file) if "/correction" in one] == []
    page.agenda.list.setCurrentRow(0)
    pictures.settle()
    assert probe.clipped(page) == []
    assert not any("put aside" in one.title.text() for one in shown_notices(page))
    story.go_to(title)
    bring_back(page).click()
    assert page.item.item is not None
    assert page.item.item.title == title
    assert place.form is not None
    assert place.form.rows["why"].editor.value_text() == "Misheard"
    assert place.form.rows[field.field.name].editor.value_text().endswith("14 spaces.")
    place.form.save()
    assert page.item.correction.form is None
    assert not any("put aside" in one.title.text() for one in shown_notices(page))


def shown_notices(page: MeetingPage) -> list[Notice]:
    return [one for one in page.findChildren(Notice) if not one.isHidden()]


def test_what_was_typed_into_a_cancelled_line_of_the_register_can_be_brought_back(
    story: Story,
) -> None:
    late = Make(story.file).member("Gwen", "Parry", joined=dt.date(2025, 1, 1))
    approve(story)
    story.page.panes.turn_to(REGISTER)
    place = story.page.register.correction
    story.page.register.add.click()
    assert place.form is not None
    place.form.rows["member_id"].editor.set_value(late, "Gwen Parry")
    place.form.close_form()
    pictures.settle()
    assert probe.clipped(story.page) == []
    bring_back(story.page).click()
    assert place.form is not None
    assert place.form.rows["member_id"].editor.read() == late
    assert not story.page.register.list.isVisible()


@pytest.mark.parametrize("way", ["cancel", "esc", "other item"])
def test_what_was_typed_of_an_item_and_not_saved_can_be_brought_back(
    story: Story, way: str
) -> None:
    title, page = "Parking at the cancer centre", story.page
    story.go_to(title)
    page.item.edit()
    form = page.item.form
    form.rows["minutes"].editor.set_value(None)
    QTest.keyClicks(form.rows["minutes"].editor.part(), "soon")
    if way == "cancel":
        form.close_form()
    elif way == "esc":
        press(form.rows["minutes"].editor.part(), _KEY.Key_Escape)
    page.agenda.list.setCurrentRow(0)
    assert not form.isVisible()
    assert shown_notices(page) == []  # it is another item
    story.go_to(title)
    bring_back(page).click()
    assert page.item.item is not None
    assert page.item.item.title == title
    assert form.isVisible()
    assert shown_notices(page) == []
    assert form.rows["minutes"].editor.value_text() == "soon"
    form.rows["minutes"].editor.set_value(35)
    form.save()
    assert story.item(title).minutes == 35
    page.item.edit()
    form.close_form()
    assert shown_notices(page) == []


def test_an_empty_line_for_an_action_goes_with_its_item(story: Story) -> None:
    page, action = story.page, story.page.item.outcomes.action
    page.resize(640, 380)
    story.go_to("Parking at the cancer centre")
    page.item.outcomes.open_action()
    pictures.settle()
    bar = page.item._body.verticalScrollBar()
    bar.setValue(bar.maximum())
    page.agenda.list.setCurrentRow(0)
    assert (action.isHidden(), bar.value()) == (True, 0)


_LEAFLETS, _PARKING = "Leaflets in Welsh and Polish", "Parking at the cancer centre"
_HERE = "What you typed here is not added yet."


def begin_two(story: Story) -> None:
    """Begin a decision under one item, and an action with its owner under another."""
    out = story.page.item.outcomes
    story.go_to(_LEAFLETS)
    out.open_decision()
    QTest.keyClicks(out.decision.field, "Print two hundred.")
    story.go_to(_PARKING)
    out.open_action()
    what, owner = (out.action.rows[name].editor.part() for name in ("what", "owner_id"))
    QTest.keyClicks(what, "Ring the trust")
    owner.setFocus()
    QTest.keyClicks(owner, "whitl")
    press(owner, _KEY.Key_Return)


def test_what_was_begun_waits_with_the_item_that_it_was_typed_under(story: Story) -> None:
    out, items = story.page.item.outcomes, (story.item(_LEAFLETS).id, story.item(_PARKING).id)
    begin_two(story)
    assert out.decision.typed == ""
    assert not out.decision.isVisible()
    story.go_to(_LEAFLETS)
    assert out.decision.isVisible()
    assert (out.decision.typed, out.decision.told.text()) == ("Print two hundred.", _HERE)
    assert out.action.typed is None
    assert not out.action.isVisible()
    story.page.unadded.keep()
    assert lines_kept(story) == [f"action/{items[1]}", f"decision/{items[0]}"]
    press(out.decision.field, _KEY.Key_Return)
    assert lines_kept(story) == [f"action/{items[1]}"]
    story.go_to(_PARKING)
    assert out.action.told.text() == _HERE
    press(out.action.rows["what"].editor.part(), _KEY.Key_Return)
    assert [one.item_id for one in story.whole.decisions] == [items[0]]
    assert [(one.item_id, one.owner) for one in story.whole.actions] == [
        (items[1], "Joan Whitlock")
    ]
    assert lines_kept(story) == []
    story.go_to(_LEAFLETS)
    assert out.begun() == {}


def test_what_was_put_away_is_open_again_and_what_was_cleared_is_not(story: Story) -> None:
    out = story.page.item.outcomes
    begin_two(story)
    out.action.close_form()
    story.go_to(_LEAFLETS)
    out.decision.field.clear()
    story.go_to(_PARKING)
    assert out.action.isVisible()
    story.go_to(_LEAFLETS)
    assert not out.decision.isVisible()
    story.page.unadded.keep()
    assert lines_kept(story) == [f"action/{story.item(_PARKING).id}"]


def test_an_answer_that_comes_once_another_item_is_shown_empties_its_own_lines(
    story: Story,
) -> None:
    out = story.page.item.outcomes
    begin_two(story)
    out.decision_added(story.item(_LEAFLETS).id)
    assert list(out.begun()) == [story.item(_PARKING).id]
    story.go_to(_LEAFLETS)
    out.open_decision()
    QTest.keyClicks(out.decision.field, "Print three hundred.")
    out.action_added(story.item(_PARKING).id)
    assert out.decision.typed == "Print three hundred."
    assert list(out.begun()) == [story.item(_LEAFLETS).id]


@pytest.mark.parametrize("way", ["left", "killed"])
def test_what_was_begun_under_several_items_comes_back_under_each(
    story: Story, clock: FixedClock, qtbot: QtBot, way: str
) -> None:
    begin_two(story)
    story.page.unadded.keep()
    clock.at += dt.timedelta(minutes=7)
    story.go_to(_LEAFLETS)
    QTest.keyClicks(story.page.item.outcomes.decision.field, " In Welsh.")
    if way == "left":
        story.page.can_leave()
    else:
        story.page.unadded.keep()
    again = Story(story.file, story.made, qtbot)
    out, item = again.page.item.outcomes, again.page.item.item
    assert item is not None
    assert item.title == _LEAFLETS  # where something was typed last
    assert out.decision.field.hasFocus()
    assert out.decision.typed == "Print two hundred. In Welsh."
    assert out.decision.told.text() == _BACK.replace("09:00", "09:07")
    again.go_to(_PARKING)
    assert out.action.isVisible()
    assert out.action.told.text() == _BACK
    assert out.action.owner == "Joan Whitlock"
    press(out.action.rows["what"].editor.part(), _KEY.Key_Return)
    assert [one.owner for one in again.whole.actions] == ["Joan Whitlock"]
    assert lines_kept(again) == [f"decision/{story.item(_LEAFLETS).id}"]


def test_both_lines_of_an_item_come_back(story: Story, qtbot: QtBot) -> None:
    begin_two(story)
    out = story.page.item.outcomes
    out.open_decision()
    QTest.keyClicks(out.decision.field, "Twelve spaces.")
    story.page.can_leave()
    again = Story(story.file, story.made, qtbot)
    again.go_to(_LEAFLETS)
    again.go_to(_PARKING)
    out = again.page.item.outcomes
    assert out.decision.isVisible()
    assert out.action.isVisible()


def test_what_was_kept_for_the_meeting_as_a_whole_is_found_under_its_item(
    story: Story, qtbot: QtBot
) -> None:
    parking, start = story.item(_PARKING).id, f"meeting/{story.made.meeting}"
    drafts.keep_all(
        story.file,
        {
            f"{start}/decision": Draft("decision", {"wording": "Ask.", "item_id": parking}),
            f"{start}/action": Draft("action", {"what": "Ring", "item_id": parking}),
        },
    )
    again = Story(story.file, story.made, qtbot)
    out, item = again.page.item.outcomes, again.page.item.item
    assert item is not None
    assert item.id == parking
    assert out.decision.typed == "Ask."
    assert out.action.rows["what"].editor.value_text() == "Ring"
    again.page.unadded.keep()
    assert lines_kept(again) == [f"action/{parking}", f"decision/{parking}"]


def test_words_under_an_item_that_is_taken_off_come_back_with_it(story: Story) -> None:
    page = story.page
    begin_two(story)
    page.unadded.keep()
    press(page.agenda.list, _KEY.Key_Delete)
    assert len(lines_kept(story)) == 2
    assert len(page.unadded.found().begun) == 1
    story.take_back()
    assert page.item.outcomes.action.isVisible()
    page.can_leave()
    assert len(lines_kept(story)) == 2


def test_that_words_are_kept_is_told_once(story: Story, qtbot: QtBot) -> None:
    begin_two(story)
    assert story.page.can_leave()
    assert story.window.said("tell")[-1].startswith("A draft is kept.")
    again = Story(story.file, story.made, qtbot)
    assert again.page.can_leave()
    assert again.window.said("tell") == []
    again.page.item.outcomes.decision.field.insert(" More.")
    assert again.page.can_leave()
    assert len(again.window.said("tell")) == 1


def test_words_under_an_item_that_is_taken_off_wait_for_it_on_a_later_day(
    story: Story, qtbot: QtBot
) -> None:
    begin_two(story)
    parking = story.item(_PARKING).id
    press(story.page.agenda.list, _KEY.Key_Delete)
    assert story.page.can_leave()
    [need] = draft_list.waiting(story.file)  # of the leaflets alone
    assert "draft" not in need.second  # one alone is not counted
    again = Story(story.file, story.made, qtbot)
    assert again.page.can_leave()
    assert len(lines_kept(story)) == 2
    later = Story(story.file, story.made, qtbot)
    [removed] = meeting_removals.removed(story.file, story.made.meeting)
    changes = meeting_removals.put_back(story.file, story.made.meeting, removed.set_id).changes
    later.page.stale(changes)
    later.page.agenda.list.go_to(parking)
    assert later.page.item.outcomes.action.rows["what"].editor.value_text() == "Ring the trust"
    assert later.page.can_leave()
    assert len(lines_kept(later)) == 2


def test_who_types_on_in_a_line_adds_to_what_stands_there(story: Story) -> None:
    begin_two(story)
    out = story.page.item.outcomes
    what = out.action.rows["what"].editor.part()
    out.action.close_form()
    out.open_action()
    QTest.keyClicks(what, " now")
    story.go_to(_LEAFLETS)
    QTest.keyClicks(out.decision.field, " In Welsh.")
    assert out.decision.typed == "Print two hundred. In Welsh."
    story.go_to(_PARKING)
    assert out.action.rows["what"].editor.value_text() == "Ring the trust now"


def test_going_through_the_agenda_leaves_the_keyboard_there(story: Story) -> None:
    begin_two(story)
    rows, out = story.page.agenda.list, story.page.item.outcomes
    story.go_to(_LEAFLETS)
    rows.setFocus()
    story.go_to(_PARKING)
    assert out.action.isVisible()
    assert rows.hasFocus()


def test_who_goes_on_from_a_line_finds_the_keyboard_at_the_next(story: Story) -> None:
    begin_two(story)
    out = story.page.item.outcomes
    assert out.action.isAncestorOf(story.page.focusWidget())
    story.go_to(_LEAFLETS)
    assert out.decision.field.hasFocus()
    story.page.agenda.list.setCurrentRow(0)
    assert isinstance(now := story.page.focusWidget(), QPushButton)
    assert now.text() == "Decision"


def test_the_form_of_an_item_that_is_asked_for_twice_keeps_its_words(story: Story) -> None:
    form = story.page.item.form
    story.go_to(_PARKING)
    story.page.item.edit()
    form.rows["title"].editor.set_value("Parking for visitors")
    story.page.item.edit()
    assert form.rows["title"].editor.value_text() == "Parking for visitors"
    assert shown_notices(story.page) == []


def refused_step(
    story: Story, words: str = "Add what you typed, or clear it, before the next step."
) -> None:
    page = story.page
    page.agenda.list.setCurrentRow(0)
    page.panes.turn_to(REGISTER)
    page.agenda.list.setFocus()
    page.head.primary.click()
    assert story.window.said("bad")[-1:] == [words]


def test_a_refused_step_leads_to_what_is_not_added(story: Story) -> None:
    page, out = story.page, story.page.item.outcomes
    begin_two(story)
    out.action.close_form()
    first, second = sorted((_LEAFLETS, _PARKING), key=story.titles().index)
    for title in (first, second):
        refused_step(story)
        assert page.item.item is not None
        assert page.item.item.title == title
        assert page.item.isVisible()
        line = out.decision if title == _LEAFLETS else out.action
        assert line.isVisible()
        assert line.isAncestorOf(page.focusWidget())
        if title == _LEAFLETS:
            out.decision.done()
        else:
            out.action.done()
    status = story.whole.status
    page.head.primary.click()
    assert story.whole.status != status


def test_a_refused_step_leads_to_the_form_of_an_item_before_its_lines(story: Story) -> None:
    page, form = story.page, story.page.item.form
    begin_two(story)
    story.go_to(story.titles()[1])
    page.item.edit()
    press(form.rows["title"].editor.part(), _KEY.Key_End)
    QTest.keyClicks(form.rows["title"].editor.part(), " and more")
    press(form.rows["title"].editor.part(), _KEY.Key_Escape)
    refused_step(story, say.to_be_saved(story.titles()[1]))
    assert page.item.item is not None
    assert page.item.item.title == story.titles()[1]
    assert form.isVisible()
    assert form.rows["title"].editor.value_text() == f"{story.titles()[1]} and more"
    assert form.isAncestorOf(page.focusWidget())


def test_a_refused_step_leads_to_a_new_items_title_and_to_the_register(story: Story) -> None:
    page = story.page
    QTest.keyClicks(page.register.person.part(), "zzz")
    page.add()
    QTest.keyClicks(page.agenda.line.field, "Half a title")
    press(page.agenda.line.field, _KEY.Key_Escape)
    page.resize(640, 688)
    refused_step(story)
    assert page.agenda.line.isVisible()
    assert page.agenda.line.field.hasFocus()
    page.agenda.line.done()
    page.panes.turn_to(ITEM)
    page.head.primary.click()
    assert page.register.isVisible()
    assert page.register.person.part().hasFocus()


def details_kept(story: Story) -> list[str]:
    return [one for one in drafts.keys(story.file) if "/details/" in one]


@pytest.mark.parametrize("way", ["open", "esc", "other item"])
def test_what_was_typed_of_items_waits_for_whoever_comes_back_to_the_meeting(
    story: Story, way: str, qtbot: QtBot
) -> None:
    titles, page = [one.title for one in story.whole.items[1:3]], story.page
    form = page.item.form
    for title in titles:
        story.go_to(title)
        page.item.edit()
        form.rows["minutes"].editor.set_value(None)
        QTest.keyClicks(form.rows["minutes"].editor.part(), "soon")
    if way == "esc":
        press(form.rows["minutes"].editor.part(), _KEY.Key_Escape)
    elif way == "other item":
        page.agenda.list.setCurrentRow(0)
    page.can_leave()
    assert len(details_kept(story)) == 2
    again = MeetingPage(context_over(story.file)[0], story.made.meeting)
    qtbot.addWidget(again)
    again.resize(1158, 688)
    again.show()
    for title, left in zip(list(titles), (1, 0), strict=True):
        pictures.settle()
        again.agenda.list.go_to(story.item(title).id)
        bring_back(again).click()
        assert again.item.item is not None
        assert again.item.form.rows["minutes"].editor.value_text() == "soon"
        assert again.item.item.title == title
        again.item.form.rows["minutes"].editor.set_value(35)
        again.item.form.save()
        assert story.item(title).minutes == 35
        assert len(details_kept(story)) == left
    assert not any("put aside" in one.title.text() for one in shown_notices(again))
    assert again.can_leave()
    assert details_kept(story) == []


def test_what_was_typed_of_an_item_and_cancelled_is_not_kept(story: Story) -> None:
    page = story.page
    story.go_to("Parking at the cancer centre")
    page.item.edit()
    page.item.form.rows["title"].editor.set_value("Parking for visitors")
    page.unadded.keep()
    assert len(details_kept(story)) == 1
    page.item.form.close_form()
    page.can_leave()
    assert details_kept(story) == []
    bring_back(page).click()
    page.can_leave()
    assert len(details_kept(story)) == 1


def test_details_of_an_item_that_are_refused_stand_in_the_form_again(story: Story) -> None:
    page = story.page
    story.go_to("Parking at the cancer centre")
    page.item.edit()
    page.item.form.rows["title"].editor.set_value("Parking for visitors")
    meetings.take_step(story.file, story.made.meeting, "approved")
    page.item.form.save()
    assert "These minutes are approved" in story.window.said("bad")[-1]
    assert page.item.form.isVisible()
    assert page.item.form.rows["title"].editor.value_text() == "Parking for visitors"
    assert story.item("Parking at the cancer centre")


def test_details_that_are_refused_once_the_form_is_open_again_stay_in_it(story: Story) -> None:
    page, item = story.page, story.item("Parking at the cancer centre")
    story.go_to(item.title)
    page.item.edit()
    page.item.form.rows["title"].editor.set_value("Parking for visitors")
    page.item.form.refuse(item.id, AppError("The disk is full."))
    assert story.window.said("bad") == ["The disk is full."]
    assert page.item.form.isVisible()
    assert page.item.form.rows["title"].editor.value_text() == "Parking for visitors"


def test_no_step_is_taken_over_details_that_are_not_saved(story: Story) -> None:
    page = story.page
    story.go_to("Parking at the cancer centre")
    page.item.edit()
    page.item.form.rows["title"].editor.set_value("Parking for visitors")
    page.head.step.emit("held")
    assert "before the next step" in story.window.said("bad")[-1]
    assert page.item.form.isVisible()


def test_what_approved_minutes_hold_is_not_offered_to_be_removed(
    story: Story, qtbot: QtBot
) -> None:
    item = story.item("Parking at the cancer centre").id
    agreed = meetings.agree_action(story.file, story.made.meeting, item, "Ring", None, None)
    story.page.stale(agreed.changes)

    def offered() -> list[QPushButton]:
        page = RecordPage(context_over(story.file)[0], "action", agreed.id)
        qtbot.addWidget(page)
        page.show()
        pictures.settle()
        found = page.findChildren(QPushButton)
        return [one for one in found if one.text().startswith("Delete") and one.isVisible()]

    assert len(offered()) == 1
    approve(story)
    assert offered() == []
    with pytest.raises(AppError, match="approved"):
        records.remove(story.file, "action", agreed.id)


def test_many_corrections_never_widen_the_page(story: Story, qtbot: QtBot) -> None:
    title = "Parking at the cancer centre"
    story.go_to(title)
    approve(story)
    page = story.page
    details = RecordPage(context_over(story.file)[0], "meeting", story.made.meeting)
    qtbot.addWidget(details)
    why = f"See https://www.example.org/{'W' * 200}/14-not-40 in the chair’s letter."
    for n in range(12):
        for record, record_id, values in (
            ("agenda_item", story.item(title).id, {"text": f"{n} spaces."}),
            ("meeting", story.made.meeting, {"venue": f"Room {n} {'W' * 60}"}),
        ):
            version = records.get(story.file, record, record_id).version
            draft = Draft(record, values, record_id, version)
            corrections.correct(story.file, draft, why)
    changes = undo.undo(story.file)
    for one in (page, details):
        one.resize(960, 540)
        one.show()
        one.stale(changes)
        pictures.settle()
        for area in one.findChildren(QScrollArea):
            if area.isVisible() and (held := area.widget()) is not None:
                assert held.width() <= area.viewport().width(), area.accessibleName()
    for bar in details.view.bars.values():
        assert bar.height() <= bar.heightForWidth(bar.width())


def test_a_line_of_an_approved_register_is_corrected(story: Story) -> None:
    approve(story)
    story.page.panes.turn_to(REGISTER)
    register = story.page.register
    register.list.setCurrentRow(0)
    line = register.list.current_id
    register.correct.click()
    correct(story, register.correction, status="apologies", capacity="Chair for the day")
    [person] = [one for one in story.whole.people if one.id == line]
    assert (person.status, person.capacity) == ("apologies", "Chair for the day")
    assert [one.why for one in story.whole.corrections] == ["It was written down wrongly."]
    story.take_back()
    assert story.whole.corrections == ()


def test_the_register_tells_its_own_corrections(story: Story) -> None:
    title, page, register = "Parking at the cancer centre", story.page, story.page.register
    late = Make(story.file).member("Gwen", "Parry", joined=dt.date(2025, 1, 1))
    approve(story)
    item = Draft("agenda_item", {"text": "14 spaces."}, story.item(title).id)
    page.stale(corrections.correct(story.file, item, "Misheard").changes)
    page.panes.turn_to(REGISTER)
    assert told_of(register) == []
    first, second, *_rest = story.whole.people
    for record_id, values in (
        (first.id, {"status": "apologies"}),
        (second.id, {"taken_off": True}),
    ):
        line = Draft("attendance", values, record_id)
        corrections.correct(story.file, line, "Was on the ward")
    meeting = story.made.meeting
    added = Draft("attendance", {"meeting_id": meeting, "member_id": late, "status": "present"})
    page.stale(meetings.add_left_out(story.file, added, "Signed the sheet").changes)
    pictures.settle()
    assert probe.clipped(page) == []
    lines = told_of(register)
    names = (first.name, second.name, "Gwen Parry")
    assert [who in told for who, told in zip(names, lines, strict=True)] == [True] * 3
    assert "Apologies" in lines[0]
    assert "Taken off the register" in lines[1]
    assert lines[2].endswith("(added). Signed the sheet")
    assert all(told.startswith(f"{hall.DAY.day} ") for told in lines)
    register.correct.click()
    assert told_of(register) == []
    assert register.correction.form is not None
    register.correction.form.leave()
    pictures.settle()
    assert len(told_of(register)) == 3


def told_of(pane: QWidget) -> list[str]:
    """Return what is told of corrections made, a line each."""
    told = [one.text.text() for one in pane.findChildren(Notice) if not one.isHidden()]
    return [line for text in told for line in text.splitlines() if " corrected: " in line]


def test_who_is_on_an_approved_register_by_mistake_is_taken_off(story: Story) -> None:
    approve(story)
    story.page.panes.turn_to(REGISTER)
    register = story.page.register
    register.list.setCurrentRow(0)
    line = register.list.current_id
    register.correct.click()
    correct(story, register.correction, taken_off=True)
    assert line not in [one.id for one in story.whole.people]
    assert "Taken off the register" in story.whole.corrections[0].what
    register.add.click()
    assert register.correction.form is not None
    assert "taken_off" not in register.correction.form.rows
    register.correction.form.leave()
    story.take_back()
    assert line in [one.id for one in story.whole.people]


def test_who_was_left_out_of_an_approved_register_is_added(story: Story) -> None:
    register = story.page.register
    assert not register.add.isVisibleTo(story.page)
    approve(story)
    story.page.panes.turn_to(REGISTER)
    before = len(story.whole.people)
    late = Make(story.file).member("Gwen", "Parry", joined=dt.date(2025, 1, 1))
    register.add.click()
    form = register.correction.form
    assert form is not None
    assert next(iter(form.rows)) == "member_id"
    form.rows["member_id"].editor.set_value(late, "Gwen Parry")
    form.leave()
    story.page.panes.turn_to(ITEM)
    assert any("Register" in told for told in begun(story.page))
    story.page.panes.turn_to(REGISTER)
    [go_on] = begun(story.page, register).values()
    go_on.click()
    assert begun(story.page, register) == {}
    form = register.correction.form
    assert form is not None
    assert form.rows["member_id"].editor.read() == late
    correct(story, register.correction, status="present")
    assert len(story.whole.people) == before + 1
    assert "Gwen Parry" in [one.name for one in story.whole.people]
    register.add.click()
    assert register.correction.form is not None
    assert register.correction.form.rows["member_id"].editor.value_text() == ""
    undo.undo(story.file)


def test_who_is_on_an_approved_register_is_not_offered_to_be_added(story: Story) -> None:
    page, register = story.page, story.page.register
    Make(story.file).member("Gwendolen", "Amis", joined=dt.date(2025, 1, 1))
    approve(story)
    page.panes.turn_to(REGISTER)

    def offered() -> list[str]:
        form = register.correction.form
        assert form is not None
        editor = form.rows["member_id"].editor
        assert isinstance(editor, RefEditor)
        editor.part().setFocus()
        QTest.keyClicks(editor.part(), "gwen")
        return [hit.title for hit in editor.list.hits() if hit.id]

    there = [one for one in story.whole.people if one.name.startswith("Gwen")]
    register.add.click()
    assert there
    assert offered() == ["Gwendolen Amis"]
    assert register.correction.form is not None
    register.correction.form.close_form()
    for one in there:
        off = Draft("attendance", {"taken_off": True}, one.id)
        page.stale(corrections.correct(story.file, off, "Was not there").changes)
    register.add.click()
    assert set(offered()) == {"Gwendolen Amis", *(one.name for one in there)}


def test_a_correction_that_the_file_cannot_take_says_so_beside_no_field(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = correcting(story, "Parking at the cancer centre")
    QTest.keyClicks(form.rows["text"].editor.part(), "14 spaces.")
    form.rows["why"].editor.set_value("Misheard")

    def full(*_given: object) -> None:
        raise AppError("There is no room left on this disk.")

    monkeypatch.setattr(corrections, "correct", full)
    form.save()
    assert story.window.said("bad")[-1] == "There is no room left on this disk."
    assert form.rows["why"].problem == ""
    assert form.isVisible()


def test_why_a_correction_is_refused_is_in_sight(story: Story) -> None:
    page, register = story.page, story.page.register
    approve(story)
    page.resize(640, 380)
    page.show()
    page.panes.turn_to(REGISTER)
    pictures.settle()
    there = story.whole.people[0]
    register.add.click()
    form = register.correction.form
    assert form is not None
    form.rows["member_id"].editor.set_value(there.member_id, there.name)
    form.rows["why"].editor.set_value("Signed the sheet")
    pictures.settle()
    bring_into_view(form.rows["why"])
    form.save()
    pictures.settle()
    row = form.rows["member_id"]
    assert row.problem == "This person is on the register already."
    assert not row.visibleRegion().isEmpty()
    assert row.visibleRegion().boundingRect().height() == row.height()


def test_a_correction_begins_after_the_last_word_of_what_was_said(story: Story) -> None:
    form = correcting(story, "Parking at the cancer centre")
    before = form.rows["text"].editor.value_text()
    QTest.keyClicks(form.rows["text"].editor.part(), " And more.")
    assert form.rows["text"].editor.value_text() == f"{before} And more."


def test_decisions_and_actions_of_approved_minutes_are_corrected(story: Story) -> None:
    story.go_to("Parking at the cancer centre")
    item = story.item("Parking at the cancer centre").id
    meeting = story.made.meeting
    story.page.stale(meetings.decide(story.file, meeting, item, "Ring the trust.").changes)
    agreed = meetings.agree_action(story.file, meeting, item, "Ring", None, None)
    story.page.stale(agreed.changes)
    approve(story)
    place = story.page.item.correction
    for name, typed in (("decision", {"wording": "Write."}), ("action", {"what": "Write"})):
        pictures.settle()
        [tool] = [
            one
            for one in story.page.item.outcomes.findChildren(QPushButton)
            if one.accessibleName().startswith(f"Correct {name}") and one.isVisible()
        ]
        tool.click()
        correct(story, place, **typed)
    assert [one.wording for one in story.whole.decisions if one.item_id == item][-1] == "Write."
    assert [one.what for one in story.whole.actions if one.item_id == item][-1] == "Write"
    assert len(story.whole.corrections) == 2


def test_a_tag_renamed_in_settings_is_called_so_above_the_meeting(story: Story) -> None:
    meeting, file = story.made.meeting, story.file
    item = file.store.raw.execute("SELECT min(id) FROM framework_item").fetchone()[0]
    row = records.get(file, "meeting", meeting)
    draft = Draft("meeting", {}, meeting, row.version)
    lines = {"tag": (Draft("tag", {"item_id": item}),)}
    story.page.stale(records.save(file, draft, lines).changes)
    found = records.get(file, "framework_item", item)
    renamed = Draft("framework_item", {"words": "Being heard"}, item, found.version)
    story.page.stale(records.save(file, renamed).changes)
    pictures.settle()
    told = [one.text() for one in story.page.head.findChildren(QLabel) if one.isVisible()]
    assert any("Being heard" in text for text in told)


def test_the_details_of_an_approved_meeting_take_tags_and_corrections(
    story: Story, qtbot: QtBot
) -> None:
    approve(story)
    page = RecordPage(context_over(story.file)[0], "meeting", story.made.meeting)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    tags = page.lines["tag"]
    assert isinstance(tags, ReferencesEditor)
    assert tags.isEnabled()
    assert not page.form.rows["venue"].editor.isEnabled()
    assert not page.head.save_button.isEnabled()
    first = story.file.store.raw.execute("SELECT min(id) FROM framework_item").fetchone()[0]
    tags.add(Hit("framework_item", first, "Informing", ""))
    assert page.head.save_button.isEnabled()
    page.save()
    assert len(records.children(story.file, "meeting", story.made.meeting)["tag"]) == 1
    page.corrections.start()
    form = page.corrections.form
    assert form is not None
    page.form.rows["venue"].editor.set_value("Corn Exchange")
    page.form.changed.emit()
    form.rows["why"].editor.set_value("We moved that morning.")
    form.save()
    assert records.get(story.file, "meeting", story.made.meeting)["venue"] == "Corn Exchange"
    assert page.corrections.form is None
    assert not page.form.rows["venue"].editor.isEnabled()
    page.reload()
    pictures.settle()
    told = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
    assert "Corrected since it was closed" in told
    assert not any("stay as they are" in text for text in told)


def two_corrections(story: Story) -> tuple[PlacedForm, PlacedForm]:
    """Begin a correction of an item, with what it says and why, then one of the register."""
    page, person = story.page, story.whole.people[0]
    item = correcting(story, "Parking at the cancer centre")
    QTest.keyClicks(item.rows["text"].editor.part(), "14 spaces.")
    item.rows["why"].editor.set_value("Misheard")
    page.panes.turn_to(REGISTER)
    page.register.correction_wanted.emit("attendance", person.id)
    line = page.register.correction.form
    assert line is not None
    line.rows["capacity"].editor.set_value("Chair for the day")
    return item, line


def test_what_is_recorded_is_the_correction_in_hand(story: Story) -> None:
    item, line = two_corrections(story)
    line.rows["why"].editor.set_value("She took the chair")
    line.rows["why"].go()
    assert not item.isVisible()
    story.page.save()
    (made,) = story.whole.corrections
    assert made.why == "She took the chair"
    assert story.item("Parking at the cancer centre").text != "14 spaces."
    assert story.page.item.correction.form is item


def test_a_correction_that_nobody_looks_at_is_shown_before_it_is_recorded(story: Story) -> None:
    item, line = two_corrections(story)
    line.close_form()
    story.page.agenda.list.setFocus()
    story.page.save()
    assert not story.whole.corrections
    assert item.isVisible()
    assert item.isAncestorOf(story.page.window().focusWidget())
    story.page.save()
    assert [one.why for one in story.whole.corrections] == ["Misheard"]


def test_words_that_are_brought_back_are_typed_on_at_their_end(story: Story) -> None:
    form = correcting(story, "Parking at the cancer centre")
    QTest.keyClicks(form.rows["text"].editor.part(), "14 spaces.")
    form.leave()
    story.page.item.edit()
    again = story.page.item.correction.form
    assert again is not None
    QTest.keyClicks(again.rows["text"].editor.part(), " Six more.")
    assert again.rows["text"].editor.value_text().endswith("14 spaces. Six more.")


@pytest.mark.usefixtures("scaled")
@pytest.mark.parametrize("size", [(1066, 688), (939, 560)])
def test_a_long_way_back_never_widens_the_page(
    file: File, made: Hall, qtbot: QtBot, size: tuple[int, int]
) -> None:
    page = MeetingPage(context_over(file)[0], made.meeting)
    qtbot.addWidget(page)
    page.return_to("Network Partnership Group / USG/2026/11-2, the second of that day")
    page.resize(*size)
    page.show()
    pictures.rest(page)
    scrolled = page.findChildren(QScrollArea)
    assert [one for one in scrolled if one.horizontalScrollBar().maximum()] == []
    (back,) = [one for one in page.head.findChildren(QPushButton) if "USG" in one.accessibleName()]
    assert back.height() <= page.head.primary.sizeHint().height()
    assert back.width() >= back.sizeHint().width()
    assert back.text() == back.accessibleName() or back.toolTip() == back.accessibleName()


def test_the_chosen_row_stays_in_sight_as_the_page_gets_lower(story: Story) -> None:
    """Failed before: the notice that told of a new line pushed that line out of sight."""
    rows = story.page.register.list
    story.page.panes.turn_to(REGISTER)
    rows.go_to(story.whole.people[-1].id)
    assert rows.viewport().rect().contains(rows.visualItemRect(rows.currentItem()))
    rows.resize(rows.width(), rows.height() - 60)
    assert rows.viewport().rect().contains(rows.visualItemRect(rows.currentItem()))


def test_the_agenda_is_as_high_as_the_panes_while_the_hint_below_the_register_comes_and_goes(
    story: Story, qtbot: QtBot
) -> None:
    panes = story.page.panes
    panes.turn_to(REGISTER)
    for high in (*range(700, 420, -20), *range(420, 700, 20)):
        story.page.resize(1158, high)
        qtbot.waitUntil(lambda: story.page.agenda.height() == panes.height())
