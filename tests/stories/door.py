"""Someone before the first page: types the passphrase, goes in, and comes out again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from facilitator_app.app.start import Front
from facilitator_app.clock import fixed_on
from facilitator_app.gui.prefs import HeldPrefs
from facilitator_app.gui.unlock import Unlock
from facilitator_app.gui.window import Window
from facilitator_app.services import files
from tests.gui import pictures
from tests.gui.field_names import plain
from tests.stories import house

_WAIT_MS = 30_000


class Door:
    """The first page, built as the program builds it."""

    def __init__(self, app: QApplication, bot: QtBot) -> None:
        """Stand before nothing yet."""
        self._app, self._bot = app, bot
        self._front: Front | None = None
        self.prefs = HeldPrefs()
        self.page = Unlock.__new__(Unlock)

    def stand_before(self, path: Path | None) -> None:
        """Start the program with `path`, or without a file."""
        self._front = Front(self._app, self.prefs, path)
        self.page = self._front._page
        self._front.show()
        self.page.activateWindow()
        pictures.settle()

    def types(self, text: str) -> None:
        """Type `text` where the keyboard is."""
        focus = self._app.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, text)

    def presses(self, *keys: str) -> None:
        """Press each of `keys` where the keyboard is."""
        for one in keys:
            QTest.keySequence(self._app.focusWidget() or self.page, QKeySequence(one))
            pictures.settle()

    def clicks(self, name: str) -> None:
        """Click the button called `name`."""
        self.clicks_in(self.page, name)

    def clicks_in(self, where: QWidget, name: str) -> None:
        """Click the button of a page or window that is called `name`."""
        QTest.mouseClick(_button(where, name), Qt.MouseButton.LeftButton)
        pictures.settle()

    def keyboard_is_in(self) -> str:
        """Return what the widget is called that has the keyboard."""
        focus = self._app.focusWidget()
        return plain(focus.accessibleName()) if focus is not None else ""

    def is_on(self, name: str) -> bool:
        """Say whether the button called `name` can be pressed."""
        return _button(self.page, name).isEnabled()

    def sees(self, words: str) -> bool:
        """Say whether `words` stand on the page."""
        labels = self.page.page.findChildren(QLabel)
        return any(words in one.text() for one in labels if one.isVisible())

    def hears(self, words: str) -> None:
        """Wait until the page says what is wrong, with `words` in it; it can be tried again."""
        self.waits_until(self.page.page.error.isVisible)
        assert words in self.page.page.error.text(), self.page.page.error.text()

    def enters(self) -> Window:
        """Wait until the window of the network stands there, and return it."""
        self.waits_until(lambda: self._window() is not None)
        window = self._window()
        assert window is not None
        self.waits_until(lambda: bool(window.stack.place))
        return window

    def leaves(self) -> None:
        """Close the network by its key; the first page is there again."""
        window = self._window()
        assert window is not None
        QTest.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
        self.waits_until(self.page.isVisible)

    def go_away(self) -> None:
        """End the program."""
        if self._front is not None:
            networks = self._front._networks
            if networks is not None and networks._window is not None:
                # closed by its own key, it would still lock itself in the midst of another test
                networks._window.close()
                networks._window.deleteLater()
                networks._window = None  # or the next change of the system's look would dress it
            if networks is not None:
                networks.end()
            self.page.hide()
            self.page.deleteLater()
            self._front = None
        self._app.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def is_sound(self, path: Path, passphrase: str) -> bool:
        """Say whether the file opens, and has no fault."""
        opened = files.open_file(path, passphrase, fixed_on(house.DAY))
        faults = files.check(opened)
        opened.close()
        return faults == ()

    def waits_until(self, true: Callable[[], bool]) -> None:
        """Wait for what happens on another thread."""
        self._bot.waitUntil(true, timeout=_WAIT_MS)

    def _window(self) -> Window | None:
        networks = self._front._networks if self._front is not None else None
        window = networks._window if networks is not None else None
        return window if window is not None and window.isVisible() else None


def _button(where: QWidget, name: str) -> QPushButton:
    buttons = [one for one in where.findChildren(QPushButton) if one.isVisible()]
    return next(one for one in buttons if one.accessibleName() == name)
