"""The one search box: people, meetings, actions and everything else, best first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.digests.find import Hit
from facilitator_app.i18n import N_, _
from facilitator_app.queries import views
from facilitator_app.queries.lists import rows_of
from facilitator_app.queries.record_words import labels
from facilitator_app.records.meetings import AgendaItem, Decision, Meeting
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.store.base import record_type
from facilitator_app.store.search import matches

_GROUPS: Mapping[str, tuple[str, ...]] = {
    N_("People"): ("member",),
    N_("Groups"): ("body",),
    N_("Meetings and papers"): ("meeting", "agenda_item", "decision"),
    N_("Actions"): ("action",),
    N_("Training and claims"): ("training_event", "claim"),
}
_EACH = 4


def find(session: Session, typed: str, limit: int, fmt: FormatContext) -> tuple[Hit, ...]:
    """Return what `typed` finds, at most `limit`, a few of each group."""
    found: list[Hit] = []
    for heading, records in _GROUPS.items():
        ids: dict[str, list[int]] = {}
        for match in matches(session.connection(), typed, records, _EACH):
            ids.setdefault(match.record, []).append(match.id)
        if records[0] == "meeting":
            both = [*ids.get("meeting", ()), *_meetings_of(session, typed)]
            ids["meeting"] = list(dict.fromkeys(both))[:_EACH]
        for record, some in ids.items():
            found += _hits(session, record, some, _(heading), fmt)
    return tuple(found[:limit])


def choices(
    session: Session, record: str, typed: str, limit: int, fmt: FormatContext
) -> tuple[Hit, ...]:
    """Return records of one type to choose from; the latest or first ones if nothing is typed."""
    ids = [match.id for match in matches(session.connection(), typed, (record,), limit)]
    if record == "meeting" and typed.strip():
        ids = list(dict.fromkeys([*ids, *_meetings_of(session, typed)]))[:limit]
    if not typed.strip():
        ids = _first(session, record, limit)
    return tuple(_hits(session, record, ids, "", fmt))


def _first(session: Session, record: str, limit: int) -> list[int]:
    cls = record_type(record)
    column = getattr(cls, cls.spec().order[0])
    latest = views.view(record).descending
    order = column.desc() if latest else column
    return list(session.scalars(select(cls.id).order_by(order).limit(limit)))


def _meetings_of(session: Session, typed: str) -> list[int]:
    """Return the latest meetings of the groups whose names match."""
    bodies = [match.id for match in matches(session.connection(), typed, ("body",), _EACH)]
    if not bodies:
        return []
    latest = select(Meeting.id).where(Meeting.body_id.in_(bodies)).order_by(Meeting.date.desc())
    return list(session.scalars(latest.limit(_EACH)))


def _hits(
    session: Session, record: str, ids: Sequence[int], heading: str, fmt: FormatContext
) -> list[Hit]:
    cls = record_type(record)
    spec = cls.spec()
    named = labels(session, record, ids, fmt)
    second = _second(session, record, ids, fmt)
    return [
        Hit(record, one, named[one], second.get(one, ""), spec.icon, heading)
        for one in ids
        if one in named
    ]


def _second(
    session: Session, record: str, ids: Sequence[int], fmt: FormatContext
) -> dict[int, str]:
    """Return the second line: what else tells one from another."""
    if record in ("agenda_item", "decision"):
        return _at_meeting(session, record, ids, fmt)
    view = views.view(record)
    keys = [key for key in view.columns[1:4] if key not in view.cls.spec().label]
    places = [view.columns.index(key) for key in keys[:2]]
    return {
        row.id: ", ".join(row.cells[place].text for place in places if row.cells[place].text)
        for row in rows_of(session, view, ids, fmt)
    }


def _at_meeting(
    session: Session, record: str, ids: Sequence[int], fmt: FormatContext
) -> dict[int, str]:
    cls = AgendaItem if record == "agenda_item" else Decision
    rows = session.execute(select(cls.id, cls.meeting_id).where(cls.id.in_(ids))).all()
    meetings = labels(session, "meeting", [row.meeting_id for row in rows], fmt)
    return {row.id: meetings[row.meeting_id] for row in rows}
