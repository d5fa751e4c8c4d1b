"""Corrections: what is sealed is put right with a reason, and told from then on."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from facilitator_app.digests.corrections import CorrectionLine
from facilitator_app.domain.errors import AppError, Conflict, Invalid
from facilitator_app.domain.progress import Progress
from facilitator_app.records.corrections import Correction
from facilitator_app.records.meetings import AgendaItem
from facilitator_app.services import (
    claims,
    corrections,
    documents,
    exchange,
    meetings,
    publications,
    records,
    undo,
)  # fmt: skip
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from facilitator_app.store.labels import Label
from tests.conftest import TODAY, Make

WHY = "The chair had said 14, not 40."


@pytest.fixture
def item(file: File, make: Make) -> int:
    """Return an item of a meeting whose minutes are approved."""
    meeting = make.meeting(make.body(), dt.date(2026, 9, 8), status="minutes")
    found = make.record(
        "agenda_item", meeting_id=meeting, number=1, title="Parking", text="40 spaces were closed."
    )
    meetings.take_step(file, meeting, "approved")
    return found


def put_right(file: File, item: int, text: str = "14 spaces were closed.", why: str = WHY) -> None:
    version = records.get(file, "agenda_item", item).version
    corrections.correct(file, Draft("agenda_item", {"text": text}, item, version), why)


def made_of(file: File, item: int) -> tuple[CorrectionLine, ...]:
    """Return the corrections told with the meeting of an item."""
    return meetings.page(file, records.get(file, "agenda_item", item)["meeting_id"]).corrections


def test_a_correction_changes_the_words_and_is_recorded(file: File, item: int) -> None:
    put_right(file, item)
    assert records.get(file, "agenda_item", item)["text"] == "14 spaces were closed."
    [line] = made_of(file, item)
    assert (line.date, line.who, line.what, line.why) == (
        dt.date(2026, 11, 23),
        "Fran Tester",
        "Parking (What was said changed from “40 spaces were closed.” to “14 spaces were closed.”)",
        WHY,
    )  # fmt: skip
    told = [line.what for line in records.history(file, "agenda_item", item)]
    assert told[0] == (
        "Corrected: What was said changed from “40 spaces were closed.” to “14 spaces were"
        f" closed.”. {WHY}"
    )
    assert not [one for one in told[1:] if "14 spaces" in one or one == "Correction"]


def test_a_correction_that_came_with_its_record_tells_the_parts_alone(
    file: File, make: Make
) -> None:
    meeting = make.meeting(make.body(), dt.date(2026, 9, 8), status="minutes")
    with file.store.write(Label("Import")) as work:
        values = {"meeting_id": meeting, "number": 1, "title": "Parking", "text": "14 spaces."}
        (item,) = work.insert_many(AgendaItem, [values])
        told = {"target": "agenda_item", "target_id": item, "date": TODAY, "who": "Fran"}
        work.insert_many(Correction, [{**told, "parts": "text", "why": WHY}])
    [line] = made_of(file, item)
    assert line.what == "Parking (What was said)"


def test_what_was_corrected_is_told_before_and_after_on_the_meeting_and_in_its_history(
    file: File, approved: dict[str, int]
) -> None:
    meeting = approved["meeting"]
    put_right(file, approved["agenda_item"], "Not said.")
    absent = Draft("attendance", {"status": "absent"}, approved["attendance"])
    corrections.correct(file, absent, WHY)
    item, line = meetings.page(file, meeting).corrections
    assert item.what == "Parking (What was said changed from “Said.” to “Not said.”)"
    assert line.what.startswith("Joan Whitlock, ")
    assert line.what.endswith("(Register changed from Present to Absent)")
    history = [one.what for one in records.history(file, "meeting", meeting)]
    for told in (item, line):
        assert f"Corrected: {told.what}. {WHY}" in history


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            "to write.",
            "to ring.",
            "from “…while, and agreed to write.” to “…while, and agreed to ring.”",
        ),
        (
            "to write.",
            "to write. Joan rings.",
            "from “…and agreed to write.” to “…and agreed to write. Joan rings.”",
        ),
    ],
)
def test_a_long_text_is_told_from_where_it_was_changed(
    file: File, item: int, before: str, after: str, told: str
) -> None:
    long = "The group talked about parking at the centre for a long while, and agreed "
    put_right(file, item, long + before)
    put_right(file, item, long + after)
    [_first, second] = made_of(file, item)
    assert second.what.endswith(f"{told})")


def test_everything_else_stays_sealed_after_it(file: File, item: int) -> None:
    put_right(file, item)
    with pytest.raises(AppError, match="minutes are approved"):
        records.save(file, Draft("agenda_item", {"text": "None."}, item))


def test_a_correction_is_one_step_to_undo(file: File, item: int) -> None:
    put_right(file, item)
    assert undo.undo(file).label == "Correction"
    assert records.get(file, "agenda_item", item)["text"] == "40 spaces were closed."
    assert made_of(file, item) == ()


@pytest.mark.parametrize("why", ["", "  \n "])
def test_a_correction_needs_a_reason(why: str, file: File, item: int) -> None:
    with pytest.raises(Invalid) as refused:
        put_right(file, item, why=why)
    assert set(refused.value.problems) == {"why"}
    assert records.get(file, "agenda_item", item)["text"] == "40 spaces were closed."


def test_a_correction_that_changes_nothing_is_refused(file: File, item: int) -> None:
    with pytest.raises(Invalid, match="Nothing is different"):
        put_right(file, item, text="40 spaces were closed.")


def test_a_correction_of_an_older_version_is_refused(file: File, item: int) -> None:
    version = records.get(file, "agenda_item", item).version
    put_right(file, item)
    with pytest.raises(Conflict):
        corrections.correct(file, Draft("agenda_item", {"text": "12."}, item, version), WHY)


def test_the_minutes_tell_what_was_corrected(file: File, item: int) -> None:
    put_right(file, item)
    meeting = records.get(file, "agenda_item", item)["meeting_id"]
    text = documents.make(file, "minutes", meeting, "text").content.decode()
    assert "Corrections since the minutes were approved" in text
    told = (
        "Parking (What was said). It said: “40 spaces were closed.” Right is: “14 spaces were"
        f" closed.” Reason: {WHY} Corrected on 23 November 2026 by Fran Tester."
    )
    assert told in " ".join(text.split())
    assert "14 spaces were closed." in text


@pytest.fixture
def approved(file: File, make: Make) -> dict[str, int]:
    """Return the ids of all that stands in approved minutes, by record type."""
    meeting = make.meeting(make.body(), dt.date(2026, 9, 8), status="minutes")
    member = make.member()
    item = make.record("agenda_item", meeting_id=meeting, number=1, title="Parking", text="Said.")
    under = {"meeting_id": meeting, "item_id": item}
    made = {
        "meeting": meeting,
        "agenda_item": item,
        "attendance": make.record(
            "attendance", meeting_id=meeting, member_id=member, status="present"
        ),
        "decision": make.record("decision", wording="Ring the trust.", **under),
        "action": make.record("action", what="Ring the trust", owner_id=member, **under),
    }
    meetings.take_step(file, meeting, "approved")
    return made


CORRECTED = [
    ("meeting", {"venue": "Oak Room", "ends": dt.time(12)}, "(Ends, Venue)", "Oak Room"),
    ("agenda_item", {"title": "Car park"}, "Car park (Item)", "Car park"),
    ("attendance", {"status": "apologies"}, "(Register)", "Apologies"),
    ("decision", {"wording": "Write."}, "D-1 Write. (Exact words)", "Write."),
    ("action", {"what": "Write"}, "A-1 Write (What is to be done)", "A-1"),
]


@pytest.mark.parametrize(("record", "values", "what", "printed"), CORRECTED)
def test_all_that_minutes_say_can_be_corrected(
    record: str, values: dict[str, Any], what: str, printed: str, file: File,
    approved: dict[str, int],
) -> None:  # fmt: skip
    done = corrections.correct(file, Draft(record, values, approved[record]), WHY)
    assert {name: records.get(file, record, done.id)[name] for name in values} == values
    [line] = documents.read(file, "minutes", approved["meeting"]).digest.corrections
    assert line.what.endswith(what)
    [told] = meetings.page(file, approved["meeting"]).corrections
    [own] = corrections.made(file, record, done.id)
    assert own.what in told.what
    history = [one.what for one in records.history(file, record, done.id)]
    assert f"Corrected: {own.what}. {WHY}" in history
    assert "Correction" not in history
    text = " ".join(
        documents.make(file, "minutes", approved["meeting"], "text").content.decode().split()
    )
    if line.was:
        assert f"{line.what}. It said: “{line.was}" in text
        assert f"Reason: {WHY} Corrected on 23 November 2026 by Fran Tester." in text
    else:  # it may name somebody: nothing of it is kept where an erasure would not find it
        assert record == "meeting"
        assert f"Corrected on 23 November 2026 by Fran Tester: {line.what}. {WHY}" in text
    assert printed in text
    undo.undo(file)
    assert meetings.page(file, approved["meeting"]).corrections == ()
    assert corrections.made(file, record, done.id) == ()


@pytest.mark.parametrize(
    ("record", "values"),
    [
        ("meeting", {"status": "minutes"}),
        ("agenda_item", {"number": 2}),
        ("decision", {"number": 9}),
        ("decision", {"wording": "Write.", "number": 9}),
        ("action", {"status": "dropped"}),
    ],
)
def test_what_is_no_part_of_the_paper_is_not_corrected(
    record: str, values: dict[str, Any], file: File, approved: dict[str, int]
) -> None:
    before = records.get(file, record, approved[record]).values
    with pytest.raises(AppError, match="cannot be corrected"):
        corrections.correct(file, Draft(record, values, approved[record]), WHY)
    assert records.get(file, record, approved[record]).values == before


def test_only_what_is_sealed_is_corrected(file: File, make: Make) -> None:
    action = make.action()
    claim = make.claim(make.member(), state="approved")
    for draft in (
        Draft("action", {"what": "Other"}, action),
        Draft("claim", {"purpose_words": "Other"}, claim),
        Draft("member", {"surname": "Other"}, records.get(file, "claim", claim)["member_id"]),
    ):
        with pytest.raises(AppError, match="Only what is approved, paid or published"):
            corrections.correct(file, draft, WHY)


def test_a_paid_claim_is_corrected_with_its_lines_in_one_step(file: File, make: Make) -> None:
    claim = make.claim(make.member(), state="draft")
    day = dt.date(2026, 11, 3)
    taxi = {"date": day, "category": "taxi", "amount": 1_000}
    claims.save(file, Draft("claim", {}, claim), {"claim_line": (Draft("claim_line", taxi),)})
    make.settled(claim, state="paid", paid_on=day)
    [line] = records.children(file, "claim", claim)["claim_line"]
    lines = (
        Draft("claim_line", {"amount": 1_250}, line.id, line.version),
        Draft("claim_line", {"date": day, "category": "fares", "amount": 300}),
    )
    claims.correct(file, Draft("claim", {}, claim), {"claim_line": lines}, WHY)
    assert records.get(file, "claim", claim)["total"] == 1_550
    [told] = corrections.made(file, "claim", claim)
    assert told.what == (
        "Claim lines: added Bus and train fares, 3 Nov 2026; "
        "Taxi, 3 Nov 2026 (Amount changed from £10.00 to £12.50)"
    )
    history = [one.what for one in records.history(file, "claim", claim)]
    assert [one for one in history if "12.50" in one] == [f"Corrected: {told.what}. {WHY}"]
    assert not [one for one in history if one == "Correction" or "Total" in one]
    figures = documents.read(file, "annual", 2026).digest
    assert (figures.corrections, figures.claim_corrections) == (0, 1)
    text = documents.make(file, "annual", 2026, "text").content.decode()
    assert "1 correction was made to a claim after it had been paid." in " ".join(text.split())
    undo.undo(file)
    assert records.get(file, "claim", claim)["total"] == 1_000
    assert corrections.made(file, "claim", claim) == ()
    same = (Draft("claim_line", {"amount": 1_000}, line.id),)
    with pytest.raises(Invalid, match="Nothing is different"):
        claims.correct(file, Draft("claim", {}, claim), {"claim_line": same}, WHY)
    with pytest.raises(Invalid) as refused:
        claims.correct(file, Draft("claim", {}, claim), {"claim_line": ()}, WHY)
    assert set(refused.value.problems) == {"claim_line"}


def test_no_name_stands_in_a_correction(file: File, approved: dict[str, int]) -> None:
    draft = Draft("attendance", {"status": "absent"}, approved["attendance"])
    corrections.correct(file, draft, WHY)
    chair = Draft("attendance", {"capacity": "Joan Whitlock for the trust"}, draft.id)
    corrections.correct(file, chair, WHY)
    held = file.store.raw.execute("SELECT parts, was, right, why FROM correction").fetchall()
    assert held == [("status", "Present", "Absent", WHY), ("capacity", None, None, WHY)]


def test_tags_go_with_a_correction_and_are_no_part_of_it(
    file: File, approved: dict[str, int]
) -> None:
    item = file.store.raw.execute("SELECT min(id) FROM framework_item").fetchone()[0]
    tags = {"tag": (Draft("tag", {"item_id": item}),)}
    draft = Draft("meeting", {"venue": "Oak Room"}, approved["meeting"])
    corrections.correct(file, draft, WHY, tags)
    assert len(records.children(file, "meeting", approved["meeting"])["tag"]) == 1
    assert file.store.raw.execute("SELECT parts FROM correction").fetchall() == [("venue",)]


def test_who_was_left_out_of_an_approved_register_is_added_as_a_correction(
    file: File, make: Make, item: int
) -> None:
    meeting = records.get(file, "agenda_item", item)["meeting_id"]
    member = make.member("Gwen", "Parry", joined=dt.date(2025, 1, 1))
    draft = Draft("attendance", {"meeting_id": meeting, "member_id": member, "status": "present"})
    with pytest.raises(AppError, match="minutes are approved"):
        meetings.add_person(file, meeting, member, "present")
    with pytest.raises(Invalid) as refused:
        meetings.add_left_out(file, draft, " ")
    assert set(refused.value.problems) == {"why"}
    assert meetings.page(file, meeting).people == ()
    added = meetings.add_left_out(file, draft, "She had signed the sheet.").id
    page = meetings.page(file, meeting)
    assert [(one.id, one.name, one.status) for one in page.people] == [
        (added, "Gwen Parry", "present")
    ]
    [line] = page.corrections
    assert "Gwen Parry" in line.what
    assert line.what.endswith("(added)")
    assert line.why == "She had signed the sheet."
    [told] = documents.read(file, "minutes", meeting).digest.corrections
    assert "Gwen Parry" in told.what
    with pytest.raises(Invalid, match="already"):
        meetings.add_left_out(file, draft, "Again")
    with pytest.raises(AppError):
        records.remove(file, "attendance", added)
    undo.undo(file)
    assert meetings.page(file, meeting).people == ()
    assert meetings.page(file, meeting).corrections == ()


def take_off(file: File, line: int, why: str = "She was never there.") -> None:
    corrections.correct(file, Draft("attendance", {"taken_off": True}, line), why)


def test_who_is_on_an_approved_register_by_mistake_is_taken_off_it(
    file: File, approved: dict[str, int]
) -> None:
    meeting, line = approved["meeting"], approved["attendance"]
    corrections.correct(file, Draft("attendance", {"capacity": "Chair"}, line), WHY)
    given_out = publications.every(file)[0].id
    before = publications.corrected_since(file, given_out)
    with pytest.raises(AppError, match="stays as it was"):
        records.remove(file, "attendance", line)
    take_off(file, line)
    page = meetings.page(file, meeting)
    assert page.people == ()
    earlier, told = page.corrections
    assert earlier.what.endswith("(Capacity set to “Chair”)")
    assert "Joan Whitlock" in told.what
    assert told.what.endswith("(Taken off the register, was: Present)")
    assert told.why == "She was never there."
    assert publications.corrected_since(file, given_out) == before + 1
    minutes = documents.read(file, "minutes", meeting).digest
    assert minutes.present == ()
    assert minutes.corrections[-1] == told
    assert minutes.corrections[0].what.endswith("(Capacity)")
    history = [one.what for one in records.history(file, "attendance", line)]
    assert f"Corrected: {told.what}. {told.why}" in history
    assert "Correction" not in history
    undo.undo(file)
    assert [one.id for one in meetings.page(file, meeting).people] == [line]
    assert len(meetings.page(file, meeting).corrections) == 1


def test_a_line_that_is_kept_and_not_shown_comes_back_to_an_open_register(
    file: File, make: Make
) -> None:
    meeting = make.meeting(make.body(), dt.date(2026, 9, 8), status="minutes")
    member = make.member()
    kept = make.record(
        "attendance", meeting_id=meeting, member_id=member, status="present", taken_off=True
    )
    assert meetings.page(file, meeting).people == ()
    meetings.add_person(file, meeting, member, "present")
    assert [one.id for one in meetings.page(file, meeting).people] == [kept]


def test_a_line_that_was_taken_off_comes_through_a_data_package(
    file: File, other: File, approved: dict[str, int], tmp_path: Path
) -> None:
    take_off(file, approved["attendance"])
    told = meetings.page(file, approved["meeting"]).corrections
    exchange.export_package(file, tmp_path / "all.zip")
    exchange.import_package(other, tmp_path / "all.zip", Progress())
    page = meetings.page(other, approved["meeting"])
    assert (page.people, page.corrections) == ((), told)


def test_who_was_taken_off_comes_back_as_a_correction(file: File, approved: dict[str, int]) -> None:
    meeting, line = approved["meeting"], approved["attendance"]
    member = records.get(file, "attendance", line)["member_id"]
    take_off(file, line)
    draft = Draft("attendance", {"meeting_id": meeting, "member_id": member, "status": "apologies"})
    assert meetings.add_left_out(file, draft, "It was her sister.").id == line
    page = meetings.page(file, meeting)
    assert [(one.id, one.status) for one in page.people] == [(line, "apologies")]
    off, back = page.corrections
    assert off.what.endswith("(Taken off the register, was: Present)")
    assert back.what.endswith("(put back)")
    undo.undo(file)
    assert meetings.page(file, meeting).people == ()


def test_who_had_left_by_then_comes_on_an_approved_register_only_if_they_came(
    file: File, make: Make, item: int
) -> None:
    meeting = records.get(file, "agenda_item", item)["meeting_id"]
    member = make.member("Gwen", "Parry", status="left", left=dt.date(2026, 9, 1))
    line = {"meeting_id": meeting, "member_id": member}
    with pytest.raises(Invalid, match="had left by then") as refused:
        meetings.add_left_out(file, Draft("attendance", {**line, "status": "apologies"}), WHY)
    assert set(refused.value.problems) == {"status"}
    meetings.add_left_out(file, Draft("attendance", {**line, "status": "present"}), WHY)
    assert [one.name for one in meetings.page(file, meeting).people] == ["Gwen Parry"]


def test_nothing_joins_by_correction_what_is_open_or_takes_none(
    file: File, make: Make, item: int
) -> None:
    sealed = records.get(file, "agenda_item", item)["meeting_id"]
    still_open = make.meeting(make.body("Other", "OT"), dt.date(2026, 9, 8), status="minutes")
    member = make.member("Gwen", "Parry")
    for draft in (
        Draft("attendance", {"meeting_id": still_open, "member_id": member, "status": "present"}),
        Draft("agenda_item", {"meeting_id": sealed, "number": 2, "title": "Left out"}),
    ):
        with pytest.raises(AppError, match="Only what is approved"):
            corrections.add(file, draft, WHY, lambda _session, joining: joining)


def test_the_words_before_a_correction_come_through_a_data_package(
    file: File, other: File, item: int, tmp_path: Path
) -> None:
    """They stood in the journal alone, which no package has."""
    put_right(file, item)
    exchange.export_package(file, tmp_path / "all.zip")
    exchange.import_package(other, tmp_path / "all.zip", Progress())
    [line] = made_of(other, item)
    assert (line.was, line.right) == ("40 spaces were closed.", "14 spaces were closed.")
    assert line.what == (
        "Parking (What was said), from “40 spaces were closed.” to “14 spaces were closed.”"
    )
