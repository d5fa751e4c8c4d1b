"""What a person chose of the rows of a list before it is imported; nothing of it changes a file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from facilitator_app.digests.exchange import Plan, PlannedRow, RowOutcome, Update
from facilitator_app.domain.errors import AppError
from facilitator_app.i18n import _, show_number

_SPAN = re.compile(r"(\d{1,7})(?:\s*[-–]\s*(\d{1,7}))?", re.ASCII)
_MOST_ROWS = 1_048_576  # that a sheet can have
_Held = dict[tuple[int | None, str], Any]  # by record and field


def can_choose(row: PlannedRow) -> bool:
    """Whether there is a choice: the row could come in, be it against advice."""
    return row.can_add or row.outcome is RowOutcome.UPDATE


def rows_of(written: str) -> frozenset[int]:
    """Return the numbers of rows that are written as "3,7-9"; "" for none."""
    found: set[int] = set()
    for part in filter(None, (one.strip() for one in written.split(","))):
        span = _SPAN.fullmatch(part)
        if span is None or not 0 < int(span[1]) <= int(span[2] or span[1]) <= _MOST_ROWS:
            raise AppError(_("Rows are written as 3,7-9: “{part}” is none.").format(part=part))
        found.update(range(int(span[1]), int(span[2] or span[1]) + 1))
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class RowChoices:
    """Which rows come in otherwise than planned; rows go by their numbers.

    out: rows left out that would come in; also: rows that come in though they look double; kept:
    fields, by row and name, that stay as they are though the row would change them.
    """

    out: frozenset[int] = frozenset()
    also: frozenset[int] = frozenset()
    kept: frozenset[tuple[int, str]] = frozenset()

    def takes(self, row: PlannedRow) -> bool:
        """Whether `row` comes in."""
        if row.outcome in (RowOutcome.ADD, RowOutcome.UPDATE):
            return row.number not in self.out
        return row.can_add and row.number in self.also

    def takes_field(self, row: PlannedRow, field: str) -> bool:
        """Whether `row` changes a field of what it repeats."""
        return self.takes(row) and (row.number, field) not in self.kept

    def with_rows(self, rows: Iterable[PlannedRow], *, on: bool) -> RowChoices:
        """Let all of `rows` come in, or none; those without a choice stay as they are."""
        out, also = set(self.out), set(self.also)
        numbers = set()
        for row in filter(can_choose, rows):
            numbers.add(row.number)
            planned = row.outcome in (RowOutcome.ADD, RowOutcome.UPDATE)
            chosen, wanted = (out, not on) if planned else (also, on)
            (chosen.add if wanted else chosen.discard)(row.number)
        kept = frozenset(one for one in self.kept if one[0] not in numbers)
        return RowChoices(frozenset(out), frozenset(also), kept)

    def with_field(self, row: PlannedRow, field: str, *, on: bool) -> RowChoices:
        """Let `row` change one field, or not; a row that changes none is left out."""
        names = {one.field for one in row.updates}
        taken = {name for name in names if self.takes_field(row, name)} - {field}
        taken |= {field} if on else set()
        whole = self.with_rows([row], on=bool(taken))
        kept = {(row.number, name) for name in names - taken} if taken else set()
        return replace(whole, kept=whole.kept | kept)

    def chosen(self, plan: Plan) -> Plan:
        """Return what happens to each row now."""
        if self == RowChoices():
            return plan
        now: _Held = {}
        return replace(plan, rows=tuple(self._row(row, now) for row in plan.rows))

    def _row(self, row: PlannedRow, now: _Held) -> PlannedRow:
        updates = self._updates(row, now)
        if not can_choose(row) or (row.outcome is RowOutcome.ADD and self.takes(row)):
            return row
        if row.outcome is RowOutcome.UPDATE and updates:
            return replace(row, updates=updates)
        if self.takes(row):
            return replace(row, outcome=RowOutcome.ADD, duplicate=None)
        if row.outcome in (RowOutcome.ADD, RowOutcome.UPDATE):
            return replace(row, outcome=RowOutcome.OUT, updates=())
        return row

    def _updates(self, row: PlannedRow, now: _Held) -> tuple[Update, ...]:
        """Return what `row` changes; `now` has what fields hold that earlier rows left alone."""
        there = row.duplicate.id if row.duplicate is not None else None
        found = []
        for one in row.updates:
            held = now.get((there, one.field), one.old)
            if self.takes_field(row, one.field):
                found.append(_over(one, held))
                held = found[-1].new
            now[there, one.field] = held
        return tuple(found)


def _over(one: Update, held: Any) -> Update:
    """Return an update of what holds `held`, where an earlier row was to change it first.

    Choices and notes grow by what each row adds; anything else is changed by one row alone.
    """
    if held == one.old:
        return one
    old = one.old or type(one.new)()
    if isinstance(one.new, tuple):
        fresh = (code for code in one.new if code not in old and code not in (held or ()))
        return replace(one, old=held, new=(*(held or ()), *fresh))
    if isinstance(one.new, str) and one.new.startswith(old):
        added = one.new.removeprefix(old).strip("\n")
        return replace(one, old=held, new=f"{held}\n{added}" if held else added)
    return replace(one, old=held)


def without(plan: Plan, written: str) -> Plan:
    """Leave out of a plan the rows that are `written` as "3,7-9"."""
    numbers = rows_of(written)
    if missing := sorted(numbers - {row.number for row in plan.rows}):
        number = show_number(missing[0])
        raise AppError(_("The list has no row {n} that could be left out.").format(n=number))
    return RowChoices(out=numbers).chosen(plan)
