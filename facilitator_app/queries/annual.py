"""The figures of a financial year's annual report."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median

from sqlalchemy import ColumnElement, and_, exists, func, not_, or_, select
from sqlalchemy.orm import Session

from facilitator_app.digests.annual import (
    ActionsYear,
    AnnualReport,
    BodyYear,
    ClaimCategory,
    ClaimsYear,
    Count,
    DecisionTaken,
    Membership,
    PaperPublished,
    QuarterYear,
    Training,
)
from facilitator_app.digests.papers import Imprint
from facilitator_app.domain import collation
from facilitator_app.domain.dates import (
    financial_year,
    financial_year_bounds,
    financial_year_name,
    parse_financial_year,
    show_date,
)
from facilitator_app.domain.errors import AppError
from facilitator_app.domain.meetings import CAME
from facilitator_app.domain.small_numbers import together
from facilitator_app.i18n import _
from facilitator_app.queries import tags
from facilitator_app.queries.actions import past_due
from facilitator_app.queries.membership import (
    counted,
    is_visitor,
    joined_within,
    left_within,
    on_register,
    seat_held,
)
from facilitator_app.queries.record_words import network
from facilitator_app.queries.registers import held_between, unfilled, with_register_filled
from facilitator_app.queries.subjects import PaperSubjects, Subject
from facilitator_app.queries.word_order import in_order
from facilitator_app.records.actions import Action
from facilitator_app.records.bodies import Body, Seat
from facilitator_app.records.claims import Claim, ClaimLine
from facilitator_app.records.corrections import Correction
from facilitator_app.records.meetings import Attendance, Decision, Meeting
from facilitator_app.records.members import Member
from facilitator_app.records.publications import Publication
from facilitator_app.records.training import TrainingEvent, TrainingPlace
from facilitator_app.spec.kinds import FormatContext

_COUNTED = ("submitted", "returned", "approved", "authorised", "paid")
# How it is counted and told. 1: register against register, claims by when they were sent in; 2: who
# comes as several kinds under the first of them, and "1 members"; 3: where nobody had filled the
# register, nobody had come, and there were tables of one row; 4: members without a locality were
# said to live nowhere that is recorded, even with an address, and training without a number of
# places to have had none; 5: "expected" meant all who were invited, training places that somebody
# came to were "taken", and neither what was paid nor what was rejected was told.
_EDITION = 6
_SEVERAL = "+"  # stands for more than one kind; no code of a pick-list is written so


def annual(session: Session, begins: int, fmt: FormatContext) -> AnnualReport:
    """Return the figures of the financial year that began on 1 April of `begins`, up to today.

    Raises AppError for a year that is still to begin.
    """
    first, ends = financial_year_bounds(begins)
    if first > fmt.today:
        raise AppError(
            _("The year {year} begins on {day}. There is nothing to report of it yet.").format(
                year=financial_year_name(begins), day=show_date(first)
            )
        )
    last = min(ends, fmt.today)
    return AnnualReport(
        imprint=Imprint(network(session).name, fmt.today),
        year=begins,
        membership=_membership(session, first, last, fmt),
        bodies=_bodies(session, first, last, fmt),
        quarters=_quarters(session, begins, last),
        decisions=_decisions(session, first, last, fmt),
        in_attendance=_in_attendance(session, first, last),
        visitors=_in_attendance(session, first, last, is_visitor()),
        unregistered=unfilled(session, first, last),
        actions=_actions(session, first, last),
        claims=_claims(session, first, last, fmt),
        training=_training(session, first, last),
        corrections=_corrections(session, first, last, Correction.target != "claim"),
        claim_corrections=_corrections(session, first, last, Correction.target == "claim"),
        published=_published(session, first, last),
        tags=tags.counts(
            session,
            select(Meeting.id).where(held_between(first, last)),
            select(Action.id).where(Action.raised.between(first, last)),
            select(TrainingEvent.id).where(TrainingEvent.date.between(first, last)),
        ),
        edition=_EDITION,
    )


def _published(session: Session, first: dt.date, last: dt.date) -> tuple[PaperPublished, ...]:
    rows = session.scalars(
        select(Publication)
        .where(Publication.published_on.between(first, last))
        .order_by(Publication.published_on, *in_order(Publication.title), Publication.id)
    )
    return tuple(
        PaperPublished(one.title, one.period or "", one.published_on, one.withdrawn_on)
        for one in rows
    )


def _corrections(session: Session, first: dt.date, last: dt.date, of: ColumnElement[bool]) -> int:
    made = select(func.count()).where(Correction.date.between(first, last), of)
    return session.scalar(made) or 0


def _membership(session: Session, first: dt.date, last: dt.date, fmt: FormatContext) -> Membership:
    def number(where: ColumnElement[bool]) -> int:
        return session.scalar(select(func.count()).select_from(Member).where(where)) or 0

    within = session.execute(select(Member.kinds, Member.locality).where(counted(last))).all()
    kinds = Counter(_kind(row.kinds or ()) for row in within)
    return Membership(
        start=number(counted(first - dt.timedelta(days=1))),
        joined=number(joined_within(first, last)),
        left=number(left_within(first, last)),
        by_kind=_named(kinds, "member_kind", fmt),
        by_locality=_named(Counter(row.locality or "" for row in within), "locality", fmt),
        undated=number(and_(counted(last), Member.joined.is_(None))),
    )


def _kind(kinds: Sequence[str]) -> str:
    """Return the one row in which a member is counted: what they come as, if it is one thing."""
    return _SEVERAL if len(kinds) > 1 else "".join(kinds)


def _named(counts: Counter[str], name: str, fmt: FormatContext) -> tuple[Count, ...]:
    """Return counts by label, the most first, then several, nothing known, kinds told together."""
    last = {_SEVERAL: _("More than one of these"), "": _("Not recorded")}
    labels = {code: last.get(code) or fmt.lists.label(name, code) for code in counts}
    places = {code: place for place, code in enumerate(last, start=1)}
    order = sorted(
        counts, key=lambda code: (places.get(code, 0), -counts[code], collation.key(labels[code]))
    )
    return tuple(
        Count("; ".join(labels[code] for code in codes), number, len(codes), not any(codes))
        for codes, number in together({code: counts[code] for code in order})
    )


def _bodies(
    session: Session, first: dt.date, last: dt.date, fmt: FormatContext
) -> tuple[BodyYear, ...]:
    unknown = func.count().filter(Seat.starts.is_(None))
    held = session.execute(
        select(Seat.body_id, func.count(), unknown).where(seat_held(last)).group_by(Seat.body_id)
    )
    seats = {body: (number, undated) for body, number, undated in held}
    meetings = dict(
        session.execute(
            select(Meeting.body_id, func.count())
            .where(held_between(first, last))
            .group_by(Meeting.body_id)
        ).all()
    )
    attended = {body: (expected, came) for body, expected, came in _register(session, first, last)}
    bodies = session.scalars(
        select(Body)
        .where(
            or_(Body.started.is_(None), Body.started <= last),
            or_(Body.ended.is_(None), Body.ended >= first),
        )
        .order_by(*in_order(Body.name))
    )
    return tuple(
        BodyYear(
            name=body.name,
            tier=Body.spec().field("tier").show(body.tier, fmt),
            seats=seats.get(body.id, (0, 0))[0],
            undated=seats.get(body.id, (0, 0))[1],
            meetings=meetings.get(body.id, 0),
            expected=attended.get(body.id, (0, 0))[0],
            came=attended.get(body.id, (0, 0))[1],
        )
        for body in bodies
    )


def _register(session: Session, first: dt.date, last: dt.date) -> Iterable[tuple[int, int, int]]:
    """Return for each body how many with a seat its held meetings expected, and how many came.

    Meetings whose register nobody filled are left out: `unfilled` of `queries.registers`.
    """
    rows = session.execute(
        select(Meeting.body_id, func.count(), func.count().filter(Attendance.status.in_(CAME)))
        .join(Attendance, Attendance.meeting_id == Meeting.id)
        .join(Member, Member.id == Attendance.member_id)
        .where(held_between(first, last), with_register_filled())
        .where(on_register(Meeting.date), _has_seat())
        .group_by(Meeting.body_id)
    )
    return [(body, expected, came) for body, expected, came in rows]


def _has_seat() -> ColumnElement[bool]:
    """Hold lines of registers whose people held a seat on that body on the day of the meeting."""
    theirs = and_(Seat.body_id == Meeting.body_id, Seat.member_id == Attendance.member_id)
    return exists().where(theirs, seat_held(Meeting.date)).correlate(Meeting, Attendance)


def _in_attendance(
    session: Session, first: dt.date, last: dt.date, *where: ColumnElement[bool]
) -> int:
    came = (
        select(func.count())
        .select_from(Attendance)
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(
            held_between(first, last),
            Attendance.taken_off.is_(False),
            Attendance.status.in_(CAME),
            not_(_has_seat()),
            *where,
        )
    )
    return session.scalar(came) or 0


def _quarters(session: Session, begins: int, last: dt.date) -> tuple[QuarterYear, ...]:
    now = [_quarter(session, begins, quarter, last) for quarter in range(1, 5)]
    year_before = financial_year_bounds(begins - 1)[1]
    before = [_quarter(session, begins - 1, quarter, year_before) for quarter in range(1, 5)]
    return tuple(
        QuarterYear(number, *this, *that)
        for number, (this, that) in enumerate(zip(now, before, strict=True), start=1)
    )


def _quarter(session: Session, begins: int, quarter: int, last: dt.date) -> tuple[int, int]:
    starts = [dt.date(begins, 4, 1), dt.date(begins, 7, 1), dt.date(begins, 10, 1),
              dt.date(begins + 1, 1, 1), dt.date(begins + 1, 4, 1)]  # fmt: skip
    ends = min(starts[quarter] - dt.timedelta(days=1), last)
    rows = _register(session, starts[quarter - 1], ends)
    pairs = [(expected, came) for _body, expected, came in rows]
    return sum(expected for expected, _came in pairs), sum(came for _expected, came in pairs)


def _decisions(
    session: Session, first: dt.date, last: dt.date, fmt: FormatContext
) -> tuple[DecisionTaken, ...]:
    how = Decision.spec().field("method")
    rows = session.execute(
        select(Decision.reference, Meeting.date, Body.name, Decision.wording, Decision.method)
        .join(Meeting, Meeting.id == Decision.meeting_id)
        .join(Body, Body.id == Meeting.body_id)
        .where(held_between(first, last))
        .order_by(Meeting.date, Decision.number)
    )
    return tuple(
        DecisionTaken(ref or "", date, body, words, how.show(method, fmt))
        for ref, date, body, words, method in rows
    )


def _actions(session: Session, first: dt.date, last: dt.date) -> ActionsYear:
    raised = and_(Action.raised.is_not(None), Action.status != "dropped")

    def number(*where: ColumnElement[bool]) -> int:
        return session.scalar(select(func.count()).select_from(Action).where(raised, *where)) or 0

    def still_open(day: dt.date) -> ColumnElement[bool]:
        return or_(Action.done_on.is_(None), Action.done_on > day)

    closed = Action.done_on.between(first, last)
    return ActionsYear(
        open_at_start=number(Action.raised < first, still_open(first - dt.timedelta(days=1))),
        opened=number(Action.raised.between(first, last)),
        closed=number(closed, Action.raised <= last),
        closed_on_time=number(
            closed, Action.raised <= last, or_(Action.due.is_(None), Action.done_on <= Action.due)
        ),
        overdue=number(Action.raised <= last, still_open(last), past_due(last)),
    )


def _claims(session: Session, first: dt.date, last: dt.date, fmt: FormatContext) -> ClaimsYear:
    counts = and_(ClaimLine.date.between(first, last), Claim.state.in_(_COUNTED))
    within = Claim.id.in_(
        select(ClaimLine.claim_id).join(Claim, Claim.id == ClaimLine.claim_id).where(counts)
    )
    rows = session.execute(
        select(ClaimLine.category, func.count(), func.sum(ClaimLine.amount))
        .join(Claim, Claim.id == ClaimLine.claim_id)
        .where(counts)
        .group_by(ClaimLine.category)
    ).all()
    places = {e.code: at for at, e in enumerate(fmt.lists.offered("claim_category"))}
    rows = sorted(rows, key=lambda row: places.get(row.category, 99))
    waits = [
        (paid - sent).days
        for sent, paid in session.execute(select(Claim.submitted, Claim.paid_on).where(within))
        if sent and paid
    ]
    by_state: dict[str, tuple[int, int]] = {
        state: (claims, pence or 0)
        for state, claims, pence in session.execute(
            select(Claim.state, func.count(Claim.id.distinct()), func.sum(ClaimLine.amount))
            .join(ClaimLine, ClaimLine.claim_id == Claim.id)
            .where(ClaimLine.date.between(first, last))
            .group_by(Claim.state)
        )
    }
    paid, paid_pence = by_state.get("paid", (0, 0))
    return ClaimsYear(
        claims=sum(claims for state, (claims, _pence) in by_state.items() if state in _COUNTED),
        categories=tuple(
            ClaimCategory(fmt.lists.label("claim_category", category), lines, pence or 0)
            for category, lines, pence in rows
        ),
        median_tenths=round(median(waits) * 10) if waits else None,
        paid=paid,
        paid_pence=paid_pence,
        rejected=by_state.get("rejected", (0, 0))[0],
    )


def _training(session: Session, first: dt.date, last: dt.date) -> tuple[Training, ...]:
    rows = session.execute(
        select(
            TrainingEvent.title, TrainingEvent.date, TrainingEvent.places, TrainingEvent.hours,
            TrainingEvent.cost, func.count(TrainingPlace.id),
        )
        .outerjoin(
            TrainingPlace,
            and_(TrainingPlace.event_id == TrainingEvent.id, TrainingPlace.status == "attended"),
        )
        .where(TrainingEvent.date.between(first, last))
        .group_by(TrainingEvent.id)
        .order_by(TrainingEvent.date, *in_order(TrainingEvent.title))
    )  # fmt: skip
    return tuple(
        Training(title, date, places or 0, taken, (hours or 0) * 6, cost)
        for title, date, places, hours, cost, taken in rows
    )


def _years(session: Session, fmt: FormatContext) -> tuple[int, ...]:
    """Offer the last whole year first, then this one, then the years before that hold meetings."""
    now = financial_year(fmt.today)
    earliest = session.scalar(select(Meeting.date).order_by(Meeting.date).limit(1))
    oldest = financial_year(earliest) if earliest else now - 1
    return (now - 1, now, *range(now - 2, oldest - 1, -1))


def _year_names(_session: Session, years: Sequence[int], _fmt: FormatContext) -> dict[int, str]:
    return {year: financial_year_name(year) for year in years}


def _named_year(_session: Session, wanted: str) -> int:
    return parse_financial_year(wanted)


SUBJECT = Subject(
    digests={AnnualReport: annual},
    paper_subjects={"year": PaperSubjects("2025-26", _years, _year_names, _named_year)},
)
