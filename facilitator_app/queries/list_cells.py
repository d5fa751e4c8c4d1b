"""What stands in the cells of a list, and how its columns are drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from facilitator_app.digests.exchange import Pounds, Value
from facilitator_app.digests.lists import Cell, CellStyle, Column
from facilitator_app.i18n import N_, _
from facilitator_app.locale_formats import join_parts
from facilitator_app.queries.list_fields import ListField
from facilitator_app.spec.kinds import (
    Choice,
    Choices,
    Date,
    Email,
    FormatContext,
    Kind,
    LongText,
    Miles,
    Money,
    Phone,
    Rate,
    Ref,
    Text,
    Time,
    Whole,
)
from facilitator_app.spec.record import Field
from facilitator_app.store.base import Record, record_type

BY_SURNAME = N_("by surname")
_USUAL = 12  # characters
_WIDTHS: Mapping[type[Kind], int] = {Email: 27, LongText: 27, Phone: 14, Ref: 24, Text: 16}
_LINE = 200  # characters of a long text that a cell shows; the rest is on the record's page


def cell_of(one: Field, value: Any, fmt: FormatContext) -> Cell:
    """Return the cell for a field's value; a choice brings its colour and icon."""
    if value is None:
        return Cell("")
    kind = one.kind
    if isinstance(kind, Choice) and not isinstance(kind, Choices):
        entry = fmt.lists.entry(kind.list, value)
        return Cell(entry.label, entry.tone, entry.icon) if entry else Cell(value)
    if isinstance(kind, LongText):
        return Cell(_on_one_line(value), value=value)
    return Cell(one.show(value, fmt), value=value_of(kind, value))


def value_of(kind: Kind, value: Any) -> Value:
    """Return amounts, days, times and numbers as a spreadsheet knows them; None for words."""
    if isinstance(kind, Money):
        return Pounds(value)
    if isinstance(kind, Rate):
        return None
    if isinstance(kind, Miles):
        return Decimal(value) / 10
    if isinstance(kind, Date | Time | Whole):
        result: dt.date | dt.time | int = value
        return result
    return None


def column_of(cls: type[Record], one: ListField, fmt: FormatContext, *, first: bool) -> Column:
    """Return the column of a field; the `first` of a view is drawn as a name."""
    group = one.via.label if one.via else one.field.section or cls.singular
    return Column(
        key=one.key,
        label=one.label,
        width=one.field.column or _width(one),
        style=CellStyle.NAME if first else _style(one.field, fmt),
        group=_(group),
        special=one.special,
        sorted_as=_sorted_as(one.field),
        money=isinstance(one.field.kind, Money),
    )


def _sorted_as(one: Field) -> str:
    """Return how rows stand that are sorted by a reference to somebody."""
    if not isinstance(one.kind, Ref):
        return ""
    other = record_type(one.kind.record).spec()
    return BY_SURNAME if other.field(other.order[0]).folds else ""


def _width(one: ListField) -> int:
    """Return how wide a column is of which the record says nothing, in characters."""
    return max(_WIDTHS.get(type(one.field.kind), _USUAL), min(len(one.label), 2 * _USUAL))


def _style(one: Field, fmt: FormatContext) -> CellStyle:
    if isinstance(one.kind, Date):
        return CellStyle.DATE
    if isinstance(one.kind, Whole | Money | Miles):
        return CellStyle.NUMBER
    if isinstance(one.kind, Choice) and not isinstance(one.kind, Choices):
        if any(entry.tone for entry in fmt.lists.offered(one.kind.list)):
            return CellStyle.PILL
        return CellStyle.MUTED
    return CellStyle.TEXT


def _on_one_line(text: str) -> str:
    """Return the beginning of a text with commas for its line breaks: an address in one line."""
    lines = [line.strip().rstrip(",") for line in text[: _LINE + 1].split("\n") if line.strip()]
    line = join_parts(lines)
    return line if len(text) <= _LINE else f"{line[:_LINE].rstrip()}…"
