"""The page of an action that a meeting agreed: what can be chosen there, and what stays."""

from __future__ import annotations

import datetime as dt

from facilitator_app.gui.pages.meetings.meeting_page import MeetingPage
from facilitator_app.services import meetings, records
from tests.conftest import Make
from tests.gui import probe
from tests.stories.person import Person

DAY = dt.date(2026, 11, 10)


def approves(person: Person, meeting: int) -> None:
    """Take a meeting to its approved minutes, and leave the page that is open meanwhile."""
    for step in ("held", "minutes", "approved"):
        person.window.changed(meetings.take_step(person.file, meeting, step))
    person.presses("Escape")


def test_only_items_of_its_meeting_are_offered(newcomer: Person) -> None:
    make = Make(newcomer.file)
    body = make.body()
    first, second = (make.meeting(body, DAY + dt.timedelta(days=30 * one)) for one in (0, 1))
    meetings.add_item(newcomer.file, first, {"title": "Parking at the day unit"})
    meetings.add_item(newcomer.file, second, {"title": "Parking charges"})
    action = make.action(meeting_id=first)
    newcomer.window.open_record("action", action)
    newcomer.waits()
    newcomer.field("Under the item").setFocus()
    newcomer.types("parking")
    editor = newcomer.front.form.rows["item_id"].editor
    newcomer.waits_until(lambda: bool(editor.list.hits()))
    assert [one.title for one in editor.list.hits()] == ["Parking at the day unit"]


def test_an_item_of_approved_minutes_found_by_search_is_read_only_and_says_why(
    newcomer: Person,
) -> None:
    make = Make(newcomer.file)
    meeting = make.meeting(make.body(), DAY)
    item = meetings.add_item(newcomer.file, meeting, {"title": "Parking"}).id
    newcomer.window.open_record("agenda_item", item)
    newcomer.waits()
    assert not newcomer.sees("can only be read")
    approves(newcomer, meeting)
    newcomer.window.open_record("agenda_item", item)
    newcomer.waits()
    assert newcomer.sees("This can only be read")
    save = newcomer.front.head.save_button
    assert (save.isEnabled(), bool(save.toolTip())) == (False, True)
    assert {row.editor.isEnabled() for row in newcomer.front.form.rows.values()} == {False}
    assert probe.clipped(newcomer.window) == []
    newcomer.clicks("Open Network Partnership Group, 10 Nov 2026")
    assert isinstance(newcomer.front, MeetingPage)


def test_what_approved_minutes_say_of_an_action_is_read_only_and_says_why(newcomer: Person) -> None:
    make = Make(newcomer.file)
    meeting = make.meeting(make.body(), DAY)
    item = meetings.add_item(newcomer.file, meeting, {"title": "Parking"}).id
    action = make.action(item_id=item)
    newcomer.window.open_record("action", action)
    newcomer.waits()
    assert not newcomer.sees("can only be read")
    approves(newcomer, meeting)
    newcomer.window.open_record("action", action)
    newcomer.waits()
    words = "Some of this can only be read: What is to be done, Under the item, At the meeting"
    assert newcomer.sees(words)
    assert newcomer.sees("This stands in them: correct it there.")
    rows = newcomer.front.form.rows
    shut = {name for name, row in rows.items() if not row.editor.isEnabled()}
    assert shut == {"what", "item_id", "meeting_id"}
    assert probe.clipped(newcomer.window) == []
    newcomer.fills("How it is going", "Rang twice")
    newcomer.presses("Ctrl+S")
    assert records.get(newcomer.file, "action", action)["progress"] == "Rang twice"
    assert {name for name, row in rows.items() if not row.editor.isEnabled()} == shut
