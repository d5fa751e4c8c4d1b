"""Claims: working out what they come to, saving them with their lines, and moving them on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.digests.cards import Fact
from facilitator_app.digests.journeys import LastJourney
from facilitator_app.domain import claims, rates
from facilitator_app.domain.amounts import show_money
from facilitator_app.domain.dates import show_date, tax_year_start
from facilitator_app.domain.errors import Invalid
from facilitator_app.i18n import _
from facilitator_app.queries import journeys
from facilitator_app.queries.claims import bands, miles_before, to_look_at
from facilitator_app.queries.record_words import labels
from facilitator_app.records.claims import Claim, ClaimLine
from facilitator_app.services.files import File
from facilitator_app.services.records import Saved, put, row_of
from facilitator_app.spec.record import Changes, Draft, Row
from facilitator_app.store.work import Work

APPROVED = ("approved", "authorised")
_SHARED_BAND = {"car": ("car",), "motorcycle": ("motorcycle",)}


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
        return to_look_at(session, claim, held)


def day_of(file: File, meeting_id: int) -> dt.date | None:
    """Return the day of a meeting, None if it was removed."""
    with file.store.read() as session:
        return journeys.day_of(session, meeting_id)


def last_journey(
    file: File, member_id: int, meeting_id: int, leaving_out: int | None = None
) -> LastJourney | None:
    """Return the miles that a member claimed last for the group of a meeting, None for nothing.

    `leaving_out` is the claim that is being written.
    """
    with file.store.read() as session:
        return journeys.last(session, member_id, meeting_id, leaving_out)


def lines(file: File, claim_id: int) -> tuple[Row, ...]:
    """Return the lines of a claim, in the order of their days."""
    with file.store.read() as session:
        found = session.scalars(
            select(ClaimLine)
            .where(ClaimLine.claim_id == claim_id)
            .order_by(ClaimLine.date, ClaimLine.id)
        )
        return tuple(row_of(session, one, file.format_context()) for one in found)


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
        mileage = values.get("category") == "mileage" and values.get("miles") and values.get("date")
        if not mileage:
            amount = values.get("amount") or 0
            found.append(LineAmount(amount, ""))
            continue
        mode = values.get("mode") or "car"
        before = driven.get(mode, 0)
        if member_id is not None:
            start = tax_year_start(values["date"])
            modes = _SHARED_BAND.get(mode, (mode,))
            before += miles_before(session, member_id, modes, start, values["date"], claim_id)
        found.append(_mileage(known, mode, values["date"], values["miles"], before))
        driven[mode] = driven.get(mode, 0) + values["miles"]
    return tuple(found)


def _mileage(
    known: Sequence[rates.Band], mode: str, day: dt.date, tenths: int, before: int
) -> LineAmount:
    band = rates.band_on(known, mode, day)
    if band is None:
        return LineAmount(0, _("No rate is set for this day. Add one in Settings, Mileage rates."))
    journey = rates.journey(band, tenths, before)
    since = _("rate from {date}").format(date=show_date(band.starts))
    return LineAmount(
        journey.pence, f"{journey.working} = {show_money(journey.pence)} ({since})", band.id
    )


def save(file: File, claim: Draft, drafts: Sequence[Draft]) -> Saved:
    """Save a claim with all its lines in one step; lines that are not given are removed.

    Raises Invalid; problems of a line are under "lines.<place>.<field>".
    """
    _refuse_locked(file, claim)
    words = _("Add claim") if claim.id is None else _("Change claim")
    with file.store.write(words) as work:
        record = put(work, claim, file.format_context())
        assert isinstance(record, Claim)
        given = [_whole(work, record, draft) for draft in drafts]
        worked = _work_out(work.session, record.member_id, record.id, given)
        _put_lines(work, file, record, given, worked)
        record.total = sum(one.pence for one in worked)
    return Saved(record.id, work.changes)


def _refuse_locked(file: File, claim: Draft) -> None:
    if claim.id is None:
        return
    with file.store.read() as session:
        state = session.scalar(select(Claim.state).where(Claim.id == claim.id))
    if state in claims.LOCKED:
        raise Invalid(
            {"state": _("This claim is closed and stays as it is. Make a new claim instead.")}
        )
    if state in APPROVED:
        raise Invalid({"state": _("This claim is approved. Return it with a question first.")})


def _whole(work: Work, claim: Claim, draft: Draft) -> Draft:
    """Return a line's draft with its claim, and with what is stored for fields not given."""
    values: dict[str, Any] = {"claim_id": claim.id, "date": claim.date, **draft.values}
    if draft.id is not None:
        stored = work.get(ClaimLine, draft.id)
        held = {one.name: getattr(stored, one.name) for one in ClaimLine.spec().fields}
        values = {**held, **values}
    return Draft("claim_line", values, draft.id, draft.version)


def _put_lines(
    work: Work, file: File, claim: Claim, given: Sequence[Draft], worked: Sequence[LineAmount]
) -> None:
    kept = {draft.id for draft in given if draft.id is not None}
    stored = work.session.scalars(select(ClaimLine).where(ClaimLine.claim_id == claim.id)).all()
    for line in stored:
        if line.id not in kept:
            work.remove(line)
    problems: dict[str, str] = {}
    for place, (draft, one) in enumerate(zip(given, worked, strict=True)):
        values = {**draft.values, "amount": one.pence, "rate_id": one.rate_id}
        try:
            put(work, Draft("claim_line", values, draft.id, draft.version), file.format_context())
        except Invalid as error:
            problems |= {f"lines.{place}.{name}": text for name, text in error.problems.items()}
    if not given:
        problems["lines"] = _("Add at least one line to the claim.")
    if problems:
        raise Invalid(problems)


def move(file: File, claim_id: int, to: str, values: Mapping[str, Any]) -> Changes:
    """Move a claim to the state `to`; `values` are who, when and how, as that step needs them.

    Raises AppError if the step is not open, and Invalid if two of the three hands are one person.
    """
    words = _("{step}: claim").format(step=_(claims.MOVE_WORDS[to]))
    with file.store.write(words) as work:
        claim = work.get(Claim, claim_id)
        claims.check_move(claim.state, to)
        claim.state = to
        for name, value in {**_dated(to, file.store.clock.today()), **values}.items():
            setattr(claim, name, value)
        who = labels(work.session, "member", [claim.member_id], file.format_context())[
            claim.member_id
        ]
        claims.check_hands(who, claim.approved_by, claim.authorised_by)
        values_now = {one.name: getattr(claim, one.name) for one in Claim.spec().fields}
        problems = Claim.spec().problems(values_now, file.format_context())
        if problems:
            raise Invalid(problems)
    return work.changes


def _dated(to: str, today: dt.date) -> dict[str, dt.date]:
    """Return the date that a step leaves behind."""
    name = {
        "submitted": "submitted", "approved": "approved_on",
        "authorised": "authorised_on", "paid": "paid_on",
    }.get(to)  # fmt: skip
    return {name: today} if name else {}
