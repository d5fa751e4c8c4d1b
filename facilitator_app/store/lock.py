"""The small file beside an open network that names who has it open."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import getpass
import json
import os
import socket
import uuid
from dataclasses import asdict, dataclass
from pathlib import Path

from facilitator_app.domain.dates import show_date
from facilitator_app.domain.errors import AppError, InUse
from facilitator_app.i18n import _
from facilitator_app.locale_formats import show_time
from facilitator_app.store import held_files, system_lock

SUFFIX = ".lock"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a file open."""

    machine: str
    user: str
    process: int
    since: str
    computer: str = ""


def _computer() -> str:
    """Return the number of a network card, by which a computer is known under another name.

    "" where there is none that was given to one card alone.
    """
    number = uuid.getnode()
    return "" if number >> 40 & 0b11 else f"{number:012x}"


def user_name() -> str:
    """Return the name that the system knows the user by."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return _("someone")


class Lock:
    """Held while a file is open; refuses a second opener by name.

    The system's own lock says whether an opener of this computer is alive; the words in the file
    say who it is, and tell of openers that such locks do not reach: in a folder that is copied
    between computers.
    """

    def __init__(self, file: Path) -> None:
        """Stand beside `file`; nothing is written yet."""
        self._file, self.path = file, file.with_name(file.name + SUFFIX)
        self._descriptor: int | None = None

    def take(self, now: dt.datetime, *, over: bool = False) -> None:
        """Write the lock; raise InUse if another has it, unless taken `over` from one far away."""
        try:
            descriptor, alone = self._open()
        except OSError as error:
            raise AppError(_why_not(error, self._file)) from None
        try:
            if alone is False or not (over or self._is_left_behind(alone=bool(alone))):
                raise InUse(_in_use(self.holder()), may_take_over=alone is not False)
            self._write(descriptor, now)
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor

    def drop(self) -> None:
        """Take the lock away if it is ours; raise nothing.

        Where a scanner holds its file, that stays without words, and shuts nobody out.
        """
        if self._descriptor is None:
            return
        descriptor, self._descriptor = self._descriptor, None
        with contextlib.suppress(OSError):
            os.truncate(descriptor, 0)
        if os.name == "nt":  # where an open file cannot be removed
            os.close(descriptor)
        with contextlib.suppress(OSError):
            if os.name == "nt" or self._is_at_its_place(descriptor):
                held_files.clear_away(self.path)
        if os.name != "nt":  # where nobody else may get in between
            os.close(descriptor)

    def holder(self) -> Holder | None:
        """Return who holds the lock, or None if that cannot be read."""
        try:
            found = Holder(**json.loads(self.path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        texts = (found.machine, found.user, found.since, found.computer)
        fit = all(isinstance(one, str) for one in texts) and isinstance(found.process, int)
        return found if fit else None

    def _open(self) -> tuple[int, bool | None]:
        """Return the open file and whether nobody else of this computer has its system lock.

        None where the system has no such locks.
        """
        while True:
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o666)
            alone = system_lock.lock(descriptor)
            if alone is not True or self._is_at_its_place(descriptor):
                return descriptor, alone
            os.close(descriptor)  # whoever had it took it away meanwhile

    def _is_at_its_place(self, descriptor: int) -> bool:
        try:
            return os.path.samestat(os.fstat(descriptor), self.path.stat())
        except FileNotFoundError:
            return False

    def _is_left_behind(self, *, alone: bool) -> bool:
        """Say whether nobody has the file open any more, as far as can be known here.

        Words that cannot be read were never finished, or are of a disk that was full.
        """
        holder = self.holder()
        if holder is None:
            return alone or self.path.stat().st_size == 0
        return _is_here(holder) and (alone or not _runs(holder.process))

    def _write(self, descriptor: int, now: dt.datetime) -> None:
        mine = Holder(socket.gethostname(), user_name(), os.getpid(), now.isoformat(), _computer())
        try:
            os.truncate(descriptor, 0)
            os.lseek(descriptor, 0, os.SEEK_SET)
            os.write(descriptor, json.dumps(asdict(mine)).encode())
        except OSError as error:
            held_files.clear_away(self.path)
            raise AppError(_why_not(error, self._file)) from None


def _is_here(holder: Holder) -> bool:
    """Whether it is of this computer, which may have been called otherwise then."""
    if holder.machine == socket.gethostname():
        return True
    return bool(holder.computer) and (holder.computer, holder.user) == (_computer(), user_name())


def _runs(process: int) -> bool:
    if process == os.getpid():
        return True
    if os.name == "nt":
        return True  # asking would end the process there
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def _why_not(error: OSError, file: Path) -> str:
    """Return why the lock of `file`, which may still have to be made, could not be written."""
    folder = file.parent
    if error.errno == errno.ENOSPC:
        return _("The disk is full. Free some space, then open the file again.")
    if error.errno == errno.ENAMETOOLONG:
        return _("The name of the file is too long. Choose a shorter one.")
    if not folder.is_dir():
        return _("There is no folder {folder}. Choose another.").format(folder=folder)
    if not file.exists():
        said = _("The folder {folder} cannot be written to. Choose another folder.")
        return said.format(folder=folder)
    return _("The folder {folder} cannot be written to. Copy the file to one of your own.").format(
        folder=folder
    )


def _in_use(holder: Holder | None) -> str:
    since = _since(holder)
    if holder is None or since is None:
        return _("This file is open somewhere else. Close it there first.")
    return _(
        "{user} has had this file open on {machine} since {time}. Close it there first."
    ).format(
        user=holder.user,
        machine=holder.machine,
        time=_("{time}, {day}").format(time=show_time(since.time()), day=show_date(since.date())),
    )


def _since(holder: Holder | None) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(holder.since).astimezone() if holder else None
    except (TypeError, ValueError, OverflowError):
        return None
