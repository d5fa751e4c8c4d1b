"""The page of a training event over a real file: the event and its places in one save."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator_app.digests.page_values import NEW_LINE
from facilitator_app.gui.pages.record_page import RecordPage
from facilitator_app.gui.pages.training.training_page import TrainingParts, training_page
from facilitator_app.gui.theme import Theme
from facilitator_app.services import find, records, training, undo
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from tests.gui import pictures, probe
from tests.gui.plain_context import NotingWindow, context_over

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture(autouse=True)
def _let_go(app: QApplication) -> Iterator[None]:
    """Let closed pages go at once: each theme that is applied later would dress them again."""
    yield
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class Story:
    """Opens training pages over the file."""

    def __init__(self, file: File, qtbot: QtBot) -> None:
        """Make the context; no page yet."""
        self.file, self._bot = file, qtbot
        self.context, self.window = context_over(file)

    def open(self, event_id: int | None = None, **given: Any) -> RecordPage:
        page = training_page(self.context, event_id, given)
        self._bot.addWidget(page)
        page.resize(1158, 688)
        with self._bot.waitActive(page):
            page.show()
            page.activateWindow()
        return page

    def person(self, name: str) -> int:
        return find.choices(self.file, "member", name, 1)[0].id

    def saved(self) -> int:
        """Store a workshop that Joan is booked on and Harold came to."""
        event = {"title": "Speaking up", "date": dt.date(2026, 11, 3)}
        places: list[dict[str, Any]] = [
            {"member_id": self.person("Whitlock")},
            {"member_id": self.person("Finch"), "status": "attended", "comment": "Good day"},
        ]
        drafts = [Draft("training_place", one) for one in places]
        return training.save(
            self.file, Draft("training_event", event), {"training_place": drafts}
        ).id

    def places(self, event: int) -> set[tuple[str, str]]:
        found = records.children(self.file, "training_event", event)["training_place"]
        return {(one.refs["member_id"], one["status"]) for one in found}


@pytest.fixture
def story(peopled: File, qtbot: QtBot) -> Story:
    return Story(peopled, qtbot)


def bad(window: NotingWindow) -> list[str]:
    found: list[str] = window.said("bad")
    return found


def write(page: RecordPage, line: int, member: str, status: str = "booked") -> None:
    pictures.settle()  # a new line takes the keyboard once it is shown
    editors = page.table_of("training_place").lines[line].editors
    editors["member_id"].part().setFocus()
    QTest.keyClicks(editors["member_id"].part(), member)
    editors["member_id"].tidy()
    editors["status"].set_value(status)


def test_an_event_and_its_places_are_saved_as_one(story: Story) -> None:
    page = story.open()
    QTest.keyClicks(page.form.rows["title"].editor.part(), "Chairing a meeting")
    QTest.keyClicks(page.form.rows["date"].editor.part(), "8 dec 2026")
    for line, name in enumerate(("Joan Whit", "Harold F")):
        page.table_of("training_place").add()
        write(page, line, name)
    page.save()
    assert page.record_id is not None
    assert story.places(page.record_id) == {("Joan Whitlock", "booked"), ("Harold Finch", "booked")}
    (changes,) = story.window.said("changed")
    assert changes.label == "Add training event"
    undo.undo(story.file)
    assert find.choices(story.file, "training_event", "Chairing", 5) == ()
    assert bad(story.window) == []


def test_who_came_is_counted_below_the_lines(story: Story) -> None:
    event = story.saved()
    page = story.open(event)
    assert page.table_of("training_place").foot == "1 booked · 1 came"
    page.table_of("training_place").lines[1].editors["status"].set_value("attended")
    page.save()
    assert story.places(event) == {("Joan Whitlock", "attended"), ("Harold Finch", "attended")}


def test_every_section_is_listed_by_a_name_of_its_own(story: Story) -> None:
    page = story.open(story.saved())
    combo = page.form.combo
    assert combo is not None
    listed = [combo.itemText(place) for place in range(combo.count())]
    assert listed == ["About", "Who takes part", "Tags", "Attachments"]


def test_a_place_that_is_taken_out_goes_with_the_save(story: Story) -> None:
    event = story.saved()
    page = story.open(event)
    page.table_of("training_place").remove(page.table_of("training_place").lines[0])
    page.save()
    assert story.places(event) == {("Joan Whitlock", "booked")}
    page.stale(undo.undo(story.file))
    assert len(page.table_of("training_place").lines) == 2


def test_nobody_has_two_places(story: Story) -> None:
    event = story.saved()
    page = story.open(event)
    page.table_of("training_place").add()
    write(page, 2, "Joan Whit")
    page.save()
    assert "Joan Whitlock has a place already." in page.table_of("training_place").lines[2].problem
    assert len(story.places(event)) == 2


def test_a_mistake_in_a_place_stores_nothing_of_the_event(story: Story) -> None:
    event = story.saved()
    page = story.open(event)
    QTest.keyClicks(page.form.rows["venue"].editor.part(), "Town Hall")
    page.table_of("training_place").add()
    QTest.keyClicks(
        page.table_of("training_place").lines[2].editors["comment"].part(), "Who was it?"
    )
    page.save()
    assert records.get(story.file, "training_event", event)["venue"] is None
    assert page.table_of("training_place").lines[2].problem


def test_nothing_is_cut_or_nameless(scaled: Theme, story: Story) -> None:
    page = story.open(story.saved())
    width = {1.0: 1158, 1.5: 1282, 2.0: 1254}[scaled.scale]
    page.resize(width, 688)
    pictures.settle()
    assert page.size().toTuple() == (width, 688)
    assert probe.clipped(page) == []
    assert probe.nameless(page) == []
    assert probe.unreachable(page) == []


def test_book_someone_leads_to_an_empty_place(story: Story) -> None:
    """The card's button: the event is open with a new line, and the next save books somebody."""
    event = story.saved()
    page = story.open(event, **{NEW_LINE: "training_place"})
    places = page.table_of("training_place")
    assert len(places.lines) == 3
    assert places.lines[-1].id == 0
    assert page.focusProxy() is places.lines[-1].editors["member_id"].part()
    assert not page.dirty
    values = {"forenames": "Una", "surname": "Example"}
    records.save(story.file, Draft("member", values))
    write(page, 2, "Una Example")
    page.save()
    assert len(story.places(event)) == 3
    assert len(page.table_of("training_place").lines) == 3


def test_the_first_booking_takes_the_keyboard_though_the_page_was_there_before(
    story: Story,
) -> None:
    event = records.save(
        story.file, Draft("training_event", {"title": "Chairing", "date": dt.date(2026, 12, 8)})
    ).id
    page = story.open(event, **{NEW_LINE: "training_place"})
    page.form.rows["title"].editor.part().setFocus()
    parts = page.parts
    assert isinstance(parts, TrainingParts)
    parts.begin_place(page)
    (line,) = page.table_of("training_place").lines[-1:]
    assert page.window().focusWidget() is line.editors["member_id"].part()


def test_half_an_hour_is_kept_undone_and_told(story: Story) -> None:
    event = story.saved()
    stored = records.get(story.file, "training_event", event)
    draft = Draft("training_event", {"hours": 25}, event, stored.version)
    records.save(story.file, draft)
    assert story.file.store.raw.execute("SELECT hours FROM training_event").fetchall() == [(2.5,)]
    assert records.get(story.file, "training_event", event)["hours"] == 25
    told = [line.what for line in records.history(story.file, "training_event", event)]
    assert any("2.5" in words for words in told)
    undo.undo(story.file)
    assert records.get(story.file, "training_event", event)["hours"] is None
    undo.redo(story.file)
    assert records.get(story.file, "training_event", event)["hours"] == 25
