"""Nothing that somebody typed is worked out by a spreadsheet, and all of it comes back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.domain.formula_guard import guarded, unguarded
from tests.formulas import is_formula


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "=", "+1+1", "+44-20-7946", "-cmd|' /C calc'!A0", "-1+cmd", "-x", "--5", "-5 a",
        "@SUM(A1)", "\t=1", "\r=1", "\n=1", "+A1", "+", "-", "- none", "-(A1)",
        "+44 1632 960101 x2",
    ],
)  # fmt: skip
def test_formulas_are_guarded(text: str) -> None:
    assert guarded(text) == "'" + text


@pytest.mark.parametrize(
    "text",
    [
        "-4.50", "-1,204.50", "-£4.50", "+5%", "-12.5 %", "-1\xa0204,50", "+44 1632 960101",
        "+441632960101", "+44 (0)20 7946 0000", "1-2", "a=b", "'tis", "", "– none", "2026",
    ],
)  # fmt: skip
def test_numbers_and_words_are_not(text: str) -> None:
    assert guarded(text) == unguarded(text) == text


@given(st.text() | st.text("=+-@'\t\ra1 .,()%£"))
def test_nothing_begins_a_formula_and_all_of_it_comes_back(text: str) -> None:
    assert not is_formula(guarded(text))
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("'=1+1", "=1+1"),
        ("'+44 1632 960101", "+44 1632 960101"),
        ("''-x", "'-x"),
        ("''tis", "''tis"),
    ],
)
def test_what_others_guarded_is_read_as_it_was(cell: str, text: str) -> None:
    assert unguarded(cell) == text
