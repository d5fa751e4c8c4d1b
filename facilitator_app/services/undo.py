"""Taking back what was done in this session, and doing it again."""

from __future__ import annotations

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


def undo_at(file: File, record_id: int, *, written: bool = False) -> Changes:
    """Take back the last change if it concerns a record; raise ChangedElsewhere if not.

    written: it has to be a change of that record itself.
    """
    concerned = _concerns(file, record_id, written=written)
    if not concerned and (label := file.store.undo_label):
        raise ChangedElsewhere(
            _("Nothing more to take back here. The step before was elsewhere: {step}.").format(
                step=label
            )
        )
    return file.store.undo()


def redo_at(file: File, record_id: int, *, written: bool = False) -> Changes:
    """Do again what was last undone, as `undo_at` takes it back."""
    concerned = _concerns(file, record_id, written=written, redo=True)
    if not concerned and (label := file.store.redo_label):
        raise ChangedElsewhere(
            _("Nothing more to do again here. The next step was elsewhere: {step}.").format(
                step=label
            )
        )
    return file.store.redo()


def _concerns(file: File, record_id: int, *, written: bool, redo: bool = False) -> bool:
    with file.store.read() as session:
        changed, named = file.store.step_concerns(session.connection(), redo=redo)
    return record_id in (changed if written else changed | named)


def redo(file: File) -> Changes:
    """Do again what was last undone."""
    return file.store.redo()
