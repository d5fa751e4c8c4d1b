"""Every page in every look: nothing is cut, everything is named and can be reached."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from facilitator_app.services.files import File
from tests.gui import pictures
from tests.pictures import seeing, visits
from tests.pictures.looks import Look
from tests.pictures.visits import Visit
from tests.stories.house import House

pytestmark = pytest.mark.pictures


def walk(house: House, look: Look, way: Iterator[Visit], prefix: str = "") -> list[str]:
    """Go to each page of `way`; return what is wrong with it, as "page: what"."""
    window, found = house.open(), []
    try:
        for name, come in way:
            come(window)
            pictures.rest(window)
            found += [f"{prefix}{name}: {line}" for line in seeing.findings(window)]
            seeing.keep(window, look.name, prefix + name)
    finally:
        house.shut()
    return found


@pytest.mark.parametrize("way", visits.WAYS)
def test_the_sample(app: QApplication, cache: Path, look: Look, network: File, way: str) -> None:
    found = walk(House(app, cache, network), look, visits.WAYS[way](network))
    assert "\n".join(found) == ""


def test_a_new_network(app: QApplication, cache: Path, look: Look, new_network: File) -> None:
    way = visits.each_place()
    found = walk(House(app, cache, new_network), look, way, "new_")
    assert "\n".join(found) == ""
