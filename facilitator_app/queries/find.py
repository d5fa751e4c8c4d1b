"""The one search box: people, meetings, actions and everything else, best first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from facilitator_app.digests.find import ANY, Hit, Offer
from facilitator_app.domain.collation import fold
from facilitator_app.domain.dates import parse_date
from facilitator_app.domain.errors import AppError
from facilitator_app.domain.finding import words_in
from facilitator_app.domain.meetings import meeting_of_item
from facilitator_app.i18n import _, show_number
from facilitator_app.locale_formats import join_parts, name_value
from facilitator_app.queries import registry, tags
from facilitator_app.queries.attachments import owner_of
from facilitator_app.queries.lists import rows_of
from facilitator_app.queries.membership import words_for_spared
from facilitator_app.queries.record_words import labels, owner_labels
from facilitator_app.queries.word_order import in_indexed_order
from facilitator_app.spec.kinds import Date, FormatContext, Ref
from facilitator_app.store.base import LinkedRecord, Record, record_type, table_of
from facilitator_app.store.search import Match, matches, matches_by_group, rows_with

_EACH = 4
_DAY_WORDS = 4  # of a day at most: "Fri 13 Nov 2026"
_YEARS = dt.timedelta(days=4 * 365)  # a day written with its year is the same then


def find(session: Session, typed: str, limit: int, fmt: FormatContext) -> tuple[Hit, ...]:
    """Return what `typed` finds, at most `limit`, a few of each group."""
    typed = meeting_of_item(typed)
    first: list[Hit] = []  # of the kind that is named
    others: list[Hit] = []
    best = _best_of(session, typed)
    for heading, types in _groups().items():
        names = tuple(cls.__tablename__ for cls in types)
        ids: dict[str, list[int]] = {name: [] for name in names}
        for match in best(names):
            ids[match.record].append(match.id)
        found, is_meant = [], False
        for cls in types:
            own = ids[cls.__tablename__]
            on_day = _on_day(session, cls, typed, fmt.today, _EACH)
            said = _said_by_kind(session, cls, typed, fmt.today)
            is_meant = is_meant or bool(said)
            named = _named_by(session, cls, best)
            some = list(dict.fromkeys([*on_day, *said, *own, *named]))[:_EACH]
            hits = _where_they_stand(session, cls, _hits(session, cls, some, _(heading), fmt), fmt)
            found += hits
        (first if is_meant else others).extend(found)
    tagged = _tags(session, typed)
    return (*[*first, *others][: limit - len(tagged)], *tagged)


def _best_of(session: Session, typed: str) -> Callable[[tuple[str, ...]], list[Match]]:
    """Return what gives the best matches among some record types, each looked up once.

    People are looked up apart from all others: there are so many that they would crowd them out.
    """
    connection = session.connection()
    _people, *others = (tuple(cls.__tablename__ for cls in types) for types in _groups().values())
    known = dict(zip(others, matches_by_group(connection, typed, others, _EACH), strict=True))

    @cache
    def best(names: tuple[str, ...]) -> list[Match]:
        return known[names] if names in known else matches(connection, typed, names, _EACH)

    return best


def _said_by_kind(session: Session, cls: type[Record], typed: str, today: dt.date) -> Sequence[int]:
    """Return those of a type that is named beside a day, a name or a number: "agenda 25 jan"."""
    kind = {fold(word) for said in (cls.singular, cls.plural, cls.other_words) if said
            for word in _(said).split()}  # fmt: skip
    words = typed.split()
    beside = [word for word in words if fold(word) not in kind]
    if not beside or len(beside) == len(words):
        return ()
    rest, connection = " ".join(beside), session.connection()
    if on_day := _on_day(session, cls, rest, today, _EACH):
        return on_day
    if any(letter.isdigit() for letter in rest):
        return [one.id for one in matches(connection, rest, (cls.__tablename__,), _EACH)]
    return _named_by(session, cls, lambda names: matches(connection, rest, names, _EACH))


def _tags(session: Session, typed: str) -> list[Hit]:
    """Return the tags in use that are found: each leads to a list of what carries it."""
    found = []
    for item in tags.in_use_like(session, typed):
        for record, number in item.used_on.items():
            things = name_value(_(record_type(record).plural), show_number(number))
            second = join_parts((item.framework, things))
            found.append(Hit(record, item.id, item.words, second, "ph.tag", _("Tags"), item.id))
    return found[:_EACH]


def _where_they_stand(
    session: Session, cls: type[Record], hits: list[Hit], fmt: FormatContext
) -> list[Hit]:
    """Lead from what belongs to a record of any type to the page of that record."""
    if not issubclass(cls, LinkedRecord):
        return hits
    found = []
    for hit in hits:
        linked = session.get_one(cls, hit.id)
        record, record_id = owner_of(session, linked.target, linked.target_id)
        words = labels(session, record, [record_id], fmt).get(record_id)
        if words is not None:
            found.append(replace(hit, record=record, id=record_id, second=words))
    return found


def choices(
    session: Session, record: str, typed: str, limit: int, fmt: FormatContext,
    offer: Offer = ANY,
) -> tuple[Hit, ...]:  # fmt: skip
    """Return records of one type that are offered; the first ones if none are named.

    What is listed latest first is offered from today outwards, whatever was typed.
    """
    cls = record_type(record)
    offered = and_(registry.offered(record, offer.on), cls.id.not_in(offer.but))
    if offer.only is not None:
        offered = and_(offered, cls.id.in_(offer.only))
    if offer.within is not None:
        name, value = offer.within
        offered = and_(offered, table_of(cls).c[name] == value)
    most, limit = limit, limit + len(offer.but)
    if typed.strip():
        dated = _is_latest_first(cls)
        best = () if dated else matches(session.connection(), typed, (record,), limit)
        own = [match.id for match in best]
        on_day = _on_day(session, cls, typed, fmt.today, limit)
        named = _named_with(session, cls, typed, offered, limit, fmt.today)
        found = list(dict.fromkeys([*on_day, *own, *named]))
        there = set(session.scalars(select(cls.id).where(cls.id.in_(found), offered)))
        ids = [one for one in found if one in there]
    else:
        ids = list(session.scalars(_offered(session, cls, fmt.today).where(offered).limit(limit)))
    return tuple(_hits(session, cls, ids[:most], "", fmt, beside=offer.is_of_one))


def hits(session: Session, record: str, ids: Sequence[int], fmt: FormatContext) -> list[Hit]:
    """Return some records of one type, to choose from."""
    return _hits(session, record_type(record), ids, "", fmt)


def called(session: Session, record: str, words: str, fmt: FormatContext) -> list[int]:
    """Return the ids of records of one type whose own words are `words`, as they fold."""
    ids = session.scalars(select(record_type(record).id)).all()
    wanted = fold(words.strip())
    return [one for one, said in labels(session, record, ids, fmt).items()
            if wanted in (fold(said), fold(f"{said} ({one})"))]  # fmt: skip


def _groups() -> dict[str, list[type[Record]]]:
    found: dict[str, list[type[Record]]] = {}
    for cls in registry.records():
        if cls.find_group:
            found.setdefault(cls.find_group, []).append(cls)
    return found


def _in_order(session: Session, cls: type[Record]) -> Select[int]:
    first, *rest = (
        part for name in cls.order for part in in_indexed_order(session, getattr(cls, name))
    )
    return select(cls.id).order_by(first.desc() if _is_latest_first(cls) else first, *rest)


def _is_latest_first(cls: type[Record]) -> bool:
    return registry.view(cls.__tablename__).descending


def _offered(session: Session, cls: type[Record], today: dt.date) -> Select[int]:
    """Select what can be chosen: what is listed by day from today outwards, the later one first."""
    if not _is_latest_first(cls):
        return _in_order(session, cls)
    day = table_of(cls).c[cls.order[0]]
    away = func.abs(func.julianday(day) - func.julianday(today))
    return select(cls.id).order_by(away, day.desc(), cls.id.desc())


def _named_by(
    session: Session, cls: type[Record], best: Callable[[tuple[str, ...]], list[Match]]
) -> Sequence[int]:
    """Return those named by a record that is found: the meetings of a group, claims of a member."""
    first = cls.spec().field(cls.label[0])
    if not isinstance(first.kind, Ref):
        return ()
    targets = [match.id for match in best((first.kind.record,))]
    if not targets:
        return ()
    column = table_of(cls).c[first.name]
    return session.scalars(_in_order(session, cls).where(column.in_(targets)).limit(_EACH)).all()


def _named_with(
    session: Session, cls: type[Record], typed: str, offered: ColumnElement[bool], limit: int,
    today: dt.date,
) -> Sequence[int]:  # fmt: skip
    """Return those that have each word that was typed, or are named by a record that has it."""
    first, words = cls.spec().field(cls.label[0]), words_in(typed)
    by_record = isinstance(first.kind, Ref)
    if not words or not (by_record or _is_latest_first(cls)):
        return ()
    keys = [cls.id, *([table_of(cls).c[first.name]] if by_record else [])]
    found = _offered(session, cls, today).where(offered)
    for word in words:
        having = rows_with([word])
        found = found.where(or_(*(key.in_(having) for key in keys)))
    return session.scalars(found.limit(limit)).all()


def _on_day(
    session: Session, cls: type[Record], typed: str, today: dt.date, limit: int
) -> Sequence[int]:
    """Return those called by a day and what is typed beside it: "urology 13 nov" for a meeting."""
    named = [cls.spec().field(name) for name in cls.label]
    day_field = next((one for one in named if isinstance(one.kind, Date)), None)
    if day_field is None:
        return ()
    table = table_of(cls)
    column = table.c[day_field.name]
    for rest, day, any_year in _days_in(typed, today):
        where = func.substr(column, 6) == f"{day:%m-%d}" if any_year else column == day
        if rest:
            first = named[0].kind
            searched, key = (
                (first.record, table.c[named[0].name])
                if isinstance(first, Ref)
                else (cls.__tablename__, table.c.id)
            )
            beside = [one.id for one in matches(session.connection(), rest, (searched,), limit)]
            where = and_(where, key.in_(beside))
        ids = session.scalars(_in_order(session, cls).where(where).limit(limit)).all()
        if ids:
            return ids
    return ()


def _days_in(typed: str, today: dt.date) -> Iterator[tuple[str, dt.date, bool]]:
    """Read the last or first words as a day; return the other words, the day, and if of any year.

    The longest come first. A word alone, as a day of the week, is a name more often than a day.
    """
    words = typed.split()
    for number in range(min(len(words), _DAY_WORDS), 0, -1):
        for at in {len(words) - number, 0}:
            written = " ".join(words[at : at + number])
            if not any(letter.isdigit() for letter in written):
                continue
            try:
                day = parse_date(written, today)
                later = parse_date(written, today + _YEARS)
            except AppError:
                continue
            rest = " ".join([*words[:at], *words[at + number :]])
            yield rest, day, day != later


def _hits(
    session: Session, cls: type[Record], ids: Sequence[int], heading: str, fmt: FormatContext,
    *, beside: bool = False,
) -> list[Hit]:  # fmt: skip
    if not ids:
        return []
    record = cls.__tablename__
    named = labels(session, record, ids, fmt, beside=beside)
    second = _second(session, cls, ids, fmt)
    spared = words_for_spared(session, record, ids, fmt.today)
    first = _told_first(session, cls, ids, fmt)
    return [
        Hit(
            record, one, named[one], join_parts((first.get(one), spared.get(one), second.get(one))),
            cls.icon, heading,
        )
        for one in ids
        if one in named
    ]  # fmt: skip


def _told_first(
    session: Session, cls: type[Record], ids: Sequence[int], fmt: FormatContext
) -> dict[int, str]:
    """Return what is told of each wherever it is found: that a paper was withdrawn, and when."""
    if not cls.told_first:
        return {}
    declared, table = [cls.spec().field(name) for name in cls.told_first], table_of(cls)
    columns = [table.c[one.name] for one in declared]
    rows = session.execute(select(table.c.id, *columns).where(table.c.id.in_(ids))).all()
    return {
        row[0]: join_parts(
            name_value(_(one.label), one.show(value, fmt))
            for one, value in zip(declared, row[1:], strict=True)
            if value is not None
        )
        for row in rows
    }


def _second(
    session: Session, cls: type[Record], ids: Sequence[int], fmt: FormatContext
) -> dict[int, str]:
    """Return the second line, what else tells one from another: its owner, or what its list says.

    A record without a list of its own is told by the record that it belongs to.
    """
    if cls.spec().owner() is not None and not registry.has_own_view(cls.__tablename__):
        return owner_labels(session, cls.__tablename__, ids, fmt)
    view = registry.view(cls.__tablename__)
    keys = [key for key in view.columns[1:4] if key not in cls.label][:2]
    if not keys:
        return {}
    return {
        row.id: join_parts(cell.text for cell in row.cells)
        for row in rows_of(session, view, ids, fmt, keys)
    }
