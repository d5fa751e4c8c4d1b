"""Words that the file cannot take: held in memory, tried again, and in the way of closing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from facilitator_app.domain.errors import AppError, Displaced, Gone, NothingToUndo, NotSaved
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.copy_offer import CopyOffer
from facilitator_app.i18n import _, ngettext
from facilitator_app.locale_formats import join_list
from facilitator_app.services import displacement, drafts
from facilitator_app.services.files import File

_Unkept = tuple[tuple[str, ...], str]  # titles of drafts, and what became of the file

_ALL_KEPT: _Unkept = ((), "")
_AGAIN_MS = 5_000
_NAMED = 2


class HeldWords(QObject):
    """Sees to it that drafts which are held in memory get into the file, or are not lost unsaid."""

    def __init__(
        self, copies: CopyOffer, mark: Callable[[str], None], again: Callable[[], None]
    ) -> None:
        """Speak where `copies` does; mark(words) of words held, then mark("") and again()."""
        super().__init__(copies)
        self._copies, self._ops, self._notice = copies, copies.ops, copies.notice
        self._mark, self._again = mark, again
        self._given_up = _ALL_KEPT
        self._question = ""
        self._timer = QTimer(self, interval=_AGAIN_MS)
        self._timer.timeout.connect(self.try_again)

    def see_to(self, error: AppError) -> None:
        """Say why words are held, not each time over, and try until the file takes them."""
        words, said = _words(error), self._notice.said
        stands = said in (words, self._question) if said else self._timer.isActive()
        if not stands:
            self.fail(error)
        self._mark(_("Not all is saved"))
        self._timer.start()

    def fail(self, error: AppError) -> None:
        """Say what went wrong; where the file is no longer at its place, offer a copy."""
        if isinstance(error, Displaced):
            self._copies.say(_words(error))
        else:
            passing = not isinstance(error, NotSaved | Gone)
            bad = not isinstance(error, NothingToUndo)
            self._notice.say(str(error), bad=bad, passing=passing)

    def tell_saved(self) -> None:
        """Say that all is saved; where words are held, try once more, and say why it failed."""
        if self._timer.isActive():
            self._ops.run(_keep_held, self._kept, self.fail)
        else:
            self._notice.say(_("Everything is saved already."))

    def try_again(self) -> None:
        """Try to keep what is held."""
        self._ops.run(_keep_held, self._kept, lambda _error: None)

    def may_close(self, close: Callable[[], object]) -> bool:
        """Return whether all is in the file, and that at its place; else say what is not.

        close() is offered without it.
        """
        titles, happened = unkept = self._ops.wait_for(_unkept)
        if self._copies.saved or unkept in (_ALL_KEPT, self._given_up):
            return True

        def give_up() -> None:
            self._given_up = unkept
            close()

        if happened:
            words = _("{happened} Closed without saving a copy, what is only here is lost.")
            self._question = words.format(happened=happened)
            self._copies.say(self._question, (_("Close without a copy"), give_up))
            return False
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


def _unkept(file: File, _progress: Progress) -> _Unkept:
    return drafts.held(file), displacement.displaced(file)


def _words(error: AppError) -> str:
    if not isinstance(error, Displaced):
        return str(error)
    return _("{why} Or save a copy now: it holds all that you see and typed here.").format(
        why=error
    )
