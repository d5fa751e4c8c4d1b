"""What every picture is given: the looks, and files that are only looked at."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from facilitator_app.clock import fixed_on
from facilitator_app.services import files
from facilitator_app.services.files import File
from tests.pictures.looks import LOOKS, Look
from tests.stories import house
from tests.stories.house import Sample


@pytest.fixture(params=LOOKS, ids=[one.name for one in LOOKS])
def look(app: QApplication, cache: Path, request: pytest.FixtureRequest) -> Iterator[Look]:
    """The application in each of its looks."""
    wanted: Look = request.param
    with wanted.worn(app, cache):
        yield wanted


@pytest.fixture(scope="module")
def network(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Iterator[File]:
    """The sample; what a page changes of it, it takes back."""
    path = sample.copied(tmp_path_factory.mktemp("pictures"))
    opened = files.open_file(path, sample.key, fixed_on(house.DAY))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def new_network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[File]:
    path = tmp_path_factory.mktemp("new") / "Three Valleys.facilitator"
    made = files.create(
        path, "three words here", "Three Valleys Cancer Network", fixed_on(house.DAY),
        chance=random.Random(1),
    )  # fmt: skip
    yield made
    made.close()
