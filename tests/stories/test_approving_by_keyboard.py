"""After approving, and on each part of a meeting's page, the keyboard is where the work is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from facilitator_app.gui.pages.meetings.meeting_page import MeetingPage
from facilitator_app.gui.pages.meetings.panes import AGENDA, ITEM, REGISTER
from tests.stories.person import Person

WIDE, NARROW = (1366, 768), (860, 600)


def opened(person: Person, size: tuple[int, int]) -> MeetingPage:
    """Open a meeting of the sample whose minutes are in draft."""
    raw = person.file.store.raw
    (one,) = raw.execute(
        "SELECT m.id FROM meeting m JOIN agenda_item i ON i.meeting_id = m.id"
        " WHERE m.status = 'minutes' GROUP BY m.id ORDER BY count(*) DESC LIMIT 1"
    ).fetchone()
    person.window.resize(*size)
    person.window.open_record("meeting", one)
    person.waits()
    page = person.front
    assert isinstance(page, MeetingPage)
    return page


def on(page: MeetingPage, name: str) -> QWidget:
    found: dict[str, QWidget] = {
        "agenda": page.agenda.list,
        "minutes": page.item.minutes.editor,
        "register": page.register.list,
        "button": page.head.primary,
    }
    return found[name]


@pytest.mark.parametrize(
    ("size", "start", "then"),
    [
        (WIDE, "button", "agenda"),
        (WIDE, "minutes", "agenda"),
        (NARROW, "button", "minutes"),
        (NARROW, "agenda", "agenda"),
        (NARROW, "register", "register"),
    ],
)
def test_approving_leaves_the_keyboard_where_it_is_seen(
    person: Person, size: tuple[int, int], start: str, then: str
) -> None:
    """Where only one part stood on the page, the keyboard went to an agenda that is not seen."""
    page = opened(person, size)
    page.panes.turn_to({"agenda": AGENDA, "register": REGISTER}.get(start, ITEM))
    on(page, start).setFocus(Qt.FocusReason.TabFocusReason)
    person.clicks("Mark as approved")
    person.waits()
    assert QApplication.focusWidget() is on(page, then)
    assert not on(page, then).visibleRegion().isEmpty()


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("by_key", [False, True])
def test_a_tab_of_the_page_brings_the_keyboard_to_its_part(
    person: Person, size: tuple[int, int], by_key: bool
) -> None:
    page = opened(person, size)
    for name, part in ((REGISTER, "register"), (ITEM, "minutes")):
        chip = page.panes._chips[name]
        if by_key:
            chip.setFocus(Qt.FocusReason.TabFocusReason)
            QTest.keyClick(chip, Qt.Key.Key_Return)
        else:
            QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
        assert QApplication.focusWidget() is on(page, part)
    page.panes._chips[REGISTER].setFocus(Qt.FocusReason.TabFocusReason)
    person.presses("Return")
    rows = page.register.list
    first = rows.record(0)
    assert rows.currentRow() == 0
    assert first.status != "absent"
    person.presses("N")
    person.waits()
    assert (rows.record(0).id, rows.record(0).status) == (first.id, "absent")


def test_arrow_keys_only_choose_a_tab(person: Person) -> None:
    page = opened(person, WIDE)
    chips = page.panes._chips
    chips[ITEM].setFocus(Qt.FocusReason.TabFocusReason)
    person.presses("Right")
    assert QApplication.focusWidget() is chips[REGISTER]
    assert page.panes.chosen == REGISTER


def test_the_tab_of_an_empty_register_leads_to_the_field_that_adds_somebody(
    person: Person,
) -> None:
    page = opened(person, WIDE)
    raw = person.file.store.raw
    raw.execute("DELETE FROM attendance WHERE meeting_id = ?", (page.record_id,))
    page.reload()
    person.waits()
    QTest.mouseClick(page.panes._chips[REGISTER], Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is page.register.person.part()
