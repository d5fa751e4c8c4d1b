"""What was taken out of a meeting is found on a later day, and put back."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator_app.clock import fixed_on
from facilitator_app.domain.errors import Conflict
from facilitator_app.services import files, meeting_removals, meetings, records, texts, undo
from facilitator_app.services.files import File
from facilitator_app.services.meetings import minutes_place
from facilitator_app.store.key import Key
from tests.conftest import TODAY, Make

WORDS = "Joan told us of the car park that is always full."


@pytest.fixture
def meeting(file: File, make: Make) -> int:
    made = make.meeting(make.body())
    for title in ("Parking", "Leaflets"):
        item = meetings.add_item(file, made, {"title": title, "raised_by": "member"}).id
        place = minutes_place(next(o for o in meetings.page(file, made).items if o.id == item))
        texts.keep(file, place, "", WORDS)
        meetings.decide(file, made, item, f"{title} will be seen to.")
    return made


def titles(file: File, meeting: int) -> list[str]:
    return [one.title for one in meetings.page(file, meeting).items]


def item_called(file: File, meeting: int, title: str) -> int:
    return next(one.id for one in meetings.page(file, meeting).items if one.title == title)


def test_nothing_was_removed(file: File, meeting: int) -> None:
    assert meeting_removals.removed(file, meeting) == ()


def test_an_item_comes_back_with_its_words_and_decisions_in_a_later_session(
    file: File, meeting: int, key: Key
) -> None:
    before = titles(file, meeting)
    meetings.remove_item(file, item_called(file, meeting, "Parking"))
    file.close()
    path: Path = file.store.path
    again = files.open_file(path, key, fixed_on(TODAY), who="Sam Second")
    [one] = meeting_removals.removed(again, meeting)
    assert "Parking" in one.words
    meetings.add_item(again, meeting, {"title": "Wigs", "raised_by": "member"})
    meeting_removals.put_back(again, meeting, one.set_id)
    page = meetings.page(again, meeting)
    assert sorted(o.title for o in page.items) == sorted([*before, "Wigs"])
    assert [o.number for o in page.items] == list(range(1, len(page.items) + 1))
    assert next(o.text for o in page.items if o.title == "Parking") == WORDS
    assert "Parking will be seen to." in [d.wording for d in page.decisions]
    assert meeting_removals.removed(again, meeting) == ()
    assert files.check(again) == ()
    undo.undo(again)
    assert "Parking" not in titles(again, meeting)
    again.close()


def test_a_decision_alone_is_put_back(file: File, meeting: int) -> None:
    decision = meetings.page(file, meeting).decisions[0]
    records.remove(file, "decision", decision.id)
    [one] = meeting_removals.removed(file, meeting)
    assert decision.wording in one.words
    meeting_removals.put_back(file, meeting, one.set_id)
    assert decision.wording in [o.wording for o in meetings.page(file, meeting).decisions]


def test_of_another_meeting_nothing_is_offered(file: File, meeting: int, make: Make) -> None:
    meetings.remove_item(file, item_called(file, meeting, "Parking"))
    other = make.meeting(make.body("Other", "OG"))
    assert meeting_removals.removed(file, other) == ()


def test_a_decision_does_not_come_back_without_its_item(file: File, meeting: int) -> None:
    decision = meetings.page(file, meeting).decisions[0]
    records.remove(file, "decision", decision.id)
    meetings.remove_item(file, item_called(file, meeting, "Parking"))
    [_item, one] = meeting_removals.removed(file, meeting)
    with pytest.raises(Conflict):
        meeting_removals.put_back(file, meeting, one.set_id)
    assert meetings.page(file, meeting).decisions[0].wording != decision.wording
