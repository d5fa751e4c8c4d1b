"""Long texts that save themselves while they are written: minutes, plans, stories."""

from __future__ import annotations

import datetime as dt
from contextlib import AbstractContextManager
from dataclasses import dataclass

from sqlalchemy.orm import Session

from facilitator_app.domain.errors import AppError, Conflict, Gone
from facilitator_app.i18n import N_, _
from facilitator_app.services import drafts
from facilitator_app.services.files import File
from facilitator_app.spec.record import Changes, Draft
from facilitator_app.store.base import record_type
from facilitator_app.store.journal import special_columns
from facilitator_app.store.labels import Label
from facilitator_app.store.work import Work

_VERSIONS = 500


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


@dataclass(frozen=True, slots=True)
class EarlierText:
    """What stood in a place once: until when it was written (an instant, UTC), and by whom."""

    at: dt.datetime
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class TextHistory:
    """What stands in a place now, and what stood there before, latest first."""

    now: str
    earlier: tuple[EarlierText, ...]


def keep(
    file: File, place: TextPlace, base: str, text: str, draft: str = "", *,
    anew: bool = False, taken_back: bool = False,
) -> Written:  # fmt: skip
    """Store `text`, which was written on from `base`.

    All that is stored without another change between is one sitting: one step to undo. Another
    begins `anew` where words went (`text_differences.SavedText`), so that what stood before is
    known. What was taken back in the editor is a step only once one goes on (`Store.write`). Raises
    Conflict only if neither `base` nor `text` is what is stored now, Gone if the record was
    removed. What could not be stored is kept as a draft, or held (see `services.drafts.keep_all`):
    `draft`, `text` if that is not given.
    """
    sitting = file.store.write(place.label, place.key, anew=anew, taken_back=taken_back)
    try:
        return _stored(file, place, base, text, sitting)
    except AppError:
        keep_draft(file, place, draft or text)
        raise


def keep_draft(file: File, place: TextPlace, text: str) -> None:
    """Keep `text` as a draft, to be offered when its place is shown again."""
    drafts.keep(file, place.key, Draft(place.record, {place.field: text}, place.id))


def _stored(
    file: File, place: TextPlace, base: str, text: str, writes: AbstractContextManager[Work]
) -> Written:
    cls, fmt = record_type(place.record), file.format_context()
    declared = cls.spec().field(place.field)
    with writes as work:
        record = work.get(cls, place.id)
        found, new = getattr(record, place.field) or "", declared.parse(text, fmt)
        if found not in (declared.parse(base, fmt) or "", new or ""):
            raise Conflict(_("This was changed elsewhere since you opened it."))
        setattr(record, place.field, new)
    return Written(work.changes, file.store.clock.now())


def stored(file: File, place: TextPlace) -> str:
    """Return what is stored, "" for nothing; raise Gone if the record was removed."""
    with file.store.read() as session:
        return _now(session, place)


def shows(file: File, place: TextPlace, text: str) -> bool:
    """Return whether `text` is what is stored, as the file keeps it."""
    declared = record_type(place.record).spec().field(place.field)
    return (declared.parse(text, file.format_context()) or "") == stored(file, place)


def history(file: File, place: TextPlace) -> TextHistory:
    """Return what stands and what once stood in `place`, each text once; raise Gone as `stored`.

    Of what the journal withholds (special-category data), nothing is known from before.
    """
    withheld = place.field in special_columns(record_type(place.record))
    found: dict[str, EarlierText] = {}
    with file.store.read() as session:
        now, connection = _now(session, place), session.connection()
        entries = file.store.journal.history(
            connection, place.record, place.id, _VERSIONS, place.field
        )
        for one in () if withheld else entries:
            text = (one.note.after or {}).get(place.field) or ""
            if text.strip() and text != now:
                found.setdefault(text, EarlierText(one.at, one.who, text))
    return TextHistory(now, tuple(found.values()))


def put_back(file: File, place: TextPlace, now: str, text: str) -> Written:
    """Put an earlier text in the place of `now`, as a step of its own; raises as `keep` does."""
    step = file.store.write(Label(N_("Put earlier words back")))
    return _stored(file, place, now, text, step)


def _now(session: Session, place: TextPlace) -> str:
    held = session.get(record_type(place.record), place.id)
    if held is None:
        raise Gone(_("“{title}” was deleted in the meantime.").format(title=place.title))
    return getattr(held, place.field) or ""
