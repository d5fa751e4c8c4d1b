"""The file: where it is, whether it is sound, copies of it, what goes out and comes in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TypeVar

from facilitator_app import paths
from facilitator_app.digests.erasure import BackupLine
from facilitator_app.domain.dates import show_date
from facilitator_app.domain.errors import AppError, Damaged
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.editors.tick_box import Tick
from facilitator_app.gui.file_dialogs import ask_folder, ask_save
from facilitator_app.gui.idle_lock import MINUTES, NEVER, PREF, minutes_chosen
from facilitator_app.gui.long_work import LongWork
from facilitator_app.gui.ops import Beside, Failed, Work
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.importing.import_page import ImportPage
from facilitator_app.gui.pages.reports.preview_page import PreviewPage
from facilitator_app.gui.pages.settings.passphrase_block import PassphraseBlock
from facilitator_app.gui.pages.settings.restore_block import RestoreBlock
from facilitator_app.gui.pages.settings.settings_blocks import Block, Blocks, ChoiceBlock, go_to
from facilitator_app.gui.prefs import Prefs
from facilitator_app.gui.recent import Recents
from facilitator_app.gui.widgets.buttons import button, primary_button
from facilitator_app.gui.widgets.surface import clear, column
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import _, ngettext, show_number
from facilitator_app.locale_formats import join_facts, show_decimal, show_time
from facilitator_app.services import backup_list, documents, exchange, files, records
from facilitator_app.services.documents import Document
from facilitator_app.services.files import File

T = TypeVar("T")

_KIB = 1024
_COPIES = 10


class FileSection(Blocks):
    """The file, backups and putting one back, everything out and in, passphrase, sheet."""

    def __init__(
        self,
        context: PageContext,
        prefs: Prefs,
        path: Path,
        open_other: Callable[[Path], None],
    ) -> None:
        """Tell about the open file at `path`; open_other(path) leaves it for another."""
        super().__init__(_("File"))
        self._context, self._prefs, self._path = context, prefs, path
        self.work = LongWork(self, context.ops)
        self.file_block, self.backup_block = self._file(), self._backup()
        self.out_block, self.sheet_block = self._out(), self._sheet()
        self.passphrase_block = PassphraseBlock(self.work, self._make_sheet, self.reload)
        self.restore_block = RestoreBlock(self.work, open_other)
        self.lock_block = self._lock()
        for block in (self.file_block, self.backup_block, self.restore_block, self.out_block,
                      self.passphrase_block, self.lock_block, self.sheet_block):  # fmt: skip
            self.add(block)
        self.reload()

    def reload(self) -> None:
        """Read the size of the file, and when it was last backed up."""
        self._context.ask(self, lambda file, _progress: files.size(file), self._show_size)
        self._last.setText(last_backup(self._prefs, self._path))
        self._context.ask(self, lambda file, _progress: backup_list.listed(file), self._show_copies)
        at_hand = self.restore_block.show_copies
        self._context.ask(self, lambda file, _progress: backup_list.at_hand(file), at_hand)
        by_sheet = self.passphrase_block.show_by_sheet
        self._context.ask(self, lambda file, _progress: file.by_sheet, by_sheet)

    def run(self, command: str) -> None:
        """Do what `command` names, or go to where it is done."""
        doing: dict[str, Callable[[], object]] = {
            "check": self.check,
            "backup": self.ask_backup,
            "export": lambda: go_to(next(iter(self.ticks.values()))),
            "import": self.import_list,
            "restore": self.restore_block.go_to,
            "passphrase": self.passphrase_block.go_to,
            "lock": self.lock_block.go_to_chosen,
            "sheet": lambda: go_to(self.passphrase.field),
        }
        doing[command]()

    def check(self) -> None:
        """Look for damage, and say in words what was found."""

        def done(faults: tuple[str, ...]) -> None:
            self._context.window.mark_damaged(damaged=bool(faults))
            if faults:
                told = " ".join([*faults[:5], files.advice()])
                self.file_block.say("bad", _("The file is damaged"), told)
            else:
                self.file_block.say("ok", _("The file is sound"), _("Every page of it was read."))

        self._run(self.file_block, _("Checking the file"), files.check, done)

    def ask_backup(self) -> None:
        """Ask for the folder."""
        ask_folder(self, _("Where the copy goes"), self._folder("backup", "export"), self.back_up)

    def back_up(self, folder: Path) -> None:
        """Write a checked copy into `folder`."""

        def work(file: File, progress: Progress) -> tuple[Path, dt.datetime]:
            return files.backup(file, folder, progress), file.store.clock.now()

        def done(made: tuple[Path, dt.datetime]) -> None:
            copy, at = made
            self._prefs.set(f"backup/{self._path.name}", f"{at.isoformat()}|{folder}")
            self.reload()
            told = _("{name}, in {folder}").format(name=copy.name, folder=folder)
            self.backup_block.say("ok", _("Backed up and checked"), told)

        self._run(self.backup_block, _("Backing up"), work, done)

    def ask_export(self) -> None:
        """Ask where the package goes."""
        offered = self._folder("export", "backup") / f"{self._path.stem}.zip"
        ask_save(self, _("Export everything"), offered, _("Data package (*.zip)"), self.export)

    def export(self, to: Path) -> None:
        """Write everything, with the sensitive fields that are ticked."""
        special = frozenset(name for name, one in self.ticks.items() if one.isChecked())
        without = [one.text() for name, one in self.ticks.items() if name not in special]

        def done(_none: None) -> None:
            self._prefs.set(f"export/{self._path.name}", str(to.parent))
            self.out_block.say("ok", *export_words(to, without))

        def work(file: File, progress: Progress) -> None:
            exchange.export_package(file, to, special, progress)

        failed = self._begin(self.out_block)
        self.work.run(_("Writing everything"), work, done, failed)

    def import_list(self) -> None:
        """Open the page that imports a list or a package."""
        self._context.window.show_page(
            ImportPage(self._context, folder=self._folder("export", "backup"))
        )

    def show_sheet(self) -> None:
        """Show the recovery sheet, if the passphrase is right."""
        self._make_sheet(self.passphrase.field.text())

    def _make_sheet(self, typed: str | None = None) -> None:
        """Show the sheet; `typed` is to be the passphrase, unless that is known to be so."""
        path = self._path

        def read(file: File, _progress: Progress) -> Beside[Document]:
            if typed is not None:
                files.confirm(file, typed)
            today, name = file.store.clock.today(), records.network(file)["name"]
            sheet = documents.recovery_sheet(name, path, file.recovery_key(), today)
            return partial(sheet.document, "pdf")

        def done(sheet: Document) -> None:
            self.passphrase.field.clear()
            folder = paths.apart_from(path, self._prefs.get("sheet"))
            page = PreviewPage(self._context, sheet, folder)
            page.output.saved = lambda chosen: self._prefs.set("sheet", str(chosen))
            self._context.window.show_page(page)

        failed = self._begin(self.sheet_block)
        self.work.make(_("Making the sheet"), read, done, failed)

    def _folder(self, *uses: str) -> Path:
        """Return where this network last had its "backup" or "export", the first that is there."""
        kept = (self._prefs.get(f"{use}/{self._path.name}").split("|", 1)[-1] for use in uses)
        return next((Path(one) for one in kept if one and Path(one).is_dir()), paths.documents())

    def _run(self, block: Block, said: str, work: Work[T], done: Callable[[T], None]) -> None:
        """Run work(file, progress); how it went is said in `block`."""
        self.work.run(said, work, done, self._begin(block))

    def _begin(self, block: Block) -> Failed:
        """Forget what `block` says; return what says in it why the work failed."""
        block.say("", "")

        def failed(error: AppError) -> None:
            if isinstance(error, Damaged):
                self._context.window.mark_damaged(damaged=True)
            block.say("bad", str(error))

        return failed

    def _file(self) -> Block:
        block = Block(_("Your file"), _("All of your network is in this one locked file."))
        self._where = text_label(str(self._path), "", wrap=True)
        self._size = text_label("", "sub", wrap=True)
        block.body.addWidget(self._where)
        block.body.addWidget(self._size)
        block.add_buttons(button(_("Check the file"), "", "shield-check", self.check))
        return block

    def _backup(self) -> Block:
        said = _("A copy on a memory stick or another drive. It keeps the passphrase of that day.")
        block = Block(_("Backup"), said)
        self._last = text_label("", "", wrap=True)
        block.body.addWidget(self._last)
        self._copies = column(gap=8)
        block.body.addLayout(self._copies)
        block.add_buttons(primary_button(_("Back up now…"), "hard-drives", self.ask_backup))
        return block

    def _out(self) -> Block:
        block = Block(
            _("Export everything, or import a list"),
            _("The data package opens in any spreadsheet, and can be imported again unchanged."),
        )
        block.body.addWidget(
            text_label(_("Sensitive answers stay out unless you tick them:"), "label", wrap=True)
        )
        self.ticks: dict[str, Tick] = {}
        for one in exchange.special_fields():
            self.ticks[one.name] = Tick(one.label)
            block.body.addWidget(self.ticks[one.name])
        block.add_buttons(
            button(_("Export everything…"), "", "package", self.ask_export),
            button(_("Import…"), "", "upload-simple", self.import_list),
        )
        return block

    def _lock(self) -> ChoiceBlock:
        minutes = [(one, ngettext("{n} minute", "{n} minutes", int(one))) for one in MINUTES]
        return ChoiceBlock(
            _("Lock when nobody uses it"),
            _(
                "What you typed is kept, and the passphrase brings you back to where you were. "
                "It waits for work under way, and on the day of a meeting for its minutes."
            ),
            [*minutes, (NEVER, _("Never"))],
            str(minutes_chosen(self._prefs)),
            partial(self._prefs.set, PREF),
        )

    def _sheet(self) -> Block:
        block = Block(
            _("Recovery sheet"),
            _("Its letters open the file if the passphrase is lost. Keep it under lock and key."),
        )
        self.passphrase = block.add_field(_("Passphrase"), self.show_sheet)
        block.add_buttons(button(_("Show the sheet"), "", "key", self.show_sheet))
        return block

    def _show_copies(self, copies: tuple[BackupLine, ...]) -> None:
        clear(self._copies)
        if copies:
            self._copies.addWidget(text_label(_("Copies that were made"), "label"))
        for one in copies[:_COPIES]:
            self._copies.addWidget(text_label(copy_words(one), "", wrap=True))
            tone = "bad" if one.missing else ""
            self._copies.addWidget(text_label(where_words(one), "sub", wrap=True, tone=tone))
        if older := len(copies[_COPIES:]):
            words = ngettext("{n} older one", "{n} older ones", older)
            self._copies.addWidget(text_label(words, "sub"))

    def _show_size(self, size: int) -> None:
        self._size.setText(size_words(size))


def export_words(to: Path, without: Sequence[str]) -> tuple[str, str]:
    """Return what is said of a package that was written: in a few words, and where and in full."""
    if not without:
        return _("Everything was written"), str(to)
    told = _("{file}. Sensitive answers that stayed out: {fields}.")
    return (
        _("Written, without some sensitive answers"),
        told.format(file=to, fields=join_facts(without)),
    )


def size_words(size: int) -> str:
    """Return so many bytes as people read them: "508 KB", "1.2 MB"."""
    if size < _KIB * _KIB:
        return _("{n} KB").format(n=show_number(max(1, round(size / _KIB))))
    return _("{n} MB").format(n=show_decimal(round(Decimal(size) / _KIB / _KIB, 1)))


def copy_words(one: BackupLine) -> str:
    """Return what a copy is called, and how large it is."""
    return _("{name}, {size}").format(name=one.path.name, size=size_words(one.size))


def where_words(one: BackupLine) -> str:
    """Return where a copy was written, and why it cannot be reached if it cannot."""
    if not one.missing:
        return str(one.path.parent)
    return _("{folder}: {why}").format(folder=one.path.parent, why=one.missing)


def last_backup(prefs: Prefs, path: Path) -> str:
    """Return when and where `path` was last backed up from this computer."""
    found = Recents(prefs).backup_of(path)
    if found is None:
        return _("Not backed up from this computer yet.")
    here, folder = found
    return _("Last backup from this computer: {day}, {time}, to {folder}").format(
        day=show_date(here.date()), time=show_time(here.time()), folder=folder
    )
