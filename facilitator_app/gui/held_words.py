"""Words that the file cannot take: held in memory, tried again, and in the way of closing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from facilitator_app.domain.errors import AppError
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.notice_bar import NoticeBar
from facilitator_app.gui.ops import Ops
from facilitator_app.i18n import _, ngettext
from facilitator_app.locale_formats import join_list
from facilitator_app.services import drafts
from facilitator_app.services.files import File

_AGAIN_MS = 5_000
_NAMED = 2


class HeldWords(QObject):
    """Sees to it that drafts which are held in memory get into the file, or are not lost unsaid."""

    def __init__(
        self, ops: Ops, notice: NoticeBar, mark: Callable[[str], None], again: Callable[[], None]
    ) -> None:
        """Say all in `notice`, mark(words) as long as words are held, then mark("") and again()."""
        super().__init__(notice)
        self._ops, self._notice, self._mark, self._again = ops, notice, mark, again
        self._given_up: tuple[str, ...] = ()
        self._question = ""
        self._timer = QTimer(self, interval=_AGAIN_MS)
        self._timer.timeout.connect(self.try_again)

    def see_to(self, error: AppError) -> None:
        """Say why words are held, not each time over, and try until the file takes them."""
        words, said = str(error), self._notice.said
        stands = said in (words, self._question) if said else self._timer.isActive()
        if not stands:
            self._notice.say(words, bad=True)
        self._mark(_("Not all is saved"))
        self._timer.start()

    def try_again(self) -> None:
        """Try to keep what is held."""
        self._ops.run(_keep_held, self._kept, lambda _error: None)

    def may_close(self, close: Callable[[], object]) -> bool:
        """Return whether nothing is held; else say what is, and offer to close() without it."""
        titles = self._ops.wait_for(lambda file, _progress: drafts.held(file))
        if not titles or titles == self._given_up:
            return True

        def give_up() -> None:
            self._given_up = titles
            close()

        shown, more = titles[:_NAMED], len(titles) - _NAMED
        rest = (ngettext("{n} more", "{n} more", more),) if more > 0 else ()
        self._question = _(
            "What you typed could not be kept yet: {titles}. "
            "Free some space; closed now, it is lost."
        ).format(titles=join_list((*shown, *rest)))
        self._notice.say(self._question, bad=True, undo=give_up, word=_("Close without them"))
        return False

    def _kept(self, number: int) -> None:
        self._timer.stop()
        self._mark("")
        if number:
            self._notice.say(_("What you typed is kept as a draft now."))
        self._again()


def _keep_held(file: File, _progress: Progress) -> int:
    return drafts.keep_held(file)
