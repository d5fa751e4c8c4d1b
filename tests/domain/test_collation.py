"""The order of texts that people see."""

from __future__ import annotations

from random import Random

from hypothesis import example, given
from hypothesis import strategies as st

from facilitator_app.domain import collation
from facilitator_app.domain.collation import fold


def test_accents_and_case_leave_a_word_beside_its_letter() -> None:
    words = ["zest", "Ångström", "angus", "Élan", "east", "Zoë", "Eland", "ANGUS", "Æthel", "Adam"]
    assert sorted(words, key=collation.key) == [
        "Adam", "Æthel", "Ångström", "ANGUS", "angus", "east", "Élan", "Eland", "zest", "Zoë",
    ]  # fmt: skip


@given(st.lists(st.text(max_size=10)), st.randoms())
def test_the_order_does_not_hang_on_what_came_first(words: list[str], dice: Random) -> None:
    mixed = words[:]
    dice.shuffle(mixed)
    assert sorted(words, key=collation.key) == sorted(mixed, key=collation.key)


@given(st.text(max_size=40))
@example("™ ﬁ Ǆ İ ℀")
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(max_codepoint=0x24F), max_size=40))
def test_capitals_fold_to_the_same(text: str) -> None:
    assert fold(text.upper().lower()) == fold(text.lower())
