"""Corrections: the one way in which what is sealed is changed, and is recorded as such."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from facilitator_app.domain.errors import Invalid
from facilitator_app.i18n import N_, _
from facilitator_app.queries.record_words import labels
from facilitator_app.records.corrections import Correction
from facilitator_app.services.files import File
from facilitator_app.services.record_writing import put
from facilitator_app.spec.record import Changes, Draft
from facilitator_app.store.base import record_type
from facilitator_app.store.labels import Label


def correct(file: File, draft: Draft, why: str) -> Changes:
    """Change a sealed record as `draft` says, and record why, in one step.

    Raises Invalid under "why" if no reason is given or nothing differs, Conflict and Gone as any
    change does.
    """
    assert draft.id is not None
    fmt = file.format_context()
    with file.store.write(Label(N_("Correction"))) as work:
        record = work.get(record_type(draft.record), draft.id, draft.version)
        if not _differs(record, draft.values):
            raise Invalid({"why": _("Nothing is different from what is stored.")})
        work.seals.open(record)
        put(work, draft, fmt)
        values = {
            "target": draft.record,
            "target_id": draft.id,
            "date": fmt.today,
            "who": file.store.who,
            "what": labels(work.session, draft.record, [draft.id], fmt)[draft.id][:200],
            "why": " ".join(why.split()),
        }
        put(work, Draft(Correction.__tablename__, values), fmt)
    return work.changes


def _differs(record: object, values: Mapping[str, Any]) -> bool:
    return any((getattr(record, name) or None) != (one or None) for name, one in values.items())
