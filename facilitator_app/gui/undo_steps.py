"""Undo and Redo of the window: what they take back, and how that is told."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from facilitator_app.domain.errors import AppError, ChangedElsewhere
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.done_notice import DoneNotice
from facilitator_app.gui.notice_bar import NoticeBar
from facilitator_app.gui.ops import Ops
from facilitator_app.gui.page_protocols import ShowsRecord, TakesBack
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
        self._undo(None)

    def undo_in_text(self) -> None:
        """Take back the last step if it concerns the record in front, where somebody writes.

        Whoever takes back words one after another does not mean what was done elsewhere.
        """
        front = self._window.stack.front
        self._undo(front.record_id if isinstance(front, ShowsRecord) else None)

    def redo(self) -> None:
        """Do again what was undone."""
        self._window.stack.flush()
        self._ops.run(lambda file, _progress: undo.redo(file), self._redone)

    def _undo(self, record_id: int | None) -> None:
        front = self._window.stack.front
        if isinstance(front, TakesBack) and front.take_back():
            return
        self._window.stack.flush()
        self._ops.run(partial(_take_back, record_id), self._undone, self._refused)

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


def _take_back(record_id: int | None, file: File, _progress: Progress) -> Changes:
    return undo.undo(file, record_id)
