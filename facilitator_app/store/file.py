"""Opens and creates the SQLCipher file; everything wrong with it is said here in plain words."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

from sqlcipher3 import dbapi2

from facilitator_app.domain import collation, file_names
from facilitator_app.domain.errors import AppError, FileTooNew, WrongPassphrase
from facilitator_app.i18n import _
from facilitator_app.store import held_files
from facilitator_app.store.key import SALT_BYTES, Key, read_salt

APPLICATION = 0x46434C54  # "FCLT"
MAJOR, MINOR = 1, 0
SUFFIX, PART, JOURNAL = ".facilitator", ".part", "-journal"

_PAGE = 4096
SORT_KEY = "sort_key"  # the function of SQL by whose answer words are ordered
_PATIENCE = 2.0  # seconds to wait for a file that another program holds
_PLAIN_SQLITE = b"SQLite format 3\0"
_SETTINGS = (
    "PRAGMA journal_mode=TRUNCATE",
    "PRAGMA locking_mode=EXCLUSIVE",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-65536",
)


def look_at(path: Path) -> bytes:
    """Return the salt of the file at `path`; raise AppError if it cannot be one of ours."""
    try:
        found = path.stat()
        salt = b"" if file_names.what_else(found.st_mode) else read_salt(path)
    except FileNotFoundError:
        raise AppError(
            _("There is no file {path}. Look for where it was moved to.").format(path=path)
        ) from None
    except OSError as error:
        told = _("{path} cannot be read. See that the drive is plugged in.")
        if error.errno == errno.ENAMETOOLONG:
            told = _("{path} cannot be used: no file has a name as long as that.")
        raise AppError(told.format(path=path)) from None
    ragged = found.st_size % _PAGE and not journal_of(path).exists()
    if salt in (b"", _PLAIN_SQLITE) or ragged:
        raise AppError(
            _(
                "{name} is not a Facilitator file, or only a part of one. Choose another file."
            ).format(name=path.name)
        )
    return salt


def journal_of(path: Path) -> Path:
    """Return where SQLite keeps what it needs to take back a save that was cut off."""
    return path.with_name(path.name + JOURNAL)


def part_of(path: Path) -> Path:
    """Return where what takes the place of `path` is written first: no name of a stranger's."""
    return path.with_name(path.name + PART)


def make_way(path: Path) -> None:
    """Take away what a run that was cut off left at `path`; raise OSError if that cannot be.

    Its journal would be played back into what is written there next.
    """
    for one in (path, journal_of(path)):
        held_files.remove(one)


def discard(path: Path) -> None:
    """Take away a file that was not finished, and its journal; raise nothing."""
    held_files.clear_away(path, journal_of(path))


def drop_journal(path: Path) -> None:
    """Take away the journal of a closed file, unless SQLite still needs it to mend the file.

    One that begins with a zero byte was never put to use (https://sqlite.org/fileformat2.html 3).
    """
    journal = journal_of(path)
    with contextlib.suppress(OSError):  # gone, or out of reach with its folder
        with journal.open("rb") as opened:
            needed = opened.read(1) not in (b"", b"\0")
        if not needed:
            held_files.clear_away(journal)


def open_connection(path: Path, key: Key, *, to_write: bool = True) -> dbapi2.Connection:
    """Open the file at `path`; raise WrongPassphrase, FileTooNew or AppError, nothing changed."""
    salt = look_at(path)
    if to_write:
        _see_writable(path)
    connection = connect(path, key, salt)
    try:
        _greet(connection, path)
        _set_up(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _see_writable(path: Path) -> None:
    """Say at once what SQLite says only at the first save: that the file is guarded."""
    try:
        path.open("rb+").close()
    except OSError:
        raise AppError(
            _("{name} cannot be written to. Copy it to a folder of your own.").format(
                name=path.name
            )
        ) from None


def create_connection(path: Path, salt: bytes, key: Key) -> dbapi2.Connection:
    """Make an empty file at `path`, which must not be there yet."""
    try:
        path.touch(exist_ok=False)
    except FileExistsError:
        raise AppError(
            _("{name} is there already. Choose another name.").format(name=path.name)
        ) from None
    except OSError:
        raise AppError(
            _("The folder {folder} cannot be written to. Choose another folder.").format(
                folder=path.parent
            )
        ) from None
    connection = connect(path, key, salt)
    try:
        _set_up(connection)
        connection.execute(f"PRAGMA application_id={APPLICATION}")
        connection.execute(f"PRAGMA user_version={MAJOR * 1000 + MINOR}")
    except BaseException:
        connection.close()
        discard(path)
        raise
    return connection


def new_salt() -> bytes:
    """Return the random bytes that a new file begins with."""
    return os.urandom(SALT_BYTES)


def connect(path: Path, key: Key, salt: bytes) -> dbapi2.Connection:
    """Return a keyed connection without looking at what is in the file."""
    connection = dbapi2.connect(str(path), isolation_level=None, timeout=_PATIENCE)
    connection.execute("PRAGMA cipher_log_level=NONE")
    connection.execute(f"PRAGMA key={key.pragma(salt)}")
    connection.create_function(SORT_KEY, 1, _sort_key, deterministic=True)
    return connection


def _sort_key(text: str | None) -> str | None:
    return None if text is None else collation.sort_key(text)


def _greet(connection: dbapi2.Connection, path: Path) -> None:
    try:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    except dbapi2.DatabaseError as error:
        if "not a database" not in str(error):
            raise
        raise WrongPassphrase(
            _(
                "That passphrase does not open {name}. Check capitals and blanks, and try again."
            ).format(name=path.name)
        ) from None
    if application != APPLICATION:
        raise AppError(
            _("{name} is not a Facilitator file. Choose another file.").format(name=path.name)
        )
    if version // 1000 > MAJOR:
        raise FileTooNew(
            _(
                "{name} was written by a later Facilitator. Install the latest version to open it."
            ).format(name=path.name)
        )


def _set_up(connection: dbapi2.Connection) -> None:
    for setting in _SETTINGS:
        connection.execute(setting)
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")
