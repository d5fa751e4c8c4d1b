"""Says on the page in front what could not be cleared away, whichever thread found that out."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from facilitator_app.store import held_files


class LeftBehind(QObject):
    """Hears what `store/held_files.py` logs."""

    _heard = Signal(str)

    def __init__(self, parent: QObject, tell: Callable[[str], object]) -> None:
        """Call tell(words) on this thread for each file that stays, as long as `parent` lives."""
        super().__init__(parent)
        self._tell = tell
        self._heard.connect(self._say, Qt.ConnectionType.QueuedConnection)
        handler, logger = _Handler(self._heard.emit), logging.getLogger(held_files.__name__)
        logger.addHandler(handler)
        self.destroyed.connect(lambda: logger.removeHandler(handler))

    def _say(self, words: str) -> None:
        self._tell(words)


class _Handler(logging.Handler):
    def __init__(self, hear: Callable[[str], object]) -> None:
        super().__init__()
        self._hear = hear

    def emit(self, record: logging.LogRecord) -> None:
        self._hear(record.getMessage())
