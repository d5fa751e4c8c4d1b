"""The members list, a member's card, and who belongs to a body."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from facilitator_app.digests.cards import Card, Fact, Pill, Section, Step
from facilitator_app.digests.lists import Cell, CellStyle, Column
from facilitator_app.domain.amounts import show_money
from facilitator_app.domain.claims import WAITING
from facilitator_app.domain.dates import (
    days_between,
    financial_year,
    financial_year_ends,
    show_date,
)
from facilitator_app.domain.meetings import HELD
from facilitator_app.i18n import N_, _, ngettext
from facilitator_app.queries.lists import ComputedColumn, View, ViewChip, cell_of, everyone
from facilitator_app.queries.record_words import network
from facilitator_app.records.actions import Action
from facilitator_app.records.bodies import Body, Seat
from facilitator_app.records.claims import Claim
from facilitator_app.records.meetings import Attendance, Meeting
from facilitator_app.records.members import Member
from facilitator_app.spec.kinds import FormatContext

ACTIVE = ("applied", "induction", "current")
GONE = ("left", "died")
SOON = dt.timedelta(days=90)
_FLAGS_SHOWN = 3


def current(_session: Session, _fmt: FormatContext) -> ColumnElement[bool]:
    """Hold members who take part today."""
    return Member.status.in_(ACTIVE)


def quiet(session: Session, fmt: FormatContext) -> ColumnElement[bool]:
    """Hold members not heard from for as many days as the network has set."""
    before = fmt.today - dt.timedelta(days=network(session).quiet_days)
    silent = or_(Member.last_heard.is_(None), Member.last_heard < before)
    return and_(Member.status.in_(ACTIVE), silent)


def to_review(_session: Session, fmt: FormatContext) -> ColumnElement[bool]:
    """Hold members whose needs should be asked about again, or who still wait to begin."""
    due = and_(Member.access_review.is_not(None), Member.access_review <= fmt.today)
    return and_(Member.status.in_(ACTIVE), or_(due, Member.status == "applied"))


def with_needs(_session: Session, _fmt: FormatContext) -> ColumnElement[bool]:
    """Hold members who told us of an access need."""
    needs = or_(Member.access_needs.is_not(None), Member.access_words.is_not(None))
    return and_(Member.status.in_(ACTIVE), needs)


def held_on(day: dt.date) -> ColumnElement[bool]:
    """Hold seats that are held on `day`."""
    return and_(Seat.starts <= day, or_(Seat.ends.is_(None), Seat.ends >= day))


def _names(session: Session, ids: Sequence[int], fmt: FormatContext) -> Mapping[int, Cell]:
    rows = session.execute(
        select(
            Member.id, Member.forenames, Member.surname, Member.access_needs, Member.access_words
        ).where(Member.id.in_(ids))
    )
    return {
        one: Cell(f"{forenames} {surname}", flags=_flags(needs, words, fmt))
        for one, forenames, surname, needs, words in rows
    }


def _flags(
    needs: Sequence[str] | None, words: str | None, fmt: FormatContext
) -> tuple[tuple[str, str], ...]:
    entries = [fmt.lists.entry("access_need", code) for code in needs or ()]
    flags = [(e.icon or "ph.info", e.label) for e in entries if e]
    if not flags and words:
        flags = [("ph.info", words)]
    if len(flags) > _FLAGS_SHOWN:
        rest = ", ".join(label for _icon, label in flags[_FLAGS_SHOWN - 1 :])
        flags = [*flags[: _FLAGS_SHOWN - 1], ("ph.dots-three", rest)]
    return tuple(flags)


def _groups(session: Session, ids: Sequence[int], fmt: FormatContext) -> Mapping[int, Cell]:
    rows = session.execute(
        select(Seat.member_id, func.coalesce(Body.list_name, Body.name), Seat.role)
        .join(Body, Body.id == Seat.body_id)
        .where(Seat.member_id.in_(ids), held_on(fmt.today))
        .order_by(Body.name)
    )
    found: dict[int, list[str]] = {}
    for member, body, role in rows:
        office = "" if role == "member" else f" ({fmt.lists.label('seat_role', role).lower()})"
        found.setdefault(member, []).append(body + office)
    return {one: Cell("; ".join(names)) for one, names in found.items()}


def _sentence(counts: Mapping[str, int]) -> str:
    words = ngettext("{n} current member", "{n} current members", counts["current"])
    if counts["review"]:
        words += " · " + ngettext("{n} needs a review", "{n} need a review", counts["review"])
    return words


VIEW = View(
    cls=Member,
    columns=("name", "groups", "kinds", "status", "last_heard", "locality", "joined"),
    chips=(
        ViewChip("current", N_("Current"), current),
        ViewChip("review", N_("Needs review"), to_review),
        ViewChip("access", N_("Access needs"), with_needs, "ph.ear"),
        ViewChip("quiet", N_("Not heard from"), quiet),
        ViewChip("all", N_("Everyone"), everyone),
    ),
    extras=(
        ComputedColumn(
            Column("name", N_("Name"), 24, CellStyle.NAME), _names, replaces="sort_name"
        ),
        ComputedColumn(Column("groups", N_("Group"), 26, CellStyle.TEXT, sortable=False), _groups),
    ),
    sentence=_sentence,
)


def card(session: Session, member_id: int, fmt: FormatContext) -> Card:
    """Return a member's card: needs first, then how to reach them, seats, and this year."""
    member = session.get_one(Member, member_id)
    status = cell_of(Member.spec().field("status"), member.status, fmt)
    kinds = Member.spec().field("kinds").show(member.kinds, fmt)
    since = _("joined {date}").format(date=show_date(member.joined)) if member.joined else ""
    return Card(
        title=f"{member.forenames} {member.surname}",
        subtitle=" · ".join(part for part in (kinds, since) if part),
        pill=Pill(status.text, status.tone or "ok", status.icon),
        access=access_words(member, fmt),
        sections=(
            Section(_("Contact"), _contact(member, fmt)),
            Section(_("Seats"), _seats(session, member_id, fmt)),
            Section(_("This year"), _this_year(session, member_id, fmt)),
        ),
        actions=(Step("new_claim", _("New claim"), "ph.receipt"),),
    )


def access_words(member: Member, fmt: FormatContext) -> str:
    """Return a member's access needs as sentences, "" if there are none."""
    named = [fmt.lists.label("access_need", code) for code in member.access_needs or ()]
    first = (
        ", ".join([named[0], *(name[0].lower() + name[1:] for name in named[1:])]) if named else ""
    )
    parts = [first, (member.access_words or "").strip()]
    return ". ".join(part.rstrip(".") for part in parts if part) + ("." if any(parts) else "")


def _contact(member: Member, fmt: FormatContext) -> tuple[Fact, ...]:
    spec = Member.spec()
    best = spec.field("best_time").show(member.best_time, fmt).lower()
    telephone = ", ".join(part for part in (member.telephone or member.mobile or "", best) if part)
    found = (
        Fact(_("Telephone"), telephone),
        Fact(_("E-mail"), member.email or ""),
        Fact(_("Send papers"), spec.field("papers").show(member.papers, fmt)),
        Fact(_("Locality"), spec.field("locality").show(member.locality, fmt)),
    )
    return tuple(fact for fact in found if fact.text)


def _seats(session: Session, member_id: int, fmt: FormatContext) -> tuple[Fact, ...]:
    rows = session.execute(
        select(Body.id, Body.name, Seat.role, Seat.ends)
        .join(Body, Body.id == Seat.body_id)
        .where(Seat.member_id == member_id, held_on(fmt.today))
        .order_by(Body.name)
    ).all()
    if not rows:
        return (Fact(_("No seat yet"), ""),)
    return tuple(_seat(row.id, row.name, row.role, row.ends, fmt) for row in rows)


def _seat(body: int, name: str, role: str, ends: dt.date | None, fmt: FormatContext) -> Fact:
    label = name if role == "member" else f"{name}, {fmt.lists.label('seat_role', role).lower()}"
    if ends is None:
        return Fact(label, _("no end set"), tone="quiet", link=("body", body))
    if ends - fmt.today <= SOON:
        text = _("Ends {date}").format(date=f"{ends.day} {show_date(ends).split()[1]}")
        return Fact(label, text, tone="warn", icon="ph.hourglass-medium", link=("body", body))
    until = _("to {date}").format(date=show_date(ends))
    return Fact(label, until, tone="quiet", link=("body", body))


def _this_year(session: Session, member_id: int, fmt: FormatContext) -> tuple[Fact, ...]:
    first, last = financial_year_ends(financial_year(fmt.today))
    return (
        _attended(session, member_id, first, fmt.today),
        _claimed(session, member_id, first, last),
        _actions(session, member_id, fmt.today),
    )


def _attended(session: Session, member_id: int, first: dt.date, last: dt.date) -> Fact:
    came = (
        session.execute(
            select(Attendance.status)
            .join(Meeting, Meeting.id == Attendance.meeting_id)
            .where(
                Attendance.member_id == member_id,
                Meeting.date.between(first, last),
                Meeting.status.in_(HELD),
            )
            .order_by(Meeting.date)
        )
        .scalars()
        .all()
    )
    if not came:
        return Fact(_("Attended"), _("no meeting yet"))
    dots = tuple(status in ("present", "in_attendance") for status in came)
    return Fact(
        _("Attended"), _("{n} of {all}").format(n=sum(dots), all=len(dots)), dots=dots[-12:]
    )


def _claimed(session: Session, member_id: int, first: dt.date, last: dt.date) -> Fact:
    number, pence, waiting = session.execute(
        select(
            func.count(),
            func.coalesce(func.sum(Claim.total), 0),
            func.count().filter(Claim.state.in_(WAITING)),
        ).where(
            Claim.member_id == member_id,
            Claim.date.between(first, last),
            Claim.state.not_in(("cancelled", "rejected")),
        )
    ).one()
    if not number:
        return Fact(_("Claims"), _("none"))
    amount = show_money(pence)
    claims = ngettext("{n} claim", "{n} claims", number)
    wait = ngettext("{n} waiting", "{n} waiting", waiting) if waiting else _("none waiting")
    return Fact(
        _("Claims"),
        _("{amount} in {claims}, {wait}").format(amount=amount, claims=claims, wait=wait),
    )


def _actions(session: Session, member_id: int, today: dt.date) -> Fact:
    rows = session.execute(
        select(Action.what, Action.due).where(Action.owner_id == member_id, Action.status == "open")
    ).all()
    late = [what for what, due in rows if due and days_between(due, today) > 0]
    if late:
        words = ngettext("{n} overdue", "{n} overdue", len(late))
        return Fact(_("Actions"), f"{words}: {late[0]}")
    return Fact(
        _("Actions"), ngettext("{n} open", "{n} open", len(rows)) if rows else _("none open")
    )
