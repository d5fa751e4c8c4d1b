"""Taking back what was done in this session, and doing it again."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator_app.domain.errors import ChangedElsewhere
from facilitator_app.i18n import _
from facilitator_app.services import done_words, texts
from facilitator_app.services.files import File
from facilitator_app.services.texts import TextPlace
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


def undo_at(
    file: File, record_id: int, *, written: bool = False, shown: tuple[TextPlace, str] | None = None
) -> Changes:
    """Take back the last change if it concerns a record; raise ChangedElsewhere if not.

    written: it has to be a change of that record itself; shown: the text that an editor shows after
    it took back words by itself: a step that leads to it would change nothing that is seen, and so
    the one before it goes, too.
    """
    if not _concerns(file, record_id, written=written) and (step := _next_step(file)):
        raise ChangedElsewhere(
            _("Nothing more to take back here. The step before was elsewhere: {step}").format(
                step=step
            )
        )
    changes = file.store.undo()
    if shown and texts.shows(file, *shown) and _concerns(file, record_id, written=written):
        return file.store.undo()
    return changes


def redo_at(file: File, record_id: int, *, written: bool = False) -> Changes:
    """Do again what was last undone, as `undo_at` takes it back."""
    concerned = _concerns(file, record_id, written=written, redo=True)
    if not concerned and (step := _next_step(file, redo=True)):
        raise ChangedElsewhere(
            _("Nothing more to do again here. The next step was elsewhere: {step}").format(
                step=step
            )
        )
    return file.store.redo()


def _concerns(file: File, record_id: int, *, written: bool, redo: bool = False) -> bool:
    with file.store.read() as session:
        changed, named = file.store.step_concerns(session.connection(), redo=redo)
    return record_id in (changed if written else changed | named)


def _next_step(file: File, *, redo: bool = False) -> str:
    """Return what the next undo, or redo, is about: "Write minutes: Parking"; "" for nothing."""
    with file.store.read() as session:
        step = file.store.next_step(session.connection(), redo=redo)
    return "" if step is None else done_words.told(file, step)


def redo(file: File) -> Changes:
    """Do again what was last undone."""
    return file.store.redo()
