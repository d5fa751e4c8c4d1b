"""When people joined of whom a list does not say it: who is asked about, and what is done."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from facilitator_app.digests.exchange import Plan, PlannedRow, RowOutcome
from facilitator_app.domain.membership import Standing, lacks_joining
from facilitator_app.domain.progress import Progress
from facilitator_app.services import documents, exchange, joining_days, records
from facilitator_app.services.files import File
from tests.conftest import Make

DAY = dt.date(2025, 6, 1)


@pytest.mark.parametrize(
    ("status", "joined", "left", "asked"),
    [
        ("current", None, None, True),
        ("induction", None, None, True),
        ("break", None, None, True),
        ("stepped_back", None, None, True),
        ("a status of their own", None, None, True),
        ("current", DAY, None, False),
        ("applied", None, None, False),  # not a member yet
        ("left", None, None, False),
        ("died", None, None, False),
        ("current", None, DAY, False),
    ],
)
def test_who_is_asked_about(
    status: str, joined: dt.date | None, left: dt.date | None, asked: bool
) -> None:
    assert lacks_joining(Standing(status, joined, left)) is asked
    row = PlannedRow(2, RowOutcome.ADD, values={"status": status, "joined": joined, "left": left})
    plan = Plan("member", (row,))
    assert joining_days.lacking(plan) == int(asked)
    [filled] = joining_days.filled(plan, DAY).rows
    assert filled.values["joined"] == (DAY if asked else joined)
    assert joining_days.filled(plan, None) == plan


def test_other_lists_are_not_asked_about_people() -> None:
    plan = Plan("action", (PlannedRow(2, RowOutcome.ADD, values={"status": "open"}),))
    assert joining_days.lacking(plan) == 0
    assert joining_days.filled(plan, DAY) == plan


def test_a_list_without_days_comes_in_with_the_one_that_was_given(
    file: File, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("First names,Surname\nExample,One\nExample,Two\n", "utf-8")
    plan = exchange.preview(file, "member", path).plan
    assert joining_days.lacking(plan) == 2
    assert "Of 2 people" in joining_days.told(2)
    exchange.apply(file, joining_days.filled(plan, DAY), frozenset(), Progress())
    whole = documents.read(file, "annual", 2025).digest.membership
    assert (whole.start, whole.joined, whole.end, whole.undated) == (0, 2, 2, 0)


def test_a_new_member_starts_with_today(file: File, make: Make) -> None:
    today = file.store.clock.today()
    assert records.blank(file, "member", {}).values["joined"] == today
    assert records.blank(file, "member", {"joined": DAY}).values["joined"] == DAY
    assert records.blank(file, "action", {}).values["done_on"] is None
    assert records.get(file, "member", make.member()).values["joined"] is None
