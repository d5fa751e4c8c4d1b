"""The whole window over a real file, put together as the program itself does it."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from facilitator_app.app import pages
from facilitator_app.app.places import places
from facilitator_app.clock import FixedClock, fixed_on
from facilitator_app.domain.errors import AppError
from facilitator_app.gui.ops import InlineOps, Ops
from facilitator_app.gui.prefs import HeldPrefs
from facilitator_app.gui.window import Window, WindowParts
from facilitator_app.services import files, records, sample, today
from facilitator_app.services.files import File
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.store.key import Key
from tests.gui import pictures

DAY = dt.date(2026, 11, 23)
SIZE = (1366, 768)


@dataclass(frozen=True, slots=True)
class Sample:
    """Where a closed sample network lies, and its key: deriving one takes a tenth of a second."""

    path: Path
    key: Key

    def copied(self, folder: Path) -> Path:
        """Copy the file into `folder`, which may have to be made; return where it is."""
        folder.mkdir(parents=True, exist_ok=True)
        return Path(shutil.copyfile(self.path, folder / self.path.name))


def make_sample(folder: Path) -> Sample:
    """Make the sample as it stands on 23 November 2026."""
    path = folder / "Three Valleys.facilitator"
    sample.make(path, clock=fixed_on(DAY), as_at=DAY)
    opened = files.open_file(path, sample.PASSPHRASE, fixed_on(DAY))
    key = opened.store.key
    opened.close()
    return Sample(path, key)


@dataclass(slots=True)
class House:
    """An open network with its window; `closed` counts how often the network was closed.

    others: the files that were to be opened in its place; copies: those that work was to go on
    from.

    look: the network's name and what is read with, where the file may only be asked through `ops`.
    """

    app: QApplication
    cache: Path
    file: File
    prefs: HeldPrefs = field(default_factory=HeldPrefs)
    ops: Ops | None = None
    look: tuple[str, FormatContext] | None = None
    closed: int = 0
    others: list[Path] = field(default_factory=list)
    copies: list[Path] = field(default_factory=list)
    window: Window = field(init=False)

    def open(self, size: tuple[int, int] = SIZE) -> Window:
        """Build the window, show it, and go to Today."""
        file, path = self.file, self.file.store.path
        look = self.look or (records.network(file)["name"], file.format_context())
        ops = self.ops or InlineOps(file, self._tell)
        self.window = Window(
            WindowParts(
                network=look[0],
                ops=ops,
                format_context=lambda: look[1] if self.ops else file.format_context(),
                clock=file.store.clock,
                prefs=self.prefs,
                places=places(),
                pages=pages.place_pages(self.prefs, path, self._rebuild, self.others.append),
                record=pages.record_page,
                counts=lambda file: pages.counts_by_place(today.waiting(file)),
                restyle=self._restyle,
                close=self._close,
                go_on=self.copies.append,
                commands=partial(pages.commands, prefs=self.prefs),
                list_of=partial(pages.list_of, prefs=self.prefs),
            )
        )
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        self.window.go("today")
        pictures.rest(self.window)
        return self.window

    def shut(self) -> None:
        """Close the window as its cross does, and let it go."""
        self.window.close()
        self.window.deleteLater()
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    @property
    def clock(self) -> FixedClock:
        """The clock that the network is shown by."""
        clock = self.file.store.clock
        assert isinstance(clock, FixedClock)
        return clock

    def _rebuild(self) -> None:
        self.window.rebuild()

    def _tell(self, error: AppError) -> None:
        self.window.fail(error)

    def _restyle(self) -> None:
        name, scale = self.prefs.get("theme") or "light", int(self.prefs.get("scale")) / 100
        pictures.dress(self.app, self.cache, name, scale)

    def _close(self) -> None:
        self.closed += 1
