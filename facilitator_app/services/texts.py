"""Long texts that save themselves while they are written: minutes, plans, stories."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from facilitator_app.domain.errors import AppError, Conflict, Gone
from facilitator_app.i18n import _
from facilitator_app.services import drafts
from facilitator_app.services.files import File
from facilitator_app.spec.record import Changes, Draft
from facilitator_app.store.base import record_type
from facilitator_app.store.labels import Label

_WORDS_GO = 20  # characters; fewer are a slip that was mended


@dataclass(frozen=True, slots=True)
class TextPlace:
    """Which field of which record a text stands in; title: what the record is called.

    label: what Undo calls a sitting of writing ("Write minutes").
    """

    record: str
    id: int
    field: str
    title: str
    label: Label

    @property
    def key(self) -> str:
        """What a draft of it is kept under, and a sitting of writing is known by."""
        return f"{self.record}/{self.id}/{self.field}"


@dataclass(frozen=True, slots=True)
class Written:
    """What storing a text did, and the instant (UTC) it was done."""

    changes: Changes
    at: dt.datetime


def keep(file: File, place: TextPlace, base: str, text: str, draft: str = "") -> Written:
    """Store `text`, which was written on from `base`.

    All that is stored without another change between is one sitting: one step to undo; where words
    go, another begins, so that Undo brings them back. Raises Conflict only if neither `base` nor
    `text` is what is stored now, Gone if the record was removed. What could not be stored is kept
    as a draft, or held (see `services.drafts.keep_all`): `draft`, `text` if that is not given.
    """
    try:
        return _stored(file, place, base, text)
    except AppError:
        keep_draft(file, place, draft or text)
        raise


def keep_draft(file: File, place: TextPlace, text: str) -> None:
    """Keep `text` as a draft, to be offered when its place is shown again."""
    drafts.keep(file, place.key, Draft(place.record, {place.field: text}, place.id))


def _stored(file: File, place: TextPlace, base: str, text: str) -> Written:
    cls, fmt = record_type(place.record), file.format_context()
    declared = cls.spec().field(place.field)
    sitting = place.key if len(base) - len(text) < _WORDS_GO else ""
    with file.store.write(place.label, sitting=sitting) as work:
        record = work.get(cls, place.id)
        found, new = getattr(record, place.field) or "", declared.parse(text, fmt)
        if found not in (declared.parse(base, fmt) or "", new or ""):
            raise Conflict(_("This was changed elsewhere since you opened it."))
        setattr(record, place.field, new)
    return Written(work.changes, file.store.clock.now())


def stored(file: File, place: TextPlace) -> str:
    """Return what is stored, "" for nothing; raise Gone if the record was removed."""
    with file.store.read() as session:
        held = session.get(record_type(place.record), place.id)
        if held is None:
            raise Gone(_("“{title}” was removed in the meantime.").format(title=place.title))
        return getattr(held, place.field) or ""
