"""Putting a backup back: looked into first, and into a new file beside the open network."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from facilitator_app.digests.backups import BackupPreview
from facilitator_app.domain.dates import show_date
from facilitator_app.domain.errors import AppError
from facilitator_app.domain.progress import Progress
from facilitator_app.i18n import N_, _
from facilitator_app.services.files import File
from facilitator_app.store import backup, backup_contents, erasure, held_files
from facilitator_app.store.base import record_type
from facilitator_app.store.file import SUFFIX, look_at
from facilitator_app.store.key import Key, derive

_STAMPED = re.compile(r"(.+) (\d{4}-\d\d-\d\d \d{6})(?: \(\d+\))?")
_RESTORED = N_("{network} restored {day}")


def made_at(path: Path) -> dt.datetime | None:
    """Return when the backup at `path` was made, by its name; None if it is called like no backup.

    In local time.
    """
    named = _STAMPED.fullmatch(path.stem)
    try:
        return dt.datetime.strptime(named[2], "%Y-%m-%d %H%M%S").astimezone() if named else None
    except ValueError:
        return None


def restored_on(path: Path) -> str:
    """Return the day, in words, on which the file at `path` was restored, by its name; "" if not.

    A file that was given another name since is a network like any other.
    """
    named = re.escape(_(_RESTORED)).replace(r"\{network\}", ".+").replace(r"\{day\}", "(.+?)")
    found = re.fullmatch(rf"{named}(?: \(\d+\))?", path.stem)
    return found[1] if found else ""


def look(file: File, copy: Path, passphrase: str = "") -> BackupPreview:
    """Return what is in a backup, which has the passphrase of `file` unless another is given.

    Nothing is written. Raises WrongPassphrase if it has yet another.
    """
    key = _key(file, copy, passphrase)
    made = made_at(copy) or dt.datetime.fromtimestamp(copy.stat().st_mtime).astimezone()
    with file.store.read() as session:
        erased = erasure.all_erased(session.connection())
    people = [one for one in erased if record_type(one[0]).person]
    then, back = backup_contents.look_into(copy, key, people)
    now = backup_contents.contents(file.store.raw)
    return BackupPreview(copy, made, then, now, _place(file), back)


def restore(file: File, copy: Path, passphrase: str, progress: Progress) -> Path:
    """Put a backup into a new file beside the open one, which stays as it is; return where."""
    target = _place(file)
    backup.restore(copy, target, _key(file, copy, passphrase), file.store.clock, progress)
    return target


def as_network(file: File, progress: Progress) -> Path:
    """Copy an open backup into a file that is called like a network; return where."""
    target = _place(file)
    held_files.replace(backup.write(file.store, target.parent, progress), target)
    return target


def _key(file: File, copy: Path, passphrase: str) -> Key:
    if file.store.place.is_at(copy):
        raise AppError(_("That is the network that is open. Choose a backup of it."))
    salt = look_at(copy)
    return derive(passphrase, salt) if passphrase else file.store.key


def _place(file: File) -> Path:
    """Return a name that is not taken, beside the open file."""
    path = file.store.path
    named = _STAMPED.fullmatch(path.stem)
    day = show_date(file.store.clock.today()).replace("/", "-")
    name = _(_RESTORED).format(network=named[1] if named else path.stem, day=day)
    return backup.free(path.with_name(name + SUFFIX))
