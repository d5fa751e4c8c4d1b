"""Offers a copy of what is open, where its file is no longer at its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from facilitator_app import paths
from facilitator_app.domain.errors import AppError
from facilitator_app.gui.file_dialogs import ask_save
from facilitator_app.gui.long_work import LongWork
from facilitator_app.gui.notice_bar import NoticeBar, Way
from facilitator_app.gui.ops import Ops
from facilitator_app.i18n import _
from facilitator_app.services import displacement
from facilitator_app.services.file_writing import file_name


class CopyOffer(QObject):
    """Says why nothing can be saved, with a button that saves a copy and goes on from it."""

    def __init__(
        self, ops: Ops, notice: NoticeBar, network: str, keep: Callable[[], object],
        go_on: Callable[[Path], object],
    ) -> None:  # fmt: skip
        """keep() lets pages hand over what is typed in them; go_on(copy) opens the copy."""
        super().__init__(notice)
        self.ops, self.notice, self._network = ops, notice, network
        self._keep, self._go_on = keep, go_on
        self._work = LongWork(notice.over, ops)
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
        """Save the copy, and go on from it."""
        self._keep()
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
        self.say(str(error))
