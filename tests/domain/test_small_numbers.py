"""Kinds of few people: worked cases, and that no sum gives one of them away."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.domain.small_numbers import together


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({}, ()),
        ({"a": 0}, ()),
        ({"a": 4}, ()),
        ({"a": 5}, ((("a",), 5),)),
        ({"a": 24, "b": 18}, ((("a",), 24), (("b",), 18))),
        # the total less the others would tell the small one: the next larger is joined to it
        ({"a": 24, "b": 18, "c": 4}, ((("a",), 24), (("b", "c"), 22))),
        ({"a": 24, "b": 1, "c": 18}, ((("a",), 24), (("b", "c"), 19))),
        # small ones that come to five together hide each other
        ({"a": 32, "b": 8, "c": 6, "d": 2, "e": 1, "f": 2},
         ((("a",), 32), (("b",), 8), (("c",), 6), (("d", "e", "f"), 5))),
        ({"a": 32, "b": 8, "c": 6, "d": 2, "e": 1},
         ((("a",), 32), (("b",), 8), (("c", "d", "e"), 9))),
        # two alike: the later one is joined
        ({"a": 9, "b": 9, "c": 1}, ((("a",), 9), (("b", "c"), 10))),
        # nothing is left to stand by itself
        ({"a": 30, "b": 2}, ()),
        ({"a": 2, "b": 2, "c": 2}, ()),
    ],
)  # fmt: skip
def test_worked_cases(
    counts: dict[str, int], told: tuple[tuple[tuple[str, ...], int], ...]
) -> None:
    assert together(counts) == told


@given(st.lists(st.integers(0, 40), max_size=8))
def test_no_sum_or_difference_tells_a_kind_of_one_to_four(numbers: list[int]) -> None:
    counts = {f"kind {at}": number for at, number in enumerate(numbers)}
    told = together(counts)
    if not told:
        return
    total = sum(numbers)
    assert sum(number for _kinds, number in told) == total
    few = [kind for kind, number in counts.items() if 0 < number < 5]
    single = {kinds[0] for kinds, _number in told if len(kinds) == 1}
    assert single.isdisjoint(few)
    for size in range(len(told) + 1):
        for some in itertools.combinations(told, size):
            assert total - sum(number for _kinds, number in some) not in range(1, 5)
