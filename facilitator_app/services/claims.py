"""Claims: working out what they come to, the rules of saving them, and moving them on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.digests.cards import Fact
from facilitator_app.digests.journeys import LastJourney
from facilitator_app.domain import claims, mileage
from facilitator_app.domain.amounts import show_money
from facilitator_app.domain.dates import show_date, tax_year_start
from facilitator_app.i18n import _
from facilitator_app.queries import journeys
from facilitator_app.queries.claims import bands, miles_before, to_look_at
from facilitator_app.records.claims import Claim, ClaimLine, MileageRate
from facilitator_app.services import corrections, records
from facilitator_app.services.children import Children, SaveRules
from facilitator_app.services.files import File
from facilitator_app.services.record_writing import Saved
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.record import Draft


@dataclass(frozen=True, slots=True)
class LineAmount:
    """What one line comes to: pence, the working in words, the rate's id for mileage."""

    pence: int
    working: str
    rate_id: int | None = None


def warnings(file: File, claim_id: int) -> tuple[Fact, ...]:
    """Return what somebody should look at before approving a claim: lateness, missing receipts."""
    with file.store.read() as session:
        claim = session.get(Claim, claim_id)
        if claim is None:
            return ()
        held = session.scalars(select(ClaimLine).where(ClaimLine.claim_id == claim_id)).all()
        return to_look_at(session, claim, held, file.format_context())


def day_of(file: File, meeting_id: int | None, event_id: int | None) -> dt.date | None:
    """Return the day of a meeting, else of a training; None if it was removed."""
    with file.store.read() as session:
        return journeys.day_of(session, meeting_id, event_id)


def last_journey(
    file: File, member_id: int, meeting_id: int, leaving_out: int | None = None
) -> LastJourney | None:
    """Return the miles that a member claimed last for the group of a meeting, None for nothing.

    `leaving_out` is the claim that is being written.
    """
    with file.store.read() as session:
        return journeys.last(session, member_id, meeting_id, leaving_out)


def amounts_of(file: File, claim: Draft, drafts: Sequence[Draft]) -> tuple[LineAmount, ...]:
    """Return what each line comes to now, without saving anything."""
    with file.store.read() as session:
        return _work_out(session, claim.values.get("member_id"), claim.id, drafts)


def _work_out(
    session: Session, member_id: int | None, claim_id: int | None, drafts: Sequence[Draft]
) -> tuple[LineAmount, ...]:
    known = bands(session)
    driven: dict[str, int] = {}
    found = []
    for draft in drafts:
        values = draft.values
        mileage = claims.is_mileage(values) and values.get("miles") and values.get("date")
        if not mileage:
            amount = values.get("amount") or 0
            found.append(LineAmount(amount, ""))
            continue
        mode = values.get("mode") or _mode_before(session, draft.id)
        if not mode:
            found.append(LineAmount(0, claims.how_travelled()))
            continue
        before = driven.get(mode, 0)
        if member_id is not None:
            start = tax_year_start(values["date"])
            before += miles_before(session, member_id, mode, start, values["date"], claim_id)
        found.append(_mileage(known, mode, values["date"], values["miles"], before))
        driven[mode] = driven.get(mode, 0) + values["miles"]
    return tuple(found)


def _mode_before(session: Session, line_id: int | None) -> str:
    """Return by what a stored line was reckoned that does not say it, "" for none."""
    line = session.get(ClaimLine, line_id) if line_id is not None else None
    if line is None or line.mode is not None or line.rate_id is None:
        return ""
    return session.get_one(MileageRate, line.rate_id).mode


def _mileage(
    known: Sequence[mileage.Band], mode: str, day: dt.date, tenths: int, before: int
) -> LineAmount:
    band = mileage.band_on(known, mode, day)
    if band is None:
        return LineAmount(0, _("No rate is set for this day. Add one in Settings, Mileage rates."))
    journey = mileage.journey(band, tenths, before)
    words = _("{working} = {amount} (rate from {date})").format(
        working=journey.working, amount=show_money(journey.pence), date=show_date(band.starts)
    )
    return LineAmount(journey.pence, words, band.id)


def save(file: File, claim: Draft, children: Children) -> Saved:
    """Save a claim with all its lines, worked out, in one step; see records.save."""
    return records.save(file, claim, children, _RULES)


def correct(file: File, claim: Draft, children: Children, why: str) -> Saved:
    """Correct a paid claim with all its lines, worked out anew, in one step."""
    return corrections.correct(file, claim, why, children, _RULES)


def _with_amounts(
    session: Session, claim: Claim, children: Children, _fmt: FormatContext
) -> Children:
    """Return the lines with what each comes to, and set the claim's total."""
    given = [_dated_as(claim, draft) for draft in children["claim_line"]]
    worked = _work_out(session, claim.member_id, claim.id, given)
    claim.total = sum(one.pence for one in worked)
    lines = [
        replace(draft, values={**draft.values, "amount": one.pence, "rate_id": one.rate_id})
        for draft, one in zip(given, worked, strict=True)
    ]
    return {**children, "claim_line": lines}


def _dated_as(claim: Claim, line: Draft) -> Draft:
    """Return a line with the day of its claim if it has none of its own."""
    return replace(line, values={**line.values, "date": line.values.get("date") or claim.date})


def _without_lines(
    _session: Session, _claim: Claim, children: Children, _fmt: FormatContext
) -> Mapping[str, str]:
    if children["claim_line"]:
        return {}
    return {"claim_line": _("Add at least one line to the claim.")}


_RULES = SaveRules(complete=_with_amounts, problems=_without_lines)
