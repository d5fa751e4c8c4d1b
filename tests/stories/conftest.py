"""What every story is given: a copy of the sample network, and someone at its window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator_app.clock import fixed_on
from facilitator_app.services import files
from facilitator_app.services.files import File
from facilitator_app.spec.record import Changes
from facilitator_app.store.key import Key
from tests.records.record_maker import Maker
from tests.stories import house
from tests.stories.house import House, Sample
from tests.stories.person import Person


@pytest.fixture
def network(sample: Sample, tmp_path: Path) -> Iterator[File]:
    """A copy of the sample, open; it is sound when the story is over."""
    opened = files.open_file(sample.copied(tmp_path / "network"), sample.key, fixed_on(house.DAY))
    yield opened
    assert files.check(opened) == ()
    opened.close()


@pytest.fixture
def new_network(template: tuple[Path, Key], path: Path) -> Iterator[File]:
    """A network that was made just now; it is sound when the story is over."""
    opened = files.open_file(path, template[1], fixed_on(house.DAY))
    yield opened
    assert files.check(opened) == ()
    opened.close()


@pytest.fixture
def home(app: QApplication, cache: Path, network: File) -> Iterator[House]:
    """The window over the sample, at Today."""
    built = House(app, cache, network)
    built.open()
    yield built
    built.shut()


@pytest.fixture
def new_home(app: QApplication, cache: Path, new_network: File) -> Iterator[House]:
    """The window over the new network, at Today."""
    built = House(app, cache, new_network)
    built.open()
    yield built
    built.shut()


@pytest.fixture
def person(home: House, qtbot: QtBot) -> Person:
    """Someone at the window of the sample."""
    return Person(home, qtbot)


@pytest.fixture
def newcomer(new_home: House, qtbot: QtBot) -> Person:
    """Someone at the window of the new network."""
    return Person(new_home, qtbot)


@pytest.fixture
def at_list(name: str, person: Person) -> tuple[Person, int]:
    """Someone who looks at the list of `name`, with one record of it that was just added."""
    person.window.show_list(name)
    person.listed.clear_search()
    made = Maker(person.file).record(name)
    person.window.changed(Changes("Add one", frozenset({(name, made)})))
    person.waits()
    return person, made
