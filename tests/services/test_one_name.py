"""Somebody with one name is a member like any other, whichever field it stands in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest

from facilitator_app.digests.exchange import RowOutcome
from facilitator_app.digests.lists import ListQuery
from facilitator_app.domain.errors import Invalid
from facilitator_app.domain.progress import Progress
from facilitator_app.queries.memberlist import member_list
from facilitator_app.services import (
    erasure,
    exchange,
    find,
    lists,
    meetings,
    members,
    records,
)
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from tests.conftest import TODAY, Make

ONE = "Sukamaju"
FIELDS = pytest.mark.parametrize("field", ["forenames", "surname"])


def alone(make: Make, field: str, **more: object) -> int:
    return make.record("member", **{field: ONE}, kinds=("patient",), **more)


def names(file: File, record: str = "member") -> list[str]:
    return [row.label for row in lists.page(file, ListQuery(record), 0, 20)]


@pytest.mark.parametrize("values", [{}, {"forenames": None, "surname": None}])
def test_nobody_is_without_a_name(file: File, values: Mapping[str, None]) -> None:
    with pytest.raises(Invalid) as refused:
        records.save(file, Draft("member", {"status": "current", **values}))
    assert refused.value.problems == {
        "forenames": "Write a first name or a surname: one is enough."
    }


@FIELDS
def test_lists_and_finding_have_the_one_name_in_its_place(
    file: File, make: Make, field: str
) -> None:
    make.member("Ann", "Zebedee")
    make.member("Zoe", "Aldous")
    one = alone(make, field)
    assert names(file) == ["Zoe Aldous", ONE, "Ann Zebedee"]
    assert [(hit.id, hit.title) for hit in find.find(file, "sukam", 5)] == [(one, ONE)]
    assert records.get(file, "member", one).label == ONE
    assert lists.page(file, ListQuery("member", text=ONE), 0, 5)[0].cells[0].text == ONE


@FIELDS
def test_papers_and_pages_have_the_name_alone(file: File, make: Make, field: str) -> None:
    one, body = alone(make, field), make.body()
    make.seat(one, body)
    meeting = make.meeting(body)
    make.record("attendance", meeting_id=meeting, member_id=one, status="expected")
    make.record("action", what="Ring", owner_id=one, meeting_id=meeting)
    with file.store.read() as session:
        seated = member_list(session, body, file.format_context()).seated
    assert [(person.name, person.sort_name) for person in seated] == [(ONE, ONE.lower())]
    detail = meetings.page(file, meeting)
    assert [(person.name, person.initials) for person in detail.people] == [(ONE, "S")]
    assert [line.owner for line in detail.actions] == [ONE]
    assert lists.card(file, "member", one).title == ONE


@FIELDS
def test_agendas_follow_a_second_name(file: File, make: Make, field: str) -> None:
    one = alone(make, field)
    meeting = make.meeting(make.body(), TODAY + dt.timedelta(days=7))
    item = make.record("agenda_item", meeting_id=meeting, number=1, title="Parking", lead=ONE)
    members.save(file, Draft("member", {"forenames": "Ani", "surname": ONE}, one, 1), {})
    assert records.get(file, "agenda_item", item)["lead"] == f"Ani {ONE}"


@FIELDS
def test_they_are_erased(file: File, make: Make, field: str) -> None:
    make.member()
    one = alone(make, field)
    action = make.action(f"Ring {ONE} about parking", owner_id=one)
    erasure.erase(file, "member", one, Progress())
    assert ONE not in records.get(file, "action", action)["what"]
    assert [name for name in names(file) if name == ONE] == []


@FIELDS
def test_a_namesake_with_one_name_keeps_theirs(file: File, make: Make, field: str) -> None:
    one, _other = alone(make, field), alone(make, field)
    action = make.action(f"Ring {ONE} about parking")
    erasure.erase(file, "member", one, Progress())
    assert records.get(file, "action", action)["what"] == f"Ring {ONE} about parking"
    assert ONE in names(file)


@FIELDS
def test_somebody_elses_other_name_is_left_whole(file: File, make: Make, field: str) -> None:
    one = alone(make, field)
    other = make.member("Ann", ONE) if field == "forenames" else make.member(ONE, "Whitlock")
    erasure.erase(file, "member", one, Progress())
    assert ONE in records.get(file, "member", other).label


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("First name,Surname\nSukamaju,\n", "forenames"),
        ("First name,Surname\n,Sukamaju\n", "surname"),
        ("First name,Surname\nSukamaju,-\n", "forenames"),
        ("First name,Surname\n.,Sukamaju\n", "surname"),
        ("First name,Town\nSukamaju,Upton\n", "forenames"),
        ("Name\nSukamaju\n", "surname"),
        ("Name\nMrs Sukamaju\n", "surname"),
        ('Surname,Town\n"Sukamaju,",Upton\n', "surname"),
    ],
)
def test_a_list_brings_them_in_and_knows_them_again(
    file: File, tmp_path: Path, text: str, field: str
) -> None:
    path = tmp_path / "people.csv"
    path.write_text(text, encoding="utf-8")
    plan = exchange.preview(file, "member", path).plan
    (row,) = plan.rows
    assert (row.outcome, row.values[field]) == (RowOutcome.ADD, ONE)
    exchange.apply(file, plan, frozenset(), Progress())
    assert names(file) == [ONE]
    assert exchange.preview(file, "member", path).plan.rows[0].outcome in (
        RowOutcome.SAME, RowOutcome.LIKELY,
    )  # fmt: skip


def test_a_row_without_a_name_is_told(file: File, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("First name,Surname,Town\n-,,Upton\n", encoding="utf-8")
    (row,) = exchange.preview(file, "member", path).plan.rows
    assert (row.outcome, row.why) == (
        RowOutcome.CANNOT, "First names: Write a first name or a surname: one is enough.",
    )  # fmt: skip
