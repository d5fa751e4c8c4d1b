"""A record's declaration finds what is missing or wrong, and names one of its kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest

from facilitator_app.domain.errors import AppError
from facilitator_app.spec import kinds
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.picklists import PickListEntry, PickLists, as_shipped, shipped
from facilitator_app.spec.record import Changes, Field, RecordSpec, Row

READING = FormatContext(
    dt.date(2026, 11, 23), PickLists({"role": (PickListEntry("chair", "Chair"),)})
)


def no_end_before_start(values: Mapping[str, Any], _fmt: FormatContext) -> Mapping[str, str]:
    if values.get("start") and values.get("end") and values["end"] < values["start"]:
        return {"end": "It cannot end before it starts.", "role": "Nor can the role."}
    return {}


SEAT = RecordSpec(
    "seat", "Seat", "Seats", "Who sits where.", "",
    (
        Field("member", kinds.Ref(record="member", owned=True), "Member", required=True),
        Field("role", kinds.Choice(list="role"), "Role", required=True, default="chair"),
        Field("start", kinds.Date(), "From"),
        Field("end", kinds.Date(), "To"),
        Field("sort", kinds.Text(), "Order", required=True, computed=True),
    ),
    ("member", "role"), ", ", ("sort",), (no_end_before_start,),
)  # fmt: skip


def test_fields() -> None:
    assert SEAT.field("role").label == "Role"
    with pytest.raises(KeyError):
        SEAT.field("shoe")
    assert [field.name for field in SEAT.typed] == ["member", "role", "start", "end"]
    assert [field.name for field in SEAT.refs] == ["member"]
    owner = SEAT.owner()
    assert owner is not None
    assert owner.name == "member"
    assert SEAT.defaults()["role"] == "chair"


def test_blank_and_required() -> None:
    assert SEAT.field("start").parse(" ", READING) is None
    assert SEAT.field("start").show(None, READING) == ""
    with pytest.raises(AppError, match="Fill in “Role”"):
        SEAT.field("role").parse(" ", READING)


def test_problems() -> None:
    assert SEAT.problems({"role": "", "member": None}, READING) == {
        "member": "Fill in “Member”.", "role": "Fill in “Role”."
    }  # fmt: skip
    wrong = {"start": dt.date(2026, 2, 1), "end": dt.date(2026, 1, 1), "member": 3}
    assert SEAT.problems(wrong, READING) == {
        "role": "Fill in “Role”.", "end": "It cannot end before it starts."
    }  # fmt: skip
    assert SEAT.problems({"role": "chair", "member": 3}, READING) == {}


def test_words() -> None:
    values = {"member": 3, "role": "chair"}
    assert SEAT.words(values, READING, {"member": "Rue Tansy"}) == "Rue Tansy, Chair"
    assert SEAT.words(values, READING, {}) == "Chair"


def test_rows_and_changes() -> None:
    assert Row("seat", 1, 1, {"role": "chair"}, "")["role"] == "chair"
    changes = Changes("Add seat", frozenset({("seat", 1)}))
    assert changes.touches("member", "seat")
    assert not changes.touches("member")


def test_lists() -> None:
    lists = PickLists(
        {"site": (PickListEntry("a", "First"), PickListEntry("b", "Second", retired=True))}
    )
    assert lists.label("site", "b") == "Second"
    assert lists.label("site", "c") == "c"
    assert [entry.code for entry in lists.offered("site")] == ["a"]
    assert lists.code("site", " fIRST ") == "a"
    assert lists.code("none", "a") is None


def test_lists_that_ship() -> None:
    entries = shipped()
    keys = [(entry.list, entry.code) for entry in entries]
    assert len(keys) == len(set(keys))
    assert all(entry.source for entry in entries)
    for name in {entry.list for entry in entries}:
        codes = [e.code for e in entries if e.list == name]
        flag = kinds.Choice(list=name)
        fmt = FormatContext(READING.today, as_shipped())
        assert [flag.read(code, fmt) for code in codes] == codes
        assert [flag.parse(flag.show(code, fmt), fmt) for code in codes] == codes
