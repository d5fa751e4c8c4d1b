"""Undo and Redo of the window: what they take back, and how that is told."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from facilitator_app.domain.errors import AppError, ChangedElsewhere
from facilitator_app.gui.announcements import deed_announced
from facilitator_app.gui.done_notice import DoneNotice
from facilitator_app.gui.notice_bar import NoticeBar
from facilitator_app.gui.ops import Ops, Work
from facilitator_app.gui.page_protocols import (
    HasParts,
    SavesItself,
    ShowsRecord,
    TakesBack,
    Writing,
)
from facilitator_app.gui.page_stack import PageStack
from facilitator_app.gui.widgets.buttons import Click
from facilitator_app.i18n import _
from facilitator_app.services import undo
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
        heard = deed_announced(self._window.notice.window())
        self._done.say(changes, _("Done: {what}"), self.undo, heard=heard)

    def undo(self) -> None:
        """Take back the last step, wherever it was made."""
        self._undo(lambda file, _progress: undo.undo(file))

    def redo(self) -> None:
        """Do again what was undone."""
        self._redo(lambda file, _progress: undo.redo(file))

    def undo_in_text(self) -> None:
        """Take back the last step if it concerns what is in front, where somebody types.

        Whoever takes back words one after another does not mean what was done elsewhere.
        """
        if (there := self._in_hand()) is None:
            self.undo()
            return
        record_id, writing = there
        place = writing.place if writing is not None else None
        if writing is not None and writing.taken_back:
            where, shown = writing.place, writing.text
            self._undo(lambda file, _progress: undo.undo_in_editor(file, where, shown))
        else:
            self._undo(lambda file, _progress: undo.undo_at(file, record_id, place))

    def redo_in_text(self) -> None:
        """Do again what was undone if it concerns what is in front, where somebody types."""
        if (there := self._in_hand()) is None:
            self.redo()
            return
        record_id, writing = there
        place = writing.place if writing is not None else None
        self._redo(lambda file, _progress: undo.redo_at(file, record_id, place))

    def _in_hand(self) -> tuple[int, Writing | None] | None:
        """Return the record that is written in, else the part or the one in front; and the writing.

        None where a page shows no record.
        """
        front = self._window.stack.front
        writing = front.writing() if isinstance(front, SavesItself) else None
        if writing is not None:
            return writing.place.id, writing
        part_id = front.part_id if isinstance(front, HasParts) else None
        record_id = part_id or (front.record_id if isinstance(front, ShowsRecord) else None)
        return None if record_id is None else (record_id, None)

    def _undo(self, work: Work[Changes]) -> None:
        front = self._window.stack.front
        if isinstance(front, TakesBack) and front.take_back():
            return
        self._window.stack.flush()
        self._ops.run(work, self._undone, partial(self._refused, self.undo, ""))

    def _redo(self, work: Work[Changes]) -> None:
        self._window.stack.flush()
        self._ops.run(work, self._redone, partial(self._refused, self.redo, _("Redo")))

    def _undone(self, changes: Changes) -> None:
        self._window.take_in(changes)
        self._done.say(changes, _("Undone: {what}"), self.redo, _("Redo"))

    def _redone(self, changes: Changes) -> None:
        self._window.take_in(changes)
        self._done.say(changes, _("Redone: {what}"), self.undo)

    def _refused(self, again: Click, word: str, error: AppError) -> None:
        if isinstance(error, ChangedElsewhere):
            self._window.notice.say(str(error), passing=True, undo=again, word=word)
        else:
            self._window.fail(error)
