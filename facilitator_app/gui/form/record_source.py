"""What a record's page asks of the file, each in one go on the file's own thread."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from facilitator_app.digests.history import HistoryLine
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.ops import Done, Failed, Ops
from facilitator_app.services import drafts, records
from facilitator_app.services.files import File
from facilitator_app.services.record_writing import Saved
from facilitator_app.spec.record import Changes, Draft, Row

Load = Callable[[File, int], tuple[Row, ...]]
Save = Callable[[File, Draft, tuple[tuple[Draft, ...], ...]], Saved]


def save_alone(file: File, draft: Draft, _lines: tuple[tuple[Draft, ...], ...]) -> Saved:
    """Save a record that has no lines."""
    return records.save(file, draft)


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft and the words that its references need."""

    draft: Draft
    refs: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Opened:
    """A row with its lines, its latest changes, and the drafts kept: its own, then its lines'."""

    row: Row
    history: tuple[HistoryLine, ...] = ()
    lines: tuple[tuple[Row, ...], ...] = ()
    kept_at: dt.datetime | None = None
    kept: tuple[KeptDraft, ...] = ()


class RecordSource:
    """Reads, saves and removes records of one type; answers come to `done` or `failed`."""

    def __init__(self, ops: Ops, name: str, save: Save, loads: Sequence[Load] = ()) -> None:
        """Work on records called `name`.

        save: stores a draft and its lines in one unit of work; loads: read each table of lines.
        """
        self._ops = ops
        self._name = name
        self._save = save
        self._loads = tuple(loads)

    def open(
        self,
        record_id: int | None,
        given: Mapping[str, Any],
        key: str,
        done: Done[Opened],
        failed: Failed | None = None,
    ) -> None:
        """Read one record, or what an empty form with `given` values starts with; and drafts."""

        def work(file: File, _progress: Progress) -> Opened:
            return self._open(file, record_id, given, key)

        self._ops.run(work, done, failed)

    def store(
        self,
        draft: Draft,
        lines: tuple[tuple[Draft, ...], ...],
        used_up: str,
        done: Callable[[Saved, Opened], None],
        failed: Failed,
    ) -> None:
        """Save `draft` with `lines`, forget the drafts under `used_up`, and read all of it anew."""

        def work(file: File, _progress: Progress) -> tuple[Saved, Opened]:
            saved = self._save(file, draft, lines)
            if used_up:
                forget(file, used_up)
            return saved, self._open(file, saved.id, {}, key_of(self._name, saved.id))

        self._ops.run(work, lambda both: done(*both), failed)

    def forget(self, key: str) -> None:
        """Forget the drafts under `key`."""
        self._ops.run(lambda file, _progress: forget(file, key), lambda _none: None)

    def remove(self, record_id: int, done: Done[Changes]) -> None:
        """Remove a record, and the draft that was kept of it."""

        def work(file: File, _progress: Progress) -> Changes:
            changes = records.remove(file, self._name, record_id)
            forget(file, key_of(self._name, record_id))
            return changes

        self._ops.run(work, done)

    def _open(
        self, file: File, record_id: int | None, given: Mapping[str, Any], key: str
    ) -> Opened:
        first = drafts.find(file, key)
        kept = tuple(_with_words(file, one) for one in _kept(file, key))
        at = first.at if first else None
        if record_id is None:
            none: tuple[Row, ...] = ()
            blank = records.blank(file, self._name, given)
            return Opened(blank, (), (none,) * len(self._loads), at, kept)
        found = records.get(file, self._name, record_id)
        lines = tuple(load(file, record_id) for load in self._loads)
        return Opened(found, records.history(file, self._name, record_id), lines, at, kept)


def key_of(name: str, record_id: int | None, owner: int | None = None) -> str:
    """Return the key that the draft of a form is kept under; a new child has one for each owner."""
    if record_id is None and owner is not None:
        return f"{name}/new/{owner}"
    return f"{name}/{record_id or 'new'}"


def keep(file: File, key: str, kept: Sequence[Draft]) -> dt.datetime:
    """Keep a record's draft and those of its lines, in place of what was kept; return when."""
    at = drafts.keep(file, key, kept[0])
    for place, draft in enumerate(kept[1:]):
        drafts.keep(file, _line_key(key, place), draft)
    _forget_lines(file, key, len(kept) - 1)
    return at


def forget(file: File, key: str) -> None:
    """Forget a record's draft and those of its lines."""
    drafts.drop(file, key)
    _forget_lines(file, key, 0)


def _forget_lines(file: File, key: str, place: int) -> None:
    while drafts.find(file, _line_key(key, place)) is not None:
        drafts.drop(file, _line_key(key, place))
        place += 1


def _kept(file: File, key: str) -> Iterator[Draft]:
    found = drafts.find(file, key)
    place = 0
    while found is not None:
        yield found.draft
        found = drafts.find(file, _line_key(key, place))
        place += 1


def _line_key(key: str, place: int) -> str:
    return f"{key}/line/{place}"


def _with_words(file: File, draft: Draft) -> KeptDraft:
    return KeptDraft(draft, records.blank(file, draft.record, draft.values).refs)
