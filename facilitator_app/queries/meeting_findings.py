"""What meetings tell of the year: attendance, and who raised the items."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator_app.digests.today import Bar, Finding
from facilitator_app.domain.amounts import percent
from facilitator_app.domain.dates import this_financial_year
from facilitator_app.domain.meetings import CAME, HELD, unfilled_words
from facilitator_app.i18n import _
from facilitator_app.locale_formats import join_parts, short_month, show_percent
from facilitator_app.queries.membership import on_register
from facilitator_app.queries.registers import held_between, unfilled, with_register_filled
from facilitator_app.records.meetings import AgendaItem, Attendance, Meeting
from facilitator_app.records.members import Member
from facilitator_app.spec.kinds import FormatContext


def attendance_finding(session: Session, fmt: FormatContext) -> Finding | None:
    """Return the share of people who came this financial year, by month."""
    first, _last = this_financial_year(fmt.today)
    rows = session.execute(
        select(
            func.substr(Meeting.date, 1, 7),
            func.count(),
            func.count().filter(Attendance.status.in_(CAME)),
        )
        .join(Attendance, Attendance.meeting_id == Meeting.id)
        .join(Member, Member.id == Attendance.member_id)
        .where(held_between(first, fmt.today), with_register_filled(), on_register(Meeting.date))
        .group_by(func.substr(Meeting.date, 1, 7))
        .order_by(func.substr(Meeting.date, 1, 7))
    ).all()
    if not rows:
        return None
    shares = [(month, percent(came, asked)) for month, asked, came in rows]
    total = percent(sum(row[2] for row in rows), sum(row[1] for row in rows))
    bars = tuple(
        Bar(
            short_month(int(month[5:])),
            share,
            100,
            show_percent(share),
            strong=month == shares[-1][0],
        )
        for month, share in shares
    )
    title = _("Attendance is {share} this year").format(share=show_percent(total))
    left_out = unfilled_words(unfilled(session, first, fmt.today))
    return Finding(title, join_parts((_("All groups, by month"), left_out)), bars, upright=True)


def raised_finding(session: Session, fmt: FormatContext) -> Finding | None:
    """Return whose items the meetings of this financial year spoke of."""
    first, _last = this_financial_year(fmt.today)
    found = dict(
        session.execute(
            select(AgendaItem.raised_by, func.count())
            .join(Meeting, Meeting.id == AgendaItem.meeting_id)
            .where(Meeting.date.between(first, fmt.today), Meeting.status.in_(HELD))
            .group_by(AgendaItem.raised_by)
        ).all()
    )
    mine, theirs = found.get("member", 0), found.get("professional", 0)
    unsaid = found.get(None, 0) + found.get("", 0)
    if not mine + theirs:
        return None
    share, most = percent(mine, mine + theirs), mine + theirs + unsaid
    names = [(_("Members"), mine), (_("Professionals"), theirs)]
    if unsaid:
        names.append((_("Not said"), unsaid))
    bars = tuple(
        Bar(name, n, most, str(n), strong=place == 0) for place, (name, n) in enumerate(names)
    )
    if unsaid:  # a share of what is known would claim too much
        title = _("Members raised {n} of {all} agenda items").format(n=mine, all=most)
        left_out = _("of {n} it is not said who raised them").format(n=unsaid)
        return Finding(title, join_parts((_("Without the standing ones"), left_out)), bars)
    title = _("Members raised {share} of agenda items").format(share=show_percent(share))
    words = _("{n} of {all} items, without the standing ones").format(n=mine, all=most)
    return Finding(title, words, bars)
