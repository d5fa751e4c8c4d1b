"""Lists of any record type: columns, chips, order and pages, all worked out in SQL."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    and_,
    func,
    literal_column,
    or_,
    select,
    text,
    true,
)
from sqlalchemy.orm import Session, aliased

from facilitator_app.digests.lists import (
    Cell,
    CellStyle,
    Chip,
    Column,
    ListFrame,
    ListQuery,
    ListRow,
)
from facilitator_app.i18n import N_, _, ngettext
from facilitator_app.queries import record_words as words
from facilitator_app.spec.kinds import (
    Choice,
    Choices,
    Date,
    FormatContext,
    Miles,
    Money,
    Ref,
    Whole,
)
from facilitator_app.spec.record import Field
from facilitator_app.store.base import Record, record_type
from facilitator_app.store.cache import cached
from facilitator_app.store.search import in_words, query_of

Where = Callable[[Session, FormatContext], ColumnElement[bool]]
Cells = Callable[[Session, Sequence[int], FormatContext], Mapping[int, Cell]]


@dataclass(frozen=True, slots=True)
class ViewChip:
    """A saved view: its words, which rows it holds, and whether the first comes first.

    waits: its rows wait for somebody, and are counted beside the place in the rail; late: they
    have waited too long.
    """

    key: str
    label: str
    where: Where
    icon: str = ""
    forwards: bool = False
    waits: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True)
class ComputedColumn:
    """A column that is worked out from other tables, a page at a time.

    replaces: the field it is sorted by; backwards: more of it is less of that field (a wait).
    """

    column: Column
    cells: Cells
    replaces: str = ""
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """How one record type is listed.

    columns: field names and keys of extras, in order; sentence: the words above the list, given
    the number of rows of each chip.
    """

    cls: type[Record]
    columns: tuple[str, ...]
    chips: tuple[ViewChip, ...] = ()
    extras: tuple[ComputedColumn, ...] = ()
    sentence: Callable[[Mapping[str, int]], str] | None = None
    descending: bool = False
    pills: Mapping[str, Cells] = field(default_factory=dict)

    def worked_out(self, key: str) -> ComputedColumn | None:
        """Return the worked-out column `key`, or None if it is a field."""
        return next((one for one in self.extras if one.column.key == key), None)


def everyone(_session: Session, _fmt: FormatContext) -> ColumnElement[bool]:
    """Hold every row."""
    return true()


def plain_view(cls: type[Record]) -> View:
    """Return the view of a record type that has none of its own: every field with a column."""
    spec = cls.spec()
    return View(cls, tuple(one.name for one in spec.fields if one.column))


def frame(session: Session, view: View, ask: ListQuery, fmt: FormatContext) -> ListFrame:
    """Return the frame of a list: title, sentence, columns, chips with counts, number of rows."""
    counts = chip_counts(session, view, fmt)
    ever = session.scalar(select(func.count()).select_from(view.cls.__table__)) or 0
    total = ever if not (ask.text or ask.chip) else _total(session, view, ask, fmt, counts)
    return ListFrame(
        ask=ask,
        title=_(view.cls.plural),
        sentence=view.sentence(counts)
        if view.sentence
        else ngettext("{n} in all", "{n} in all", ever),
        columns=tuple(_column(view, key, fmt) for key in view.columns),
        chips=tuple(Chip(c.key, _(c.label), c.icon, counts[c.key]) for c in view.chips),
        total=total,
        ever=ever,
    )


def page(
    session: Session, view: View, ask: ListQuery, fmt: FormatContext, offset: int, limit: int
) -> tuple[ListRow, ...]:
    """Return `limit` rows from `offset` on, in the order asked for."""
    ids = session.scalars(_ordered(session, view, ask, fmt).offset(offset).limit(limit)).all()
    return rows_of(session, view, ids, fmt)


def position(
    session: Session, view: View, ask: ListQuery, fmt: FormatContext, record_id: int
) -> int | None:
    """Return at which place of the list a record stands, or None if it is not in it."""
    ids = session.scalars(_ordered(session, view, ask, fmt)).all()
    return ids.index(record_id) if record_id in ids else None


def rows_of(
    session: Session, view: View, ids: Sequence[int], fmt: FormatContext
) -> tuple[ListRow, ...]:
    """Return the rows of some records, in the order of `ids`."""
    table, spec = view.cls.__table__, view.cls.spec()
    fields = {key: spec.field(key) for key in view.columns if not view.worked_out(key)}
    found = session.execute(
        select(table.c.id, *(table.c[name] for name in fields)).where(table.c.id.in_(ids))
    ).mappings()
    values = {row["id"]: row for row in found}
    refs = {
        name: words.labels(session, _target(one), [row[name] for row in values.values()], fmt)
        for name, one in fields.items()
        if isinstance(one.kind, Ref)
    }
    extras = {
        key: extra.cells(session, ids, fmt)
        for key in view.columns
        if (extra := view.worked_out(key))
    }
    pills = {key: cells(session, ids, fmt) for key, cells in view.pills.items()}
    named = words.labels(session, spec.name, ids, fmt)

    def cell(record_id: int, key: str) -> Cell:
        if record_id in pills.get(key, ()):
            return pills[key][record_id]
        if key in extras:
            return extras[key].get(record_id, Cell(""))
        value = values[record_id][key]
        if key in refs:
            return Cell(refs[key].get(value, ""))
        return cell_of(fields[key], value, fmt)

    return tuple(
        ListRow(one, named[one], tuple(cell(one, key) for key in view.columns))
        for one in ids
        if one in values
    )


def cell_of(one: Field, value: Any, fmt: FormatContext) -> Cell:
    """Return the cell for a field's value; a choice brings its colour and icon."""
    if isinstance(one.kind, Choice) and not isinstance(one.kind, Choices) and value is not None:
        entry = fmt.lists.entry(one.kind.list, value)
        if entry:
            return Cell(entry.label, entry.tone, entry.icon)
    return Cell(one.show(value, fmt))


def _target(one: Field) -> str:
    assert isinstance(one.kind, Ref)
    return one.kind.record


def chip_counts(session: Session, view: View, fmt: FormatContext) -> Mapping[str, int]:
    """Return how many rows each chip holds, counted once until the file changes."""
    as_of = ("chips", view.cls.__tablename__, fmt.today)
    return cached(session, as_of, lambda: _counts(session, view, fmt))


def number(session: Session, cls: type[Record], where: ColumnElement[bool]) -> int:
    """Return how many records of a type a condition holds."""
    return session.scalar(select(func.count()).select_from(cls.__table__).where(where)) or 0


def _counts(session: Session, view: View, fmt: FormatContext) -> dict[str, int]:
    """Return the number of rows of every chip, in one pass."""
    if not view.chips:
        return {}
    wheres = [chip.where(session, fmt) for chip in view.chips]
    found = session.execute(
        select(*(func.count(1).filter(where) for where in wheres)).select_from(view.cls.__table__)
    ).one()
    return {chip.key: count for chip, count in zip(view.chips, found, strict=True)}


def _total(
    session: Session, view: View, ask: ListQuery, fmt: FormatContext, counts: Mapping[str, int]
) -> int:
    if not ask.text:
        return counts[ask.chip]
    where = _where(session, view, ask, fmt)
    return session.scalar(select(func.count()).select_from(view.cls.__table__).where(where)) or 0


def _where(session: Session, view: View, ask: ListQuery, fmt: FormatContext) -> ColumnElement[bool]:
    parts: list[ColumnElement[bool]] = []
    chip = next((one for one in view.chips if one.key == ask.chip), None)
    if chip:
        parts.append(chip.where(session, fmt))
    if ask.text:
        parts.append(_found(view, ask.text))
    return and_(true(), *parts)


def _found(view: View, typed: str) -> ColumnElement[bool]:
    """Hold rows whose own words match, or whose references' words do."""
    query = query_of(typed)
    if not query:
        return true()
    table = view.cls.__table__
    matching = (
        select(literal_column("rowid", Integer))
        .select_from(text("find"))
        .where(text("find MATCH :typed").bindparams(typed=in_words(query)))
    )
    refs = [table.c[one.name] for one in view.cls.spec().refs if one.name in view.columns]
    return or_(*(column.in_(matching) for column in (table.c.id, *refs)))


def _ordered(session: Session, view: View, ask: ListQuery, fmt: FormatContext) -> Select[int]:
    table = view.cls.__table__
    statement = select(table.c.id).where(_where(session, view, ask, fmt))
    chip = next((one for one in view.chips if one.key == ask.chip), None)
    forwards = chip is not None and chip.forwards
    descending = ask.descending if ask.sort else view.descending and not forwards
    extra = view.worked_out(ask.sort)
    if extra and extra.backwards:
        descending = not descending
    keys = (extra.replaces if extra else ask.sort,) if ask.sort else view.cls.spec().order
    for key in keys:
        statement, column = _sorted_by(statement, view, key)
        statement = statement.order_by(column.desc() if descending else column.asc().nulls_last())
    return statement.order_by(table.c.id.desc() if descending else table.c.id)


def _sorted_by(statement: Select[int], view: View, key: str) -> tuple[Select[int], Any]:
    """Return what a list is ordered by; a reference stands as its record would in its own list."""
    column = view.cls.__table__.c[key]
    one = next((f for f in view.cls.spec().fields if f.name == key), None)
    if one is None or not isinstance(one.kind, Ref):
        return statement, column
    other = aliased(record_type(one.kind.record))
    statement = statement.outerjoin(other, other.id == column)
    return statement, getattr(other, record_type(one.kind.record).spec().order[0])


def _column(view: View, key: str, fmt: FormatContext) -> Column:
    extra = view.worked_out(key)
    if extra:
        return Column(
            extra.column.key,
            _(extra.column.label),
            extra.column.width,
            extra.column.style,
            extra.column.sortable,
        )
    one = view.cls.spec().field(key)
    return Column(key, _(one.label), one.column or 12, _style(view, one, fmt))


def _style(view: View, one: Field, fmt: FormatContext) -> CellStyle:
    if one.name == view.columns[0]:
        return CellStyle.NAME
    if isinstance(one.kind, Date):
        return CellStyle.DATE
    if isinstance(one.kind, Whole | Money | Miles):
        return CellStyle.NUMBER
    if isinstance(one.kind, Choice) and not isinstance(one.kind, Choices):
        if any(entry.tone for entry in fmt.lists.offered(one.kind.list)):
            return CellStyle.PILL
        return CellStyle.MUTED
    return CellStyle.TEXT


ALL = ViewChip("all", N_("All"), everyone)
