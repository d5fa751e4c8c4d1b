"""The letters of places: unique, lasting, and out of the way of whoever types a name."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.app.places import places
from facilitator_app.gui.places import Place, in_order, letters, ways_to
from tests.gui.many_places import MANY

_WORDS = st.text("abcdefgh ABC'é", min_size=1).filter(lambda words: any(map(str.isalpha, words)))


def _named(*names: str, keys: str = "") -> list[Place]:
    return [Place(name, name, "house", keys=keys) for name in names]


def test_letters_are_the_first_of_the_name_or_ones_that_recall_it() -> None:
    short = letters(MANY)
    wanted = {"members": "m", "meetings": "mt", "claims": "c", "capacity plan": "cp", "today": "t"}
    assert {name: short[name] for name in wanted} == wanted


def test_letters_that_were_learnt_stay_when_places_are_added() -> None:
    now, later = letters(places()), letters(MANY)
    same = {place.name for place in places()} & {place.name for place in MANY}
    assert {name: now[name] for name in same} == {name: later[name] for name in same}


@given(st.lists(_WORDS, min_size=1, max_size=30, unique=True))
def test_no_two_places_share_their_letters(names: list[str]) -> None:
    short = letters(_named(*names))
    assert set(short) == set(names)
    assert len(set(short.values())) == len(names)
    assert all(1 <= len(one) <= 2 for one in short.values())


def test_two_letters_begin_no_other_name() -> None:
    names = {place.name: place.words.casefold() for place in MANY}
    for name, short in letters(MANY).items():
        if len(short) == 2:
            begun = [other for other, words in names.items() if words.startswith(short)]
            assert begun in ([], [name])


def test_each_place_has_a_key_or_two() -> None:
    ways = ways_to(MANY)
    assert ways["members"] == ("Ctrl+2", "Ctrl+G, M, Enter")
    assert ways["budget"] == ("Ctrl+G, B, Enter",)
    assert set(ways) == {place.name for place in MANY}


def test_places_are_listed_by_group_and_pinned_ones_last() -> None:
    given = (
        Place("settings", "Settings", "gear", pinned=True),
        Place("members", "Members", "users", "People"),
        Place("today", "Today", "house"),
        Place("seats", "Seats", "armchair", "People"),
    )
    assert [one.name for one in in_order(given)] == ["members", "seats", "today", "settings"]
