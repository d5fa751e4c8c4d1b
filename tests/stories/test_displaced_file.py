"""The file is replaced, moved, renamed or deleted while one types: it is said, and nothing lost."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator_app.clock import fixed_on
from facilitator_app.domain.errors import AppError, Displaced
from facilitator_app.services import displacement, drafts, files, meetings
from facilitator_app.services.sample import PASSPHRASE
from tests.displaced import WAYS, Displacing, delete, move, swap
from tests.stories import house
from tests.stories.door import Door
from tests.stories.house import House, Sample
from tests.stories.person import Person
from tests.stories.test_unwritable_file import HELD, begin_minutes, edit_isla

SAVE = "Save a copy…"
CLOSE = "Close without a copy"
PHONE = "01632 960999"

displaced = pytest.mark.parametrize(("displace", "words"), WAYS)


@pytest.fixture
def home(app: QApplication, cache: Path, sample: Sample, tmp_path: Path) -> Iterator[House]:
    """The window over a copy of the sample that will not stay where it is."""
    path = sample.copied(tmp_path / "network")
    opened = files.open_file(path, sample.key, fixed_on(house.DAY))
    built = House(app, cache, opened)
    built.open()
    yield built
    built.window._held._copies.saved = True
    built.shut()
    with contextlib.suppress(Displaced):
        opened.close()


@pytest.fixture
def person(home: House, qtbot: QtBot) -> Person:
    """Someone at that window."""
    return Person(home, qtbot)


@displaced
def test_what_was_typed_is_in_the_copy(
    person: Person, sample: Sample, tmp_path: Path, displace: Displacing, words: str
) -> None:
    edit_isla(person)
    displace(person.file.store.path)
    person.fills("Telephone", PHONE)
    person.presses("Ctrl+S")
    assert words in person.told()
    assert "holds all that you see and typed here" in person.told()
    assert person.says("Telephone") == PHONE
    person.clicks(SAVE)
    copy = tmp_path / "copy.facilitator"
    person.answers(copy)
    assert person.house.copies == [copy]
    opened = files.open_file(copy, sample.key, fixed_on(house.DAY))
    (key,) = drafts.keys(opened)
    found = drafts.find(opened, key)
    assert found is not None
    assert PHONE in found.draft.values.values()
    assert files.check(opened) == ()
    opened.close()


def test_minutes_are_held_and_are_in_the_copy(
    person: Person, sample: Sample, tmp_path: Path
) -> None:
    page = begin_minutes(person)
    key = meetings.minutes_place(meetings.page(person.file, page.record_id).items[1]).key
    swap(person.file.store.path)
    person.types("Said here.")
    person.presses("Ctrl+1")
    assert HELD in person.told()
    person.clicks(SAVE)
    person.answers(tmp_path / "copy.facilitator")
    opened = files.open_file(tmp_path / "copy.facilitator", sample.key, fixed_on(house.DAY))
    found = drafts.find(opened, key)
    assert found is not None
    assert found.draft.values == {"text": "Said here."}
    opened.close()


def test_a_copy_can_stand_where_the_file_was(person: Person) -> None:
    edit_isla(person)
    path = person.file.store.path
    delete(path)
    person.fills("Telephone", PHONE)
    person.presses("Ctrl+S")
    person.clicks(SAVE)
    person.answers(path)
    assert person.house.copies == [path]
    assert path.read_bytes()[:16] == person.file.store.salt


def test_a_copy_never_lands_on_the_file_that_is_there_now(person: Person) -> None:
    edit_isla(person)
    path = person.file.store.path
    swap(path)
    before = path.read_bytes()
    person.fills("Telephone", PHONE)
    person.presses("Ctrl+S")
    person.clicks(SAVE)
    person.answers(path)
    assert "is there already" in person.told()
    assert person.house.copies == []
    assert path.read_bytes() == before
    assert person.sees(SAVE)


def test_nothing_is_typed_while_the_copy_is_saved(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit_isla(person)
    swap(person.file.store.path)
    person.fills("Telephone", PHONE)
    person.presses("Ctrl+S")
    enabled: list[bool] = []

    def save_copy(*_given: object) -> None:
        enabled.append(person.front.isEnabled())
        raise AppError("The stick is full.")

    monkeypatch.setattr(displacement, "save_copy", save_copy)
    person.clicks(SAVE)
    person.answers(tmp_path / "copy.facilitator")
    assert enabled == [False]
    assert person.told() == "The stick is full."
    assert person.sees(SAVE)
    assert person.front.isEnabled()
    assert person.keyboard_is_in() == "Telephone"


@displaced
def test_closing_asks_first(person: Person, displace: Displacing, words: str) -> None:
    displace(person.file.store.path)
    person.presses("Ctrl+W")
    assert person.house.closed == 0
    assert words in person.told()
    assert "what is only here is lost" in person.told()
    person.window.close()
    person.waits()
    assert person.window.isVisible()
    assert person.sees(SAVE)
    person.clicks(CLOSE)
    person.waits()
    assert not person.window.isVisible()


def test_a_file_that_was_put_back_closes_unasked(person: Person) -> None:
    path = person.file.store.path
    away = move(path)
    person.presses("Ctrl+W")
    assert person.house.closed == 0
    away.rename(path)
    person.presses("Ctrl+W")
    assert person.house.closed == 1
    delete(path)


def test_work_goes_on_from_the_copy(
    app: QApplication, sample: Sample, tmp_path: Path, qtbot: QtBot
) -> None:
    """As the program itself does it, on the file's own thread."""
    path, copy = sample.copied(tmp_path / "network"), tmp_path / "copy.facilitator"
    door = Door(app, qtbot)
    door.stand_before(path)
    door.types(PASSPHRASE)
    door.presses("Return")
    window = door.enters()
    swap(path)
    window._held._copies.save(copy)
    door.waits_until(lambda: door._window() not in (None, window))
    again = door.enters()
    door.waits_until(lambda: "copy.facilitator" in again.notice.text)
    assert not list((tmp_path / "network").glob("*.lock"))
    door.leaves()
    door.go_away()
    assert door.is_sound(copy, PASSPHRASE)
