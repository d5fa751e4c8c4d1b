"""A meeting whose register nobody filled is left out of attendance, and that is said."""

from __future__ import annotations

import datetime as dt

import pytest

from facilitator_app.digests.annual import AnnualReport
from facilitator_app.digests.lists import ListQuery
from facilitator_app.domain.meetings import register_filled
from facilitator_app.queries import registers
from facilitator_app.services import documents, lists, today
from facilitator_app.services.files import File
from tests.conftest import Make


@pytest.mark.parametrize(
    ("statuses", "filled"),
    [
        ((), False),
        (("expected", "expected"), False),
        (("expected", "apologies"), False),
        (("expected", "present"), True),
        (("in_attendance",), True),
        (("absent", "absent"), True),
    ],
)
def test_a_register_is_filled_once_somebody_is_ticked(
    file: File, make: Make, statuses: tuple[str, ...], filled: bool
) -> None:
    day = dt.date(2026, 9, 8)
    meeting = make.meeting(make.body(), day, status="held")
    for at, status in enumerate(statuses):
        member = make.member(surname=f"Sample {at}")
        make.record("attendance", meeting_id=meeting, member_id=member, status=status)
    assert register_filled(statuses) is filled
    with file.store.read() as session:
        assert registers.unfilled(session, day, day) == (not filled)


def test_a_meeting_without_a_register_is_left_out_wherever_attendance_is_told(
    file: File, make: Make
) -> None:
    body, joan = make.body(), make.member(joined=dt.date(2020, 1, 1))
    make.seat(joan, body)
    kept = make.meeting(body, dt.date(2026, 9, 8), status="held")
    meeting = make.meeting(body, dt.date(2026, 10, 8), status="held")
    for one, status in ((kept, "present"), (meeting, "expected")):
        make.record("attendance", meeting_id=one, member_id=joan, status=status)
    said = "1 meeting without a register is not counted"
    (found,) = [one for one in today.page(file).findings if one.title.startswith("Attendance")]
    assert found.title == "Attendance is 100% this year"
    assert said in found.sentence
    facts = [one for part in lists.card(file, "member", joan).sections for one in part.facts]
    (attended,) = [one.text for one in facts if one.label == "Attended"]
    assert attended == f"1 of 1, {said}"
    rows = lists.page(file, ListQuery("meeting", chip="all", columns=("came",)), 0, 9)
    assert {row.cells[0].text for row in rows} == {"1 of 1", "no register"}
    card = lists.card(file, "meeting", meeting)
    assert ("Came", "the register is not filled") in {
        (one.label, one.text) for part in card.sections for one in part.facts
    }
    report = documents.read(file, "annual", 2026).digest
    assert isinstance(report, AnnualReport)
    (group,) = report.bodies
    assert (group.meetings, group.expected, group.came) == (2, 1, 1)
