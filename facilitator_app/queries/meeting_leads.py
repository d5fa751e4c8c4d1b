"""Items of coming meetings whose lead, a name that somebody wrote, has left or died."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.digests.today import Need
from facilitator_app.domain.membership import is_gone
from facilitator_app.domain.names import sort_names
from facilitator_app.i18n import ngettext
from facilitator_app.queries.membership import standing
from facilitator_app.queries.next_meeting import to_come
from facilitator_app.queries.record_words import labels
from facilitator_app.records.meetings import AgendaItem, Meeting
from facilitator_app.records.members import Member
from facilitator_app.spec.kinds import FormatContext


def leads_need(session: Session, fmt: FormatContext) -> Need | None:
    """Return how many such items there are, and the first with its meeting."""
    rows = session.execute(
        select(AgendaItem.title, AgendaItem.lead, Meeting.id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(to_come(fmt), AgendaItem.lead.is_not(None))
        .order_by(Meeting.date, Meeting.id, AgendaItem.number)
    ).all()
    gone = _gone(session, {row.lead or "" for row in rows}, fmt)
    found = [row for row in rows if row.lead in gone]
    if not found:
        return None
    first = found[0]
    return Need(
        icon="ph.user-minus", tone="warn",
        title=ngettext(
            "{n} item of meetings to come is led by somebody who has left or died",
            "{n} items of meetings to come are led by somebody who has left or died",
            len(found),
        ),
        second=ngettext(
            "First in {meeting}: {what} ({who})",
            "In {n} meetings, first in {meeting}: {what} ({who})",
            len({row.id for row in found}),
            meeting=labels(session, "meeting", [first.id], fmt)[first.id],
            what=first.title,
            who=first.lead or "",
        ),
        due="", record="meeting", chip="coming", id=first.id,
    )  # fmt: skip


def gone_leads(session: Session, meeting_id: int, fmt: FormatContext) -> Mapping[str, str]:
    """Return the leads of a meeting to come who have gone, each with "died" or "left"."""
    leads = session.scalars(
        select(AgendaItem.lead)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(to_come(fmt), Meeting.id == meeting_id, AgendaItem.lead.is_not(None))
    )
    return _gone(session, {lead or "" for lead in leads}, fmt)


def _gone(session: Session, leads: Collection[str], fmt: FormatContext) -> Mapping[str, str]:
    """Return those of `leads` who have gone; not where a namesake who is here may be meant."""
    ways = {lead: sort_names(lead) for lead in leads}
    named = Member.sort_name.in_(frozenset().union(*ways.values()))
    how: dict[str, set[str]] = {}
    for one in session.scalars(select(Member).where(named)):
        gone = is_gone(standing(one), fmt.today)
        word = "here" if not gone else "died" if one.status == "died" else "left"
        how.setdefault(one.sort_name or "", set()).add(word)
    met = {
        lead: {word for name in names for word in how.get(name, ())} for lead, names in ways.items()
    }
    return {
        lead: "left" if "left" in words else "died"
        for lead, words in met.items()
        if words and "here" not in words
    }
