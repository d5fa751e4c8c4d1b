"""The title of the window: the page in front, then the network; screen readers begin with it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from facilitator_app.gui.page_protocols import Page
from facilitator_app.gui.page_stack import PageStack
from facilitator_app.i18n import _


class WindowTitle(QObject):
    """Follows the pages of a stack: some know only later what they are called."""

    def __init__(self, window: QWidget) -> None:
        """Title `window`, once there are pages."""
        super().__init__(window)
        self._window, self._network = window, ""
        self._stack: PageStack | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._show)

    def follow(self, stack: PageStack) -> None:
        """Tell of the pages of `stack` from now on."""
        self._stack = stack
        stack.shown.connect(lambda _place: QTimer.singleShot(0, self, self._show))

    def show_network(self, words: str) -> None:
        """Show `words` behind the name of the page."""
        self._network = words
        self._show()

    def _show(self) -> None:
        page: object = None
        if self._stack is not None and isValid(self._stack):
            page = self._stack.front
        titled = isinstance(page, Page) and bool(page.title)
        words = _("{page} – {network}") if titled else "{network}"
        name = page.title if isinstance(page, Page) else ""
        title = words.format(page=name, network=self._network)
        if self._window.windowTitle() != title:
            self._window.setWindowTitle(title)
