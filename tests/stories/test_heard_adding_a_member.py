"""A member is added, mended and put aside by somebody who hears the window and does not see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QApplication

from tests.gui.hearing import Ear, listening
from tests.stories.person import Person


@pytest.fixture
def ear(app: QApplication) -> Iterator[Ear]:
    """Someone who listens."""
    with listening(app) as found:
        yield found


@dataclass(frozen=True)
class Heard:
    """What is done, what the keyboard came to, and what was announced; urgent: before all else."""

    does: Callable[[Person], object]
    comes_to: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    urgent: bool = False


def keys(*names: str) -> Callable[[Person], object]:
    return lambda person: person.presses(*names)


def words(text: str) -> Callable[[Person], object]:
    return lambda person: person.types(text)


NAME = "First names: Write a first name or a surname: one is enough."
DAY = "Date of birth: February 1950 has 28 days. Write the day again, for example 24 Feb 1950."
TICKS = (
    "Patient",
    "Carer",
    "Family or friend",
    "Bereaved carer",
    "Health professional",
    "Staff",
    "Voluntary sector",
)
TO_BIRTH = (
    "Surname", "Title", "Likes to be called", *(f"{one}, Comes as" for one in TICKS), "Current",
    "Date of birth",
)  # fmt: skip

ADDING = (
    Heard(keys("Return"), ("First names",)),
    Heard(lambda person: person.tabs_to("Date of birth"), TO_BIRTH),
    Heard(words("31/02/1950")),
    # two mistakes: how many, the first one, and the keyboard is in its field
    Heard(
        keys("Ctrl+S"), ("First names, to be mended",),
        (f"2 things to mend before this can be saved. {NAME}",), urgent=True,
    ),
    Heard(words("Zoë")),
    Heard(keys("Tab"), ("Surname",)),
    Heard(words("Quillfeather")),
    # what is left is told once more, as it stops the saving again
    Heard(
        keys("Ctrl+S"), ("Date of birth, to be mended",),
        (f"One thing to mend before this can be saved. {DAY}",), urgent=True,
    ),
    # the field is passed by while it is still wrong: its name says so, nothing is repeated
    Heard(keys("Tab"), ("Joined",)),
    Heard(keys("Shift+Tab"), ("Date of birth, to be mended",)),
    Heard(keys("Ctrl+A")),
    Heard(words("28/2/1950")),
    Heard(keys("Tab"), ("Joined",)),
    Heard(keys("Shift+Tab"), ("Date of birth",)),
    Heard(keys("Ctrl+S"), (), ("Done: member added: Zoë Quillfeather",)),
)  # fmt: skip

KEPT = (
    Heard(lambda person: person.fills("Telephone", "01234 567890"), ("Telephone",)),
    Heard(lambda person: person.bot.wait(3_500), (), ("A draft is kept.",)),
    Heard(
        keys("Escape"), ("Members",), ("A draft is kept. It is offered when you come back.",)
    ),
    # the keyboard comes to its first field; nothing else is passed
    Heard(
        keys("Return"), ("First names",),
        ("A draft from 09:00 is here. It was typed and not saved.",),
    ),
    Heard(lambda person: person.clicks("Use it"), ("Use it", "First names")),
    Heard(
        lambda person: person.clicks("Discard"), ("Discard", "Save"),
        ("Your changes were put aside",),
    ),
)  # fmt: skip


def test_event_by_event(newcomer: Person, ear: Ear) -> None:
    newcomer.presses("Ctrl+2")
    for number, step in enumerate((*ADDING, *KEPT)):
        ear.stood.clear()
        ear.said.clear()
        ear.urgent.clear()
        step.does(newcomer)
        found = (tuple(ear.stood), tuple(ear.said), bool(ear.urgent))
        assert found == (step.comes_to, step.told, step.urgent), f"step {number}"
