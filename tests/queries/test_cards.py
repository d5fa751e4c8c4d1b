"""Cards: their figures are those that one counts by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from facilitator_app.clock import FixedClock
from facilitator_app.digests.cards import Card, Fact
from facilitator_app.queries.memberlist import member_list
from facilitator_app.services import claim_steps, lists, records
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from tests.conftest import TODAY, Make


def facts(card: Card, title: str) -> tuple[Fact, ...]:
    (found,) = [section.facts for section in card.sections if section.title == title]
    return found


def told(card: Card, title: str) -> list[tuple[str, str]]:
    return [(fact.label, fact.text) for fact in facts(card, title)]


def test_a_members_card(file: File, make: Make) -> None:
    member = make.member(
        joined=dt.date(2023, 3, 3), kinds=("patient", "carer"), telephone="01684 496 0142",
        best_time="morning", email="joan@example.org", access_needs=("large_print", "hearing_loop"),
        access_words="Sit near the front.",
    )  # fmt: skip
    group, forum, ended = make.body(), make.body("User Forum", "UF"), make.body("Old group", "OG")
    make.seat(member, group, role="chair", ends=dt.date(2027, 1, 31))
    make.seat(member, forum, ends=dt.date(2028, 6, 30))
    make.seat(member, ended, ends=dt.date(2026, 11, 22))
    came = ["present", "absent", "present", "in_attendance"]
    for month, status in zip((5, 6, 9, 10), came, strict=True):
        held = make.meeting(group, dt.date(2026, month, 12), status="held")
        make.record("attendance", meeting_id=held, member_id=member, status=status)
    for day, state in ((dt.date(2026, 3, 31), "minutes"), (dt.date(2026, 10, 1), "cancelled")):
        before = make.meeting(group, day, status=state)
        make.record("attendance", meeting_id=before, member_id=member, status="present")
    for pence, state in ((1_250, "submitted"), (725, "paid"), (9_900, "rejected"), (100, "draft")):
        make.claim(member, state=state, total=pence, paid_on=dt.date(2026, 11, 9))
    make.claim(member, dt.date(2026, 3, 31), state="paid", paid_on=dt.date(2026, 4, 2), total=5_000)
    make.action(owner_id=member, due=dt.date(2026, 11, 11))
    make.action("Read the leaflet", owner_id=member, due=dt.date(2026, 12, 1))

    card = lists.card(file, "member", member)
    assert (card.title, card.subtitle) == ("Joan Whitlock", "Patient; Carer · joined 3 Mar 2023")
    assert card.access == "Large print, 18 pt, hearing loop. Sit near the front."
    assert card.pill is not None
    assert (card.pill.text, card.pill.tone) == ("Current", "ok")
    assert told(card, "Contact") == [
        ("Telephone", "01684 496 0142, mornings"),
        ("E-mail", "joan@example.org"),
        ("Send papers", "Post"),
        ("Last heard", "12 Oct 2026, a meeting"),
    ]
    assert told(card, "Seats") == [
        ("Network Partnership Group, chair", "Ends 31 Jan"), ("User Forum", "to 30 Jun 2028"),
    ]  # fmt: skip
    assert [fact.tone for fact in facts(card, "Seats")] == ["warn", "quiet"]
    assert told(card, "This year") == [
        ("Attended", "3 of 4"),
        ("Claims", "£20.75 in 3 claims, 1 to be approved, 1 not sent in; besides, 1 rejected"),
        ("Actions", "1 overdue: Ring the trust about parking"),
    ]
    assert facts(card, "This year")[0].dots == (True, False, True, True)


def test_heard_from_today_is_offered_until_it_is_so(file: File, make: Make) -> None:
    def offered(**values: Any) -> list[str]:
        one = make.member(**values)
        return [one.command for one in lists.card(file, "member", one).actions]

    before = TODAY - dt.timedelta(days=1)
    assert offered() == offered(last_heard=before) == ["member_heard", "open"]
    assert offered(last_heard=TODAY) == offered(status="died") == ["open"]


def test_a_new_members_card(file: File, make: Make) -> None:
    card = lists.card(file, "member", make.member(kinds=None, papers=None))
    assert told(card, "Seats") == [("No seat yet", "")]
    assert told(card, "This year") == [
        ("Attended", "no meeting yet"), ("Claims", "none"), ("Actions", "none open"),
    ]  # fmt: skip


def test_a_groups_card(file: File, make: Make) -> None:
    body = make.body(
        tier="network", meets="Every two months", quorum=4, terms_review=dt.date(2026, 11, 1)
    )
    people = [make.member("Ann", f"Sample {at:02d}") for at in range(13)]
    for person in people[:12]:
        make.seat(person, body)
    make.seat(people[12], body, role="chair")
    make.seat(make.member("Gone", "Already"), body, ends=dt.date(2026, 11, 22))
    make.meeting(body, dt.date(2026, 12, 8), venue="Oak Room")
    make.meeting(body, dt.date(2026, 11, 24), status="cancelled")
    make.meeting(body, dt.date(2026, 10, 6), status="held")

    card = lists.card(file, "body", body)
    assert (card.title, card.subtitle, card.pill) == (
        "Network Partnership Group",
        "Partnership group",
        None,
    )
    assert told(card, "About") == [
        ("Tier", "Network"), ("Meets", "Every two months"), ("Quorum", "4 members"),
        ("Terms", "Review was due 1 Nov 2026"),
    ]  # fmt: skip
    seats = told(card, "Who sits here")
    assert seats[0] == ("Ann Sample 12", "Chair")
    assert (len(seats), seats[-1]) == (13, ("and 1 more", ""))
    assert told(card, "Meetings") == [
        ("Next", "Tue 8 Dec 2026, Oak Room"),
        ("Last", "Tue 6 Oct 2026"),
    ]


def test_seats_stand_on_the_card_as_on_the_printed_list(file: File, make: Make) -> None:
    body = make.body()
    roles = (
        "observer", "deputy", "professional_lead", "member", "vice_chair", "secretary", "chair",
        "facilitator",
    )  # fmt: skip
    for at, role in enumerate(roles):
        make.seat(make.member("Ann", f"Sample {at:02d}"), body, role=role)
    with file.store.read() as session:
        printed = [one.name for one in member_list(session, body, file.format_context()).in_order]
    seats = told(lists.card(file, "body", body), "Who sits here")
    assert [name for name, _role in seats] == printed
    assert [role for _name, role in seats] == [
        "Chair", "Vice chair", "Secretary", "Professional lead", "Facilitator", "Observer",
        "Deputy", "",
    ]  # fmt: skip


def test_an_ended_groups_card(file: File, make: Make) -> None:
    card = lists.card(file, "body", make.body(ended=dt.date(2026, 3, 31)))
    assert card.pill is not None
    assert card.pill.text == "Ended"
    assert [section.title for section in card.sections] == ["Who sits here", "Meetings"]
    assert told(card, "Who sits here") == [("Every seat is free", "")]
    assert told(card, "Meetings") == [("No meeting yet", "")]


def test_a_meetings_card(file: File, make: Make, clock: FixedClock) -> None:
    meeting = make.meeting(make.body(), ends=dt.time(12, 30), venue="Oak Room")
    assert told(lists.card(file, "meeting", meeting), "Register") == [
        ("Nobody is on the register yet", "")
    ]
    lines = [
        make.record(
            "attendance", meeting_id=meeting, member_id=make.member("Ann", f"Sample {number}"),
            status=status,
        )
        for number, status in enumerate(["expected", "expected", "apologies", "expected"])
    ]  # fmt: skip
    make.record("attendance", meeting_id=meeting, visitor="Una Guest", status="expected")
    later = make.record("agenda_item", meeting_id=meeting, number=2, title="Parking")
    make.record("agenda_item", meeting_id=meeting, number=1, title="Welcome")
    make.record("decision", meeting_id=meeting, item_id=later, wording="To write to the trust.")
    make.action("Write to the trust", meeting_id=meeting, item_id=later)

    card = lists.card(file, "meeting", meeting)
    assert card.subtitle == "Tue 24 Nov 2026, 10:00 to 12:30 · Oak Room"
    assert told(card, "Register") == [("Expected", "3"), ("Apologies", "1")]
    assert told(card, "Agenda") == [("", "1.  Welcome"), ("", "2.  Parking")]
    assert told(card, "Decisions") == [("D-1", "To write to the trust.")]
    assert told(card, "Actions") == [("A-1", "Write to the trust")]
    clock.at += dt.timedelta(days=1)
    records.save(file, Draft("attendance", {"status": "present"}, lines[3]))
    records.save(file, Draft("meeting", {"status": "held"}, meeting))
    assert told(lists.card(file, "meeting", meeting), "Register") == [
        ("Came", "1 of 4"),
        ("Apologies", "1"),
    ]


def test_an_actions_card(file: File, make: Make) -> None:
    member = make.member()
    meeting = make.meeting(make.body())
    late = make.action(
        owner_id=member, due=dt.date(2026, 11, 11), meeting_id=meeting, progress="Rang once."
    )
    card = lists.card(file, "action", late)
    assert card.pill is not None
    assert (card.title, card.subtitle, card.pill.text) == (
        "Ring the trust about parking", "A-1", "12 days late",
    )  # fmt: skip
    assert told(card, "Who and when") == [
        ("Who", "Joan Whitlock"), ("By when", "11 Nov 2026"),
        ("Raised at", "Network Partnership Group, 24 Nov 2026"),
    ]  # fmt: skip
    assert told(card, "How it is going") == [("", "Rang once.")]
    assert [one.command for one in card.actions] == ["action_done"]
    done = make.action(status="done", done_on=dt.date(2026, 11, 20))
    card = lists.card(file, "action", done)
    assert (card.pill and card.pill.text, card.actions) == ("Done", ())
    assert told(card, "Who and when") == [("Who", "nobody yet"), ("By when", "no day set")]


def test_a_claims_card(file: File, make: Make) -> None:
    claim = make.claim(
        make.member(),
        dt.date(2026, 6, 3),
        submitted=dt.date(2026, 9, 4),
        state="submitted",
        total=1_538,
    )
    make.record(
        "claim_line", claim_id=claim, date=dt.date(2026, 6, 3), mode="car", miles=225, amount=1_238
    )
    make.record(
        "claim_line", claim_id=claim, date=dt.date(2026, 6, 3), category="parking", amount=300,
        receipt="missing",
    )  # fmt: skip
    card = lists.card(file, "claim", claim)
    assert (card.title, card.subtitle) == ("Joan Whitlock", "3 Jun 2026 · Visit to the day unit")
    assert told(card, "To look at") == [("", "Sent in after 93 days"), ("", "1 receipt is missing")]
    assert told(card, "What it is for") == [
        ("Mileage, 22.5 miles", "£12.38"), ("Parking and tolls", "£3.00"), ("Total", "£15.38"),
    ]  # fmt: skip
    assert told(card, "Where it stands") == [("Sent in", "4 Sept 2026")]


def test_a_question_stands_on_the_card_until_the_claim_is_approved(file: File, make: Make) -> None:
    claim = make.claim(make.member(), state="submitted", submitted=TODAY)
    told_of = [("", "23 Nov 2026: Which taxi?"), ("", "The one back.")]
    claim_steps.move(file, claim, "returned", {"notes": "Which taxi?\nThe one back."})
    card = lists.card(file, "claim", claim)
    assert card.pill is not None
    assert card.pill.text == "Returned with a question"
    assert told(card, "Question and notes") == told_of
    assert told(card, "Where it stands") == [("Returned; was sent in", "23 Nov 2026")]
    claim_steps.move(file, claim, "submitted", {})
    assert told(lists.card(file, "claim", claim), "Question and notes") == told_of
    claim_steps.move(file, claim, "approved", {"approved_by": "Helen Marsh"})
    titles = [one.title for one in lists.card(file, "claim", claim).sections]
    assert "Question and notes" not in titles


def test_a_members_card_tells_how_far_each_claim_is(file: File, make: Make) -> None:
    member = make.member()
    states = ("draft", "returned", "submitted", "approved", "authorised", "paid")
    for state in states:
        make.claim(member, state=state, total=100, paid_on=TODAY)
    (claims,) = (one for one in facts(lists.card(file, "member", member), "This year")
                 if one.label == "Claims")  # fmt: skip
    assert claims.text == (
        "£6.00 in 6 claims, 2 to be paid, 1 to be approved, 1 returned, 1 not sent in"
    )
    other = make.member("Una", "Bright")
    third = make.member("Cy", "Third")
    make.claim(third, state="rejected", total=900)
    assert ("Claims", "1 rejected") in told(lists.card(file, "member", third), "This year")
    make.claim(other, state="paid", total=100, paid_on=TODAY)
    assert ("Claims", "£1.00 in 1 claim, all paid") in told(
        lists.card(file, "member", other), "This year"
    )


def looked_at(file: File, claim: int) -> list[tuple[str, str]]:
    card = lists.card(file, "claim", claim)
    there = {section.title for section in card.sections}
    return told(card, "To look at") if "To look at" in there else []


@pytest.mark.parametrize(
    ("status", "told_of"),
    [
        ("absent", [("", "The register of the meeting says: absent")]),
        ("apologies", [("", "The register of the meeting says: apologies")]),
        ("expected", []),
    ],
)
def test_a_claim_for_a_meeting_that_was_missed_says_so(
    file: File, make: Make, status: str, told_of: list[tuple[str, str]]
) -> None:
    member, other = make.member(), make.member("Una", "Bright")
    meeting = make.meeting(make.body(), date=TODAY)
    line = make.record("attendance", meeting_id=meeting, member_id=member, status=status)
    make.record("attendance", meeting_id=meeting, member_id=other, status="absent")
    claim = make.claim(member, TODAY, meeting_id=meeting)
    assert looked_at(file, claim) == told_of
    records.save(file, Draft("attendance", {"taken_off": True}, line))
    assert looked_at(file, claim) == []
    records.save(file, Draft("meeting", {"status": "held"}, meeting))
    assert looked_at(file, claim) == [("", "Not on the register of the meeting")]


def test_a_claim_sent_in_on_the_last_day_is_in_time(file: File, make: Make) -> None:
    claim = make.claim(
        make.member(), dt.date(2026, 6, 3), submitted=dt.date(2026, 9, 3), state="submitted"
    )
    titles = [section.title for section in lists.card(file, "claim", claim).sections]
    assert "To look at" not in titles


def test_an_events_card(file: File, make: Make) -> None:
    event = make.record(
        "training_event",
        title="Chairing well",
        date=dt.date(2026, 12, 2),
        starts=dt.time(10),
        places=12,
        hours=10,
        cost=12_000,
        provider="County College",
    )
    assert told(lists.card(file, "training_event", event), "Who takes part") == [
        ("Nobody is booked yet", "")
    ]
    for surname, status in (("Bright", "booked"), ("Ågren", "attended"), ("Ellis", "cancelled")):
        person = make.member("Una", surname)
        make.record("training_place", event_id=event, member_id=person, status=status)
    card = lists.card(file, "training_event", event)
    assert card.subtitle == "Wed 2 Dec 2026, 10:00"
    assert told(card, "About") == [
        ("Provider", "County College"),
        ("Cost", "£120.00"),
        ("Length", "1 hour"),
    ]
    assert told(card, "Who takes part") == [
        ("Una Ågren", "Attended"), ("Una Bright", "Booked"), ("Una Ellis", "Cancelled"),
    ]  # fmt: skip
    row = lists.page(file, lists.first_query("training_event"), 0, 1)[0]
    assert "1 came, 1 of 12 booked" in [cell.text for cell in row.cells]
    assert [(one.text, one.line) for one in card.actions] == [("Book someone", "training_place")]


def test_a_members_card_has_their_training(file: File, make: Make) -> None:
    member, other = make.member("Una", "Bright"), make.member("Una", "Ellis")
    days = [dt.date(2026, 12, 2), dt.date(2026, 6, 3), dt.date(2025, 9, 4), dt.date(2024, 9, 4)]
    places = zip(days, ("booked", "attended", "cancelled", "booked"), strict=True)
    for at, (day, status) in enumerate(places):
        event = make.record("training_event", title=f"Example {at}", date=day, hours=25)
        make.record("training_place", event_id=event, member_id=member, status=status)
    assert told(lists.card(file, "member", member), "Training") == [
        ("Example 0", "2 Dec 2026, booked"), ("Example 1", "3 Jun 2026, attended"),
        ("Example 2", "4 Sept 2025, cancelled"), ("Example 3", "4 Sept 2024, booked"),
    ]  # fmt: skip
    titles = [section.title for section in lists.card(file, "member", other).sections]
    assert "Training" not in titles


def test_half_an_hour_stands_on_an_events_card(file: File, make: Make) -> None:
    event = make.record("training_event", title="Example", date=dt.date(2026, 6, 3), hours=25)
    assert told(lists.card(file, "training_event", event), "About") == [("Length", "2.5 hours")]


def test_more_training_than_a_card_has_room_for_is_counted(file: File, make: Make) -> None:
    member = make.member("Una", "Bright")
    for at in range(10):
        day = dt.date(2026, 1, 1 + at)
        event = make.record("training_event", title=f"Example {at}", date=day)
        make.record("training_place", event_id=event, member_id=member, status="attended")
    shown = told(lists.card(file, "member", member), "Training")
    assert len(shown) == 9
    assert shown[-1] == ("and 2 more", "")
