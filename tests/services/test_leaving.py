"""Who has left is not told as being here: in the form, in lists, and as days pass."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from facilitator_app.digests.lists import ListQuery
from facilitator_app.domain.errors import Invalid
from facilitator_app.domain.progress import Progress
from facilitator_app.services import exchange, lists, members, records, today
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from tests.conftest import TODAY, Make

EVE, LATER = TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)


def test_the_form_refuses_a_status_that_their_day_of_leaving_denies(file: File, make: Make) -> None:
    joan = make.member("Joan", "Whitlock")
    with pytest.raises(Invalid) as refused:
        members.save(file, Draft("member", {"left": TODAY}, joan, 1), {})
    assert refused.value.problems == {
        "status": "They left on 23 Nov 2026. Choose “Left” or “Died” here, or clear that day."
    }
    members.save(file, Draft("member", {"left": LATER}, joan, 1), {})  # she goes tomorrow
    members.save(file, Draft("member", {"left": TODAY, "status": "left"}, joan, 2), {})
    assert records.get(file, "member", joan)["status"] == "left"


def test_whoever_a_list_says_has_left_comes_in_as_such(file: File, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "First names,Surname,Left,Why they left\n"
        "Ann,One,1 Mar 2024,\nBen,Two,1 Mar 2024,Died\nCy,Three,,\nDi,Four,1 Mar 2030,\n",
        "utf-8",
    )
    plan = exchange.preview(file, "member", path).plan
    assert [row.values["status"] for row in plan.rows] == ["left", "died", "current", "current"]
    told = [[one.words for one in row.remarks if one.field == "status"] for row in plan.rows]
    assert told == [["“Left”, going by the rest of the row."],
                    ["“Died”, going by the rest of the row."], [], []]  # fmt: skip
    exchange.apply(file, plan, frozenset(), Progress())


def test_a_list_that_contradicts_itself_is_told(file: File, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("First names,Surname,Status,Left\nAnn,One,Current,1 Mar 2024\n", "utf-8")
    (row,) = exchange.preview(file, "member", path).plan.rows
    assert "They left on 1 Mar 2024" in row.why


def test_whose_day_of_leaving_has_come_is_to_be_looked_at(file: File, make: Make) -> None:
    make.member("Ann", "One")
    ben = make.member("Ben", "Two", left=LATER)
    file.store.raw.execute('UPDATE member SET "left" = ? WHERE id = ?', (EVE.isoformat(), ben))
    query = ListQuery("member", chip="review", columns=("name",))
    assert [row.cells[0].text for row in lists.page(file, query, 0, 9)] == ["Ben Two"]
    (need,) = [one for one in today.page(file).needs if one.chip == "review"]
    assert (need.title, need.second) == ("1 member needs a review", "Ben Two")
