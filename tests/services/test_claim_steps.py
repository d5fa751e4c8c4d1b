"""Claims are moved on, one or several: who may, what is asked once, what goes together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from facilitator_app.digests.claim_steps import Going
from facilitator_app.domain.errors import AppError, Unsure
from facilitator_app.domain.progress import Progress
from facilitator_app.records.claims import MileageRate
from facilitator_app.services import claim_steps, claims, erasure, lists, records, undo
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from facilitator_app.store.labels import Label
from tests.conftest import Make

DAY = dt.date(2026, 11, 3)
TAXI: dict[str, Any] = {"category": "taxi", "amount": 9_00, "receipt": "seen"}
MILES: dict[str, Any] = {"category": "mileage", "miles": 22_0, "mode": "car"}
STEPS = {
    "submitted": {},
    "approved": {"approved_by": "Helen Marsh"},
    "authorised": {"authorised_by": "Ravi Shah"},
    "paid": {"payment_method": "bacs"},
}


def made(file: File, member: int, *lines: dict[str, Any], state: str = "draft") -> int:
    """Save a claim with `lines`, and take it as far as `state`."""
    values = {"member_id": member, "date": DAY, "purpose_words": "Visit"}
    drafts = [Draft("claim_line", {"date": DAY} | one) for one in lines or (TAXI,)]
    claim = claims.save(file, Draft("claim", values), {"claim_line": drafts}).id
    for to, given in STEPS.items() if state != "draft" else ():
        claim_steps.move(file, claim, to, given, ("rate", "receipt"))
        if to == state:
            break
    return claim


def state_of(file: File, claim: int) -> str:
    return str(records.get(file, "claim", claim)["state"])


def doubts(file: File, claim: int, to: str, sure: tuple[str, ...] = (), **given: Any) -> list[str]:
    """Return the keys of what is asked before a step, which is not taken then."""
    before = records.get(file, "claim", claim).values
    with pytest.raises(Unsure) as asked:
        claim_steps.move(file, claim, to, STEPS[to] | given, sure)
    assert records.get(file, "claim", claim).values == before
    return [one.key for one in asked.value.doubts]


def test_a_new_cost_says_nothing_of_its_receipt(file: File, make: Make) -> None:
    claim = made(file, make.member(), {"category": "taxi", "amount": 9_00})
    (line,) = records.children(file, "claim", claim)["claim_line"]
    assert line["receipt"] is None
    assert records.spec("claim_line").defaults().get("receipt") is None


def test_a_claim_is_sent_in_when_each_receipt_was_asked_for(file: File, make: Make) -> None:
    claim = made(file, make.member(), MILES, {"category": "taxi", "amount": 9_00})
    with pytest.raises(AppError, match=r"whether its receipt is there: Taxi, £9.00"):
        claim_steps.move(file, claim, "submitted", {})
    assert state_of(file, claim) == "draft"
    lines = records.children(file, "claim", claim)["claim_line"]
    taxi = next(one for one in lines if one["category"] == "taxi")
    records.save(file, Draft("claim_line", {"receipt": "missing"}, taxi.id, taxi.version))
    claim_steps.move(file, claim, "submitted", {})
    assert state_of(file, claim) == "submitted"


@pytest.mark.parametrize("receipt", ["missing", None])
def test_approving_without_a_receipt_is_asked_once(
    file: File, make: Make, receipt: str | None
) -> None:
    claim = made(file, make.member(), {"category": "taxi", "amount": 9_00, "receipt": receipt})
    make.settled(claim, state="submitted", submitted=DAY)
    assert doubts(file, claim, "approved") == ["receipt"]
    assert [one.key for one in claim_steps.ask(file, (claim,), "approved").doubts] == ["receipt"]
    claim_steps.move(file, claim, "approved", STEPS["approved"], ("receipt",))
    claim_steps.move(file, claim, "authorised", STEPS["authorised"])
    assert state_of(file, claim) == "authorised"


@pytest.mark.parametrize("receipt", ["seen", "not_needed"])
def test_what_has_a_receipt_or_needs_none_goes_unasked(
    file: File, make: Make, receipt: str
) -> None:
    line = {"category": "taxi", "amount": 9_00, "receipt": receipt}
    assert state_of(file, made(file, make.member(), line, state="submitted")) == "submitted"
    claim = made(file, make.member("Gwen", "Parry"), line, state="submitted")
    claim_steps.move(file, claim, "approved", STEPS["approved"])


def test_a_rate_that_nobody_confirmed_is_told_and_asked_once(file: File, make: Make) -> None:
    to = "approved"
    claim = made(file, make.member(), MILES, state="submitted")
    (told,) = claim_steps.ask(file, (claim,), to).doubts
    assert told.text == (
        "Your finance department has not confirmed the rate that is used:"
        " Car or van, 55p a mile from 6 Apr 2026."
    )
    assert doubts(file, claim, to) == ["rate"]
    claim_steps.move(file, claim, to, STEPS[to], ("rate",))
    assert state_of(file, claim) == to
    claim_steps.move(file, claim, "authorised", STEPS["authorised"])
    assert claim_steps.ask(file, (claim,), "paid").doubts == ()
    with file.store.write(Label("Change rates")) as work:
        for rate in work.session.query(MileageRate):
            rate.source = "Our own"
    assert doubts(file, claim, "paid") == ["rate"]
    assert [one.key for one in claim_steps.ask(file, (claim,), "paid").doubts] == ["rate"]
    claim_steps.move(file, claim, "paid", STEPS["paid"], ("rate",))


@pytest.fixture
def missed(make: Make) -> Callable[[int, str], int]:
    """Save a meeting at which one member was away, or is not on the register."""

    def meeting(member: int, status: str) -> int:
        made = make.meeting(make.body(), date=DAY, status="held")
        other = make.member("Una", "Bright")
        make.record("attendance", meeting_id=made, member_id=other, status="attended")
        if status:
            make.record("attendance", meeting_id=made, member_id=member, status=status)
        return made

    return meeting


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("absent", "The register of the meeting says: absent."),
        ("apologies", "The register of the meeting says: apologies."),
        ("", "Not on the register of the meeting."),
    ],
)
def test_a_meeting_that_was_missed_is_asked_about_before_it_is_approved(
    file: File, make: Make, missed: Callable[[int, str], int], status: str, said: str
) -> None:
    joan = make.member()
    claim = made(file, joan, state="submitted")
    make.settled(claim, meeting_id=missed(joan, status))
    (doubt,) = claim_steps.ask(file, (claim,), "approved").doubts
    assert doubt.text == f"{said} Find out first whether this member was there."
    assert doubt.yes == "Approve although the record says otherwise"
    assert doubts(file, claim, "approved") == ["register"]
    claim_steps.move(file, claim, "approved", STEPS["approved"], ("register",))
    for to in ("authorised", "paid"):
        assert claim_steps.ask(file, (claim,), to).doubts == ()
        claim_steps.move(file, claim, to, STEPS[to])


@pytest.mark.parametrize(
    ("status", "others", "said"),
    [
        ("cancelled", ("attended",), "The list of the training says: cancelled"),
        ("booked", ("attended",), "The list of the training says: booked"),
        ("", ("booked",), "Not booked on the training"),
        ("", (), ""),  # nobody kept a list
        ("booked", ("booked",), ""),  # nobody has said yet who came
        ("attended", (), ""),
    ],
)
def test_a_training_that_was_missed_is_asked_about_as_a_meeting_is(
    file: File, make: Make, status: str, others: tuple[str, ...], said: str
) -> None:
    joan = make.member()
    event = make.record("training_event", title="Speaking up", date=DAY)
    for at, other in enumerate(others):
        una = make.member("Una", f"Bright {at}")
        make.record("training_place", event_id=event, member_id=una, status=other)
    if status:
        make.record("training_place", event_id=event, member_id=joan, status=status)
    claim = made(file, joan, state="submitted")
    make.settled(claim, event_id=event, meeting_id=None)
    asked = [one.text for one in claim_steps.ask(file, (claim,), "approved").doubts]
    assert asked == ([f"{said}. Find out first whether this member was there."] if said else [])
    card = lists.card(file, "claim", claim)
    found = [fact.text for one in card.sections if one.title == "To look at" for fact in one.facts]
    assert found == ([said] if said else [])


def test_a_training_on_another_day_than_the_claim_is_told(file: File, make: Make) -> None:
    event = make.record("training_event", title="Speaking up", date=DAY + dt.timedelta(days=1))
    claim = made(file, make.member(), state="submitted")
    make.settled(claim, event_id=event, meeting_id=None)
    card = lists.card(file, "claim", claim)
    found = [fact.text for one in card.sections if one.title == "To look at" for fact in one.facts]
    assert found == ["The training is on another day: 4 Nov 2026"]


def test_missing_receipts_of_several_claims_say_whose_they_are(file: File, make: Make) -> None:
    ids = tuple(
        made(file, make.member(name, "Whitlock"), TAXI | {"receipt": "missing"}, state="submitted")
        for name in ("Joan", "Ann")
    )
    (doubt,) = claim_steps.ask(file, ids, "approved").doubts
    assert doubt.text == (
        "2 costs have no receipt: Taxi, £9.00 (Joan Whitlock, 3 Nov 2026);"
        " Taxi, £9.00 (Ann Whitlock, 3 Nov 2026)."
    )
    (alone,) = claim_steps.ask(file, ids[:1], "approved").doubts
    assert alone.text == "1 cost has no receipt: Taxi, £9.00."


def test_a_claim_that_is_late_before_it_is_sent_in_says_so(file: File, make: Make) -> None:
    for day, told in ((dt.date(2026, 7, 12), True), (DAY, False)):
        claim = make.claim(make.member(), day, state="draft")
        sections = lists.card(file, "claim", claim).sections
        found = [one.text for part in sections if part.title == "To look at" for one in part.facts]
        assert ("Late already: claims are sent in within 3 months" in found) is told


def test_what_was_sent_in_late_is_asked_about_before_it_is_approved(file: File, make: Make) -> None:
    claim = made(file, make.member(), state="submitted")
    make.settled(claim, date=dt.date(2026, 7, 12))
    (doubt,) = claim_steps.ask(file, (claim,), "approved").doubts
    assert doubt.text == "Sent in after 134 days: later than 3 months."
    assert doubts(file, claim, "approved") == ["late"]
    claim_steps.move(file, claim, "approved", STEPS["approved"], ("late",))
    claim_steps.move(file, claim, "authorised", STEPS["authorised"])
    claim_steps.move(file, claim, "paid", STEPS["paid"])


def test_registers_and_lateness_are_counted_for_several(
    file: File, make: Make, missed: Callable[[int, str], int]
) -> None:
    joan = make.member()
    ids = tuple(made(file, joan, state="submitted") for _claim in range(8))
    meeting = missed(joan, "absent")
    for one in ids[:7]:
        make.settled(one, date=dt.date(2026, 7, 12), submitted=dt.date(2026, 11, 23))
    make.settled(ids[-1], meeting_id=meeting)
    late = "; ".join(["Joan Whitlock, 12 Jul 2026"] * 5)
    with pytest.raises(Unsure) as asked:
        claim_steps.move_all(file, ids, "approved", STEPS["approved"])
    assert [one.text for one in asked.value.doubts] == [
        (
            "1 of these claims is for a meeting or training to which the member is not recorded as"
            " having come: Joan Whitlock, 3 Nov 2026."
        ),
        f"7 of these claims were sent in late: {late} and 2 more.",
    ]
    assert claim_steps.ask(file, ids, "approved").doubts == asked.value.doubts
    sure = ("register", "late")
    assert claim_steps.move_all(file, ids, "approved", STEPS["approved"], sure).gone == 8


def test_a_rate_that_was_confirmed_goes_unasked(file: File, make: Make) -> None:
    claim = made(file, make.member(), MILES, state="submitted")
    with file.store.write(Label("Confirm rates")) as work:
        for rate in work.session.query(MileageRate):
            rate.confirmed = True
    assert claim_steps.ask(file, (claim,), "approved").doubts == ()
    claim_steps.move(file, claim, "approved", STEPS["approved"])
    assert claims.warnings(file, claim) == ()


@pytest.mark.parametrize(
    "name", ["Joan Whitlock", "Whitlock, Joan", "Mrs Joan Whitlock", "Joanie Whitlock"]
)
def test_nobody_approves_her_own_claim(file: File, make: Make, name: str) -> None:
    claim = made(file, make.member(known_as="Joanie"), state="submitted")
    with pytest.raises(AppError, match=r"is the same person as Joan Whitlock.*three different"):
        claim_steps.move(file, claim, "approved", {"approved_by": name}, ("rate",))
    assert state_of(file, claim) == "submitted"


def test_who_shares_the_surname_may_once_that_was_said(file: File, make: Make) -> None:
    claim = made(file, make.member(), state="submitted")
    peter = "Peter Whitlock"
    (key,) = doubts(file, claim, "approved", approved_by=peter)
    assert doubts(file, claim, "approved", (key,), approved_by="J. Whitlock") != [key]
    claim_steps.move(file, claim, "approved", {"approved_by": peter}, (key,))
    assert doubts(file, claim, "authorised", authorised_by="P. Whitlock") != []
    claim_steps.move(file, claim, "authorised", STEPS["authorised"])
    assert state_of(file, claim) == "authorised"


def test_the_last_hands_are_offered_but_not_whoever_has_one_already(file: File, make: Make) -> None:
    joan, gwen = make.member(), make.member("Gwen", "Parry")
    network = records.network(file)
    records.save(file, Draft("network", {"facilitator": "Fran Lee"}, network.id, network.version))
    claim = made(file, joan, state="submitted")
    ask = claim_steps.ask(file, (claim,), "approved")
    assert (ask.hands, ask.facilitator) == ((), "Fran Lee")  # who did not approve before
    other = made(file, gwen, state="submitted")
    claim_steps.move(file, other, "approved", {"approved_by": "Joan Whitlock"})
    made(file, gwen, state="authorised")
    ask = claim_steps.ask(file, (claim,), "approved")
    assert (ask.hands, ask.facilitator) == (("Helen Marsh",), "Fran Lee")
    claim_steps.move(file, claim, "approved", {"approved_by": "R. Shah"})
    assert claim_steps.ask(file, (claim,), "authorised").hands == ()
    assert claim_steps.ask(file, (other,), "authorised").hands == ("Ravi Shah",)
    assert claim_steps.ask(file, (claim,), "paid").hands == ()


def test_nobody_is_offered_whose_name_was_erased(file: File, make: Make) -> None:
    joan, gwen = make.member(), make.member("Gwen", "Parry")
    claim, waits = (made(file, joan, state="submitted") for _claim in range(2))
    make.settled(claim, state="returned", approved_by="Gwen Parry", approved_on=DAY)
    assert claim_steps.ask(file, (waits,), "approved").hands == ("Gwen Parry",)
    erasure.erase(file, "member", gwen, Progress())
    assert claim_steps.ask(file, (waits,), "approved").hands == ()


def test_a_question_is_added_to_the_notes(file: File, make: Make) -> None:
    claim = made(file, make.member(), state="submitted")
    claim_steps.move(file, claim, "returned", {"notes": "Which taxi?"})
    claim_steps.move(file, claim, "submitted", {})
    claim_steps.move(file, claim, "rejected", {"notes": "Paid already."})
    notes = records.get(file, "claim", claim)["notes"]
    assert notes == "23 Nov 2026: Which taxi?\n23 Nov 2026: Paid already."


HANDS = ("approved_by", "approved_on", "authorised_by", "authorised_on")


def hands_of(file: File, claim: int) -> list[Any]:
    row = records.get(file, "claim", claim)
    return [row[name] for name in HANDS]


@pytest.mark.parametrize("state", ["approved", "authorised"])
def test_a_claim_that_is_returned_is_decided_on_anew(file: File, make: Make, state: str) -> None:
    claim = made(file, make.member(), state=state)
    before = hands_of(file, claim)
    claim_steps.move(file, claim, "returned", {"notes": "Which taxi?"})
    assert hands_of(file, claim) == [None] * 4
    undo.undo(file)
    assert hands_of(file, claim) == before
    undo.redo(file)
    claim_steps.move_all(file, (claim,), "submitted", {})
    claim_steps.move_all(file, (claim,), "approved", {"approved_by": "Ravi Shah"})
    assert hands_of(file, claim) == ["Ravi Shah", dt.date(2026, 11, 23), None, None]
    claim_steps.move(file, claim, "authorised", {"authorised_by": "Helen Marsh"})


OLD = {
    "approved_by": "Ravi Shah", "approved_on": DAY,
    "authorised_by": "Helen Marsh", "authorised_on": DAY,
}  # fmt: skip


@pytest.mark.parametrize("to", ["approved", "returned", "rejected", "cancelled"])
def test_hands_from_before_a_claim_was_returned_count_no_more(
    file: File, make: Make, to: str
) -> None:
    claim = made(file, make.member(), state="submitted")
    make.settled(claim, **OLD)
    card = lists.card(file, "claim", claim)
    assert [fact.label for fact in card.sections[-1].facts] == ["Sent in"]
    given = {"approved": STEPS["approved"], "cancelled": {}}.get(to, {"notes": "Which taxi?"})
    claim_steps.move(file, claim, to, given)
    assert hands_of(file, claim)[2:] == [None, None]
    assert hands_of(file, claim)[0] == ("Helen Marsh" if to == "approved" else None)


def test_several_go_together_in_one_step_and_those_that_cannot_are_told(
    file: File, make: Make
) -> None:
    joan, gwen, helen = make.member(), make.member("Gwen", "Parry"), make.member("Helen", "Marsh")
    going = [made(file, one, state="submitted") for one in (joan, gwen)]
    draft, own = made(file, joan), made(file, helen, state="submitted")
    ids = (*going, draft, own, 999_999)
    chosen = claim_steps.chosen(file, ids)
    assert chosen.pence == 4 * 9_00
    assert chosen.steps == {"submitted": Going(1, 9_00), "approved": Going(3, 3 * 9_00)}
    moved = claim_steps.move_all(file, ids, "approved", STEPS["approved"])
    assert [state_of(file, one) for one in (*going, draft, own)] == [
        "approved", "approved", "draft", "submitted",
    ]  # fmt: skip
    assert moved.gone == 2
    assert list(moved.left) == [draft, own, 999_999]
    assert [(name, why[:30]) for name, why in moved.left.values()] == [
        ("Joan Whitlock, 3 Nov 2026", "Its state is “Draft”."),
        ("Helen Marsh, 3 Nov 2026", "“Helen Marsh” is the same pers"),
        ("A claim", "It is no longer there."),
    ]
    assert moved.changes is not None
    assert moved.changes.label == "Approve claims: 2"
    assert claim_steps.still_left(file, moved.left, "approved", STEPS["approved"]) == moved.left
    claim_steps.move(file, draft, "submitted", {})
    claim_steps.move(file, own, "returned", {"notes": "Which taxi?"})
    left = claim_steps.still_left(file, moved.left, "approved", STEPS["approved"])
    assert list(left) == [999_999]
    undo.undo(file)
    undo.undo(file)
    undo.undo(file)
    assert {state_of(file, one) for one in going} == {"submitted"}


def test_only_those_that_can_go_are_counted_before_it(file: File, make: Make) -> None:
    joan, helen = make.member(), make.member("Helen", "Marsh")
    unsaid = made(file, joan, {"category": "taxi", "amount": 5_00})
    to_come = made(file, joan)
    make.settled(to_come, date=dt.date(2026, 12, 24))
    ready, own = made(file, joan), made(file, helen, state="submitted")
    going = claim_steps.chosen(file, (unsaid, to_come, ready, own)).steps
    assert (going["submitted"].count, going["submitted"].pence) == (1, 9_00)
    whys = {one: why for one, (_name, why) in going["submitted"].left.items()}
    assert whys == {
        unsaid: "Say at each cost first whether its receipt is there: Taxi, £5.00.",
        to_come: "This day is still to come. Claim for it afterwards.",
    }
    ids = (ready, own)
    assert list(claim_steps.ask(file, ids, "approved").going.left) == [ready]
    known = claim_steps.ask(file, ids, "approved", STEPS["approved"]).going
    assert (known.count, known.pence, list(known.left)) == (0, 0, [ready, own])
    assert claim_steps.move_all(file, ids, "approved", STEPS["approved"]).left == known.left


def test_several_are_asked_about_once_and_none_goes_before_that(file: File, make: Make) -> None:
    joan, gwen = make.member(), make.member("Gwen", "Parry")
    ids = (
        made(file, joan, MILES, state="submitted"),
        made(file, gwen, MILES, TAXI | {"receipt": "missing"}, state="submitted"),
        made(file, gwen, state="submitted"),
    )
    given = {"approved_by": "Peter Whitlock"}
    with pytest.raises(Unsure) as asked:
        claim_steps.move_all(file, ids, "approved", given, ("rate",))
    assert [one.text for one in asked.value.doubts] == [
        (
            "2 of them use a rate that your finance department has not confirmed:"
            " Car or van, 55p a mile from 6 Apr 2026."
        ),
        "1 cost has no receipt: Taxi, £9.00 (Gwen Parry, 3 Nov 2026).",
        "“Peter Whitlock” may be the same person as Joan Whitlock.",
    ]
    assert {state_of(file, one) for one in ids} == {"submitted"}
    sure = [one.key for one in asked.value.doubts]
    assert claim_steps.move_all(file, ids, "approved", given, sure).gone == 3


def test_what_is_asked_counts_only_those_that_can_go(file: File, make: Make) -> None:
    people = make.member(), make.member("Taro", "Bell"), make.member("Gwen", "Parry")
    ids = tuple(made(file, one, MILES, state="submitted") for one in people)
    (doubt,) = claim_steps.ask(file, ids, "approved").doubts
    assert doubt.text.startswith("3 of them use a rate")
    (doubt,) = claim_steps.ask(file, ids, "approved", {"approved_by": "Gwen Parry"}).doubts
    assert doubt.text.startswith("2 of them use a rate")


def test_where_none_can_go_nothing_is_written(file: File, make: Make) -> None:
    claim = made(file, make.member())
    before = undo.labels(file)
    moved = claim_steps.move_all(file, (claim,), "paid", STEPS["paid"])
    assert (moved.changes, moved.gone, len(moved.left)) == (None, 0, 1)
    assert undo.labels(file) == before
