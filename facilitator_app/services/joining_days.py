"""The day of joining of people whom a list brings in without one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from facilitator_app.digests.exchange import Plan
from facilitator_app.domain.membership import Standing, lacks_joining
from facilitator_app.i18n import ngettext
from facilitator_app.records.members import Member

FIELD = "joined"


def lacking(plan: Plan, also: frozenset[int] = frozenset()) -> int:
    """Return how many of those to be added are members since nobody knows when."""
    if plan.record != Member.__tablename__:
        return 0
    return sum(_lacks(row.values) for row in plan.adding(also))


def filled(plan: Plan, day: dt.date | None) -> Plan:
    """Return the plan with `day` for all who lack one; as it is for None."""
    if day is None or plan.record != Member.__tablename__:
        return plan
    rows = tuple(
        replace(row, values={**row.values, FIELD: day})
        if row.can_add and _lacks(row.values)
        else row
        for row in plan.rows
    )
    return replace(plan, rows=rows)


def told(number: int) -> str:
    """Return what is said of so many people without a day of joining."""
    return ngettext(
        "Of {n} person the list does not say when they joined: the annual report would count them"
        " as having been there all along.",
        "Of {n} people the list does not say when they joined: the annual report would count them"
        " as having been there all along.",
        number,
    )


def _lacks(values: Mapping[str, Any]) -> bool:
    known = (values.get(name) for name in ("joined", "left", "last_heard"))
    return lacks_joining(Standing(values.get("status") or "", *known))
