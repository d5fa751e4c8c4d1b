"""How places fit into the rail: nothing is folded while there is room, nothing is too low."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.gui.rail_fit import EASY, HEADING, LEAST, MOST, RailFit, fit, fit_icons

NINE = {"": 1, "People": 2, "Meetings": 2, "Money": 1, "Growing": 1, "Reference": 1}
MANY = {
    "": 1, "People": 5, "Meetings": 4, "Money": 3, "Growing": 4, "Work": 5, "Library": 4,
    "Reports": 3,
}  # fmt: skip
NAMED = frozenset(MANY) - {""}
GROUPS = st.dictionaries(st.sampled_from(sorted(MANY)), st.integers(1, 9), min_size=1)
CHOSEN = st.dictionaries(st.sampled_from(sorted(NAMED)), st.booleans())
ROOM = st.integers(20, 1600)


def _height(found: RailFit, groups: Mapping[str, int]) -> int:
    rows = sum(count for group, count in groups.items() if not group or group in found.open)
    named = {group for group in groups if group}
    return rows * found.high + sum(HEADING if one in found.headed else found.gap for one in named)


@given(ROOM, GROUPS, CHOSEN, st.sampled_from(sorted(MANY)))
def test_what_does_not_scroll_fits(
    room: int, groups: dict[str, int], chosen: dict[str, bool], here: str
) -> None:
    found = fit(room, groups, chosen, here)
    assert LEAST <= found.high <= MOST
    assert found.scrolls or _height(found, groups) <= room
    assert here not in groups or not here or here in found.open


@given(ROOM, GROUPS)
def test_icons_are_all_there_and_never_too_small_to_hit(room: int, groups: dict[str, int]) -> None:
    found = fit_icons(room, groups)
    assert found.open == {group for group in groups if group}
    assert found.headed == frozenset()
    assert found.high >= (MOST if found.scrolls else LEAST)
    assert found.scrolls or _height(found, groups) <= room


def test_with_room_everything_is_open_under_its_heading() -> None:
    for groups, room in ((NINE, 586), (MANY, 1200)):
        found = fit(room, groups, {})
        assert found.headed == found.open == {group for group in groups if group}


def test_with_less_room_headings_become_gaps() -> None:
    assert fit(1000, MANY, {}) == RailFit(32, 8, frozenset(), NAMED, scrolls=False)


def test_with_little_room_no_more_groups_are_folded_than_need_be() -> None:
    found = fit(586, MANY, {}, "Library")
    assert found.open == {"People", "Money", "Library"}  # one row more, and Meetings fitted, too
    assert found.headed == NAMED
    assert found.high >= EASY


def test_a_few_places_are_never_folded_of_our_own_accord() -> None:
    for room in range(100, 600, 20):
        assert fit(room, NINE, {}).open == {group for group in NINE if group}


def test_what_the_user_chose_holds_at_every_height() -> None:
    for room in range(100, 1600, 50):
        found = fit(room, MANY, {"People": False, "Work": True}, "Money")
        assert "People" not in found.open
        assert {"Work", "Money"} <= found.open
        assert found.headed == NAMED


def test_a_group_of_one_is_not_folded() -> None:
    for room in (40, 300):
        chosen = {"People": False, "Money": False}
        assert fit(room, {"People": 9, "Money": 1}, chosen).open == {"Money"}
