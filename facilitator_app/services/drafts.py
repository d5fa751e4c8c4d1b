"""Drafts of unsaved forms: kept in the file, offered back, by an older version's names too."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from facilitator_app.domain.errors import AppError
from facilitator_app.i18n import _
from facilitator_app.queries.record_words import labels
from facilitator_app.services.files import File, HeldDraft
from facilitator_app.spec.record import Draft, Field, RecordSpec, Unread
from facilitator_app.store import drafts
from facilitator_app.store.base import find_record_type, record_type
from facilitator_app.store.store import Store

LINE = "/line/"  # in the key of a draft of a line, ahead of its place
SETTINGS_KEY = "network/settings"  # there is one network in a file, so one draft of it
_TYPED = "typed"  # marks what cannot be read as a value


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """A draft and the instant (UTC) it was kept."""

    draft: Draft
    at: dt.datetime


def key_of(name: str, record_id: int | None, owner: int | None = None) -> str:
    """Return the key that the draft of a form is kept under; a new child has one for each owner."""
    if record_id is None and owner is not None:
        return f"{name}/new/{owner}"
    return f"{name}/{record_id or 'new'}"


def form_of(key: str) -> str:
    """Return what all drafts of one form are kept under, whichever of them `key` is of."""
    return key.partition("~")[0]


def part_of(key: str) -> int | None:
    """Return the part of a record that a draft belongs to, which may be gone; None if to no part.

    "meeting/1/decision/7" is a decision under item 7 of meeting 1.
    """
    _record, _id, *rest = form_of(key).split("/")
    return int(rest[1]) if len(rest) > 1 else None


def keep(file: File, key: str, draft: Draft) -> dt.datetime:
    """Keep `draft` under `key` ("member/123", "member/new"); return when. See `keep_all`."""
    return keep_all(file, {key: draft})


def drop(file: File, key: str) -> None:
    """Forget the draft kept under `key`."""
    keep_all(file, {key: None})


def keep_all(file: File, found: Mapping[str, Draft | None]) -> dt.datetime:
    """Keep drafts by their keys, and forget those of which there is None, together; return when.

    What the file cannot take is held in memory while the file is open, and is found as any draft
    is; AppError says so then. `keep_held` tries again.
    """
    return _keep(file, {key: None if one is None else _content(one) for key, one in found.items()})


def keep_content(file: File, key: str, content: Mapping[str, Any]) -> dt.datetime:
    """Keep under `key` what is no form (JSON-safe, with the record type it is about); return when.

    See `keep_all`.
    """
    return _keep(file, {key: content})


def _keep(file: File, found: Mapping[str, Mapping[str, Any] | None]) -> dt.datetime:
    at = file.store.clock.now()
    wanted: dict[str, HeldDraft] = {}
    for key, content in found.items():
        for former in _ever(key)[1:]:
            wanted[former] = None
        wanted[key] = None if content is None else (at, content)
    file.held_drafts.update(wanted)
    keep_held(file)
    return at


@contextlib.contextmanager
def used_up(file: File, *given: str) -> Iterator[None]:
    """Forget the drafts kept under the keys `given`, and their lines', with what is saved within.

    Both are done or neither: what was saved is never offered as a draft.
    """
    meant = {former for key in given for former in _ever(key)}
    found = [one for one in keys(file) if one.partition(LINE)[0] in meant]
    with file.store.using_up(found):
        yield
    for key in found:
        file.held_drafts.pop(key, None)


def keep_held(file: File) -> int:
    """Keep in the file what is held in memory; return how many drafts were, AppError if it can't.

    Nothing is written for a draft that is to be forgotten and was never kept.
    """
    try:
        number = write(file.held_drafts, file.store)
    except AppError as error:
        words = _("{why} Until then your words are held, as long as Facilitator stays open.")
        raise type(error)(words.format(why=error)) from error
    file.held_drafts.clear()
    return number


def write(held: Mapping[str, HeldDraft], store: Store) -> int:
    """Write what is held into `store`, which may be a copy; return how many drafts were."""
    with store.read() as session:
        kept = set(drafts.keys(session.connection())) if held else set()
    wanted = {key: one for key, one in held.items() if one is not None or key in kept}
    if wanted:
        with store.unjournalled() as connection:
            for key, one in wanted.items():
                if one is None:
                    drafts.drop(connection, key)
                else:
                    at, content = one
                    drafts.keep(connection, key, content, at)
    return sum(one is not None for one in wanted.values())


def held(file: File) -> tuple[str, ...]:
    """Return in words what is held in memory alone, once it was tried to keep it."""
    with contextlib.suppress(AppError):
        keep_held(file)
    found = [one[1] for one in file.held_drafts.values() if one is not None]
    return tuple(dict.fromkeys(_title(file, content) for content in found))


def _title(file: File, content: Mapping[str, Any]) -> str:
    record, record_id = content["record"], content["id"]
    with file.store.read() as session:
        words = labels(session, record, [record_id], file.format_context()) if record_id else {}
    return words.get(record_id, _(record_type(record).spec().singular))


def _content(draft: Draft) -> dict[str, Any]:
    return {
        "record": draft.record, "id": draft.id, "version": draft.version,
        "values": _plain(record_type(draft.record).spec(), draft.values),
    }  # fmt: skip


def find(file: File, key: str) -> SavedDraft | None:
    """Return the draft kept under `key`, or None; what is no longer kept is left out of it."""
    with file.store.read() as session:
        kept = [_kept(file, session, one) for one in _ever(key)]
    found = next(filter(None, kept), None)
    if found is None:
        return None
    at, content = found
    cls = find_record_type(content["record"])
    values = _restored(cls.spec(), content["values"]) if cls else {}
    if cls is None or (content["values"] and not values):
        return None
    return SavedDraft(Draft(cls.__tablename__, values, content["id"], content["version"]), at)


def find_content(file: File, key: str) -> HeldDraft:
    """Return when `keep_content` kept something under `key`, and that; None if it did not."""
    with file.store.read() as session:
        return _kept(file, session, key)


def kept_at(file: File, key: str) -> dt.datetime | None:
    """Return when something was kept under `key`, None if nothing is; its content stays unread."""
    if key in file.held_drafts:
        held = file.held_drafts[key]
        return None if held is None else held[0]
    with file.store.read() as session:
        return drafts.kept_at(session.connection(), key)


def _kept(file: File, session: Session, key: str) -> HeldDraft:
    if key in file.held_drafts:
        return file.held_drafts[key]
    return drafts.find(session.connection(), key)


def keys(file: File) -> list[str]:
    """Return what drafts are kept under, latest first."""
    with file.store.read() as session:
        kept = drafts.keys(session.connection())
    held = [key for key, one in reversed(file.held_drafts.items()) if one is not None]
    return [*held, *(key for key in kept if key not in file.held_drafts)]


def _ever(key: str) -> tuple[str, ...]:
    """Return `key`, and what it was when its record type had another name."""
    name, mark, rest = key.partition("/")
    cls = find_record_type(name)
    return (key, *(f"{old}{mark}{rest}" for old in cls.formerly)) if cls else (key,)


def _plain(spec: RecordSpec, values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain_value(spec.field(name), value) for name, value in values.items()}


def _plain_value(declared: Field, value: Any) -> Any:
    if isinstance(value, Unread):
        return {_TYPED: str(value)}
    return None if value is None else declared.kind.plain(value)


def _restored(spec: RecordSpec, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that there are still fields for; those that these cannot have, as typed."""
    found = ((spec.find(name), plain) for name, plain in values.items())
    return {one.name: _value(one, plain) for one, plain in found if one is not None}


def _value(declared: Field, plain: Any) -> Any:
    if isinstance(plain, dict) and _TYPED in plain:
        return Unread(plain[_TYPED])
    try:
        return None if plain is None else declared.kind.restore(plain)
    except ValueError:
        return Unread(plain) if isinstance(plain, str) else None
