"""When a page may not be left: while its words could be neither saved nor kept as a draft."""

from __future__ import annotations

from facilitator_app.gui.notice_bar import NoticeBar
from facilitator_app.i18n import _


class Leaving:
    """Knows whose words were given up, and offers that in the window's bar."""

    def __init__(self, notice: NoticeBar) -> None:
        """Begin with nothing given up."""
        self._notice = notice
        self._given_up = ""

    def begin_anew(self) -> None:
        """Take note that another page is in front: what is typed from now on is not given up."""
        self._given_up = ""

    def leave_without(self, title: str) -> bool:
        """Return whether what was typed in `title` was given up; else say why one stays there."""
        if self._given_up == title:
            return True

        def give_up() -> None:
            self._given_up = title
            self._notice.say(_("Your words are given up. Leave “{title}” now.").format(title=title))

        said = _(
            "What you typed in “{title}” could not be saved or kept as a draft, so it stays open. "
            "Free some space, or copy your words."
        ).format(title=title)
        self._notice.say(said, bad=True, undo=give_up, word=_("Give them up"))
        return False
