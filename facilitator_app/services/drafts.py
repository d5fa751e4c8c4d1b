"""Drafts of unsaved forms: kept in the file, offered back, by an older version's names too."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft, RecordSpec
from facilitator_app.store import drafts
from facilitator_app.store.base import find_record_type, record_type


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """A draft and the instant (UTC) it was kept."""

    draft: Draft
    at: dt.datetime


def keep(file: File, key: str, draft: Draft) -> dt.datetime:
    """Keep `draft` under `key` ("member/123", "member/new"); return when."""
    at = file.store.clock.now()
    content = {
        "record": draft.record, "id": draft.id, "version": draft.version,
        "values": _plain(record_type(draft.record).spec(), draft.values),
    }  # fmt: skip
    with file.store.unjournalled() as connection:
        drafts.keep(connection, key, content, at)
    return at


def find(file: File, key: str) -> SavedDraft | None:
    """Return the draft kept under `key`, or None; what is no longer kept is left out of it."""
    with file.store.read() as session:
        kept = [drafts.find(session.connection(), one) for one in _ever(key)]
    found = next(filter(None, kept), None)
    if found is None:
        return None
    at, content = found
    cls = find_record_type(content["record"])
    values = _restored(cls.spec(), content["values"]) if cls else {}
    if cls is None or (content["values"] and not values):
        return None
    return SavedDraft(Draft(cls.__tablename__, values, content["id"], content["version"]), at)


def keys(file: File) -> list[str]:
    """Return what drafts are kept under, latest first."""
    with file.store.read() as session:
        return drafts.keys(session.connection())


def drop(file: File, key: str) -> None:
    """Forget the draft kept under `key`."""
    with file.store.unjournalled() as connection:
        for one in _ever(key):
            drafts.drop(connection, one)


def _ever(key: str) -> tuple[str, ...]:
    """Return `key`, and what it was when its record type had another name."""
    name, mark, rest = key.partition("/")
    cls = find_record_type(name)
    return (key, *(f"{old}{mark}{rest}" for old in cls.formerly)) if cls else (key,)


def _plain(spec: RecordSpec, values: Mapping[str, Any]) -> dict[str, Any]:
    return {n: None if v is None else spec.field(n).kind.plain(v) for n, v in values.items()}


def _restored(spec: RecordSpec, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that there are still fields for, and that these can still have."""
    found: dict[str, Any] = {}
    for name, plain in values.items():
        one = spec.find(name)
        if one is not None:
            with contextlib.suppress(ValueError):
                found[one.name] = None if plain is None else one.kind.restore(plain)
    return found
