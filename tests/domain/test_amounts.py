"""Money, miles and rates are whole numbers, whatever people type."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.domain import amounts
from facilitator_app.domain.errors import AppError


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("4.5", 450), ("4.50", 450), ("£4.50", 450), ("£ 4.50", 450), (" 4 ", 400), ("80p", 80),
        ("80 P", 80), (".5", 50), ("£.05", 5), ("1,204.50", 120_450), ("1,000,000", 100_000_000),
        ("0", 0), ("-4.50", -450), ("-£4.50", -450), ("£-4.50", -450), ("0.07", 7),
    ],
)  # fmt: skip
def test_money(text: str, pence: int) -> None:
    assert amounts.parse_money(text) == pence


@pytest.mark.parametrize(
    "text",
    ["", "£", "p", ".", "-", "4.505", "4,50", "1,2345", "12,34.5", "--4", "-£-4", "four", "4.5.0",
     "1e3", "4.50p", "-80p", "9" * 5000, "9" * 5000 + "p"],
)  # fmt: skip
def test_no_money(text: str) -> None:
    with pytest.raises(AppError, match="pounds"):
        amounts.parse_money(text)


def test_too_much_money() -> None:
    assert amounts.parse_money("100,000,000.00") == amounts.MOST_PENCE
    with pytest.raises(AppError, match="too large to be right"):
        amounts.parse_money("100,000,000.01")


@pytest.mark.parametrize(
    ("pence", "text"),
    [(450, "£4.50"), (5, "£0.05"), (0, "£0.00"), (120_450, "£1,204.50"), (-450, "-£4.50")],
)
def test_money_shown(pence: int, text: str) -> None:
    assert amounts.show_money(pence) == text


@given(st.integers(-amounts.MOST_PENCE, amounts.MOST_PENCE))
def test_money_is_read_back(pence: int) -> None:
    assert amounts.parse_money(amounts.show_money(pence)) == pence
    assert amounts.parse_money(amounts.plain_money(pence)) == pence


@pytest.mark.parametrize(
    ("text", "unit", "tenths"),
    [
        ("22", "miles", 220), ("22.5", "miles", 225), ("22.5 miles", "miles", 225),
        ("22.5m", "miles", 225), (".5", "miles", 5), ("1,204", "miles", 12_040),
        ("55p", "pence", 550), ("37.4 p", "pence", 374), ("55 pence", "pence", 550),
    ],
)  # fmt: skip
def test_tenths(text: str, unit: Literal["miles", "pence"], tenths: int) -> None:
    assert amounts.parse_tenths(text, unit) == tenths


@pytest.mark.parametrize("text", ["", ".", "22.55", "-4", "far", "1,23", "9" * 5000, "100000"])
def test_no_tenths(text: str) -> None:
    with pytest.raises(AppError, match="miles"):
        amounts.parse_tenths(text, "miles")


@pytest.mark.parametrize("unit", ["miles", "pence"])
def test_a_refusal_says_how_fine_a_number_may_be(unit: Literal["miles", "pence"]) -> None:
    with pytest.raises(AppError, match="to a tenth at most"):
        amounts.parse_tenths("12.34", unit)


@given(st.integers(0, amounts.MOST_TENTHS))
def test_tenths_are_read_back(tenths: int) -> None:
    assert amounts.parse_tenths(amounts.show_tenths(tenths), "miles") == tenths
    assert amounts.parse_tenths(amounts.show_tenths(tenths) + "p", "pence") == tenths


@given(st.integers(0, 10**12), st.integers(1, 10**6))
def test_half_up(numerator: int, denominator: int) -> None:
    exact = Fraction(numerator, denominator)
    assert Fraction(-1, 2) < exact - amounts.half_up(numerator, denominator) + 1 <= Fraction(3, 2)
    assert (
        exact - Fraction(1, 2) < amounts.half_up(numerator, denominator) <= exact + Fraction(1, 2)
    )


@pytest.mark.parametrize(
    ("part", "whole", "found"), [(1, 3, 33), (2, 3, 67), (1, 200, 1), (1, 201, 0), (5, 5, 100)]
)
def test_percent(part: int, whole: int, found: int) -> None:
    assert amounts.percent(part, whole) == found


@given(st.text(max_size=20), st.text("0123456789.,£p- ", max_size=20))
def test_no_text_stops_it(text: str, other: str) -> None:
    for one in (text, other):
        for read in (amounts.parse_money, lambda words: amounts.parse_tenths(words, "miles")):
            try:
                assert isinstance(read(one), int)
            except AppError as error:
                assert str(error).endswith(".")  # noqa: PT017 - any text may be read, or refused
