"""A meeting as its minutes tell it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.digests import frozen
from facilitator_app.digests.meetings import (
    DecisionLine,
    MeetingDetail,
    MeetingItem,
    RegisterPerson,
)
from facilitator_app.digests.minutes import (
    ActionAgreed,
    Attendee,
    DecisionMade,
    MinutedItem,
    Minutes,
    NextDate,
    QuorumRule,
)
from facilitator_app.digests.papers import Imprint
from facilitator_app.domain.errors import AppError
from facilitator_app.domain.meetings import is_chair, is_to_come, item_reference, register_filled
from facilitator_app.domain.names import sort_key
from facilitator_app.i18n import _, mid_sentence, ngettext
from facilitator_app.locale_formats import show_time
from facilitator_app.queries.meeting_detail import meeting_detail
from facilitator_app.queries.meetings import not_cancelled
from facilitator_app.queries.record_words import network
from facilitator_app.queries.subjects import Subject
from facilitator_app.records.meetings import Meeting
from facilitator_app.records.publications import Publication
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.store import contents


def minutes(session: Session, meeting_id: int, fmt: FormatContext) -> Minutes:
    """Return the minutes of one meeting; confidential items keep their title only.

    Approved minutes name the group, what it needed and its next meeting as on the approved paper:
    those go on elsewhere, and no correction of this meeting tells of it.
    """
    page = meeting_detail(session, meeting_id, fmt)
    approved = session.get_one(Meeting, meeting_id).approved_on
    then = _approved(session, meeting_id) if page.status == "approved" else None
    if then is not None:
        needed = then.quorum[0].needed if then.quorum else None
        page = replace(page, body=then.body, quorum=needed)
    return Minutes(
        imprint=Imprint(network(session).name, fmt.today),
        body=page.body,
        reference=page.reference,
        date=page.date,
        starts=_clock(page.starts),
        ends=_clock(page.ends),
        venue=page.venue,
        present=_people(page.people, "present"),
        in_attendance=_people(page.people, "in_attendance"),
        apologies=_people(page.people, "apologies"),
        quorum=(_quorum(page, page.quorum),) if page.quorum else (),
        items=tuple(_item(page, item, fmt) for item in page.items),
        next_meeting=then.next_meeting if then else _next(session, page),
        approved=approved if page.status == "approved" else None,
        corrections=page.corrections,
        to_come=is_to_come(page.status, page.date, fmt.today),
        unregistered=not register_filled(one.status for one in page.people),
    )


def _approved(session: Session, meeting_id: int) -> Minutes | None:
    """Return the minutes as they were approved last, None if that was never kept or is damaged."""
    kept = session.scalar(
        select(Publication.figures_hash)
        .where(Publication.paper == "minutes", Publication.subject == meeting_id)
        .order_by(Publication.id.desc())
        .limit(1)
    )
    try:
        found = frozen.thaw(contents.read(session.connection(), kept)) if kept else None
    except AppError:
        return None
    return found if isinstance(found, Minutes) else None


def _clock(time: dt.time | None) -> str:
    return show_time(time) if time else ""


def _quorum(page: MeetingDetail, needed: int) -> QuorumRule:
    gaps = tuple((_clock(begins), _clock(until)) for begins, until in page.gaps)
    return QuorumRule(ngettext("member", "members", needed), needed, page.present, gaps)


def _people(people: Iterable[RegisterPerson], status: str) -> tuple[Attendee, ...]:
    return tuple(
        Attendee(
            name=one.name,
            sort_name=sort_key(one.name.rpartition(" ")[2], one.name.rpartition(" ")[0]),
            capacity=one.capacity,
            chair=is_chair(one.capacity),
            arrived=_clock(one.arrived),
            left=_clock(one.left),
        )
        for one in people
        if one.status == status
    )


def _item(page: MeetingDetail, item: MeetingItem, fmt: FormatContext) -> MinutedItem:
    return MinutedItem(
        number=item_reference(page.reference, item.number),
        title=item.title,
        raised_by=_raised(item, fmt),
        text=_("This item was confidential and is minuted separately.")
        if item.confidential
        else item.text,
        decisions=tuple(
            DecisionMade(one.reference, one.wording, one.proposer, one.seconder, _how(one, fmt))
            for one in page.decisions
            if one.item_id == item.id and not item.confidential
        ),
        actions=tuple(
            ActionAgreed(one.reference, one.what, one.owner, one.due)
            for one in page.actions
            if one.item_id == item.id and not item.confidential
        ),
    )


def _how(one: DecisionLine, fmt: FormatContext) -> str:
    return fmt.lists.label("decision_method", one.method) if one.method else ""


def _raised(item: MeetingItem, fmt: FormatContext) -> str:
    if item.raised_by in ("", "standing"):
        return ""
    return mid_sentence(fmt.lists.label("raised_by", item.raised_by))


def _next(session: Session, page: MeetingDetail) -> NextDate | None:
    row = session.execute(
        select(Meeting.date, Meeting.starts, Meeting.venue)
        .where(Meeting.body_id == page.body_id, Meeting.date > page.date, not_cancelled())
        .order_by(Meeting.date)
        .limit(1)
    ).first()
    return NextDate(row.date, _clock(row.starts), row.venue or "") if row else None


SUBJECT = Subject(digests={Minutes: minutes})
