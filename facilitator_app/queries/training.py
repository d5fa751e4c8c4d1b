"""The list of training events and an event's card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, and_, func, not_, or_, select
from sqlalchemy.orm import Session

from facilitator_app.digests.cards import Card, CardAction, CardSection, Fact
from facilitator_app.digests.lists import Cell, Column
from facilitator_app.domain.amounts import show_hours, show_money
from facilitator_app.domain.dates import show_date
from facilitator_app.domain.meetings import when_and_where
from facilitator_app.domain.names import whole_name
from facilitator_app.i18n import N_, _, mid_sentence, ngettext
from facilitator_app.locale_formats import join_parts
from facilitator_app.queries.lists import ALL, ComputedColumn, View, ViewChip
from facilitator_app.queries.membership import spared
from facilitator_app.queries.record_words import and_more_facts
from facilitator_app.queries.subjects import Subject
from facilitator_app.queries.word_order import in_order
from facilitator_app.records.members import Member
from facilitator_app.records.training import TrainingEvent, TrainingPlace
from facilitator_app.spec.kinds import FormatContext

_PLACES_SHOWN = 12
_EVENTS_SHOWN = 8


def _coming(_session: Session, fmt: FormatContext) -> ColumnElement[bool]:
    return TrainingEvent.date >= fmt.today


def _past(_session: Session, fmt: FormatContext) -> ColumnElement[bool]:
    return TrainingEvent.date < fmt.today


def _taken(session: Session, ids: Sequence[int], fmt: FormatContext) -> Mapping[int, Cell]:
    """Tell how many came, and how many are booked: before the day, and until they are marked."""
    events = session.execute(
        select(TrainingEvent.id, TrainingEvent.places, TrainingEvent.date >= fmt.today).where(
            TrainingEvent.id.in_(ids)
        )
    ).all()
    taken: dict[tuple[int, str], int] = {
        (event, status): number
        for event, status, number in session.execute(
            select(TrainingPlace.event_id, TrainingPlace.status, func.count())
            .join(TrainingEvent, TrainingEvent.id == TrainingPlace.event_id)
            .join(Member, Member.id == TrainingPlace.member_id)
            .where(TrainingPlace.event_id.in_(ids), _is_taken())
            .group_by(TrainingPlace.event_id, TrainingPlace.status)
        )
    }
    return {
        one: Cell(_places(taken.get((one, "attended"), 0), taken.get((one, "booked"), 0), all_of,
                          to_come=to_come))
        for one, all_of, to_come in events
    }  # fmt: skip


def _is_taken() -> ColumnElement[bool]:
    """Hold places of those who came, or are booked and waited for on the day."""
    coming = and_(TrainingPlace.status == "booked", not_(spared(TrainingEvent.date)))
    return or_(TrainingPlace.status == "attended", coming)


def _places(came: int, booked: int, places: int | None, *, to_come: bool) -> str:
    """Return "5 of 10 booked" of what is to come, "4 came", and "4 came, 1 booked" until marked."""
    parts = [_("{n} came").format(n=came)] if came or not (to_come or booked) else []
    if booked or to_come:
        told = _("{n} of {all} booked") if places else _("{n} booked")
        parts.append(told.format(n=booked, all=places))
    return join_parts(parts)


def _sentence(counts: Mapping[str, int]) -> str:
    return ngettext("{n} to come", "{n} to come", counts["coming"])


def _with(member: int) -> ColumnElement[bool]:
    """Hold the events on which a member has a place."""
    places = select(TrainingPlace.event_id).where(TrainingPlace.member_id == member)
    return TrainingEvent.id.in_(places)


VIEW = View(
    cls=TrainingEvent,
    columns=("title", "date", "kind", "taken", "venue", "provider"),
    chips=(
        ViewChip("coming", N_("To come"), _coming, forwards=True),
        ViewChip("past", N_("Past"), _past),
        ALL,
    ),
    extras=(ComputedColumn(Column("taken", N_("Places"), 14, sortable=False), _taken),),
    sentence=_sentence,
    descending=True,
    belongs={"member": _with},
)


def card(session: Session, event_id: int, fmt: FormatContext) -> Card:
    """Return an event's card: when and where, who is booked or came."""
    event = session.get_one(TrainingEvent, event_id)
    facts = (
        Fact(_("Provider"), event.provider or ""),
        Fact(_("Cost"), show_money(event.cost) if event.cost else ""),
        Fact(_("Length"), show_hours(event.hours) if event.hours else ""),
    )
    sections = (
        CardSection(_("About"), tuple(fact for fact in facts if fact.text)),
        CardSection(_("Who takes part"), _people(session, event_id, fmt)),
    )
    return Card(
        title=event.title,
        subtitle=when_and_where(event.date, event.starts, event.ends, event.venue),
        sections=tuple(section for section in sections if section.facts),
        actions=(CardAction(_("Book someone"), "ph.user-plus", line="training_place"),),
    )


def of_member(session: Session, member_id: int, fmt: FormatContext) -> tuple[Fact, ...]:
    """Return the training that a member is booked on or came to, the latest first."""
    rows = session.execute(
        select(
            TrainingEvent.id,
            TrainingEvent.title,
            TrainingEvent.date,
            TrainingPlace.status,
            _is_taken().label("taken"),
        )
        .join(TrainingEvent, TrainingEvent.id == TrainingPlace.event_id)
        .join(Member, Member.id == TrainingPlace.member_id)
        .where(TrainingPlace.member_id == member_id)
        .order_by(TrainingEvent.date.desc(), *in_order(TrainingEvent.title))
    ).all()
    shown = (
        Fact(
            row.title,
            join_parts(
                (show_date(row.date), mid_sentence(_place_words(row.status, fmt, taken=row.taken)))
            ),
            tone="quiet",
            link=("training_event", row.id),
        )
        for row in rows[:_EVENTS_SHOWN]
    )
    return and_more_facts(shown, len(rows))


def _place_words(status: str, fmt: FormatContext, *, taken: bool) -> str:
    if status == "booked" and not taken:
        return _("not waited for")
    return fmt.lists.label("training_status", status)


def _people(session: Session, event_id: int, fmt: FormatContext) -> tuple[Fact, ...]:
    rows = session.execute(
        select(
            TrainingPlace.status,
            Member.id,
            Member.forenames,
            Member.surname,
            _is_taken().label("taken"),
        )
        .join(Member, Member.id == TrainingPlace.member_id)
        .join(TrainingEvent, TrainingEvent.id == TrainingPlace.event_id)
        .where(TrainingPlace.event_id == event_id)
        .order_by(*in_order(Member.sort_name))
    ).all()
    if not rows:
        return (Fact(_("Nobody is booked yet"), ""),)
    shown = (
        Fact(
            whole_name(row.forenames, row.surname),
            _place_words(row.status, fmt, taken=row.taken),
            tone="quiet",
            link=("member", row.id),
        )
        for row in rows[:_PLACES_SHOWN]
    )
    return and_more_facts(shown, len(rows))


SUBJECT = Subject(
    records=(TrainingEvent, TrainingPlace), views=(VIEW,), cards={TrainingEvent: card}
)
