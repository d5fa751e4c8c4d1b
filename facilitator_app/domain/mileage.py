"""What a mile is worth on a day, and what a journey comes to (HMRC EIM71153)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from facilitator_app.domain.amounts import half_up, show_rate, show_tenths
from facilitator_app.i18n import _

_TOP = 200_0  # tenths of a penny: anything above £2 a mile was typed in pounds


@dataclass(frozen=True, slots=True)
class Band:
    """A rate in force: tenths of a penny a mile up to `threshold` miles of the tax year."""

    id: int
    mode: str
    starts: dt.date
    ends: dt.date | None
    tenths: int
    threshold: int | None = None
    tenths_above: int | None = None


@dataclass(frozen=True, slots=True)
class Journey:
    """What a journey comes to: pence, the band used, and the working in words."""

    pence: int
    band: Band
    working: str


def problems(values: Mapping[str, Any], _fmt: object) -> dict[str, str]:
    """Return what is wrong with a rate."""
    found: dict[str, str] = {}
    for name in ("rate", "rate_above"):
        if (values.get(name) or 0) > _TOP:
            found[name] = _("Write the rate in pence: 55 for 55p a mile.")
    starts, ends = values.get("starts"), values.get("ends")
    if starts and ends and ends < starts:
        found["ends"] = _("The last day lies before the first. Mend one of the two dates.")
    if (values.get("threshold") is None) != (values.get("rate_above") is None):
        found["rate_above"] = _("Give both the miles at this rate and the rate beyond, or neither.")
    return found


def band_on(bands: Iterable[Band], mode: str, day: dt.date) -> Band | None:
    """Return the band of `mode` in force on `day`: the one that started last."""
    fitting = [
        band
        for band in bands
        if band.mode == mode and band.starts <= day and (band.ends is None or day <= band.ends)
    ]
    return max(fitting, key=lambda band: band.starts, default=None)


def journey(band: Band, tenths_of_miles: int, before: int) -> Journey:
    """Work out a journey of `tenths_of_miles` when `before` tenths were driven this tax year.

    A journey that crosses the threshold is split there; the sum is rounded half up to a penny.
    """
    limit = None if band.threshold is None else band.threshold * 10
    lower = tenths_of_miles if limit is None else max(0, min(tenths_of_miles, limit - before))
    upper = tenths_of_miles - lower
    above = band.tenths if band.tenths_above is None else band.tenths_above
    pence = half_up(lower * band.tenths + upper * above, 100)
    parts = [(lower, band.tenths), (upper, above)]
    working = " + ".join(f"{show_tenths(m)} × {show_rate(rate)}" for m, rate in parts if m)
    return Journey(pence, band, working or f"0 × {show_rate(band.tenths)}")
