"""What a journey comes to: to the penny, across the threshold, never more for being split."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.domain.mileage import Band, band_on, journey, problems

APRIL = dt.date(2026, 4, 6)
CAR = Band(1, "car", APRIL, None, 550, 10_000, 250)
BICYCLE = Band(2, "bicycle", APRIL, None, 200)
OLD = Band(3, "car", dt.date(2011, 4, 6), dt.date(2026, 4, 5), 450, 10_000, 250)
MILES = st.integers(0, 600_0)
BEFORE = st.integers(0, 20_000_0)


@pytest.mark.parametrize(
    ("band", "miles", "before", "pence", "working"),
    [
        (CAR, 22_5, 0, 1_238, "22.5 × 55p"),
        (CAR, 0, 0, 0, "0 × 55p"),
        (CAR, 100_0, 9_900_0, 5_500, "100 × 55p"),
        (CAR, 100_0, 9_960_0, 40 * 55 + 60 * 25, "40 × 55p + 60 × 25p"),
        (CAR, 100_0, 10_000_0, 2_500, "100 × 25p"),
        (CAR, 100_0, 12_345_6, 2_500, "100 × 25p"),
        (BICYCLE, 1_000_0, 50_000_0, 20_000, "1,000 × 20p"),
        (Band(4, "car", APRIL, None, 374), 1, 0, 4, "0.1 × 37.4p"),
    ],
)
def test_journeys_by_hand(band: Band, miles: int, before: int, pence: int, working: str) -> None:
    done = journey(band, miles, before)
    assert (done.pence, done.working, done.band) == (pence, working, band)


@given(MILES, BEFORE)
def test_a_journey_is_worth_its_miles_to_half_a_penny(miles: int, before: int) -> None:
    lower = max(0, min(miles, 10_000_0 - before))
    exact = Fraction(lower * 550 + (miles - lower) * 250, 100)
    pence = journey(CAR, miles, before).pence
    assert Fraction(-1, 2) < pence - exact <= Fraction(1, 2)


@given(MILES, BEFORE, st.integers(0, 600_0))
def test_cutting_a_journey_in_two_changes_a_penny_at_most(
    miles: int, before: int, cut: int
) -> None:
    first = min(cut, miles)
    whole = journey(CAR, miles, before).pence
    parts = journey(CAR, first, before).pence + journey(CAR, miles - first, before + first).pence
    assert abs(whole - parts) <= 1


@given(MILES, BEFORE)
def test_more_miles_are_never_worth_less(miles: int, before: int) -> None:
    assert journey(CAR, miles, before).pence <= journey(CAR, miles + 1, before).pence
    assert journey(CAR, miles, before).pence >= journey(CAR, miles, before + 1).pence


@pytest.mark.parametrize(
    ("day", "band"),
    [
        (dt.date(2026, 4, 5), OLD),
        (APRIL, CAR),
        (dt.date(2040, 1, 1), CAR),
        (dt.date(2011, 4, 5), None),
    ],
)
def test_the_band_of_a_day(day: dt.date, band: Band | None) -> None:
    assert band_on((CAR, BICYCLE, OLD), "car", day) == band


def test_the_band_that_began_last_counts() -> None:
    ours = Band(9, "car", dt.date(2026, 10, 1), dt.date(2026, 10, 31), 600)
    assert band_on((ours, CAR, OLD), "car", dt.date(2026, 10, 31)) is ours
    assert band_on((CAR, ours, OLD), "car", dt.date(2026, 11, 1)) is CAR
    assert band_on((CAR,), "passenger", APRIL) is None


@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        ({"rate": 5_500}, "rate", "Write the rate in pence"),
        (
            {"rate": 550, "rate_above": 2_001, "threshold": 1},
            "rate_above",
            "Write the rate in pence",
        ),
        ({"starts": APRIL, "ends": dt.date(2026, 4, 5)}, "ends", "last day lies before the first"),
        ({"threshold": 10_000}, "rate_above", "or neither"),
        ({"rate_above": 250}, "rate_above", "or neither"),
    ],
)
def test_what_is_wrong_with_a_rate(values: dict[str, object], field: str, said: str) -> None:
    found = problems(values, None)
    assert list(found) == [field]
    assert said in found[field]


def test_a_rate_of_one_day_and_of_two_pounds_is_right() -> None:
    values = {"rate": 2_000, "threshold": 0, "rate_above": 0, "starts": APRIL, "ends": APRIL}
    assert problems(values, None) == {}
