"""A meeting held today has been: its minutes are to be written, and another one comes next."""

from __future__ import annotations

import datetime as dt

import pytest

from facilitator_app.digests.lists import ListQuery
from facilitator_app.gui.pages.meetings.meeting_wording import quorum
from facilitator_app.services import documents, lists, meetings, today
from facilitator_app.services.files import File
from tests.conftest import TODAY, Make

LATER = dt.date(2026, 12, 2)


def shown(file: File, chip: str) -> list[int]:
    return [row.id for row in lists.page(file, ListQuery("meeting", chip=chip), 0, 9)]


@pytest.mark.parametrize(
    ("status", "write", "approve"),
    [("held", True, False), ("minutes", False, True), ("approved", False, False)],
)
def test_a_meeting_held_on_its_own_day(
    file: File, make: Make, status: str, write: bool, approve: bool
) -> None:
    group = make.body()
    held, coming = make.meeting(group, TODAY), make.meeting(group, LATER)
    steps = ("held", "minutes", "approved")
    for step in steps[: steps.index(status) + 1]:
        meetings.take_step(file, held, step)
    assert shown(file, "coming") == [coming]
    assert shown(file, "write") == [held] * write
    assert shown(file, "approve") == [held] * approve
    assert today.waiting(file).get("meeting", (0, False))[0] == write
    titles = {need.title for need in today.page(file).needs}
    assert ("Minutes to write for 1 meeting" in titles) is write
    (row,) = lists.page(file, ListQuery("body", columns=("next_meeting",)), 0, 9)
    assert row.cells[0].text == "2 Dec 2026"
    (section,) = [
        one for one in lists.card(file, "body", group).sections if one.title == "Meetings"
    ]
    assert [(fact.label, fact.text) for fact in section.facts] == [
        ("Next", "Wed 2 Dec 2026"), ("Last", "Mon 23 Nov 2026"),
    ]  # fmt: skip


def test_a_meeting_planned_for_today_or_gone_by_unmarked(file: File, make: Make) -> None:
    group = make.body()
    now, before = make.meeting(group, TODAY), make.meeting(group, dt.date(2026, 11, 2))
    make.meeting(group, TODAY, status="cancelled")
    assert shown(file, "coming") == [now]
    assert shown(file, "write") == [before]


@pytest.mark.parametrize(
    ("needed", "here", "coming", "minuted"),
    [
        (None, "No quorum set", "no quorum set", "No quorum is set for this group."),
        (0, "No quorum set", "no quorum set", "No quorum is set for this group."),
        (1, "Quorum met", "1 expected, 1 needed", "The meeting was quorate"),
        (2, "No quorum", "1 expected, 2 needed", "The meeting was not quorate"),
    ],
)
def test_register_today_and_minutes_agree_on_the_quorum(
    file: File, make: Make, needed: int | None, here: str, coming: str, minuted: str
) -> None:
    meeting = make.meeting(make.body(quorum=needed), TODAY)
    make.record("attendance", meeting_id=meeting, member_id=make.member(), status="present")
    assert quorum(meetings.page(file, meeting))[0].text == here
    following = today.page(file).meeting
    assert following is not None
    (check,) = [one for one in following.checks if one.text.startswith("Quorum")]
    assert (check.detail, check.state == "warn") == (coming, needed == 2)
    meetings.take_step(file, meeting, "held")
    told = documents.make(file, "minutes", meeting, "text").content.decode()
    assert minuted in " ".join(told.split())


def test_a_quorum_that_was_lost_is_told_with_its_time(file: File, make: Make) -> None:
    """The headline said "Quorum met" of a meeting that most had left after ten minutes."""
    meeting = make.meeting(make.body(quorum=1), TODAY, ends=dt.time(12))
    joan = make.member()
    make.record(
        "attendance", meeting_id=meeting, member_id=joan, status="present", left=dt.time(10, 10)
    )
    pill, sentence = quorum(meetings.page(file, meeting))
    assert (pill.text, pill.tone) == ("Quorate until 10:10", "warn")
    assert sentence == "1 here, 1 needed, fewer from 10:10 to 12:00"
    meetings.take_step(file, meeting, "held")
    told = " ".join(documents.make(file, "minutes", meeting, "text").content.decode().split())
    assert "The meeting was quorate until 10:10: 1 member needed, 1 came" in told
