"""A new passphrase for the open network, and what then keeps the old one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from facilitator_app.domain.errors import AppError, WrongPassphrase
from facilitator_app.domain.passphrases import strength
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.long_work import LongWork
from facilitator_app.gui.pages.settings.settings_blocks import Block, go_to
from facilitator_app.gui.unlock_new import passphrase_problem
from facilitator_app.gui.widgets.buttons import button
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import _
from facilitator_app.locale_formats import join_sentences
from facilitator_app.services import backup_list, files
from facilitator_app.services.files import File


class PassphraseBlock(Block):
    """The old passphrase, the new one twice; the old one is not asked of whoever used the sheet."""

    def __init__(
        self,
        work: LongWork,
        show_sheet: Callable[[], object],
        changed: Callable[[], object],
    ) -> None:
        """`show_sheet` shows the new recovery sheet; changed() is told of a new passphrase."""
        super().__init__(
            _("Passphrase"),
            _(
                "Change it when somebody who knows it leaves. Only the new one opens the file then."
                " The recovery sheet that was printed before does not."
            ),
        )
        self._work, self._show_sheet, self._changed = work, show_sheet, changed
        self._by_sheet = False
        self.old = self.add_field(_("Passphrase now"), self.change)
        self.new = self.add_field(_("New passphrase"), self.change)
        words = text_label(strength(""), "small", wrap=True)
        self.new.field.textChanged.connect(lambda text: words.setText(strength(text)))
        self.body.addWidget(words)
        self.again = self.add_field(_("New passphrase again"), self.change)
        self.add_buttons(button(_("Change the passphrase"), "", "key", self.change))

    def show_by_sheet(self, by_sheet: bool) -> None:
        """Ask for the old passphrase, or not where the file was opened with its recovery sheet."""
        self._by_sheet, here = by_sheet, self.old.field.hasFocus()
        line = self.old.parentWidget()
        assert line is not None
        line.setVisible(not by_sheet)
        if here:
            self.go_to()

    def go_to(self) -> None:
        """Put the keyboard where typing begins."""
        go_to((self.new if self._by_sheet else self.old).field)

    def change(self) -> None:
        """Change it, or say what is to be mended first."""
        problem, field = passphrase_problem(self.new, self.again)
        if not self._by_sheet and not self.old.field.text():
            problem, field = _("Type the passphrase that it has now."), self.old
        if problem:
            self._refuse(problem, field)
            return
        old = None if self._by_sheet else self.old.field.text()
        new = self.new.field.text()

        def work(file: File, progress: Progress) -> tuple[Path, ...]:
            if old is not None:
                files.confirm(file, old)
            files.change_passphrase(file, new, progress)
            return backup_list.under_older(file)

        def failed(error: AppError) -> None:
            wrong = isinstance(error, WrongPassphrase)
            self._refuse(str(error), self.old if wrong else self.new)

        self.say("", "")
        self._work.run(_("Changing the passphrase"), work, self._done, failed)

    def _done(self, older: tuple[Path, ...]) -> None:
        for one in (self.old, self.new, self.again):
            one.field.clear()
        told = [_("The recovery sheet that was printed before no longer opens it.")]
        if older:
            told.append(
                _(
                    "Backups that were made before keep the old passphrase and the old sheet: "
                    "make a new backup soon."
                )
            )
        offered = (_("Show the new recovery sheet"), self._show_sheet)
        self.say("ok", _("The passphrase was changed"), join_sentences(told), [offered])
        assert self.notice is not None
        go_to(self.notice.buttons[0])
        self._changed()

    def _refuse(self, why: str, at: QWidget) -> None:
        self.say("bad", why)
        self.mark(at)
        go_to(at)
