"""Which rows come in once a person has chosen, and what they change."""

from __future__ import annotations

from typing import Any

import pytest

from facilitator_app.digests.exchange import Duplicate, Plan, PlannedRow, RowOutcome, Update
from facilitator_app.digests.import_choices import RowChoices, can_choose

JOAN = Duplicate("Joan Whitlock", id=7)


def row(number: int, outcome: RowOutcome, *updates: Update) -> PlannedRow:
    return PlannedRow(number, outcome, duplicate=JOAN if updates else None, updates=updates)


def change(field: str, old: Any, new: Any) -> Update:
    return Update(field, field, old, new, f"{old} becomes {new}")


PHONE = change("telephone", "", "0113 496 0002")
EMAIL = change("email", "", "joan@example.org")
TOPPED_UP = row(2, RowOutcome.UPDATE, PHONE, EMAIL)


@pytest.mark.parametrize(
    ("outcome", "choice", "otherwise"),
    [
        (RowOutcome.ADD, True, RowOutcome.OUT),
        (RowOutcome.UPDATE, True, RowOutcome.OUT),
        (RowOutcome.SAME, True, RowOutcome.ADD),
        (RowOutcome.LIKELY, True, RowOutcome.ADD),
        (RowOutcome.CANNOT, False, RowOutcome.CANNOT),
        (RowOutcome.BLANK, False, RowOutcome.BLANK),
        (RowOutcome.HEADINGS, False, RowOutcome.HEADINGS),
        (RowOutcome.NOTE, False, RowOutcome.NOTE),
        (RowOutcome.HIDDEN, False, RowOutcome.HIDDEN),
    ],
)
def test_each_outcome_and_its_other(
    outcome: RowOutcome, choice: bool, otherwise: RowOutcome
) -> None:
    one = row(2, outcome, *([PHONE] if outcome is RowOutcome.UPDATE else []))
    plan, none = Plan("member", (one,)), RowChoices()
    assert can_choose(one) is choice
    assert none.chosen(plan) is plan
    on = not none.takes(one)
    other = none.with_rows([one], on=on)
    assert other.chosen(plan).rows[0].outcome is otherwise
    assert other.with_rows([one], on=not on) == none


def test_several_rows_go_and_come_together() -> None:
    rows = [row(2, RowOutcome.ADD), row(3, RowOutcome.SAME), row(4, RowOutcome.BLANK)]
    out = RowChoices().with_rows(rows, on=False)
    assert out == RowChoices(out=frozenset([2]))
    assert out.with_rows(rows, on=True) == RowChoices(also=frozenset([3]))


def test_a_field_stays_and_the_others_change() -> None:
    chosen = RowChoices().with_field(TOPPED_UP, "telephone", on=False)
    [left] = chosen.chosen(Plan("member", (TOPPED_UP,), updating=True)).rows
    assert (left.outcome, left.updates) == (RowOutcome.UPDATE, (EMAIL,))
    assert chosen.with_field(TOPPED_UP, "telephone", on=True) == RowChoices()


def test_a_row_of_which_no_field_is_left_is_left_out_and_one_field_brings_it_back() -> None:
    none = RowChoices().with_field(TOPPED_UP, "telephone", on=False)
    none = none.with_field(TOPPED_UP, "email", on=False)
    assert none == RowChoices(out=frozenset([2]))
    one = none.with_field(TOPPED_UP, "email", on=True)
    assert [one.takes_field(TOPPED_UP, name) for name in ("telephone", "email")] == [False, True]
    whole = one.with_rows([TOPPED_UP], on=False).with_rows([TOPPED_UP], on=True)
    assert whole == RowChoices()  # ticked again as a row, it changes all that it would


@pytest.mark.parametrize(
    ("first", "later", "left"),
    [  # each what a field holds and will hold: by row 2, by row 5 after it, by row 5 alone
        (((), ("a",)), (("a",), ("a", "b")), ((), ("b",))),
        ((None, ("a",)), (("a",), ("a", "b")), (None, ("b",))),
        ((("x",), ("x", "a")), (("x", "a"), ("x", "a", "b")), (("x",), ("x", "b"))),
        (("Old", "Old\nOne"), ("Old\nOne", "Old\nOne\nTwo"), ("Old", "Old\nTwo")),
        (("", "One"), ("One", "One\nTwo"), ("", "Two")),
    ],
)
def test_what_a_later_row_adds_stands_without_the_row_before(
    first: tuple[Any, Any], later: tuple[Any, Any], left: tuple[Any, Any]
) -> None:
    rows = (
        row(2, RowOutcome.UPDATE, change("notes", *first)),
        row(5, RowOutcome.UPDATE, change("notes", *later)),
    )
    plan = Plan("member", rows, updating=True)
    found = RowChoices(out=frozenset([2])).chosen(plan).rows[1].updates[0]
    assert (found.old, found.new) == left
    both = RowChoices(out=frozenset([9])).chosen(plan)
    assert both.rows == rows


def test_the_summary_tells_what_was_left_out() -> None:
    plan = Plan("member", (row(2, RowOutcome.ADD), row(3, RowOutcome.ADD), row(4, RowOutcome.SAME)))
    assert plan.summary == "2 will be added, 1 is there already"
    chosen = RowChoices(out=frozenset([3]), also=frozenset([4])).chosen(plan)
    assert chosen.summary == "2 will be added, 1 is left out"
    assert [one.number for one in chosen.adding()] == [2, 4]
