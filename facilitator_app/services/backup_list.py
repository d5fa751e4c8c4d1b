"""The copies that were made of the file, and whether they are at hand."""

from __future__ import annotations

from pathlib import Path

from facilitator_app.digests.erasure import BackupLine
from facilitator_app.domain.errors import AppError, WrongPassphrase
from facilitator_app.i18n import _
from facilitator_app.services.files import File
from facilitator_app.store import backup, backup_contents, backup_register
from facilitator_app.store.backup_register import Copy


def listed(file: File) -> tuple[BackupLine, ...]:
    """Return the copies in the register, the latest first."""
    mine = backup_register.fingerprint(file.store.key)
    with file.store.read() as session:
        copies = list(backup_register.listed(session.connection()))
    return tuple(BackupLine(one.path, one.made, one.size, _missing(one, mine)) for one in copies)


def at_hand(file: File) -> tuple[Path, ...]:
    """Return the copies in the register that are where they were made, the latest first."""
    with file.store.read() as session:
        copies = list(backup_register.listed(session.connection()))
    return tuple(one.path for one in copies if backup.is_there(one.path))


def under_older(file: File) -> tuple[Path, ...]:
    """Return the copies that have an older passphrase than the file, the latest first."""
    mine = backup_register.fingerprint(file.store.key)
    with file.store.read() as session:
        copies = backup_register.listed(session.connection())
        return tuple(one.path for one in copies if one.fingerprint != mine)


def every_copy(file: File) -> tuple[BackupLine, ...]:
    """Return the copies in the register, and others that lie beside the file or one of them.

    Unfinished ones are cleared away first, and are among them only where that cannot be.
    """
    known = listed(file)
    paths = [one.path for one in known]
    why = _("an unfinished copy: delete it once no program uses it")
    left = [(one, why) for one in backup.left(file.store, paths)]
    others = [(one, _closed(one, file)) for one in backup.neighbours(file.store, paths)]
    found = (BackupLine(one, None, one.stat().st_size, why) for one, why in (*others, *left))
    return (*known, *found)


def _closed(path: Path, file: File) -> str:
    """Return why a copy that is listed nowhere does not open, "" if it does."""
    try:
        backup_contents.look_into(path, file.store.key)
    except WrongPassphrase:
        return _("has another passphrase")
    except AppError as error:
        return str(error).rstrip(".")
    return ""


def _missing(one: Copy, mine: str) -> str:
    if not backup.is_there(one.path):
        return _("not found here")
    return "" if one.fingerprint == mine else _("made under an older passphrase")
