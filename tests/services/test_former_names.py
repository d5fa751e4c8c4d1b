"""What older versions called fields and records, or kept and no longer do, stops nobody."""

from __future__ import annotations

import json
from typing import Any

import pytest

from facilitator_app.domain.errors import Conflict
from facilitator_app.records.bodies import Body
from facilitator_app.services import drafts, records, undo
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft, Unread
from tests.conftest import Make


def told(file: File, record: str, record_id: int) -> list[str]:
    return [line.what for line in records.history(file, record, record_id)]


def plant(file: File, record: str, before: dict[str, Any], after: dict[str, Any]) -> None:
    """Let the last change have been of `record`, with these images, as an older version kept it."""
    with file.store.unjournalled() as connection:
        connection.exec_driver_sql(
            "UPDATE change SET record = ?, before = ?, after = ?"
            " WHERE id = (SELECT max(id) FROM change)",
            (record, json.dumps(before), json.dumps(after)),
        )


@pytest.fixture
def body(make: Make) -> int:
    """Return a group that was changed once."""
    body = make.body()
    records.save(make.file, Draft("body", {"quorum": 4}, body, 1))
    return body


def test_a_change_of_a_renamed_field_is_told_under_its_name_of_now(file: File, body: int) -> None:
    plant(file, "body", {"called": "PG"}, {"called": "The partnership"})
    assert told(file, "body", body)[0] == "Name in lists changed from “PG” to “The partnership”"


def test_a_change_of_what_is_no_longer_kept_is_told_in_words(file: File, body: int) -> None:
    plant(file, "body", {"fax": "1", "telex": "2"}, {"fax": "3", "telex": "4", "quorum": 5})
    assert told(file, "body", body) == [
        "Something that is no longer kept was changed; Members needed for a quorum set to 5",
        "Added",
    ]


@pytest.mark.parametrize(
    ("name", "value", "label"),
    [
        ("quorum", "a third", "Members needed for a quorum"),
        ("quorum", True, "Members needed for a quorum"),
        ("started", "last spring", "Started"),
        ("started", 2019, "Started"),
        ("name", 7, "Name"),
        ("site", ["breast"], "Cancer site"),
        ("parent_id", "PG", "Belongs to"),
    ],
)
def test_a_value_that_no_longer_fits_its_field_is_told_as_a_change(
    file: File, body: int, name: str, value: object, label: str
) -> None:
    plant(file, "body", {name: None}, {name: value})
    assert told(file, "body", body)[0] == f"{label} changed"


def test_history_under_the_former_name_of_a_record_is_told(
    file: File, body: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Body, "formerly", ("committee",))
    plant(file, "committee", {"called": None}, {"called": "PG"})
    assert told(file, "body", body) == ["Name in lists set to “PG”", "Added"]


def test_a_change_under_former_names_is_undone(
    file: File, body: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Body, "formerly", ("committee",))
    records.save(file, Draft("body", {"list_name": "PG"}, body, 2))
    plant(file, "committee", {"called": None}, {"called": "PG"})
    undo.undo(file)
    assert records.get(file, "body", body)["list_name"] is None


def test_a_change_of_what_is_no_longer_kept_is_not_undone(file: File, body: int) -> None:
    plant(file, "committee", {"quorum": None}, {"quorum": 4})
    with pytest.raises(Conflict, match=r"no longer kept, so it cannot be undone\."):
        undo.undo(file)
    plant(file, "body", {"fax": "1"}, {"fax": "2"})
    with pytest.raises(Conflict, match="cannot be undone by itself"):
        undo.undo(file)
    assert records.get(file, "body", body)["quorum"] == 4


def keep(file: File, key: str, record: str, **values: Any) -> None:
    """Keep a draft as an older version did."""
    content = {"record": record, "id": None, "version": None, "values": values}
    with file.store.unjournalled() as connection:
        connection.exec_driver_sql(
            "INSERT INTO draft VALUES (?, '2026-11-22T10:00:00+00:00', ?)",
            (key, json.dumps(content)),
        )


def found(file: File, key: str) -> Draft | None:
    kept = drafts.find(file, key)
    return kept.draft if kept else None


def test_a_draft_has_what_its_fields_are_called_now(file: File) -> None:
    keep(file, "body/new", "body", called="PG", quorum=None)
    assert found(file, "body/new") == Draft("body", {"list_name": "PG", "quorum": None})


def test_of_a_draft_what_is_no_longer_kept_goes_and_what_no_longer_fits_is_words(
    file: File,
) -> None:
    keep(file, "body/new", "body", fax="1", quorum="a third", started="spring", name="PG")
    words = {"quorum": Unread("a third"), "started": Unread("spring")}
    assert found(file, "body/new") == Draft("body", {"name": "PG", **words})


def test_a_draft_of_which_nothing_is_left_is_not_offered(file: File) -> None:
    keep(file, "body/new", "body", fax="1")
    keep(file, "fax/new", "fax", number="1")
    keep(file, "body/7", "body")
    assert found(file, "body/new") is None
    assert found(file, "fax/new") is None
    assert found(file, "body/7") == Draft("body", {})


def test_a_draft_under_the_former_name_of_a_record_is_offered_and_forgotten(
    file: File, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Body, "formerly", ("committee",))
    keep(file, "committee/new/line/0", "committee", called="PG")
    assert found(file, "body/new/line/0") == Draft("body", {"list_name": "PG"})
    drafts.keep(file, "body/new/line/0", Draft("body", {"list_name": "Later"}))
    assert found(file, "body/new/line/0") == Draft("body", {"list_name": "Later"})
    drafts.drop(file, "body/new/line/0")
    assert found(file, "body/new/line/0") is None


def test_journal_and_drafts_hold_codes_and_never_labels(file: File, make: Make) -> None:
    member = make.member(kinds=("patient", "carer"))
    records.save(file, Draft("member", {"papers": "email", "kinds": ("carer",)}, member, 1))
    drafts.keep(file, "member/new", Draft("member", {"papers": "email", "kinds": ("carer",)}))
    raw = file.store.raw
    (after,) = raw.execute("SELECT after FROM change ORDER BY id DESC LIMIT 1").fetchone()
    (content,) = raw.execute("SELECT content FROM draft").fetchone()
    expected = {"papers": "email", "kinds": "carer"}
    assert json.loads(after) == json.loads(content)["values"] == expected
