"""Lists sorted by two columns: the second orders what the first leaves equal, in the file."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from facilitator_app.digests.lists import ListQuery
from facilitator_app.services import lists
from facilitator_app.services.files import File
from tests.conftest import TODAY, Make

STATES = ["applied", "current", "break", "left"]  # as the pick-list offers them
WAYS = list(product((False, True), repeat=2))


@pytest.fixture
def many(make: Make) -> dict[int, dict[str, Any]]:
    """Save 60 members, drawn by seeded dice; return their values by id."""
    chance = random.Random(60)
    found = {}
    for at in range(60):
        values: dict[str, Any] = {
            "surname": chance.choice(["Ash", "Bell", "Cole"]),
            "status": chance.choice(STATES),
            "notes": "choir" if at % 2 else "",
            "last_heard": chance.choice([None, *(TODAY - dt.timedelta(days=n) for n in (1, 5, 9))]),
        }
        found[make.member(**values)] = values
    return found


def ids_of(file: File, query: ListQuery) -> list[int]:
    return [row.id for row in lists.page(file, query, 0, 1000)]


def heard_in_order(values: dict[str, Any], *, down: bool) -> tuple[bool, int]:
    """Return what days are compared by: blanks come last, both ways."""
    day = values["last_heard"]
    return day is None, 0 if day is None else day.toordinal() * (-1 if down else 1)


@pytest.mark.parametrize(("down", "then_down"), WAYS)
@pytest.mark.parametrize("text", ["", "choir"])
def test_a_choice_then_a_day(
    file: File, many: dict[int, dict[str, Any]], text: str, down: bool, then_down: bool
) -> None:
    """Read off the index of the choice, and again where words are looked for."""
    query = ListQuery("member", text=text, sort="status", descending=down)
    query = replace(query, then=("last_heard", then_down))
    places = {code: at for at, code in enumerate(STATES)}
    among = [one for one, values in many.items() if not text or values["notes"]]
    expected = sorted(
        sorted(among, reverse=down),
        key=lambda one: (
            places[many[one]["status"]] * (-1 if down else 1),
            heard_in_order(many[one], down=then_down),
        ),
    )
    assert ids_of(file, query) == expected
    whole = [row.id for at in range(0, 60, 7) for row in lists.page(file, query, at, 7)]
    assert whole == expected
    assert lists.position(file, query, expected[7]) == 7


@pytest.mark.parametrize(("down", "then_down"), WAYS)
def test_a_day_then_a_choice(
    file: File, many: dict[int, dict[str, Any]], down: bool, then_down: bool
) -> None:
    query = ListQuery("member", sort="last_heard", descending=down, then=("status", then_down))
    places = {code: at * (-1 if then_down else 1) for at, code in enumerate(STATES)}
    expected = sorted(
        sorted(many, reverse=down),
        key=lambda one: (
            heard_in_order(many[one], down=down),
            places[many[one]["status"]],
        ),
    )
    assert ids_of(file, query) == expected


def test_what_is_worked_out_is_sorted_second_as_it_is_shown(file: File, make: Make) -> None:
    """Longest waits last, though the field behind them is the day they were sent in."""
    member = make.member()
    waits = {
        make.claim(
            member, submitted=TODAY - dt.timedelta(days=days), state="submitted", notes=words
        ): (words, days)
        for words, days in (("a", 12), ("b", 1), ("a", 40), ("b", 30), ("a", 3))
    }
    query = ListQuery("claim", sort="member_id", then=("waits", False))
    assert [waits[one][1] for one in ids_of(file, query)] == [1, 3, 12, 30, 40]
    query = ListQuery("claim", sort="notes", then=("waits", True))
    assert [waits[one] for one in ids_of(file, query)] == sorted(
        waits.values(), key=lambda one: (one[0], -one[1])
    )


def test_the_frame_tells_the_second_column(file: File) -> None:
    query = ListQuery("member", sort="status", then=("last_heard", True))
    frame = lists.frame(file, query)
    assert (frame.order, frame.then) == (("status", False), ("last_heard", True))


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("second", ["", "gone_since", "status"])
def test_what_cannot_be_second_sorts_nothing(file: File, second: str) -> None:
    first = ListQuery("member", sort="status")
    query = replace(first, then=(second, True))
    assert ids_of(file, query) == ids_of(file, first)
    assert lists.frame(file, query).then == ("", False)


@pytest.mark.usefixtures("many")
def test_without_a_first_column_there_is_no_second(file: File) -> None:
    own = ListQuery("member")
    query = replace(own, then=("status", False))
    assert ids_of(file, query) == ids_of(file, own)
    assert lists.frame(file, query).then == ("", False)
