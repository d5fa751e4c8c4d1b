"""In which order the items of a framework stand once they are saved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.domain.frameworks import places

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
