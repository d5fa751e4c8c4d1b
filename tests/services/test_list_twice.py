"""A list that is imported twice adds nothing twice, whatever it holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator_app.digests.exchange import RowOutcome
from facilitator_app.domain.progress import Progress
from facilitator_app.services import exchange, meetings, records
from facilitator_app.services.exchange import ImportPreview
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from tests.conftest import TODAY, Make

LISTS = {
    "body": "Name,Letters for references,Kind of group\nTest Valley Forum,TVF,User forum\n"
    "Zebra Forum,ZF,User forum\n",
    "training_event": "Title,Date,Venue\nReading a trial protocol,3/2/2027,Test Hall\n"
    "Reading a trial protocol,3/2/2028,Test Hall\n",
    "action": "What is to be done,By when\nRing about parking,8/12/2026\nRing again,8/12/2026\n",
    "meeting": "Group,Date,Venue\nNetwork Partnership Group,3/2/2027,Test Hall\n"
    "Network Partnership Group,3/3/2027,Test Hall\n",
    "seat": "Group,Role,Member,From\nNetwork Partnership Group,Chair,Joan Whitlock,1/4/2026\n"
    "Network Partnership Group,Vice chair,Joan Whitlock,1/4/2026\n",
    "mileage_rate": "Travel by,In force from,A mile\nCar,1/4/2031,45p\nMotorcycle,1/4/2031,24p\n",
}


def preview(file: File, record: str, tmp_path: Path, text: str) -> ImportPreview:
    path = tmp_path / f"{record}.csv"
    path.write_text(text, encoding="utf-8")
    return exchange.preview(file, record, path)


def outcomes(found: ImportPreview) -> list[RowOutcome]:
    return [row.outcome for row in found.plan.rows]


@pytest.mark.parametrize("record", LISTS)
def test_the_same_list_twice_adds_nothing_twice(
    record: str, file: File, make: Make, tmp_path: Path
) -> None:
    make.member()
    make.body()
    first = preview(file, record, tmp_path, LISTS[record])
    assert outcomes(first) == [RowOutcome.ADD] * 2, first.plan.rows
    exchange.apply(file, first.plan, frozenset(), Progress())
    again = preview(file, record, tmp_path, LISTS[record])
    assert outcomes(again) == [RowOutcome.SAME] * 2
    assert again.plan.rows[0].why.endswith(" is in the file already.")
    assert again.plan.adding() == ()


def test_what_differs_in_a_part_is_told_and_not_added_unasked(
    file: File, make: Make, tmp_path: Path
) -> None:
    make.body()
    first = preview(file, "meeting", tmp_path, LISTS["meeting"])
    exchange.apply(file, first.plan, frozenset(), Progress())
    other = LISTS["meeting"].replace("Test Hall", "Town Hall")
    found = preview(file, "meeting", tmp_path, other)
    assert outcomes(found) == [RowOutcome.LIKELY] * 2
    assert found.plan.rows[0].why == (
        "This looks like Network Partnership Group, 3 Feb 2027, which is in the file already."
    )


def test_what_comes_in_a_list_gets_its_reference(file: File, make: Make, tmp_path: Path) -> None:
    make.body()
    for record in ("meeting", "action"):
        found = preview(file, record, tmp_path, LISTS[record])
        exchange.apply(file, found.plan, frozenset(), Progress())
    told = file.store.raw.execute("SELECT reference FROM meeting ORDER BY date").fetchall()
    assert told == [("PG/2027/02",), ("PG/2027/03",)]
    assert file.store.raw.execute("SELECT number FROM action ORDER BY 1").fetchall() == [(1,), (2,)]


def test_the_reference_of_another_meeting_is_refused_however_it_comes(
    file: File, make: Make, tmp_path: Path
) -> None:
    group = make.body()
    first = make.meeting(group, TODAY)
    reference = records.get(file, "meeting", first)["reference"]
    twin = f"Group,Date,Reference\nNetwork Partnership Group,3/2/2027,{reference.lower()}\n"
    (row,) = preview(file, "meeting", tmp_path, twin).plan.rows
    assert (row.outcome, row.why) == (RowOutcome.CANNOT, "Another meeting has this reference.")
    values = {"body_id": group, "date": TODAY, "reference": reference}
    with pytest.raises(Exception, match="Another meeting has this reference"):
        records.save(file, Draft("meeting", values))
    meetings.take_step(file, first, "held")


def test_the_same_person_with_another_telephone_is_told_and_not_dropped(
    file: File, tmp_path: Path
) -> None:
    text = "First name,Surname,E-mail,Telephone\nAda,Testwick,ada@example.org,01632 960101\n"
    exchange.apply(file, preview(file, "member", tmp_path, text).plan, frozenset(), Progress())
    assert outcomes(preview(file, "member", tmp_path, text)) == [RowOutcome.SAME]
    [row] = preview(file, "member", tmp_path, text.replace("0101", "0109")).plan.rows
    assert row.outcome is RowOutcome.LIKELY
    assert [one.words for one in row.remarks] == ["01632 960109: the file has 01632 960101."]


def test_a_meeting_at_another_place_tells_both_places(
    file: File, make: Make, tmp_path: Path
) -> None:
    make.body()
    first = preview(file, "meeting", tmp_path, LISTS["meeting"])
    exchange.apply(file, first.plan, frozenset(), Progress())
    found = preview(file, "meeting", tmp_path, LISTS["meeting"].replace("Test Hall", "Town Hall"))
    assert [one.words for one in found.plan.rows[0].remarks if one.field == "venue"] == [
        "Town Hall: the file has Test Hall."
    ]
