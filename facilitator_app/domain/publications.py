"""Rules of published papers: they are withdrawn or superseded, but never changed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from facilitator_app.i18n import _

_HASH = re.compile(r"[0-9a-f]{64}")
STANDING, SUPERSEDED, WITHDRAWN = "standing", "superseded", "withdrawn"


def holds_paper(paper_hash: str | None) -> bool:
    """Return whether a publication has its paper: it names one by its SHA-256."""
    return _HASH.fullmatch(paper_hash or "") is not None


def seal(paper_hash: str | None) -> str:
    """Return why a published paper stays as it is, "" while there is none."""
    if not holds_paper(paper_hash):
        return ""
    return _("This paper is published and stays as it is. Withdraw it if it is wrong.")


def deletion_blocker(paper_hash: str | None) -> str:
    """Return why a published paper may not be removed, "" if it may."""
    if not holds_paper(paper_hash):
        return ""
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
