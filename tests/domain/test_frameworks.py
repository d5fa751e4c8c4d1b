"""How the items of a framework are told apart, and in which order they stand once saved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.domain.frameworks import Item, item_problems, places

PLACE = st.none() | st.integers(1, 12)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ([], ()),
        ([(1, 1), (2, 2), (3, 3)], (1, 2, 3)),
        ([(1, 1), (2, 2), (3, 1)], (2, 3, 1)),
        ([(1, 2), (2, 2), (3, 3)], (2, 1, 3)),
        ([(1, 3), (2, 2), (3, 3)], (3, 1, 2)),
        ([(1, 2), (2, 1), (3, 3)], (2, 1, 3)),
        ([(1, 1), (1, 1), (3, 3)], (1, 2, 3)),
        ([(1, 1), (3, 3)], (1, 2)),
        ([(1, 1), (2, 2), (None, 3)], (1, 2, 3)),
        ([(1, 1), (2, 2), (None, 1)], (2, 3, 1)),
        ([(1, 1), (2, 2), (3, 1), (4, 1)], (3, 4, 1, 2)),
        ([(1, None), (2, 2), (None, None)], (2, 1, 3)),
        ([(1, 999), (2, 2)], (2, 1)),
    ],
)
def test_the_order_that_was_meant(
    asked: list[tuple[int | None, int | None]], found: tuple[int, ...]
) -> None:
    assert places(asked) == found


@given(st.lists(st.tuples(PLACE, PLACE), max_size=12))
def test_none_is_lost_and_those_that_stayed_keep_their_order(
    asked: list[tuple[int | None, int | None]],
) -> None:
    found = places(asked)
    assert sorted(found) == list(range(1, len(asked) + 1))
    stayed = sorted(
        (now, at, place)
        for at, ((before, now), place) in enumerate(zip(asked, found, strict=True))
        if now is not None and now == before
    )
    assert [place for _now, _at, place in stayed] == sorted(place for *_rest, place in stayed)


@given(st.integers(1, 12), st.data())
def test_one_that_moves_has_the_place_it_was_given(count: int, data: st.DataObject) -> None:
    one, to = data.draw(st.integers(1, count)), data.draw(st.integers(1, count))
    asked = [(place, to if place == one else place) for place in range(1, count + 1)]
    assert places(asked)[one - 1] == to


WARDS = Item(1, 7, "Ward visits", "own_1", None)


@pytest.mark.parametrize(
    ("one", "fields"),
    [
        (Item(2, 7, "Ward rounds", "own_2", 1), set()),
        (Item(None, 7, "Ward rounds", None, None), set()),
        (Item(2, 8, "Ward visits", "own_1", None), set()),
        (Item(2, 8, "Ward rounds", "own_2", 1), {"parent_id"}),
        (Item(2, 7, "Ward rounds", "own_2", 2), {"parent_id"}),
        (Item(2, 7, "Ward rounds", "own_2", 99), {"parent_id"}),
        (Item(2, 7, "  WARD\u00a0 visits", "own_2", None), {"words"}),
        (Item(2, 7, "Ward rounds", "own_1", None), {"code"}),
    ],
)
def test_an_item_is_known_by_its_words_and_part_of_its_own_framework(
    one: Item, fields: set[str]
) -> None:
    beside = [WARDS] if one.framework == WARDS.framework else []
    assert item_problems(one, beside).keys() == fields


def test_an_item_does_not_leave_its_parts_behind() -> None:
    moved = Item(1, 8, "Ward visits", "own_1", None)
    assert item_problems(moved, [Item(2, 7, "Ward rounds", "own_2", 1)]).keys() == {"framework_id"}
