"""Taking back what was done in this session, and doing it again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from facilitator_app.domain.errors import ChangedElsewhere
from facilitator_app.i18n import _
from facilitator_app.services.files import File
from facilitator_app.spec.record import Changes


@dataclass(frozen=True, slots=True)
class UndoLabels:
    """What the next undo and redo would do, "" for nothing."""

    undo: str
    redo: str


def labels(file: File) -> UndoLabels:
    """Return what can be undone and redone now."""
    return UndoLabels(file.store.undo_label, file.store.redo_label)


def undo(file: File) -> Changes:
    """Take back the last change; raise AppError if there is none, Conflict if it cannot be."""
    return file.store.undo()


def undo_at(file: File, record_id: int) -> Changes:
    """Take back the last change if it concerns a record; raise ChangedElsewhere if not."""
    with file.store.read() as session:
        changed, named = file.store.undo_concerns(session.connection())
    _refuse_elsewhere(file, concerned=record_id in changed | named)
    return file.store.undo()


def undo_writing(
    file: File, record_id: int, keep_whole: Callable[[File], object] | None
) -> Changes:
    """Take back what was last written in a record; raise ChangedElsewhere for any other change.

    keep_whole: stores first what the editor alone took back, so that `redo` brings back all of it.
    """
    _refuse_elsewhere(file, concerned=_changes(file, record_id))
    steps = file.store.undo_steps
    if keep_whole is not None:
        keep_whole(file)
    changes = file.store.undo()
    if file.store.undo_steps == steps and _changes(file, record_id):
        changes = file.store.undo()  # what was stored first was a step of its own
    return changes


def _changes(file: File, record_id: int) -> bool:
    with file.store.read() as session:
        return record_id in file.store.undo_concerns(session.connection())[0]


def _refuse_elsewhere(file: File, *, concerned: bool) -> None:
    if not concerned and (label := file.store.undo_label):
        raise ChangedElsewhere(
            _("Nothing more to take back here. The step before was elsewhere: {step}.").format(
                step=label
            )
        )


def redo(file: File) -> Changes:
    """Do again what was last undone."""
    return file.store.redo()
