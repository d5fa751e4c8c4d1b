"""Actions: which are done, which are open, and which are overdue."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from facilitator_app.records.actions import Action
from facilitator_app.sample.build_base import DAY, Makings, working_day
from facilitator_app.sample.build_person import SamplePerson

_OVERDUE = 2  # and one more that came from no meeting
Row = dict[str, Any]


def settle(makings: Makings, rows: list[Row], people: list[SamplePerson]) -> None:
    """Say which actions are done, leave a few open and three overdue, and number them all."""
    dice, as_at = makings.dice("actions"), makings.order.as_at
    for row in rows:
        row["done_on"] = _done_on(dice, row)
    late = [row for row in rows if row["due"] < as_at]
    late.sort(key=lambda row: (row["due"] >= as_at - 2 * DAY, -row["due"].toordinal()))
    kept = late[:_OVERDUE]
    for row in rows:
        if row in kept:
            row["done_on"] = None
        elif row in late:
            row["done_on"] = min(row["done_on"], as_at)
        elif row["done_on"] > as_at or dice.random() < 0.6:
            row["done_on"] = None
    rows.append(_by_telephone(makings, people))
    rows.append(_from_outside(makings))
    rows.sort(key=lambda row: (row["raised"], row["meeting_id"] or 0))
    for number, row in enumerate(rows, start=1):
        _write_action(makings, dice, row, number)


def _done_on(dice: random.Random, row: Row) -> dt.date:
    """Return when it was done: mostly in time, sometimes weeks late."""
    whole = (row["due"] - row["raised"]).days
    if dice.random() < 0.82:
        quick: dt.date = row["raised"] + dice.randint(max(2, whole // 3), whole) * DAY
        return working_day(quick)
    late: dt.date = row["due"] + dice.randint(2, 38) * DAY
    return working_day(late)


def _by_telephone(makings: Makings, people: list[SamplePerson]) -> Row:
    as_at = makings.order.as_at
    named = makings.texts.names.named["member"]
    owner = next(person for person in people if person.surname == named.surname)
    return {
        "what": makings.texts.lives.telephone[0], "owner_id": owner.id, "due": as_at - 12 * DAY,
        "raised": as_at - 33 * DAY, "meeting_id": None, "item_id": None,
        "done_on": None, "until": None,
    }  # fmt: skip


def _from_outside(makings: Makings) -> Row:
    """Return what a visitor undertook."""
    as_at, (name, _capacity, what) = makings.order.as_at, makings.texts.lives.visitor
    return {
        "what": what, "owner_name": name,
        "due": as_at + 11 * DAY, "raised": as_at - DAY, "meeting_id": None, "item_id": None,
        "done_on": None, "until": None,
    }  # fmt: skip


def _write_action(makings: Makings, dice: random.Random, row: Row, number: int) -> None:
    done, until = row["done_on"], row.pop("until")
    lost = until is not None and (done is None or done > until)
    status = "dropped" if lost or (done and dice.random() < 0.02) else "done" if done else "open"
    telling = status == "open" and dice.random() < 0.4
    makings.add(
        Action, **{**row, "done_on": done if status == "done" else None}, status=status,
        number=number,
        progress=dice.choice(makings.texts.lives.progress) if telling else None,
    )  # fmt: skip
