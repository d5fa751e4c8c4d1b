"""Rules of bodies and the seats on them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from facilitator_app.i18n import N_, _

# Codes of the list seat_role
OFFICES = ("chair", "vice_chair", "secretary")  # by their rank
_PLAIN = ("member", "deputy", "observer")  # what somebody sits as without a task of their own


def seat_rank(role: str) -> int:
    """Return how early a seat stands among those of its body; those of one rank stand by name.

    Offices come first, then what else has a task, such as a professional lead or a role that the
    network has added, then everyone else.
    """
    if role in OFFICES:
        return OFFICES.index(role)
    return len(OFFICES) + (role in _PLAIN)


def seat_problems(values: Mapping[str, Any], _fmt: object) -> dict[str, str]:
    """Return what is wrong with a seat: a term that ends before it begins."""
    starts, ends = values.get("starts"), values.get("ends")
    if starts and ends and ends < starts:
        return {"ends": _("The term ends before it begins. Mend one of the two dates.")}
    return {}


BELOW_ITSELF = {
    "parent_id": N_("A group cannot belong to itself, nor to one that belongs to it."),
    "reports_to_id": N_("A group cannot report to itself, nor to one that reports to it."),
}


def body_problems(values: Mapping[str, Any], _fmt: object) -> dict[str, str]:
    """Return what is wrong with a body: its letters, and an end before its start."""
    found: dict[str, str] = {}
    if not re.fullmatch(r"[A-Z][A-Z0-9]{1,7}", values.get("short_name") or ""):
        found["short_name"] = _("Write two to eight letters, such as PG.")
    starts, ends = values.get("started"), values.get("ended")
    if starts and ends and ends < starts:
        found["ended"] = _("The group ended before it started. Mend one of the two dates.")
    return found


@dataclass(frozen=True, slots=True)
class Term:
    """From when to when a seat is held, both included; None: since nobody knows when, no end."""

    starts: dt.date | None
    ends: dt.date | None


def terms_meet(one: Term, other: Term) -> bool:
    """Say whether there is a day that lies within both terms."""
    return not (_is_over(one, other.starts) or _is_over(other, one.starts))


def _is_over(term: Term, day: dt.date | None) -> bool:
    return term.ends is not None and day is not None and term.ends < day


def in_force(starts: dt.date | None, ends: dt.date | None, day: dt.date) -> bool:
    """Say whether `day` lies within a term; its last day does. Who holds a seat: membership.

    A term that began nobody knows when has always run, until it ends.
    """
    return (starts is None or starts <= day) and (ends is None or day <= ends)
