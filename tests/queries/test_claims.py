"""What a mile is worth, and how many were driven before."""

from __future__ import annotations

import datetime as dt

from facilitator_app.domain.dates import tax_year_start
from facilitator_app.domain.mileage import band_on, journey
from facilitator_app.queries.claims import bands, miles_before
from facilitator_app.services.files import File
from tests.conftest import Make


def tenths(file: File, mode: str, day: dt.date) -> int | None:
    with file.store.read() as session:
        band = band_on(bands(session), mode, day)
    return band.tenths if band else None


def test_the_rates_that_ship_cover_their_days(file: File) -> None:
    assert tenths(file, "car", dt.date(2026, 4, 5)) == 450
    assert tenths(file, "car", dt.date(2026, 4, 6)) == 550
    assert tenths(file, "bicycle", dt.date(2026, 4, 6)) == 200
    assert tenths(file, "car", dt.date(1999, 1, 1)) is None


def test_a_rate_counts_from_the_day_it_was_adopted(file: File, make: Make) -> None:
    make.record(
        "mileage_rate",
        mode="car",
        starts=dt.date(2026, 9, 1),
        adopted=dt.date(2026, 10, 1),
        rate=600,
    )
    assert tenths(file, "car", dt.date(2026, 9, 30)) == 550
    assert tenths(file, "car", dt.date(2026, 10, 1)) == 600


def test_a_rate_that_ended_is_not_paid_afterwards(file: File, make: Make) -> None:
    make.record(
        "mileage_rate", mode="car", starts=dt.date(2026, 9, 1), ends=dt.date(2026, 9, 30), rate=600
    )
    assert tenths(file, "car", dt.date(2026, 9, 30)) == 600
    assert tenths(file, "car", dt.date(2026, 10, 1)) == 550


def test_a_journey_across_the_threshold_is_split(file: File) -> None:
    day = dt.date(2026, 11, 3)
    with file.store.read() as session:
        band = band_on(bands(session), "car", day)
    assert band is not None
    done = journey(band, 40_0, before=9_990_0)
    assert (done.pence, done.working) == (10 * 55 + 30 * 25, "10 × 55p + 30 × 25p")


def before(file: File, member: int, day: dt.date, leaving_out: int | None = None) -> int:
    with file.store.read() as session:
        return miles_before(session, member, "car", tax_year_start(day), day, leaving_out)


def test_miles_before_are_those_of_the_tax_year(file: File, make: Make) -> None:
    joan, taro = make.member(), make.member("Taro", "Bright")
    days = [dt.date(2026, 4, 5), dt.date(2026, 4, 6), dt.date(2026, 11, 2), dt.date(2026, 11, 3)]
    claims = [make.claim(joan, day) for day in days]
    for claim, day in zip(claims, days, strict=True):
        make.record("claim_line", claim_id=claim, date=day, mode="car", miles=100, amount=1)
        make.record("claim_line", claim_id=claim, date=day, mode="bicycle", miles=7, amount=1)
    other = make.claim(taro)
    make.record("claim_line", claim_id=other, date=days[2], mode="car", miles=900, amount=1)
    assert before(file, joan, dt.date(2026, 11, 3), claims[3]) == 200
    assert before(file, joan, dt.date(2026, 11, 3), claims[2]) == 100
    assert before(file, joan, dt.date(2026, 4, 6), claims[1]) == 0
    make.settled(claims[1], state="rejected")
    assert before(file, joan, dt.date(2026, 11, 3), claims[3]) == 100
