"""Every subject's queries, and which list, card, line of Today and paper follows from them."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import ColumnElement, and_, true
from sqlalchemy.orm import Session

from facilitator_app.digests.cards import Card, CardSection, Fact, Part, Related
from facilitator_app.domain.errors import AppError
from facilitator_app.i18n import _
from facilitator_app.queries import (
    actions,
    annual,
    bodies,
    claims,
    frameworks,
    lists,
    meetings,
    memberlist,
    members,
    mileage_rates,
    minutes,
    publications,
    record_words,
    tags,
    training,
)
from facilitator_app.queries.lists import View, plain_view
from facilitator_app.queries.subjects import (
    CardQuery,
    DigestQuery,
    FindingQuery,
    NeedQuery,
    PagePart,
    PaperSubjects,
    Subject,
)
from facilitator_app.records.catalogue import ALL
from facilitator_app.spec.kinds import FormatContext, Ref
from facilitator_app.store.base import Record, record_type

SUBJECTS: tuple[Subject, ...] = (
    members.SUBJECT, memberlist.SUBJECT, bodies.SUBJECT, meetings.SUBJECT, minutes.SUBJECT,
    actions.SUBJECT, training.SUBJECT, claims.SUBJECT, mileage_rates.SUBJECT,
    frameworks.SUBJECT, annual.SUBJECT, publications.SUBJECT,
)  # fmt: skip


@functools.cache
def records() -> tuple[type[Record], ...]:
    """Return every record type: those of subjects in their order, then those without one."""
    registered = [cls for subject in SUBJECTS for cls in subject.records]
    return tuple(dict.fromkeys([*registered, *ALL]))


@functools.cache
def _views() -> Mapping[str, View]:
    own = {view.cls: view for subject in SUBJECTS for view in subject.views}
    return {cls.__tablename__: own.get(cls) or plain_view(cls) for cls in ALL}


@functools.cache
def _cards() -> Mapping[str, CardQuery]:
    return {
        cls.__tablename__: query for subject in SUBJECTS for cls, query in subject.cards.items()
    }


def view(record: str) -> View:
    """Return the list of a record type; one made from its fields if it has none of its own."""
    return _views()[record]


def offered(record: str, on: str = "") -> ColumnElement[bool]:
    """Return which records of a type can be chosen today: every one, unless its subject says so.

    on: the type of the record that they are to stand on, "" for any.
    """
    cls, bearer = record_type(record), record_type(on) if on else None
    wheres = [subject.offered[cls](bearer) for subject in SUBJECTS if cls in subject.offered]
    return and_(true(), *wheres)


def has_own_view(record: str) -> bool:
    """Say whether a record type is listed as its subject says."""
    return any(one.cls is record_type(record) for subject in SUBJECTS for one in subject.views)


def card(session: Session, record: str, record_id: int, fmt: FormatContext) -> Card:
    """Return the card of one record; one made from its fields if it has none of its own."""
    query = _cards().get(record)
    found = (
        query(session, record_id, fmt) if query else _plain_card(session, record, record_id, fmt)
    )
    words = tags.words_of(session, record_id)
    if not words:
        return found
    own = CardSection(_("Tags"), tuple(Fact("", one) for one in words))
    return replace(found, sections=(*found.sections, own))


def page_parts(record: str) -> tuple[PagePart, ...]:
    """Return what the page of a record of a type shows besides its fields."""
    cls = record_type(record)
    return next((one.page_parts[cls] for one in SUBJECTS if cls in one.page_parts), ())


def related(session: Session, record: str, record_id: int, fmt: FormatContext) -> Related:
    """Return what stands on the page of one record besides its fields."""
    cls, of = record_type(record), (record, record_id)
    access = next((one.access[cls] for one in SUBJECTS if cls in one.access), None)
    return Related(
        access(session, record_id, fmt) if access is not None else "",
        tuple(_part(session, one, of, fmt) for one in page_parts(record)),
    )


def _part(session: Session, part: PagePart, of: tuple[str, int], fmt: FormatContext) -> Part:
    listed = view(part.kind.record)
    where = next(
        (one.where(session, fmt) for one in listed.chips if one.key == part.kind.chip), true()
    )
    number = lists.number(session, listed.cls, and_(where, lists.belonging(listed, of)))
    return Part(part.find(session, of[1], fmt), number)


def exists(session: Session, record: str, record_id: int) -> bool:
    """Say whether a record is there."""
    return session.get(record_type(record), record_id) is not None


def needs() -> tuple[NeedQuery, ...]:
    """Return every line that Today may have, the most urgent first."""
    found = [need for subject in SUBJECTS for need in subject.needs]
    return tuple(sorted(found, key=lambda need: need.rank))


def findings() -> tuple[FindingQuery, ...]:
    """Return every chart that Today may have, in order."""
    found = [finding for subject in SUBJECTS for finding in subject.findings]
    return tuple(sorted(found, key=lambda finding: finding.rank))


def digest_query(digest: type) -> DigestQuery:
    """Return what makes a digest of this class; KeyError if no subject does."""
    return {cls: query for subject in SUBJECTS for cls, query in subject.digests.items()}[digest]


def paper_subjects(takes: str) -> PaperSubjects:
    """Return what papers that take `takes` can be about; AppError if nothing is known of it."""
    for subject in SUBJECTS:
        if takes in subject.paper_subjects:
            return subject.paper_subjects[takes]
    raise AppError(_("There is nothing in the file that this document could be about."))


def _plain_card(session: Session, record: str, record_id: int, fmt: FormatContext) -> Card:
    cls = record_type(record)
    spec, row = cls.spec(), session.get_one(cls, record_id)
    facts = []
    for one in spec.typed:
        value = getattr(row, one.name)
        if value is None:
            continue
        label = _(one.label)
        if isinstance(one.kind, Ref):
            words = record_words.labels(session, one.kind.record, [value], fmt).get(value, "")
            facts.append(Fact(label, words, link=(one.kind.record, value)))
        else:
            facts.append(Fact(label, one.show(value, fmt)))
    title = record_words.labels(session, record, [record_id], fmt)[record_id]
    return Card(title=title, sections=(CardSection(_(spec.singular), tuple(facts)),))
