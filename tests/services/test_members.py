"""A member's new name reaches the agendas to come, and nothing that was."""

from __future__ import annotations

import datetime as dt

import pytest

from facilitator_app.services import members, records, undo
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from tests.conftest import TODAY, Make

NEXT_WEEK = TODAY + dt.timedelta(days=7)


def item(make: Make, day: dt.date, lead: str, status: str = "agenda") -> int:
    meeting = make.meeting(make.body(), day, status=status)
    return make.record("agenda_item", meeting_id=meeting, number=1, title="Parking", lead=lead)


def lead(file: File, item_id: int) -> str:
    return str(records.get(file, "agenda_item", item_id)["lead"])


def rename(file: File, member: int, **values: str) -> None:
    members.save(file, Draft("member", values, member, 1), {})


@pytest.mark.parametrize(
    ("written", "follows"),
    [
        ("Gwen Parry", "Gwen Parry-Jones"),
        ("Gwen Parry, chair", "Gwen Parry-Jones, chair"),
        ("Gwen Parryson", "Gwen Parryson"),
        ("Dr Parry", "Dr Parry"),
    ],
)
def test_agendas_to_come_follow_a_new_name_and_undo_takes_both_back(
    file: File, make: Make, written: str, follows: str
) -> None:
    gwen, led = make.member("Gwen", "Parry"), item(make, NEXT_WEEK, written)
    rename(file, gwen, surname="Parry-Jones")
    assert lead(file, led) == follows
    undo.undo(file)
    assert (lead(file, led), records.get(file, "member", gwen)["surname"]) == (written, "Parry")


@pytest.mark.parametrize(
    ("days", "status"), [(-7, "agenda"), (-7, "minutes"), (0, "held"), (7, "cancelled")]
)
def test_what_was_held_or_cancelled_keeps_the_name_of_then(
    file: File, make: Make, days: int, status: str
) -> None:
    gwen = make.member("Gwen", "Parry")
    led = item(make, TODAY + dt.timedelta(days=days), "Gwen Parry", status)
    rename(file, gwen, surname="Parry-Jones")
    assert lead(file, led) == "Gwen Parry"


def test_a_name_that_a_namesake_has_too_stays(file: File, make: Make) -> None:
    gwen, led = make.member("Gwen", "Parry"), item(make, NEXT_WEEK, "Gwen Parry")
    make.member("Gwen", "PARRY")
    rename(file, gwen, surname="Parry-Jones")
    assert lead(file, led) == "Gwen Parry"


def test_other_changes_of_a_member_touch_no_agenda(file: File, make: Make) -> None:
    gwen = make.member("Gwen", "Parry")
    item(make, NEXT_WEEK, "Gwen Parry")
    saved = members.save(file, Draft("member", {"telephone": "01632 960999"}, gwen, 1), {})
    assert not saved.changes.touches("agenda_item")
