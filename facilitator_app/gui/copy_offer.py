"""Offers a copy of what is open, where its file is no longer at its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from facilitator_app import paths
from facilitator_app.domain.errors import AppError
from facilitator_app.gui.file_dialogs import ask_save
from facilitator_app.gui.long_work import LongWork
from facilitator_app.gui.notice_bar import NoticeBar, Way
from facilitator_app.gui.ops import Ops
from facilitator_app.gui.page_stack import PageStack
from facilitator_app.gui.tab_order import focus_in, give_keyboard
from facilitator_app.i18n import _
from facilitator_app.services import displacement
from facilitator_app.services.file_writing import file_name


class CopyOffer(QObject):
    """Says why nothing can be saved, with a button that saves a copy and goes on from it."""

    def __init__(
        self, ops: Ops, notice: NoticeBar, network: str, stack: PageStack,
        go_on: Callable[[Path], object],
    ) -> None:  # fmt: skip
        """What is typed in the pages of `stack` goes into the copy; go_on(copy) opens it."""
        super().__init__(notice)
        self.ops, self.notice, self._network = ops, notice, network
        self._stack, self._go_on = stack, go_on
        self._work = LongWork(notice.over, ops)
        self._keyboard: QWidget | None = None
        self.saved = False

    def say(self, words: str, other: Way | None = None) -> None:
        """Say `words`, with the button; `other` is what else can be done."""
        self.notice.say(words, bad=True, undo=self.ask, word=_("Save a copy…"), other=other)

    def ask(self) -> None:
        """Ask where the copy goes."""
        name = file_name(_("{network} copy").format(network=self._network))
        offered, kinds = paths.documents() / f"{name}.facilitator", _("Networks (*.facilitator)")
        ask_save(self.notice.over, _("Save a copy"), offered, kinds, self.save)

    def save(self, to: Path) -> None:
        """Save the copy, and go on from it; meanwhile nothing is typed that would not be in it."""
        self._stack.may_close()
        self._keyboard = focus_in(self.notice.window())
        self._stack.setEnabled(False)
        self._work.run(
            _("Saving a copy"),
            lambda file, progress: displacement.save_copy(file, to, progress),
            lambda _none: self._done(to),
            self._failed,
        )

    def _done(self, to: Path) -> None:
        self.saved = True
        self._go_on(to)

    def _failed(self, error: AppError) -> None:
        self._stack.setEnabled(True)
        if self._keyboard is not None and isValid(self._keyboard):
            give_keyboard(self._keyboard)
        self.say(str(error))
