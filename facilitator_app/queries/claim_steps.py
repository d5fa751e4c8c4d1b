"""What steps of claims ask: who claims, rates, registers, lateness, who took such a step before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from facilitator_app.domain.amounts import show_money, show_rate
from facilitator_app.domain.claims import is_late, lacks_receipt
from facilitator_app.domain.dates import show_date
from facilitator_app.domain.meetings import HELD, register_filled
from facilitator_app.domain.names import folded
from facilitator_app.domain.names_alike import PersonName
from facilitator_app.i18n import _, mid_sentence
from facilitator_app.locale_formats import join_parts
from facilitator_app.queries.record_words import network
from facilitator_app.records.claims import Claim, ClaimLine, MileageRate
from facilitator_app.records.meetings import Attendance, Meeting
from facilitator_app.records.members import Member
from facilitator_app.records.training import TrainingEvent, TrainingPlace
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.store.journal_tables import change

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


def asked_at_approval(session: Session, claim_id: int, costs: Sequence[ClaimLine]) -> bool:
    """Say whether the rates of a claim are as they were when it was approved, and asked about then.

    Its costs are: they are sealed since.
    """
    approved = session.scalar(
        select(func.max(change.c.id)).where(
            change.c.record == Claim.__tablename__,
            change.c.record_id == claim_id,
            func.json_extract(change.c.after, "$.state") == "approved",
        )
    )
    if approved is None:  # it came with a data package
        return False
    later = exists().where(
        change.c.record == MileageRate.__tablename__,
        change.c.record_id.in_({one.rate_id for one in costs if one.rate_id is not None}),
        change.c.id > approved,
    )
    return not session.scalar(select(later))


def other_day(session: Session, claim: Claim) -> str:
    """Say that the meeting or training a claim is for was on another day; "" if it was not."""
    meeting = session.get(Meeting, claim.meeting_id) if claim.meeting_id else None
    if meeting is not None and meeting.date != claim.date:
        return _("The meeting is on another day: {day}").format(day=show_date(meeting.date))
    event = session.get(TrainingEvent, claim.event_id) if claim.event_id else None
    if event is not None and event.date != claim.date:
        return _("The training is on another day: {day}").format(day=show_date(event.date))
    return ""


def register_disagrees(session: Session, claim: Claim, fmt: FormatContext) -> str:
    """Say that a claim's meeting or training has its member away, or not at all; "" if not."""
    return _missed_meeting(session, claim, fmt) or _missed_training(session, claim, fmt)


def _missed_training(session: Session, claim: Claim, fmt: FormatContext) -> str:
    if claim.event_id is None:
        return ""
    places: dict[int, str] = dict(
        session.execute(
            select(TrainingPlace.member_id, TrainingPlace.status).where(
                TrainingPlace.event_id == claim.event_id
            )
        ).all()
    )
    status = places.get(claim.member_id)
    if status is None:
        return _("Not booked on the training") if places else ""
    came_or_may = status == "attended" or (status == "booked" and "attended" not in places.values())
    if came_or_may:
        return ""
    return _("The list of the training says: {status}").format(
        status=mid_sentence(fmt.lists.label("training_status", status))
    )


def _missed_meeting(session: Session, claim: Claim, fmt: FormatContext) -> str:
    meeting = session.get(Meeting, claim.meeting_id) if claim.meeting_id else None
    if meeting is None:
        return ""
    found = session.execute(
        select(Attendance.member_id, Attendance.status).where(
            Attendance.meeting_id == meeting.id, Attendance.taken_off.is_(False)
        )
    ).all()
    status = next((status for member, status in found if member == claim.member_id), None)
    if status in ("apologies", "absent"):
        return _("The register of the meeting says: {status}").format(
            status=mid_sentence(fmt.lists.label("attendance_status", status))
        )
    filled = meeting.status in HELD and register_filled(status for _member, status in found)
    return _("Not on the register of the meeting") if filled and status is None else ""


def days_until_sent_late(session: Session, claim: Claim) -> int:
    """Return after how many days a claim was sent in that was late, 0 for one that was not."""
    months = network(session).claim_months
    if claim.submitted is None or not is_late(claim.date, claim.submitted, months):
        return 0
    return (claim.submitted - claim.date).days


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
