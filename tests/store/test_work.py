"""Units of work: all or nothing, journalled without exception, and none inside another."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import UpdateBase, delete, insert, update

from facilitator_app.clock import FixedClock
from facilitator_app.domain.errors import Conflict, Gone
from facilitator_app.records.bodies import Body, Seat
from facilitator_app.records.members import Member
from facilitator_app.services import files, records, undo
from facilitator_app.services.files import File
from facilitator_app.spec.record import Changes, Draft
from facilitator_app.store.key import Key
from facilitator_app.store.labels import Label
from tests.conftest import Make
from tests.store.seeing import content


def journal_size(file: File) -> tuple[int, int]:
    """Return how many change sets and changes there are."""
    sets = file.store.raw.execute("SELECT count(*) FROM change_set").fetchone()[0]
    return sets, file.store.raw.execute("SELECT count(*) FROM change").fetchone()[0]


def half_a_change(file: File, member: int) -> None:
    """Change, add and import, and then fail."""
    with file.store.write(Label("Half a change")) as work:
        work.get(Member, member).surname = "Changed"
        body = work.add(Body(name="A group", short_name="AG", type="nssg"))
        work.add(Seat(member_id=member, body_id=body.id, starts=dt.date(2026, 1, 1)))
        file.format_context()
        work.insert_many(Member, [{"forenames": "A", "surname": "B"}])
        raise ZeroDivisionError


def test_an_exception_leaves_nothing(file: File, make: Make) -> None:
    member = make.member()
    before, journal = content(file), journal_size(file)
    with pytest.raises(ZeroDivisionError):
        half_a_change(file, member)
    assert (content(file), journal_size(file)) == (before, journal)
    assert file.store.undo_label == "Add member"


def test_a_unit_of_work_stays_whole_when_the_lists_are_first_read_in_it(
    path: Path, key: Key, clock: FixedClock
) -> None:
    file = files.open_file(path, key, clock)
    member = Make(file).member()
    file.close()
    again = files.open_file(path, key, clock)
    with pytest.raises(ZeroDivisionError):
        half_a_change(again, member)
    rows = content(again)
    again.close()
    assert (len(rows["member"]), rows["body"], rows["seat"]) == (1, [], [])


def test_reading_inside_a_unit_of_work_sees_what_it_did(file: File) -> None:
    with file.store.write(Label("Add member")) as work:
        member = work.add(Member(forenames="Joan", surname="Whitlock"))
        with file.store.read() as session:
            assert session.get_one(Member, member.id).surname == "Whitlock"


def one_in_another(file: File, make: Make) -> None:
    """Save a member while another is being saved."""
    with file.store.write(Label("Outer")) as work:
        work.add(Member(forenames="Joan", surname="Whitlock"))
        make.member("Taro", "Bright")


def test_units_of_work_do_not_nest(file: File, make: Make) -> None:
    with pytest.raises(RuntimeError, match="do not nest"):
        one_in_another(file, make)
    assert content(file)["member"] == []
    assert make.member()


def change_while_reading(file: File, member: int, *, flush: bool) -> None:
    """Change a member in a session that is for reading."""
    with file.store.read() as session:
        session.get_one(Member, member).surname = "Changed"
        if flush:
            session.flush()


def test_reading_changes_nothing(file: File, make: Make) -> None:
    member = make.member()
    change_while_reading(file, member, flush=False)
    with pytest.raises(RuntimeError, match="for reading"):
        change_while_reading(file, member, flush=True)
    assert records.get(file, "member", member)["surname"] == "Whitlock"


@pytest.mark.parametrize(
    "statement",
    [
        update(Member).values(surname="All the same"),
        delete(Member),
        insert(Member).values(id=1, version=1, forenames="A", surname="B", status="current"),
    ],
    ids=["update", "delete", "insert"],
)
def test_bulk_statements_are_refused(file: File, make: Make, statement: UpdateBase) -> None:
    make.member()
    before = content(file)
    with (
        pytest.raises(RuntimeError, match="slip past the journal"),
        file.store.write(Label("Bulk")) as work,
    ):
        work.session.execute(statement)
    with pytest.raises(RuntimeError, match="slip past the journal"), file.store.read() as session:
        session.execute(statement)
    assert content(file) == before


ROWS: list[dict[str, Any]] = [
    {
        "forenames": "Siân",
        "surname": "Probert",
        "kinds": ("patient", "carer"),
        "born": dt.date(1958, 4, 3),
        "access_needs": ("hearing_loop",),
        "access_words": "Sit near the front.",
        "papers": None,
    },
    {"forenames": "Taro", "surname": "Bright", "status": "applied", "kinds": (), "notes": ""},
]


def test_many_at_once_are_the_same_as_one_by_one(file: File) -> None:
    with file.store.write(Label("Import")) as work:
        in_bulk = work.insert_many(Member, ROWS)
    with file.store.write(Label("Add")) as work:
        one_by_one = [work.add(Member(**row)).id for row in ROWS]
    for many, one in zip(in_bulk, one_by_one, strict=True):
        left, right = records.get(file, "member", many), records.get(file, "member", one)
        assert (left.values, left.version, left.label) == (right.values, right.version, right.label)
        images = [
            file.store.raw.execute(
                "SELECT action, before, after FROM change WHERE record_id = ?", (row,)
            )
            for row in (many, one)
        ]
        assert images[0].fetchall() == images[1].fetchall()
    rows = {row[0]: row[1:] for row in content(file)["find"]}
    assert [rows[one] for one in in_bulk] == [rows[one] for one in one_by_one]


def test_many_at_once_are_undone_at_once(file: File) -> None:
    before = content(file)
    with file.store.write(Label("Import 1,200 members")) as work:
        work.insert_many(
            Member, ({"forenames": f"No {at}", "surname": "Sample"} for at in range(1_200))
        )
    whole = content(file)
    assert len(whole["member"]) == 1_200
    assert undo.labels(file).undo == "Import 1,200 members"
    undo.undo(file)
    assert content(file) == before
    undo.redo(file)
    assert content(file) == whole


def test_sensitive_values_of_many_come_back_to_whom_they_belong(file: File) -> None:
    with file.store.write(Label("Import 1,200 members")) as work:
        work.insert_many(
            Member,
            (
                {"forenames": f"No {at}", "surname": "S", "access_words": f"Chair {at}"}
                if at % 3
                else {"forenames": f"No {at}", "surname": "S"}
                for at in range(1_200)
            ),
        )
    whole = content(file)["member"]
    undo.undo(file)
    undo.redo(file)
    assert content(file)["member"] == whole


def test_ids_that_are_given_are_kept(file: File) -> None:
    with file.store.write(Label("Import")) as work:
        assert work.insert_many(Member, [{"id": 77, "forenames": "A", "surname": "B"}]) == [77]
    assert records.get(file, "member", 77).label == "A B"


def test_what_was_done_is_told(file: File) -> None:
    with file.store.write(Label("Add member")) as work:
        member = work.add(Member(forenames="A", surname="B")).id
        assert work.changes == Changes("")
    assert work.changes == Changes("Add member", frozenset({("member", member)}))
    with file.store.write(Label("Nothing at all")) as nothing:
        pass
    assert nothing.changes == Changes("Nothing at all")
    assert file.store.undo_label == "Add member"


def test_a_record_that_was_removed_is_gone(file: File, make: Make) -> None:
    member = make.member()
    records.remove(file, "member", member)
    with pytest.raises(Gone, match="deleted in the meantime"):
        records.save(file, Draft("member", {"surname": "Back"}, member, 1))


def test_a_reference_to_nothing_is_refused(file: File, make: Make) -> None:
    body = make.body()
    before, label = content(file), undo.labels(file)
    with pytest.raises(Conflict):
        make.seat(1234, body)
    assert (content(file), undo.labels(file)) == (before, label)
    assert make.seat(make.member(), body)


def test_what_belongs_to_itself_since_an_older_version_can_be_removed(
    file: File, make: Make
) -> None:
    body = make.body()
    with file.store.write(Label("As it was")) as work:
        work.get(Body, body).parent_id = body
    records.remove(file, "body", body)
    assert content(file)["body"] == []


def test_an_owner_goes_with_all_it_owns(file: File, make: Make) -> None:
    meeting = make.meeting(make.body())
    item = make.record("agenda_item", meeting_id=meeting, number=1, title="Parking")
    make.record("decision", meeting_id=meeting, item_id=item, wording="To write to the trust.")
    make.record("attendance", meeting_id=meeting, member_id=make.member())
    before = content(file)
    done = records.remove(file, "meeting", meeting)
    assert {name for name, _id in done.touched} == {
        "meeting",
        "agenda_item",
        "decision",
        "attendance",
    }
    undo.undo(file)
    assert content(file) == before


def test_a_meeting_that_is_named_elsewhere_stays_whole(file: File, make: Make) -> None:
    meeting = make.meeting(make.body())
    make.record("agenda_item", meeting_id=meeting, number=1, title="Parking")
    make.action(meeting_id=meeting)
    before = content(file)
    with pytest.raises(
        Conflict, match=r"^This meeting cannot be deleted, because it is named in: actions "
    ):
        records.remove(file, "meeting", meeting)
    assert content(file) == before
