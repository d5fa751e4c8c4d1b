"""In what two texts differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.domain.text_differences import change_ends, letters_gone, only_in, words_go

TEXT = st.text("ab \n", max_size=30)


@pytest.mark.parametrize(
    ("before", "now", "gone"),
    [
        ("", "One", 0),
        ("One", "One two", 0),
        ("One two", "One", 4),
        ("a long day", "a day", 5),
        ("one two", "one 222", 3),
        ("aaaa", "aa", 2),
        ("aa", "aaaa", 0),
        ("One", "", 3),
        ("Two said so.", "One said so.", 3),
    ],
)
def test_letters_that_went(before: str, now: str, gone: int) -> None:
    assert letters_gone(before, now) == gone


@pytest.mark.parametrize(
    ("before", "now", "go"),
    [
        ("", "Anything", False),
        ("Teh", "The", False),
        ("We begna to", "We begin to", False),
        ("No.", "Yes", False),
        ("BBB seven", "CCC", True),
        ("The group agreed at once to ask.", "The group agreed soon to ask.", False),
        ("The group agreed at once.", "The group refused.", True),
        ("The group agreed at once, all of it.", "The group", True),
        (
            "Joan told of the car park that is full.",
            "Sian told of a bus that is always late.",
            True,
        ),
    ],
)
def test_words_go_where_more_is_lost_than_a_slip(before: str, now: str, *, go: bool) -> None:
    assert words_go(before, now) is go


@given(TEXT, TEXT, TEXT, TEXT)
def test_no_more_is_said_to_be_gone_than_was_replaced(
    start: str, before: str, now: str, end: str
) -> None:
    gone = letters_gone(start + before + end, start + now + end)
    assert max(len(before) - len(now), 0) <= gone <= len(before)
    assert letters_gone(start + end, start + now + end) == 0


@given(TEXT, TEXT)
def test_after_the_end_of_a_change_all_is_as_it_was(before: str, now: str) -> None:
    end = change_ends(before, now)
    assert before.endswith(now[end:])


@pytest.mark.parametrize(
    ("text", "other", "found"),
    [
        ("", "", []),
        ("One\n\nTwo", "Two", [0]),
        ("One\nTwo ", " Two\nOne", []),
        ("One\nTwo\nThree", "Twofold", [0, 1, 2]),
        ("One\n\nTwo", "", [0, 2]),
    ],
)
def test_paragraphs_that_only_one_has(text: str, other: str, found: list[int]) -> None:
    assert only_in(text, other) == found
