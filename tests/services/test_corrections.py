"""Corrections: what is sealed is put right with a reason, and told from then on."""

from __future__ import annotations

import datetime as dt

import pytest

from facilitator_app.domain.errors import AppError, Conflict, Invalid
from facilitator_app.services import corrections, documents, meetings, records, undo
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from tests.conftest import Make

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


def test_a_correction_changes_the_words_and_is_recorded(file: File, item: int) -> None:
    put_right(file, item)
    assert records.get(file, "agenda_item", item)["text"] == "14 spaces were closed."
    [line] = meetings.page(file, records.get(file, "agenda_item", item)["meeting_id"]).corrections
    assert (line.date, line.who, line.what, line.why) == (
        dt.date(2026, 11, 23), "Fran Tester", "Parking", WHY,
    )  # fmt: skip
    latest = records.history(file, "agenda_item", item)[0].what
    assert "from 40 spaces were closed. to 14 spaces were closed." in latest


def test_everything_else_stays_sealed_after_it(file: File, item: int) -> None:
    put_right(file, item)
    with pytest.raises(AppError, match="minutes are approved"):
        records.save(file, Draft("agenda_item", {"text": "None."}, item))


def test_a_correction_is_one_step_to_undo(file: File, item: int) -> None:
    put_right(file, item)
    assert undo.undo(file).label == "Correction"
    assert records.get(file, "agenda_item", item)["text"] == "40 spaces were closed."
    assert (
        meetings.page(file, records.get(file, "agenda_item", item)["meeting_id"]).corrections == ()
    )


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
    assert WHY in text
    assert "14 spaces were closed." in text
