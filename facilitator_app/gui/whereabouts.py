"""Whether files are where they were: asked on threads, for a dead share answers after a minute."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal


@dataclass(frozen=True, slots=True)
class Whereabout:
    """Whether a file is there, and the folder nearest to where it was."""

    there: bool
    folder: Path


class Whereabouts(QObject):
    """Asks of each file on a thread of its own, so that no dead share holds up another file."""

    known = Signal(object)  # the Path that was asked about
    _answered = Signal(object, object)

    def __init__(self) -> None:
        """Know nothing yet; belong to the program, so as not to end with a thread that asks."""
        super().__init__(QCoreApplication.instance())
        self._found: dict[Path, Whereabout] = {}
        self._asked: set[Path] = set()
        self._answered.connect(self._take_in, Qt.ConnectionType.QueuedConnection)

    def of(self, path: Path) -> Whereabout | None:
        """Return what was found last of `path`, None while it is not known."""
        return self._found.get(path)

    def ask(self, paths: Iterable[Path]) -> None:
        """Look for `paths`, except where the last question is not answered yet."""
        for path in paths:
            if path not in self._asked:
                self._asked.add(path)
                threading.Thread(target=self._look, args=(path,), name="look", daemon=True).start()

    def _look(self, path: Path) -> None:
        self._answered.emit(path, look(path))

    def _take_in(self, path: Path, found: Whereabout) -> None:
        self._asked.discard(path)
        self._found[path] = found
        self.known.emit(path)


def look(path: Path) -> Whereabout:
    """Return where `path` is; this may take as long as the system waits for a share."""
    folders = (one for one in path.parents if _is(one.is_dir))
    return Whereabout(_is(path.is_file), next(folders, path.parent))


def _is(asked: Callable[[], bool]) -> bool:
    try:
        return asked()
    except OSError:  # not to be reached is as good as not there
        return False
