"""Drafts of unsaved forms: kept in the file, offered back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft, RecordSpec
from facilitator_app.store import drafts
from facilitator_app.store.base import record_type


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
    """Return the draft kept under `key`, or None."""
    with file.store.read() as session:
        found = drafts.find(session.connection(), key)
    if found is None:
        return None
    at, content = found
    spec = record_type(content["record"]).spec()
    values = _from_plain(spec, content["values"])
    return SavedDraft(Draft(content["record"], values, content["id"], content["version"]), at)


def drop(file: File, key: str) -> None:
    """Forget the draft kept under `key`."""
    with file.store.unjournalled() as connection:
        drafts.drop(connection, key)


def _plain(spec: RecordSpec, values: Mapping[str, Any]) -> dict[str, Any]:
    return {n: None if v is None else spec.field(n).kind.plain(v) for n, v in values.items()}


def _from_plain(spec: RecordSpec, values: Mapping[str, Any]) -> dict[str, Any]:
    return {n: None if v is None else spec.field(n).kind.from_plain(v) for n, v in values.items()}
