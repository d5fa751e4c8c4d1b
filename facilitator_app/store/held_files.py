"""Taking away and replacing files that a virus scanner or a sync may hold for a moment."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path

from facilitator_app.i18n import _

_WAITS = (0.05, 0.1, 0.2, 0.4)  # seconds between one try and the next
_log = logging.getLogger(__name__)


def remove(path: Path) -> None:
    """Take away the file at `path`, if there is one; raise OSError if it is held for longer."""
    _patiently(lambda: path.unlink(missing_ok=True))


def replace(part: Path, target: Path) -> None:
    """Put `part` in the place of `target`; raise OSError if one of them is held for longer."""
    _patiently(lambda: part.replace(target))


def clear_away(*paths: Path) -> None:
    """Take away what is of no use any more; what stays is told in the log, and stops no work."""
    for path in paths:
        try:
            remove(path)
        except OSError:
            _log.warning(
                "%s",
                _("{path} could not be cleared away. Delete it once no program uses it.").format(
                    path=path
                ),
            )


def _patiently(act: Callable[[], object]) -> None:
    for wait in _WAITS:
        try:
            act()
        except PermissionError:
            time.sleep(wait)
        else:
            return
    act()
