"""A file of every step opens, is upgraded, and has lost nothing: rows, history, drafts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator_app.clock import FixedClock
from facilitator_app.digests.lists import ListQuery
from facilitator_app.migrations import upgrade
from facilitator_app.services import drafts, files, find, lists, records
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from facilitator_app.store.key import derive, read_salt
from tests.files import make
from tests.migrations.test_steps import RELEASED

WITH_CHANGES = [path for path in RELEASED if path.name != "step_0001.facilitator"]


@pytest.fixture
def released(request: pytest.FixtureRequest, tmp_path: Path, clock: FixedClock) -> Iterator[File]:
    """Open a copy of a released file, which upgrades it."""
    copy = Path(shutil.copy(request.param, tmp_path))
    file = files.open_file(copy, derive(make.PASSPHRASE, read_salt(copy)), clock)
    yield file
    file.close()


def of(paths: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        "released", paths, indirect=True, ids=[path.stem for path in paths]
    )


def the_only(file: File, name: str) -> int:
    """Return the id of the one record of a type."""
    (row,) = lists.page(file, ListQuery(name), 0, 10)
    return row.id


@of(RELEASED)
def test_it_is_brought_up_to_date_without_a_fault(released: File) -> None:
    assert upgrade.revision_of(released.store) == upgrade.HEAD
    assert files.check(released) == ()


@of(RELEASED)
def test_its_people_are_found_with_what_they_need(released: File) -> None:
    row = records.get(released, "member", the_only(released, "member"))
    assert (row.label, row["kinds"], row["access_needs"]) == (
        "Siân Probert", ("patient", "carer"), ("hearing_loop",),
    )  # fmt: skip
    assert [line.what for line in records.history(released, "member", row.id)] == ["Added"]
    assert find.find(released, "prob", 10)[0].id == row.id


@of(RELEASED)
def test_every_list_opens_even_of_types_that_came_later(released: File) -> None:
    for name in records.names():
        head = lists.frame(released, lists.first_query(name))
        assert head.ever == released.store.raw.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
    assert lists.frame(released, lists.first_query("claim_line")).ever == 1


@of(WITH_CHANGES)
def test_fields_have_kept_what_they_held_under_other_names(released: File) -> None:
    body = records.get(released, "body", the_only(released, "body"))
    claim = records.get(released, "claim", the_only(released, "claim"))
    assert body["list_name"] == "Partnership Group"
    assert (claim["state"], claim["payment_method"]) == ("paid", "bacs")


@of(WITH_CHANGES)
def test_history_tells_changes_of_fields_that_had_other_names(released: File) -> None:
    told = [line.what for line in records.history(released, "body", the_only(released, "body"))]
    assert told == [
        "Name in lists changed from “The partnership” to “Partnership Group”",
        "Name in lists set to “The partnership”",
        "Added",
    ]
    claim = the_only(released, "claim")
    assert records.history(released, "claim", claim)[0].what == (
        "State changed from Draft to Paid; Paid on set to 20 Nov 2026;"
        " Paid by set to Bank transfer (BACS)"
    )


@of(WITH_CHANGES)
def test_drafts_are_offered_back_under_the_names_of_now(released: File) -> None:
    body = the_only(released, "body")
    kept = drafts.find(released, f"body/{body}")
    assert kept is not None
    assert kept.draft == Draft("body", {"list_name": "PG", "notes": "Half a sen"}, body, 3)
    new = drafts.find(released, "claim/new")
    assert new is not None
    assert new.draft == Draft("claim", {"payment_method": "cheque", "total": 450})


@of(RELEASED)
def test_it_is_no_sample(released: File) -> None:
    assert not records.network(released)["sample"]
