"""The file cannot be written while one types: no words go unsaid."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator_app.clock import fixed_on
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.ops import ThreadedOps
from facilitator_app.gui.pages.meetings.meeting_page import MeetingPage
from facilitator_app.services import files, meetings, records
from facilitator_app.services.files import File
from facilitator_app.spec.kinds import FormatContext
from tests.stories import house
from tests.stories.house import House, Sample
from tests.stories.person import Person
from tests.stories.test_holding_a_meeting import plan

GIVE_UP = "Give them up"


@contextmanager
def unwritable(file: File) -> Iterator[None]:
    """Refuse all writing for a while, as where the folder is read only."""
    file.store.raw.execute("PRAGMA query_only=ON")
    try:
        yield
    finally:
        file.store.raw.execute("PRAGMA query_only=OFF")


def held(person: Person, act: Callable[[], object]) -> str:
    """Do `act`; return what is said where the page is held, "" if it went."""
    person.window.notice.hide()
    act()
    person.waits()
    words = person.told()
    return words if "could not be saved or kept" in words else ""


def begin_minutes(person: Person) -> MeetingPage:
    page = plan(person)
    page.agenda.list.setCurrentRow(1)
    person.presses("Return")
    return page


def test_minutes_hold_their_page_until_they_can_be_saved(person: Person) -> None:
    page = begin_minutes(person)
    with unwritable(person.file):
        person.types("Said here.")
        for keys in ("Alt+Left", "Ctrl+1", "Ctrl+W", "Ctrl++"):
            assert held(person, partial(person.presses, keys))
        assert held(person, person.window.close)
        assert person.window.isVisible()
        assert person.front is page
    person.presses("Ctrl+1")
    items = meetings.page(person.file, page.record_id).items
    assert items[1].text == "Said here."


def test_minutes_of_an_item_that_was_left_are_there_again(person: Person) -> None:
    page = begin_minutes(person)
    with unwritable(person.file):
        person.types("Said here.")
        person.presses("Ctrl+Down")
        assert person.told().endswith("Your words stay on this page.")
        assert held(person, lambda: person.presses("Ctrl+1"))
    person.presses("Ctrl+Up")
    assert page.item.minutes.editor.toPlainText() == "Said here."
    person.presses("Ctrl+1")
    assert meetings.page(person.file, page.record_id).items[1].text == "Said here."


def test_minutes_are_left_behind_when_one_says_so(person: Person) -> None:
    page = begin_minutes(person)
    with unwritable(person.file):
        person.types("Said here.")
        assert held(person, lambda: person.presses("Ctrl+1"))
        person.clicks(GIVE_UP)
        assert not held(person, lambda: person.presses("Ctrl+1"))
    assert person.front is not page
    assert not meetings.page(person.file, page.record_id).items[1].text


def test_closing_without_the_words_holds_once(person: Person) -> None:
    begin_minutes(person)
    with unwritable(person.file):
        person.types("Said here.")
        assert held(person, lambda: person.presses("Ctrl+W"))
        person.clicks(GIVE_UP)
        person.presses("Ctrl+W")
        assert person.house.closed == 1


def test_a_line_that_was_not_added_holds_the_page(person: Person) -> None:
    plan(person)
    person.clicks("Add item")
    person.types("Parking")
    with unwritable(person.file):
        assert held(person, lambda: person.presses("Ctrl+1"))
    assert not held(person, lambda: person.presses("Ctrl+1"))


def test_a_form_whose_draft_cannot_be_kept_holds_its_page(person: Person) -> None:
    person.goes_to("Members")
    person.stands_on("Isla Abercrombie")
    person.presses("Return")
    page = person.front
    person.fills("Telephone", "01632 960999")
    with unwritable(person.file):
        person.presses("Ctrl+S")
        assert "cannot be written" in person.told()
        assert "Isla Abercrombie" in held(person, lambda: person.presses("Ctrl+1"))
        assert person.front is page
        assert person.says("Telephone") == "01632 960999"
    person.presses("Ctrl+1")
    assert person.told() == "A draft is kept. It is offered when you come back."


def test_settings_that_cannot_be_kept_hold_the_window(person: Person) -> None:
    person.goes_to("Settings")
    person.fills("Name", "Another name")
    with unwritable(person.file):
        assert held(person, lambda: person.presses("Ctrl+W"))
    assert person.house.closed == 0
    assert not held(person, lambda: person.presses("Ctrl+W"))


def test_minutes_hold_their_page_while_the_file_answers_late(
    app: QApplication, cache: Path, sample: Sample, tmp_path: Path, qtbot: QtBot
) -> None:
    """Through the thread that the program itself uses: leaving tries once more."""
    path = sample.copied(tmp_path / "network")
    opened: list[File] = []

    def open_(_progress: Progress) -> File:
        opened.append(files.open_file(path, sample.key, fixed_on(house.DAY)))
        return opened[0]

    def look(file: File, _progress: Progress) -> tuple[str, FormatContext]:
        return records.network(file)["name"], file.format_context()

    ops = ThreadedOps(open_, lambda _error: None)
    looks: list[tuple[str, FormatContext]] = []
    ops.run(look, looks.append)
    qtbot.waitUntil(lambda: bool(looks), timeout=5_000)
    built = House(app, cache, opened[0], ops=ops, look=looks[0])
    built.open()
    person = Person(built, qtbot)
    found: list[int] = []
    sql = "SELECT max(id) FROM meeting WHERE status = 'held'"
    ops.run(lambda file, _progress: file.store.raw.execute(sql).fetchone()[0], found.append)
    person.waits_until(lambda: bool(found))
    person.window.open_record("meeting", found[0])
    person.waits_until(lambda: isinstance(person.front, MeetingPage))
    page = person.front
    person.waits_until(lambda: page.agenda.list.count() > 0)
    page.item.minutes.editor.setFocus()
    done: list[None] = []

    def refuse(file: File, _progress: Progress) -> None:
        file.store.raw.execute("PRAGMA query_only=ON")

    def allow(file: File, _progress: Progress) -> None:
        file.store.raw.execute("PRAGMA query_only=OFF")

    ops.run(refuse, done.append)
    person.waits_until(lambda: len(done) == 1)
    person.types("Said here. ")
    page.item.minutes.flush()
    person.waits_until(lambda: person.told().endswith("Your words stay on this page."))
    person.presses("Ctrl+1")
    assert person.front is page
    assert "could not be saved or kept" in person.told()
    ops.run(allow, done.append)
    person.waits_until(lambda: len(done) == 2)
    page.item.minutes.flush()
    person.waits_until(lambda: not page.item.minutes.unkept)
    person.presses("Ctrl+1")
    person.waits_until(lambda: person.front is not page)
    built.shut()
    ops.close()
