"""The size of all text changes by keys, and whoever reads or looks stays where they are."""

from __future__ import annotations

import datetime as dt

from facilitator_app.gui import theme
from facilitator_app.gui.help import HelpPage
from facilitator_app.gui.pages.attachments.attachments_page import AttachmentsPage
from facilitator_app.gui.pages.settings.file_section import FileSection
from facilitator_app.gui.pages.settings.settings_page import SettingsPage
from facilitator_app.gui.pages.text_history_page import TextHistoryPage
from facilitator_app.services.texts import TextPlace
from facilitator_app.store.labels import Label
from tests.stories.person import Person


def larger(person: Person) -> None:
    person.presses("Ctrl++")
    person.bot.waitUntil(lambda: theme.current().scale > 1)
    person.waits()


def test_ctrl_0_brings_the_usual_size_back(person: Person) -> None:
    larger(person)
    person.presses("Ctrl+0")
    person.bot.waitUntil(lambda: theme.current().scale == 1)
    assert person.house.prefs.get("scale") == "100"


def test_the_guide_stays_open_at_its_page_with_what_is_looked_for(person: Person) -> None:
    person.presses("F1", "Ctrl+F")
    person.types("mileage")
    person.waits()
    page = person.front.page
    larger(person)
    assert isinstance(person.front, HelpPage)
    assert person.front.page == page
    assert person.says("Find in the guide") == "mileage"
    person.presses("Escape", "Escape")
    assert person.front.title == "Today"


def test_the_guide_says_that_no_page_has_the_words(person: Person) -> None:
    person.presses("F1", "Ctrl+F")
    person.types("zzquill")
    assert person.sees("No page of the guide has these words.")
    person.presses("Escape")
    assert not person.sees("No page of the guide has these words.")


def test_what_is_attached_to_a_meeting_stays_open(person: Person) -> None:
    (meeting,) = person.file.store.raw.execute("SELECT id FROM meeting LIMIT 1").fetchone()
    page = AttachmentsPage(person.window.context, "meeting", meeting, "Quill Group")
    person.window.show_page(page)
    larger(person)
    assert isinstance(person.front, AttachmentsPage)
    assert person.front is not page
    assert person.sees("Quill Group")


def test_earlier_words_stay_open(person: Person) -> None:
    (item,) = person.file.store.raw.execute("SELECT id FROM agenda_item LIMIT 1").fetchone()
    place = TextPlace("agenda_item", item, "text", "Item 4", Label("Write minutes"))
    person.window.show_page(TextHistoryPage(person.window.context, place, ""))
    larger(person)
    assert isinstance(person.front, TextHistoryPage)
    assert person.sees("Item 4")


def test_the_way_into_what_was_restored_stays(person: Person) -> None:
    made = person.file.store.path.with_name("Made.facilitator")
    person.window.show_section("file", "restore")
    front = person.front
    assert isinstance(front, SettingsPage)
    section = front.sections["file"]
    assert isinstance(section, FileSection)
    section.restore_block.show_restored((made, dt.datetime(2026, 11, 5, 9, 30)))  # noqa: DTZ001 - as shown
    person.window.show_section("appearance")
    larger(person)
    person.window.show_section("file")
    person.waits()
    assert person.sees("Restored from the backup of 5 Nov 2026, 09:30")
    person.clicks("Open it")
    assert person.house.others == [made]
