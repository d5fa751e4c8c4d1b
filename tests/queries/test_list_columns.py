"""Every field that a list offers: its own, and those of what its references point to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from facilitator_app.digests.lists import Column, ListQuery
from facilitator_app.records.catalogue import ALL
from facilitator_app.services import exchange, lists, records
from facilitator_app.services.files import File
from facilitator_app.spec.kinds import Ref
from facilitator_app.spec.record import Draft, Privacy
from tests.conftest import Make
from tests.records.record_maker import Maker

NAMES = [cls.__tablename__ for cls in ALL]


@contextmanager
def statements(file: File) -> Iterator[list[str]]:
    """Note what the file is asked meanwhile."""
    asked: list[str] = []
    engine: Any = file.store._engine

    def note(_c: Any, _k: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


def offered(file: File, record: str) -> dict[str, Column]:
    return {column.key: column for column in lists.offered(file, record)}


def texts(file: File, query: ListQuery) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in lists.page(file, query, 0, 100)]


@pytest.mark.parametrize("name", NAMES)
def test_every_field_is_offered_and_of_every_reference_too(name: str, file: File) -> None:
    found, spec = offered(file, name), records.spec(name)
    assert {one.name for one in spec.fields} <= set(found)
    assert set(lists.usual_columns(name)) <= set(found)
    for ref in spec.refs:
        assert isinstance(ref.kind, Ref)
        for one in records.spec(ref.kind.record).fields:
            special = one.privacy is Privacy.SPECIAL
            assert (f"{ref.name}.{one.name}" in found) is not special
    assert all(column.label and column.group for column in found.values())
    shown = {found[key].label for key in lists.usual_columns(name)}
    assert not [key for key in lists.usual_columns(name) if found[key].special]
    assert len(shown) == len(lists.usual_columns(name))


@pytest.mark.parametrize("name", NAMES)
def test_every_column_that_is_offered_shows_and_sorts(name: str, file: File) -> None:
    maker = Maker(file)
    made = {maker.record(name), maker.record(name, turn=1), maker.record(name)}
    for column in lists.offered(file, name):
        query = ListQuery(name, columns=(column.key,), sort=column.key)
        up = lists.page(file, query, 0, 1000)
        assert made <= {row.id for row in up}
        assert all(len(row.cells) == 1 and "None" not in row.cells[0].text for row in up)
        if not column.sortable:
            continue
        down = lists.page(file, ListQuery(name, "", "", column.key, True, (column.key,)), 0, 1000)
        filled = [row.id for row in up if row.cells[0].text]
        assert filled == [row.id for row in reversed(down) if row.cells[0].text], column.key


def test_a_seat_shows_how_its_member_is_reached(file: File, make: Make) -> None:
    joan = make.member(telephone="01684 496 0142", address="2 Mill Lane\nBredon", papers="email")
    make.seat(joan, make.body())
    query = ListQuery(
        "seat", columns=("member_id", "member_id.telephone", "member_id.address", "body_id.type")
    )
    assert texts(file, query) == [
        ["Joan Whitlock", "01684 496 0142", "2 Mill Lane, Bredon", "Partnership group"]
    ]
    labels = [column.label for column in lists.frame(file, query).columns]
    assert labels == ["Member", "Member: telephone", "Member: address", "Group: kind of group"]
    groups = [column.group for column in lists.frame(file, query).columns]
    assert groups == ["Seat", "Member", "Member", "Group"]


def test_a_seat_says_that_its_holder_died_or_left(file: File, make: Make, tmp_path: Path) -> None:
    body, day = make.body(), dt.date(2026, 3, 3)
    people = {
        make.seat(make.member("Ann", "Ash", status="died", left=day), body): "Ann Ash (died)",
        make.seat(make.member("Bob", "Birch", status="left", left=day), body): "Bob Birch (left)",
        make.seat(make.member("Cy", "Cole"), body): "Cy Cole",
    }
    query = ListQuery("seat", chip="all", columns=("member_id",))
    with statements(file) as asked:
        rows = lists.page(file, query, 0, 10)
    assert {row.id: row.cells[0].text for row in rows} == people
    make.seat(make.member("Di", "Dell", status="died", left=day), body)
    with statements(file) as again:
        assert len(lists.page(file, query, 0, 10)) == len(people) + 1
    assert len(again) == len(asked)  # never one a row
    out = tmp_path / "seats.csv"
    exchange.export_list(file, query, out)
    assert "Ann Ash" in out.read_text("utf-8-sig")
    assert "died" not in out.read_text("utf-8-sig")


def test_a_reference_of_a_reference_stands_in_words(file: File, make: Make) -> None:
    meeting = make.meeting(make.body("User Forum", "UF"))
    make.claim(make.member(), meeting_id=meeting)
    assert texts(file, ListQuery("claim", columns=("meeting_id.body_id",))) == [["User Forum"]]


def test_what_is_not_asked_for_is_not_read(file: File, make: Make) -> None:
    make.seat(make.member(), make.body())
    with statements(file) as asked:
        lists.page(file, ListQuery("seat", columns=("role",)), 0, 10)
    assert not [one for one in asked if "member.telephone" in one or "starts" in one]
    few = len(asked)
    for surname in ("Bright", "Ellis", "Zaluski"):
        make.seat(make.member("Taro", surname), make.body(surname, surname[:2].upper()))
    with statements(file) as asked:
        rows = texts(file, ListQuery("seat", columns=("member_id.telephone", "body_id.name")))
    assert len(rows) == 4
    assert len(asked) <= few + 1  # never one a row


def test_a_query_for_a_column_that_has_gone_shows_the_rest(file: File, make: Make) -> None:
    make.member(telephone="01684 496 0142")
    query = ListQuery("member", columns=("name", "shoe_size", "telephone", "name"))
    assert [column.key for column in lists.frame(file, query).columns] == ["name", "telephone"]
    assert texts(file, query) == [["Joan Whitlock", "01684 496 0142"]]
    only = ListQuery("member", columns=("shoe_size",))
    assert len(lists.frame(file, only).columns) == len(lists.usual_columns("member"))


def test_a_list_is_sorted_by_what_a_reference_points_to(file: File, make: Make) -> None:
    body = make.body()
    seats = {
        make.seat(make.member(f, s, locality=None, email=mail), body): mail
        for f, s, mail in [
            ("Joan", "Whitlock", "b@example.org"),
            ("Taro", "Bright", "A@example.org"),
            ("Una", "Ellis", None),
            ("Wyn", "Zaluski", "c@example.org"),
        ]
    }
    up = lists.page(file, ListQuery("seat", sort="member_id.email"), 0, 10)
    assert [seats[row.id] for row in up] == [
        "A@example.org", "b@example.org", "c@example.org", None,
    ]  # fmt: skip
    down = lists.page(file, ListQuery("seat", sort="member_id.email", descending=True), 0, 10)
    assert [seats[row.id] for row in down] == [
        "c@example.org", "b@example.org", "A@example.org", None,
    ]  # fmt: skip


def test_choices_stand_as_their_list_offers_them(file: File, make: Make) -> None:
    tiers = {make.body(t.title(), t[:2].upper(), tier=t): t for t in ("trust", "locality")}
    tiers |= {make.body("National", "NA", tier="national"): "national", make.body(): ""}
    order = [tiers[row.id] for row in lists.page(file, ListQuery("body", sort="tier"), 0, 10)]
    assert order == ["national", "locality", "trust", ""]
    (trust,) = [
        row.id for row in lists.page(file, ListQuery("list_entry", text="tier trust"), 0, 10)
    ]
    records.save(file, Draft("list_entry", {"place": 0}, trust))
    order = [tiers[row.id] for row in lists.page(file, ListQuery("body", sort="tier"), 0, 10)]
    assert order == ["trust", "national", "locality", ""]


def test_a_choice_is_ordered_as_its_list_offers_it(file: File, make: Make) -> None:
    made = {status: make.member("A", status, status=status) for status in ("left", "current")}
    made["applied"] = make.member("A", "applied", status="applied")
    offered = [one.code for one in file.format_context().lists.offered("member_status")]
    wanted = [made[code] for code in offered if code in made]
    for text in ("", "A"):
        query = ListQuery("member", text=text, sort="status")
        down = ListQuery("member", text=text, sort="status", descending=True)
        assert [row.id for row in lists.page(file, query, 0, 10)] == wanted
        assert [row.id for row in lists.page(file, down, 0, 10)] == wanted[::-1]
        assert [row.id for row in lists.page(file, query, 1, 1)] == wanted[1:2]


@pytest.mark.parametrize("entries", [7, 300])
def test_codes_that_a_list_lacks_come_after_it(file: File, make: Make, entries: int) -> None:
    """As after a step or a file of another network; an index and a search give the same order."""
    for at in range(entries - 7):
        records.save(
            file,
            Draft("list_entry", {"list": "member_status", "code": f"s{at}", "words": f"S{at}"}),
        )
    odd = {code: make.member("A", code) for code in ("zz", "left", "aa", "current", "ca", "zz2")}
    for code, one in odd.items():
        file.store.raw.execute("UPDATE member SET status = ? WHERE id = ?", (code, one))
    wanted = [odd[code] for code in ("current", "left", "aa", "ca", "zz", "zz2")]
    for text in ("", "A"):
        query = ListQuery("member", text=text, sort="status")
        down = ListQuery("member", text=text, sort="status", descending=True)
        assert [row.id for row in lists.page(file, query, 0, 10)] == wanted
        assert [row.id for row in lists.page(file, down, 0, 10)] == wanted[::-1]
