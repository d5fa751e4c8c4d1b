"""Somebody who was quiet rings, and it is noted from the list."""

from __future__ import annotations

from facilitator_app.services import records
from tests.stories.person import Person


def test_heard_from_today_is_one_step_that_can_be_taken_back(person: Person) -> None:
    person.window.show_list("member", "quiet")
    person.waits()
    table = person.listed.table
    before, quiet = person.rows(), table.current_id
    assert quiet is not None
    stored = records.get(person.file, "member", quiet).values["last_heard"]
    person.clicks("Heard from today")
    now = records.get(person.file, "member", quiet).values["last_heard"]
    assert now == person.file.store.clock.today() != stored
    assert person.told().startswith("Done: ")
    assert "heard from" in person.told()
    person.waits()
    assert len(person.rows()) == len(before) - 1
    person.presses("Ctrl+Z")
    assert records.get(person.file, "member", quiet).values["last_heard"] == stored
    person.waits()
    assert person.rows() == before
