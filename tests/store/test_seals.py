"""What is sealed refuses every write, and so does what it owns; but not the steps of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from facilitator_app.digests.exchange import RowOutcome
from facilitator_app.domain.errors import AppError, Invalid
from facilitator_app.domain.meetings import STEPS, only_by_step
from facilitator_app.domain.progress import Progress
from facilitator_app.records.actions import Action
from facilitator_app.records.bodies import Body
from facilitator_app.records.claims import Claim, ClaimLine
from facilitator_app.records.meetings import AgendaItem, Attendance, Meeting
from facilitator_app.services import (
    actions,
    claim_steps,
    claims,
    exchange,
    files,
    meetings,
    records,
    texts,
    undo,
)
from facilitator_app.services.files import File
from facilitator_app.services.meetings import minutes_place
from facilitator_app.spec.record import Draft
from facilitator_app.store.labels import Label
from facilitator_app.store.seals import Seals
from tests.conftest import Make
from tests.store.seeing import content

TAKEN_BY_STEP = ("Approved", "Authorised", "Paid,9 Nov 2026", "Rejected", "Cancelled")
MINUTES, PAID = "These minutes are approved", "This claim is closed"
LINE = {"category": "taxi", "date": dt.date(2026, 11, 3)}


class Approved:
    """A meeting with approved minutes, and what it owns."""

    def __init__(self, file: File, make: Make) -> None:
        """Hold it, then approve its minutes."""
        self.group, self.member = make.body(), make.member()
        self.meeting = make.meeting(self.group, dt.date(2026, 9, 8), status="minutes")
        self.item = make.record(
            "agenda_item", meeting_id=self.meeting, number=1, title="Parking", text="Said."
        )
        self.line = make.record(
            "attendance", meeting_id=self.meeting, member_id=self.member, status="present"
        )
        self.decision = make.record(
            "decision", meeting_id=self.meeting, item_id=self.item, wording="Ring the trust."
        )
        self.action = make.action(meeting_id=self.meeting, item_id=self.item)
        meetings.take_step(file, self.meeting, "approved")


@pytest.fixture
def approved(file: File, make: Make) -> Approved:
    return Approved(file, make)


def _other(file: File) -> int:
    values = {"forenames": "Siân", "surname": "Llewellyn", "kinds": ("carer",)}
    return records.save(file, Draft("member", values)).id


def _move_item(file: File, a: Approved) -> None:
    values = {"body_id": a.group, "date": dt.date(2026, 12, 1)}
    later = records.save(file, Draft("meeting", values)).id
    item = records.save(file, Draft("agenda_item", {"meeting_id": later, "title": "Late"})).id
    records.save(file, Draft("agenda_item", {"meeting_id": a.meeting}, item))


def _insert_many(file: File, a: Approved) -> None:
    with file.store.write(Label("Import")) as work:
        work.insert_many(AgendaItem, [{"meeting_id": a.meeting, "title": "Slipped in"}])


WRITES: dict[str, Callable[[File, Approved], object]] = {
    "its own fields": lambda file, a: records.save(
        file, Draft("meeting", {"venue": "Oak Room"}, a.meeting)
    ),
    "back to a draft": lambda file, a: meetings.take_step(file, a.meeting, "minutes"),
    "removing it": lambda file, a: records.remove(file, "meeting", a.meeting),
    "what was said": lambda file, a: records.save(
        file, Draft("agenda_item", {"text": "Other."}, a.item)
    ),
    "text that saves itself": lambda file, a: texts.keep(
        file, minutes_place(meetings.page(file, a.meeting).items[0]), "Said.", "Other."
    ),
    "a new item": lambda file, a: meetings.add_item(file, a.meeting, {"title": "One more"}),
    "the order of items": lambda file, a: records.save(
        file, Draft("agenda_item", {"number": 2}, a.item)
    ),
    "removing an item": lambda file, a: meetings.remove_item(file, a.item),
    "the register": lambda file, a: meetings.register(file, a.line, "absent"),
    "one more on the register": lambda file, a: meetings.add_person(
        file, a.meeting, _other(file), "present"
    ),
    "removing a register entry": lambda file, a: records.remove(file, "attendance", a.line),
    "a decision": lambda file, a: records.save(
        file, Draft("decision", {"wording": "Ring nobody."}, a.decision)
    ),
    "one more decision": lambda file, a: meetings.decide(file, a.meeting, a.item, "Ring again."),
    "removing a decision": lambda file, a: records.remove(file, "decision", a.decision),
    "what an action was": lambda file, a: records.save(
        file, Draft("action", {"what": "Ring nobody."}, a.action)
    ),
    "an action under another item": lambda file, a: records.save(
        file, Draft("action", {"item_id": None}, a.action)
    ),
    "one more action": lambda file, a: meetings.agree_action(
        file, a.meeting, a.item, "Ring again.", None, None
    ),
    "removing an action": lambda file, a: records.remove(file, "action", a.action),
    "an item brought from another meeting": _move_item,
    "many rows at once": _insert_many,
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_approved_minutes_refuse(
    write: Callable[[File, Approved], object], file: File, approved: Approved
) -> None:
    before = _of_meeting(file)
    with pytest.raises(
        AppError, match=f"{MINUTES}|minutes are approved stays|is named in: actions"
    ):
        write(file, approved)
    assert _of_meeting(file) == before


def _of_meeting(file: File) -> list[tuple[object, ...]]:
    """Return all rows of meetings that are approved, and of what belongs to them."""
    approved = "SELECT id FROM meeting WHERE status = 'approved'"
    found: list[tuple[object, ...]] = []
    for table in ("agenda_item", "attendance", "decision", "action"):
        sql = f"SELECT * FROM {table} WHERE meeting_id IN ({approved}) ORDER BY id"
        found += file.store.raw.execute(sql).fetchall()
    return [*found, *file.store.raw.execute(approved.replace("id", "*", 1)).fetchall()]


def test_what_an_approved_meeting_does_not_own_goes_on(file: File, approved: Approved) -> None:
    day = dt.date(2026, 11, 20)
    records.save(file, Draft("action", {"status": "done", "done_on": day}, approved.action))
    records.save(file, Draft("member", {"telephone": "01684 496000"}, approved.member))


def test_an_agreed_action_lives_on(file: File, approved: Approved) -> None:
    values = {"status": "open", "progress": "Rung.", "due": dt.date(2026, 12, 1)}
    records.save(file, Draft("action", values, approved.action))
    records.save(file, Draft("action", {"what": "Ring the trust about parking"}, approved.action))
    actions.done(file, approved.action)


@pytest.mark.parametrize("values", [{"what": "Other"}, {"item_id": None}])
def test_an_action_stays_as_approved_minutes_have_it(
    file: File, make: Make, approved: Approved, values: dict[str, object]
) -> None:
    with pytest.raises(Invalid, match=MINUTES):
        records.save(file, Draft("action", values, approved.action))
    other = make.meeting(approved.group, dt.date(2027, 1, 8))
    with pytest.raises(Invalid, match=MINUTES):
        records.save(file, Draft("action", {"meeting_id": other, "item_id": None}, approved.action))
    with pytest.raises(AppError, match=MINUTES):
        records.save(file, Draft("action", {"what": "Ring", "meeting_id": approved.meeting}))


def test_what_was_agreed_under_an_item_stays_at_its_meeting(file: File, make: Make) -> None:
    group = make.body()
    here, there = (make.meeting(group, dt.date(2026, 12, day)) for day in (8, 9))
    one, other = (
        make.record("agenda_item", meeting_id=at, number=1, title="Parking") for at in (here, there)
    )
    decided = make.record("decision", meeting_id=here, item_id=one, wording="Ring the trust.")
    agreed = make.action(item_id=one)
    assert records.get(file, "action", agreed)["meeting_id"] == here
    for draft in (
        Draft("agenda_item", {"meeting_id": there}, one),
        Draft("decision", {"item_id": other}, decided),
        Draft("action", {"item_id": other}, agreed),
        Draft("decision", {"meeting_id": here, "item_id": other, "wording": "Or not."}),
    ):
        with pytest.raises(Invalid, match="meeting"):
            records.save(file, draft)
    records.save(file, Draft("agenda_item", {"meeting_id": here}, other))


def test_a_list_brings_no_action_under_approved_minutes(file: File, approved: Approved) -> None:
    row = {"what": "Slipped in", "item_id": approved.item}
    with file.store.write(Label("Import")) as work, pytest.raises(AppError, match=MINUTES):
        work.insert_many(Action, [row])
    with file.store.read() as session:
        assert Seals(session).reasons_for_new(Action, [{"what": "Free"}, row]).keys() == {1}


def test_tags_can_still_join_approved_minutes(file: File, approved: Approved) -> None:
    item = file.store.raw.execute("SELECT min(id) FROM framework_item").fetchone()[0]
    tag = Draft("tag", {"item_id": item})
    records.save(file, Draft("meeting", {}, approved.meeting), {"tag": (tag,)})
    assert len(records.children(file, "meeting", approved.meeting)["tag"]) == 1


def test_approving_can_be_taken_back_and_done_again(file: File, approved: Approved) -> None:
    undo.undo(file)
    records.save(file, Draft("agenda_item", {"text": "Other."}, approved.item))
    undo.undo(file)
    undo.redo(file)
    meetings.take_step(file, approved.meeting, "approved")
    with pytest.raises(AppError, match=MINUTES):
        meetings.register(file, approved.line, "absent")


def test_what_is_written_and_approved_in_one_unit_is_stored(file: File, make: Make) -> None:
    group, member = make.body(), make.member()
    with file.store.write(Label("Old minutes")) as work:
        meeting = work.insert_many(
            Meeting,
            [{"body_id": group, "date": dt.date(2020, 1, 7), "status": "approved"}],
            stepped=True,
        )[0]
        work.insert_many(Attendance, [{"meeting_id": meeting, "member_id": member}])
    assert len(meetings.page(file, meeting).people) == 1


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(statuses=st.lists(st.sampled_from((*STEPS, "cancelled", None)), min_size=1, max_size=4))
def test_many_rows_at_once_go_round_no_step(
    file: File, make: Make, statuses: list[str | None]
) -> None:
    """Whatever a subject writes in bulk, only its step leads where a step is needed."""
    with file.store.read() as session:
        group = session.scalar(select(Body.id)) or make.body()
        before = session.scalar(select(func.count(Meeting.id))) or 0
    usual = {"body_id": group, "date": dt.date(2020, 1, 7)}
    rows = [usual | ({"status": one} if one else {}) for one in statuses]
    steps = any(only_by_step(one or "scheduled") for one in statuses)
    with (
        pytest.raises(AppError, match="Mark as approved") if steps else nullcontext(),
        file.store.write(Label("Old minutes")) as work,
    ):
        work.insert_many(Meeting, rows)
    with file.store.read() as session:
        after = session.scalar(select(func.count(Meeting.id)))
    assert after == before + (0 if steps else len(rows))


def test_a_claim_is_approved_and_closed_by_its_steps_alone(
    file: File, make: Make, tmp_path: Path
) -> None:
    make.member()
    states = ("Draft", "Submitted", "Returned with a question", "", *TAKEN_BY_STEP)
    path = tmp_path / "claims.csv"
    rows = [f"Joan Whitlock,{3 + n} Nov 2026,Visit,{one}" for n, one in enumerate(states)]
    path.write_text("\n".join(["Member,For the day,What for,State,Paid on", *rows, ""]))
    planned = exchange.preview(file, "claim", path).plan
    can = [row.outcome for row in planned.rows]
    assert can == [RowOutcome.ADD] * 4 + [RowOutcome.CANNOT] * len(TAKEN_BY_STEP)
    told = "Write “Draft” or “Submitted” here"
    assert all(row.why.startswith(told) for row in planned.rows[4:])
    assert len(exchange.apply(file, planned, frozenset(), Progress()).touched) == 4
    claim = make.claim(make.member("Gwen", "Parry"))
    with pytest.raises(Invalid, match=told) as refused:
        records.save(file, Draft("claim", {"state": "approved"}, claim))
    assert set(refused.value.problems) == {"state"}


def paid(make: Make, state: str = "paid") -> tuple[int, int]:
    claim = make.claim(make.member(), state="draft", total=1_000)
    line = make.record("claim_line", **LINE, claim_id=claim, amount=1_000)
    make.settled(claim, state=state, paid_on=dt.date(2026, 11, 9))
    return claim, line


@pytest.mark.parametrize("state", ["paid", "rejected", "cancelled", "approved", "authorised"])
def test_closed_claims_and_their_lines_refuse(state: str, file: File, make: Make) -> None:
    claim, line = paid(make, state)
    before = content(file)
    fresh = {**LINE, "claim_id": claim, "amount": 5_000}
    writes: list[Callable[[], object]] = [
        lambda: records.save(file, Draft("claim", {"total": 1}, claim)),
        lambda: records.save(file, Draft("claim_line", {"amount": 1}, line)),
        lambda: records.save(file, Draft("claim_line", fresh)),
        lambda: records.remove(file, "claim_line", line),
        lambda: claims.save(file, Draft("claim", {}, claim), {"claim_line": ()}),
    ]
    for write in writes:
        with pytest.raises(AppError, match=r"is closed|is approved|is authorised"):
            write()
    assert content(file) == before


def test_the_steps_of_a_claim_are_its_own(file: File, make: Make) -> None:
    claim, line = paid(make, "approved")
    claim_steps.move(file, claim, "returned", {"notes": "Which taxi?"})
    records.save(file, Draft("claim_line", {"amount": 900}, line))
    with file.store.read() as session:
        assert session.get_one(Claim, claim).state == "returned"
        assert session.get_one(ClaimLine, line).amount == 900


def test_a_cancelled_claim_can_still_be_removed(file: File, make: Make) -> None:
    claim, _line = paid(make, "cancelled")
    records.remove(file, "claim", claim)
    undo.undo(file)
    assert records.get(file, "claim", claim)["state"] == "cancelled"


def test_a_list_cannot_bring_lines_into_a_closed_claim(
    file: File, make: Make, tmp_path: Path
) -> None:
    claim, _line = paid(make)
    draft = make.claim(make.member("Siân", "Llewellyn"), dt.date(2026, 11, 4))
    named = {one: records.get(file, "claim", one).label for one in (claim, draft)}
    table = tmp_path / "lines.csv"
    table.write_text(
        "Claim,Day,What it was,Amount\n"
        + "".join(f'"{named[one]}",2026-11-03,Taxi,12.00\n' for one in (claim, draft)),
        encoding="utf-8",
    )
    preview = exchange.preview(file, "claim_line", table)
    closed, open_ = preview.plan.rows
    assert (closed.outcome, open_.outcome) == (RowOutcome.CANNOT, RowOutcome.ADD)
    assert closed.why.startswith(PAID)
    exchange.apply(file, preview.plan, frozenset({closed.number}), Progress())
    lines = records.children(file, "claim", claim)["claim_line"]
    assert [one["amount"] for one in lines] == [1_000]


def test_a_package_brings_nothing_into_what_is_sealed_here(
    file: File, make: Make, tmp_path: Path
) -> None:
    claim, line = paid(make, "draft")
    package = tmp_path / "all.zip"
    exchange.export_package(file, package)
    records.remove(file, "claim_line", line)
    make.settled(claim, state="paid", paid_on=dt.date(2026, 11, 9))
    exchange.import_package(file, package, Progress())
    assert records.children(file, "claim", claim)["claim_line"] == ()
    assert files.check(file) == ()
