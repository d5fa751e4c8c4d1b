"""By keyboard alone, from starting the program to closing it: not a click, not a call."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from facilitator_app.clock import SystemClock
from facilitator_app.digests.lists import ListQuery
from facilitator_app.gui.pages.list_page import ListPage
from facilitator_app.gui.pages.reports.reports_page import ReportsPage
from facilitator_app.gui.window import Window
from facilitator_app.services import files, lists, meetings, records
from facilitator_app.services.files import File
from facilitator_app.services.sample import PASSPHRASE
from tests.stories.door import Door
from tests.stories.house import Sample
from tests.stories.keyboard import Keyboard

LIST = Path(__file__).parents[1] / "exchange" / "files" / "hand_made.csv"
pytestmark = [
    # Off screen, a menu that opens is told so.
    pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)"),
    pytest.mark.timeout(300),
]


@pytest.fixture
def door(app: QApplication, qtbot: QtBot) -> Iterator[Door]:
    """The way in, as the program itself builds it."""
    opened = Door(app, qtbot)
    yield opened
    opened.go_away()


def headings(window: Window) -> list[str]:
    """Return what the headings of the list in front are called by assistive tools."""
    page = window.stack.front
    assert isinstance(page, ListPage)
    across, told = Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole
    columns = page.table.arrangement.shown()
    return [str(page.model.headerData(at, across, told)) for at in columns]


def cells(window: Window, key: str) -> list[str]:
    """Return what stands in the column `key` of the list in front."""
    page = window.stack.front
    assert isinstance(page, ListPage)
    at = [column.key for column in page.model.columns].index(key)
    return [str(page.model.index(row, at).data()) for row in range(page.model.rowCount())]


def sorts_by_two_columns(keys: Keyboard, window: Window) -> None:
    keys.presses("Ctrl+2")
    assert keys.is_in() == "Members"
    keys.chooses_in_menu("Shift+F10", "Sort by", "Status")
    keys.chooses_in_menu("Shift+F10", "Then by", "Name")
    assert [one for one in headings(window) if "sorted" in one] == [
        "Name, by surname, sorted second, upwards", "Status, sorted first, upwards",
    ]  # fmt: skip
    states = [key for key, _rows in groupby(cells(window, "status"))]
    assert len(states) == len(set(states)) > 1  # all of one state stand together


def chooses_columns(keys: Keyboard, window: Window) -> None:
    assert "Telephone" not in headings(window)
    keys.tabs_to("Choose columns")
    keys.presses("Return")
    assert keys.is_in() == "Find a column"
    keys.types("telephone")
    keys.presses("Down", "Space", "Escape")
    assert "Telephone" in headings(window)
    assert keys.is_in() == "Choose columns"


def imports_a_list(keys: Keyboard) -> None:
    keys.presses("Ctrl+K")
    keys.types("import mem")
    keys.presses("Return")
    assert keys.is_in() == "Choose a file…"
    keys.presses("Return")
    keys.answers(LIST)
    keys.tabs_to("Look row by row")
    keys.presses("Return")
    assert keys.is_in() == "Rows of the list"
    keys.tabs_to("Import 5 rows")
    keys.presses("Return")
    assert keys.is_in() == "Done"
    keys.presses("Return")


def holds_a_meeting(keys: Keyboard, window: Window) -> None:
    keys.presses("Ctrl+4", "Ctrl+N")
    assert keys.is_in() == "Group"
    keys.types("network part")
    keys.presses("Return", "Tab")
    assert keys.is_in() == "Date"
    keys.types("today")
    keys.presses("Tab", "Tab")
    assert keys.is_in() == "Starts"
    keys.types("14")
    keys.presses("Tab")
    keys.types("16")
    keys.presses("Ctrl+S")
    assert window.notice.text.startswith("Done: meeting added: Network Partnership Group")
    for step in ("Agree the agenda", "Mark notice as sent", "Mark as held"):
        keys.tabs_to(step)
        keys.presses("Return")
    keys.presses("Return")  # held with the register as it is
    assert keys.is_in() == "Minutes of item 1"
    keys.types("Parking is full by nine.")
    keys.presses("Ctrl+D")
    assert keys.is_in() == "The decision in its exact words"
    keys.types("Ask for twelve spaces.")
    keys.presses("Return", "Escape")
    assert window.notice.text.endswith(" Ask for twelve spaces.")
    keys.tabs_to("Minutes")  # of the parts of the page, the one that is shown
    keys.presses("Right")
    assert keys.is_in().startswith("Register, ")
    keys.presses("Return")
    assert keys.is_in() == "Register"
    keys.presses("P", "P", "A")
    keys.presses("Escape")


def pays_a_claim(keys: Keyboard, window: Window) -> None:
    keys.presses("Ctrl+6", "Ctrl+N")
    assert keys.is_in() == "Member"
    keys.types("whitlock")
    keys.presses("Return", "Tab")
    assert keys.is_in() == "For the day"
    keys.types("yesterday")
    keys.tabs_to("What for")
    keys.types("Visit to the new day unit")
    keys.tabs_to("Miles there and back")
    keys.types("22")
    keys.presses("Ctrl+S")
    assert window.notice.text.startswith("Done: claim added: Joan Whitlock")
    steps = (
        ("Send in", "Sent in on", ""),
        ("Approve", "Approved by", "Helen Marsh"),
        ("Authorise payment", "Payment authorised by", "Ravi Shah"),
    )
    for step, asked, words in steps:
        keys.tabs_to(step)
        keys.presses("Return")
        assert keys.is_in() == asked
        keys.types(words)
        answers(keys)
    keys.tabs_to("Mark as paid")
    keys.presses("Return")
    keys.tabs_to("Paid by")
    keys.types("Bank")
    answers(keys)


def answers(keys: Keyboard) -> None:
    """Press Enter, and say yes to whatever is to be looked at first, such as a rate."""
    keys.presses("Return")
    if keys.is_in().startswith("Go on with"):
        keys.presses("Space", "Return")


def prints_a_report(keys: Keyboard, window: Window, to: Path) -> None:
    keys.presses("Ctrl+8")
    page = window.stack.front
    assert isinstance(page, ReportsPage)
    keys.waits_until(lambda: page.document is not None)
    keys.presses("Ctrl+S")
    keys.answers(to)
    keys.waits_until(lambda: window.notice.text.startswith("Saved: report.pdf"))


def test_from_start_to_closing(
    door: Door, app: QApplication, qtbot: QtBot, sample: Sample, tmp_path: Path
) -> None:
    """Sort by two columns, choose columns, import, hold a meeting, pay a claim, print, close."""
    path, keys = sample.copied(tmp_path), Keyboard(app, qtbot)
    door.stand_before(path)
    keys.types(PASSPHRASE)
    keys.presses("Return")
    window = keys.window = door.enters()
    keys.rests()
    sorts_by_two_columns(keys, window)
    chooses_columns(keys, window)
    imports_a_list(keys)
    holds_a_meeting(keys, window)
    pays_a_claim(keys, window)
    prints_a_report(keys, window, tmp_path / "report.pdf")
    keys.presses("Ctrl+Q")
    keys.waits_until(lambda: not window.isVisible())
    assert not door.page.isVisible()
    door.go_away()  # with its last window the program ends
    assert not path.with_name(f"{path.name}.lock").exists()
    assert not isValid(window)
    assert door.is_sound(path, PASSPHRASE)
    opened = files.open_file(path, PASSPHRASE, SystemClock())
    is_all_in(opened)
    opened.close()
    with pypdfium2.PdfDocument(tmp_path / "report.pdf") as pdf:
        assert "Annual report" in pdf[0].get_textpage().get_text_range()


def is_all_in(file: File) -> None:
    """Check that all that was done by keys is in the file."""
    found = lists.page(file, ListQuery("member", text="bramblecote"), 0, 5)
    assert [one.label for one in found] == ["Osric Bramblecote"]
    latest = ListQuery("meeting", sort="date", descending=True)
    held = next(
        one
        for row in lists.page(file, latest, 0, 50)
        if (one := meetings.page(file, row.id)).decisions
        and one.decisions[-1].wording == "Ask for twelve spaces."
    )
    assert held.items[0].text == "Parking is full by nine."
    assert held.present == 2
    claims = lists.page(file, ListQuery("claim", text="new day unit"), 0, 5)
    (claim,) = [records.get(file, "claim", one.id) for one in claims]
    assert (claim["state"], claim["payment_method"]) == ("paid", "bacs")
