"""What a notice says was done: to whom, and nothing of that in the journal."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from facilitator_app.digests.attachments import AttachmentPlace
from facilitator_app.domain.claims import MOVES_AS_DONE, MOVES_OF_SEVERAL
from facilitator_app.domain.meetings import STEPS_AS_DONE
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
    ("step", "said", "done"),
    [
        ("agenda", "Agree the agenda of a meeting", "Agenda agreed"),
        ("notice", "Mark the notice of a meeting as sent", "Notice marked as sent"),
        ("held", "Mark a meeting as held", "Meeting marked as held"),
        ("minutes", "Circulate draft minutes", "Draft minutes circulated"),
        ("approved", "Approve minutes", "Minutes approved"),
        ("cancelled", "Cancel a meeting", "Meeting cancelled"),
    ],
)
def test_each_step_of_a_meeting_is_named_and_which_meeting_took_it(
    file: File, make: Make, step: str, said: str, done: str
) -> None:
    meeting = make.meeting(make.body(), DAY)
    make.record("agenda_item", meeting_id=meeting, number=1, title="Parking")
    changes = meetings.take_step(file, meeting, step)
    assert changes.label == said
    told = f"{done}: Network Partnership Group, 3 Nov 2026"
    assert done_words.told(file, changes) == told
    assert done_words.told(file, undo.undo(file)) == told


def test_a_published_paper_is_named_once(file: File) -> None:
    done, _before = publications.by_hand(file, "annual", 2026)
    told = done_words.told(file, done.changes)
    assert told == "Paper published: Annual report 2026-27, 23 Nov 2026"


def test_what_is_done_to_a_meeting_is_told_as_done(file: File, make: Make) -> None:
    """Failed before: “add meeting” stood beside “member added”."""
    body = make.body()
    planned = meetings.plan(file, {"body_id": body, "date": DAY})
    meeting = planned.id
    item = meetings.add_item(file, meeting, {"title": "Parking"})
    line = meetings.add_visitor(file, meeting, "Ann Example", "present")
    name = "Network Partnership Group, 3 Nov 2026"
    assert done_words.told(file, planned.changes) == f"Meeting added: {name}"
    assert done_words.told(file, item.changes) == "Agenda item added: Parking"
    moved = meetings.move_item(file, item.id, -1)
    assert done_words.told(file, moved).startswith("Agenda item")
    decided = meetings.decide(file, meeting, item.id, "Ask the trust.").changes
    assert done_words.told(file, decided) == "Decision recorded: D-1 Ask the trust."
    agreed = meetings.agree_action(file, meeting, item.id, "Ring the trust", None, None).changes
    assert done_words.told(file, agreed).startswith("Action recorded: ")
    assert done_words.told(file, line.changes).startswith("Added to the register: Ann Example")
    ticked = meetings.register(file, line.id, "apologies")
    assert done_words.told(file, ticked).startswith("Register changed: Ann Example")
    assert done_words.told(file, undo.undo(file)).startswith("Register changed: Ann Example")


def test_every_label_that_is_an_order_has_words_for_what_was_done() -> None:
    """The labels are written where the changes are made; none of them is to be told as it is."""
    package = Path(done_words.__file__).parents[1]
    written = {*STEPS_AS_DONE.values(), *MOVES_AS_DONE.values(), *MOVES_OF_SEVERAL.values()}
    for module in (*package.glob("services/*.py"), *package.glob("store/*.py")):
        written |= {*re.findall(r'Label\(\s*N_\("([^"]+)"\)', module.read_text(encoding="utf-8"))}
    no_orders = {"New network", "Equality answers", "Import {things}"}
    assert written - {*done_words.AS_DONE} <= no_orders
    assert len(written) > 30
    strange = [one for one in done_words.AS_DONE if one not in written]
    assert {*strange} <= {
        "Change {thing}", "Put back what was deleted",
        "Put back what was deleted, without what is gone since",
    }  # fmt: skip
