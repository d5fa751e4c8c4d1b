"""What is typed finds rows by their own words, by those of references, and by choices."""

from __future__ import annotations

import pytest

from facilitator_app.digests.lists import ListQuery
from facilitator_app.services import lists, records
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from tests.conftest import Make


@pytest.fixture(name="seats")
def three_seats(make: Make) -> dict[int, str]:
    """Save three seats on two groups; return whose and what they are, by id."""
    forum, board = make.body("User Forum", "UF"), make.body("Board", "BD")
    joan = make.member("Joan", "Whitlock", kinds=("patient", "carer"))
    taro = make.member("Taro", "Bright", kinds=("staff",))
    return {
        make.seat(joan, forum, role="chair"): "Joan chairs the forum",
        make.seat(taro, forum, role="vice_chair"): "Taro is vice-chair of the forum",
        make.seat(taro, board): "Taro sits on the board",
    }


def found(file: File, record: str, text: str, *columns: str) -> set[int]:
    query = ListQuery(record, text=text, columns=columns)
    rows = lists.page(file, query, 0, 100)
    assert lists.frame(file, query).total == len(rows)
    return {row.id for row in rows}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("chair", ["Joan chairs the forum", "Taro is vice-chair of the forum"]),
        ("vice", ["Taro is vice-chair of the forum"]),
        ("CHAIR taro", ["Taro is vice-chair of the forum"]),
        ("taro forum", ["Taro is vice-chair of the forum"]),
        ("board bri", ["Taro sits on the board"]),
        ("joan board", []),
        ("chair xyzzy", []),
    ],
)
def test_seats_are_found_by_role_group_and_member(
    file: File, seats: dict[int, str], typed: str, words: list[str]
) -> None:
    assert sorted(seats[one] for one in found(file, "seat", typed)) == words


def test_members_are_found_by_what_they_come_as(file: File, make: Make) -> None:
    both = make.member("Joan", "Whitlock", kinds=("patient", "carer"))
    carer = make.member("Taro", "Bright", kinds=("carer",))
    make.member("Una", "Ellis", kinds=("staff",))
    assert found(file, "member", "carer") == {both, carer}
    assert found(file, "member", "whit carer") == {both}
    assert found(file, "member", "carer left") == set()


def test_a_choice_is_found_by_the_label_it_has_now(file: File, make: Make) -> None:
    joan = make.member(kinds=("carer",))
    entries = lists.page(file, ListQuery("list_entry", text="member_kind carer"), 0, 10)
    (entry,) = [row.id for row in entries if row.label == "Carer"]
    records.save(file, Draft("list_entry", {"words": "Fürsorgerin"}, entry))
    assert found(file, "member", "fursorge") == {joan}
    assert found(file, "member", "carer") == {joan}  # its code


def test_two_letters_find_a_choice_only_as_a_whole_word(file: File, make: Make) -> None:
    make.member("Una", "Ellis", kinds=("carer",))
    carol = make.member("Carol", "Stubbs", kinds=("patient",))
    assert found(file, "member", "ca") == {carol}


def test_choices_are_looked_at_where_the_list_shows_them(file: File, make: Make) -> None:
    joan = make.member(papers="post_large_print")
    assert found(file, "member", "large") == set()
    assert found(file, "member", "large", "name", "papers") == {joan}


def test_sensitive_choices_are_not_searched(file: File, make: Make) -> None:
    make.member(access_needs=("hearing_loop",))
    assert found(file, "member", "hearing", "name", "access_needs") == set()


def test_a_whole_page_can_be_typed(file: File, seats: dict[int, str]) -> None:
    chairs = {seat for seat, words in seats.items() if "chair" in words}
    assert found(file, "seat", "chair " * 5_000, "role") == chairs
