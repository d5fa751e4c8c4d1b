"""Letters stand for one group: another one that meets cannot take them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from facilitator_app.domain.errors import Invalid
from facilitator_app.services import documents, exchange, records
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from tests.conftest import TODAY, Make

FORUM = {"name": "Patient Forum", "short_name": "PG", "type": "user_forum"}


def test_letters_of_another_group_are_refused_by_name(file: File, make: Make) -> None:
    first = make.body("Network Partnership Group", "PG")
    with pytest.raises(Invalid) as refused:
        records.save(file, Draft("body", FORUM))
    words = "“Network Partnership Group” has the letters PG already. Choose others."
    assert refused.value.problems == {"short_name": words}
    other = records.save(file, Draft("body", FORUM | {"short_name": "PF"})).id
    with pytest.raises(Invalid):
        records.save(file, Draft("body", {"short_name": "PG"}, other, 1))
    records.save(file, Draft("body", {"ended": TODAY}, first, 1))
    records.save(file, Draft("body", {"short_name": "PG"}, other, 1))


def test_doubles_of_an_older_file_can_be_changed_in_other_ways(file: File, make: Make) -> None:
    make.body("Network Partnership Group", "PG")
    other = make.body("Patient Forum", "PF")
    file.store.raw.execute("UPDATE body SET short_name = 'PG' WHERE id = ?", (other,))
    records.save(file, Draft("body", {"meets": "Every two months"}, other, 1))
    assert records.get(file, "body", other)["short_name"] == "PG"


def test_a_list_that_gives_them_twice_is_told(file: File, make: Make, tmp_path: Path) -> None:
    make.body("Network Partnership Group", "PG")
    path = tmp_path / "groups.csv"
    path.write_text(
        "Name,Letters for references,Kind of group\nPatient Forum,PG,User forum\n", "utf-8"
    )
    (row,) = exchange.preview(file, "body", path).plan.rows
    assert (row.can_add, "has the letters PG already" in row.why) == (False, True)


def test_a_member_list_tells_since_when_a_seat_counts(file: File, make: Make) -> None:
    body = make.body()
    for name, joined, starts in (
        ("Ann", dt.date(2026, 3, 1), dt.date(2026, 1, 1)),
        ("Ben", dt.date(2025, 3, 1), dt.date(2026, 1, 1)),
        ("Cy", None, dt.date(2026, 1, 1)),
        ("Di", dt.date(2025, 3, 1), None),
    ):
        make.seat(make.member(name, "Example", joined=joined), body, starts=starts)
    digest = documents.read(file, "members", body).digest
    assert [one.since for one in digest.seated] == [
        dt.date(2026, 3, 1), dt.date(2026, 1, 1), dt.date(2026, 1, 1), None,
    ]  # fmt: skip
