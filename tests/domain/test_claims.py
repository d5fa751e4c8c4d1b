"""The life of a claim, the three pairs of hands, and what is late or missing."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.domain.claims import (
    LOCKED,
    MOVE_WORDS,
    MOVES,
    WAITING,
    check_hands,
    check_move,
    claim_problems,
    days_waiting,
    deletion_blocker,
    is_late,
    lacks_receipt,
    line_problems,
    receipt_unsaid,
    travel_problems,
)
from facilitator_app.domain.errors import AppError
from facilitator_app.domain.names_alike import PersonName
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.picklists import as_shipped

TODAY = dt.date(2026, 11, 23)
READING = FormatContext(TODAY, as_shipped())


def test_every_state_is_in_the_list_that_ships() -> None:
    shipped = {entry.code for entry in as_shipped().entries["claim_state"]}
    assert shipped == set(MOVES)
    assert {to for moves in MOVES.values() for to in moves} == set(MOVE_WORDS)
    assert {*WAITING, *LOCKED} == shipped - {"draft"}


@pytest.mark.parametrize("state", sorted(MOVES))
@pytest.mark.parametrize("to", sorted(MOVES))
def test_a_claim_moves_only_along_its_path(state: str, to: str) -> None:
    if to in MOVES[state]:
        check_move(state, to)
    else:
        with pytest.raises(AppError, match="cannot take that step now"):
            check_move(state, to)


def test_what_is_closed_stays_closed() -> None:
    assert [MOVES[state] for state in LOCKED] == [()] * 3


def test_what_was_decided_on_is_kept() -> None:
    kept = {state for state in MOVES if deletion_blocker(state)}
    assert kept == {"approved", "authorised", "paid", "rejected"}


def test_every_claim_can_come_to_an_end() -> None:
    ends = set(LOCKED)
    for _round in MOVES:
        ends |= {state for state, moves in MOVES.items() if ends & {*moves}}
    assert ends == set(MOVES)


@pytest.mark.parametrize(
    ("approver", "authoriser"),
    [
        ("Joan Whitlock", None),
        (None, "joan whitlock "),
        ("Fran", "FRAN"),
        ("Joan Whitlock", "Fran"),
    ],
)
def test_one_person_has_one_hand_in_it(approver: str | None, authoriser: str | None) -> None:
    with pytest.raises(AppError, match="three different people"):
        check_hands("Joan Whitlock", approver, authoriser)


@pytest.mark.parametrize("written", ["Bridget O'Dowda", "bridget o‘dowda", "Bridget  ODowda"])
def test_one_person_is_the_same_however_the_name_is_typed(written: str) -> None:
    with pytest.raises(AppError, match="three different people"):
        check_hands("Bridget O’Dowda", written, None)


@pytest.mark.parametrize(
    ("approver", "authoriser"), [("Fran", "Gwen"), ("Fran", None), (None, ""), ("", "")]
)
def test_three_people_may(approver: str | None, authoriser: str | None) -> None:
    assert check_hands("Joan Whitlock", approver, authoriser) == ()


@pytest.mark.parametrize(
    ("approver", "authoriser", "asked"),
    [
        ("J. Whitlock", None, "“J. Whitlock” may be the same person as Joan Whitlock."),
        ("Peter Whitlock", "", "“Peter Whitlock” may be the same person as Joan Whitlock."),
        ("Fran Lee", "F. Lee", "“F. Lee” may be the same person as Fran Lee."),
    ],
)
def test_names_that_may_be_one_person_are_asked_about(
    approver: str, authoriser: str | None, asked: str
) -> None:
    (doubt,) = check_hands(PersonName("Joan", "Whitlock"), approver, authoriser)
    assert doubt.text == asked
    assert doubt.yes.endswith("are two people")


@pytest.mark.parametrize(
    ("category", "receipt", "unsaid", "lacks"),
    [
        ("taxi", None, True, True),
        ("taxi", "missing", False, True),
        ("taxi", "seen", False, False),
        ("taxi", "not_needed", False, False),
        ("mileage", None, False, False),
        ("mileage", "missing", False, False),
    ],
)
def test_every_cost_but_mileage_needs_a_receipt(
    category: str, receipt: str | None, unsaid: bool, lacks: bool
) -> None:
    line = {"category": category, "receipt": receipt}
    assert (receipt_unsaid(line), lacks_receipt(line)) == (unsaid, lacks)


@pytest.mark.parametrize("name", ["meeting_id", "event_id", "purpose_words"])
def test_a_claim_says_what_it_is_for(name: str) -> None:
    assert list(claim_problems({}, READING)) == ["purpose_words"]
    assert claim_problems({name: 1 if name != "purpose_words" else "Visit"}, READING) == {}


def test_a_paid_claim_says_when() -> None:
    values = {"meeting_id": 1, "state": "paid"}
    assert claim_problems(values, READING) == {"paid_on": "Say when it was paid."}
    assert claim_problems(values | {"paid_on": TODAY}, READING) == {}


@pytest.mark.parametrize("state", ["submitted", "approved", "authorised", "returned", "paid"])
def test_nothing_is_claimed_for_a_day_to_come(state: str) -> None:
    values = {"meeting_id": 1, "state": state, "paid_on": TODAY}
    tomorrow = {"date": TODAY + dt.timedelta(days=1)}
    said = "This day is still to come. Claim for it afterwards."
    assert claim_problems(values | tomorrow, READING) == {"date": said}
    assert claim_problems(values | {"date": TODAY}, READING) == {}
    assert claim_problems(values | tomorrow | {"state": "draft"}, READING) == {}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"amount": -1}, "amount"),
        ({"category": "mileage"}, "miles"),
        ({"category": "mileage", "miles": 0}, "miles"),
        ({"category": "mileage", "miles": 600_1}, "miles"),
        ({"category": "fares", "date": TODAY + dt.timedelta(days=1)}, "date"),
    ],
)
def test_what_is_wrong_with_a_line(values: dict[str, object], field: str) -> None:
    assert list(line_problems(values, READING)) == [field]


@pytest.mark.parametrize(
    ("values", "asked"),
    [
        ({"category": "mileage"}, True),
        ({"category": "mileage", "mode": None}, True),
        ({"category": "mileage", "mode": ""}, True),
        ({"category": "mileage", "mode": "bicycle"}, False),
        ({"category": "taxi", "mode": None}, False),
        ({}, False),
    ],
)
def test_miles_say_by_what_they_were_driven(values: dict[str, object], asked: bool) -> None:
    said = {"mode": "Say how they travelled: the rate hangs on it."}
    assert travel_problems(values, READING) == (said if asked else {})


@pytest.mark.parametrize(
    "values",
    [
        {"category": "mileage", "miles": 600_0, "date": TODAY},
        {"category": "fares", "amount": 0},
        {},
    ],
)
def test_what_is_right_with_a_line(values: dict[str, object]) -> None:
    assert line_problems(values, READING) == {}


@pytest.mark.parametrize(
    ("day", "submitted", "late"),
    [
        (dt.date(2026, 6, 3), dt.date(2026, 9, 3), False),
        (dt.date(2026, 6, 3), dt.date(2026, 9, 4), True),
        (dt.date(2026, 11, 30), dt.date(2027, 2, 28), False),
        (dt.date(2026, 11, 30), dt.date(2027, 3, 1), True),
    ],
)
def test_three_months_are_counted_by_the_calendar(
    day: dt.date, submitted: dt.date, late: bool
) -> None:
    assert is_late(day, submitted, 3) is late


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)), st.sampled_from(sorted(MOVES)))
def test_only_what_waits_has_waited(submitted: dt.date, state: str) -> None:
    waited = days_waiting(submitted, state, TODAY)
    assert waited == (max(0, (TODAY - submitted).days) if state in WAITING else 0)
    assert days_waiting(None, state, TODAY) == 0
