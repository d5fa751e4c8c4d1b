"""Opens attachments in other programs, after saying once that a copy leaves the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from facilitator_app.digests.attachments import AttachmentLine
from facilitator_app.domain.file_names import shortened
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.attachments import outside_copies
from facilitator_app.gui.widgets.buttons import Click
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.i18n import _
from facilitator_app.locale_formats import join_list
from facilitator_app.services import attachments
from facilitator_app.services.files import File


class OutsideOpening(QObject):
    """Asks with `ask(notice)`, which `end_asking()` takes away."""

    def __init__(
        self,
        parent: QObject,
        context: PageContext,
        ask: Callable[[Notice], object],
        end_asking: Click,
    ) -> None:
        """Have opened nothing yet."""
        super().__init__(parent)
        self._context, self._ask, self._end_asking = context, ask, end_asking

    def open(self, lines: Sequence[AttachmentLine]) -> None:
        """Open `lines`; the first time in a session, ask before."""
        if outside_copies.of_this_process().told:
            self._open_now(lines)
        elif lines:
            self._ask(_notice(lines, partial(self._agreed, lines), self._end_asking))

    def _agreed(self, lines: Sequence[AttachmentLine]) -> None:
        outside_copies.of_this_process().told = True
        self._end_asking()
        self._open_now(lines)

    def _open_now(self, lines: Sequence[AttachmentLine]) -> None:
        ids = [line.id for line in lines]

        def work(file: File, _progress: Progress) -> list[Path]:
            copies = outside_copies.of_this_process()
            return [copies.put(*attachments.to_open(file, one)) for one in ids]

        self._context.ask(self, work, partial(self._hand_over, [line.name for line in lines]))

    def _hand_over(self, names: Sequence[str], copies: Sequence[Path]) -> None:
        for name, path in zip(names, copies, strict=True):
            if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
                words = _("No program here opens {name}. Save a copy, and open that.")
                self._context.refuse(words.format(name=shortened(name)))


def _notice(lines: Sequence[AttachmentLine], agreed: Click, later: Click) -> Notice:
    names = join_list(shortened(line.name) for line in lines)
    return Notice(
        "info",
        _("A copy of {names} will leave the encrypted file.").format(names=names),
        _(
            "Another program opens the copy, and whoever uses this computer can read it"
            " until Facilitator closes and takes it away. Changes made there are not"
            " brought back: attach the changed file again."
        ),
        ((_("Open the copy"), agreed), (_("Not now"), later)),
    )
