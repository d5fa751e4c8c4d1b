"""Keeps a draft of an unsaved form in the file, every two seconds while it is typed in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from facilitator_app.domain.progress import Progress
from facilitator_app.gui.announcements import announce
from facilitator_app.gui.form.record_source import forget, keep
from facilitator_app.gui.page_context import PageContext
from facilitator_app.i18n import _
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft

KEEPS_AFTER_MS = 2_000


class DraftSaver(QObject):
    """Asks for the draft when it is time, and tells when it was kept."""

    def __init__(
        self,
        parent: QObject,
        context: PageContext,
        draft: Callable[[], tuple[Draft, ...]],
        kept: Callable[[], object],
    ) -> None:
        """`draft()` is what is to be kept, empty if all is saved; `kept()` hears of it."""
        super().__init__(parent)
        self._context = context
        self._draft = draft
        self._kept = kept
        self.at: dt.datetime | None = None
        self._sent = False  # whether one is on its way to be kept, or there
        self.key = ""
        self.saving = False  # the form: what is kept meanwhile would outlive the draft's end
        self.timer = QTimer(self, singleShot=True, interval=KEEPS_AFTER_MS)
        self.timer.timeout.connect(self._due)

    def touch(self) -> None:
        """Keep the draft at most KEEPS_AFTER_MS from now, however fast the keys come."""
        if not self.timer.isActive():
            self.timer.start()

    def _due(self) -> None:
        if self.saving:
            self.touch()
        else:
            self.keep()

    def keep(self) -> None:
        """Keep the draft now; if nothing is unsaved any more, forget the one that was kept."""
        self.timer.stop()
        found = self._draft()
        if not found:
            if self.at is not None or self._sent:
                self.drop()
            return
        key, self._sent = self.key, True

        def work(file: File, _progress: Progress) -> dt.datetime:
            return keep(file, key, found)

        self._context.keep_draft(self, work, self._done)

    def leave(self) -> None:
        """Keep what is not saved, and say so; what the file cannot take is told after it.

        Where all that was typed was taken out again since it was kept, nothing is.
        """
        if self._draft():
            self._context.window.tell(kept_words())
            self.keep()
        elif self.timer.isActive():
            self.keep()

    def untell(self) -> None:
        """Say no more that a draft waits: it was taken up, or thrown away."""
        self._context.window.untell(kept_words())

    def drop(self) -> None:
        """Forget the draft."""
        self.untell()
        self.timer.stop()
        self.at, self._sent = None, False
        key = self.key

        self._context.send(lambda file, _progress: forget(file, key))

    def _done(self, at: dt.datetime) -> None:
        first, page = self.at is None, self.parent()
        self.at = at
        self._kept()
        if first and isinstance(page, QWidget):
            announce(page, _("A draft is kept."))


def kept_words() -> str:
    """Return what is said when a draft was kept on leaving."""
    return _("A draft is kept. It is offered when you come back.")
