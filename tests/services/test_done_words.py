"""What a notice says was done: to whom, and nothing of that in the journal."""

from __future__ import annotations

import datetime as dt

import pytest

from facilitator_app.digests.attachments import AttachmentPlace
from facilitator_app.domain.progress import Progress
from facilitator_app.records.bodies import Body
from facilitator_app.services import (
    attachments,
    claims,
    done_words,
    meetings,
    publications,
    records,
    undo,
)
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from facilitator_app.store.labels import Label
from tests.conftest import Make

DAY = dt.date(2026, 11, 3)


def member(last: str = "Example") -> Draft:
    return Draft("member", {"forenames": "Margaret", "surname": last, "joined": DAY})


def test_a_member_is_named_when_added_changed_removed_and_taken_back(file: File) -> None:
    added = records.save(file, member())
    assert done_words.told(file, added.changes) == "Member added: Margaret Example"
    stored = records.get(file, "member", added.id)
    changed = records.save(
        file, Draft("member", {"email": "m@example.org"}, added.id, stored.version)
    )
    assert done_words.told(file, changed.changes) == "Member changed: Margaret Example"
    assert done_words.told(file, undo.undo(file)) == "Member changed: Margaret Example"
    assert done_words.told(file, undo.redo(file)) == "Member changed: Margaret Example"
    removed = records.remove(file, "member", added.id)
    assert done_words.told(file, removed) == "Member deleted: Margaret Example"
    assert done_words.told(file, undo.undo(file)) == "Member deleted: Margaret Example"
    labels = file.store.raw.execute("SELECT label FROM change_set").fetchall()
    assert not [one for (one,) in labels if "Margaret" in one]


def test_a_long_name_is_cut(file: File) -> None:
    said = done_words.told(file, records.save(file, member("Featherstonehaugh-" * 4)).changes)
    assert said.startswith("Member added: Margaret Featherstone")
    assert said.endswith("…")
    assert len(said) < 80


@pytest.mark.parametrize(
    ("message", "said"),
    [("Add {thing}", "3 groups added"), ("Import {things}", "3 groups imported")],
)
def test_several_are_counted(file: File, message: str, said: str) -> None:
    values = {"things" if "things" in message else "thing": "body"}
    with file.store.write(Label(message, values)) as work:
        for name in ("A", "B", "C"):
            work.add(Body(name=name, short_name=name, type="other"))
    assert done_words.told(file, work.changes) == said


@pytest.mark.parametrize(
    ("new", "changed", "said"),
    [
        (2, 0, "2 groups imported"),
        (0, 2, "2 groups changed"),
        (2, 1, "Groups added: 2, changed: 1"),
        (1, 2, "Groups added: 1, changed: 2"),
    ],
)
def test_a_list_that_tops_up_says_what_was_new_and_what_changed(
    file: File, new: int, changed: int, said: str
) -> None:
    with file.store.write(Label("Add {thing}", {"thing": "body"})) as work:
        there = [
            work.add(Body(name=f"B{at}", short_name=f"B{at}", type="other")) for at in range(9)
        ]
        work.session.flush()
        ids = [one.id for one in there[:changed]]
    with file.store.write(Label("Import {things}", {"things": "body"})) as work:
        for at in range(new):
            work.add(Body(name=f"A{at}", short_name=f"A{at}", type="other"))
        for one in ids:
            work.get(Body, one).meets = "monthly"
    assert done_words.told(file, work.changes) == said
    assert done_words.told(file, undo.undo(file)) == said
    assert done_words.told(file, undo.redo(file)) == said


def test_an_attached_file_and_what_it_is_attached_to_are_named(file: File) -> None:
    joan = records.save(file, member()).id
    place = AttachmentPlace("member", joan, "")

    def attached(*names: str) -> str:
        given = [attachments.from_bytes(name, name.encode()) for name in names]
        return done_words.told(file, attachments.add(file, place, given, Progress()).changes)

    assert attached("Letter.txt") == "Attached to Margaret Example: Letter.txt"
    assert attached("A.txt", "B.txt") == "2 files attached to Margaret Example"
    first, second, third = attachments.of(file, "member", joan).lines
    renamed = attachments.rename(file, first.id, first.version, "Bill")
    assert done_words.told(file, renamed) == "Renamed at Margaret Example: Bill.txt"
    noted = attachments.annotate(file, second.id, second.version, "Paid")
    assert done_words.told(file, noted) == "Note changed at Margaret Example: B.txt"
    taken = attachments.remove(file, [third.id])
    assert done_words.told(file, taken) == "Deleted from Margaret Example: Letter.txt"
    assert done_words.told(file, undo.undo(file)) == "Deleted from Margaret Example: Letter.txt"
    both = attachments.remove(file, [first.id, second.id])
    assert done_words.told(file, both) == "2 files deleted from Margaret Example"


def test_attachments_that_went_with_what_was_removed_are_counted(file: File, make: Make) -> None:
    joan = make.member("Margaret", "Example")

    def attached(record: str, record_id: int, *names: str) -> None:
        given = [attachments.from_bytes(name, name.encode()) for name in names]
        attachments.add(file, AttachmentPlace(record, record_id, ""), given, Progress())

    lines = [Draft("claim_line", {"category": "parking", "amount": pence}) for pence in (450, 90)]
    values = {"member_id": joan, "date": DAY, "purpose_words": "Visit to the day unit"}
    claim = claims.save(file, Draft("claim", values), {"claim_line": lines}).id
    first, second = records.children(file, "claim", claim)["claim_line"]
    attached("claim_line", first.id, "Receipt.txt")
    stored = records.get(file, "claim", claim)
    kept = [Draft("claim_line", {}, second.id, second.version)]
    done = claims.save(file, Draft("claim", {}, claim, stored.version), {"claim_line": kept})
    told = "Claim changed: Margaret Example, 3 Nov 2026, with 1 attachment taken away"
    assert done_words.told(file, done.changes) == told
    assert done_words.told(file, undo.undo(file)) == told
    taro = make.member("Taro", "Bright")
    attached("member", taro, "A.txt", "B.txt")
    removed = records.remove(file, "member", taro)
    assert done_words.told(file, removed) == "Member deleted: Taro Bright, with 2 attachments"


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("agenda", "Agree the agenda of a meeting"),
        ("notice", "Mark the notice of a meeting as sent"),
        ("held", "Mark a meeting as held"),
        ("minutes", "Circulate draft minutes"),
        ("approved", "Approve minutes"),
        ("cancelled", "Cancel a meeting"),
    ],
)
def test_each_step_of_a_meeting_is_named_and_which_meeting_took_it(
    file: File, make: Make, step: str, said: str
) -> None:
    meeting = make.meeting(make.body(), DAY)
    make.record("agenda_item", meeting_id=meeting, number=1, title="Parking")
    changes = meetings.take_step(file, meeting, step)
    assert changes.label == said
    told = f"{said}: Network Partnership Group, 3 Nov 2026"
    assert done_words.told(file, changes) == told
    assert done_words.told(file, undo.undo(file)) == told


def test_a_published_paper_is_named_once(file: File) -> None:
    done, _before = publications.by_hand(file, "annual", 2026)
    told = done_words.told(file, done.changes)
    assert told == "Publish a paper: Annual report 2026-27, 23 Nov 2026"
