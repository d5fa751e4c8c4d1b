"""Moving claims on, one or several at once: who may, what is asked first, what it leaves behind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from facilitator_app.digests.claim_steps import Chosen, StepAsk
from facilitator_app.domain import claims
from facilitator_app.domain.dates import show_date
from facilitator_app.domain.errors import AppError, Doubt, Invalid, Unsure
from facilitator_app.domain.names import folded
from facilitator_app.i18n import _
from facilitator_app.queries import claim_steps
from facilitator_app.queries.record_words import labels, network
from facilitator_app.records.claims import Claim, ClaimLine
from facilitator_app.services.files import File
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.record import Changes
from facilitator_app.store.labels import Label
from facilitator_app.store.work import Work

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
    """What a step would leave in a claim, and what is to be asked before it."""

    values: Mapping[str, Any]
    hands: tuple[Doubt, ...]
    rates: tuple[str, ...]
    receipts: tuple[str, ...]


def ask(file: File, ids: Sequence[int], to: str) -> StepAsk:
    """Return what is asked before claims go `to` a state: names that are likely, and doubts."""
    with file.store.read() as session:
        fmt = file.format_context()
        found = [claim for one in ids if (claim := session.get(Claim, one)) is not None]
        able = [claim for claim in found if to in claims.MOVES[claim.state]]
        hands, facilitator = _hands(session, able, to)
        return StepAsk(hands, facilitator, _known_doubts(session, able, to, fmt))


def chosen(file: File, ids: Sequence[int]) -> Chosen:
    """Return which steps some claims can take together, and what they come to."""
    with file.store.read() as session:
        found = claim_steps.states(session, ids)
    able = {
        to: [both for state, both in found.items() if to in claims.MOVES[state]] for to in _TOGETHER
    }
    return Chosen(
        {to: sum(count for count, _pence in some) for to, some in able.items() if some},
        {to: sum(pence for _count, pence in some) for to, some in able.items() if some},
        sum(pence for _count, pence in found.values()),
    )


def move(
    file: File, claim_id: int, to: str, values: Mapping[str, Any], sure: Collection[str] = ()
) -> Changes:
    """Move a claim to the state `to`; `values` are who, when and how, as that step needs them.

    Raises AppError if the step is not open, or two of the three hands are one person; Unsure with
    what is asked first, unless the keys of that are in `sure`.
    """
    with file.store.write(Label(claims.MOVES_AS_DONE[to])) as work:
        claim = work.get(Claim, claim_id)
        weighed = _weigh(file, work.session, claim, to, values)
        _check_sure([weighed], sure)
        _take(work, claim, weighed)
    return work.changes


def move_all(
    file: File, ids: Sequence[int], to: str, values: Mapping[str, Any], sure: Collection[str] = ()
) -> Moved:
    """Move those of some claims that can go to the state `to`, in one step; tell why others stay.

    Raises Unsure as `move` does, for all of them together; then none has gone.
    """
    with file.store.read() as session:
        able, left = _able(file, session, ids, to, values)
    _check_sure(list(able.values()), sure)
    if not able:
        return Moved(None, 0, left)
    label = Label(claims.MOVES_OF_SEVERAL[to], {"n": str(len(able))})
    with file.store.write(label if len(able) > 1 else Label(claims.MOVES_AS_DONE[to])) as work:
        for one, weighed in able.items():
            _take(work, work.get(Claim, one), weighed)
    return Moved(work.changes, len(able), left)


def still_left(
    file: File, left: Mapping[int, tuple[str, str]], to: str, values: Mapping[str, Any]
) -> Mapping[int, tuple[str, str]]:
    """Return those of the claims that were `left` by a step of several which are so as before."""
    with file.store.read() as session:
        _could, now = _able(file, session, list(left), to, values)
    return {one: why for one, why in left.items() if now.get(one) == why}


def _able(
    file: File, session: Session, ids: Sequence[int], to: str, values: Mapping[str, Any]
) -> tuple[dict[int, _Weighed], dict[int, tuple[str, str]]]:
    """Return the claims that can take a step, and what is said of each that cannot."""
    able: dict[int, _Weighed] = {}
    left: dict[int, tuple[str, str]] = {}
    names = labels(session, Claim.__tablename__, list(ids), file.format_context())
    for one in ids:
        claim = session.get(Claim, one)
        if claim is None:
            left[one] = _("A claim"), _("It is no longer there.")
            continue
        if to not in claims.MOVES[claim.state]:
            state = file.format_context().lists.label("claim_state", claim.state)
            left[one] = names[one], _("Its state is “{state}”.").format(state=state)
            continue
        try:
            able[one] = _weigh(file, session, claim, to, values)
        except AppError as error:
            left[one] = names[one], str(error)
    return able, left


def _weigh(
    file: File, session: Session, claim: Claim, to: str, values: Mapping[str, Any]
) -> _Weighed:
    """Return what a step would do; raise AppError, or Invalid by field, if it cannot be taken."""
    fmt = file.format_context()
    claims.check_move(claim.state, to)
    given = {**_dated(to, fmt.today), **values}
    if given.get("notes"):
        given["notes"] = _with_note(claim.notes, given["notes"], fmt.today)
    now = {one.name: getattr(claim, one.name) for one in Claim.spec().fields}
    after = {**now, **given, "state": to}
    hands = claims.check_hands(
        claim_steps.claimant(session, claim), after["approved_by"], after["authorised_by"]
    )
    if problems := Claim.spec().problems(after, fmt):
        raise Invalid(problems)
    costs = claim_steps.lines(session, claim.id)
    if to == "submitted":
        _check_receipts_said(costs, fmt)
    return _Weighed(
        {**given, "state": to},
        tuple(one for one in hands if str(given.get(_HANDS.get(to, ""))).strip() in one.about),
        claim_steps.unconfirmed(session, costs, fmt) if to in claims.RATE_ASKED else (),
        claim_steps.without_receipt(costs, fmt) if to in claims.RECEIPT_ASKED else (),
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


def _check_sure(weighed: Sequence[_Weighed], sure: Collection[str]) -> None:
    hands = {one.key: one for each in weighed for one in each.hands}
    doubts = (*_doubts(weighed), *hands.values())
    if {one.key for one in doubts} - {*sure}:
        raise Unsure(doubts)


def _doubts(weighed: Sequence[_Weighed]) -> tuple[Doubt, ...]:
    """Return what is asked of claims together, whoever takes the step."""
    found = []
    rates = dict.fromkeys(rate for one in weighed for rate in one.rates)
    if rates:
        using = sum(bool(one.rates) for one in weighed)
        found.append(claims.rate_doubt(tuple(rates), using, alone=len(weighed) == 1))
    receipts = [cost for one in weighed for cost in one.receipts]
    if receipts:
        found.append(claims.receipt_doubt(receipts))
    return tuple(found)


def _known_doubts(
    session: Session, able: Sequence[Claim], to: str, fmt: FormatContext
) -> tuple[Doubt, ...]:
    weighed = []
    for claim in able:
        costs = claim_steps.lines(session, claim.id)
        rates = claim_steps.unconfirmed(session, costs, fmt) if to in claims.RATE_ASKED else ()
        asked = to in claims.RECEIPT_ASKED
        receipts = claim_steps.without_receipt(costs, fmt) if asked else ()
        weighed.append(_Weighed({}, (), rates, receipts))
    return _doubts(weighed)


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
