"""A filled cell tops up what is stored, an empty one changes nothing, and once is enough."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.digests.exchange import ExistingPerson, Plan, RowOutcome, Sheet, SheetRow
from facilitator_app.exchange.header_matching import guess, shipped
from facilitator_app.exchange.update_plan import plan_updates
from facilitator_app.exchange.updates import top_up, topped_up
from tests.exchange.conftest import declare, make_reading

HEADS = ("Forenames", "Surname", "DOB", "Telephone", "Email", "Pt/Carer", "Joined", "Notes")
RUE = {
    "forenames": "Rue",
    "surname": "Tansy",
    "born": dt.date(1958, 4, 3),
    "telephone": "0113 496 0001",
    "kinds": ("patient",),
    "status": "current",
    "notes": "Late riser",
    "address": "20 Brook Street\nAshcombe",
}


def people(*stored: dict[str, Any]) -> tuple[ExistingPerson, ...]:
    return tuple(
        ExistingPerson(
            place,
            f"{one['forenames']} {one['surname']}",
            one.get("born"),
            one.get("postcode") or "",
            one.get("email") or "",
            values=one,
        )
        for place, one in enumerate(stored, start=1)
    )


def planned(rows: Sequence[tuple[str, ...]], *stored: dict[str, Any]) -> Plan:
    sheet = Sheet("list", HEADS, tuple(SheetRow(n, row) for n, row in enumerate(rows, start=2)))
    spec = declare()
    matching = guess(HEADS, spec, shipped())
    return plan_updates(sheet, matching, spec, make_reading(), people(*stored))


def after(plan: Plan, *stored: dict[str, Any]) -> list[dict[str, Any]]:
    """Return who is stored once the plan was carried out."""
    found = [dict(one) for one in stored]
    for row in plan.updates:
        assert row.duplicate is not None
        assert row.duplicate.id is not None
        found[row.duplicate.id - 1] |= {one.field: one.new for one in row.updates}
    return [*found, *(dict(row.values) for row in plan.adding())]


@pytest.mark.parametrize(
    ("name", "old", "new", "held"),
    [
        ("telephone", "0113 496 0001", "0113 496 0002", "0113 496 0002"),
        ("telephone", "0113 496 0001", "01134960001", "0113 496 0001"),
        ("telephone", "0113 496 0001", None, "0113 496 0001"),
        ("telephone", "0113 496 0001", "", "0113 496 0001"),
        ("telephone", None, "0113 496 0002", "0113 496 0002"),
        ("surname", "McTansy", "MCTANSY", "McTansy"),
        ("surname", "Tansy", "Tanzy", "Tanzy"),
        ("forenames", "Joan Mary", "J M", "Joan Mary"),
        ("forenames", "Joan Mary", "J.", "Joan Mary"),
        ("forenames", "Joan", "R", "R"),
        ("forenames", "J", "Joan", "Joan"),
        ("email", "a_b@example.org", "a.b@example.org", "a.b@example.org"),
        ("born", dt.date(1958, 4, 3), dt.date(1958, 3, 4), dt.date(1958, 3, 4)),
        ("drives", True, False, False),
        ("fare", 450, 0, 0),
        ("kinds", ("patient",), ("carer", "patient"), ("patient", "carer")),
        ("kinds", ("patient",), (), ("patient",)),
        ("kinds", None, ("carer",), ("carer",)),
        ("address", "1 Old Street\nLeeds", "2 New Street", "2 New Street"),
        ("notes", "Late riser", "Has a dog", "Late riser\nHas a dog"),
        ("notes", "Late riser\nHas a dog", "has a  dog\nSings", "Late riser\nHas a dog\nSings"),
        ("notes", "Late riser", "Late riser", "Late riser"),
        ("notes", "HER2+", "HER2-", "HER2+\nHER2-"),
        ("notes", None, "Has a dog", "Has a dog"),
        ("notes", "Late riser", "Sings\n\nSings", "Late riser\nSings"),
    ],
)  # fmt: skip
def test_what_a_field_holds_once_a_cell_was_read(name: str, old: Any, new: Any, held: Any) -> None:
    one = declare().field(name)
    assert topped_up(one, old, new) == held
    assert topped_up(one, held, new) == held  # and a second time


@pytest.mark.parametrize(
    ("cells", "changes", "refused"),
    [
        ({"joined": dt.date(1950, 1, 1)}, {}, {"joined": "Nobody joins before birth."}),
        (
            {"joined": dt.date(1950, 1, 1), "telephone": "0113 496 0002"},
            {"telephone": "0113 496 0002"},
            {"joined": "Nobody joins before birth."},
        ),
        (
            {"joined": dt.date(1950, 1, 1), "born": dt.date(1940, 1, 1)},
            {"joined": dt.date(1950, 1, 1), "born": dt.date(1940, 1, 1)},
            {},
        ),
        ({"notes": "x" * 195}, {}, {"notes": "Keep this to 200 characters."}),
        ({"address": "LEEDS"}, {}, {"address": "This says less than what is there, which stays."}),
        ({"address": "2 Low Road, Leeds"}, {"address": "2 Low Road, Leeds"}, {}),
    ],
)
def test_what_breaks_a_rule_is_left_out(
    cells: dict[str, Any], changes: dict[str, Any], refused: dict[str, str]
) -> None:
    found = top_up(declare(), RUE, cells, make_reading())
    assert (found.changes, found.refused) == (changes, refused)


def test_the_culprit_goes_where_the_rule_names_what_the_row_leaves_alone() -> None:
    stored = {**RUE, "joined": dt.date(2000, 1, 1)}
    cells = {"born": dt.date(2001, 1, 1), "telephone": "0113 496 0002"}
    found = top_up(declare(), stored, cells, make_reading())
    assert found.changes == {"telephone": "0113 496 0002"}
    assert found.refused == {"born": "Nobody joins before birth."}


def test_each_change_is_told_with_old_and_new() -> None:
    row = ("Rue", "Tansy", "3 Apr 1958", "0113 496 0002", "rue@example.org", "carer", "", "Sings")
    [found] = planned([row], RUE).rows
    assert (found.outcome, found.why) == (RowOutcome.UPDATE, "Rue Tansy is updated.")
    assert [f"{one.label}: {one.words}" for one in found.updates] == [
        "Telephone: 0113 496 0001 becomes 0113 496 0002",
        "E-mail: filled in with rue@example.org",
        "Comes as: Carer joins Patient",
        "Notes: Sings is added below",
    ]


def test_a_cell_that_cannot_be_read_changes_nothing_and_is_told() -> None:
    row = ("Rue", "Tansy", "3 Apr 1958", "0113 496 0001", "at home", "", "31/2/2020", "")
    [found] = planned([row], RUE).rows
    assert (found.outcome, found.updates) == (RowOutcome.SAME, ())
    assert [one.field for one in found.remarks if one.problem] == ["email", "joined"]
    assert all(one.words.endswith("It is left out.") for one in found.remarks)


def test_the_first_row_that_fills_a_field_wins() -> None:
    plan = planned(
        [
            ("Rue", "Tansy", "3 Apr 1958", "0113 496 0002", "", "", "", ""),
            ("Rue", "Tansy", "3 Apr 1958", "0113 496 0003", "rue@example.org", "", "", ""),
        ],
        RUE,
    )
    [held] = after(plan, RUE)
    assert (held["telephone"], held["email"]) == ("0113 496 0002", "rue@example.org")
    assert [one.words for one in plan.rows[1].remarks if one.problem] == [
        "0113 496 0003: Row 2 comes first. It is left out."
    ]
    assert plan.summary == "1 will be updated, none will be added"


def test_a_second_row_tops_up_somebody_whom_the_list_brings() -> None:
    plan = planned(
        [
            ("Rue", "Tansy", "3 Apr 1958", "0113 496 0002", "", "", "", ""),
            ("Rue", "Tansy", "3 Apr 1958", "0113 496 0003", "rue@example.org", "", "", ""),
        ]
    )
    [held] = after(plan)
    assert (held["telephone"], held["email"]) == ("0113 496 0002", "rue@example.org")
    assert [row.outcome for row in plan.rows] == [RowOutcome.ADD, RowOutcome.SAME]


def test_a_cell_that_breaks_a_rule_leaves_its_field_to_the_next_row() -> None:
    rue = ("Rue", "Tansy", "3 Apr 1958", "", "", "")
    rows = [(*rue, "1 May 1950", ""), (*rue, "1 May 2020", "")]
    once = after(planned(rows))
    assert [one["joined"] for one in once] == [dt.date(2020, 5, 1)]
    assert planned(rows, *once).updates == ()


def test_who_may_be_two_people_is_asked_about() -> None:
    rue = {"forenames": "Rue", "surname": "Tansy", "status": "current"}
    twins = ({**rue, "telephone": "0113 496 0001"}, rue)
    plan = planned([("Rue", "Tansy", "", "0113 496 0002", "", "", "", "")], *twins)
    assert plan.rows[0].outcome is RowOutcome.LIKELY
    assert plan.rows[0].why == (
        "This may be any of these: Rue Tansy, Rue Tansy. Nothing is changed: change the right one "
        "by hand."
    )
    assert plan.updates == plan.adding() == ()


def test_who_is_surely_meant_is_not_asked_about_for_a_namesake() -> None:
    namesake = {"forenames": "Rue", "surname": "Tansy", "status": "current"}
    plan = planned([("Rue", "Tansy", "3 Apr 1958", "0113 496 0002", *[""] * 4)], namesake, RUE)
    assert plan.rows[0].duplicate is not None
    assert plan.rows[0].duplicate.id == 2


CELLS = (
    st.sampled_from(["Rue", "R", "Joan"]),
    st.sampled_from(["Tansy", "TANSY"]),
    st.sampled_from(["", "3 Apr 1958", "31/2/58"]),
    st.sampled_from(["", "0113 496 0001", "0113 496 0002", "no"]),
    st.sampled_from(["", "rue@example.org", "at home"]),
    st.sampled_from(["", "carer", "Pt", "Pt & carer", "cat"]),
    st.sampled_from(["", "1 May 1950", "1 May 2020"]),
    st.sampled_from(["", "Late riser", "Has a dog", "Has a dog\n\nSings"]),
)


@given(st.lists(st.tuples(*CELLS), max_size=5))
def test_a_second_time_changes_nothing(rows: list[tuple[str, ...]]) -> None:
    once = after(planned(rows, RUE), RUE)
    again = planned(rows, *once)
    assert again.updates == again.adding() == ()


@given(st.tuples(*CELLS), st.sets(st.integers(2, len(HEADS) - 1)))
def test_an_empty_cell_changes_nothing(row: tuple[str, ...], empty: set[int]) -> None:
    cells = tuple("" if place in empty else cell for place, cell in enumerate(row))
    fields = ("", "", "born", "telephone", "email", "kinds", "joined", "notes")
    for found in planned([cells], RUE).updates:
        assert {one.field for one in found.updates}.isdisjoint(fields[place] for place in empty)
