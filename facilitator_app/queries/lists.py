"""Lists of any record type: columns, chips, order and pages, all worked out in SQL."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, true
from sqlalchemy.orm import Session

from facilitator_app.digests.lists import (
    Cell,
    CellStyle,
    ChipCount,
    Column,
    ListFrame,
    ListQuery,
    ListResult,
    ListRow,
)
from facilitator_app.digests.tags import TagCount
from facilitator_app.i18n import N_, _, ngettext, show_number
from facilitator_app.locale_formats import name_value
from facilitator_app.queries import list_cells, list_order, list_search, tags
from facilitator_app.queries import record_words as words
from facilitator_app.queries.kept_back import kept_back
from facilitator_app.queries.list_cells import cell_of
from facilitator_app.queries.list_fields import fields_of, select_fields, target
from facilitator_app.spec.kinds import FormatContext, Ref
from facilitator_app.store.base import Record
from facilitator_app.store.cache import cached

Where = Callable[[Session, FormatContext], ColumnElement[bool]]
Cells = Callable[[Session, Sequence[int], FormatContext], Mapping[int, Cell]]


@dataclass(frozen=True, slots=True)
class ViewChip:
    """A saved view: its words, which rows it holds, and whether the first comes first.

    waits: its rows wait for somebody, and are counted beside the place in the rail; late: they
    have waited too long; days: the {n} of its words, if they name a number of days.
    """

    key: str
    label: str
    where: Where
    icon: str = ""
    forwards: bool = False
    waits: bool = False
    late: bool = False
    days: int = 0

    @property
    def words(self) -> str:
        """Its words in the user's language."""
        return _(self.label).format(n=show_number(self.days))


@dataclass(frozen=True, slots=True)
class ComputedColumn:
    """A column that is worked out from other tables, a page at a time.

    replaces: the field it is sorted by; backwards: more of it is less of that field (a wait); by:
    what it is sorted by where that is no field.
    """

    column: Column
    cells: Cells
    replaces: str = ""
    backwards: bool = False
    by: Callable[[], ColumnElement[Any]] | None = None


_MEASURED = 30  # rows, about as many as are seen
_TAGS = ComputedColumn(Column("tags", N_("Tags"), 30, CellStyle.TEXT, sortable=False), tags.cells)


@dataclass(frozen=True, slots=True)
class View:
    """How one record type is listed.

    columns: field names and keys of extras, in order, that are shown unless others are asked for;
    every further field is offered besides. sentence: the words above the list, given the number of
    rows of each chip. belongs: which rows belong to a record of another type, by its id, where
    that is not said by their own references.
    """

    cls: type[Record]
    columns: tuple[str, ...]
    chips: tuple[ViewChip, ...] = ()
    extras: tuple[ComputedColumn, ...] = ()
    sentence: Callable[[Mapping[str, int]], str] | None = None
    descending: bool = False
    pills: Mapping[str, Cells] = field(default_factory=dict)
    belongs: Mapping[str, Callable[[int], ColumnElement[bool]]] = field(default_factory=dict)

    def worked_out(self, key: str) -> ComputedColumn | None:
        """Return the worked-out column `key`, or None if it is a field."""
        return next((one for one in self.all_extras if one.column.key == key), None)

    @property
    def all_extras(self) -> tuple[ComputedColumn, ...]:
        """Its own worked-out columns, and that of the tags where records can be tagged."""
        return (*self.extras, *((_TAGS,) if tags.can_be_tagged(self.cls) else ()))


def everyone(_session: Session, _fmt: FormatContext) -> ColumnElement[bool]:
    """Hold every row."""
    return true()


def plain_view(cls: type[Record]) -> View:
    """Return the view of a record type that has none of its own: every field with a column."""
    spec = cls.spec()
    return View(cls, tuple(one.name for one in spec.fields if one.column))


def belonging(view: View, of: tuple[str, int]) -> ColumnElement[bool]:
    """Hold the rows that belong to a record, by its type and id."""
    record, record_id = of
    if record in view.belongs:
        return view.belongs[record](record_id)
    refs = [one for one in view.cls.spec().refs if target(one) == record]
    table = view.cls.__table__
    return or_(false(), *(table.c[one.name] == record_id for one in refs))


def keys_of(view: View, query: ListQuery) -> tuple[str, ...]:
    """Return the keys of the columns asked for, the view's own if none; unknown ones are left out.

    A person's choice of columns may name a field that has gone since.
    """
    fields = fields_of(view.cls)
    known = (key for key in query.columns if key in fields or view.worked_out(key))
    return tuple(dict.fromkeys(known)) or view.columns


def offered(view: View, fmt: FormatContext) -> tuple[Column, ...]:
    """Return every column that the list can show: worked-out ones, fields, those referred to."""
    keys = (*(extra.column.key for extra in view.all_extras), *fields_of(view.cls))
    return tuple(_column(view, key, fmt) for key in keys)


def fetch(
    session: Session, view: View, query: ListQuery, fmt: FormatContext, near: int, size: int
) -> ListResult:
    """Return the frame and the page of `size` rows on which the row `near` stands, or the last."""
    found = frame(session, view, query, fmt)
    offset = min(near, max(found.total - 1, 0)) // size * size
    rows = page(session, view, query, fmt, offset, size) if found.total else ()
    plain = replace(query, text="", tag=0, sort="", descending=False, then=("", False))
    if query == plain and not offset:
        return ListResult(found, offset, rows, rows[:_MEASURED])
    measured = cached(
        session,
        ("measured", plain, fmt.today),
        lambda: page(session, view, plain, fmt, 0, _MEASURED),
    )
    return ListResult(found, offset, rows, measured)


def frame(session: Session, view: View, query: ListQuery, fmt: FormatContext) -> ListFrame:
    """Return the frame of a list: title, sentence, columns, chips with counts, number of rows.

    Chips count the rows with the tag that is chosen, of the record that they are to belong to,
    whatever is looked for; the sentence counts all.
    """
    counts = chip_counts(session, view, fmt)
    some = query.tag or query.of
    shown = chip_counts(session, view, fmt, query.tag, query.of) if some else counts
    ever = session.scalar(select(func.count()).select_from(view.cls.__table__)) or 0
    total = (
        ever
        if not (query.text or query.chip or query.tag or query.of)
        else _total(session, view, query, fmt, shown)
    )
    return ListFrame(
        query=query,
        title=_title(session, view, query, fmt),
        sentence=view.sentence(counts)
        if view.sentence
        else ngettext("{n} in all", "{n} in all", ever),
        columns=tuple(_column(view, key, fmt) for key in keys_of(view, query)),
        chips=tuple(ChipCount(c.key, c.words, c.icon, shown[c.key]) for c in view.chips),
        total=total,
        ever=ever,
        order=_order(view, query),
        then=_then(view, query),
    )


def _title(session: Session, view: View, query: ListQuery, fmt: FormatContext) -> str:
    if query.of is None:
        return _(view.cls.plural)
    record, record_id = query.of
    name = words.labels(session, record, [record_id], fmt).get(record_id, "")
    return name_value(_(view.cls.plural), name)


def page(
    session: Session, view: View, query: ListQuery, fmt: FormatContext, offset: int, limit: int
) -> tuple[ListRow, ...]:
    """Return `limit` rows from `offset` on, in the order asked for."""
    ids = session.scalars(_ordered(session, view, query, fmt).offset(offset).limit(limit)).all()
    return rows_of(session, view, ids, fmt, keys_of(view, query))


def ids_of(session: Session, view: View, query: ListQuery, fmt: FormatContext) -> Sequence[int]:
    """Return the id of every row, in the order asked for."""
    return session.scalars(_ordered(session, view, query, fmt)).all()


def tag_counts(
    session: Session, view: View, query: ListQuery, fmt: FormatContext
) -> tuple[TagCount, ...]:
    """Return how often each tag stands on the rows of a view and of what is looked for in it.

    By which tag rows are chosen now makes no difference.
    """
    where = _where(session, view, replace(query, tag=0), fmt)
    return tags.counts(session, select(view.cls.id).where(where))


def position(
    session: Session, view: View, query: ListQuery, fmt: FormatContext, record_id: int
) -> int | None:
    """Return at which place of the list a record stands, or None if it is not in it."""
    ids = ids_of(session, view, query, fmt)
    return ids.index(record_id) if record_id in ids else None


def rows_of(
    session: Session, view: View, ids: Sequence[int], fmt: FormatContext,
    keys: Sequence[str] = (),
) -> tuple[ListRow, ...]:  # fmt: skip
    """Return the rows of some records, in the order of `ids`, with the columns `keys`.

    Without `keys`, the view's own columns. Nothing is read or worked out for any other.
    """
    keys = keys or view.columns
    spec, known = view.cls.spec(), fields_of(view.cls)
    fields = {key: known[key] for key in keys if not view.worked_out(key)}
    naming = {name: known[name] for name in spec.label}
    instead = {key: one.field.by_name for key, one in fields.items() if one.via is None}
    by_name = {name: known[name] for name in instead.values() if name}
    wanted = select_fields(view.cls, (fields | naming | by_name).values())
    found = session.execute(wanted.where(view.cls.__table__.c.id.in_(ids))).mappings()
    values = {row["id"]: row for row in found}
    refs = {
        key: words.labels(session, target(one.field), [row[key] for row in values.values()], fmt)
        for key, one in (fields | naming).items()
        if isinstance(one.field.kind, Ref)
    }
    extras = {
        key: extra.cells(session, ids, fmt) for key in keys if (extra := view.worked_out(key))
    }
    pills = {key: cells(session, ids, fmt) for key, cells in view.pills.items() if key in keys}
    pointed = [key for key in naming if key in refs]
    held_back = kept_back(session, view.cls, fields.values(), ids, fmt)
    known_cells: dict[tuple[str, Any], Cell] = {}  # most columns say a few things over and over

    def name(row: Mapping[Any, Any]) -> str:
        return spec.words(row, fmt, {key: refs[key].get(row[key], "") for key in pointed})

    def cell(record_id: int, key: str) -> Cell:
        if record_id in pills.get(key, ()):
            return pills[key][record_id]
        if key in extras:
            return extras[key].get(record_id, Cell(""))
        if record_id in held_back.get(key, ()):
            return Cell(_("not to be contacted"), "mute", value="")
        value = values[record_id][key]
        if key in refs:
            named = values[record_id][instead[key]] if instead.get(key) else None
            return Cell(refs[key].get(value) or named or "")
        found = known_cells.get((key, value))
        if found is None:
            found = known_cells[key, value] = cell_of(fields[key].field, value, fmt)
        return found

    return tuple(
        ListRow(one, name(values[one]), tuple(cell(one, key) for key in keys))
        for one in ids
        if one in values
    )


def count_kept_back(
    session: Session, view: View, ids: Sequence[int], fmt: FormatContext, keys: Sequence[str]
) -> int:
    """Return in how many of these rows a way to reach somebody is left out of the columns."""
    known = fields_of(view.cls)
    fields = [known[key] for key in keys if not view.worked_out(key)]
    found = kept_back(session, view.cls, fields, ids, fmt)
    return len(frozenset().union(*found.values()))


def chip_counts(
    session: Session, view: View, fmt: FormatContext, tag: int = 0,
    of: tuple[str, int] | None = None,
) -> Mapping[str, int]:  # fmt: skip
    """Return how many rows each chip holds, with a `tag` and `of` a record if there is one.

    They are counted once until the file changes.
    """
    as_of = ("chips", view.cls.__tablename__, fmt.today, tag, of)
    where = (
        tags.tagged_with(view.cls, tag) if tag else true(),
        belonging(view, of) if of else true(),
    )
    return cached(session, as_of, lambda: _counts(session, view, fmt, and_(*where)))


def number(session: Session, cls: type[Record], where: ColumnElement[bool]) -> int:
    """Return how many records of a type a condition holds."""
    return session.scalar(select(func.count()).select_from(cls.__table__).where(where)) or 0


def _counts(
    session: Session, view: View, fmt: FormatContext, among: ColumnElement[bool]
) -> dict[str, int]:
    """Return the number of rows of every chip, in one pass."""
    if not view.chips:
        return {}
    wheres = [chip.where(session, fmt) for chip in view.chips]
    counted = select(*(func.count(1).filter(where) for where in wheres)).where(among)
    found = session.execute(counted.select_from(view.cls.__table__)).one()
    return {chip.key: count for chip, count in zip(view.chips, found, strict=True)}


def _total(
    session: Session, view: View, query: ListQuery, fmt: FormatContext, counts: Mapping[str, int]
) -> int:
    if query.chip and not query.text:
        return counts[query.chip]
    where = _where(session, view, query, fmt)
    return session.scalar(select(func.count()).select_from(view.cls.__table__).where(where)) or 0


def _where(
    session: Session, view: View, query: ListQuery, fmt: FormatContext
) -> ColumnElement[bool]:
    parts: list[ColumnElement[bool]] = []
    chip = next((one for one in view.chips if one.key == query.chip), None)
    if chip:
        parts.append(chip.where(session, fmt))
    if query.text:
        shown = (*view.columns, *keys_of(view, query))
        parts.append(list_search.found(view.cls, shown, query.text, fmt))
    if query.of:
        parts.append(belonging(view, query.of))
    if query.tag:
        parts.append(tags.tagged_with(view.cls, query.tag))
    return and_(true(), *parts)


def _order(view: View, query: ListQuery) -> tuple[str, bool]:
    """Return the key of the column by which rows stand, and whether downwards, as it shows it."""
    if query.sort:
        return query.sort, query.descending
    own, keys = view.cls.spec().order[0], keys_of(view, query)
    descending = _is_descending(view, query)
    if own in keys:
        return own, descending
    for extra in view.all_extras:
        if extra.replaces == own and extra.column.key in keys:
            return extra.column.key, descending is not extra.backwards
    return "", descending


def _then(view: View, query: ListQuery) -> tuple[str, bool]:
    """Return the key of the second column by which rows stand, "" for none, and whether downwards.

    It stands beside a first one only; a field that has gone since sorts nothing.
    """
    key = query.then[0]
    known = key in fields_of(view.cls) or view.worked_out(key)
    return query.then if query.sort and known and key != query.sort else ("", False)


def _is_descending(view: View, query: ListQuery) -> bool:
    chip = next((one for one in view.chips if one.key == query.chip), None)
    forwards = chip is not None and chip.forwards
    return query.descending if query.sort else view.descending and not forwards


def _ordered(session: Session, view: View, query: ListQuery, fmt: FormatContext) -> Select[int]:
    table = view.cls.__table__
    statement = select(table.c.id).where(_where(session, view, query, fmt))
    way = _is_descending(view, query)
    key, descending = _sorts(view, query.sort, way)
    then, down = _then(view, query)

    def settled(among: Select[Any]) -> Select[Any]:
        """Order what the first column leaves equal by the second, if any, and by the id."""
        if then:
            among = _by_column(session, among, view, then, fmt, descending=down)
        return among.order_by(table.c.id.desc() if descending else table.c.id)

    if not query.text:  # words that are looked for would be looked for in each choice
        by_choice = list_order.one_choice_after_another(
            session, statement, view.cls, key, fmt, settled, descending=descending
        )
        if by_choice is not None:
            return by_choice
    return settled(_by_column(session, statement, view, query.sort, fmt, descending=way))


def _sorts(view: View, key: str, descending: bool) -> tuple[str, bool]:
    """Return the field that the column `key` sorts by, and whether downwards by that."""
    extra = view.worked_out(key)
    return (extra.replaces, descending is not extra.backwards) if extra else (key, descending)


def _by_column(
    session: Session, statement: Select[Any], view: View, key: str, fmt: FormatContext, *,
    descending: bool,
) -> Select[Any]:  # fmt: skip
    """Order `statement` by the column `key`; by the list's own order where it is no field."""
    extra = view.worked_out(key)
    name, down = _sorts(view, key, descending)
    if extra and extra.by is not None:
        statement = list_order.by(statement, extra.by(), descending=down)
    for one in (name,) if name in fields_of(view.cls) else view.cls.spec().order:
        statement = list_order.ordered(session, statement, view.cls, one, fmt, descending=down)
    return statement


def _column(view: View, key: str, fmt: FormatContext) -> Column:
    extra = view.worked_out(key)
    if extra is None:
        return list_cells.column_of(
            view.cls, fields_of(view.cls)[key], fmt, first=key == view.columns[0]
        )
    group = view.cls.spec().fields[0].section or view.cls.singular
    return replace(extra.column, label=_(extra.column.label), group=_(group))


ALL = ViewChip("all", N_("All"), everyone)
