"""Ctrl+K finds people, papers and commands from wherever one is, and lets go again."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog

from facilitator_app.gui.pages.settings.sections import SECTIONS
from facilitator_app.gui.pages.settings.settings_page import SettingsPage
from facilitator_app.services import find, publications, records, today
from facilitator_app.spec.record import Draft
from tests.stories.person import Person, network_of


def test_a_person_from_anywhere(person: Person) -> None:
    person.goes_to("Claims")
    person.presses("Ctrl+K")
    person.types("whit joa")
    assert person.window.command_box.titles()[0] == "Joan Whitlock"
    person.presses("Return")
    assert not person.window.command_box.isVisible()
    assert person.front.title == "Joan Whitlock"
    assert person.sees("Delete this member")
    assert person.sees("Claims")  # where Back leads
    person.presses("Escape")
    assert person.front.title == "Claims"


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("go to mee", "Meetings"),
        ("add mem", "New member"),
        ("annual", "Reports"),
        ("import mem", "Import a list"),
    ],
)
def test_a_thing_to_do(person: Person, typed: str, title: str) -> None:
    person.presses("Ctrl+K")
    person.types(typed)
    person.presses("Return")
    assert person.front.title == title


def test_what_can_be_pressed_on_the_page(person: Person) -> None:
    sql = "SELECT id FROM claim WHERE state = 'draft'"
    claim = person.file.store.raw.execute(sql).fetchone()[0]
    person.window.open_record("claim", claim)
    person.waits()
    person.presses("Ctrl+K")
    person.types("send in")
    assert person.window.command_box.titles()[0] == "Send in"
    person.presses("Return")
    assert person.keyboard_is_in() == "Sent in on"
    person.presses("Ctrl+K")
    person.types("cancel the")
    assert "Cancel the claim" not in person.window.command_box.titles()  # one question at a time
    person.presses("Escape", "Escape", "Ctrl+K")
    person.types("save")
    assert person.window.command_box.titles().count("Save") == 1
    person.presses("Escape")
    person.goes_to("Members")
    person.presses("Ctrl+K")
    person.types("send in")
    assert "Send in" not in person.window.command_box.titles()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("frameworks", "Frameworks"),
        ("backup", "Back up now"),
        ("restore", "File and backups"),
        ("restore", "Restore a backup"),
        ("put back", "Restore a backup"),
        ("new password", "Change the passphrase"),
        ("export", "Export everything"),
        ("csv", "Export everything"),
        ("theme", "Theme"),
        ("dark", "Theme"),
        ("large", "Text size"),
        ("published papers", "Published papers"),
        ("withdrawn", "Published papers"),
        ("mileage", "Mileage rates"),
        ("new claim", "Add claim"),
        ("add framework", "Add framework"),
        ("my name", "User Involvement Facilitator"),
    ],
)
def test_settings_and_papers_are_found_by_what_people_call_them(
    person: Person, typed: str, words: str
) -> None:
    person.presses("Ctrl+K")
    person.types(typed)
    assert words in person.window.command_box.titles()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("back up", "Back up now"),
        ("back-up", "Back up now"),
        ("usb", "Back up now"),
        ("export to excel", "Export everything"),
        ("download", "Export everything"),
        ("spreadsheet", "Import members"),
        ("passphrase", "Change the passphrase"),
        ("mileage rate", "Mileage rates"),
        ("agenda", "Go to Meetings"),
        ("print", "Print or save as PDF"),
        ("print agenda", "Go to Meetings"),  # no command has both words
        ("pdf", "Print or save as PDF"),
        ("text size", "Text size"),
        ("make the text bigger", "Text size"),
        ("zoom in", "Larger text"),
        ("dark mode", "Theme"),
        ("undo", "Undo"),
        ("delete", "Undo"),
        ("delete member", "Go to Members"),
        ("log out", "Close this network"),
        ("quit", "Close the program"),
        ("open another file", "Close this network"),
        ("search", "Find in this list"),
        ("keyboard shortcuts", "Help"),
        ("preferences", "Go to Settings"),
        ("standing items", "Usual items of a first agenda"),
        ("drop-down", "Pick-lists"),
        ("logo", "Network"),
        ("create a group", "Add group"),
        ("add meeting", "Plan a meeting"),
        ("receipts", "Attachments"),  # a page of the guide
    ],
)
def test_usual_words_lead_to_what_is_meant(person: Person, typed: str, words: str) -> None:
    person.goes_to("Today")
    person.presses("Ctrl+K")
    person.types(typed)
    assert words in person.window.command_box.titles()


def test_delete_finds_what_removes_the_thing_in_front(person: Person) -> None:
    sql = "SELECT id FROM member WHERE surname = 'Whitlock'"
    person.window.open_record("member", person.file.store.raw.execute(sql).fetchone()[0])
    person.waits()
    for typed in ("delete", "erase", "bin"):
        person.presses("Ctrl+K")
        person.types(typed)
        assert "Delete this member" in person.window.command_box.titles()
        person.presses("Escape")


def test_columns_are_found_from_their_list(person: Person) -> None:
    person.goes_to("Members")
    person.presses("Ctrl+K")
    person.types("columns")
    assert person.window.command_box.titles()[0] == "Choose columns"


@pytest.mark.parametrize(
    "typed",
    [
        "01632960354", "01632 96 03 54", "+44 1632 960354", "+441632960354", "0044 1632 960354",
        "(01632) 960354", "01632-960-354", "960354", "960 354", "0163 2960354",
    ],
)  # fmt: skip
def test_a_telephone_number_is_found_however_it_is_spaced(person: Person, typed: str) -> None:
    """The number stands as "01632 960354, not on treatment days"."""
    person.presses("Ctrl+K")
    person.types(typed)
    assert person.window.command_box.titles()[0] == "Isla Abercrombie"
    person.presses("Escape")
    person.goes_to("Members")
    person.types(typed)
    assert [row.split(",")[0] for row in person.rows()] == ["Isla Abercrombie"]


def test_words_are_never_blamed_where_none_were_typed(person: Person) -> None:
    person.window.show_list("body", "chair")
    person.waits()
    assert person.sees("This view holds nothing now.")
    assert not person.sees("Nothing in this view has what you look for.")
    person.presses("Ctrl+F")
    person.types("   ")
    assert person.sees("This view holds nothing now.")
    person.types("zzz")
    assert person.sees("Nothing in this view has what you look for.")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("settings", "Go to Settings"),
        ("Settings", "Go to Settings"),
        ("tag", "Frameworks"),
        ("tags", "Frameworks"),
        ("theme", "Theme"),
        ("backup", "File and backups"),
        ("backups", "File and backups"),
    ],
)
def test_plain_words_lead_to_the_settings_at_once(person: Person, typed: str, words: str) -> None:
    person.presses("Ctrl+K")
    person.types(typed)
    assert words in person.window.command_box.titles()[:2]


def test_the_name_of_a_place_leads_there_before_all_else(person: Person) -> None:
    for place in person.window.places:
        person.presses("Ctrl+K")
        person.types(place.words.casefold())
        assert person.window.command_box.titles()[0] == f"Go to {place.words}"
        person.presses("Escape")


def test_every_command_of_the_settings_leads_there(person: Person) -> None:
    for section in SECTIONS:
        for command in ("", *(one.name for one in section.commands)):
            person.window.show_section(section.name, command)
            person.waits()
            for dialog in person.window.findChildren(QFileDialog):
                dialog.reject()
            if command == "import":
                assert person.front.title == "Import a list"
                person.presses("Escape")
            assert isinstance(person.front, SettingsPage)
            assert person.front.section == section.name


def test_a_record_saved_new_is_not_put_on_itself(newcomer: Person) -> None:
    newcomer.goes_to("Members")
    newcomer.clicks("Add the first one")
    newcomer.types("Zoë")
    newcomer.fills("Surname", "Quillfeather")
    newcomer.clicks("Patient, Comes as")
    newcomer.presses("Ctrl+S")
    page = newcomer.front
    for _twice in range(2):
        newcomer.presses("Ctrl+K")
        newcomer.types("quill")
        newcomer.presses("Return")
        assert newcomer.front is page
    newcomer.presses("Escape")
    assert newcomer.rows() == ["Zoë Quillfeather"]


def test_an_export_begins_with_what_may_go_along(person: Person) -> None:
    person.presses("Ctrl+K")
    person.types("Export everything")
    person.presses("Return")
    assert person.window.findChildren(QFileDialog) == []
    assert person.keyboard_is_in() == "Members: What they need"
    person.presses("Space")
    person.tabs_to("Export everything…")
    person.presses("Space")
    (dialog,) = person.window.findChildren(QFileDialog)
    dialog.reject()


def test_a_tag_leads_to_the_rows_that_carry_it(person: Person) -> None:
    person.presses("Ctrl+K")
    person.types("ladder consultation")
    assert person.window.command_box.titles()[0] == "Consultation"
    person.presses("Return")
    listed = person.listed
    frame = listed.model.frame
    assert frame is not None
    assert frame.query.tag
    assert 0 < frame.total < frame.ever
    assert len(person.rows()) == frame.total
    assert person.named("Tag: ") == "Tag: Ladder of involvement: Consultation"
    assert person.sees(f"{frame.total} found")


def test_a_meeting_is_found_by_its_group_and_day_before_its_paper(person: Person) -> None:
    papers = publications.every(person.file)
    paper = next(one for one in papers if one.period.startswith("Breast"))
    meeting = records.get(person.file, "meeting", paper.subject)
    date = meeting["date"]
    for day in (f"{date.day} {date:%b}", f"{date.day} {date:%b %Y}"):
        person.presses("Ctrl+K")
        person.types(f"breast {day.lower()}")
        first, *rest = person.window.command_box.titles()
        assert first == meeting.label
        assert any(paper.title in title for title in rest)
        person.presses("Escape")


def test_a_withdrawn_paper_says_so_where_it_is_found(person: Person) -> None:
    paper = publications.every(person.file)[0]
    publications.withdraw(person.file, paper.id, "A name was wrong.")
    words = paper.period.split(",")[0].replace(" ·", "")
    hits = find.find(person.file, f"{paper.title} {words}", 12)
    (hit,) = [one for one in hits if one.id == paper.id]
    assert hit.second.startswith("Withdrawn: 23 Nov 2026")


def test_arrows_choose_and_esc_lets_go(person: Person) -> None:
    person.goes_to("Members")
    person.listed.table.setFocus()
    person.presses("Ctrl+K")
    person.types("parking")
    titles = person.window.command_box.titles()
    assert len(titles) > 1
    person.presses("Down", "Up", "Escape")
    assert not person.window.command_box.isVisible()
    assert person.listed.table.hasFocus()


def test_nothing_found_says_what_to_try(person: Person) -> None:
    person.presses("Ctrl+K")
    person.types("xyzzy")
    assert person.sees("Nothing found. Try the beginning of a name.")
    person.presses("Return", "Escape")
    assert person.front.title == "Today"


def test_a_list_is_searched_as_one_types(person: Person) -> None:
    person.goes_to("Members")
    person.listed.table.setFocus()
    person.types("whit")
    assert person.rows() == ["Joan Whitlock"]
    person.presses("Escape")
    assert len(person.rows()) > 20


def test_today_leads_to_the_list_with_its_view_chosen(person: Person) -> None:
    person.clicks(person.named("3 actions overdue"))
    assert person.front.title == "Actions"
    assert len(person.rows()) == 3


def test_today_leads_to_the_meeting_whose_item_nobody_will_lead(person: Person) -> None:
    coming = today.page(person.file).meeting
    assert coming is not None
    gone = {"forenames": "Ivor", "surname": "Gone", "status": "died"}
    records.save(person.file, Draft("member", gone))
    item = {"meeting_id": coming.id, "number": 9, "title": "Parking", "lead": "Ivor Gone"}
    records.save(person.file, Draft("agenda_item", item))
    person.front.reload()
    person.waits()
    person.clicks(person.named("1 item of meetings to come"))
    assert person.front.record_id == coming.id


@pytest.mark.parametrize(
    ("typed", "leads_to"),
    [
        ("approve", "Go to Claims"), ("approve", "Go to Meetings"), ("pay", "Go to Claims"),
        ("agenda", "Go to Meetings"), ("correct", "Go to Meetings"), ("attach", "Go to Members"),
        ("tag", "Go to Members"), ("remind", "Go to Actions"), ("email", "Go to Members"),
        ("publish", "Annual report of a financial year"), ("died", "Go to Members"),
    ],
)  # fmt: skip
def test_what_is_done_somewhere_leads_there(person: Person, typed: str, leads_to: str) -> None:
    person.presses("Ctrl+K")
    person.types(typed)
    person.waits()
    assert leads_to in person.window.command_box.titles()


@pytest.mark.parametrize("words", ["a", "arle valley"])
def test_the_row_stood_on_is_in_view_after_a_search(person: Person, words: str) -> None:
    person.goes_to("Members")
    person.window.resize(1000, 500)
    table = person.listed.table
    person.listed.clear_search()
    person.waits()
    table.setFocus()
    table.selectRow(0)
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())
    person.waits()
    person.presses("Ctrl+F")
    person.types(words)
    row = table.visualRect(table.currentIndex())
    assert table.viewport().rect().contains(row.center())
    assert table.currentIndex().row() in table.selected_rows()


def test_another_name_of_the_network_stands_in_the_corner_at_once(person: Person) -> None:
    person.window.show_section("network", "name")
    person.fills("Name", "Four Hills Cancer Network")
    person.presses("Ctrl+S")
    assert network_of(person.window) == "Four Hills Cancer Network: Facilitator"
    assert person.window.rail._brand.accessibleName() == "Four Hills Cancer Network: menu"
    person.presses("Ctrl+Z")
    assert network_of(person.window) == "Three Valleys Cancer Network: Facilitator"
    person.window.rebuild()
    assert person.window.rail._brand.accessibleName() == "Three Valleys Cancer Network: menu"
