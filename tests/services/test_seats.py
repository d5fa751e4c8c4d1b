"""Several people are given seats in one step; what stands against one is told of each."""

from __future__ import annotations

import datetime as dt

import pytest

from facilitator_app.digests.lists import ListQuery
from facilitator_app.digests.page_values import SEVERAL
from facilitator_app.domain.bodies import Term, terms_meet
from facilitator_app.domain.errors import Invalid
from facilitator_app.services import (
    done_words,
    draft_list,
    drafts,
    lists,
    meetings,
    records,
    seats,
    today,
    undo,
)
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from tests.conftest import Make

DAY = dt.date(2026, 4, 1)
EVE = DAY - dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ((DAY, None), (None, EVE), False),
        ((DAY, None), (None, DAY), True),
        ((None, None), (DAY, DAY), True),
        ((None, EVE), (DAY, None), False),
        ((EVE, EVE), (DAY, DAY), False),
        ((EVE, DAY), (DAY, None), True),
        ((None, None), (None, None), True),
    ],
)
def test_terms_meet_on_a_day_that_both_have(
    one: tuple[dt.date | None, dt.date | None],
    other: tuple[dt.date | None, dt.date | None],
    meet: bool,
) -> None:
    assert terms_meet(Term(*one), Term(*other)) is meet
    assert terms_meet(Term(*other), Term(*one)) is meet


def people(*ids: int) -> list[Draft]:
    return [Draft("seat", {"member_id": one}) for one in ids]


def held(file: File) -> int:
    return lists.frame(file, ListQuery("seat", "current")).total


def test_several_have_their_seats_in_one_step_that_names_the_group(file: File, make: Make) -> None:
    body = make.body("Breast Site-Specific Group", "BSSG")
    ids = [make.member(name, "Example") for name in ("Ann", "Bob", "Cy", "Di", "Ed")]
    seat = Draft("seat", {"body_id": body, "role": "member", "starts": DAY, "capacity": "Carer"})
    saved = seats.add_people(file, seat, people(*ids))
    assert held(file) == 5
    assert done_words.told(file, saved.changes) == "5 seats of Breast Site-Specific Group"
    back = undo.undo(file)
    assert held(file) == 0
    assert done_words.told(file, back) == "5 seats of Breast Site-Specific Group"
    undo.redo(file)
    assert held(file) == 5


def test_one_is_added_as_any_seat_is(file: File, make: Make) -> None:
    body, ann = make.body(), make.member("Ann", "Example")
    saved = seats.add_people(file, Draft("seat", {"body_id": body, "starts": DAY}), people(ann))
    assert done_words.told(file, saved.changes).startswith("Seat added: Ann Example")


def test_what_stands_against_somebody_is_told_of_each_and_nobody_is_added(
    file: File, make: Make
) -> None:
    body = make.body()
    ann, bob = make.member("Ann", "Example"), make.member("Bob", "Example")
    cy = make.member("Cy", "Example", status="left", left=EVE)
    di = make.member("Di", "Example")
    make.seat(ann, body, role="chair", starts=EVE)
    make.seat(bob, body, starts=None, ends=DAY)
    make.seat(di, body, ends=EVE)
    before = held(file)
    with pytest.raises(Invalid) as told:
        seats.add_people(
            file, Draft("seat", {"body_id": body, "starts": DAY}), people(ann, bob, cy, di)
        )
    assert told.value.problems == {
        "seat.0.member_id": "Ann Example is in a seat there already: chair, from 31 Mar 2026.",
        "seat.1.member_id": "Bob Example is in a seat there already: member, since: not known.",
        "seat.2.member_id": "Cy Example is not a member any more on that day.",
    }
    assert held(file) == before
    with pytest.raises(Invalid, match="one person"):
        seats.add_people(file, Draft("seat", {"body_id": body}), [])


def test_a_group_is_needed_and_dates_in_order(file: File, make: Make) -> None:
    ann = make.member()
    with pytest.raises(Invalid) as told:
        seats.add_people(file, Draft("seat", {}), people(ann))
    assert list(told.value.problems) == ["body_id"]
    wrong = Draft("seat", {"body_id": make.body(), "starts": DAY, "ends": EVE})
    with pytest.raises(Invalid) as told:
        seats.add_people(file, wrong, people(ann, make.member("Bob")))
    assert list(told.value.problems) == ["ends"]


def test_the_register_begins_with_the_capacity_of_the_seat(file: File, make: Make) -> None:
    body = make.body()
    for name, role, capacity in (
        ("Ann", "chair", "Carer"),
        ("Bob", "member", "Patient member"),
        ("Cy", "chair", None),
        ("Di", "member", None),
    ):
        make.seat(make.member(name, "Example"), body, role=role, capacity=capacity)
    saved = meetings.plan(file, {"body_id": body, "date": DAY})
    rows = file.store.raw.execute(
        "SELECT p.forenames, a.capacity FROM attendance a JOIN member p ON p.id=a.member_id"
        f" WHERE a.meeting_id={saved.id}"
    ).fetchall()
    told = {"Ann": "Chair, carer", "Bob": "Patient member", "Cy": "Chair", "Di": None}
    assert dict(rows) == told


def test_a_draft_of_several_leads_to_their_form(file: File, make: Make) -> None:
    body = make.body()
    drafts.keep(file, f"seat/{SEVERAL}", Draft("seat", {"body_id": body}))
    (line,) = draft_list.waiting(file)
    assert (line.record, line.new, line.title) == (
        "seat",
        {SEVERAL: 1},
        "New seats not saved yet",
    )


def test_a_seat_that_begins_before_its_holder_joined_is_told_and_can_be_mended(
    file: File, make: Make
) -> None:
    joan = make.member(joined=dt.date(2026, 6, 1))
    gwen = make.member("Gwen", "Parry", joined=DAY)
    body = make.body()
    wanted = Draft("seat", {"body_id": body, "role": "member", "starts": DAY})
    first = seats.add_people(file, wanted, people(joan, gwen)).id
    early = seats.early(file, first)
    assert early == seats.EarlySeat("Joan Whitlock", DAY, dt.date(2026, 6, 1))
    assert lists.frame(file, ListQuery("seat", "early")).total == 1
    (told,) = [one for one in today.page(file).needs if one.chip == "early"]
    assert told.title == "1 seat begins before its holder joined"
    assert told.second == "Joan Whitlock, Network Partnership Group"
    seats.join_as_seated(file, first)
    assert records.get(file, "member", joan)["joined"] == DAY
    assert seats.early(file, first) is None
    assert lists.frame(file, ListQuery("seat", "early")).total == 0
    undo.undo(file)
    assert seats.early(file, first) == early
