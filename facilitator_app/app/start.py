"""From the start of the process to the painted unlock page; nothing heavy is imported here."""

from __future__ import annotations

import argparse
import gc
import importlib
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QCoreApplication,
    QLibraryInfo,
    QLocale,
    QObject,
    Qt,
    QTimer,
    QTranslator,
    Signal,
)
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from facilitator_app import log, paths
from facilitator_app.app.ending import Ending
from facilitator_app.app.left_behind import LeftBehind
from facilitator_app.domain import file_names
from facilitator_app.gui import accessible_parts, crash, system_look, theme, window_place
from facilitator_app.gui.garbage import GarbageCollector
from facilitator_app.gui.override_errors import guard_overrides
from facilitator_app.gui.prefs import Prefs, StoredPrefs
from facilitator_app.gui.recent import Recents
from facilitator_app.gui.unlock import Created, Unlock, UnlockActions
from facilitator_app.gui.unlock_new import NewNetwork
from facilitator_app.gui.unlock_parts import Told
from facilitator_app.i18n import ENGLISH, _, locale_name
from facilitator_app.store.key import Key, derive, read_salt

if TYPE_CHECKING:
    from facilitator_app.app.network_opener import NetworkOpener

_LETTERS_MS = 1_500  # letters this close together are one word, in lists chosen from by typing


def window(arguments: Sequence[str]) -> int:
    """Open the window on what the arguments name; return the exit code when it closes."""
    parsed = _parser().parse_args(arguments)
    guard_overrides()
    accessible_parts.install()
    app = QApplication([sys.argv[0]])
    app.setApplicationName("Facilitator")
    app.setApplicationDisplayName("Facilitator")
    app.setKeyboardInputInterval(_LETTERS_MS)
    system_look.introduce(app)
    translate_qt(app)
    GarbageCollector(app)
    accessible_parts.CurrentRows(app)
    crash.install(tell_alone)  # whatever fails before there is a page is told all the same
    without_log = start_log()
    prefs = StoredPrefs()
    dress(app, prefs)
    front = Front(app, prefs, parsed.file.absolute() if parsed.file is not None else None)
    crash.install(front.tell)
    LeftBehind(app, front.tell)
    Ending(app, front.end)
    front.show()
    if without_log:
        front.tell(without_log)
    if parsed.sample:
        front.try_sample()
    return app.exec()


def dress(app: QApplication, prefs: Prefs) -> None:
    """Apply the theme and text size that the user has chosen."""
    system_look.follow(prefs.get("theme"))
    name = theme.chosen(prefs.get("theme"))
    loaded = theme.load(name, _scale(prefs) / 100)
    try:
        theme.apply(app, loaded, paths.cache())
    except OSError:  # a profile that cannot be written to
        theme.apply(app, loaded, Path(tempfile.mkdtemp(prefix="facilitator-")))


def start_log() -> str:
    """Begin the log; return what to say if it cannot be written, "" if it can."""
    try:
        log.start(paths.logs())
    except OSError as error:
        return _(
            "The log cannot be written, so nobody could look up what went wrong. See that {path}"
            " can be written to."
        ).format(path=error.filename or paths.log_folder())
    return ""


def tell_alone(words: str) -> None:
    """Say something where there is no page yet."""
    QMessageBox.critical(None, QApplication.applicationDisplayName(), words)


def translate_qt(app: QApplication) -> bool:
    """Let Qt say its own words (menus of fields, names of keys) in the language; say if it can."""
    if locale_name() == ENGLISH:
        return True
    found, folder = QTranslator(app), QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return found.load(QLocale(locale_name()), "qtbase", "_", folder) and app.installTranslator(
        found
    )


def _scale(prefs: Prefs) -> int:
    """Return the text size in per cent, the usual one if what is remembered is none."""
    scale = prefs.get("scale")
    return int(scale) if scale in map(str, theme.SCALES) else 100


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="facilitator")
    parser.add_argument("file", nargs="?", type=_path, metavar="FILE")
    parser.add_argument("--sample", action="store_true", help=_("open a fresh sample network"))
    return parser


def _path(text: str) -> Path:
    return Path(file_names.unquoted(text))


class Front:
    """The unlock page, and the loading of the rest behind it."""

    def __init__(self, app: QApplication, prefs: Prefs, file: Path | None) -> None:
        """Ask for the passphrase of `file` or the last one, or welcome someone who has none."""
        self._loader = Loader()
        self._networks: NetworkOpener | None = None
        self._app, self._prefs = app, prefs
        self._page = Unlock(self._doors(), file, paths.documents(), Recents(prefs))
        window_place.restore(self._page, prefs)
        system_look.SystemLook(app, self._follow_system)

    def show(self) -> None:
        """Paint the page, then begin to load the rest."""
        self._page.show()
        QTimer.singleShot(0, self._loader.begin)

    def try_sample(self) -> None:
        """Open a sample network made for this one time."""
        self._page.try_sample()

    def tell(self, words: str) -> None:
        """Say on the page in front that something went wrong."""
        if self._networks is None or not self._networks.tell(words):
            self._page.page.fail(words)

    def _follow_system(self) -> None:
        """Look as the system does now, unless the user has chosen a theme."""
        now, choice = theme.current().name, self._prefs.get("theme")
        if theme.chosen(choice) == now:
            return
        if self._networks is None or not self._networks.restyle():
            dress(self._app, self._prefs)

    def end(self) -> None:
        """Close the network that is open, if there is one."""
        if self._networks is not None:
            self._networks.end()

    def _doors(self) -> UnlockActions:
        def open_file(
            path: Path, passphrase: str, take_over: bool, failed: Told, in_use: Told
        ) -> None:
            secret = _deriving(path, passphrase)
            self._do(lambda networks: networks.open(path, secret, take_over, failed, in_use))

        def open_with_key(path: Path, groups: str, failed: Told) -> None:
            self._do(lambda networks: networks.open_with_key(path, groups, failed))

        def create(network: NewNetwork, created: Created, failed: Told) -> None:
            self._do(lambda networks: networks.create(network, created, failed))

        def print_sheet(network: str, groups: tuple[str, ...], failed: Told) -> None:
            self._do(lambda networks: networks.print_sheet(network, groups, failed))

        def save_sheet(
            path: Path, network: str, groups: tuple[str, ...], saved: Told, failed: Told
        ) -> None:
            self._do(lambda networks: networks.save_sheet(path, network, groups, saved, failed))

        def try_sample(failed: Told) -> None:
            self._do(lambda networks: networks.open_sample(failed))

        def guide(back: Callable[[], object], show: Callable[[QWidget], object]) -> None:
            self._do(lambda _networks: show(_guide_page(back)))

        return UnlockActions(
            open_file,
            open_with_key,
            create,
            print_sheet,
            save_sheet,
            lambda: self._do(_enter),
            try_sample,
            guide,
        )

    def _do(self, act: Callable[[NetworkOpener], object]) -> None:
        """Do something that needs the whole program, once it is loaded."""
        self._loader.when_ready(lambda: act(self._loaded()))

    def _fail(self, words: str) -> None:
        self._page.page.fail(words)

    def _loaded(self) -> NetworkOpener:
        if self._networks is None:
            module: Any = importlib.import_module(Loader.MODULE)
            self._networks = module.NetworkOpener(
                self._app, self._prefs, self._page, self._fail,
                lambda: dress(self._app, self._prefs),
            )  # fmt: skip
        assert self._networks is not None
        return self._networks


def _deriving(path: Path, passphrase: str) -> Callable[[], str | Key]:
    """Begin to derive the key, which takes a tenth of a second, while the rest is being loaded."""

    def derived() -> str | Key:
        try:
            return derive(passphrase, read_salt(path))
        except OSError:  # opening the file says what is the matter
            return passphrase

    pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="key")
    found = pool.submit(derived)
    pool.shutdown(wait=False)
    return found.result


def _guide_page(back: Callable[[], object]) -> QWidget:
    module: Any = importlib.import_module("facilitator_app.app.pages")
    page: QWidget = module.guide_page(back)
    return page


def _enter(networks: NetworkOpener) -> None:
    networks.enter()


class Loader(QObject):
    """Imports the rest of the program while the user types: what knows Qt here, all else apart.

    PySide must not make classes on another thread while this one answers events: one start in a
    hundred crashed.
    """

    MODULE = "facilitator_app.app.network_opener"
    WITHOUT_QT = tuple(
        f"facilitator_app.services.{name}"
        for name in (
            "actions",
            "displacement",
            "done_words",
            "drafts",
            "file_writing",
            "find",
            "lists",
            "members",
            "records",
            "restoring",
            "tags",
            "today",
            "undo",
        )
    )
    WINDOW = (
        "facilitator_app.gui.command_box",
        "facilitator_app.gui.widgets.chip",
        "facilitator_app.gui.pages.list_card",
        "facilitator_app.gui.pages.list_page",
        "facilitator_app.gui.window",
        MODULE,
    )
    LATER_WITHOUT_QT = (
        "pypdfium2",
        "facilitator_app.reports.pdf_document",
        *(
            f"facilitator_app.services.{name}"
            for name in ("attachments", "backup_list", "claim_steps", "claims", "corrections",
                         "documents", "equality", "exchange", "frameworks", "joining_days",
                         "list_papers", "meeting_removals", "meetings", "picklists",
                         "publications", "sample", "sample_files", "seats", "training")
        ),
    )  # fmt: skip
    PAGES = (
        "facilitator_app.gui.form.children_editor",
        "facilitator_app.gui.pages.kept_form",
        "facilitator_app.gui.form.record_layout",
        "facilitator_app.gui.pages.record_page",
        "facilitator_app.gui.pages.claims.claim_page",
        "facilitator_app.gui.pages.meetings.agenda_pane",
        "facilitator_app.gui.pages.meetings.meeting_page",
        "facilitator_app.gui.pages.reports.preview_page",
        "facilitator_app.gui.pages.reports.publication_page",
        "facilitator_app.gui.pages.settings.settings_page",
        "facilitator_app.app.lazy_pages",
    )
    PAUSE = 2.0  # seconds in which a list may be painted first
    _apart, _broke = Signal(object, object), Signal(object)

    def __init__(self) -> None:
        """Load nothing yet; belong to the program, so as not to end with the thread that loads."""
        super().__init__(QCoreApplication.instance())
        self._loaded = False
        self._waiting: list[Callable[[], object]] = []
        self._apart.connect(self._in_turn, Qt.ConnectionType.QueuedConnection)
        self._broke.connect(self._raise, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """Start to load."""
        threading.Thread(target=self._load, name="loader", daemon=True).start()

    def when_ready(self, act: Callable[[], object]) -> None:
        """Call `act()` on this thread once everything is loaded, or at once if it is."""
        if self._loaded:
            act()
        else:
            self._waiting.append(act)

    def _load(self) -> None:
        try:
            self._load_apart()
        except Exception as error:  # a thread would die of it in silence
            self._broke.emit(error)

    def _raise(self, error: Exception) -> None:
        raise error

    def _load_apart(self) -> None:
        for module in self.WITHOUT_QT:
            importlib.import_module(module)
        self._apart.emit(self.WINDOW, self._run)
        time.sleep(self.PAUSE)
        for module in self.LATER_WITHOUT_QT:
            importlib.import_module(module)
        # What was loaded stays: going through it each time took the window 45 ms.
        self._apart.emit(self.PAGES, gc.freeze)

    def _in_turn(self, modules: Sequence[str], then: Callable[[], object]) -> None:
        """Import `modules` one by one, so that keys are answered between, then call `then()`."""
        if not modules:
            then()
            return
        importlib.import_module(modules[0])
        QTimer.singleShot(0, lambda: self._in_turn(modules[1:], then))

    def _run(self) -> None:
        self._loaded = True
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act()
