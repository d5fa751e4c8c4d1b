"""Rules of actions: when one is late, and what is wrong with one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from facilitator_app.i18n import _, ngettext


def problems(values: Mapping[str, Any], _fmt: object) -> dict[str, str]:
    """Return what is wrong: an action that is done needs its day."""
    if values.get("status") == "done" and not values.get("done_on"):
        return {"done_on": _("Say when it was done.")}
    return {}


def days_late(status: str, due: dt.date | None, today: dt.date) -> int:
    """Return by how many days an open action is overdue; 0 if it is not, as on the day it is due.

    The same rule as a condition of SQL: `past_due` in `queries/actions.py`.
    """
    if status != "open" or due is None:
        return 0
    return max(0, (today - due).days)


def late_words(days: int) -> str:
    """Return "3 days late"."""
    return ngettext("{n} day late", "{n} days late", days)
