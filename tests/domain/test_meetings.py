"""References and clock times of meetings."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.domain.meetings import (
    HELD,
    STEPS,
    STEPS_AS_DONE,
    agenda_blocker,
    attendance_problems,
    clock_times,
    deletion_blocker,
    hours_problems,
    item_reference,
    quorate_words,
    quorum_gaps,
    quorum_met,
    reference,
    register_filled,
    step_problems,
    time_problems,
    too_early,
    visitor_named,
    visitor_problems,
    when_and_where,
)
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.picklists import as_shipped

MARCH = dt.date(2026, 3, 10)


def test_only_a_meeting_with_approved_minutes_is_kept() -> None:
    assert [step for step in STEPS if deletion_blocker(step)] == ["approved"]


@pytest.mark.parametrize(
    ("statuses", "filled"),
    [
        ((), False),
        (("expected",) * 3, False),
        (("expected", "apologies"), False),
        (("apologies",), False),
        (("expected", "present"), True),
        (("expected", "absent"), True),
        (("absent", "absent"), True),
        (("in_attendance",), True),
    ],
)
def test_a_register_is_filled_once_it_tells_who_came(
    statuses: tuple[str, ...], filled: bool
) -> None:
    assert register_filled(statuses) is filled


@pytest.mark.parametrize(
    ("present", "needed", "met"),
    [
        (9, 10, False),
        (10, 10, True),
        (11, 10, True),
        (0, 1, False),
        (1, 1, True),
        (0, None, None),
        (12, None, None),
        (0, 0, None),
        (12, 0, None),
    ],
)
def test_a_meeting_is_quorate_with_as_many_as_are_needed(
    present: int, needed: int | None, met: bool | None
) -> None:
    assert quorum_met(present, needed) is met


@pytest.mark.parametrize(
    ("taken", "given_out"),
    [
        ((), "PG/2026/03"),
        (("PG/2026/02", "UF/2026/03"), "PG/2026/03"),
        (("PG/2026/03",), "PG/2026/03-2"),
        (("PG/2026/03", "PG/2026/03-2", "PG/2026/03-4"), "PG/2026/03-3"),
        (("PG/2026/03-2",), "PG/2026/03"),
    ],
)
def test_a_reference_is_free(taken: tuple[str, ...], given_out: str) -> None:
    assert reference("PG", MARCH, taken) == given_out


@given(st.integers(1, 30))
def test_references_never_repeat(meetings: int) -> None:
    taken: list[str] = []
    for _meeting in range(meetings):
        taken.append(reference("PG", MARCH, taken))
    assert len(set(taken)) == meetings


def test_an_item_is_referred_to_below_its_meeting() -> None:
    assert item_reference("PG/2026/03", 4) == "PG/2026/03/4"


@pytest.mark.parametrize(
    ("starts", "ends", "venue", "told"),
    [
        (dt.time(10), dt.time(12, 30), "Oak Room", "Tue 10 Mar 2026, 10:00 to 12:30 · Oak Room"),
        (dt.time(10), None, None, "Tue 10 Mar 2026, 10:00"),
        (None, dt.time(12, 30), "Oak Room", "Tue 10 Mar 2026 · Oak Room"),
        (None, None, "", "Tue 10 Mar 2026"),
    ],
)
def test_when_and_where_leave_out_what_is_not_set(
    starts: dt.time | None, ends: dt.time | None, venue: str | None, told: str
) -> None:
    assert when_and_where(MARCH, starts, ends, venue) == told


def test_items_begin_when_those_before_end() -> None:
    ten = dt.time(10)
    assert clock_times(ten, [5, 20, 40]) == (ten, dt.time(10, 5), dt.time(10, 25))
    assert clock_times(dt.time(23, 50), [15, 5]) == (dt.time(23, 50), dt.time(0, 5))
    assert clock_times(None, [5, 20]) == (None, None)
    assert clock_times(ten, []) == ()


@pytest.mark.parametrize(
    ("starts", "ends", "right"),
    [
        (dt.time(10), dt.time(12), True),
        (dt.time(10), dt.time(10), False),
        (dt.time(10), dt.time(9), False),
        (None, dt.time(9), True),
        (dt.time(10), None, True),
    ],
)
def test_a_meeting_ends_after_it_starts(
    starts: dt.time | None, ends: dt.time | None, right: bool
) -> None:
    values = {"starts": starts, "ends": ends, "date": MARCH, "status": "held"}
    found = time_problems(values, FormatContext(MARCH, as_shipped()))
    assert (found == {}) is right
    assert set(found) <= {"ends"}


@pytest.mark.parametrize(
    ("status", "days", "refused"),
    [
        ("scheduled", 1, False),
        ("agenda", 400, False),
        ("notice", 1, False),
        ("cancelled", 1, False),
        ("held", 1, True),
        ("minutes", 1, True),
        ("approved", 400, True),
        ("held", 0, False),
        ("minutes", -1, False),
        ("approved", -400, False),
    ],
)
def test_what_is_still_to_come_was_not_held(status: str, days: int, refused: bool) -> None:
    day = MARCH + dt.timedelta(days=days)
    assert bool(too_early(status, day, MARCH)) is refused
    found = step_problems({"status": status, "date": day}, FormatContext(MARCH, as_shipped()))
    assert ("date" in found) is refused


def test_minutes_are_approved_on_the_day_or_later() -> None:
    fmt = FormatContext(MARCH, as_shipped())
    values = {"status": "approved", "date": MARCH}
    day = dt.timedelta(days=1)
    assert list(step_problems(values | {"approved_on": MARCH - day}, fmt)) == ["approved_on"]
    for approved in (MARCH, MARCH + day, None):
        assert step_problems(values | {"approved_on": approved}, fmt) == {}


@pytest.mark.parametrize(
    ("typed", "name", "capacity"),
    [
        ("Dr Ann Example, trust lead", "Dr Ann Example", "trust lead"),
        ("  Ann   Example ", "Ann Example", ""),
        ("Ann Example,", "Ann Example", ""),
        ("Ann Example, lead, of two trusts", "Ann Example", "lead, of two trusts"),
    ],
)
def test_a_visitor_is_named_with_a_capacity(typed: str, name: str, capacity: str) -> None:
    assert visitor_named(typed) == (name, capacity)


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"member_id": 7, "status": "present"}, []),
        ({"member_id": 7, "visitor": "Ann", "status": "present"}, []),
        ({"visitor": "Ann", "status": "in_attendance"}, []),
        ({"visitor": "Ann", "status": "apologies"}, []),
        ({"visitor": "Ann", "status": "present"}, ["status"]),
        ({"status": "apologies"}, ["member_id"]),
    ],
)
def test_a_line_of_the_register_is_of_a_member_or_of_a_visitor_who_is_not_counted(
    values: dict[str, object], wrong: list[str]
) -> None:
    assert list(visitor_problems(values, None)) == wrong


@pytest.mark.parametrize(
    ("arrived", "left", "wrong"),
    [
        (None, None, []),
        (dt.time(9, 50), dt.time(12, 30), []),
        (dt.time(12), None, ["arrived"]),
        (None, dt.time(10), ["left"]),
        (dt.time(13), dt.time(9), ["arrived", "left"]),
    ],
)
def test_somebody_is_there_while_the_meeting_goes_on(
    arrived: dt.time | None, left: dt.time | None, wrong: list[str]
) -> None:
    assert list(hours_problems(arrived, left, dt.time(10), dt.time(12))) == wrong
    assert hours_problems(arrived, left, None, None) == {}


def at(words: str) -> dt.time | None:
    return dt.time.fromisoformat(words) if words else None


@pytest.mark.parametrize(
    ("there", "needed", "gaps"),
    [
        (["-", "-"], 2, []),  # both all the time
        (["-", "10:20-"], 2, ["10:00-10:20"]),
        (["-", "-11:30"], 2, ["11:30-12:00"]),
        (["-10:40", "-", "10:40-"], 2, []),  # one comes as another leaves
        (["-10:30", "-", "11:00-"], 2, ["10:30-11:00"]),
        (["-11:00", "-11:30", "-"], 3, ["11:00-12:00"]),  # ever fewer is one gap
        (["09:50-12:30", "-"], 2, []),  # there before it began, and when it was over
        (["-10:30"], 2, []),  # there never were enough: it was not quorate
        (["-10:30"], None, []),
    ],
)
def test_a_quorum_is_lost_while_too_few_are_there(
    there: list[str], needed: int | None, gaps: list[str]
) -> None:
    times = [(at(came), at(left)) for came, left in (one.split("-") for one in there)]
    wanted = tuple((at(begins), at(until)) for begins, until in (one.split("-") for one in gaps))
    assert quorum_gaps(times, needed, dt.time(10), dt.time(12)) == wanted
    assert quorum_gaps(times, needed, None, dt.time(12)) == ()


@pytest.mark.parametrize(
    ("step", "items", "refused"),
    [("agenda", 0, True), ("agenda", 1, False), ("notice", 0, False), ("held", 0, False)],
)
def test_an_agenda_is_agreed_that_has_items(step: str, items: int, refused: bool) -> None:
    assert bool(agenda_blocker(step, items)) is refused


@pytest.mark.parametrize(
    ("arrived", "left", "wrong"),
    [
        (dt.time(11), dt.time(10, 30), ["left"]),
        (dt.time(11), dt.time(11), ["left"]),
        (dt.time(10, 30), dt.time(11), []),
        (None, dt.time(11), []),
        (dt.time(11), None, []),
    ],
)
def test_nobody_leaves_before_they_arrive(
    arrived: dt.time | None, left: dt.time | None, wrong: list[str]
) -> None:
    assert list(attendance_problems({"arrived": arrived, "left": left}, None)) == wrong


def test_the_steps_are_those_of_the_list_that_ships() -> None:
    shipped = [entry.code for entry in as_shipped().entries["meeting_status"]]
    assert [*STEPS, "cancelled"] == shipped == list(STEPS_AS_DONE)
    assert set(HELD) <= set(STEPS)


@pytest.mark.parametrize(
    ("gaps", "words"),
    [
        ((), ""),
        ((("11:20", ""),), "until 11:20"),
        ((("11:20", "12:00"),), "until 11:20"),
        ((("10:00", "10:30"),), "from 10:30"),
        ((("10:00", "12:00"),), "at no time"),
        ((("11:20", "11:40"),), "until 11:20, and from 11:40"),
        ((("10:00", "10:30"), ("11:20", "12:00")), "at times"),
    ],
)
def test_when_a_meeting_was_quorate(gaps: tuple[tuple[str, str], ...], words: str) -> None:
    assert quorate_words(gaps, "10:00", "12:00") == words
