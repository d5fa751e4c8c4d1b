"""The networks that were opened on this computer, the latest first, and when each was backed up."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from facilitator_app.gui.prefs import Prefs

_REMEMBERED = 8


@dataclass(frozen=True, slots=True)
class Recent:
    """A network as it was when it was opened; opened: an instant in ISO form, "" if not known."""

    path: str
    name: str = ""
    opened: str = ""

    @property
    def file(self) -> Path:
        """Where its file was."""
        return Path(self.path)

    @property
    def title(self) -> str:
        """What it is called, or its file if its name was not kept."""
        return self.name or self.file.stem


class Recents:
    """What `prefs` keep of networks that were opened."""

    def __init__(self, prefs: Prefs) -> None:
        """Read and write `prefs`."""
        self._prefs = prefs

    def all(self) -> tuple[Recent, ...]:
        """Return them, the latest first."""
        kept = self._prefs.get("files")
        if not kept.startswith("["):  # older versions kept the paths alone, one a line
            return tuple(Recent(line) for line in kept.split("\n") if line)
        try:
            return tuple(map(_read, json.loads(kept)))
        except (ValueError, TypeError):
            return ()

    def keep(self, networks: Iterable[Recent]) -> None:
        """Keep `networks` in the place of all that were kept."""
        lines = [asdict(one) for one in networks]
        self._prefs.set("files", json.dumps(lines[:_REMEMBERED], ensure_ascii=False))

    def opened(self, path: Path, name: str, at: dt.datetime) -> None:
        """Put the network at `path` first."""
        first = Recent(str(path), name, at.isoformat())
        self.keep([first, *(one for one in self.all() if one.path != first.path)])

    def drop(self, network: Recent) -> None:
        """Offer `network` no more."""
        self.keep(one for one in self.all() if one.path != network.path)

    def move(self, network: Recent, to: Path) -> None:
        """Let `network` be found at `to` from now on, with what is known of its backups."""
        moved = replace(network, path=str(to))
        if backup := self._prefs.get(_backup_key(network.file)):
            self._prefs.set(_backup_key(to), backup)
        others = (one for one in self.all() if one.path != moved.path)
        self.keep(moved if one.path == network.path else one for one in others)

    def backup_of(self, path: Path) -> tuple[dt.datetime, str] | None:
        """Return when and into which folder `path` was last backed up from this computer."""
        at, _bar, folder = self._prefs.get(_backup_key(path)).partition("|")
        return (local(at), folder) if at else None


def local(instant: str) -> dt.datetime:
    """Return an instant in ISO form by the clock on the wall."""
    return dt.datetime.fromisoformat(instant).astimezone()


def _backup_key(path: Path) -> str:
    return f"backup/{path.name}"


def _read(kept: Mapping[str, str]) -> Recent:
    """Return what was kept of one; raise ValueError or TypeError if `keep` did not write it."""
    found = Recent(**kept)
    if not all(isinstance(one, str) for one in kept.values()):
        raise TypeError(kept)
    if found.opened:
        local(found.opened)
    return found
