"""What was taken out of a meeting is found on a later day, and put back."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator_app.clock import fixed_on
from facilitator_app.digests.attachments import AttachmentPlace
from facilitator_app.domain.errors import Conflict
from facilitator_app.domain.progress import Progress
from facilitator_app.records.actions import Action
from facilitator_app.services import (
    attachments,
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
from facilitator_app.spec.record import Draft
from facilitator_app.store.key import Key
from facilitator_app.store.labels import Label
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
    assert done_words.told(file, changes) == "Agenda item deleted: Parking"
    assert done_words.told(file, undo.undo(file)) == "Agenda item deleted: Parking"
    undo.redo(file)
    [one] = meeting_removals.removed(file, meeting)
    back = meeting_removals.put_back(file, meeting, one.set_id)
    assert done_words.told(file, back.changes) == "Put back: Parking"
    assert done_words.told(file, undo.undo(file)) == "Put back: Parking"
    undo.redo(file)
    added = meetings.add_item(file, meeting, {"title": "Wigs"})
    assert done_words.told(file, added.changes) == "Agenda item added: Wigs"


def agreed(file: File, meeting: int, owner: int | None = None) -> int:
    item = item_called(file, meeting, "Parking")
    return meetings.agree_action(file, meeting, item, "Ring the trust", owner, None).id


def put_all_back(file: File, meeting: int) -> str:
    """Put back what went last; return how that is told."""
    first = meeting_removals.removed(file, meeting)[0]
    back = meeting_removals.put_back(file, meeting, first.set_id)
    assert files.check(file) == ()
    return done_words.told(file, back.changes)


def reopened(file: File, key: Key) -> File:
    file.close()
    return files.open_file(file.store.path, key, fixed_on(TODAY), who="Sam Second")


def test_what_had_an_attachment_comes_back_without_its_bytes_on_a_later_day(
    file: File, meeting: int, key: Key, tmp_path: Path
) -> None:
    action = agreed(file, meeting)
    note = tmp_path / "note.txt"
    note.write_text("Ring before ten.", encoding="utf-8")
    attachments.add(file, AttachmentPlace("action", action, ""), [note], Progress())
    records.remove(file, "action", action)
    assert put_all_back(file, meeting).startswith("Put back: A-1")
    assert attached_to(file, action) == ["note.txt"]
    records.remove(file, "action", action)
    again = reopened(file, key)
    assert put_all_back(again, meeting).startswith("Put back, without what is gone since: A-1")
    assert attached_to(again, action) == []
    again.close()


def attached_to(file: File, action: int) -> list[str]:
    return [one.name for one in attachments.of(file, "action", action).lines]


def test_a_number_that_was_given_to_another_is_followed_by_a_new_one(
    file: File, meeting: int
) -> None:
    first, second = meetings.page(file, meeting).decisions
    records.remove(file, "decision", second.id)
    meetings.decide(file, meeting, item_called(file, meeting, "Parking"), "A third.")
    assert put_all_back(file, meeting) == ("Put back: D-3 Leaflets will be seen to.")
    found = {one.reference: one.wording for one in meetings.page(file, meeting).decisions}
    assert found == {
        "D-1": first.wording, "D-2": "A third.", "D-3": "Leaflets will be seen to.",
    }  # fmt: skip
    undo.undo(file)
    assert len(meetings.page(file, meeting).decisions) == 2


def test_an_action_comes_back_without_whom_or_what_is_gone(
    file: File, meeting: int, make: Make
) -> None:
    una = make.member(forenames="Una", surname="Quillfeather")
    action = agreed(file, meeting, una)
    records.remove(file, "action", action)
    records.remove(file, "member", una)
    assert "without what is gone since" in put_all_back(file, meeting)
    assert records.get(file, "action", action)["owner_id"] is None


def test_nothing_is_put_back_into_another_meeting(file: File, meeting: int, make: Make) -> None:
    other = make.meeting(make.body("Other", "OG"))
    ids = [make.action(meeting_id=one, what=f"Of {one}") for one in (meeting, other)]
    with file.store.write(Label("Delete both")) as work:
        for one in ids:
            work.remove(work.get(Action, one))
    [step] = meeting_removals.removed(file, meeting)
    assert str(other) not in step.words
    meeting_removals.put_back(file, meeting, step.set_id)
    assert meeting_removals.removed(file, meeting) == ()
    assert len(meeting_removals.removed(file, other)) == 1


def test_what_was_added_and_undone_is_offered_as_it_was(file: File, meeting: int) -> None:
    meetings.remove_item(file, item_called(file, meeting, "Leaflets"))
    quince = meetings.add_item(file, meeting, {"title": "Quince"}).id
    place = minutes_place(next(o for o in meetings.page(file, meeting).items if o.id == quince))
    texts.keep(file, place, "", WORDS)
    for _time in range(2):
        undo.undo(file)
    meetings.decide(file, meeting, item_called(file, meeting, "Parking"), "Pomelo.")
    undo.undo(file)
    assert [one.words for one in meeting_removals.removed(file, meeting)] == [
        "Decision: D-2 Pomelo.", "Agenda item: Quince",
        "Agenda item: Leaflets, with 1 decision or action",
    ]  # fmt: skip
    for one in meeting_removals.removed(file, meeting):
        meeting_removals.put_back(file, meeting, one.set_id)
    assert item_called(file, meeting, "Quince") == quince
    assert [one.text for one in texts.history(file, place).earlier] == [WORDS]
    assert meeting_removals.removed(file, meeting) == ()


def test_what_was_removed_long_ago_is_offered_after_much_went_and_came(
    file: File, meeting: int
) -> None:
    meetings.remove_item(file, item_called(file, meeting, "Leaflets"))
    parking = item_called(file, meeting, "Parking")
    for _time in range(3):
        meetings.remove_item(file, parking)
        put_item_back_at_once(file, meeting)
    [one] = meeting_removals.removed(file, meeting)
    assert one.words.startswith("Agenda item: Leaflets")


def put_item_back_at_once(file: File, meeting: int) -> None:
    latest = meeting_removals.removed(file, meeting)[0]
    assert latest.words.startswith("Agenda item: Parking")
    meeting_removals.put_back(file, meeting, latest.set_id)


def test_a_removal_that_was_undone_with_the_addition_is_offered_part_by_part(
    file: File, meeting: int
) -> None:
    ghost = meetings.add_item(file, meeting, {"title": "Ghost"}).id
    decision = meetings.decide(file, meeting, ghost, "Slip.").id
    meetings.remove_item(file, ghost)
    for _time in range(3):
        undo.undo(file)
    assert [one.words for one in meeting_removals.removed(file, meeting)] == [
        "Agenda item: Ghost", "Decision: D-3 Slip.",
    ]  # fmt: skip
    for _time in range(3):
        undo.redo(file)
    [one] = meeting_removals.removed(file, meeting)
    assert one.words == "Agenda item: Ghost, with 1 decision or action"
    meeting_removals.put_back(file, meeting, one.set_id)
    assert decision in [o.id for o in meetings.page(file, meeting).decisions]
    with pytest.raises(Conflict, match="That is there already"):
        meeting_removals.put_back(file, meeting, one.set_id)


def test_what_comes_back_is_as_it_was_without_what_was_undone(file: File, meeting: int) -> None:
    item = item_called(file, meeting, "Parking")
    meetings.remove_item(file, item)
    put_item_back_at_once(file, meeting)
    records.save(file, Draft("agenda_item", {"title": "Wrong title"}, item))
    meetings.remove_item(file, item)
    for _time in range(3):
        undo.undo(file)
    assert put_all_back(file, meeting) == "Put back: Parking"


def test_what_is_there_already_does_not_keep_the_rest_away(file: File, meeting: int) -> None:
    item = item_called(file, meeting, "Parking")
    decision = meetings.page(file, meeting).decisions[0]
    meetings.remove_item(file, item)
    put_item_back_at_once(file, meeting)
    records.remove(file, "decision", decision.id)
    for one in meeting_removals.removed(file, meeting):
        meeting_removals.put_back(file, meeting, one.set_id)
    assert decision.id in [o.id for o in meetings.page(file, meeting).decisions]
    assert files.check(file) == ()


def test_actions_that_went_together_are_numbered_anew_in_their_order(
    file: File, meeting: int, make: Make
) -> None:
    ids = [make.action(meeting_id=meeting, what=f"Old {n}") for n in range(3)]
    with file.store.write(Label("Delete all")) as work:
        for one in ids:
            work.remove(work.get(Action, one))
    for number in range(3):
        make.action(meeting_id=meeting, what=f"New {number}")
    [step] = meeting_removals.removed(file, meeting)
    assert step.words.index("Old 0") < step.words.index("Old 2")
    meeting_removals.put_back(file, meeting, step.set_id)
    numbers = {one["what"]: one["number"] for one in (records.get(file, "action", i) for i in ids)}
    assert numbers == {"Old 0": 4, "Old 1": 5, "Old 2": 6}
