"""Rules of published papers: they are withdrawn or superseded, but never changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from facilitator_app.i18n import _

STANDING, SUPERSEDED, WITHDRAWN = "standing", "superseded", "withdrawn"


def seal() -> str:
    """Return why a published paper stays as it is."""
    return _("This paper is published and stays as it is. Withdraw it if it is wrong.")


def deletion_blocker() -> str:
    """Return why a published paper may not be removed."""
    return _("A published paper stays in the records. Withdraw it if it is wrong.")


def withdrawal_problems(values: Mapping[str, Any], _fmt: object) -> dict[str, str]:
    """Return what lacks of a withdrawal: its reason."""
    if values.get("withdrawn_on") and not (values.get("withdrawn_why") or "").strip():
        return {"withdrawn_why": _("Say why the paper is withdrawn.")}
    return {}


def state(withdrawn_on: dt.date | None, *, latest: bool) -> str:
    """Return STANDING, SUPERSEDED or WITHDRAWN; latest: no later one of the same stands."""
    if withdrawn_on is not None:
        return WITHDRAWN
    return STANDING if latest else SUPERSEDED
