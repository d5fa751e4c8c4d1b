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


def undo(file: File, record_id: int | None = None) -> Changes:
    """Take back the last change; raise AppError if there is none, Conflict if it cannot be.

    record_id: the record that it has to concern; ChangedElsewhere is raised if it does not.
    """
    if record_id is not None and (label := file.store.undo_label):
        with file.store.read() as session:
            if record_id not in file.store.undo_concerns(session.connection()):
                raise ChangedElsewhere(
                    _(
                        "Nothing more to take back here. The step before was elsewhere: {step}."
                    ).format(step=label)
                )
    return file.store.undo()


def redo(file: File) -> Changes:
    """Do again what was last undone."""
    return file.store.redo()
