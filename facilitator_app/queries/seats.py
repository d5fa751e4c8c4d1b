"""Seats: who holds which on a day, their list, and the terms that end soon."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, and_, not_, select
from sqlalchemy.orm import Session

from facilitator_app.digests.lists import Cell
from facilitator_app.digests.today import Need
from facilitator_app.domain.bodies import Term
from facilitator_app.domain.dates import show_date, show_short_day
from facilitator_app.domain.names import whole_name
from facilitator_app.i18n import N_, _, mid_sentence, ngettext, show_number
from facilitator_app.queries.lists import ALL, View, ViewChip, number
from facilitator_app.queries.membership import (
    begins_before_joining,
    counted,
    seat_held,
    why_not_counted,
)
from facilitator_app.queries.subjects import NeedQuery
from facilitator_app.records.bodies import Body, Seat
from facilitator_app.records.members import Member
from facilitator_app.spec.kinds import FormatContext

SOON = dt.timedelta(days=90)  # how long before its last day a term is told as ending


def _seats_now(_session: Session, fmt: FormatContext) -> ColumnElement[bool]:
    return seat_held(fmt.today)


def _ending(_session: Session, fmt: FormatContext) -> ColumnElement[bool]:
    return and_(seat_held(fmt.today), Seat.ends <= fmt.today + SOON)


def _undated(_session: Session, fmt: FormatContext) -> ColumnElement[bool]:
    return and_(seat_held(fmt.today), Seat.starts.is_(None))


def _early(_session: Session, _fmt: FormatContext) -> ColumnElement[bool]:
    return begins_before_joining()


def _holders(session: Session, ids: Sequence[int], fmt: FormatContext) -> Mapping[int, Cell]:
    """Return the cells of those who are not counted now, with why; files take the name alone."""
    rows = session.execute(
        select(Seat.id, Member.forenames, Member.surname, Member.status)
        .join(Member, Member.id == Seat.member_id)
        .where(Seat.id.in_(ids), not_(counted(fmt.today)))
    )
    found = {}
    for seat, forenames, surname, status in rows:
        name, why = whole_name(forenames, surname), mid_sentence(why_not_counted(status, fmt))
        if why:
            text = _("{name} ({why})").format(name=name, why=why)
            found[seat] = Cell(text, "mute", value=name)
    return found


def term_words(term: Term) -> str:
    """Return from when to when a seat is held."""
    start = show_date(term.starts) if term.starts else ""
    end = show_date(term.ends) if term.ends else ""
    if start and end:
        return _("{start} to {end}").format(start=start, end=end)
    if start:
        return _("since {day}").format(day=start)
    if end:
        return _("since: not known, to {day}").format(day=end)
    return _("since: not known")


def _since(session: Session, ids: Sequence[int], _fmt: FormatContext) -> Mapping[int, Cell]:
    """Return the cells of those that are held since nobody knows when; files get nothing there."""
    found = session.scalars(select(Seat.id).where(Seat.id.in_(ids), Seat.starts.is_(None)))
    return {seat: Cell(_("not known"), "mute", value="") for seat in found}


VIEW = View(
    cls=Seat,
    columns=("member_id", "body_id", "role", "starts", "ends"),
    chips=(
        ViewChip("current", N_("Held now"), _seats_now),
        ViewChip(
            "ending",
            N_("Ending in {n} days"),
            _ending,
            "ph.hourglass-medium",
            waits=True,
            days=SOON.days,
        ),
        ViewChip("undated", N_("Since not known"), _undated),
        ViewChip("early", N_("Before joining"), _early),
        ALL,
    ),
    pills={"member_id": _holders, "starts": _since},
)


def _term_need(session: Session, fmt: FormatContext) -> Need | None:
    where = _ending(session, fmt)
    ending = number(session, Seat, where)
    if not ending:
        return None
    rows = session.execute(
        select(Member.forenames, Member.surname, Body.name, Seat.ends)
        .select_from(Seat)
        .join(Member, Member.id == Seat.member_id)
        .join(Body, Body.id == Seat.body_id)
        .where(where)
        .order_by(Seat.ends)
        .limit(2)
    ).all()
    first = rows[0].ends
    return Need(
        icon="ph.armchair", tone="info",
        title=ngettext(
            "{n} term ends in the next {days} days", "{n} terms end in the next {days} days",
            ending, days=show_number(SOON.days),
        ),
        second="; ".join(f"{whole_name(row.forenames, row.surname)}, {row.name}" for row in rows),
        due=_("from {day}").format(day=show_short_day(first)) if first else "",
        record="seat", chip="ending",
    )  # fmt: skip


TERM_NEED = NeedQuery(50, _term_need)


def _early_need(session: Session, _fmt: FormatContext) -> Need | None:
    early = number(session, Seat, begins_before_joining())
    if not early:
        return None
    rows = session.execute(
        select(Member.forenames, Member.surname, Body.name)
        .select_from(Seat)
        .join(Member, Member.id == Seat.member_id)
        .join(Body, Body.id == Seat.body_id)
        .where(begins_before_joining())
        .order_by(Seat.starts, Seat.id)
        .limit(2)
    ).all()
    return Need(
        icon="ph.armchair", tone="info",
        title=ngettext(
            "{n} seat begins before its holder joined",
            "{n} seats begin before their holders joined",
            early,
        ),
        second="; ".join(f"{whole_name(row.forenames, row.surname)}, {row.name}" for row in rows),
        due=_("not counted until then"),
        record="seat", chip="early",
    )  # fmt: skip


EARLY_NEED = NeedQuery(52, _early_need)
