"""Codes of what was added to a framework or a pick-list."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.domain.codes import code_of


def test_the_same_words_get_the_same_code_in_every_file() -> None:
    assert code_of("Our own  Themes", ()) == code_of("our own themes", ())
    assert code_of("Our own themes", ()) != code_of("Our own theme", ())


@given(st.text(max_size=120), st.integers(1, 5))
def test_no_two_in_a_file_have_the_same_code(words: str, times: int) -> None:
    codes: list[str | None] = []
    for _time in range(times):
        codes.append(code_of(words, codes))
    assert len(set(codes)) == times
    assert all(len(one or "") == len("own_") + 12 for one in codes)


def test_a_code_does_not_spell_the_words() -> None:
    assert "quillfeather" not in code_of("Quillfeather", ())
