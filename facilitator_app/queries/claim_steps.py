"""What steps of claims ask: who claims, which rates are used, who took such a step before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator_app.domain.amounts import show_money, show_rate
from facilitator_app.domain.claims import lacks_receipt
from facilitator_app.domain.dates import show_date
from facilitator_app.domain.names import folded
from facilitator_app.domain.names_alike import PersonName
from facilitator_app.i18n import _
from facilitator_app.locale_formats import join_parts
from facilitator_app.records.claims import Claim, ClaimLine, MileageRate
from facilitator_app.records.members import Member
from facilitator_app.spec.kinds import FormatContext

_CHUNK = 900
_ERASED = "[erased"  # stands where a name was
_LAST_HANDS = 40  # claims by which others are known


def claimant(session: Session, claim: Claim) -> PersonName:
    """Return what the member who claims is called."""
    member = session.get_one(Member, claim.member_id)
    return PersonName(member.forenames or "", member.surname or "", member.known_as or "")


def lines(session: Session, claim_id: int) -> Sequence[ClaimLine]:
    """Return the costs of a claim, in order."""
    return session.scalars(
        select(ClaimLine)
        .where(ClaimLine.claim_id == claim_id)
        .order_by(ClaimLine.date, ClaimLine.id)
    ).all()


def unconfirmed(
    session: Session, costs: Sequence[ClaimLine], fmt: FormatContext
) -> tuple[str, ...]:
    """Return in words the rates that costs use and the finance department has not confirmed."""
    ids = {one.rate_id for one in costs if one.rate_id is not None}
    if not ids:
        return ()
    rates = session.scalars(
        select(MileageRate)
        .where(MileageRate.id.in_(ids), MileageRate.confirmed.is_not(True))
        .order_by(MileageRate.mode, MileageRate.starts)
    )
    return tuple(
        _("{mode}, {rate} a mile from {date}").format(
            mode=fmt.lists.label("travel_mode", one.mode),
            rate=show_rate(one.rate),
            date=show_date(one.adopted or one.starts),
        )
        for one in rates
    )


def without_receipt(costs: Sequence[ClaimLine], fmt: FormatContext) -> tuple[str, ...]:
    """Return in words the costs that need a receipt and have none."""
    return tuple(cost_words(one, fmt) for one in costs if lacks_receipt(as_values(one)))


def cost_words(line: ClaimLine, fmt: FormatContext) -> str:
    """Return a cost in words: "Taxi, £9.00"."""
    what = fmt.lists.label("claim_category", line.category)
    return join_parts((what, show_money(line.amount)))


def as_values(line: ClaimLine) -> Mapping[str, object]:
    """Return what the rules of receipts look at."""
    return {"category": line.category, "receipt": line.receipt}


def last_hands(session: Session, step: str) -> tuple[str, ...]:
    """Return who approved claims before, or authorised their payment, the last first."""
    name, day = {
        "approved": (Claim.approved_by, Claim.approved_on),
        "authorised": (Claim.authorised_by, Claim.authorised_on),
    }[step]
    found = session.execute(
        select(name, func.max(day))
        .where(name.is_not(None), name.not_like(f"%{_ERASED}%"))
        .group_by(name)
        .order_by(func.max(day).desc(), name)
        .limit(_LAST_HANDS)
    )
    once: dict[str, str] = {}
    for written, _day in found:
        if written:
            once.setdefault(folded(written), written)
    return tuple(once.values())


def load(session: Session, ids: Sequence[int]) -> list[tuple[Claim, Member]]:
    """Return those of some claims that are there, each with who claims: `claimant` finds her so.

    They stand in the order of their `ids`.
    """
    found: dict[int, tuple[Claim, Member]] = {}
    for at in range(0, len(ids), _CHUNK):
        both = select(Claim, Member).join(Member, Member.id == Claim.member_id)
        for claim, member in session.execute(both.where(Claim.id.in_(ids[at : at + _CHUNK]))):
            found[claim.id] = claim, member
    return [found[one] for one in ids if one in found]
