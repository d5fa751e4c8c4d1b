"""Writes a list as CSV; what people typed can never start a calculation there."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

from facilitator_app.digests.exchange import ExportColumn, Pounds, Value
from facilitator_app.domain import amounts
from facilitator_app.domain.formula_guard import guarded
from facilitator_app.domain.unseen import without_controls
from facilitator_app.i18n import _


def write_csv(out: Path, columns: Sequence[ExportColumn], rows: Iterable[Sequence[Value]]) -> None:
    """Write UTF-8 with the mark by which Excel knows it; days as ISO, pounds with two decimals."""
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(guarded(without_controls(column.label)) for column in columns)
        for row in rows:
            writer.writerow(map(_plain, row))


def _plain(value: Value) -> str:
    if isinstance(value, str):
        return guarded(without_controls(value))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, Pounds):
        return amounts.plain_money(value.pence)
    if isinstance(value, dt.date | dt.time):
        return value.isoformat("minutes") if isinstance(value, dt.time) else value.isoformat()
    return "" if value is None else format(value, "f" if isinstance(value, Decimal) else "")
