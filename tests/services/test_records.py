"""Saving any record: what the program fills in, what it refuses, and how it says so."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from facilitator_app.clock import FixedClock
from facilitator_app.domain.errors import AppError, Conflict, Invalid
from facilitator_app.services import meetings, records, undo
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from tests.conftest import Make


def reference(file: File, record: str, record_id: int) -> str:
    return str(records.get(file, record, record_id)["reference"])


def test_meetings_are_referred_to_by_group_and_month(file: File, make: Make) -> None:
    group, forum = make.body(), make.body("User Forum", "PG2")
    first = make.meeting(group, dt.date(2026, 11, 24))
    second = make.meeting(group, dt.date(2026, 11, 26))
    third = make.meeting(group, dt.date(2026, 11, 3))
    assert [reference(file, "meeting", one) for one in (first, second, third)] == [
        "PG/2026/11", "PG/2026/11-2", "PG/2026/11-3",
    ]  # fmt: skip
    assert reference(file, "meeting", make.meeting(forum)) == "PG2/2026/11"
    assert reference(file, "meeting", make.meeting(group, dt.date(2026, 12, 8))) == "PG/2026/12"
    records.remove(file, "meeting", second)
    assert reference(file, "meeting", make.meeting(group)) == "PG/2026/11-2"


def test_a_reference_that_was_typed_or_given_stays(file: File, make: Make) -> None:
    body = make.body()
    assert reference(file, "meeting", make.meeting(body, reference="Spring day")) == "Spring day"
    meeting = make.meeting(body)
    records.save(file, Draft("meeting", {"date": dt.date(2027, 2, 2)}, meeting))
    assert reference(file, "meeting", meeting) == "PG/2026/11"
    records.save(file, Draft("meeting", {"reference": None}, meeting))
    assert reference(file, "meeting", meeting) == "PG/2027/02"


def test_decisions_and_actions_are_numbered_through(file: File, make: Make) -> None:
    body = make.body()
    meeting = 0
    for day, number in ((dt.date(2026, 9, 1), 1), (dt.date(2026, 10, 6), 2)):
        meeting = make.meeting(body, day)
        decision = make.record("decision", meeting_id=meeting, wording="To write to the trust.")
        action = make.action(meeting_id=meeting)
        assert reference(file, "decision", decision) == f"D-{number}"
        assert reference(file, "action", action) == f"A-{number}"
    assert reference(file, "action", make.action(number=118)) == "A-118"
    assert reference(file, "action", make.action(number=None)) == "A-119"
    third = make.record("decision", meeting_id=meeting, wording="So be it.")
    assert reference(file, "decision", third) == "D-3"


def test_a_number_stays_when_the_rest_changes(file: File, make: Make) -> None:
    one, _two = make.action(), make.action("Book the hall")
    records.save(file, Draft("action", {"what": "Ring again"}, one, 1))
    assert records.get(file, "action", one).label == "A-1 Ring again"


def test_a_members_name_is_kept_as_it_sorts(file: File, make: Make) -> None:
    member = make.member("Łucja", "Ågren")
    assert records.get(file, "member", member)["sort_name"] == "agren, lucja"
    records.save(file, Draft("member", {"surname": "O'Hara"}, member, 1))
    assert records.get(file, "member", member)["sort_name"] == "o'hara, lucja"


def test_all_that_is_wrong_is_said_at_once(file: File) -> None:
    with pytest.raises(Invalid) as refused:
        records.save(file, Draft("body", {"short_name": "pg!", "started": dt.date(2026, 2, 1),
                                          "ended": dt.date(2026, 1, 1)}))  # fmt: skip
    assert refused.value.problems == {
        "name": "Fill in “Name”.",
        "type": "Fill in “Kind of group”.",
        "short_name": "Write two to eight letters, such as PG.",
        "ended": "The group ended before it started. Mend one of the two dates.",
    }
    assert undo.labels(file).undo == ""


def test_a_change_is_judged_with_what_stands(file: File, make: Make) -> None:
    meeting = make.meeting(make.body(), ends=dt.time(12))
    with pytest.raises(Invalid, match="ends before it starts"):
        records.save(file, Draft("meeting", {"starts": dt.time(12, 30)}, meeting, 1))
    assert records.get(file, "meeting", meeting)["starts"] == dt.time(10)


def test_a_save_without_a_version_takes_what_is_there(file: File, make: Make) -> None:
    member = make.member()
    records.save(file, Draft("member", {"notes": "one"}, member, 1))
    records.save(file, Draft("member", {"notes": "two"}, member))
    with pytest.raises(Conflict):
        records.save(file, Draft("member", {"notes": "three"}, member, 2))
    assert records.get(file, "member", member)["notes"] == "two"


def test_a_blank_form_names_what_was_given(file: File, make: Make) -> None:
    member = make.member()
    row = records.blank(file, "seat", {"member_id": member})
    assert row.refs == {"member_id": "Joan Whitlock"}
    assert (row["role"], row["body_id"], row.id) == ("member", None, 0)


def test_what_is_told_fits_the_step(file: File, make: Make) -> None:
    event = make.record("training_event", title="Chairing well", date=dt.date(2026, 12, 2))
    assert undo.labels(file).undo == "Add training event"
    records.save(file, Draft("training_event", {"hours": 3}, event))
    assert undo.labels(file).undo == "Change training event"
    assert records.remove(file, "training_event", event).label == "Delete training event"


@pytest.mark.parametrize(
    ("record", "values", "why"),
    [
        ("claim", {"state": "paid", "paid_on": dt.date(2026, 11, 20)}, "decided on stays"),
        ("meeting", {"status": "approved"}, "minutes are approved stays"),
    ],
)
def test_what_is_accounted_for_is_not_removed(
    file: File, make: Make, record: str, values: dict[str, Any], why: str
) -> None:
    past = dt.date(2026, 11, 3)
    if record == "claim":
        kept = make.claim(make.member(), past, **values)
    else:
        kept = make.meeting(make.body(), past)
        meetings.take_step(file, kept, values["status"])
    before = undo.labels(file).undo
    with pytest.raises(AppError, match=why):
        records.remove(file, record, kept)
    assert undo.labels(file).undo == before
    assert records.get(file, record, kept).id == kept


def test_history_counts_back_from_the_latest(file: File, make: Make) -> None:
    action = make.action()
    for status, day in (("done", dt.date(2026, 11, 20)), ("open", None)):
        records.save(file, Draft("action", {"status": status, "done_on": day}, action))
    undo.undo(file)
    told = [line.what for line in records.history(file, "action", action)]
    assert told == [
        "Status changed from Open to Done; Done on set to 20 Nov 2026",
        "Status changed from Done to Open; Done on cleared (was 20 Nov 2026)",
        "Status changed from Open to Done; Done on set to 20 Nov 2026",
        "Added",
    ]


def test_history_stands_in_its_order_when_the_clock_was_set_back(
    file: File, make: Make, clock: FixedClock
) -> None:
    action = make.action()
    clock.at -= dt.timedelta(hours=7)
    records.save(file, Draft("action", {"what": "Ring the trust"}, action))
    latest, first = records.history(file, "action", action)
    assert (latest.at, first.what) == (clock.at, "Added")


@pytest.mark.parametrize("record", ["member", "meeting"])
def test_what_is_gone_cannot_be_read(file: File, record: str) -> None:
    with pytest.raises(AppError, match=r"deleted in the meantime\. Go back to the list\."):
        records.get(file, record, 404)


def test_what_was_added_is_told_once_and_lines_without_whose_they_are(
    file: File, make: Make
) -> None:
    """Failed before: "Add claim" stood beside "Added", and places named the event each."""
    people = [make.member(name, "Quill") for name in ("Ada", "Ben", "Cora")]
    line = Draft("claim_line", {"category": "fares", "date": dt.date(2026, 11, 3), "amount": 500})
    values = {"member_id": people[0], "date": dt.date(2026, 11, 3), "purpose_words": "A visit"}
    claim = records.save(file, Draft("claim", values), {"claim_line": (line,)}).id
    assert [one.what for one in records.history(file, "claim", claim)] == ["Added"]
    event = make.record("training_event", title="Speaking up", date=dt.date(2026, 11, 3))
    places = tuple(Draft("training_place", {"member_id": one}) for one in people)
    records.save(file, Draft("training_event", {}, event), {"training_place": places})
    what = records.history(file, "training_event", event)[0].what
    assert what.endswith("added Ada Quill, Ben Quill and Cora Quill")


def test_the_day_somebody_died_is_called_so_in_their_history(file: File, make: Make) -> None:
    joan, day = make.member(), dt.date(2026, 3, 3)
    records.save(file, Draft("member", {"status": "died", "left": day}, joan))
    assert "Day they died set to 3 Mar 2026" in records.history(file, "member", joan)[0].what
    records.save(file, Draft("member", {"left": day + dt.timedelta(days=1)}, joan))
    what = records.history(file, "member", joan)[0].what
    assert what == "Day they died changed from 3 Mar 2026 to 4 Mar 2026"
    records.save(file, Draft("member", {"status": "left", "left": day}, joan))
    assert "Left changed from 4 Mar 2026" in records.history(file, "member", joan)[0].what


def test_what_names_a_person_is_told_by_its_titles(file: File, make: Make) -> None:
    joan = make.member()
    for what in ("Ring the ward", "Write", "Book", "Go", "Ask " + "about parking " * 9):
        make.action(what, owner_id=joan)
    make.record(
        "attendance", meeting_id=make.meeting(make.body()), member_id=joan, status="expected"
    )
    with pytest.raises(Conflict) as refused:
        records.remove(file, "member", joan)
    assert str(refused.value) == (
        "This member cannot be deleted, because they are named in: actions (“A-1 Ring the ward”, "
        "“A-2 Write”, “A-3 Book” and 2 more) and register (“Network Partnership Group, 24 Nov "
        "2026”)."
    )


def test_what_names_a_thing_is_told_by_its_titles_and_in_part(file: File, make: Make) -> None:
    meeting = make.meeting(make.body())
    make.action("Ask " + "about parking " * 9, meeting_id=meeting)
    with pytest.raises(Conflict, match="because it is named in: actions") as refused:
        records.remove(file, "meeting", meeting)
    assert str(refused.value).endswith("(“A-1 Ask about parking about parking about…”).")
