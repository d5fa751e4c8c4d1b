"""Records that are saved together with what they own, and the rules of claims and of training."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest

from facilitator_app.domain.errors import Conflict, Gone, Invalid
from facilitator_app.records.claims import ClaimLine
from facilitator_app.records.meetings import AgendaItem
from facilitator_app.services import claims, records, training, undo
from facilitator_app.services.children import SaveRules
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft, Row
from facilitator_app.store.labels import Label
from tests.conftest import Make

DAY = dt.date(2026, 11, 3)
PARKING: Mapping[str, Any] = {"date": DAY, "category": "parking", "amount": 450}
TAXI: Mapping[str, Any] = {"date": DAY, "category": "taxi", "amount": 900}


def lines_of(file: File, claim: int) -> tuple[Row, ...]:
    return records.children(file, "claim", claim)["claim_line"]


def draft(row: Row, **values: Any) -> Draft:
    """Return what a form would hand in for a stored line."""
    return Draft(row.record, {**row.values, **values}, row.id, row.version)


def claim_of(make: Make, *lines: Mapping[str, Any]) -> int:
    """Save a claim of Joan's with `lines`."""
    claim = Draft("claim", {"member_id": make.member(), "date": DAY, "purpose_words": "Visit"})
    given = {"claim_line": [Draft("claim_line", one) for one in lines]}
    return claims.save(make.file, claim, given).id


def test_an_owner_and_its_lines_are_one_change(file: File, make: Make) -> None:
    claim = claim_of(make, PARKING, TAXI)
    assert [one["amount"] for one in lines_of(file, claim)] == [450, 900]
    assert undo.labels(file).undo == "Add claim"
    undo.undo(file)
    with pytest.raises(Gone):
        records.get(file, "claim", claim)
    undo.redo(file)
    assert len(lines_of(file, claim)) == 2


def test_lines_are_added_changed_and_removed_in_one_save(file: File, make: Make) -> None:
    claim = claim_of(make, PARKING, TAXI)
    parking, _taxi = lines_of(file, claim)
    given = [draft(parking, amount=500), Draft("claim_line", {**TAXI, "amount": 1_000})]
    records.save(file, Draft("claim", {}, claim), {"claim_line": given})
    again = lines_of(file, claim)
    assert [one["amount"] for one in again] == [500, 1_000]
    assert again[0].id == parking.id
    undo.undo(file)
    assert [one["amount"] for one in lines_of(file, claim)] == [450, 900]


def test_miles_without_a_way_of_travel_are_refused_at_that_field(file: File, make: Make) -> None:
    miles = {"date": DAY, "category": "mileage", "miles": 220}
    with pytest.raises(Invalid) as told:
        claim_of(make, miles)
    said = "Say how they travelled: the rate hangs on it."
    assert told.value.problems == {"claim_line.0.mode": said}
    claim = Draft("claim", {"member_id": make.member()})
    (worked,) = claims.amounts_of(file, claim, [Draft("claim_line", miles)])
    assert (worked.pence, worked.working) == (0, said)


def test_miles_without_a_way_of_travel_are_asked_about_in_lists_and_not_in_packages(
    file: File,
) -> None:
    spec, fmt = records.spec("claim_line"), file.format_context()
    line = {"claim_id": 1, "date": DAY, "category": "mileage", "miles": 220, "amount": 0}
    assert list(spec.problems(line, fmt)) == ["mode"]
    assert spec.problems(line, fmt, stepped=True) == {}  # an older file may hold it


def test_miles_of_an_older_file_are_reckoned_as_they_were(file: File, make: Make) -> None:
    claim = claim_of(make, {"date": DAY, "category": "mileage", "miles": 220, "mode": "bicycle"})
    (line,) = lines_of(file, claim)
    with file.store.write(Label("As an older version left it")) as work:
        work.get(ClaimLine, line.id).mode = None
    (line,) = lines_of(file, claim)
    (worked,) = claims.amounts_of(file, Draft("claim", {}, claim), [draft(line)])
    assert (worked.pence, worked.rate_id) == (line["amount"], line["rate_id"])
    with pytest.raises(Invalid, match="Say how they travelled"):
        claims.save(file, Draft("claim", {}, claim), {"claim_line": [draft(line, miles=230)]})


def test_children_that_are_not_named_stay_as_they_are(file: File, make: Make) -> None:
    claim = claim_of(make, PARKING, TAXI)
    records.save(file, Draft("claim", {"purpose_words": "Open day"}, claim))
    assert len(lines_of(file, claim)) == 2


def test_a_line_need_give_only_what_is_changed(file: File, make: Make) -> None:
    claim = claim_of(make, {**PARKING, "details": "Town Hall"})
    (line,) = lines_of(file, claim)
    given = [Draft("claim_line", {"amount": 100}, line.id, line.version)]
    records.save(file, Draft("claim", {}, claim), {"claim_line": given})
    (again,) = lines_of(file, claim)
    assert (again["details"], again["amount"]) == ("Town Hall", 100)


def test_a_line_of_another_owner_is_refused_and_stays(file: File, make: Make) -> None:
    hers, other = claim_of(make, PARKING), claim_of(make, TAXI)
    (line,) = lines_of(file, hers)
    with pytest.raises(Conflict, match="belongs to another record"):
        records.save(file, Draft("claim", {}, other), {"claim_line": [draft(line)]})
    assert [one["amount"] for one in lines_of(file, hers)] == [450]
    assert [one["amount"] for one in lines_of(file, other)] == [900]


def test_problems_stand_under_the_line_and_nothing_is_stored(file: File, make: Make) -> None:
    claim = claim_of(make, PARKING)
    given = [
        Draft("claim_line", {**TAXI, "amount": -1}),
        Draft("claim_line", {**TAXI, "date": dt.date(2027, 1, 1)}),
    ]
    with pytest.raises(Invalid) as refused:
        records.save(file, Draft("claim", {"purpose_words": "No"}, claim), {"claim_line": given})
    assert list(refused.value.problems) == ["claim_line.0.amount", "claim_line.1.date"]
    assert [one["amount"] for one in lines_of(file, claim)] == [450]
    assert records.get(file, "claim", claim)["purpose_words"] == "Visit"


def test_a_line_that_changed_elsewhere_is_a_conflict(file: File, make: Make) -> None:
    claim = claim_of(make, PARKING)
    (line,) = lines_of(file, claim)
    records.save(file, Draft("claim_line", {"amount": 700}, line.id, line.version))
    with pytest.raises(Conflict):
        records.save(file, Draft("claim", {}, claim), {"claim_line": [draft(line, amount=1)]})
    assert [one["amount"] for one in lines_of(file, claim)] == [700]


def test_what_is_not_declared_cannot_be_saved_along(file: File, make: Make) -> None:
    claim = claim_of(make, PARKING)
    with pytest.raises(ValueError, match="declares no children called training_place"):
        records.save(file, Draft("claim", {}, claim), {"training_place": []})


def test_a_rule_sees_lines_whole_and_may_complete_them(file: File, make: Make) -> None:
    claim = claim_of(make, PARKING)
    (line,) = lines_of(file, claim)
    seen: list[Mapping[str, Any]] = []

    def doubled(_session: Any, owner: Any, children: Any, _fmt: Any) -> Any:
        seen.extend(one.values for one in children["claim_line"])
        owner.purpose_words = "Twice"
        return {
            "claim_line": [
                Draft(one.record, {**one.values, "amount": 2 * one.values["amount"]}, one.id)
                for one in children["claim_line"]
            ]
        }

    given = [Draft("claim_line", {"amount": 100}, line.id), Draft("claim_line", TAXI)]
    rules = SaveRules(complete=doubled)
    records.save(file, Draft("claim", {}, claim), {"claim_line": given}, rules)
    assert [(one["claim_id"], one["category"]) for one in seen] == [
        (claim, "parking"), (claim, "taxi"),
    ]  # fmt: skip
    assert [one["amount"] for one in lines_of(file, claim)] == [200, 1_800]
    assert records.get(file, "claim", claim)["purpose_words"] == "Twice"


def test_a_claim_is_worked_out_within_its_save(file: File, make: Make) -> None:
    mileage = {"category": "mileage", "miles": 220, "mode": "car"}
    claim = claim_of(make, mileage, PARKING)
    first, second = lines_of(file, claim)
    assert (first["date"], first["amount"], bool(first["rate_id"])) == (DAY, 1_210, True)
    assert (second["amount"], second["rate_id"]) == (450, None)
    assert records.get(file, "claim", claim)["total"] == 1_660


def test_a_claim_without_lines_is_refused(file: File, make: Make) -> None:
    with pytest.raises(Invalid) as refused:
        claim_of(make)
    assert refused.value.problems == {"claim_line": "Add at least one line to the claim."}
    assert undo.labels(file).undo == "Add member"


def test_places_stand_in_the_order_of_their_people(file: File, make: Make) -> None:
    people = [make.member("Amy", "Young"), make.member("Zoe", "Abbot"), make.member("Ed", "Moss")]
    places = [Draft("training_place", {"member_id": one}) for one in people]
    event = Draft("training_event", {"title": "Speaking up", "date": DAY})
    saved = training.save(file, event, {"training_place": places}).id
    rows = records.children(file, "training_event", saved)["training_place"]
    assert [one.refs["member_id"] for one in rows] == ["Zoe Abbot", "Ed Moss", "Amy Young"]
    assert {one.refs["event_id"] for one in rows} == {"Speaking up"}


def test_nobody_has_two_places(file: File, make: Make) -> None:
    joan = make.member()
    event = Draft("training_event", {"title": "Speaking up", "date": DAY})
    places = [Draft("training_place", {"member_id": joan}) for _turn in range(2)]
    with pytest.raises(Invalid) as refused:
        training.save(file, event, {"training_place": places})
    assert refused.value.problems == {
        "training_place.1.member_id": "Joan Whitlock has a place already."
    }


def test_what_two_can_own_belongs_to_the_one_it_is_saved_with(
    file: File, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AgendaItem, "children", ("decision",))
    AgendaItem.spec.cache_clear()
    meeting = make.meeting(make.body())
    first, second = (
        make.record("agenda_item", meeting_id=meeting, number=n, title="Parking") for n in (1, 2)
    )
    given = {"meeting_id": meeting, "wording": "To write to the trust."}
    lines = {"decision": [Draft("decision", given)]}
    records.save(file, Draft("agenda_item", {}, first), lines)
    (row,) = records.children(file, "agenda_item", first)["decision"]
    assert (row["meeting_id"], row["item_id"]) == (meeting, first)
    assert records.children(file, "agenda_item", second)["decision"] == ()
    monkeypatch.undo()
    AgendaItem.spec.cache_clear()
