"""Putting a backup back: what is in it, what would differ, and the new file it goes into."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path

from facilitator_app import paths
from facilitator_app.digests.backups import BackupPreview
from facilitator_app.domain.dates import show_date
from facilitator_app.domain.errors import AppError, WrongPassphrase
from facilitator_app.gui.editors.choice import CalmCombo
from facilitator_app.gui.file_dialogs import ask_open
from facilitator_app.gui.long_work import LongWork
from facilitator_app.gui.pages.settings.settings_blocks import Block, go_to
from facilitator_app.gui.unlock_parts import suffix
from facilitator_app.gui.widgets.buttons import button
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import _, ngettext
from facilitator_app.locale_formats import join_parts, join_sentences, show_time
from facilitator_app.services import restoring

Restored = tuple[Path, dt.datetime]  # the new file, and when the backup was made


class RestoreBlock(Block):
    """Choose a backup, look into it, put it into a new file, open that."""

    def __init__(self, work: LongWork, open_other: Callable[[Path], None]) -> None:
        """Run all in `work`; open_other(path) leaves this network for that of another file."""
        super().__init__(
            _("Restore a backup"),
            _("It goes into a new file; the network that is open stays as it is."),
        )
        self._work, self._open_other = work, open_other
        self._copy = Path()
        self.restored: Restored | None = None  # what was told of last, to be told again
        self.copies = CalmCombo()
        self.copies.setAccessibleName(_("Backup"))
        self.body.addWidget(self.copies)
        self._none = text_label(_("No copy that was made is at hand here."), "sub", wrap=True)
        self.body.addWidget(self._none)
        self.secret = self.add_field(_("Passphrase of that backup"), self._look)
        self._ask_secret(wanted=False)
        self._look_button = button(_("See what is in it"), "", "magnifying-glass", self.look)
        self._other = button(_("Another file…"), "", "folder-open", self._ask_file)
        self.add_buttons(self._look_button, self._other)
        self.show_copies(())

    def show_copies(self, copies: tuple[Path, ...]) -> None:
        """Offer copies that are at hand."""
        self.copies.clear()
        for one in copies:
            self.copies.addItem(one.name, one)
        some = self.copies.count() > 0
        self.copies.setVisible(some)
        self._look_button.setVisible(some)
        self._none.setVisible(not some)
        if some and self._other.hasFocus():  # come to before the copies were
            self.go_to()

    def go_to(self) -> None:
        """Put the keyboard where a backup is chosen."""
        go_to(self.copies if self.copies.count() else self._other)

    def look(self) -> None:
        """Look into the backup that is chosen in the list."""
        self.look_into(Path(self.copies.currentData()))

    def look_into(self, copy: Path) -> None:
        """Say what is in the backup `copy`, and what is not."""
        self._copy = copy
        self.secret.field.clear()
        self._ask_secret(wanted=False)
        self._look()

    def show_restored(self, restored: Restored) -> None:
        """Say which backup was restored, and into which file, with the way into it."""
        self.restored, (made, of) = restored, restored
        title = _("Restored from the backup of {day}, {time}").format(
            day=show_date(of.date()), time=show_time(of.time())
        )
        told = _("It is in a new file: {name}, in {folder}. The one that is open stays as it is.")
        words = told.format(name=made.name, folder=made.parent)
        self.say("ok", title, words, [(_("Open it"), partial(self._open_other, made))])

    def _look(self) -> None:
        copy, typed = self._copy, self.secret.field.text()

        def failed(error: AppError) -> None:
            self.say("bad", str(error))
            if isinstance(error, WrongPassphrase):
                self.mark(self.secret)
                self._ask_secret(wanted=True)
                if not typed:
                    self.say("info", _("This backup has another passphrase"), _("Type it below."))
                go_to(self.secret.field)

        self.say("", "")
        self.restored = None
        self._work.run(
            _("Looking into the backup"),
            lambda file, _progress: restoring.look(file, copy, typed),
            self._show,
            failed,
        )

    def _show(self, found: BackupPreview) -> None:
        offered = (_("Restore it into a new file"), partial(self._restore, found.made))
        self.say("info", *preview_words(found), [offered])
        assert self.notice is not None
        go_to(self.notice.buttons[0])

    def _restore(self, of: dt.datetime) -> None:
        copy, typed = self._copy, self.secret.field.text()

        def done(made: Path) -> None:
            self.secret.field.clear()
            self._ask_secret(wanted=False)
            self.show_restored((made, of))
            assert self.notice is not None
            go_to(self.notice.buttons[0])

        self._work.run(
            _("Restoring the backup"),
            lambda file, progress: restoring.restore(file, copy, typed, progress),
            done,
            lambda error: self.say("bad", str(error)),
        )

    def _ask_file(self) -> None:
        names = _("Networks (*{suffix})").format(suffix=suffix())
        ask_open(self, _("Choose a backup"), paths.documents(), names, self.look_into)

    def _ask_secret(self, *, wanted: bool) -> None:
        line = self.secret.parentWidget()
        assert line is not None
        line.setVisible(wanted)


def preview_words(found: BackupPreview) -> tuple[str, str]:
    """Return what a backup is, and how it differs from what is open."""
    then, now = found.then, found.now
    title = _("{network}, backed up on {day}, {time}").format(
        network=then.network, day=show_date(found.made.date()), time=show_time(found.made.time())
    )
    counted = (
        ngettext("{n} member", "{n} members", then.counts["member"]),
        ngettext("{n} meeting", "{n} meetings", then.counts["meeting"]),
        ngettext("{n} claim", "{n} claims", then.counts["claim"]),
    )
    parts = (
        _("{things} ({compared})").format(
            things=things, compared=_compared(then.counts[one] - now.counts[one])
        )
        for one, things in zip(("member", "meeting", "claim"), counted, strict=True)
    )
    told = [_("{parts}.").format(parts=join_parts(parts))]
    if then.changed is not None:
        here = then.changed.astimezone()
        told.append(
            _("The last change in it was on {day}, {time}.").format(
                day=show_date(here.date()), time=show_time(here.time())
            )
        )
    if found.erased:
        told.append(
            ngettext(
                "{n} person who was erased here since is in it.",
                "{n} people who were erased here since are in it.",
                found.erased,
            )
        )
    told.append(_("It would go into “{name}”.").format(name=found.target.name))
    return title, join_sentences(told)


def _compared(more: int) -> str:
    if not more:
        return _("as many as now")
    if more > 0:
        return ngettext("{n} more than now", "{n} more than now", more)
    return ngettext("{n} fewer than now", "{n} fewer than now", -more)
