"""In what two texts differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.domain.text_differences import (
    SavedText,
    change_ends,
    only_in,
)

TEXT = st.text("ab \n", max_size=30)


@pytest.mark.parametrize(
    ("before", "now", "left"),
    [
        ("One. Three.", "One. Also. Three.", "Three."),
        ("A bus.", "A bus that is late.", ""),
        ("Gwen left.", "Gwen and Rahela left.", "left."),
        ("(One.)", "(One. Two.)", ""),
        ("One.", "", ""),
        ("Clinics begin in May. And on.", "The item falls away. And on.", " And on."),
    ],
)
def test_where_a_change_ends(before: str, now: str, left: str) -> None:
    assert now[change_ends(before, now) :] == left


@given(TEXT, TEXT)
def test_after_the_end_of_a_change_all_is_as_it_was(before: str, now: str) -> None:
    end = change_ends(before, now)
    assert before.endswith(now[end:])


@pytest.mark.parametrize(
    ("text", "other", "found"),
    [
        ("", "", []),
        ("One", "", ["One"]),
        ("", "One", []),
        ("One\n\nTwo", "Two", ["One"]),
        (
            "Gwen met the trust. Desmond thanked her.",
            "Gwen met the trust. thanked",
            ["Desmond", "her."],
        ),
        ("It cost 250 pounds.", "It cost 350 euros.", ["250 pounds."]),
        ("All of it stands.", "All of it stands. And more.", []),
        ("One two", "two One", ["two"]),
    ],
)
def test_words_that_only_one_has(text: str, other: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in only_in(text, other)] == found


@given(TEXT, TEXT)
def test_without_the_words_that_only_one_has_all_of_it_stands_in_the_other(
    text: str, other: str
) -> None:
    rest, done = "", 0
    for start, end in only_in(text, other):
        rest, done = rest + text[done:start], end
    left, there = iter(other.split()), (rest + text[done:]).split()
    assert all(word in left for word in there)


@pytest.mark.parametrize(
    ("text", "growing", "now", "parts"),
    [
        ("The cost is 500", None, "The cost is 5000", True),
        ("They agreed.", None, "They disagreed.", True),
        ("No smoking", None, "Nosmoking", True),
        ("A fee of 5.00", None, "A fee of 500", True),
        ("Down by -5", None, "Down by 5", True),
        ("One two", None, "two One", True),
        ("No. We agreed no.", None, "We agreed no.", True),
        ("They agreed.", None, "They agreed, all of them. And went.", False),
        ("They went", None, "All said that they went", True),  # "They" became "they"
        ("They went", None, "Then: They all went", False),
        ("One\ntwo", None, "One two", False),
        ("", None, "Anything", False),
        ("We talked ab", 12, "We talked about it", False),
        ("We talked ab", 12, "We talked", True),
        ("We talked ab", 12, "We walked about it", True),
        ("The cost is 500", 15, "The cost is 5000", True),  # a figure is one at any time
        ("We talked at 5", 14, "We talked at 5 pm", False),
        ("It is £1.50.", None, "It is £1,50.", True),
        ("It is £1.50.", None, "It is £1.50, or so.", False),
        ("1,500 came", None, "1.500 came", True),
        ("See it.", None, "See it: now", False),
        ("The cost is 500. Paid", 21, "The cost is 5000. Paid", True),
        ("agreed and done", 3, "agrXeed and done", True),
        ("Siân sá", 7, "Siân sábado", False),
    ],
)
def test_words_that_no_longer_stand_part_a_text(
    text: str, growing: int | None, now: str, *, parts: bool
) -> None:
    saved = SavedText(text, growing, text)
    assert saved.save(now, None, taken_back=False) is parts
    assert (saved.text, saved.whole) == (now, now)


@given(TEXT, TEXT, st.integers(0, 30))
def test_what_is_written_between_words_never_parts(text: str, more: str, place: int) -> None:
    at = min(place, len(text))
    assert not SavedText(text).save(f"{text} {more}", None, taken_back=False)
    assert not SavedText(text[:at], at).save(text[:at] + more, None, taken_back=False)


def test_a_save_with_the_cursor_inside_a_word_takes_nothing_from_it() -> None:
    saved = SavedText()
    assert saved.save("we met at the parking", 17, taken_back=False) is False
    assert saved.save("we met at the parking lot", 25, taken_back=False) is False
    assert saved.save("we met at the parkXing lot", 18, taken_back=False) is True


def test_what_is_taken_back_is_gone_only_if_it_was_never_saved_before() -> None:
    saved = SavedText("the trust agreed", whole="the trust agreed")
    assert saved.save("the trust refused", None, taken_back=True) is False
    assert saved.save("the trust", None, taken_back=True) is True  # "refused" stood nowhere else
    assert saved.save("", None, taken_back=True) is False
    assert saved.whole == "the trust agreed"
    assert saved.save("x", None, taken_back=False) is False
    assert saved.whole == "x"
