"""Whatever page comes to the front or comes back, the keyboard is on something seen in it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from facilitator_app.app import pages
from facilitator_app.app.places import places
from facilitator_app.digests.attachments import AttachmentPlace
from facilitator_app.domain.progress import Progress
from facilitator_app.gui import menus
from facilitator_app.gui.command_box import Choosing, Command
from facilitator_app.gui.pages.attachments.attachment_list import AttachmentList
from facilitator_app.gui.tab_order import BY_KEYS, bring_into_view, stops
from facilitator_app.gui.window_actions import action
from facilitator_app.i18n import _
from facilitator_app.services import attachments, find, records
from tests.stories.person import Person
from tests.stories.test_keeping_the_keyboard import has_ring

PLACES = [place.name for place in places()]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)")


def lost(person: Person) -> str:
    """Return what is wrong with where the keyboard is: not on what is seen, else ""."""
    now = QApplication.focusWidget()
    if now is None:
        return "nowhere"
    front: QWidget = person.front
    inside = any(stop is now or stop.isAncestorOf(now) for stop in stops(front))
    seen = inside and not now.visibleRegion().isEmpty()
    return "" if seen else f"on {type(now).__name__} “{now.accessibleName()}”"


def ringless(person: Person) -> str:
    """Return what has the keyboard, which came by keys, without a ring; else ""."""
    return "" if has_ring(person) else f"no ring around “{person.keyboard_is_in()}”"


def on_the_way_back() -> str:
    """Return whether the keyboard is on the way back, which nobody wants at once; else ""."""
    now = QApplication.focusWidget()
    return "on the way back" if now is not None and now.property("kind") == "back" else ""


def offered(person: Person) -> list[Command]:
    """Return what Ctrl+K offers, but for what ends the window, builds it again or opens the box."""
    window = person.window
    every = (*pages.commands(window.context, person.house.prefs), *menus.commands(window))
    names = ("close", "quit", "larger", "smaller", "places", "area_after", "area_before")
    left_out = {_(action(name).words) for name in names}
    return [one for one in every if one.words not in left_out]


def chooses(person: Person, one: Command) -> None:
    """Choose a command in the box that Ctrl+K opens."""
    person.presses("Ctrl+K")
    person.window.command_box.open_on(Choosing(one.words), (one,))
    person.presses("Return")
    closes_dialogs(person)


def closes_dialogs(person: Person) -> None:
    """Answer no to whatever asks for a file or a printer."""
    for dialog in person.window.findChildren(QDialog):
        dialog.reject()
        person.window.activateWindow()
        person.waits()


def test_whatever_is_chosen_in_the_box_leaves_the_keyboard_in_the_page(person: Person) -> None:
    found = []
    for one in offered(person):
        person.window.go("today")
        person.waits()
        chooses(person, one)
        found.append((one.words, lost(person) or ringless(person)))
        found.append((one.words, on_the_way_back()))
        person.presses("Esc")
        found.append((f"Esc after {one.words}", lost(person)))
    assert [pair for pair in found if pair[1]] == []


@pytest.mark.parametrize("place", PLACES)
def test_what_lies_over_a_place_gives_the_keyboard_back(person: Person, place: str) -> None:
    person.window.go(place)
    person.waits()
    found = [(place, lost(person))]
    before = QApplication.focusWidget()
    for keys in ("F1", "Ctrl+P", "Ctrl+N"):
        person.presses(keys)
        closes_dialogs(person)
        found.append((keys, lost(person)))
        person.presses("Esc")
        found.append((f"{keys} Esc", lost(person)))
    assert [pair for pair in found if pair[1]] == []
    assert QApplication.focusWidget() is before


def first(person: Person, record: str) -> int:
    """Return the id of the sample's first record of a type."""
    sql = f'SELECT min(id) FROM "{record}"'
    return int(person.file.store.raw.execute(sql).fetchone()[0])


@pytest.mark.parametrize("record", ["member", "meeting", "claim", "training_event", "body"])
def test_a_record_has_the_keyboard_and_gets_it_back(person: Person, record: str) -> None:
    person.window.open_record(record, first(person, record))
    person.waits()
    found = [("opened", lost(person))]
    person.presses("Tab")  # of a paid claim, the second of two buttons is all there is
    before = person.keyboard_is_in()
    page = person.front
    for keys in ("F1", "Ctrl+P"):
        person.presses(keys)
        closes_dialogs(person)
        found.append((keys, lost(person)))
        if person.front is not page:
            person.presses("Esc")
        found.append((f"{keys} Esc", lost(person)))
        found.append((before, "" if person.keyboard_is_in() == before else "elsewhere"))
    assert [pair for pair in found if pair[1]] == []


@pytest.mark.parametrize(
    ("record", "where"),
    [
        ("member", "First names"),
        ("body", "Name"),
        ("action", "Who does it"),  # its minutes are approved: what it says stays
        ("meeting", "Agenda"),
        ("publication", "Pages of the paper"),
    ],
)
def test_a_record_that_is_found_has_the_keyboard_on_what_can_be_done(
    person: Person, record: str, where: str
) -> None:
    for keys in ("Esc", "Alt+Left"):
        person.presses("Ctrl+K", "Esc")
        person.window.open_record(record, first(person, record))
        person.waits()
        assert (person.keyboard_is_in(), ringless(person)) == (where, "")
        now = QApplication.focusWidget()
        assert not (isinstance(now, QLineEdit) and now.selectedText())
        person.presses(keys)
        assert person.window.stack.place == "today"
        assert person.front.title == "Today"


def test_a_meeting_without_an_agenda_begins_at_its_first_item(person: Person) -> None:
    sql = "SELECT max(id) FROM meeting WHERE status = 'scheduled'"
    person.window.open_record("meeting", person.file.store.raw.execute(sql).fetchone()[0])
    person.waits()
    assert person.front.agenda.list.count() == 0
    assert person.keyboard_is_in() == "Add item"


@pytest.mark.parametrize("key", ["Return", "Esc"])
@pytest.mark.parametrize("name", ["Letter", "Anew"])
def test_a_name_typed_anew_leaves_the_keyboard_in_the_list(
    person: Person, key: str, name: str
) -> None:
    record = first(person, "body")
    place = AttachmentPlace("body", record, "")
    attachments.add(
        person.file, place, [attachments.from_bytes("Letter.txt", b"words")], Progress()
    )
    person.window.open_record("body", record)
    person.waits()
    (attached,) = person.front.findChildren(AttachmentList)
    attached.setFocus()
    bring_into_view(attached)
    person.presses("Tab", "Shift+Tab", "Down", "F2")
    person.types(name)
    person.presses(key)
    assert (lost(person), ringless(person)) == ("", "")
    assert attached.hasFocus()
    assert attached.currentRow() >= 0


def test_what_is_taken_out_of_a_page_leaves_the_keyboard_near(person: Person) -> None:
    person.window.go("settings")
    person.waits()
    front: QWidget = person.front
    field = QLineEdit(front)
    field.show()
    field.setFocus()
    assert field.hasFocus()
    field.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    person.waits()
    assert lost(person) == ""


def answers(person: Person) -> None:
    """Say yes to what is asked before a step of a claim, for as long as something is."""
    while any(words in person.keyboard_is_in() for words in ("all the same", "although")):
        assert ringless(person) == ""
        person.presses("Space", "Return")


def test_a_step_of_a_claim_leaves_the_keyboard_on_the_next_one(person: Person) -> None:
    person.window.show_list("claim", "")
    person.waits()
    for (claim,) in person.file.store.raw.execute(
        "SELECT id FROM claim WHERE state = 'submitted'"
    ).fetchall():
        person.window.open_record("claim", claim)
        person.waits()
        person.tabs_to("Approve")
        person.presses("Space")
        assert person.keyboard_is_in() == "Approved by"
        person.types("Ann Example")
        person.presses("Return")
        answers(person)
        assert (person.keyboard_is_in(), ringless(person)) == ("Authorise payment", "")
        person.presses("Space", "Esc")
        assert (person.keyboard_is_in(), ringless(person)) == ("Authorise payment", "")
        person.presses("Esc")


def test_the_last_row_of_a_view_that_goes_leaves_the_keyboard_in_the_list(person: Person) -> None:
    person.window.go("claims")
    person.window.show_list("claim", "waiting")
    person.waits()
    waiting = len(person.rows())
    assert waiting
    person.listed.table.go_to_first()
    for left in reversed(range(waiting)):
        person.presses("Return")
        person.tabs_to("Approve")
        person.presses("Space")
        person.types("Ann Example")
        person.presses("Return")
        answers(person)
        person.presses("Esc")
        assert person.keyboard_is_in() == ("Claims" if left else "Show everything")
        assert (lost(person), ringless(person)) == ("", "")
    person.presses("Space")
    assert person.listed.table.hasFocus()
    assert (lost(person), ringless(person)) == ("", "")


@pytest.mark.parametrize("answer", ["Use it", "Throw it away"])
def test_what_is_done_with_a_draft_leaves_the_keyboard_in_the_form(
    person: Person, answer: str
) -> None:
    member = first(person, "member")
    person.window.open_record("member", member)
    person.waits()
    person.fills("Telephone", "01632 960999")
    person.presses("Esc")
    person.window.open_record("member", member)
    person.waits()
    person.tabs_to(answer, back=True)
    person.presses("Space")
    assert (person.keyboard_is_in(), lost(person), ringless(person)) == ("First names", "", "")
    assert person.window.testAttribute(BY_KEYS)


@pytest.mark.parametrize("how", ["hidden", "off"])
def test_what_is_hidden_or_turned_off_leaves_the_keyboard_near(person: Person, how: str) -> None:
    person.window.open_record("member", first(person, "member"))
    person.waits()
    person.tabs_to("Save", back=True)
    save = QApplication.focusWidget()
    assert save is not None
    if how == "hidden":
        save.hide()
    else:
        save.setEnabled(False)
    person.waits()
    assert (lost(person), ringless(person)) == ("", "")
    assert person.front.head.isAncestorOf(QApplication.focusWidget())


@pytest.mark.parametrize("record", ["action", "member", "meeting"])
def test_a_record_that_is_open_is_not_put_on_itself(person: Person, record: str) -> None:
    number = first(person, record)
    person.window.open_record(record, number)
    person.waits()
    person.presses("Tab")
    page, before = person.front, QApplication.focusWidget()
    words = records.get(person.file, record, number).label
    (hit,) = (one for one in find.find(person.file, words, 50) if one.id == number)
    person.presses("Ctrl+K")
    person.types(words)
    at = person.window.command_box.titles().index(hit.title)
    person.presses(*["Down"] * at, "Return")
    assert person.front is page
    assert QApplication.focusWidget() is before
    assert ringless(person) == ""
