"""What records are tagged with: in a list's cells and filter, and counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select, true
from sqlalchemy.orm import Session

from facilitator_app.digests.exchange import TAG_CODES, TAGS
from facilitator_app.digests.lists import Cell
from facilitator_app.digests.tags import TagCount
from facilitator_app.domain.finding import begins_some, indexed, words_in
from facilitator_app.i18n import _
from facilitator_app.queries.word_order import in_order
from facilitator_app.records.frameworks import Framework, FrameworkItem
from facilitator_app.records.tags import Tag
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.store.base import Record
from facilitator_app.store.cache import cached


def can_be_tagged(cls: type[Record]) -> bool:
    """Whether records of a type are edited together with tags."""
    return Tag.__tablename__ in cls.children


def may_stand_on(cls: type[Record]) -> ColumnElement[bool]:
    """Hold the frameworks whose items may be put on records of a type."""
    return Framework.people.is_(True) if cls.person else true()


def tagged_with(cls: type[Record], item_id: int) -> ColumnElement[bool]:
    """Hold the records of a type that carry one item of a framework."""
    carrying = select(Tag.target_id).where(Tag.target == cls.__tablename__, Tag.item_id == item_id)
    return cls.__table__.c.id.in_(carrying)


def called(session: Session, cls: type[Record]) -> dict[str, list[tuple[str, int]]]:
    """Return what each tag that records of a type may carry goes by: its words, and codes."""
    if not can_be_tagged(cls):
        return {}
    columns = (FrameworkItem.id, FrameworkItem.words, FrameworkItem.code, Framework.name)
    rows = select(*columns).join(Framework, Framework.id == FrameworkItem.framework_id)
    rows = rows.where(may_stand_on(cls))
    words: list[tuple[str, int]] = []
    codes: list[tuple[str, int]] = []
    for one, item, code, framework in session.execute(rows.order_by(FrameworkItem.id)):
        words += [(item, one), (_full(framework, item), one)]
        codes += [(code, one), (_full(framework, code), one)] if code else []
    return {TAGS: words, TAG_CODES: codes}


def carried(session: Session, record: str) -> Mapping[int, tuple[int, ...]]:
    """Return the items that each record of a type is tagged with, by its id."""
    found: dict[int, tuple[int, ...]] = {}
    rows = select(Tag.target_id, Tag.item_id).where(Tag.target == record).order_by(Tag.id)
    for target, item in session.execute(rows):
        found[target] = (*found.get(target, ()), item)
    return found


def _full(framework: str, item: str) -> str:
    return _("{framework}: {item}").format(framework=framework, item=item)


def cells(session: Session, ids: Sequence[int], _fmt: FormatContext) -> Mapping[int, Cell]:
    """Return the words of all tags of some records, each in one cell.

    Where items of several frameworks are called the same, the framework stands before the item.
    """
    found: dict[int, list[str]] = {}
    columns = (Tag.target_id, Framework.name, FrameworkItem.words, FrameworkItem.id.in_(_alike()))
    rows = session.execute(_in_order(*columns).where(Tag.target_id.in_(ids)))
    for target, framework, words, alike in rows:
        found.setdefault(target, []).append(_full(framework, words) if alike else words)
    return {target: Cell("; ".join(words)) for target, words in found.items()}


def _alike() -> Select[int]:
    """Select the items that share their words with another."""
    folded = func.lower(FrameworkItem.words)
    shared = select(folded).group_by(folded).having(func.count() > 1)
    return select(FrameworkItem.id).where(folded.in_(shared))


def words_of(session: Session, record_id: int) -> tuple[str, ...]:
    """Return the tags of one record in words: "Ladder of involvement: Consultation"."""
    columns = (Framework.name, FrameworkItem.words)
    rows = session.execute(_in_order(*columns).where(Tag.target_id == record_id))
    return tuple(_full(framework, item) for framework, item in rows)


def counts(session: Session, *among: Select[int]) -> tuple[TagCount, ...]:
    """Return how often each item in use stands on records of `among` (selects of ids), in order.

    A record is counted once for each of its tags, so that the numbers of a framework may come to
    more than there are records.
    """
    number = func.count(Tag.target_id.distinct())  # a package may bring a tag a second time
    rows = session.execute(
        _in_order(FrameworkItem.id, Framework.name, FrameworkItem.words, number)
        .where(or_(*(Tag.target_id.in_(ids) for ids in among)))
        .group_by(FrameworkItem.id)
    )
    return tuple(
        TagCount(item, framework, words, number) for item, framework, words, number in rows
    )


def items_named(session: Session, words: str) -> Sequence[int]:
    """Return the items that are called `words` or "framework: item"."""
    framework, _colon, item = (part.strip() for part in words.rpartition(":"))
    found = select(FrameworkItem.id).join(Framework, Framework.id == FrameworkItem.framework_id)
    found = found.where(FrameworkItem.words == item)
    if framework:
        found = found.where(Framework.name == framework)
    return session.scalars(found).all()


@dataclass(frozen=True, slots=True)
class ItemInUse:
    """An item of a framework, and how many records of each type carry it."""

    id: int
    words: str
    framework: str
    used_on: dict[str, int]


def in_use_like(session: Session, typed: str) -> list[ItemInUse]:
    """Return items in use whose words, with those of their framework, begin as was typed.

    One word at least is their own. They come in the order of frameworks and of their items.
    """
    wanted = words_in(typed)
    found = []
    for one in cached(session, "items in use", lambda: _in_use(session)):
        own, around = indexed(one.words), indexed(one.framework)
        fits = all(begins_some(word, (own, around), sure=1) for word in wanted)
        if fits and any(begins_some(word, (own,), sure=1) for word in wanted):
            found.append(one)
    return found


def _in_use(session: Session) -> tuple[ItemInUse, ...]:
    number = func.count(Tag.target_id.distinct())  # a package may bring a tag a second time
    columns = (FrameworkItem.id, FrameworkItem.words, Framework.name, Tag.target, number)
    rows = _in_order(*columns).order_by(Tag.target).group_by(FrameworkItem.id, Tag.target)
    found: dict[int, ItemInUse] = {}
    for item_id, words, framework, record, used in session.execute(rows):
        item = found.setdefault(item_id, ItemInUse(item_id, words, framework, {}))
        item.used_on[record] = used
    return tuple(found.values())


def item_words(session: Session, item_id: int) -> str:
    """Return what an item is called, "" if it is not there."""
    return session.scalar(select(FrameworkItem.words).where(FrameworkItem.id == item_id)) or ""


def _in_order(*columns: Any) -> Select[Any]:
    """Select from tags, items and frameworks, in the order of frameworks and of their items."""
    return (
        select(*columns)
        .select_from(Tag)
        .join(FrameworkItem, FrameworkItem.id == Tag.item_id)
        .join(Framework, Framework.id == FrameworkItem.framework_id)
        .order_by(*in_order(Framework.name), FrameworkItem.place, FrameworkItem.id)
    )
