"""Which list and which card belongs to which record type."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy.orm import Session

from facilitator_app.digests.cards import Card, Fact, Section
from facilitator_app.queries import (
    actions,
    bodies,
    claims,
    meetings,
    members,
    rates,
    record_words,
    training,
)
from facilitator_app.queries.lists import View, plain_view
from facilitator_app.spec.kinds import FormatContext, Ref
from facilitator_app.store.base import record_type

CardOf = Callable[[Session, int, FormatContext], Card]

_VIEWS: Mapping[str, View] = {
    "member": members.VIEW,
    "body": bodies.VIEW,
    "seat": bodies.SEATS,
    "meeting": meetings.VIEW,
    "action": actions.VIEW,
    "claim": claims.VIEW,
    "training_event": training.VIEW,
    "mileage_rate": rates.VIEW,
}
_CARDS: Mapping[str, CardOf] = {
    "member": members.card,
    "body": bodies.card,
    "meeting": meetings.card,
    "action": actions.card,
    "claim": claims.card,
    "training_event": training.card,
}


def view(record: str) -> View:
    """Return the list of a record type; one made from its fields if it has none of its own."""
    return _VIEWS.get(record) or plain_view(record_type(record))


def card(session: Session, record: str, record_id: int, now: FormatContext) -> Card:
    """Return the card of one record."""
    own = _CARDS.get(record)
    return own(session, record_id, now) if own else _plain_card(session, record, record_id, now)


def _plain_card(session: Session, record: str, record_id: int, now: FormatContext) -> Card:
    cls = record_type(record)
    spec, row = cls.spec(), session.get_one(cls, record_id)
    facts = []
    for one in spec.typed:
        value = getattr(row, one.name)
        if value is None:
            continue
        if isinstance(one.kind, Ref):
            words = record_words.labels(session, one.kind.record, [value], now).get(value, "")
            facts.append(Fact(one.label, words, link=(one.kind.record, value)))
        else:
            facts.append(Fact(one.label, one.show(value, now)))
    title = record_words.labels(session, record, [record_id], now)[record_id]
    return Card(title=title, sections=(Section(spec.singular, tuple(facts)),))


def exists(session: Session, record: str, record_id: int) -> bool:
    """Say whether a record is there."""
    return session.get(record_type(record), record_id) is not None
