"""Several people are given seats on a body in one step; what stands against one is told of each."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.bodies import Term, terms_meet
from facilitator_app.domain.dates import show_date
from facilitator_app.domain.errors import Invalid
from facilitator_app.domain.membership import begins_before_joining, cannot_begin
from facilitator_app.i18n import N_, _, mid_sentence
from facilitator_app.queries.membership import standing
from facilitator_app.queries.record_words import labels
from facilitator_app.records.bodies import Body, Seat
from facilitator_app.records.members import Member
from facilitator_app.services.children import problem_key
from facilitator_app.services.done_words import SEVERAL_OF
from facilitator_app.services.files import File
from facilitator_app.services.record_writing import Saved, put
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.record import Changes, Draft
from facilitator_app.store.labels import Label

_SEAT, _BODY, _MEMBER = Seat.__tablename__, Body.__tablename__, Member.__tablename__


@dataclass(frozen=True, slots=True)
class EarlySeat:
    """A seat that begins before its holder, called `name`, joined."""

    name: str
    starts: dt.date
    joined: dt.date


def add_people(file: File, seat: Draft, people: Sequence[Draft]) -> Saved:
    """Add a seat like `seat` for each of `people` (drafts with their member_id) in one step.

    All of them or none: raises Invalid by field, and under problem_key() for each who cannot have
    one. Returns the id of the first seat.
    """
    ids = [one.values["member_id"] for one in people if one.values.get("member_id")]
    if not ids:
        key = problem_key(_SEAT, 0, "member_id")
        raise Invalid({key: _("Choose at least one person.")})
    with file.store.write(_label(seat.values.get("body_id"), len(ids))) as work:
        fmt = file.format_context()
        if problems := _problems(work.session, seat.values, ids, fmt):
            raise Invalid(problems)
        made = [
            put(work, Draft(_SEAT, {**seat.values, "member_id": member}), fmt) for member in ids
        ]
        work.session.flush()
        first = made[0].id
    return Saved(first, work.changes)


def early(file: File, seat_id: int) -> EarlySeat | None:
    """Return what is to be known of a seat that begins before its holder joined; None if none."""
    with file.store.read() as session:
        seat = session.get(Seat, seat_id)
        person = session.get(Member, seat.member_id) if seat is not None else None
        if (
            seat is None
            or person is None
            or not begins_before_joining(standing(person), seat.starts)
        ):
            return None
        assert seat.starts is not None
        assert person.joined is not None
        fmt = file.format_context()
        name = labels(session, _MEMBER, [person.id], fmt)[person.id]
        return EarlySeat(name, seat.starts, person.joined)


def join_as_seated(file: File, seat_id: int) -> Changes:
    """Set the day on which the holder of a seat joined to the one on which it begins."""
    with file.store.write(Label(N_("Change {thing}"), {"thing": _MEMBER})) as work:
        seat = work.get(Seat, seat_id)
        person = work.get(Member, seat.member_id)
        if begins_before_joining(standing(person), seat.starts):
            put(work, Draft(_MEMBER, {"joined": seat.starts}, person.id), file.format_context())
    return work.changes


def _label(body: int | None, number: int) -> Label:
    if number == 1 or body is None:
        return Label(N_("Add {thing}"), {"thing": _SEAT})
    return Label(SEVERAL_OF, {"things": _SEAT, "owner": _BODY, "owner_id": str(body)})


def _problems(
    session: Session, values: Mapping[str, Any], ids: Sequence[int], fmt: FormatContext
) -> dict[str, str]:
    """Return what stands against each of some people, in the words of a sentence."""
    held = _held(session, values.get("body_id"), ids)
    term = Term(values.get("starts"), values.get("ends"))
    names = labels(session, _MEMBER, ids, fmt)
    times, found = Counter(ids), {}
    for place, member in enumerate(ids):
        person, name = session.get(Member, member), names.get(member, "")
        there = [one for one in held.get(member, ()) if terms_meet(term, one[1])]
        if person is None:
            why = _("Somebody you chose was deleted in the meantime.")
        elif times[member] > 1:
            why = _("{name} is chosen more than once.").format(name=name)
        elif there:
            why = _there_already(name, *there[0], fmt)
        elif cannot_begin(standing(person), term.starts):
            why = _("{name} is not a member any more on that day.").format(name=name)
        else:
            continue
        found[problem_key(_SEAT, place, "member_id")] = why
    return found


def _held(
    session: Session, body: int | None, ids: Sequence[int]
) -> Mapping[int, list[tuple[str, Term]]]:
    """Return the roles and terms of those who have or had seats on a body, by their ids."""
    rows = session.execute(
        select(Seat.member_id, Seat.role, Seat.starts, Seat.ends)
        .where(Seat.body_id == body, Seat.member_id.in_(ids))
        .order_by(Seat.starts.desc())
    )
    found: dict[int, list[tuple[str, Term]]] = {}
    for member, role, starts, ends in rows:
        found.setdefault(member, []).append((role, Term(starts, ends)))
    return found


def _there_already(name: str, role: str, term: Term, fmt: FormatContext) -> str:
    office = mid_sentence(fmt.lists.label("seat_role", role))
    if term.starts is None:
        words = _("{name} is in a seat there already: {role}, since: not known.")
        return words.format(name=name, role=office)
    words = _("{name} is in a seat there already: {role}, from {day}.")
    return words.format(name=name, role=office, day=show_date(term.starts))
