"""Ids: 63 bits, rising, and never the same on two laptops."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.clock import FixedClock, fixed_on
from facilitator_app.services import files
from facilitator_app.store.ids import Ids
from facilitator_app.store.key import Key
from tests.conftest import Make

START = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


@given(st.integers(0), st.lists(st.integers(-2_000, 2_000), min_size=1, max_size=60))
def test_ids_rise_whatever_the_clock_does(seed: int, steps: list[int]) -> None:
    clock = FixedClock(START + dt.timedelta(days=2_500))
    ids, given_out = Ids(clock, random.Random(seed)), [0]
    for step in steps:
        clock.at += dt.timedelta(milliseconds=step)
        given_out.append(ids.next())
    assert given_out == sorted(set(given_out))
    assert given_out[-1] < 2**63


def test_ids_fit_for_half_a_century() -> None:
    clock = FixedClock(dt.datetime(2089, 1, 1, tzinfo=dt.UTC))
    assert 2**62 < Ids(clock, random.Random(1)).next() < 2**63


def test_an_id_tells_when_it_was_made() -> None:
    at = dt.datetime(2026, 11, 23, 9, 0, 0, 7_000, tzinfo=dt.UTC)
    made = Ids(FixedClock(at), random.Random(1)).next()
    assert START + dt.timedelta(milliseconds=made >> 22) == at


def test_two_laptops_at_the_same_work_do_not_collide() -> None:
    clock = FixedClock(START + dt.timedelta(days=2_500))
    one, other, given_out = Ids(clock, random.Random(1)), Ids(clock, random.Random(2)), set[int]()
    for _ in range(5_000):
        given_out |= {one.next(), other.next()}
        clock.at += dt.timedelta(milliseconds=1)
    assert len(given_out) == 10_000


def test_ids_go_on_rising_when_the_clock_has_gone_back(path: Path, key: Key) -> None:
    given_out = []
    for year in (2026, 2025, 2025):
        file = files.open_file(path, key, fixed_on(dt.date(year, 11, 23)))
        given_out += [Make(file).member(), Make(file).body()]
        file.close()
    assert given_out == sorted(set(given_out))
