"""A list tops up what is in the file, in one step, and leaves alone what it may not touch."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from facilitator_app.digests.exchange import RowOutcome
from facilitator_app.domain.errors import AppError, Conflict
from facilitator_app.domain.progress import Progress
from facilitator_app.services import (
    erasure,
    exchange,
    import_updates,
    meetings,
    records,
    tags,
    undo,
)
from facilitator_app.services.exchange import ImportPreview
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from tests.conftest import TODAY, Make
from tests.services.test_list_twice import LISTS

HEADS = "First name,Surname,E-mail,Telephone,Type,Notes\n"
JOAN = "Joan,Whitlock,joan@example.org,{phone},Carer,Sings\n"


def preview(file: File, record: str, tmp_path: Path, text: str) -> ImportPreview:
    path = tmp_path / f"{record}.csv"
    path.write_text(text, encoding="utf-8")
    return exchange.preview(file, record, path, update=True)


def update(file: File, record: str, tmp_path: Path, text: str) -> ImportPreview:
    found = preview(file, record, tmp_path, text)
    exchange.apply(file, found.plan, frozenset(), Progress())
    return found


def told(found: ImportPreview) -> list[str]:
    return [f"{one.label}: {one.words}" for row in found.plan.rows for one in row.told]


def outcomes(found: ImportPreview) -> list[RowOutcome]:
    return [row.outcome for row in found.plan.rows]


@pytest.fixture
def joan(make: Make) -> int:
    return make.member(email="joan@example.org", telephone="0113 496 0001", notes="Late riser")


def test_a_row_tops_up_in_one_step_that_history_tells_and_undo_takes_back(
    file: File, joan: int, tmp_path: Path
) -> None:
    before = records.get(file, "member", joan)
    text = HEADS + JOAN.format(phone="0113 496 0002") + "Ada,Testwick,,,Patient,\n"
    found = update(file, "member", tmp_path, text)
    assert found.plan.summary == "1 will be updated, 1 will be added"
    assert found.plan.done == "1 was updated, 1 was added."
    now = records.get(file, "member", joan)
    assert (now["telephone"], now["kinds"]) == ("0113 496 0002", ("patient", "carer"))
    assert now["notes"] == "Late riser\nSings"
    line = records.history(file, "member", joan)[0].what
    assert "0113 496 0001" in line
    assert "0113 496 0002" in line
    again = preview(file, "member", tmp_path, text)
    assert again.plan.summary == "none will be updated, none will be added, 2 stay as they are"
    with pytest.raises(AppError, match="There is nothing to add or change in this list"):
        exchange.apply(file, again.plan, frozenset(), Progress())
    undo.undo(file)
    assert dict(records.get(file, "member", joan).values) == dict(before.values)
    assert file.store.raw.execute("SELECT count(*) FROM member").fetchone() == (1,)


def test_without_updating_nothing_that_is_there_changes(
    file: File, joan: int, tmp_path: Path
) -> None:
    (tmp_path / "list.csv").write_text(HEADS + JOAN.format(phone="0113 496 0002"))
    found = exchange.preview(file, "member", tmp_path / "list.csv")
    assert outcomes(found) == [RowOutcome.LIKELY]
    assert found.plan.updates == ()
    assert records.get(file, "member", joan)["telephone"] == "0113 496 0001"


def test_coming_agendas_follow_a_name_that_a_list_brings(
    file: File, make: Make, joan: int, tmp_path: Path
) -> None:
    meeting = make.meeting(make.body())
    item = meetings.add_item(file, meeting, {"title": "Parking", "lead": "Joan Whitlock"}).id
    update(file, "member", tmp_path, "First name,Surname,E-mail\nJoan,Whitlocke,joan@example.org\n")
    assert records.get(file, "member", joan)["surname"] == "Whitlocke"
    assert records.get(file, "agenda_item", item)["lead"] == "Joan Whitlocke"


def test_what_was_changed_since_the_preview_is_not_overwritten(
    file: File, joan: int, tmp_path: Path
) -> None:
    found = preview(file, "member", tmp_path, HEADS + JOAN.format(phone="0113 496 0002"))
    records.save(file, Draft("member", {"telephone": "0113 496 0003"}, joan))
    with pytest.raises(Conflict):
        exchange.apply(file, found.plan, frozenset(), Progress())
    assert records.get(file, "member", joan)["telephone"] == "0113 496 0003"


def test_who_was_erased_stays_so(file: File, make: Make, joan: int, tmp_path: Path) -> None:
    make.settled(make.claim(joan), state="paid", paid_on=TODAY)
    erasure.erase(file, "member", joan, Progress())
    left = records.get(file, "member", joan)
    text = (
        f"First name,Surname,Telephone\n{left['forenames'] or ''},{left['surname']},0113 496 0002\n"
    )
    found = preview(file, "member", tmp_path, text)
    assert outcomes(found) == [RowOutcome.SAME]
    assert told(found)[-1] == (
        "Telephone: not done: filled in with 0113 496 0002. They were erased."
    )


def test_approved_minutes_stay_as_they_are(file: File, make: Make, tmp_path: Path) -> None:
    meeting = make.meeting(make.body(), TODAY, venue="Test Hall")
    for step in ("held", "minutes", "approved"):
        meetings.take_step(file, meeting, step)
    text = f"Group,Date,Venue\nNetwork Partnership Group,{TODAY:%d/%m/%Y},Town Hall\n"
    found = preview(file, "meeting", tmp_path, text)
    assert outcomes(found) == [RowOutcome.SAME]
    [said] = [one for one in told(found) if one.startswith("Venue")]
    assert said.startswith("Venue: not done: Test Hall becomes Town Hall. ")
    assert records.spec("meeting").seal({"status": "approved"}) in said


def test_a_step_is_not_taken_by_a_list(file: File, make: Make, tmp_path: Path) -> None:
    meeting = make.meeting(make.body(), TODAY, venue="Test Hall")
    text = (
        f"Group,Date,Venue,Status\nNetwork Partnership Group,{TODAY:%d/%m/%Y},Town Hall,Approved\n"
    )
    update(file, "meeting", tmp_path, text)
    now = records.get(file, "meeting", meeting)
    assert now["venue"] == "Town Hall"
    assert now["status"] != "approved"


def test_the_reference_of_another_meeting_is_not_taken(
    file: File, make: Make, tmp_path: Path
) -> None:
    group = make.body()
    first, second = (make.meeting(group, TODAY + dt.timedelta(days=one)) for one in (1, 30))
    taken, own = (records.get(file, "meeting", one)["reference"] for one in (first, second))
    day = TODAY + dt.timedelta(days=30)
    text = (
        f"Group,Date,Reference,Venue\nNetwork Partnership Group,{day:%d/%m/%Y},{taken},Town Hall\n"
    )
    found = update(file, "meeting", tmp_path, text)
    assert told(found)[-1] == (
        f"Reference: not done: {own} becomes {taken}. Another meeting has this reference."
    )
    now = records.get(file, "meeting", second)
    assert (now["reference"], now["venue"]) == (own, "Town Hall")


def test_what_approved_minutes_agreed_stays_while_its_progress_may_change(
    file: File, make: Make, tmp_path: Path
) -> None:
    meeting = make.meeting(make.body(), TODAY)
    items = [
        meetings.add_item(file, meeting, {"title": title}).id for title in ("Parking", "Signs")
    ]
    action = make.action(item_id=items[0])
    for step in ("held", "minutes", "approved"):
        meetings.take_step(file, meeting, step)
    heads = "What is to be done,Under the item,How it is going"
    text = f"{heads}\nRing the trust about parking,Signs,Rang twice\n"
    found = update(file, "action", tmp_path, text)
    now = records.get(file, "action", action)
    assert (now["progress"], now["item_id"]) == ("Rang twice", items[0])
    assert "This stands in them: correct it there." in told(found)[-1]


def test_nothing_changes_where_what_tells_one_from_another_cannot_be_read(
    file: File, make: Make, tmp_path: Path
) -> None:
    make.action()
    heads = "What is to be done,By when,How it is going"
    text = f"{heads}\nRing the trust about parking,31/2/2027,Rang twice\n"
    [row] = preview(file, "action", tmp_path, text).plan.rows
    assert row.outcome is RowOutcome.LIKELY
    assert row.why == "“By when” cannot be read, so it is not certain which one is meant."


def test_who_does_an_action_is_told_by_name(file: File, make: Make, tmp_path: Path) -> None:
    joan, ada = make.member(), make.member("Ada", "Testwick")
    action = make.action(owner_id=joan)
    text = "What is to be done,Who does it\nRing the trust about parking,Ada Testwick\n"
    found = update(file, "action", tmp_path, text)
    assert told(found) == ["Who does it: Joan Whitlock becomes Ada Testwick"]
    assert records.get(file, "action", action)["owner_id"] == ada


def test_an_owner_who_is_not_on_file_is_taken_by_name(
    file: File, make: Make, joan: int, tmp_path: Path
) -> None:
    nobody, hers = make.action("Ring the trust"), make.action("Book the hall", owner_id=joan)
    text = "What is to be done,Who does it\nRing the trust,Bo Larkspur\nBook the hall,Cy Larkspur\n"
    found = update(file, "action", tmp_path, text)
    by_name = "nobody in the file is called that. It is taken by name."
    assert told(found) == [
        "Who does it, by name: filled in with Bo Larkspur",
        f"Who does it: Bo Larkspur: {by_name}",
        "Who does it, by name: filled in with Cy Larkspur",
        "Who does it: Joan Whitlock is no longer named",
        f"Who does it: Cy Larkspur: {by_name}",
    ]
    for action, name in ((nobody, "Bo Larkspur"), (hers, "Cy Larkspur")):
        now = records.get(file, "action", action)
        assert (now["owner_id"], now["owner_name"]) == (None, name)
    text = "What is to be done,Who does it\nBook the hall,Joan Whitlock\n"
    update(file, "action", tmp_path, text)
    now = records.get(file, "action", hers)
    assert (now["owner_id"], now["owner_name"]) == (joan, None)
    assert preview(file, "action", tmp_path, text).plan.rows[0].outcome is RowOutcome.SAME


@pytest.mark.parametrize(
    ("state", "cells", "held"),
    [
        ("paid", "Draft,Parked", ("paid", None)),
        ("draft", "Paid,Parked", ("draft", "Parked")),
    ],
)
def test_claims_are_paid_by_their_own_steps(
    file: File, make: Make, tmp_path: Path, state: str, cells: str, held: tuple[str, str]
) -> None:
    claim = make.claim(make.member(), TODAY, state=state)
    head = f"Member,Date,State,Notes\nJoan Whitlock,{TODAY:%d/%m/%Y},"
    found = preview(file, "claim", tmp_path, f"{head}{cells}\n")
    assert any("not done" in one or "left out" in one for one in told(found))
    if found.plan.updates:
        exchange.apply(file, found.plan, frozenset(), Progress())
    now = records.get(file, "claim", claim)
    assert (now["state"], now["notes"]) == held


@pytest.mark.parametrize("record", LISTS)
def test_what_is_nobody_is_topped_up_by_what_tells_one_from_another(
    record: str, file: File, make: Make, tmp_path: Path
) -> None:
    make.member()
    make.body()
    update(file, record, tmp_path, LISTS[record])
    again = preview(file, record, tmp_path, LISTS[record])
    assert outcomes(again) == [RowOutcome.SAME] * 2
    for old, new in (
        ("Test Hall", "Town Hall"),
        ("45p", "46p"),
        ("User forum", "Partnership group"),
    ):
        changed = LISTS[record].replace(old, new)
        if changed != LISTS[record]:
            update(file, record, tmp_path, changed)
            again = preview(file, record, tmp_path, changed)
            assert outcomes(again) == [RowOutcome.SAME] * 2


def test_a_list_that_only_tops_up_needs_no_more_than_what_tells_one_from_another(
    file: File, make: Make, tmp_path: Path
) -> None:
    group = make.body()
    text = "Name,Notes\nNetwork Partnership Group,Meets in the library\nZebra Forum,Is new\n"
    found = update(file, "body", tmp_path, text)
    assert outcomes(found) == [RowOutcome.UPDATE, RowOutcome.CANNOT]
    assert found.plan.rows[1].why == "Letters for references: Fill in “Letters for references”."
    assert records.get(file, "body", group)["notes"] == "Meets in the library"


def test_tags_join_those_that_are_there(file: File, tmp_path: Path) -> None:
    text = "What is to be done,Tags\nRing about parking,{tags}\n"
    first, second = "Ladder of involvement: Consultation", "Partnership"
    update(file, "action", tmp_path, text.format(tags=first))
    found = update(file, "action", tmp_path, text.format(tags=second))
    assert told(found) == ["Tags: Partnership joins Consultation"]
    assert [one.number for one in tags.used(file, "action")] == [1, 1]
    (action,) = file.store.raw.execute("SELECT id FROM action").fetchone()
    line = records.history(file, "action", action)[0]
    assert line.what == "Tags: added Ladder of involvement: Partnership"
    assert outcomes(preview(file, "action", tmp_path, text.format(tags=second))) == [
        RowOutcome.SAME
    ]


def test_costs_of_a_claim_are_not_updated(file: File, tmp_path: Path) -> None:
    assert not import_updates.can_update("claim_line")
    with pytest.raises(AppError, match="open it and change its lines there"):
        preview(file, "claim_line", tmp_path, "Category,Day,Claim\nFares,1/2/2026,X\n")
