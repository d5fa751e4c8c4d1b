"""A small record of its own, so that these tests hold whatever the real ones become."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from facilitator_app.spec import kinds
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.picklists import PickListEntry, PickLists
from facilitator_app.spec.record import Field, Privacy, RecordSpec

TODAY = dt.date(2026, 11, 23)


def not_before_birth(values: Mapping[str, Any], _fmt: FormatContext) -> Mapping[str, str]:
    born, joined = values.get("born"), values.get("joined")
    return {"joined": "Nobody joins before birth."} if born and joined and joined < born else {}


def declare() -> RecordSpec:
    """Return a person with every kind of field."""
    return RecordSpec(
        name="member",
        singular="Helper",
        plural="Helpers",
        purpose="People of these tests.",
        icon="",
        fields=(
            Field("forenames", kinds.Text(80), "First names", required=True),
            Field("surname", kinds.Text(80), "Surname", required=True),
            Field("title", kinds.Text(20), "Title"),
            Field("kinds", kinds.Choices(list="member_kind"), "Comes as"),
            Field("status", kinds.Choice(list="state"), "Status", required=True, default="current"),
            Field("born", kinds.Date(past=True), "Date of birth"),
            Field("joined", kinds.Date(), "Joined"),
            Field("telephone", kinds.Phone(), "Telephone"),
            Field("mobile", kinds.Phone(), "Mobile"),
            Field("email", kinds.Email(), "E-mail"),
            Field("address", kinds.LongText(400), "Address"),
            Field("postcode", kinds.Postcode(), "Postcode"),
            Field("visits", kinds.Whole(), "Visits"),
            Field("fare", kinds.Money(), "Usual fare"),
            Field("far", kinds.Miles(), "Miles away"),
            Field("rate", kinds.Rate(), "Rate"),
            Field("rings", kinds.Time(), "Ring at"),
            Field("drives", kinds.Flag(), "Drives"),
            Field("buddy", kinds.Ref(record="member"), "Buddy"),
            Field("needs", kinds.Choices(list="need"), "Needs", privacy=Privacy.SPECIAL),
            Field("notes", kinds.LongText(200), "Notes"),
            Field("sort_name", kinds.Text(), "Name in order", computed=True),
        ),
        label=("forenames", "surname"),
        joint=" ",
        order=("surname",),
        rules=(not_before_birth,),
    )


@pytest.fixture
def spec() -> RecordSpec:
    return declare()


@pytest.fixture
def fmt() -> FormatContext:
    return make_reading()


def make_reading() -> FormatContext:
    return FormatContext(
        TODAY,
        PickLists(
            {
                "member_kind": (
                    PickListEntry("patient", "Patient"),
                    PickListEntry("carer", "Carer"),
                    PickListEntry("family_friend", "Family, or friend"),
                ),
                "state": (PickListEntry("current", "Current"), PickListEntry("left", "Left")),
                "need": (
                    PickListEntry("loop", "Hearing loop"),
                    PickListEntry("bsl", "BSL interpreter"),
                ),
            }
        ),
    )


@pytest.fixture
def files() -> Path:
    """Return the folder of sample lists; everyone in them is invented."""
    return Path(__file__).parent / "files"
