"""What a record's page asks of the file, each in one go on the file's own thread."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject

from facilitator_app.digests.corrections import CorrectionLine
from facilitator_app.digests.history import HistoryLine
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.ops import Done, Failed
from facilitator_app.gui.page_context import PageContext
from facilitator_app.services import corrections, drafts, records, tags
from facilitator_app.services.children import Children
from facilitator_app.services.files import File
from facilitator_app.services.record_writing import Saved
from facilitator_app.spec.record import Changes, Draft, Row, Unread

Save = Callable[[File, Draft, Children], Saved]


@dataclass(frozen=True, slots=True)
class DraftWithRefs:
    """A draft and the words that its references need."""

    draft: Draft
    refs: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Opened:
    """A row with its latest changes, what it owns, and the drafts: its own, then its lines'.

    draft_key: what these drafts are kept under; own_key: what the page keeps its own under, so that
    it never writes over one that waits; stays: why the record cannot be removed, "" if it can;
    reason_kept: whether a correction was begun, and why is kept; kept: the fields that stay as they
    are for something sealed, and why.
    """

    row: Row
    history: tuple[HistoryLine, ...] = ()
    children: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    drafted_at: dt.datetime | None = None
    drafts: tuple[DraftWithRefs, ...] = ()
    draft_key: str = ""
    own_key: str = ""
    corrections: tuple[CorrectionLine, ...] = ()
    stays: str = ""
    reason_kept: bool = False
    kept: Mapping[str, str] = field(default_factory=dict)


class RecordSource:
    """Reads, saves and removes records of one type for a page; answers come to `done`."""

    def __init__(self, page: QObject, context: PageContext, name: str, save: Save) -> None:
        """Work on records called `name`; save() stores a draft and what it owns in one step."""
        self._page, self._context = page, context
        self._name, self._save = name, save

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

        self._context.ask(self._page, work, done, failed)

    def store(
        self,
        draft: Draft,
        children: Children,
        used_up: str,
        done: Callable[[Saved, Opened], None],
        failed: Failed,
        save: Save | None = None,
    ) -> None:
        """Save `draft` with `children`, with it forget the drafts `used_up`, and read all anew.

        If the page was left meanwhile, what it kept on leaving is saved now and is forgotten too.
        `save` does it in place of the usual way.
        """

        def work(file: File, _progress: Progress) -> tuple[Saved, Opened]:
            correcting = corrections.draft_key(draft.record, draft.id)
            with drafts.used_up(file, used_up, correcting):
                saved = (save or self._save)(file, draft, children)
            return saved, self._open(file, saved.id, {}, drafts.key_of(self._name, saved.id))

        def gone(both: tuple[Saved, Opened]) -> None:
            self._context.send(lambda file, _progress: forget(file, used_up))
            self._context.window.changed(both[0].changes)

        self._context.ask(self._page, work, lambda both: done(*both), failed, gone)

    def remove(self, record_id: int, done: Done[Changes]) -> None:
        """Remove a record, and the draft that was kept of it."""

        def work(file: File, _progress: Progress) -> Changes:
            return records.remove(file, self._name, record_id)

        self._context.ask(self._page, work, done, gone=self._context.window.changed)

    def _open(
        self, file: File, record_id: int | None, given: Mapping[str, Any], key: str
    ) -> Opened:
        latest, own = _keys(file, key)
        at, found_drafts = kept(file, latest) or (None, ())
        drafted = (at, found_drafts, latest, own)
        if record_id is None:
            none = dict.fromkeys(records.spec(self._name).children, ())
            return Opened(records.blank(file, self._name, given), (), none, *drafted)
        found = records.get(file, self._name, record_id)
        history = records.history(file, self._name, record_id)
        children = {
            child: tags.with_retired_marked(file, rows)
            for child, rows in records.children(file, self._name, record_id).items()
        }
        made = corrections.made(file, self._name, record_id)
        stays = records.stays(file, self._name, record_id)
        begun = corrections.draft_key(self._name, record_id) in drafts.keys(file)
        held = records.kept(file, self._name, record_id)
        return Opened(found, history, children, *drafted, made, stays, begun, held)


def _keys(file: File, key: str) -> tuple[str, str]:
    """Return the key of the latest draft of a form, and one that no draft of it has.

    All drafts of one form but the first are kept under its key and a number: "member/new~2".
    """
    base = drafts.form_of(key)
    kept = [
        one for one in drafts.keys(file) if drafts.form_of(one) == base and drafts.LINE not in one
    ]
    free, number = base, 2
    while free in kept:
        free, number = f"{base}~{number}", number + 1
    return (kept[0] if kept else base), free


def keep(file: File, key: str, found: Sequence[Draft]) -> dt.datetime:
    """Keep a record's draft and those of its lines, in place of what was kept; return when."""
    kept: dict[str, Draft | None] = dict.fromkeys(_line_keys(file, key))
    kept[key] = found[0]
    kept |= {_line_key(key, place): draft for place, draft in enumerate(found[1:])}
    return drafts.keep_all(file, kept)


def kept(file: File, key: str) -> tuple[dt.datetime, tuple[DraftWithRefs, ...]] | None:
    """Return when drafts were kept under `key`, and these; None if there are none."""
    first = drafts.find(file, key)
    found = tuple(with_words(file, one) for one in _drafts(file, key))
    return None if first is None else (first.at, found)


def with_words(file: File, draft: Draft) -> DraftWithRefs:
    """Return `draft` with the words of what it refers to."""
    given = {name: one for name, one in draft.values.items() if not isinstance(one, Unread)}
    return DraftWithRefs(draft, records.blank(file, draft.record, given).refs)


def forget(file: File, key: str) -> None:
    """Forget a record's draft and those of its lines."""
    drafts.keep_all(file, dict.fromkeys((key, *_line_keys(file, key))))


def _line_keys(file: File, key: str) -> list[str]:
    """Return the keys of the drafts of a record's lines that are kept."""
    places = itertools.count()
    keys = (_line_key(key, place) for place in places)
    return list(itertools.takewhile(lambda one: drafts.find(file, one) is not None, keys))


def _drafts(file: File, key: str) -> Iterator[Draft]:
    found = (drafts.find(file, one) for one in (key, *_line_keys(file, key)))
    return (one.draft for one in found if one is not None)


def _line_key(key: str, place: int) -> str:
    return f"{key}{drafts.LINE}{place}"
