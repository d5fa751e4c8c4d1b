"""Taking back what was done in this session, and doing it again."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator_app.domain.errors import ChangedElsewhere
from facilitator_app.i18n import _
from facilitator_app.services import done_words, texts
from facilitator_app.services.files import File
from facilitator_app.services.texts import TextPlace
from facilitator_app.spec.record import Changes
from facilitator_app.store.base import record_type


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


def undo_at(file: File, record_id: int, writing: TextPlace | None = None) -> Changes:
    """Take back the last change if it concerns a record; raise ChangedElsewhere if not.

    writing: it has to be a change of that text.
    """
    _stop_elsewhere(file, record_id, writing)
    return file.store.undo()


def undo_in_editor(file: File, place: TextPlace, shown: str) -> Changes:
    """Take back the last change of a text of which the editor took back words by itself.

    It shows `shown`: a step that leads to it would change nothing that is seen, and so the one
    before it goes, too, or it is said that it was elsewhere. What the editor took back does not
    come again. Raises as `undo_at`.
    """
    if file.store.steps.brings_back and (step := _next_step(file, beneath=True)):
        raise ChangedElsewhere(_no_more(step))
    changes = undo_at(file, place.id, place)
    if texts.shows(file, place, shown):
        if _concerns(file, place.id, place):
            return file.store.undo()
        if step := _next_step(file):
            raise ChangedElsewhere(_no_more(step))
    return changes


def redo_at(file: File, record_id: int, writing: TextPlace | None = None) -> Changes:
    """Do again what was last undone, as `undo_at` takes it back."""
    concerned = _concerns(file, record_id, writing, redo=True)
    if not concerned and (step := _next_step(file, redo=True)):
        raise ChangedElsewhere(
            _("Nothing more to redo here. The next step: {step}").format(step=step)
        )
    return file.store.redo()


def _stop_elsewhere(file: File, record_id: int, writing: TextPlace | None) -> None:
    if not _concerns(file, record_id, writing) and (step := _next_step(file)):
        raise ChangedElsewhere(_no_more(step))


def _no_more(step: str) -> str:
    words = _("Nothing more to undo here. The step before: {step}")
    return words.format(step=step)


def _concerns(file: File, record_id: int, writing: TextPlace | None, *, redo: bool = False) -> bool:
    with file.store.read() as session:
        connection = session.connection()
        if writing is not None:
            place = record_type(writing.record), writing.id, writing.field
            return file.store.step_changes(connection, place, redo=redo)
        changed, named = file.store.step_concerns(connection, redo=redo)
    return record_id in changed | named


def _next_step(file: File, *, redo: bool = False, beneath: bool = False) -> str:
    """Return what the next undo, or redo, is about: "Write minutes: Parking"; "" for nothing."""
    with file.store.read() as session:
        step = file.store.next_step(session.connection(), redo=redo, beneath=beneath)
    return "" if step is None else done_words.told(file, step)


def redo(file: File) -> Changes:
    """Do again what was last undone."""
    return file.store.redo()
