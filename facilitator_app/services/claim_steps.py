"""Moving claims on, one or several at once: who may, what is asked first, what it leaves behind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from facilitator_app.digests.claim_steps import Chosen, Going, StepAsk
from facilitator_app.domain import claims
from facilitator_app.domain.dates import show_date
from facilitator_app.domain.errors import AppError, Doubt, Invalid, Unsure
from facilitator_app.domain.names import folded
from facilitator_app.i18n import _
from facilitator_app.queries import claim_steps
from facilitator_app.queries.record_words import labels, network
from facilitator_app.records.claims import Claim, ClaimLine
from facilitator_app.services import drafts
from facilitator_app.services.files import File
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.record import Changes, Draft
from facilitator_app.store.labels import Label
from facilitator_app.store.work import Work

_T = TypeVar("_T")
_OFFERED = 4
_HANDS = {"approved": "approved_by", "authorised": "authorised_by"}
_TOGETHER = ("submitted", "approved", "authorised", "paid")  # steps that several take at once


@dataclass(frozen=True, slots=True)
class Moved:
    """What a step of several claims did; left: why each that could not go did not, by its id.

    Of each of those stand its name and the reason.
    """

    changes: Changes | None
    gone: int
    left: Mapping[int, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Weighed:
    """What a step would leave in a claim, and what is to be asked before it.

    late: after how many days it was sent in, if too late; name: what it is called where one of
    several is named.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    hands: tuple[Doubt, ...] = ()
    rates: tuple[str, ...] = ()
    receipts: tuple[str, ...] = ()
    register: str = ""
    late: int = 0
    name: str = ""


def ask(
    file: File, ids: Sequence[int], to: str, values: Mapping[str, Any] | None = None
) -> StepAsk:
    """Return what is asked before claims go `to` a state: names that are likely, and doubts.

    With it comes which of them could go with the `values` as far as they are known, and why the
    others cannot.
    """
    with file.store.read() as session:
        fmt = file.format_context()
        found = [claim for claim, _member in claim_steps.load(session, ids)]
        able = [claim for claim in found if to in claims.MOVES[claim.state]]
        hands, facilitator = _hands(session, able, to)
        going = _going(file, session, ids, to, values or {})
        go = [claim for claim in able if claim.id not in going.left]
        doubts = _doubts(session, [_asked(fmt, session, claim, to) for claim in go])
        return StepAsk(hands, facilitator, doubts, going)


def draft_key(claim_id: int) -> str:
    """Return the key under which the words for a claim's next step are kept."""
    return f"claim/{claim_id}/step"


def begun(key: str, draft: Draft) -> str:
    """Return what is said of a `draft` kept under `key` that is of a step, "" of another."""
    if draft.id is None or key != draft_key(draft.id):
        return ""
    return claims.BEGUN_MOVES.get(str(draft.values.get("state")), "")


def chosen(file: File, ids: Sequence[int]) -> Chosen:
    """Return which steps some claims can take together, and what those come to that can.

    Why others cannot is told where their step is the next one, and something is missing.
    """
    with file.store.read() as session:
        found = claim_steps.load(session, ids)
        states = {claim.id: claim.state for claim, _member in found}
        steps: dict[str, Going] = {}
        for to in _TOGETHER:
            some = [one for one in ids if to in claims.MOVES.get(states.get(one, ""), ())]
            if some:
                steps[to] = _going(file, session, some, to, {})
        return Chosen(steps, sum(claim.total or 0 for claim, _member in found))


def _going(
    file: File, session: Session, ids: Sequence[int], to: str, values: Mapping[str, Any]
) -> Going:
    able, left = _able(file, session, ids, to, values, _check)
    pence = sum(session.get_one(Claim, one).total or 0 for one in able)
    return Going(len(able), pence, left)


def move(
    file: File, claim_id: int, to: str, values: Mapping[str, Any], sure: Collection[str] = ()
) -> Changes:
    """Move a claim to the state `to`; `values` are who, when and how, as that step needs them.

    Raises AppError if the step is not open, or two of the three hands are one person; Unsure with
    what is asked first, unless the keys of that are in `sure`.
    """
    with file.store.write(Label(claims.MOVES_AS_DONE[to])) as work:
        claim = work.get(Claim, claim_id)
        weighed = _weigh(file.format_context(), work.session, claim, to, values)
        _check_sure(work.session, [weighed], sure)
        _take(work, claim, weighed)
    return work.changes


def move_all(
    file: File, ids: Sequence[int], to: str, values: Mapping[str, Any], sure: Collection[str] = ()
) -> Moved:
    """Move those of some claims that can go to the state `to`, in one step; tell why others stay.

    What was begun for the next step of one that goes is forgotten: it stood elsewhere then.

    Raises Unsure as `move` does, for all of them together; then none has gone.
    """
    with file.store.read() as session:
        able, left = _able(file, session, ids, to, values, _weigh)
        _check_sure(session, list(able.values()), sure)
    if not able:
        return Moved(None, 0, left)
    label = Label(claims.MOVES_OF_SEVERAL[to], {"n": str(len(able))})
    label = label if len(able) > 1 else Label(claims.MOVES_AS_DONE[to])
    with drafts.used_up(file, *map(draft_key, able)), file.store.write(label) as work:
        for one, weighed in able.items():
            _take(work, work.get(Claim, one), weighed)
    return Moved(work.changes, len(able), left)


def still_left(
    file: File, left: Mapping[int, tuple[str, str]], to: str, values: Mapping[str, Any]
) -> Mapping[int, tuple[str, str]]:
    """Return those of the claims that were `left` by a step of several which are so as before."""
    with file.store.read() as session:
        now = _going(file, session, list(left), to, values).left
    return {one: why for one, why in left.items() if now.get(one) == why}


def _able(
    file: File, session: Session, ids: Sequence[int], to: str, values: Mapping[str, Any],
    weigh: Callable[[FormatContext, Session, Claim, str, Mapping[str, Any]], _T],
) -> tuple[dict[int, _T], dict[int, tuple[str, str]]]:  # fmt: skip
    """Return what `weigh` says of claims that can take a step, and what is said of the others."""
    able: dict[int, _T] = {}
    left: dict[int, tuple[str, str]] = {}
    fmt = file.format_context()
    names = labels(session, Claim.__tablename__, list(ids), fmt)
    found = {claim.id: (claim, member) for claim, member in claim_steps.load(session, ids)}
    for one in ids:
        claim, _member = found.get(one, (None, None))
        if claim is None:
            left[one] = _("A claim"), _("It is no longer there.")
            continue
        if to not in claims.MOVES[claim.state]:
            state = fmt.lists.label("claim_state", claim.state)
            left[one] = names[one], _("Its state is “{state}”.").format(state=state)
            continue
        try:
            able[one] = weigh(fmt, session, claim, to, values)
        except AppError as error:
            left[one] = names[one], str(error)
    return able, left


def _check(
    fmt: FormatContext, session: Session, claim: Claim, to: str, values: Mapping[str, Any]
) -> tuple[Mapping[str, Any], tuple[Doubt, ...]]:
    """Raise AppError, or Invalid by field, if a step cannot be taken.

    Returns what it would leave in the claim, and what is to be asked of the names in it.
    """
    claims.check_move(claim.state, to)
    given = {**dict.fromkeys(claims.void_hands(to)), **_dated(to, fmt.today), **values}
    if given.get("notes"):
        given["notes"] = _with_note(claim.notes, given["notes"], fmt.today)
    now = {one.name: getattr(claim, one.name) for one in Claim.spec().fields}
    after = {**now, **given, "state": to}
    hands = claims.check_hands(
        claim_steps.claimant(session, claim), after["approved_by"], after["authorised_by"]
    )
    if problems := Claim.spec().problems(after, fmt):
        raise Invalid(problems)
    if to == "submitted":
        _check_receipts_said(claim_steps.lines(session, claim.id), fmt)
    return {**given, "state": to}, hands


def _weigh(
    fmt: FormatContext, session: Session, claim: Claim, to: str, values: Mapping[str, Any]
) -> _Weighed:
    """Return what a step would do; raise AppError, or Invalid by field, if it cannot be taken."""
    given, hands = _check(fmt, session, claim, to, values)
    asked = tuple(one for one in hands if str(given.get(_HANDS.get(to, ""))).strip() in one.about)
    return replace(_asked(fmt, session, claim, to), values=given, hands=asked)


def _asked(fmt: FormatContext, session: Session, claim: Claim, to: str) -> _Weighed:
    """Return what is asked of a claim before a step, whoever takes it; each thing once."""
    costs = claim_steps.lines(session, claim.id)
    if to not in claims.ASKED_ONCE:
        again = to in claims.RATE_ASKED
        if not again or claim_steps.asked_at_approval(session, claim.id, costs):
            return _Weighed()
        return _Weighed(rates=claim_steps.unconfirmed(session, costs, fmt))
    return _Weighed(
        rates=claim_steps.unconfirmed(session, costs, fmt),
        receipts=claim_steps.without_receipt(costs, fmt),
        register=claim_steps.register_disagrees(session, claim, fmt),
        late=claim_steps.days_until_sent_late(session, claim),
        name=labels(session, Claim.__tablename__, [claim.id], fmt)[claim.id],
    )


def _check_receipts_said(costs: Sequence[ClaimLine], fmt: FormatContext) -> None:
    unsaid = [
        claim_steps.cost_words(one, fmt)
        for one in costs
        if claims.receipt_unsaid(claim_steps.as_values(one))
    ]
    if unsaid:
        raise AppError(
            _("Say at each cost first whether its receipt is there: {costs}.").format(
                costs="; ".join(unsaid)
            )
        )


def _take(work: Work, claim: Claim, weighed: _Weighed) -> None:
    work.seals.open(claim)
    work.seals.allow_step(claim)
    for name, value in weighed.values.items():
        setattr(claim, name, value)


def _check_sure(session: Session, weighed: Sequence[_Weighed], sure: Collection[str]) -> None:
    hands = {one.key: one for each in weighed for one in each.hands}
    doubts = (*_doubts(session, weighed), *hands.values())
    if {one.key for one in doubts} - {*sure}:
        raise Unsure(doubts)


def _doubts(session: Session, weighed: Sequence[_Weighed]) -> tuple[Doubt, ...]:
    """Return what is asked of claims together, whoever takes the step."""
    found = []
    alone = len(weighed) == 1
    if away := [one for one in weighed if one.register]:
        told, names = [one.register for one in away], [one.name for one in away]
        found.append(claims.register_doubt(told, names, alone=alone))
    if late := [one for one in weighed if one.late]:
        days, names = [one.late for one in late], [one.name for one in late]
        months = network(session).claim_months
        found.append(claims.late_doubt(days, names, months, alone=alone))
    rates = dict.fromkeys(rate for one in weighed for rate in one.rates)
    if rates:
        using = sum(bool(one.rates) for one in weighed)
        found.append(claims.rate_doubt(tuple(rates), using, alone=alone))
    if receipts := [(one.name, cost) for one in weighed for cost in one.receipts]:
        found.append(claims.receipt_doubt(receipts, alone=alone))
    return tuple(found)


def _hands(session: Session, able: Sequence[Claim], to: str) -> tuple[tuple[str, ...], str]:
    """Return who may be offered for a step: who took it last, and the facilitator.

    Neither is anybody else in it.
    """
    if to not in _HANDS:
        return (), ""
    names = claim_steps.last_hands(session, to)
    others: list[Any] = [claim_steps.claimant(session, claim) for claim in able]
    if to == "authorised":
        others += [claim.approved_by for claim in able if claim.approved_by]
    hands = tuple(name for name in names if claims.may_serve(name, others))[:_OFFERED]
    facilitator = (network(session).facilitator if to == "approved" else None) or ""
    new = folded(facilitator) not in map(folded, names) and claims.may_serve(facilitator, others)
    return hands, facilitator if new else ""


def _with_note(held: str | None, new: str, today: dt.date) -> str:
    return "\n".join(part for part in (held, f"{show_date(today)}: {new}") if part)


def _dated(to: str, today: dt.date) -> dict[str, dt.date]:
    """Return the date that a step leaves behind."""
    name = {
        "submitted": "submitted", "approved": "approved_on",
        "authorised": "authorised_on", "paid": "paid_on",
    }.get(to)  # fmt: skip
    return {name: today} if name else {}
