"""The members list, and the members who need the facilitator."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from facilitator_app.digests.lists import Cell, CellStyle, Column
from facilitator_app.digests.today import Need
from facilitator_app.domain import collation
from facilitator_app.domain.dates import show_date, show_short_day
from facilitator_app.domain.names import whole_name
from facilitator_app.i18n import N_, _, mid_sentence, ngettext
from facilitator_app.locale_formats import join_facts, join_parts
from facilitator_app.queries import member_page, membership
from facilitator_app.queries.list_cells import BY_SURNAME
from facilitator_app.queries.lists import ComputedColumn, View, ViewChip, everyone, number
from facilitator_app.queries.member_card import access_of, card
from facilitator_app.queries.membership import rung, seat_held
from facilitator_app.queries.record_words import and_more, network
from facilitator_app.queries.subjects import NeedQuery, Subject
from facilitator_app.queries.word_order import in_order
from facilitator_app.records.bodies import Body, Seat
from facilitator_app.records.members import Member
from facilitator_app.spec.kinds import FormatContext

_FLAGS_SHOWN = 3


def current(_session: Session, fmt: FormatContext) -> ColumnElement[bool]:
    """Hold members who take part today, and those who are about to."""
    return rung(fmt.today)


def quiet(session: Session, fmt: FormatContext) -> ColumnElement[bool]:
    """Hold members not heard from for as many days as the network has set, or since they joined."""
    return membership.quiet(fmt.today, network(session).quiet_days)


def to_review(_session: Session, fmt: FormatContext) -> ColumnElement[bool]:
    """Hold members whose needs should be asked about again, who wait to begin, or have left since.

    Whoever has left since their day of leaving came still has the status of somebody who is here.
    """
    due = and_(Member.access_review.is_not(None), Member.access_review <= fmt.today)
    asked = and_(rung(fmt.today), or_(due, Member.status == "applied"))
    return or_(asked, membership.stands_here_still(fmt.today))


def with_needs(_session: Session, fmt: FormatContext) -> ColumnElement[bool]:
    """Hold members who told us of an access need."""
    needs = or_(Member.access_needs.is_not(None), Member.access_words.is_not(None))
    return and_(rung(fmt.today), needs)


def _names(session: Session, ids: Sequence[int], fmt: FormatContext) -> Mapping[int, Cell]:
    rows = session.execute(
        select(
            Member.id, Member.forenames, Member.surname, Member.access_needs, Member.access_words
        ).where(Member.id.in_(ids))
    )
    return {
        one: Cell(whole_name(forenames, surname), flags=_flags(needs, words, fmt))
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
        rest = join_parts(label for _icon, label in flags[_FLAGS_SHOWN - 1 :])
        flags = [*flags[: _FLAGS_SHOWN - 1], ("ph.dots-three", rest)]
    return tuple(flags)


def _groups(session: Session, ids: Sequence[int], fmt: FormatContext) -> Mapping[int, Cell]:
    rows = session.execute(
        select(Body.name, Seat.member_id, func.coalesce(Body.list_name, Body.name), Seat.role)
        .join(Body, Body.id == Seat.body_id)
        .where(Seat.member_id.in_(ids), seat_held(fmt.today))
    )
    found: dict[int, list[str]] = {}
    for _name, member, body, role in sorted(rows, key=lambda row: collation.key(row.name)):
        office = mid_sentence(fmt.lists.label("seat_role", role))
        words = _("{group} ({office})") if role != "member" else "{group}"
        found.setdefault(member, []).append(words.format(group=body, office=office))
    return {one: Cell("; ".join(names)) for one, names in found.items()}


def _heard(session: Session, ids: Sequence[int], fmt: FormatContext) -> Mapping[int, Cell]:
    """Tell when people were last heard from: noted by hand, at a meeting or on training."""
    rows = session.execute(
        select(Member.id, membership.last_heard().label("day")).where(Member.id.in_(ids))
    )
    found = {one: dt.date.fromisoformat(day) for one, day in rows if day}
    ahead = _("for {day}")
    return {
        one: Cell(show_date(day), value=day)
        if day <= fmt.today
        else Cell(ahead.format(day=show_date(day)))
        for one, day in found.items()
    }


def _sentence(counts: Mapping[str, int]) -> str:
    words = ngettext(
        "{n} member, current or joining", "{n} members, current or joining", counts["current"]
    )
    if counts["review"]:
        words = join_facts(
            (words, ngettext("{n} needs a review", "{n} need a review", counts["review"]))
        )
    return words


VIEW = View(
    cls=Member,
    columns=("name", "groups", "kinds", "status", "heard", "locality", "joined"),
    chips=(
        ViewChip("current", N_("Current"), current),
        ViewChip("review", N_("Needs review"), to_review, waits=True),
        ViewChip("access", N_("Access needs"), with_needs, "ph.ear"),
        ViewChip("quiet", N_("Not heard from"), quiet),
        ViewChip("all", N_("Everyone"), everyone),
    ),
    extras=(
        ComputedColumn(
            Column("name", N_("Name"), 24, CellStyle.NAME, sorted_as=BY_SURNAME),
            _names,
            replaces="sort_name",
        ),
        ComputedColumn(Column("groups", N_("Group"), 26, CellStyle.TEXT, sortable=False), _groups),
        ComputedColumn(
            Column("heard", N_("Heard from"), 12, CellStyle.DATE),
            _heard,
            by=membership.last_heard,
        ),
    ),
    sentence=_sentence,
)


def _quiet_need(session: Session, fmt: FormatContext) -> Need | None:
    where = quiet(session, fmt)
    waiting = number(session, Member, where)
    if not waiting:
        return None
    rows = session.scalars(select(Member).where(where).order_by(Member.last_heard).limit(2)).all()
    title = _("{people} not heard from in {days} days").format(
        people=ngettext("{n} person", "{n} people", waiting), days=network(session).quiet_days
    )
    heard = rows[0].last_heard
    return Need(
        icon="ph.chat-circle-dots", tone="info", title=title,
        second=and_more([whole_name(row.forenames, row.surname) for row in rows], waiting),
        due=_("since {day}").format(day=show_short_day(heard)) if heard else "",
        record="member", chip="quiet",
    )  # fmt: skip


def _review_need(session: Session, fmt: FormatContext) -> Need | None:
    where = to_review(session, fmt)
    waiting = number(session, Member, where)
    if not waiting:
        return None
    rows = session.scalars(
        select(Member).where(where).order_by(*in_order(Member.sort_name)).limit(2)
    ).all()
    return Need(
        icon="ph.user", tone="access",
        title=ngettext("{n} member needs a review", "{n} members need a review", waiting),
        second=and_more([whole_name(row.forenames, row.surname) for row in rows], waiting),
        due="", record="member", chip="review",
    )  # fmt: skip


SUBJECT = Subject(
    records=(Member,),
    views=(VIEW,),
    cards={Member: card},
    page_parts={Member: member_page.PARTS},
    access={Member: access_of},
    needs=(NeedQuery(40, _quiet_need), NeedQuery(60, _review_need)),
)
