"""Opening a network and building its window; imported while the user types the passphrase."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStorageInfo
from PySide6.QtWidgets import QApplication

from facilitator_app.app import pages
from facilitator_app.app.card_actions import lazy_pages
from facilitator_app.app.places import places
from facilitator_app.clock import SystemClock
from facilitator_app.domain import file_places
from facilitator_app.domain.collation import fold
from facilitator_app.domain.dates import show_date
from facilitator_app.domain.errors import AppError, InUse
from facilitator_app.domain.progress import Progress
from facilitator_app.gui import window_place
from facilitator_app.gui.idle_lock import IdleLock
from facilitator_app.gui.ops import ThreadedOps
from facilitator_app.gui.page_stack import PageOfRecord
from facilitator_app.gui.pages.attachments import outside_copies
from facilitator_app.gui.prefs import Prefs
from facilitator_app.gui.recent import Recents
from facilitator_app.gui.unlock import Unlock
from facilitator_app.gui.unlock_new import NewNetwork
from facilitator_app.gui.widgets.progress_panel import ProgressPanel
from facilitator_app.gui.window import Window, WindowParts, plain_title
from facilitator_app.i18n import _, ngettext
from facilitator_app.services import files, records, restoring, today
from facilitator_app.services.files import File
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.record import Row
from facilitator_app.store.key import Key

if TYPE_CHECKING:
    from facilitator_app.services.documents import Document

Told = Callable[[str], None]
Created = Callable[[tuple[str, ...]], None]


@dataclass(frozen=True, slots=True)
class _Stood:
    """What stood in front when the network at `path` was locked: see `PageStack.records`."""

    path: Path
    place: str
    over: list[PageOfRecord]


class NetworkOpener:
    """Opens one network after another in the place of the unlock page."""

    def __init__(
        self, app: QApplication, prefs: Prefs, front: Unlock, fail: Told,
        restyle: Callable[[], None],
    ) -> None:  # fmt: skip
        """`front` is the unlock page, which says what `fail` is told.

        restyle() applies the theme and text size of `prefs`.
        """
        self._app, self._prefs, self._front, self._fail = app, prefs, front, fail
        self._restyle = restyle
        self._greeting = ""
        self._panel = ProgressPanel(front)
        self._clock = SystemClock()
        self._ops: ThreadedOps | None = None
        self._window: Window | None = None
        self._formats: FormatContext | None = None
        self._path = Path()
        self._other: Path | None = None
        self._stood: _Stood | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        app.aboutToQuit.connect(self.end)
        outside_copies.of_this_process().clear_left_behind()

    def open(
        self,
        path: Path,
        secret: Callable[[], str | Key],
        take_over: bool,
        failed: Told,
        in_use: Told,
    ) -> None:
        """Open `path` and show its window, or tell `failed` why not; `secret` may have to wait.

        in_use: is told instead if another computer seems to have the file, and that may be wrong.
        """

        def opened(progress: Progress) -> File:
            return files.open_file(
                path, secret(), self._clock, take_over=take_over, progress=progress
            )

        self._start(path, opened, failed, in_use)

    def open_with_key(self, path: Path, groups: str, failed: Told) -> None:
        """Open `path` with the letters of its recovery sheet."""

        def opened(progress: Progress) -> File:
            return files.open_with_sheet(path, groups, self._clock, progress)

        self._start(path, opened, failed)

    def open_sample(self, failed: Told) -> None:
        """Make a sample network in a folder that goes when it is closed, and open it."""
        self.end()
        self._folder = tempfile.TemporaryDirectory(
            prefix="facilitator-", ignore_cleanup_errors=True
        )
        path = Path(self._folder.name) / "Three Valleys.facilitator"

        def opened(progress: Progress) -> File:
            secret = lazy_pages().make_sample(path, self._clock, progress)
            return files.open_file(path, secret, self._clock)

        self._start(path, opened, failed)

    def create(self, network: NewNetwork, created: Created, failed: Told) -> None:
        """Make a new file; `created` takes the groups of its recovery sheet."""

        def opened(_progress: Progress) -> File:
            return files.create(
                network.path, network.passphrase, network.name, self._clock,
                facilitator=network.facilitator,
            )  # fmt: skip

        ops = self._new_ops(network.path, opened, failed, failed)
        ops.run(lambda file, _progress: file.recovery_key(), created)

    def print_sheet(self, network: str, groups: tuple[str, ...], failed: Told) -> None:
        """Print the recovery sheet."""
        sheet = self._sheet(network, groups)
        lazy_pages().print_pdf(self._front, sheet.content, sheet.name, failed)

    def save_sheet(
        self, path: Path, network: str, groups: tuple[str, ...], saved: Told, failed: Told
    ) -> None:
        """Save the recovery sheet as PDF; saved() takes what it is called."""
        sheet = self._sheet(network, groups)
        try:
            lazy_pages().save(sheet, path)
            self._prefs.set("sheet", str(path.parent))
            saved(path.name)
        except AppError as error:
            failed(str(error))

    def _sheet(self, network: str, groups: tuple[str, ...]) -> Document:
        return lazy_pages().recovery_sheet(network, self._path, groups, self._clock.today())

    def enter(self) -> None:
        """Show the window of the network that is open."""
        assert self._ops is not None
        progress = self._ops.run(_first_look, self._show)
        self._panel.begin(_("Opening the network"), progress.cancel)

    def tell(self, words: str) -> bool:
        """Say something in the window, if there is one."""
        if self._window is None:
            return False
        self._window.tell(words, bad=True)
        return True

    def _start(
        self,
        path: Path,
        opened: Callable[[Progress], File],
        failed: Told,
        in_use: Told | None = None,
    ) -> None:
        self._new_ops(path, opened, failed, in_use or failed)
        self.enter()

    def _new_ops(
        self, path: Path, opened: Callable[[Progress], File], failed: Told, in_use: Told
    ) -> ThreadedOps:
        self._close_file()
        self._path = path

        def tell(error: AppError) -> None:
            self._panel.end()
            decidable = isinstance(error, InUse) and error.may_take_over
            (in_use if decidable else failed)(str(error))

        self._ops = ThreadedOps(opened, tell)
        self._ops.progressed = self._panel.step
        return self._ops

    def _show(self, look: tuple[Row, FormatContext]) -> None:
        settings, self._formats = look
        network = settings["name"]
        self._panel.end()
        self._remember(network, sample=bool(settings["sample"]))
        window = self._build(network)
        window_place.take_over(window, self._front)
        window.show()
        self._front.hide()
        stood, self._stood = self._stood, None
        window.go("today")
        if stood is not None and stood.path == self._path:
            window.return_to(stood.place, stood.over)
            pages.take_up_draft(window.stack.front)
        if self._folder is None:  # a passing sample would be gone
            IdleLock(window, self._prefs, self._clock, self._lock)
        assert self._ops is not None
        self._ops.run(lambda file, _progress: file.by_sheet, partial(self._greet, window))

    def _greet(self, window: Window, by_sheet: bool) -> None:
        """Say that the copy is open, or what to look to: the passphrase, or where the file lies."""
        path, told = self._path, f"synced/{self._path.name}"
        once = f"restored/{path.name}"
        greeting, self._greeting = self._greeting, ""

        def tell(words: str) -> None:
            if words and window is self._window:
                window.tell(words)
                self._prefs.set(told, str(path.parent))

        if window is not self._window:
            return
        if greeting:
            window.tell(greeting)
        elif by_sheet:  # whoever opened it so may not know the passphrase
            window.notice.say(
                _("You opened the network with its recovery sheet. Choose a new passphrase."),
                stays=True,
                undo=partial(window.show_section, "file", "passphrase"),
                word=_("Change it…"),
            )
        elif (day := restoring.restored_on(path)) and self._prefs.get(once) != str(path.parent):
            words = _("This file was restored from a backup on {day}: “{name}”, in {folder}.")
            window.tell(words.format(day=day, name=path.name, folder=path.parent))
            self._prefs.set(once, str(path.parent))
        elif self._ops is not None and self._prefs.get(told) != str(path.parent):
            self._ops.beside(lambda _progress: _advice(path), tell)

    def _build(self, network: str) -> Window:
        ops = self._ops
        assert ops is not None
        parts = WindowParts(
            network=network,
            ops=ops,
            format_context=self._format_context,
            clock=self._clock,
            prefs=self._prefs,
            places=places(),
            pages=pages.place_pages(self._prefs, self._path, self._rebuild, self._open_other),
            record=pages.record_page,
            counts=self._count,
            restyle=self._restyle,
            close=self._close,
            go_on=self._go_on,
            commands=partial(pages.commands, prefs=self._prefs),
            list_of=partial(pages.list_of, prefs=self._prefs),
            titled=partial(_titled, self._path),
        )
        self._window = window = Window(parts)
        ops.tell = window.fail
        ops.progressed = lambda _done, _total, _words: None  # pages hear of their own work
        return window

    def _format_context(self) -> FormatContext:
        assert self._formats is not None
        return self._formats

    def _count(self, file: File) -> Mapping[str, tuple[int, bool]]:
        """Count what waits, after each change; pick-lists may have changed with it."""
        self._formats = file.format_context()
        return pages.counts_by_place(today.waiting(file))

    def restyle(self) -> bool:
        """Dress the window anew, if there is one; say whether there is."""
        self._rebuild()
        return self._window is not None

    def _rebuild(self) -> None:
        if self._window is not None:
            self._window.rebuild()

    def _remember(self, network: str, *, sample: bool) -> None:
        """Keep the file among those offered at the next start, unless it is to be looked at only.

        That is a passing sample, or a backup: nobody goes on in one without having chosen it.
        """
        passing = sample and self._path.is_relative_to(tempfile.gettempdir())
        if not passing and restoring.made_at(self._path) is None:
            Recents(self._prefs).opened(self._path, network, self._clock.now())

    def _close(self) -> None:
        """Go back to the passphrase."""
        if self._window is not None:
            self._window.close()
            self._window.deleteLater()
            self._window = None
        self.end()
        window_place.restore(self._front, self._prefs)
        self._front.show()
        if self._other is not None:
            self._front.take_file(self._other)
            self._other = None

    def _lock(self, minutes: int) -> None:
        """Go back to the passphrase, which leads to what stands here now."""
        window = self._window
        assert window is not None
        stood = _Stood(self._path, window.stack.place, window.stack.records())
        window.close_network()
        if self._window is None:  # all that was typed is in the file
            self._stood = stood
            self._front.show_start(
                ngettext(
                    "Locked, as nobody used it for {n} minute. What was typed is kept.",
                    "Locked, as nobody used it for {n} minutes. What was typed is kept.",
                    minutes,
                )
            )

    def _open_other(self, path: Path) -> None:
        """Leave this network, and ask for the passphrase of the file at `path`."""
        self._other = path
        if self._window is not None:
            self._window.close_network()

    def _go_on(self, copy: Path) -> None:
        """Open the copy of the network that is open in its place, with the same key."""
        assert self._ops is not None
        key = self._ops.wait_for(lambda file, _progress: file.store.key)

        def opened(progress: Progress) -> File:
            return files.open_file(copy, key, self._clock, progress=progress)

        self._other = copy  # what was open last, for whoever comes back to the first page
        self._close()
        self._greeting = _("The copy is open now: {name}, in {folder}.").format(
            name=copy.name, folder=copy.parent
        )
        self._start(copy, opened, self._fail)

    def end(self) -> None:
        """Close the file once all that was asked of it is done, and let its lock go."""
        self._close_file()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _close_file(self) -> None:
        if self._ops is not None:
            self._ops.close()
            self._ops = None
        outside_copies.of_this_process().clear()


def _titled(path: Path, network: str) -> str:
    """Return what the window is headed: which backup it is, or the file, if it is called else."""
    if (made := restoring.made_at(path)) is not None:
        named = _("Backup of {day}, {network}: Facilitator")
        return named.format(day=show_date(made), network=network)
    if fold(network).startswith(fold(path.stem)):
        return plain_title(network)
    return _("{network}, in “{file}”: Facilitator").format(network=network, file=path.stem)


def _first_look(file: File, _progress: Progress) -> tuple[Row, FormatContext]:
    return records.network(file), file.format_context()


def _advice(path: Path) -> str:
    """Return what to know of where the file lies; a share may be slow to answer."""
    drive = QStorageInfo(str(path.parent))
    kind, device = (bytes(one.data()).decode(errors="replace")
                    for one in (drive.fileSystemType(), drive.device()))  # fmt: skip
    return file_places.advice(path.resolve(), kind, device)
