"""The list of claims, a claim's card, and what a mile is worth."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from facilitator_app.digests.cards import Card, CardAction, CardSection, Fact, Pill
from facilitator_app.digests.lists import Cell, CellStyle, Column
from facilitator_app.digests.today import Bar, Finding, Need
from facilitator_app.domain.amounts import show_money, show_tenths
from facilitator_app.domain.claims import (
    APPROVED,
    LOCKED,
    MOVE_WORDS,
    MOVES,
    NEVER_PAID,
    WAITING,
    days_waiting,
    is_late,
    receipt_unsaid,
    void_hands,
)
from facilitator_app.domain.dates import show_date, this_financial_year
from facilitator_app.domain.mileage import Band
from facilitator_app.i18n import N_, _, ngettext
from facilitator_app.locale_formats import join_facts, join_parts
from facilitator_app.queries.claim_steps import (
    as_values,
    days_until_sent_late,
    other_day,
    register_disagrees,
    unconfirmed,
)
from facilitator_app.queries.list_cells import cell_of
from facilitator_app.queries.lists import ALL, ComputedColumn, View, ViewChip, number
from facilitator_app.queries.record_words import labels, network
from facilitator_app.queries.subjects import FindingQuery, NeedQuery, Subject
from facilitator_app.records.claims import Claim, ClaimLine, MileageRate
from facilitator_app.spec.kinds import FormatContext

_KINDS_NAMED = 4  # kinds of cost that the chart of Today names


def waiting(_session: Session, _fmt: FormatContext) -> ColumnElement[bool]:
    """Hold claims that were sent in and wait for somebody here."""
    return Claim.state == "submitted"


def _to_send_in(_session: Session, _fmt: FormatContext) -> ColumnElement[bool]:
    return Claim.state.in_(("draft", "returned"))


def _to_pay(_session: Session, _fmt: FormatContext) -> ColumnElement[bool]:
    return Claim.state.in_(APPROVED)


def paid(_session: Session, fmt: FormatContext) -> ColumnElement[bool]:
    """Hold claims that were paid in the financial year of today."""
    first, last = this_financial_year(fmt.today)
    return and_(Claim.state == "paid", Claim.paid_on >= first, Claim.paid_on <= last)


def _waits(session: Session, ids: Sequence[int], fmt: FormatContext) -> Mapping[int, Cell]:
    rows = session.execute(
        select(Claim.id, Claim.submitted, Claim.state).where(
            Claim.id.in_(ids), Claim.state.in_(WAITING)
        )
    )
    waits = {
        one: days_waiting(submitted, state, fmt.today)
        for one, submitted, state in rows
        if submitted
    }
    return {
        one: Cell(ngettext("{n} day", "{n} days", days), value=days) for one, days in waits.items()
    }


def _purposes(session: Session, ids: Sequence[int], fmt: FormatContext) -> Mapping[int, Cell]:
    rows = session.execute(
        select(Claim.id, Claim.meeting_id, Claim.event_id, Claim.purpose_words).where(
            Claim.id.in_(ids)
        )
    ).all()
    meetings = labels(session, "meeting", [row.meeting_id for row in rows], fmt)
    events = labels(session, "training_event", [row.event_id for row in rows], fmt)
    return {
        row.id: Cell(
            meetings.get(row.meeting_id) or events.get(row.event_id) or row.purpose_words or ""
        )
        for row in rows
    }


def _sentence(counts: Mapping[str, int]) -> str:
    words = ngettext("{n} waits for approval", "{n} wait for approval", counts["waiting"])
    return join_facts((words, ngettext("{n} to be paid", "{n} to be paid", counts["to_pay"])))


VIEW = View(
    cls=Claim,
    columns=("member_id", "purpose", "total", "waits", "state", "date", "submitted"),
    chips=(
        ViewChip("waiting", N_("Waiting"), waiting, forwards=True, waits=True),
        ViewChip("drafts", N_("To be sent in"), _to_send_in),
        ViewChip("to_pay", N_("To be paid"), _to_pay),
        ViewChip("paid", N_("Paid this year"), paid),
        ALL,
    ),
    extras=(
        ComputedColumn(Column("purpose", N_("For"), 20, CellStyle.TEXT, sortable=False), _purposes),
        ComputedColumn(
            Column("waits", N_("Waits"), 9, CellStyle.NUMBER),
            _waits,
            replaces="submitted",
            backwards=True,
        ),
    ),
    sentence=_sentence,
    descending=True,
)


def bands(session: Session) -> tuple[Band, ...]:
    """Return every mileage rate as a band."""
    return tuple(
        Band(
            row.id,
            row.mode,
            row.adopted or row.starts,
            row.ends,
            row.rate,
            row.threshold,
            row.rate_above,
        )
        for row in session.scalars(select(MileageRate).order_by(MileageRate.starts))
    )


def miles_before(
    session: Session, member_id: int, mode: str, start: dt.date, day: dt.date,
    leaving_out: int | None,
) -> int:  # fmt: skip
    """Return tenths of miles that a member claimed by `mode` from `start` until before `day`.

    `leaving_out` is a claim whose own lines do not count.
    """
    counted = (
        select(func.coalesce(func.sum(ClaimLine.miles), 0))
        .join(Claim, Claim.id == ClaimLine.claim_id)
        .where(
            Claim.member_id == member_id,
            Claim.state.not_in(NEVER_PAID),
            ClaimLine.mode == mode,
            ClaimLine.date >= start,
            or_(
                ClaimLine.date < day,
                and_(ClaimLine.date == day, ClaimLine.claim_id < (leaving_out or 2**63 - 1)),
            ),
        )
    )
    if leaving_out is not None:
        counted = counted.where(ClaimLine.claim_id != leaving_out)
    return session.scalar(counted) or 0


def card(session: Session, claim_id: int, fmt: FormatContext) -> Card:
    """Return a claim's card: what was claimed, what is to be looked at, where it stands."""
    claim = session.get_one(Claim, claim_id)
    state = cell_of(Claim.spec().field("state"), claim.state, fmt)
    who = labels(session, "member", [claim.member_id], fmt)[claim.member_id]
    purpose = _purposes(session, [claim_id], fmt)[claim_id].text
    lines = session.scalars(
        select(ClaimLine)
        .where(ClaimLine.claim_id == claim_id)
        .order_by(ClaimLine.date, ClaimLine.id)
    ).all()
    sections = (
        CardSection(_("To look at"), to_look_at(session, claim, lines, fmt)),
        CardSection(_("Question and notes"), _asked(claim)),
        CardSection(_("What it is for"), (*(_line(line, fmt) for line in lines),
                                      Fact(_("Total"), show_money(claim.total)))),
        CardSection(_("Where it stands"), _stages(claim, fmt)),
    )  # fmt: skip
    return Card(
        title=who,
        subtitle=purpose
        if show_date(claim.date) in purpose
        else join_facts((show_date(claim.date), purpose)),
        pill=Pill(state.text, state.tone or "ok", state.icon),
        sections=tuple(section for section in sections if section.facts),
        actions=tuple(
            CardAction(_(MOVE_WORDS[to]), "ph.arrow-right", step=to)
            for to in MOVES[claim.state][:1]
        ),
        person=True,
    )


def _asked(claim: Claim) -> tuple[Fact, ...]:
    """Return the question that a claim was returned with and what was noted, until approval."""
    if claim.state not in ("submitted", "returned"):
        return ()
    said = (claim.notes or "").splitlines()
    return tuple(Fact("", line.strip()) for line in said if line.strip())


def to_look_at(
    session: Session, claim: Claim, lines: Sequence[ClaimLine], fmt: FormatContext
) -> tuple[Fact, ...]:
    """Return what is to be looked at before approving: days, lateness, receipts, rates."""
    found, months = [], network(session).claim_months
    if text := other_day(session, claim):
        found.append(Fact("", text, tone="warn", icon="ph.calendar-x"))
    if text := register_disagrees(session, claim, fmt):
        found.append(Fact("", text, tone="warn", icon="ph.user-list"))
    if days := days_until_sent_late(session, claim):
        text = _("Sent in after {n} days").format(n=days)
        found.append(Fact("", text, tone="warn", icon="ph.clock"))
    elif claim.state == "draft" and is_late(claim.date, fmt.today, months):
        text = ngettext(
            "Late already: claims are sent in within {n} month",
            "Late already: claims are sent in within {n} months",
            months,
        )
        found.append(Fact("", text, tone="warn", icon="ph.clock"))
    missing = sum(line.receipt == "missing" for line in lines)
    if missing:
        text = ngettext("{n} receipt is missing", "{n} receipts are missing", missing)
        found.append(Fact("", text, tone="bad", icon="ph.warning-circle"))
    if claim.state in LOCKED:
        return tuple(found)
    unsaid = sum(receipt_unsaid(as_values(line)) for line in lines)
    if unsaid:
        text = ngettext(
            "{n} cost does not say whether its receipt is there",
            "{n} costs do not say whether their receipts are there",
            unsaid,
        )
        found.append(Fact("", text, tone="warn", icon="ph.warning-circle"))
    if unconfirmed(session, lines, fmt):
        text = _("Mileage rate not confirmed")
        found.append(Fact("", text, tone="warn", icon="ph.question"))
    return tuple(found)


def _line(line: ClaimLine, fmt: FormatContext) -> Fact:
    category = fmt.lists.label("claim_category", line.category)
    miles = _("{n} miles").format(n=show_tenths(line.miles)) if line.miles else ""
    return Fact(join_parts((category, miles)), show_money(line.amount))


def _stages(claim: Claim, fmt: FormatContext) -> tuple[Fact, ...]:
    def who(name: str | None, day: dt.date | None) -> str:
        return join_parts((name or "", show_date(day) if day else ""))

    void = void_hands(claim.state)

    def hand(by: str, on: str) -> str:
        return "" if by in void else who(getattr(claim, by), getattr(claim, on))

    way = fmt.lists.label("payment_way", claim.payment_method) if claim.payment_method else None
    sent = _("Returned; was sent in") if claim.state == "returned" else _("Sent in")
    found = (
        Fact(sent, who(None, claim.submitted)),
        Fact(_("Approved"), hand("approved_by", "approved_on")),
        Fact(_("Authorised"), hand("authorised_by", "authorised_on")),
        Fact(_("Paid"), who(way, claim.paid_on)),
    )
    return tuple(fact for fact in found if fact.text)


def _waiting_need(session: Session, fmt: FormatContext) -> Need | None:
    where = waiting(session, fmt)
    found, pence = session.execute(
        select(func.count(), func.coalesce(func.sum(Claim.total), 0)).where(where)
    ).one()
    if not found:
        return None
    longest = session.scalars(select(Claim).where(where).order_by(Claim.submitted).limit(1)).one()
    who = labels(session, "member", [longest.member_id], fmt)[longest.member_id]
    days = days_waiting(longest.submitted, longest.state, fmt.today)
    return Need(
        icon="ph.receipt", tone="warn",
        title=ngettext("{n} claim waits for approval", "{n} claims wait for approval", found),
        second=_("{amount} in all; the longest is {who}’s").format(
            amount=show_money(pence), who=who
        ),
        due=ngettext("{n} day", "{n} days", days) if days else _("sent in today"),
        record="claim", chip="waiting",
    )  # fmt: skip


def _spent_finding(session: Session, fmt: FormatContext) -> Finding | None:
    first, last = this_financial_year(fmt.today)
    rows = session.execute(
        select(ClaimLine.category, func.sum(ClaimLine.amount))
        .join(Claim, Claim.id == ClaimLine.claim_id)
        .where(Claim.paid_on.between(first, last), Claim.state == "paid")
        .group_by(ClaimLine.category)
        .order_by(func.sum(ClaimLine.amount).desc())
    ).all()
    if not rows:
        return None
    kinds = [(fmt.lists.label("claim_category", category), pence) for category, pence in rows]
    total, rest = sum(pence for _kind, pence in kinds), kinds[_KINDS_NAMED:]
    if len(rest) > 1:
        words = ngettext("{n} other kind", "{n} other kinds", len(rest))
        kinds[_KINDS_NAMED:] = [(words, sum(pence for _kind, pence in rest))]
    most = max(pence for _kind, pence in kinds) or 1
    bars = tuple(
        Bar(kind, pence, most, show_money(pence), strong=place == 0)
        for place, (kind, pence) in enumerate(kinds)
    )
    claims = number(session, Claim, paid(session, fmt))
    return Finding(
        _("{amount} repaid this year").format(amount=show_money(total)),
        ngettext("{n} claim, by kind of cost", "{n} claims, by kind of cost", claims),
        bars,
    )


SUBJECT = Subject(
    records=(Claim, ClaimLine),
    views=(VIEW,),
    cards={Claim: card},
    needs=(NeedQuery(20, _waiting_need),),
    findings=(FindingQuery(20, _spent_finding),),
)
