"""The one search box: grouped, told apart by a second line, each thing once."""

from __future__ import annotations

import datetime as dt

from facilitator_app.digests.find import Offer
from facilitator_app.services import find
from facilitator_app.services.files import File
from tests.conftest import TODAY, Make


def test_hits_come_in_groups(file: File, make: Make) -> None:
    member, body = make.member("Joan", "Parker"), make.body("Parking group", "PK")
    meeting = make.meeting(body)
    item = make.record("agenda_item", meeting_id=meeting, number=1, title="Parking at the day unit")
    decision = make.record(
        "decision", meeting_id=meeting, item_id=item, wording="Parking is to be free."
    )
    action = make.action("Ring the trust about parking", owner_id=member)
    event = make.record("training_event", title="Parking and you", date=dt.date(2026, 12, 1))
    hits = find.find(file, "park", 20)
    assert {(hit.group, hit.record, hit.id) for hit in hits} == {
        ("People", "member", member),
        ("Groups", "body", body),
        ("Meetings and papers", "meeting", meeting),
        ("Meetings and papers", "agenda_item", item),
        ("Meetings and papers", "decision", decision),
        ("Actions", "action", action),
        ("Training and claims", "training_event", event),
    }
    groups = [hit.group for hit in hits]
    assert groups == sorted(groups, key=groups.index)
    assert len(find.find(file, "park", 3)) == 3


def test_a_whole_word_comes_before_one_that_begins_so(file: File, make: Make) -> None:
    for surname in ("Ash", "Gwendolen-Gwenda", "Pugh"):
        make.member("Gwenda", surname)
    said = make.member("Una", "Bright", notes="Gwen brings her. " * 3)
    gwen = make.member("Gwen", "Penry", notes="Speaks of her time on the ward. " * 60)
    zoe = make.member("Zoë", "Ågren")
    make.member("Zoeline", "Ash")
    for _number in range(40):
        make.member("Joan", "Smith")
    for found in (find.find(file, "gwen", 20), find.choices(file, "member", "gwen", 20)):
        assert found[0].id == gwen
    assert find.choices(file, "member", "gwen", 20)[-1].id == said
    assert find.find(file, "Zoe", 20)[0].id == zoe
    assert find.find(file, "p gwen", 20)[0].id == gwen


def test_meetings_are_found_by_their_groups_name_once_each(file: File, make: Make) -> None:
    body = make.body("Oak Street Forum", "OF")
    days = [dt.date(2026, month, 3) for month in (7, 8, 9, 10, 11)]
    meetings = [make.meeting(body, day, venue="Oak Street Hall") for day in days]
    found = [hit.id for hit in find.find(file, "oak street", 20) if hit.record == "meeting"]
    assert len(found) == len(set(found)) == 4
    assert set(found) <= set(meetings)
    chosen = [hit.id for hit in find.choices(file, "meeting", "oak", 3)]
    assert chosen == meetings[:-4:-1]
    by_group_alone = find.choices(file, "meeting", "forum", 10)
    assert [hit.id for hit in by_group_alone] == meetings[::-1]


def test_meetings_are_offered_from_today_outwards(file: File, make: Make) -> None:
    body = make.body("Oak Street Forum", "OF")
    days = [TODAY + dt.timedelta(days=one) for one in (-400, -10, 3, 10, 60)]
    far, before, next_one, after, last = (make.meeting(body, day) for day in days)
    for typed in ("", "oak"):
        found = [hit.id for hit in find.choices(file, "meeting", typed, 5)]
        assert found == [next_one, after, before, last, far]


def test_what_has_no_owner_is_offered_latest_first_too(file: File, make: Make) -> None:
    days = [dt.date(2026, 3, 5), dt.date(2026, 9, 5), dt.date(2026, 6, 5)]
    events = [make.record("training_event", title=f"Writing day {day}", date=day) for day in days]
    found = [hit.id for hit in find.choices(file, "training_event", "writ day", 2)]
    assert found == [events[1], events[2]]
    assert find.choices(file, "training_event", "writing night", 2) == ()


def test_a_second_line_tells_one_from_another(file: File, make: Make) -> None:
    one = make.member(status="applied")
    two = make.member(kinds=("carer",))
    make.seat(two, make.body(), role="chair")
    seconds = {hit.id: hit.second for hit in find.find(file, "joan", 10)}
    assert seconds == {one: "Patient", two: "Network Partnership Group (chair), Carer"}
    meeting = make.meeting(make.body("User Forum", "UF"))
    make.record("agenda_item", meeting_id=meeting, number=1, title="Parking")
    (hit,) = find.find(file, "parking", 10)
    assert (hit.title, hit.second) == ("Parking", "User Forum, 24 Nov 2026")


def test_nothing_typed_offers_the_first_or_the_latest(file: File, make: Make) -> None:
    people = [make.member("Una", name) for name in ("Zaluski", "Bright", "Ågren")]
    assert [hit.id for hit in find.choices(file, "member", " ", 2)] == [people[2], people[1]]
    without = frozenset(people[2:])
    assert [hit.id for hit in find.choices(file, "member", "", 1, Offer(but=without))] == [
        people[1]
    ]
    assert [hit.id for hit in find.choices(file, "member", "una", 9, Offer(but=without))] == people[
        :2
    ]
    body = make.body()
    days = [dt.date(2026, 1, 5), dt.date(2026, 3, 5), dt.date(2026, 2, 5)]
    meetings = [make.meeting(body, day) for day in days]
    assert [hit.id for hit in find.choices(file, "meeting", "", 2)] == [meetings[1], meetings[2]]


def test_what_is_not_there_is_not_found(file: File, make: Make) -> None:
    make.member()
    assert find.find(file, "zebra", 20) == ()
    assert find.find(file, "", 20) == ()
    assert find.choices(file, "member", "zebra", 20) == ()
