"""What was taken out of a meeting is found on a later day, and put back."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator_app.clock import fixed_on
from facilitator_app.domain.errors import Conflict
from facilitator_app.services import (
    done_words,
    files,
    meeting_removals,
    meetings,
    records,
    texts,
    undo,
)
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
    [item, one] = meeting_removals.removed(file, meeting)
    with pytest.raises(Conflict, match="Put the item “Parking” back first"):
        meeting_removals.put_back(file, meeting, one.set_id)
    meeting_removals.put_back(file, meeting, item.set_id)
    assert meetings.page(file, meeting).decisions[0].wording != decision.wording
    back = meeting_removals.put_back(file, meeting, one.set_id)
    assert back.id == item_called(file, meeting, "Parking")
    assert decision.wording in [o.wording for o in meetings.page(file, meeting).decisions]


def test_what_was_removed_and_put_back_and_removed_is_told_once(file: File, meeting: int) -> None:
    item = item_called(file, meeting, "Parking")
    meetings.remove_item(file, item)
    undo.undo(file)
    undo.redo(file)
    undo.undo(file)
    meetings.remove_item(file, item)
    [one] = meeting_removals.removed(file, meeting)
    assert one.words.startswith("Agenda item: Parking")
    assert meeting_removals.put_back(file, meeting, one.set_id).id == item
    assert meeting_removals.removed(file, meeting) == ()
    undo.undo(file)
    assert len(meeting_removals.removed(file, meeting)) == 1


@pytest.fixture
def lettered(file: File, make: Make) -> int:
    """A meeting with the items A to D and no other."""
    made = make.meeting(make.body())
    for one in meetings.page(file, made).items:
        meetings.remove_item(file, one.id)
    for title in "ABCD":
        meetings.add_item(file, made, {"title": title})
    return made


def put_item_back(file: File, meeting: int, title: str) -> None:
    found = meeting_removals.removed(file, meeting)
    [one] = [one for one in found if one.words == f"Agenda item: {title}"]
    meeting_removals.put_back(file, meeting, one.set_id)


@pytest.mark.parametrize(
    ("removes", "then", "back", "after"),
    [
        ("B", "", "B", "ABCD"),
        ("D", "", "D", "ABCD"),
        ("BC", "", "BC", "ABCD"),
        ("BC", "", "CB", "ABCD"),
        ("CB", "", "BC", "ABCD"),
        ("ABCD", "", "DBCA", "ABCD"),
        ("D", "X", "D", "ABCDX"),
        ("B", "CAD", "B", "BCAD"),  # ahead of what followed it
        ("BC", "DA", "B", "BDA"),
        ("C", "DAB", "C", "CDAB"),
    ],
)
def test_an_item_comes_back_between_its_neighbours(
    file: File, lettered: int, removes: str, then: str, back: str, after: str
) -> None:
    for title in removes:
        meetings.remove_item(file, item_called(file, lettered, title))
    for place, title in enumerate(then):
        if title == "X":
            meetings.add_item(file, lettered, {"title": title})
            continue
        now = titles(file, lettered).index(title)
        meetings.move_item(file, item_called(file, lettered, title), place - now)
    for title in back:
        put_item_back(file, lettered, title)
    assert "".join(titles(file, lettered)) == after
    assert [one.number for one in meetings.page(file, lettered).items] == [
        *range(1, len(after) + 1)
    ]


def test_the_notices_name_the_item(file: File, meeting: int) -> None:
    changes = meetings.remove_item(file, item_called(file, meeting, "Parking"))
    assert done_words.told(file, changes) == "Remove agenda item: Parking"
    assert done_words.told(file, undo.undo(file)) == "Remove agenda item: Parking"
    undo.redo(file)
    [one] = meeting_removals.removed(file, meeting)
    back = meeting_removals.put_back(file, meeting, one.set_id)
    assert done_words.told(file, back.changes) == "Put back what was removed: Parking"
    added = meetings.add_item(file, meeting, {"title": "Wigs"})
    assert done_words.told(file, added.changes) == "Add agenda item: Wigs"
