"""Lists and cards as the window asks for them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from facilitator_app.digests.annual import AnnualReport
from facilitator_app.digests.lists import ListQuery
from facilitator_app.domain.errors import Gone
from facilitator_app.queries import seats
from facilitator_app.services import documents, lists, records, today
from facilitator_app.services.files import File
from tests.conftest import TODAY, Make


@pytest.mark.parametrize(
    ("record", "chip"),
    [
        ("member", "current"), ("body", "current"), ("seat", "current"), ("meeting", "coming"),
        ("action", "open"), ("claim", "waiting"), ("training_event", "coming"), ("list_entry", ""),
    ],
)  # fmt: skip
def test_a_list_opens_at_what_matters_most(record: str, chip: str) -> None:
    assert lists.first_query(record) == ListQuery(record, chip=chip)


def test_an_empty_list_says_so(file: File) -> None:
    for record, sentence in {
        "member": "0 members, current or joining",
        "action": "0 open actions",
        "meeting": "0 to come",
        "seat": "0 in all",
    }.items():
        frame = lists.frame(file, lists.first_query(record))
        assert (frame.sentence, frame.total, frame.ever) == (sentence, 0, 0)
        assert lists.page(file, lists.first_query(record), 0, 50) == ()


def test_the_next_meeting_comes_first_and_of_all_the_latest(file: File, make: Make) -> None:
    body = make.body()
    days = [dt.date(2026, 12, 8), dt.date(2027, 2, 2), dt.date(2026, 11, 24), dt.date(2026, 11, 22)]
    meetings = [make.meeting(body, day) for day in days]
    shown = [row.id for row in lists.page(file, lists.first_query("meeting"), 0, 10)]
    assert shown == [meetings[2], meetings[0], meetings[1]]
    shown = [row.id for row in lists.page(file, ListQuery("meeting"), 0, 10)]
    assert shown == [meetings[1], meetings[0], meetings[2], meetings[3]]
    frame = lists.frame(file, lists.first_query("meeting"))
    assert frame.sentence == "3 to come · minutes to write for 1"


def test_claims_are_sorted_into_what_is_to_do(file: File, make: Make) -> None:
    member = make.member()
    for state in (
        "draft",
        "submitted",
        "submitted",
        "returned",
        "approved",
        "authorised",
        "rejected",
    ):
        make.claim(member, state=state)
    for day in (dt.date(2026, 4, 1), dt.date(2026, 3, 31)):
        make.claim(member, state="paid", paid_on=day)
    frame = lists.frame(file, lists.first_query("claim"))
    assert {chip.key: chip.count for chip in frame.chips} == {
        "waiting": 2, "drafts": 2, "to_pay": 2, "paid": 1, "all": 9,
    }  # fmt: skip
    assert frame.sentence == "2 wait for approval · 2 to be paid"


def test_seats_of_today_count_their_last_day(file: File, make: Make) -> None:
    member, body = make.member(), make.body()
    for ends in (
        dt.date(2026, 11, 22),
        dt.date(2026, 11, 23),
        dt.date(2027, 2, 21),
        dt.date(2027, 2, 22),
        None,
    ):
        make.seat(member, body, ends=ends)
    make.seat(member, body, starts=dt.date(2026, 11, 24))
    counts = {chip.key: chip.count for chip in lists.frame(file, ListQuery("seat")).chips}
    assert counts == {"current": 4, "ending": 2, "undated": 0, "early": 0, "all": 6}


def test_a_seat_held_since_nobody_knows_when_says_so(file: File, make: Make) -> None:
    undated = make.seat(make.member(), make.body(), starts=None)
    (row,) = lists.page(file, ListQuery("seat", "undated", columns=("starts",)), 0, 9)
    (since,) = row.cells
    assert (row.id, since.text, since.value) == (undated, "not known", "")
    report = documents.read(file, "annual", 2019).digest
    assert isinstance(report, AnnualReport)
    (body,) = report.bodies
    assert (body.seats, body.undated) == (1, 1)


def test_a_list_can_be_of_one_record(file: File, make: Make) -> None:
    joan, asha = make.member(), make.member("Asha", "Rao")
    body, other = make.body(), make.body("User Forum", "UF")
    make.seat(joan, body)
    make.seat(joan, other, ends=dt.date(2025, 3, 31))
    make.seat(asha, body)
    met = make.meeting(body)
    make.record("attendance", meeting_id=met, member_id=joan)
    make.meeting(other)
    make.action(meeting_id=met, owner_id=asha)
    make.action()
    for of, seats_of, met_with, acted in (
        (("member", joan), 2, 1, 0),
        (("member", asha), 1, 0, 1),
        (("body", body), 2, 1, 1),
        (("claim", 1), 0, 0, 0),
    ):
        found = [lists.frame(file, lists.first_query(one, of)) for one in ("seat", "meeting")]
        assert [one.total for one in found] == [seats_of, met_with]
        assert lists.frame(file, lists.first_query("action", of)).total == acted
        assert found[0].narrowed
    frame = lists.frame(file, lists.first_query("seat", ("member", joan), "current"))
    assert frame.title == "Seats: Joan Whitlock"
    assert (frame.total, {one.key: one.count for one in frame.chips}["all"]) == (1, 2)
    assert lists.frame(file, ListQuery("seat")).title == "Seats"
    assert lists.related(file, "member", 7).parts == ()


def titles(file: File) -> set[str]:
    return {need.title for need in today.page(file).needs}


def test_words_of_ending_terms_name_the_days_that_are_counted(
    file: File, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    (ending,) = [chip for chip in seats.VIEW.chips if chip.key == "ending"]
    days = seats.SOON.days
    assert (ending.days, ending.words) == (days, f"Ending in {days} days")
    chips = {chip.key: chip.label for chip in lists.frame(file, ListQuery("seat")).chips}
    assert (chips["ending"], replace(ending, days=7).words) == (ending.words, "Ending in 7 days")
    make.seat(make.member(), make.body(), ends=TODAY + seats.SOON)
    assert f"1 term ends in the next {days} days" in titles(file)
    monkeypatch.setattr(seats, "SOON", dt.timedelta(days=30))
    assert not any("term ends" in title for title in titles(file))
    make.seat(make.member("Bea", "Sample"), make.body("Forum", "UF"), ends=TODAY)
    assert "1 term ends in the next 30 days" in titles(file)


def test_a_place_in_a_list_is_lost_with_the_record(file: File, make: Make) -> None:
    one, two = make.member("Ann", "Alder"), make.member("Bea", "Birch")
    assert lists.position(file, ListQuery("member"), two) == 1
    records.remove(file, "member", one)
    assert lists.position(file, ListQuery("member"), two) == 0
    assert lists.position(file, ListQuery("member"), one) is None
    with pytest.raises(Gone):
        lists.card(file, "member", one)
