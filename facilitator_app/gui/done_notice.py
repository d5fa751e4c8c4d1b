"""Says in the quiet bar what was done, and to whom."""

from __future__ import annotations

from collections.abc import Callable

from facilitator_app.domain.errors import AppError
from facilitator_app.gui.announcements import announce
from facilitator_app.gui.notice_bar import NoticeBar
from facilitator_app.gui.ops import Ops, while_here
from facilitator_app.i18n import mid_sentence
from facilitator_app.services import done_words
from facilitator_app.spec.record import Changes


class DoneNotice:
    """Asks the file for the words: only it knows what the records are called."""

    def __init__(self, ops: Ops, notice: NoticeBar) -> None:
        """Say all in `notice`."""
        self._ops, self._notice = ops, notice

    def say(
        self,
        changes: Changes,
        sentence: str,
        undo: Callable[[], object],
        word: str = "",
        *,
        heard: bool = False,
    ) -> None:
        """Say `sentence`, its {what} filled, with a button for undo(); what is said since stays.

        heard: a screen reader says it already, where it was done.
        """
        notice, before = self._notice, self._notice.times

        def show(what: str) -> None:
            if notice.times == before:
                notice.say(sentence.format(what=mid_sentence(what)), undo=undo, word=word)
                if heard:
                    announce(notice, "")

        def fail(_error: AppError) -> None:
            show(changes.label)

        self._ops.run(
            lambda file, _progress: done_words.told(file, changes), while_here(notice, show), fail
        )
