"""A saved member's or group's page has what their card has, and more; the card has a way in."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton

from facilitator_app.digests.lists import ListQuery
from facilitator_app.gui.form.related_part import RelatedPart
from facilitator_app.gui.widgets.link import Link
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.services import lists
from tests.conftest import Make
from tests.stories.house import House
from tests.stories.person import Person


def links(person: Person) -> list[str]:
    """Return the links of the parts of the page in front."""
    parts = person.front.findChildren(RelatedPart)
    return [link.text() for part in parts for link in part.findChildren(Link)]


def follows(person: Person, words: str) -> None:
    parts = person.front.findChildren(RelatedPart)
    found = [link for part in parts for link in part.findChildren(Link) if link.text() == words]
    found[0].click()
    person.waits()


@pytest.fixture
def joan(newcomer: Person) -> int:
    """Somebody with a seat, meetings, an action, claims and training."""
    make = Make(newcomer.file)
    joan = make.member(access_needs=("large_print",), access_words="A seat near the door")
    body = make.body("Quill Group", "QG")
    make.seat(joan, body, role="chair", starts=None, ends=dt.date(2027, 3, 31))
    days = [dt.date(2026, month, 3) for month in range(1, 11)]
    met = [make.meeting(body, day, status="held") for day in days]
    for meeting, day in zip(met, days, strict=True):
        make.record("attendance", meeting_id=meeting, member_id=joan, status="present")
        make.claim(joan, day)
    make.action("Ring the trust", owner_id=joan, meeting_id=met[-1], due=dt.date(2026, 12, 1))
    event = make.record("training_event", title="Example day", date=dt.date(2026, 6, 3))
    make.record("training_place", event_id=event, member_id=joan, status="attended")
    return joan


def test_a_members_page_has_all_that_is_linked_to_them(newcomer: Person, joan: int) -> None:
    newcomer.window.open_record("member", joan)
    newcomer.waits()
    found = links(newcomer)
    for words in (
        "Quill Group", "Chair, since: not known, to 31 Mar 2027", "3 Oct 2026, Quill Group",
        "Ring the trust", "Example day",
    ):  # fmt: skip
        assert words in found
    assert "3 Feb 2026, Quill Group" not in found  # eight of ten: the list has all
    follows(newcomer, "Ring the trust")
    assert newcomer.front.title == "A-1 Ring the trust"
    newcomer.presses("Escape")
    follows(newcomer, "Chair, since: not known, to 31 Mar 2027")
    assert newcomer.front.spec.name == "seat"


def test_long_parts_lead_to_the_list_of_that_person_and_back(newcomer: Person, joan: int) -> None:
    make = Make(newcomer.file)
    other = make.member("Asha", "Rao")
    make.claim(other)
    newcomer.window.open_record("member", joan)
    newcomer.waits()
    meetings, claims = [
        one
        for one in newcomer.front.findChildren(QPushButton)
        if one.text() == "All 10 in the list" and one.isVisibleTo(newcomer.front)
    ]
    claims.click()
    newcomer.waits()
    assert len(newcomer.rows()) == 10
    assert newcomer.sees("Claims: Joan Whitlock")
    newcomer.presses("Escape")
    assert newcomer.front.record_id == joan
    meetings.click()
    newcomer.waits()
    assert newcomer.listed.record == "meeting"
    assert len(newcomer.rows()) == 10


def test_what_is_done_elsewhere_is_seen_on_the_page(newcomer: Person, joan: int) -> None:
    newcomer.window.open_record("member", joan)
    newcomer.waits()
    newcomer.clicks("Add action")
    newcomer.fills("What is to be done", "Send the leaflet")
    newcomer.presses("Ctrl+S", "Escape")
    assert "Send the leaflet" in links(newcomer)
    newcomer.presses("Ctrl+Z")
    assert "Send the leaflet" not in links(newcomer)


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600), (800, 600)])
def test_access_needs_stand_at_the_top_of_the_page(
    newcomer: Person, joan: int, size: tuple[int, int]
) -> None:
    newcomer.window.resize(*size)
    newcomer.window.open_record("member", joan)
    newcomer.waits()
    (bar,) = [one for one in newcomer.front.findChildren(Notice) if one.tone == "access"]
    assert "A seat near the door" in bar.text.text()
    assert not bar.visibleRegion().isEmpty()


@pytest.mark.usefixtures("joan")
def test_a_groups_page_has_its_seats_meetings_and_open_actions(newcomer: Person) -> None:
    (body,) = (row.id for row in lists.page(newcomer.file, ListQuery("body"), 0, 9))
    newcomer.window.open_record("body", body)
    newcomer.waits()
    found = links(newcomer)
    assert "Joan Whitlock" in found
    assert "3 Oct 2026" in found
    assert "Ring the trust" in found
    newcomer.clicks("Add people")
    assert newcomer.front.title == "Add people to seats"
    assert newcomer.says("Group") == "Quill Group"


def test_a_page_that_was_never_saved_says_when_they_come(newcomer: Person) -> None:
    newcomer.presses("Ctrl+2", "Ctrl+N")
    assert newcomer.sees("It stands here once it is saved.")
    newcomer.types("Ann")
    newcomer.presses("Ctrl+S")
    assert newcomer.sees("No seat yet.")
    assert not newcomer.sees("It stands here once it is saved.")


def test_the_card_has_a_way_in_where_it_has_no_place(home: House, person: Person) -> None:
    home.window.resize(1024, 700)
    person.presses("Ctrl+2")
    card = person.listed.card
    assert not card.isVisible()
    details = person.listed._tools.details
    spoken = QAccessible.queryAccessibleInterface(details)
    assert spoken.text(QAccessible.Text.Name) == "Details"
    assert "space bar" in spoken.text(QAccessible.Text.Description)
    person.clicks("Details")
    assert card.isVisible()
    person.clicks("Details")
    assert not card.isVisible()
    person.clicks("Details")
    person.presses("Escape")
    assert not card.isVisible()
    home.window.resize(1366, 768)
    person.waits()
    assert card.isVisible()
    assert not details.isVisible()
