"""What a record's page asks of the file, each in one go on the file's own thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from facilitator_app.digests.history import Line
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.ops import Done, Failed, Ops
from facilitator_app.services import drafts, records
from facilitator_app.services.drafts import Kept
from facilitator_app.services.files import File
from facilitator_app.services.records import Saved
from facilitator_app.spec.record import Changes, Draft, Row

Save = Callable[[File, Draft], Saved]


@dataclass(frozen=True, slots=True)
class Opened:
    """A row, its latest changes, and the draft that was kept of it with the words it needs."""

    row: Row
    history: tuple[Line, ...] = ()
    kept: Kept | None = None
    kept_refs: Mapping[str, str] = field(default_factory=dict)


class RecordSource:
    """Reads, saves and removes records of one type; answers come to `done` or `failed`."""

    def __init__(self, ops: Ops, name: str, save: Save) -> None:
        """Work on records called `name`; `save` stores a draft in one unit of work."""
        self._ops = ops
        self._name = name
        self._save = save

    def open(
        self,
        record_id: int | None,
        given: Mapping[str, Any],
        done: Done[Opened],
        failed: Failed | None = None,
    ) -> None:
        """Read one record, or what an empty form with `given` values starts with."""

        def work(file: File, _progress: Progress) -> Opened:
            return _open(file, self._name, record_id, given)

        self._ops.run(work, done, failed)

    def store(
        self,
        draft: Draft,
        used_up: str | None,
        done: Callable[[Saved, Opened], None],
        failed: Failed,
    ) -> None:
        """Save `draft`, forget the kept draft under the key `used_up`, and read the record anew."""

        def work(file: File, _progress: Progress) -> tuple[Saved, Opened]:
            saved = self._save(file, draft)
            if used_up is not None:
                drafts.drop(file, used_up)
            return saved, _open(file, self._name, saved.id, {})

        self._ops.run(work, lambda both: done(*both), failed)

    def remove(self, record_id: int, done: Done[Changes]) -> None:
        """Remove a record, and the draft that was kept of it."""

        def work(file: File, _progress: Progress) -> Changes:
            changes = records.remove(file, self._name, record_id)
            drafts.drop(file, key_of(self._name, record_id))
            return changes

        self._ops.run(work, done)


def key_of(name: str, record_id: int | None) -> str:
    """Return the key that the draft of a form is kept under."""
    return f"{name}/{record_id or 'new'}"


def _open(file: File, name: str, record_id: int | None, given: Mapping[str, Any]) -> Opened:
    kept = drafts.find(file, key_of(name, record_id))
    refs = records.blank(file, name, kept.draft.values).refs if kept else {}
    if record_id is None:
        return Opened(records.blank(file, name, given), (), kept, refs)
    found = records.get(file, name, record_id)
    return Opened(found, records.history(file, name, record_id), kept, refs)
