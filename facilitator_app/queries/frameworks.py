"""Frameworks and their items: how they are listed, and which are offered."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import ColumnElement, and_, func, not_, or_, select
from sqlalchemy.orm import Session

from facilitator_app.digests.lists import Cell, CellStyle, Column
from facilitator_app.i18n import N_, show_number
from facilitator_app.queries.lists import ComputedColumn, View, ViewChip, everyone
from facilitator_app.queries.subjects import Subject
from facilitator_app.queries.tags import may_stand_on
from facilitator_app.records.frameworks import Framework, FrameworkItem
from facilitator_app.records.tags import Tag
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.store.base import Record


def _in_use(_session: Session, _fmt: FormatContext) -> ColumnElement[bool]:
    """Hold frameworks that are offered."""
    return Framework.retired.is_(False)


def _retired(_session: Session, _fmt: FormatContext) -> ColumnElement[bool]:
    return Framework.retired.is_(True)


def _offered(on: type[Record] | None = None) -> ColumnElement[bool]:
    """Hold items that can be chosen: neither they nor their framework were retired.

    on: the type of what they are to stand on, None for any.
    """
    left_out: ColumnElement[bool] = Framework.retired.is_(True)
    if on is not None:
        left_out = or_(left_out, not_(may_stand_on(on)))
    frameworks = select(Framework.id).where(left_out)
    return and_(FrameworkItem.retired.is_(False), FrameworkItem.framework_id.not_in(frameworks))


def retired_among(session: Session, ids: Collection[int]) -> frozenset[int]:
    """Return which items of `ids` cannot be chosen any more."""
    rows = select(FrameworkItem.id).where(FrameworkItem.id.in_(ids), not_(_offered()))
    return frozenset(session.scalars(rows))


def _items(session: Session, ids: Sequence[int], _fmt: FormatContext) -> Mapping[int, Cell]:
    rows = session.execute(
        select(FrameworkItem.framework_id, func.count())
        .where(FrameworkItem.framework_id.in_(ids))
        .group_by(FrameworkItem.framework_id)
    )
    return {one: Cell(show_number(number), value=number) for one, number in rows}


def _uses(session: Session, ids: Sequence[int], _fmt: FormatContext) -> Mapping[int, Cell]:
    rows = session.execute(
        select(FrameworkItem.framework_id, func.count())
        .join(Tag, Tag.item_id == FrameworkItem.id)
        .where(FrameworkItem.framework_id.in_(ids))
        .group_by(FrameworkItem.framework_id)
    )
    return {one: Cell(show_number(number), value=number) for one, number in rows}


VIEW = View(
    cls=Framework,
    columns=("name", "source", "edition", "items", "uses"),
    chips=(
        ViewChip("offered", N_("Offered"), _in_use),
        ViewChip("retired", N_("Retired"), _retired),
        ViewChip("all", N_("All"), everyone),
    ),
    extras=(
        ComputedColumn(Column("items", N_("Items"), 8, CellStyle.NUMBER, sortable=False), _items),
        ComputedColumn(Column("uses", N_("Used"), 8, CellStyle.NUMBER, sortable=False), _uses),
    ),
)

ITEMS = View(cls=FrameworkItem, columns=("words", "note"))

SUBJECT = Subject(
    records=(Framework, FrameworkItem), views=(VIEW, ITEMS), offered={FrameworkItem: _offered}
)
