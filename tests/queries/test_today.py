"""Today tells of what is left with those who have left or died, and leads to it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from facilitator_app.clock import fixed_on
from facilitator_app.digests.lists import ListQuery
from facilitator_app.digests.today import Need
from facilitator_app.gui import icons
from facilitator_app.services import files, lists, meetings, today
from facilitator_app.services.files import File
from tests.conftest import TODAY, Make
from tests.stories.house import Sample

LATER = dt.date(2026, 12, 2)


def needs(file: File, record: str, chip: str) -> list[Need]:
    found = [one for one in today.page(file).needs if (one.record, one.chip) == (record, chip)]
    assert all(one.icon.removeprefix("ph.") in icons.charmap() for one in found)
    return found


def test_items_of_a_coming_meeting_that_somebody_leads_who_has_gone(file: File, make: Make) -> None:
    make.member("Joan", "Whitlock", status="died")
    make.member("Ann Mary", "Óse", status="left", left=TODAY)
    make.member("Bea", "Sample", left=LATER)
    for status in ("left", "current"):
        make.member("Kit", "Namesake", status=status)
    body, made = make.body(), []
    days = ((dt.date(2026, 11, 3), "held"), (TODAY, "cancelled"), (dt.date(2027, 3, 2), "notice"),
            (LATER, "agenda"))  # fmt: skip
    for day, status in days:
        made.append(meeting := make.meeting(body, day, status=status))
        leads = ("Bea Sample", "joan whitlock, chair", "Kit Namesake", None, "The trust", "J",
                 "Ann Mary Óse")  # fmt: skip
        for at, lead in enumerate(leads, 1):
            make.record("agenda_item", meeting_id=meeting, number=at, title=f"Item {at}", lead=lead)
    (need,) = needs(file, "meeting", "coming")
    assert need.title == "4 items of meetings to come are led by somebody who has left or died"
    told = (
        "In 2 meetings, first in Network Partnership Group, 2 Dec 2026: "
        "Item 2 (joan whitlock, chair)"
    )
    assert (need.second, need.id) == (told, made[-1])


def test_items_of_two_meetings_say_so_and_are_marked_in_each(file: File, make: Make) -> None:
    make.member("Joan", "Whitlock", status="died")
    make.member("Ann Mary", "Óse", status="left", left=TODAY)
    make.member("Kit", "Here")
    body = make.body()
    later, first, held = (
        make.meeting(body, day, status=status)
        for day, status in ((LATER, "agenda"), (TODAY, "notice"), (dt.date(2026, 11, 3), "held"))
    )
    for meeting in (later, first, held):
        for at, lead in enumerate(("Kit Here", "Joan Whitlock", "Ann Mary Óse", None), 1):
            make.record("agenda_item", meeting_id=meeting, number=at, title=f"Item {at}", lead=lead)
    (need,) = needs(file, "meeting", "coming")
    assert need.id == first
    told = "In 2 meetings, first in Network Partnership Group, 23 Nov 2026: Item 2 (Joan Whitlock)"
    assert need.second == told
    for meeting in (later, first):
        marked = [one.lead_gone for one in meetings.page(file, meeting).items]
        assert marked == ["", "died", "left", ""]
    assert not any(one.lead_gone for one in meetings.page(file, held).items)


def test_open_actions_of_somebody_who_has_gone(file: File, make: Make) -> None:
    gone, here = make.member("Joan", "Whitlock", status="died"), make.member("Bea", "Sample")
    make.action("Ring", owner_id=gone, due=LATER)
    make.action("Write", owner_id=gone, status="done", done_on=TODAY)
    make.action("Ask", owner_id=here)
    make.action("Wait")
    (need,) = needs(file, "action", "gone")
    assert need.title == "1 open action is with somebody who has left or died"
    assert need.second == "Ring (Joan Whitlock)"
    rows = lists.page(file, ListQuery("action", chip="gone", columns=("what",)), 0, 9)
    assert [row.cells[0].text for row in rows] == ["Ring"]


def test_a_new_network_sees_which_groups_have_no_chair(file: File, make: Make) -> None:
    bea, ann = make.member("Bea", "Sample"), make.member("Ann", "Example", status="left")
    names = ("Forum", "Board", "Empty", "Vacated")
    forum, board, _empty, vacated = (make.body(name, name[:2].upper()) for name in names)
    for body, member, role in (
        (forum, bea, "member"), (board, bea, "chair"), (vacated, ann, "member")
    ):  # fmt: skip
        make.seat(member, body, role=role)
    query = ListQuery("body", chip="chair", columns=("name",))
    assert [row.cells[0].text for row in lists.page(file, query, 0, 9)] == [
        "Empty", "Forum", "Vacated"
    ]  # fmt: skip
    assert needs(file, "body", "chair") == []


def test_a_group_that_lost_its_chair(file: File, make: Make) -> None:
    joan = make.member("Joan", "Whitlock", status="died")
    bea = make.member("Bea", "Sample")
    lost, led, visited, ended = (
        make.body("Lost", "LO"), make.body("Led", "LE"), make.body("Visited", "VI"),
        make.body("Ended", "EN", ended=dt.date(2026, 3, 31)),
    )  # fmt: skip
    for body, member, role in (
        (lost, joan, "chair"), (lost, bea, "member"), (led, bea, "chair"), (led, joan, "chair"),
        (visited, bea, "member"), (visited, joan, "observer"), (ended, joan, "chair"),
    ):  # fmt: skip
        make.seat(member, body, role=role)
    (need,) = needs(file, "body", "chair")
    assert (need.title, need.second) == ("1 group has no chair", "Lost")

    def told(body: int) -> bool:
        card = lists.card(file, "body", body)
        return ("Chair", "nobody now") in {
            (fact.label, fact.text) for section in card.sections for fact in section.facts
        }

    assert [told(one) for one in (lost, led, visited, ended)] == [True, False, False, False]
    # The view has every group of now, those of others too; Today has not.
    rows = lists.page(file, ListQuery("body", chip="chair", columns=("name",)), 0, 9)
    assert [row.cells[0].text for row in rows] == ["Lost", "Visited"]
    make.seat(bea, lost, role="chair")
    assert not told(lost)
    assert needs(file, "body", "chair") == []


def test_nothing_is_told_where_nobody_has_gone(file: File, make: Make) -> None:
    make.action(owner_id=make.member())
    make.seat(make.member(), make.body())
    assert {one.chip for one in today.page(file).needs} == {"quiet"}


def test_an_agenda_is_ticked_once_it_is_agreed(file: File, make: Make) -> None:
    def told() -> tuple[str, str]:
        meeting = today.page(file).meeting
        assert meeting is not None
        (check,) = [one for one in meeting.checks if one.text == "Agenda"]
        return check.state, check.detail

    meeting = make.meeting(make.body())
    assert told() == ("todo", "Write the agenda")
    make.record("agenda_item", meeting_id=meeting, number=1, title="Parking")
    assert told() == ("todo", "Agree the agenda, 1 item")
    meetings.take_step(file, meeting, "agenda")
    assert told() == ("done", "1 item")


def test_who_raised_items_is_no_share_while_some_of_it_is_not_said(file: File, make: Make) -> None:
    meeting = make.meeting(make.body(), TODAY - dt.timedelta(days=9), status="held")

    def titled() -> str:
        found = [one.title for one in today.page(file).findings if "agenda items" in one.title]
        return next(iter(found), "")

    for at, (raised, title) in enumerate(
        (
            ("standing", ""),
            ("member", "Members raised 100% of agenda items"),
            (None, "Members raised 1 of 2 agenda items"),
            ("professional", "Members raised 1 of 3 agenda items"),
        )
    ):
        make.record(
            "agenda_item", meeting_id=meeting, number=at + 1, title=f"Item {at}", raised_by=raised
        )
        assert titled() == title


def test_the_chart_of_costs_adds_up_to_its_figure(file: File, make: Make) -> None:
    costs = {"fares": 900, "taxi": 800, "parking": 700, "subsistence": 600, "caring": 500}

    def told() -> list[tuple[str, str]]:
        (found,) = [
            one for one in today.page(file).findings if one.title.endswith("repaid this year")
        ]
        assert found.title.startswith(f"£{sum(bar.value for bar in found.bars) / 100:.2f} ")
        assert all(bar.value <= bar.most for bar in found.bars)
        return [(bar.label, bar.words) for bar in found.bars]

    claim = make.claim(make.member())
    for category, pence in costs.items():
        make.record("claim_line", claim_id=claim, date=TODAY, category=category, amount=pence)
    other = make.claim(make.member(), dt.date(2026, 11, 4))
    make.settled(claim, state="paid", paid_on=TODAY)
    assert told()[4:] == [("Replacement care", "£5.00")]
    for category, pence in (("childcare", 300), ("communication", 400)):
        make.record("claim_line", claim_id=other, date=TODAY, category=category, amount=pence)
    make.settled(other, state="paid", paid_on=TODAY)
    assert told()[4:] == [("3 other kinds", "£12.00")]


def test_a_sample_says_that_it_is_one_wherever_it_lies(
    file: File, sample: Sample, tmp_path: Path
) -> None:
    words = "Sample network: everybody in it is invented"
    copy = sample.copied(tmp_path).rename(tmp_path / "Elsewhere.facilitator")
    opened = files.open_file(copy, sample.key, fixed_on(TODAY))
    assert words in today.page(opened).sentence
    opened.close()
    assert words not in today.page(file).sentence
