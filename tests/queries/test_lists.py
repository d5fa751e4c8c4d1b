"""Lists: counted, ordered, filtered and paged by the file itself."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

import pytest

from facilitator_app.digests.lists import CellStyle, ListQuery
from facilitator_app.domain.dates import show_date
from facilitator_app.domain.names import sort_name
from facilitator_app.records.members import Member
from facilitator_app.services import lists, records, today
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from facilitator_app.store.labels import Label
from tests.conftest import TODAY, Make

FORENAMES = ["Joan", "Siân", "Taro", "Łucja", "Áine", "Bob", "Una", "Wyn"]
SURNAMES = ["Whitlock", "Probert", "Ågren", "O'Hara", "Bright", "de Vries", "Ellis", "Zaluski"]
STATES = ["current", "current", "current", "applied", "left", "break"]


@pytest.fixture
def many(file: File) -> dict[int, dict[str, object]]:
    """Save 300 members, drawn by seeded dice; return their values by id."""
    chance = random.Random(300)
    rows: list[dict[str, object]] = [
        {
            "forenames": chance.choice(FORENAMES),
            "surname": f"{chance.choice(SURNAMES)} {at % 40}",
            "status": chance.choice(STATES),
            "notes": chance.choice(["choir", "allotment", "chess club"]),
            "joined": chance.choice([None, TODAY - dt.timedelta(days=chance.randrange(2000))]),
            "last_heard": TODAY - dt.timedelta(days=chance.randrange(200)),
            "access_needs": chance.choice([(), ("hearing_loop",)]),
        }
        for at in range(300)
    ]
    with file.store.write(Label("Import")) as work:
        ids = work.insert_many(Member, rows)
    return dict(zip(ids, rows, strict=True))


def ids_of(file: File, query: ListQuery, size: int = 1000) -> list[int]:
    return [row.id for row in lists.page(file, query, 0, size)]


def test_pages_make_up_the_list(file: File, many: dict[int, dict[str, object]]) -> None:
    frame = lists.frame(file, ListQuery("member"))
    assert (frame.total, frame.ever) == (300, 300)
    whole = ids_of(file, ListQuery("member"))
    assert set(whole) == set(many)
    pages = [
        row.id for at in range(0, 300, 70) for row in lists.page(file, ListQuery("member"), at, 70)
    ]
    assert pages == whole
    assert lists.page(file, ListQuery("member"), 300, 70) == ()


def test_names_stand_as_in_a_directory(file: File, many: dict[int, dict[str, object]]) -> None:
    keys = [
        sort_name(str(many[one]["surname"]), str(many[one]["forenames"]))
        for one in ids_of(file, ListQuery("member"))
    ]
    assert keys == sorted(keys)
    assert keys[0].startswith("agren 0")


def test_a_date_column_stands_in_order(file: File, many: dict[int, dict[str, object]]) -> None:
    for descending in (False, True):
        query = ListQuery("member", sort="last_heard", descending=descending)
        days = [str(many[one]["last_heard"]) for one in ids_of(file, query)]
        assert days == sorted(days, reverse=descending)
    blank_last = [many[one]["joined"] for one in ids_of(file, ListQuery("member", sort="joined"))]
    assert None in blank_last
    assert blank_last == sorted(blank_last, key=lambda day: (day is None, str(day)))


def test_text_narrows_the_list(file: File, many: dict[int, dict[str, object]]) -> None:
    query = ListQuery("member", text="chess whitlock")
    expected = {
        one for one, row in many.items()
        if row["notes"] == "chess club" and str(row["surname"]).startswith("Whitlock")
    }  # fmt: skip
    assert expected
    assert set(ids_of(file, query)) == expected
    frame = lists.frame(file, query)
    assert (frame.total, frame.ever) == (len(expected), 300)
    assert lists.frame(file, ListQuery("member", text="zebra")).total == 0


def test_chips_are_counted(file: File, many: dict[int, dict[str, object]]) -> None:
    active = [row for row in many.values() if row["status"] in ("applied", "current")]
    quiet = TODAY - dt.timedelta(days=90)
    counts = {chip.key: chip.count for chip in lists.frame(file, lists.first_query("member")).chips}
    assert counts == {
        "current": len(active),
        "review": sum(row["status"] == "applied" for row in active),
        "access": sum(bool(row["access_needs"]) for row in active),
        "quiet": sum(str(row["last_heard"]) < str(quiet) for row in active),
        "all": 300,
    }
    sentence = lists.frame(file, lists.first_query("member")).sentence
    told = f"{len(active)} members, current or joining · {counts['review']} need a review"
    assert sentence == told


def test_text_and_chip_narrow_together(file: File, many: dict[int, dict[str, object]]) -> None:
    query = ListQuery("member", chip="review", text="choir")
    expected = {
        one for one, row in many.items() if row["status"] == "applied" and row["notes"] == "choir"
    }  # fmt: skip
    assert set(ids_of(file, query)) == expected
    assert lists.frame(file, query).total == len(expected)


def test_a_record_knows_its_place(file: File, many: dict[int, dict[str, object]]) -> None:
    query = ListQuery("member", chip="current", sort="last_heard", descending=True)
    whole = ids_of(file, query)
    for at in (0, 7, len(whole) - 1):
        assert lists.position(file, query, whole[at]) == at
    (gone,) = [one for one, row in many.items() if row["status"] == "left"][:1]
    assert lists.position(file, query, gone) is None


def test_the_days_of_quiet_are_the_networks_own(file: File, make: Make) -> None:
    make.member(last_heard=TODAY - dt.timedelta(days=60))
    (network,) = lists.page(file, ListQuery("network"), 0, 2)
    before = {chip.key: chip.count for chip in lists.frame(file, ListQuery("member")).chips}
    records.save(file, Draft("network", {"quiet_days": 30}, network.id))
    after = {chip.key: chip.count for chip in lists.frame(file, ListQuery("member")).chips}
    assert (before["quiet"], after["quiet"]) == (0, 1)


def test_whoever_joined_just_now_is_not_quiet(file: File, make: Make) -> None:
    make.member(joined=TODAY - dt.timedelta(days=20))
    long_ago = make.member(joined=TODAY - dt.timedelta(days=200))
    unknown = make.member()
    found = lists.page(file, ListQuery("member", chip="quiet"), 0, 9)
    assert {one.id for one in found} == {long_ago, unknown}


@pytest.mark.parametrize("days", [-20, 20])
def test_whoever_was_heard_lately_is_not_quiet(file: File, make: Make, days: int) -> None:
    """Whoever came, sent apologies or is booked was heard from; list, Today and card say so."""
    body, lately = make.body(), TODAY + dt.timedelta(days=days)
    before = make.meeting(body, TODAY - dt.timedelta(days=200), status="held")
    meeting = make.meeting(body, lately)
    states = ["apologies", "expected"] if days > 0 else ["apologies", "present", "expected"]
    silent = []
    for status in states:
        one = make.member(surname=status, joined=dt.date(2020, 1, 1))
        make.record("attendance", meeting_id=meeting, member_id=one, status=status)
        silent += [one] if status == "expected" else []
    for when, status in ((before, "present"), (meeting, "absent")):
        silent.append(make.member(surname="Long ago"))
        if days < 0 or status == "present":
            make.record("attendance", meeting_id=when, member_id=silent[-1], status=status)
    training = make.record("training_event", title="Speaking up", date=lately)
    booked, cancelled = make.member(surname="Booked"), make.member(surname="Cancelled")
    silent.append(cancelled)
    for one, status in ((booked, "booked"), (cancelled, "cancelled")):
        make.record("training_place", event_id=training, member_id=one, status=status)
    found = lists.page(file, ListQuery("member", chip="quiet"), 0, 20)
    assert {one.id for one in found} == set(silent)
    (need,) = [one for one in today.page(file).needs if one.chip == "quiet"]
    assert need.title == f"{len(silent)} people not heard from in 90 days"
    for one, told in ((booked, True), (cancelled, False)):
        facts = (fact for part in lists.card(file, "member", one).sections for fact in part.facts)
        assert ("Last heard" in {fact.label for fact in facts}) == told


def test_the_day_that_is_shown_is_the_latest_of_all_ways_to_hear(file: File, make: Make) -> None:
    """By hand, at a meeting, on training, or not at all; rows stand by what is shown."""
    lately, before = TODAY - dt.timedelta(days=3), TODAY - dt.timedelta(days=40)
    ahead = TODAY + dt.timedelta(days=30)
    body = make.body()
    met, coming = make.meeting(body, before, status="held"), make.meeting(body, ahead)
    rung = make.member(surname="Rung", last_heard=lately)
    came = make.member(surname="Came", last_heard=before - dt.timedelta(days=9))
    sorry, silent = make.member(surname="Sorry"), make.member(surname="Silent")
    for meeting, one, status in (
        (met, rung, "present"), (met, came, "present"), (coming, sorry, "apologies"),
        (met, silent, "expected"),
    ):  # fmt: skip
        make.record("attendance", meeting_id=meeting, member_id=one, status=status)
    query = ListQuery("member", chip="all", sort="heard", columns=("name", "heard"))
    rows = lists.page(file, query, 0, 9)
    assert [(row.id, row.cells[1].text) for row in rows] == [
        (came, show_date(before)),
        (rung, show_date(lately)),
        (sorry, f"for {show_date(ahead)}"),
        (silent, ""),
    ]
    assert [row.cells[1].value for row in rows] == [before, lately, None, None]
    down = lists.page(file, replace(query, descending=True), 0, 9)
    assert [row.id for row in down] == [sorry, rung, came, silent]


def test_references_stand_in_their_own_order(file: File, make: Make) -> None:
    people = [
        make.member(f, s) for f, s in [("Una", "Ågren"), ("Joan", "Zaluski"), ("Taro", "Bright")]
    ]
    forum, board = make.body("User Forum", "UF"), make.body("Board", "BD")
    seats = {
        make.seat(people[0], forum): ("Ågren", "User Forum"),
        make.seat(people[1], board): ("Zaluski", "Board"),
        make.seat(people[2], forum): ("Bright", "User Forum"),
    }
    by_member = [seats[one][0] for one in ids_of(file, ListQuery("seat", sort="member_id"))]
    assert by_member == ["Ågren", "Bright", "Zaluski"]
    by_body = [seats[one][1] for one in ids_of(file, ListQuery("seat", sort="body_id"))]
    assert by_body == ["Board", "User Forum", "User Forum"]


def test_an_empty_reference_is_listed_too(file: File, make: Make) -> None:
    owned, free = make.action(owner_id=make.member()), make.action("Nobody's yet")
    assert ids_of(file, ListQuery("action", sort="owner_id")) == [owned, free]
    (_other, row) = lists.page(file, ListQuery("action", sort="owner_id"), 0, 5)
    assert row.cells[1].text == ""


def test_a_list_is_narrowed_by_the_names_it_shows(file: File, make: Make) -> None:
    joan, taro = make.member(), make.member("Taro", "Bright")
    claim = make.claim(joan)
    make.claim(taro)
    assert ids_of(file, ListQuery("claim", text="whitl")) == [claim]
    meeting = make.meeting(make.body("User Forum", "UF"))
    make.meeting(make.body())
    assert ids_of(file, ListQuery("meeting", text="forum")) == [meeting]


def test_a_wait_is_sorted_by_its_length(file: File, make: Make) -> None:
    member = make.member()
    waits = {
        make.claim(member, submitted=TODAY - dt.timedelta(days=days), state="submitted"): days
        for days in (12, 1, 40)
    }  # fmt: skip
    query = ListQuery("claim", sort="waits")
    assert [waits[one] for one in ids_of(file, query)] == [1, 12, 40]
    rows = lists.page(file, query, 0, 5)
    column = [one.key for one in lists.frame(file, query).columns].index("waits")
    assert [row.cells[column].text for row in rows] == ["1 day", "12 days", "40 days"]


def test_pick_lists_stand_in_the_order_they_are_offered(file: File) -> None:
    shown = [row.label for row in lists.page(file, ListQuery("list_entry", text="tier"), 0, 10)]
    assert shown == ["National", "Network", "Locality", "Trust"]
    (trust,) = [row.id for row in lists.page(file, ListQuery("list_entry", text="tier"), 0, 10)][3:]
    records.save(file, Draft("list_entry", {"place": 0}, trust))
    shown = [row.label for row in lists.page(file, ListQuery("list_entry", text="tier"), 0, 10)]
    assert shown == ["Trust", "National", "Network", "Locality"]


def test_columns_are_drawn_for_what_they_hold(file: File) -> None:
    def styles(record: str) -> dict[str, CellStyle]:
        return {one.key: one.style for one in lists.frame(file, ListQuery(record)).columns}

    lines = styles("claim_line")
    assert (lines["miles"], lines["amount"], lines["date"]) == (
        CellStyle.NUMBER,
        CellStyle.NUMBER,
        CellStyle.DATE,
    )
    claims = styles("claim")
    assert (claims["member_id"], claims["total"], claims["state"]) == (
        CellStyle.NAME,
        CellStyle.NUMBER,
        CellStyle.PILL,
    )


def test_an_exception_is_told_in_its_place(file: File, make: Make) -> None:
    make.action(due=TODAY - dt.timedelta(days=3))
    make.action("Book the hall", due=TODAY + dt.timedelta(days=3))
    frame, rows = (
        lists.frame(file, ListQuery("action")),
        lists.page(file, ListQuery("action"), 0, 5),
    )
    column = [one.key for one in frame.columns].index("status")
    assert [(row.cells[column].text, row.cells[column].tone) for row in rows] == [
        ("3 days late", "bad"), ("Open", ""),
    ]  # fmt: skip
    assert frame.sentence == "2 open actions · 1 is overdue"


def test_a_name_carries_its_access_needs(file: File, make: Make) -> None:
    make.member(access_needs=("hearing_loop", "bsl", "diet", "guide_dog"))
    make.member("Taro", "Bright", access_words="Speak slowly.")
    taro, joan = lists.page(file, ListQuery("member"), 0, 5)
    assert taro.cells[0].flags == (("ph.info", "Speak slowly."),)
    assert [words for _icon, words in joan.cells[0].flags] == [
        "Hearing loop", "BSL interpreter", "Special diet, Guide or assistance dog",
    ]  # fmt: skip
