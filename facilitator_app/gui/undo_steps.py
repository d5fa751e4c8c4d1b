"""Undo and Redo of the window: what they take back, and how that is told."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from facilitator_app.domain.errors import AppError, ChangedElsewhere
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.done_notice import DoneNotice
from facilitator_app.gui.notice_bar import NoticeBar
from facilitator_app.gui.ops import Ops, Work
from facilitator_app.gui.page_protocols import SavesItself, ShowsRecord, TakesBack, Writing
from facilitator_app.gui.page_stack import PageStack
from facilitator_app.i18n import _
from facilitator_app.services import undo
from facilitator_app.services.files import File
from facilitator_app.spec.record import Changes


class UndoWindow(Protocol):
    """A window in which something is undone."""

    stack: PageStack
    notice: NoticeBar

    def take_in(self, changes: Changes) -> None:
        """Let every page take note of changes."""
        ...

    def fail(self, error: AppError) -> None:
        """Say what went wrong."""
        ...


class UndoSteps:
    """Takes back first what the page in front has not saved, then one step of the file."""

    def __init__(self, window: UndoWindow, ops: Ops) -> None:
        """Have undone nothing yet."""
        self._window, self._ops = window, ops
        self._done = DoneNotice(ops, window.notice)

    def say_done(self, changes: Changes) -> None:
        """Say what was done, with Undo beside it."""
        self._done.say(changes, _("Done: {what}"), self.undo)

    def undo(self) -> None:
        """Take back the last step, wherever it was made."""
        writing = self._writing()

        def work(file: File, progress: Progress) -> Changes:
            try:
                return (
                    undo.undo(file) if writing is None else _undo_writing(writing, file, progress)
                )
            except ChangedElsewhere:
                return undo.undo(file)

        self._undo(work)

    def undo_in_text(self) -> None:
        """Take back the last step if it concerns what is in front, where somebody types.

        Whoever takes back words one after another does not mean what was done elsewhere.
        """
        front, writing = self._window.stack.front, self._writing()
        record_id = front.record_id if isinstance(front, ShowsRecord) else None
        if writing is not None:
            self._undo(partial(_undo_writing, writing))
        elif record_id is not None:
            self._undo(partial(_undo_at, record_id))
        else:
            self.undo()

    def redo(self) -> None:
        """Do again what was undone."""
        self._window.stack.flush()
        self._ops.run(lambda file, _progress: undo.redo(file), self._redone)

    def _writing(self) -> Writing | None:
        front = self._window.stack.front
        return front.writing() if isinstance(front, SavesItself) else None

    def _undo(self, work: Work[Changes]) -> None:
        front = self._window.stack.front
        if isinstance(front, TakesBack) and front.take_back():
            return
        self._window.stack.flush()
        self._ops.run(work, self._undone, self._refused)

    def _undone(self, changes: Changes) -> None:
        self._window.take_in(changes)
        self._done.say(changes, _("Taken back: {what}"), self.redo, _("Redo"))

    def _redone(self, changes: Changes) -> None:
        self._window.take_in(changes)
        self._done.say(changes, _("Done again: {what}"), self.undo)

    def _refused(self, error: AppError) -> None:
        if isinstance(error, ChangedElsewhere):
            self._window.notice.say(str(error), undo=self.undo)
        else:
            self._window.fail(error)


def _undo_at(record_id: int, file: File, _progress: Progress) -> Changes:
    return undo.undo_at(file, record_id)


def _undo_writing(writing: Writing, file: File, _progress: Progress) -> Changes:
    return undo.undo_writing(file, writing.record_id, writing.keep_whole)
