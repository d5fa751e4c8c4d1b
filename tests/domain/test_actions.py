"""An action is late from the day after it was due, while it is open."""

from __future__ import annotations

import datetime as dt

import pytest

from facilitator_app.domain.actions import days_late

TODAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("status", "due", "late"),
    [
        ("open", dt.date(2026, 11, 20), 3),
        ("open", dt.date(2026, 11, 22), 1),
        ("open", TODAY, 0),
        ("open", dt.date(2026, 11, 24), 0),
        ("open", None, 0),
        ("done", dt.date(2026, 11, 20), 0),
        ("dropped", dt.date(2026, 11, 20), 0),
    ],
)
def test_days_late(status: str, due: dt.date | None, late: int) -> None:
    assert days_late(status, due, TODAY) == late
