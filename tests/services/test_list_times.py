"""Times of a list that only go together in the afternoon are read so, and that is told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from facilitator_app.services import exchange
from facilitator_app.services.files import File


@pytest.mark.parametrize(
    ("starts", "ends", "read", "told"),
    [
        ("14:00", "4.30", dt.time(16, 30), "read as 16:30"),
        ("2pm", "4", dt.time(16, 0), "read as 16:00"),
        ("10:00", "1.30", dt.time(13, 30), "read as 13:30"),
        ("10:00", "12.30", dt.time(12, 30), ""),
        ("10:00", "11.30", dt.time(11, 30), ""),
        ("14:00", "04:30", dt.time(4, 30), ""),  # written by the clock of 24 hours
        ("14:00", "4.30 am", dt.time(4, 30), ""),
        ("17:00", "4.30", dt.time(16, 30), "read as 16:30"),
        ("", "4.30", dt.time(16, 30), "read as 16:30"),
        ("14:00", "7", dt.time(19), "read as 19:00"),
        ("", "7", dt.time(7), ""),
    ],
)
def test_what_ends_after_it_starts(
    file: File, tmp_path: Path, starts: str, ends: str, read: dt.time, told: str
) -> None:
    (tmp_path / "list.csv").write_text(f"Title,Date,Starts,Ends\nX,2026-12-01,{starts},{ends}\n")
    [row] = exchange.preview(file, "training_event", tmp_path / "list.csv").plan.rows
    assert row.values["ends"] == read
    assert [one.words for one in row.remarks if one.field == "ends"] == ([told] if told else [])
