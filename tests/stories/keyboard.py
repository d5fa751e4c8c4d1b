"""Someone who has a keyboard alone, before the program as it is started: no mouse, no calls."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from facilitator_app.gui.window import Window
from tests.gui import pictures
from tests.gui.field_names import plain
from tests.stories import menus

_WAIT_MS = 30_000
_MOST_STOPS = 80


class Keyboard:
    """Presses keys where the keyboard is, and sees what the window shows."""

    def __init__(self, app: QApplication, bot: QtBot) -> None:
        """Have nothing before it yet."""
        self._app, self._bot = app, bot
        self.window: Window | None = None

    def presses(self, *keys: str) -> None:
        """Press each of `keys` ("Ctrl+S", "Tab") where the keyboard is."""
        for one in keys:
            QTest.keySequence(self._where(), QKeySequence(one))
            self.rests()

    def types(self, text: str) -> None:
        """Type `text` where the keyboard is."""
        for letter in text:
            QTest.keyClicks(self._where(), letter)
        self.rests()

    def tabs_to(self, name: str) -> None:
        """Press Tab until the keyboard is in what `name` begins the name of."""
        met = []
        for _stop in range(_MOST_STOPS):
            self.presses("Tab")
            met.append(self.is_in())
            if met[-1].startswith(name):
                return
        raise AssertionError(f"Tab does not come to “{name}”, only to {met}.")

    def chooses_in_menu(self, keys: str, *path: str) -> None:
        """Open a menu by `keys`; go by the arrows to what begins with each of `path`."""
        self.presses(keys)
        menus.choose(*path)
        self.rests()

    def answers(self, path: Path) -> None:
        """Type `path` into the dialog that asks for a file, and press Enter."""
        self.waits_until(lambda: isinstance(QApplication.activeWindow(), QFileDialog))
        self.types(str(path))
        self.presses("Return")
        self.waits_until(lambda: not isinstance(QApplication.activeWindow(), QFileDialog))
        assert self.window is not None
        self.window.activateWindow()  # as any screen does; off screen nobody does it
        self.rests()

    def is_in(self) -> str:
        """Return what the control is called that has the keyboard."""
        spoken = QAccessible.queryAccessibleInterface(self._where())
        return plain(spoken.text(QAccessible.Text.Name))

    def waits_until(self, true: Callable[[], bool]) -> None:
        """Wait for what happens on another thread."""
        self._bot.waitUntil(true, timeout=_WAIT_MS)

    def rests(self) -> None:
        """Wait until the file's own thread has answered, and all has come to rest."""
        pictures.settle()
        if self.window is None or not self.window.isVisible():
            return
        for _round in range(3):  # an answer may ask for more
            pictures.rest(self.window)
            self._hears_from_the_file(self.window)
        pictures.rest(self.window)

    def _hears_from_the_file(self, window: Window) -> None:
        """Wait until the file's own thread has done all that it was asked before."""
        answered = list[None]()
        window.context.ops.run(lambda _file, _progress: None, answered.append)
        self.waits_until(lambda: len(answered) > 0)

    def _where(self) -> QWidget:
        at = QApplication.activePopupWidget() or QApplication.focusWidget() or self.window
        assert at is not None, "The keyboard is nowhere."
        return at
