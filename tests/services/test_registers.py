"""The register: visitors by name, who is counted, and when somebody was there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from facilitator_app.digests.lists import ListQuery
from facilitator_app.domain.errors import Invalid
from facilitator_app.domain.progress import Progress
from facilitator_app.services import (
    corrections,
    documents,
    exchange,
    lists,
    meetings,
    records,
    undo,
)
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft

DAY = dt.date(2026, 11, 23)


@pytest.fixture
def held(file: File) -> int:
    """A meeting of today of a group that needs one member to be quorate."""
    body = save(file, "body", name="Partnership Group", short_name="PG", type="partnership_group",
                quorum=1)  # fmt: skip
    return save(
        file, "meeting", body_id=body, date=DAY, status="held", starts=dt.time(10), ends=dt.time(12)
    )


def save(file: File, name: str, /, **values: Any) -> int:
    return records.save(file, Draft(name, values)).id


def row(file: File, meeting_id: int) -> Mapping[str, Any]:
    [person] = meetings.page(file, meeting_id).people
    return records.get(file, "attendance", person.id).values


def test_a_visitor_is_taken_by_name_and_never_counted(file: File, held: int) -> None:
    line = meetings.add_visitor(file, held, "Dr Ann  Example, trust lead", "present").id
    page = meetings.page(file, held)
    assert [(p.name, p.capacity, p.status) for p in page.people] == [
        ("Dr Ann Example", "trust lead", "in_attendance")
    ]
    assert (page.present, page.number("in_attendance")) == (0, 1)
    meetings.register(file, line, "present")  # the key P: they came
    assert row(file, held)["status"] == "in_attendance"
    with pytest.raises(Invalid, match="never counted as present"):
        records.save(file, Draft("attendance", {"status": "present"}, line))
    meetings.register(file, line, "expected")
    meetings.register_rest(file, held, "present")
    assert row(file, held)["status"] == "in_attendance"


def test_a_visitor_is_on_the_register_once(file: File, held: int) -> None:
    meetings.add_visitor(file, held, "Ann Example", "in_attendance")
    with pytest.raises(Invalid, match="already"):
        meetings.add_visitor(file, held, "ann example, trust lead", "in_attendance")
    undo.undo(file)
    assert meetings.page(file, held).people == ()


def test_a_line_is_about_somebody(file: File, held: int) -> None:
    with pytest.raises(Invalid, match="Say who it is"):
        save(file, "attendance", meeting_id=held, status="apologies")


def test_minutes_tell_visitors_and_when_somebody_was_there(file: File, held: int) -> None:
    member = save(file, "member", forenames="Joan", surname="Whitlock", joined=dt.date(2020, 1, 1))
    line = meetings.add_person(file, held, member, "present").id
    meetings.add_visitor(file, held, "Dr Ann Example, trust lead", "present")
    values = {"capacity": "Chair", "arrived": dt.time(10, 20), "left": dt.time(11, 15)}
    meetings.change_line(file, Draft("attendance", values, line))
    text = " ".join(documents.make(file, "minutes", held, "text").content.decode().split())
    assert "Joan Whitlock (Chair, from 10:20, until 11:15)" in text
    assert "1 member needed, 1 came, fewer from 10:00 to 10:20, fewer from 11:15 to 12:00" in text
    assert text.index("In attendance") < text.index("Dr Ann Example (trust lead)")
    undo.undo(file)
    assert records.get(file, "attendance", line)["arrived"] is None


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"arrived": dt.time(11), "left": dt.time(10, 30)}, "left", "leave before they arrive"),
        ({"arrived": dt.time(12, 30)}, "arrived", "ends at 12:00"),
        ({"left": dt.time(9, 45)}, "left", "starts at 10:00"),
    ],
)
def test_times_lie_within_the_meeting(
    values: dict[str, Any], field: str, words: str, file: File, held: int
) -> None:
    line = meetings.add_visitor(file, held, "Ann Example", "in_attendance").id
    before = row(file, held)
    with pytest.raises(Invalid) as refused:
        meetings.change_line(file, Draft("attendance", values, line))
    assert words in refused.value.problems[field]
    assert row(file, held) == before


def test_what_was_raised_at_a_meeting_follows_its_date(file: File, held: int) -> None:
    item = meetings.add_item(file, held, {"title": "Parking"}).id
    own = meetings.agree_action(file, held, item, "Ring the trust", "Ann Example", None).id
    by_hand = save(file, "action", what="Ask", meeting_id=held, raised=dt.date(2026, 11, 20))
    outside = save(file, "action", what="Write", raised=DAY)
    filled = save(file, "action", what="Go", meeting_id=held)
    assert records.get(file, "action", filled)["raised"] == DAY
    before = undo.labels(file)
    records.save(file, Draft("meeting", {"date": dt.date(2026, 11, 16)}, held))

    def raised() -> list[dt.date]:
        return [
            records.get(file, "action", one)["raised"] for one in (own, by_hand, outside, filled)
        ]

    assert raised() == [
        dt.date(2026, 11, 16), dt.date(2026, 11, 20), DAY, dt.date(2026, 11, 16)
    ]  # fmt: skip
    undo.undo(file)
    assert raised() == [DAY, dt.date(2026, 11, 20), DAY, DAY]
    assert undo.labels(file).undo == before.undo


def test_the_date_of_approved_minutes_is_corrected_with_what_was_raised(
    file: File, held: int
) -> None:
    item = meetings.add_item(file, held, {"title": "Parking"}).id
    own = meetings.agree_action(file, held, item, "Ring the trust", None, None).id
    meetings.take_step(file, held, "approved")
    corrections.correct(file, Draft("meeting", {"date": dt.date(2026, 11, 16)}, held), "Wrong day.")
    assert records.get(file, "action", own)["raised"] == dt.date(2026, 11, 16)


def test_an_owner_from_outside_stands_wherever_owners_do(file: File, held: int) -> None:
    item = meetings.add_item(file, held, {"title": "Parking"}).id
    due = dt.date(2026, 11, 2)
    own = meetings.agree_action(file, held, item, "Ring the trust", "Ann Example", due).id
    assert [one.owner for one in meetings.page(file, held).actions] == ["Ann Example"]
    query = lists.first_query("action")
    [listed] = lists.page(file, query, 0, 5)
    assert listed.cells[1].text == "Ann Example"
    facts = lists.card(file, "action", own).sections[0].facts
    assert facts[0].text == "Ann Example"
    assert facts[0].link is None
    text = documents.make(file, "minutes", held, "text").content.decode()
    assert "Ann Example" in text


def test_a_list_is_in_the_order_of_all_owners(file: File) -> None:
    joan = save(file, "member", forenames="Joan", surname="Whitlock")
    asha = save(file, "member", forenames="Asha", surname="Rao")
    made = {
        save(file, "action", what="one", owner_id=joan): "Joan Whitlock",
        save(file, "action", what="two", owner_name="Tom Example"): "Tom Example",
        save(file, "action", what="three", owner_id=asha): "Asha Rao",
        save(file, "action", what="four"): "",
    }
    rows = lists.page(file, ListQuery("action", sort="owner_id"), 0, 9)
    assert [made[one.id] for one in rows] == ["Asha Rao", "Tom Example", "Joan Whitlock", ""]


def test_a_data_package_brings_visitors_and_owners_by_name(
    file: File, held: int, other: File, tmp_path: Path
) -> None:
    meetings.add_visitor(file, held, "Dr Ann Example, trust lead", "in_attendance")
    own = save(file, "action", what="Send the plans", owner_name="Ann Example")
    package = tmp_path / "network.zip"
    exchange.export_package(file, package)
    exchange.import_package(other, package, Progress())
    [visitor] = meetings.page(other, held).people
    assert (visitor.name, visitor.capacity, visitor.member_id) == (
        "Dr Ann Example", "trust lead", None,
    )  # fmt: skip
    assert records.get(other, "action", own)["owner_name"] == "Ann Example"


def test_a_list_of_actions_brings_owners_who_are_not_on_file(file: File, tmp_path: Path) -> None:
    joan = save(file, "member", forenames="Joan", surname="Whitlock")
    listed = tmp_path / "actions.csv"
    listed.write_text(
        "What is to be done,Who does it\nRing the trust,Joan Whitlock\n"
        "Send the plans,Ann Example\n",
        encoding="utf-8",
    )
    told = exchange.preview(file, "action", listed)
    exchange.apply(file, told.plan, frozenset(), Progress())
    rows = lists.page(file, ListQuery("action", sort="what"), 0, 9)
    assert [row.cells[1].text for row in rows] == ["Joan Whitlock", "Ann Example"]
    found = [records.get(file, "action", row.id) for row in rows]
    assert [(one["owner_id"], one["owner_name"]) for one in found] == [
        (joan, None), (None, "Ann Example"),
    ]  # fmt: skip
    out = tmp_path / "out.csv"
    exchange.export_list(file, ListQuery("action", sort="what"), out)
    assert "Ann Example" in out.read_text(encoding="utf-8-sig")


def test_a_visitor_who_was_left_out_of_approved_minutes_is_added(file: File, held: int) -> None:
    meetings.take_step(file, held, "approved")
    values = {"meeting_id": held, "visitor": "Dr Ann Example, trust lead"}
    draft = Draft("attendance", {**values, "status": "in_attendance", "member_id": None})
    added = meetings.add_left_out(file, draft, "She was not written down.").id
    [visitor] = meetings.page(file, held).people
    assert (visitor.name, visitor.capacity) == ("Dr Ann Example", "trust lead")
    corrections.correct(file, Draft("attendance", {"taken_off": True}, added), "She was not there.")
    assert meetings.page(file, held).people == ()
    meetings.add_left_out(file, draft, "She was.")
    assert [one.id for one in meetings.page(file, held).people] == [added]


_AHEAD = "nobody can have come to it before then"


@pytest.mark.parametrize("came", ["present", "in_attendance"])
def test_nobody_has_come_before_the_day_of_the_meeting(file: File, held: int, came: str) -> None:
    """Failed before: who was ticked on the day before counted, and the quorum was met."""
    body = records.get(file, "meeting", held).values["body_id"]
    member = save(file, "member", forenames="Ann", surname="Example", joined=dt.date(2026, 1, 1))
    other = save(file, "member", forenames="Joan", surname="Whitlock", joined=dt.date(2026, 1, 1))
    ahead = save(file, "meeting", body_id=body, date=DAY + dt.timedelta(days=1))
    line = meetings.add_person(file, ahead, member, "expected").id
    visitor = meetings.add_visitor(file, ahead, "Dr Quill", "expected").id
    for refused in (
        lambda: meetings.register(file, line, came),
        lambda: meetings.register(file, visitor, came),
        lambda: meetings.register_rest(file, ahead, came),
        lambda: meetings.add_person(file, ahead, other, came),
        lambda: meetings.add_visitor(file, ahead, "Dr Fig", came),
        lambda: records.save(file, Draft("attendance", {"status": came}, line)),
        lambda: save(file, "attendance", meeting_id=ahead, member_id=other, status=came),
    ):
        with pytest.raises(Invalid, match=_AHEAD):
            refused()
    assert {one.status for one in meetings.page(file, ahead).people} == {"expected"}
    for status in ("apologies", "expected"):
        meetings.register(file, line, status)
    with pytest.raises(Invalid, match=_AHEAD):
        meetings.register(file, line, "absent")
    records.save(file, Draft("attendance", {"capacity": "Chair"}, line))


def test_a_list_brings_nobody_who_came_to_a_meeting_that_is_to_come(
    file: File, held: int, tmp_path: Path
) -> None:
    """Failed before: the rows were taken."""
    body = records.get(file, "meeting", held).values["body_id"]
    save(file, "meeting", body_id=body, date=DAY + dt.timedelta(days=1), reference="PG/NEXT")
    people = [("Ann", "Example", "Present"), ("Joan", "Whitlock", "Expected")]
    lines = ["Meeting,Member,Register"]
    for forenames, surname, state in people:
        save(file, "member", forenames=forenames, surname=surname, joined=dt.date(2026, 1, 1))
        lines.append(f'"Partnership Group, 24 Nov 2026",{forenames} {surname},{state}')
    path = tmp_path / "register.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    plan = exchange.preview(file, "attendance", path).plan
    refused, taken = plan.rows
    assert (refused.can_add, taken.can_add) == (False, True)
    assert _AHEAD in refused.why
