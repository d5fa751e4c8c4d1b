"""The small file beside an open network that names who has it open."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import getpass
import json
import os
import socket
from dataclasses import asdict, dataclass
from pathlib import Path

from facilitator_app.domain.dates import show_date
from facilitator_app.domain.errors import AppError, InUse
from facilitator_app.i18n import _
from facilitator_app.locale_formats import show_time

SUFFIX = ".lock"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a file open."""

    machine: str
    user: str
    process: int
    since: str


def user_name() -> str:
    """Return the name that the system knows the user by."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return _("someone")


class Lock:
    """Held while a file is open; refuses a second opener by name."""

    def __init__(self, file: Path) -> None:
        """Stand beside `file`; nothing is written yet."""
        self.path = file.with_name(file.name + SUFFIX)
        self._held = False

    def take(self, now: dt.datetime, *, over: bool = False) -> None:
        """Write the lock; raise InUse if another process has it, unless taken `over` from it."""
        mine = Holder(socket.gethostname(), user_name(), os.getpid(), now.isoformat())
        if over or self._left_behind(mine):
            self.path.unlink(missing_ok=True)
        try:
            with self.path.open("x", encoding="utf-8") as file:
                json.dump(asdict(mine), file)
        except FileExistsError:
            raise InUse(_in_use(self.holder())) from None
        except OSError as error:
            with contextlib.suppress(OSError):
                self.path.unlink()  # an empty one would shut everybody out
            raise AppError(_why_not(error, self.path.parent)) from None
        self._held = True

    def drop(self) -> None:
        """Take the lock away if it is ours."""
        if self._held:
            self.path.unlink(missing_ok=True)
            self._held = False

    def holder(self) -> Holder | None:
        """Return who holds the lock, or None if that cannot be read."""
        try:
            return Holder(**json.loads(self.path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def _left_behind(self, mine: Holder) -> bool:
        """Say whether the lock is from a process of this machine that has ended."""
        holder = self.holder()
        return holder is not None and holder.machine == mine.machine and not _runs(holder.process)


def _runs(process: int) -> bool:
    if process == os.getpid():
        return True
    if os.name == "nt":
        return True  # asking would end the process there; the file's own lock decides
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _why_not(error: OSError, folder: Path) -> str:
    """Return why a lock could not be written, and what to do."""
    if error.errno == errno.ENOSPC:
        return _("The disk is full. Free some space, then open the file again.")
    if error.errno == errno.ENAMETOOLONG:
        return _("The name of the file is too long. Choose a shorter one.")
    if not folder.is_dir():
        return _("There is no folder {folder}. Choose another.").format(folder=folder)
    return _("The folder {folder} cannot be written to. Copy the file to one of your own.").format(
        folder=folder
    )


def _in_use(holder: Holder | None) -> str:
    if holder is None:
        return _("This file is open somewhere else. Close it there first.")
    since = dt.datetime.fromisoformat(holder.since).astimezone()
    return _(
        "{user} has had this file open on {machine} since {time}. Close it there first."
    ).format(
        user=holder.user,
        machine=holder.machine,
        time=_("{time}, {day}").format(time=show_time(since.time()), day=show_date(since.date())),
    )
