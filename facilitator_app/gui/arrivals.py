"""Brings pages to the front once what they show has been read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, QTimer, SignalInstance
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

_MOST_MS = 300  # a longer wait for the file is told by the page itself


@runtime_checkable
class ReadsFirst(Protocol):
    """A page that has nothing to stand on until what it shows has been read."""

    @property
    def waits(self) -> bool:
        """Whether that is still being read."""
        ...

    @property
    def read(self) -> SignalInstance:
        """Emitted when it has been read, or could not be."""
        ...


class Arrivals(QObject):
    """Shows one page after the other, each with its first control ready for the keyboard.

    Shown before that, it would hold the keyboard itself, and who listens would hear of the empty
    page, and of the control a moment later.
    """

    def __init__(self, parent: QObject, show: Callable[[QWidget], object]) -> None:
        """Put pages in front by `show`."""
        super().__init__(parent)
        self._show = show
        self._coming: QWidget | None = None
        self._most = QTimer(self, singleShot=True, interval=_MOST_MS)
        self._most.timeout.connect(self._bring)

    def soon(self, page: QWidget) -> None:
        """Bring `page` in the next turn: making and dressing it at once would hold the window."""
        QTimer.singleShot(0, self, lambda: self.bring(page))

    def bring(self, page: QWidget) -> None:
        """Show `page` now, or once it has been read; after one that is still to come."""
        self._bring()
        self._coming = page
        if isinstance(page, ReadsFirst) and page.waits:
            page.read.connect(self._bring)
            self._most.start()
        else:
            self._bring()

    def is_coming(self, name: str) -> bool:
        """Say whether the page that is still to come is the one of the record `name`."""
        return self._coming is not None and self._coming.objectName() == name

    def forget(self) -> None:
        """Show no more what is still to come: somebody went elsewhere meanwhile."""
        self._most.stop()
        page, self._coming = self._coming, None
        if page is not None and isValid(page):
            page.deleteLater()

    def _bring(self) -> None:
        self._most.stop()
        page, self._coming = self._coming, None
        if page is not None and isValid(page):
            self._show(page)
