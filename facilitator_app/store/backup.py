"""Checked copies of the file, and putting one back."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection
from sqlcipher3 import dbapi2

from facilitator_app.clock import Clock
from facilitator_app.domain.errors import AppError, Damaged
from facilitator_app.domain.progress import Progress
from facilitator_app.i18n import _, ngettext
from facilitator_app.store import backup_register, file, held_files
from facilitator_app.store.base import record_types
from facilitator_app.store.error_translation import PART_DAMAGED, advice, translate_errors
from facilitator_app.store.key import SALT_BYTES, Key, derive, read_salt
from facilitator_app.store.lock import Lock
from facilitator_app.store.stopping import copy_file, stopping
from facilitator_app.store.store import Store, opened

_LOOKS = 3
_STAMPED = r"( \d{4}-\d\d-\d\d \d{6}( \(\d+\))?)?"
_PAGES = 1_000  # of 4 KB, copied at a time


def make(store: Store, folder: Path, progress: Progress | None = None) -> Path:
    """Write a copy of the open file into `folder`, and list it in the file; return its path."""
    store.place.check()
    made = write(store, folder, progress)
    with store.unjournalled() as connection:
        enter(connection, store, made)
    return made


def enter(connection: Connection, store: Store, made: Path) -> None:
    """List the copy `made` in the register, and say which of the others are still there."""
    now = store.clock.now()
    for one in list(backup_register.listed(connection)):
        if is_there(one.path):
            backup_register.saw(connection, one.path, now)
    backup_register.note(connection, made, store.key, now)


def is_there(path: Path) -> bool:
    """Say whether a copy is where it was made."""
    try:
        return path.is_file()
    except OSError:  # a drive that does not answer
        return False


def neighbours(store: Store, listed: Iterable[Path]) -> list[Path]:
    """Return copies that are listed nowhere, in the folders of the file and of listed ones.

    A copy begins with the same salt as its file, whatever it is called.
    """
    known, salt = {store.path.absolute(), *listed}, store.salt
    found = _lying_in(_folders(store, listed), file.SUFFIX)
    others = (one for one in found if one not in known and not store.place.is_at(one))
    return [one for one in others if _begins_with(one, salt)]


def left(store: Store, listed: Iterable[Path]) -> list[Path]:
    """Return unfinished copies in the same folders, once those that can be are cleared away.

    One may open with a passphrase that the file never got.
    """
    folders = _folders(store, listed)
    with contextlib.suppress(OSError):  # a drive that does not answer
        _clear_left(store, folders)
    named, salt = _named(store), store.salt
    return [
        one
        for one in _lying_in(folders, file.SUFFIX + file.PART)
        if _begins_with(one, salt)
        or (named.fullmatch(one.name) and _begins_with(one, bytes(SALT_BYTES)))
    ]


def _folders(store: Store, listed: Iterable[Path]) -> list[Path]:
    """Return the folders of the file, of what a link at its path leads to, and of listed copies."""
    own = (store.path.absolute(), store.path.resolve())
    return list(dict.fromkeys(one.parent for one in (*own, *listed)))


def _lying_in(folders: Iterable[Path], ending: str) -> Iterator[Path]:
    return (one for folder in folders for one in sorted(folder.glob(f"*{ending}")))


def _begins_with(path: Path, *salts: bytes) -> bool:
    try:
        return path.is_file() and read_salt(path) in salts  # to open a pipe would wait
    except OSError:
        return False


def rewrite(path: Path, store: Store, change: Callable[[Store], None]) -> None:
    """Put a changed copy in the place of the backup `path`: written beside, checked, swapped.

    change: is given the copy, open with the key of `store`. Raises AppError, with the backup as it
    was, if it has another passphrase, is open elsewhere, guarded or damaged.
    """
    with _in_place_of(path, store.clock) as part:
        verify(path, store.key)  # which mends a save that was cut off, too
        shutil.copyfile(path, part)
        change_copy(part, store, store.key, change)
        verify(part, store.key)
        settle(part, path)


@contextmanager
def _in_place_of(path: Path, clock: Clock) -> Iterator[Path]:
    """Give where to write what takes the place of `path`; nobody else has it meanwhile.

    What a run that was cut off left there goes first: its journal would be played back into ours.
    """
    lock, part = Lock(path), file.part_of(path)
    lock.take(clock.now())
    try:
        file.make_way(part)
        yield part
    except PermissionError:
        raise AppError(
            _(
                "{name} could not be replaced: another program has it open, or it is protected."
                " Close it there, and try again."
            ).format(name=path.name)
        ) from None
    except OSError:
        raise AppError(
            _("{name} could not be written. See that there is space and try again.").format(
                name=path.name
            )
        ) from None
    finally:
        file.discard(part)
        lock.drop()


def write(store: Store, folder: Path, progress: Progress | None = None) -> Path:
    """Copy the open file into `folder`, open the copy, check it, and only then give it its name.

    Stopped, it leaves nothing there; what a run that was cut off left goes first.
    """
    progress = progress or Progress()
    if not folder.is_dir():
        raise AppError(_("There is no folder {folder}. Choose another.").format(folder=folder))
    stamp = store.clock.now().astimezone().strftime("%Y-%m-%d %H%M%S")
    target = free(folder / f"{store.path.stem} {stamp}{file.SUFFIX}")
    _write(store, target, progress)
    return target


def write_as(
    store: Store, target: Path, change: Callable[[Store], object], progress: Progress | None = None
) -> None:
    """Copy the open file to `target`, with what change(copy) writes into it; else as `write`."""
    if target.exists():
        raise AppError(_("{name} is there already. Choose another name.").format(name=target.name))
    _write(store, target, progress or Progress(), change)


def _write(
    store: Store, target: Path, progress: Progress, change: Callable[[Store], object] | None = None
) -> None:
    folder, part = target.parent, file.part_of(target)
    lock = None if target.absolute() == store.path.absolute() else Lock(target)  # that is ours
    try:
        if lock is not None:
            lock.take(store.clock.now())
    except AppError:
        raise _not_written(folder) from None
    try:
        _clear_left(store, [folder, *_folders(store, [])])
        file.make_way(part)
        with translate_errors():
            fill(part, store, store.key, progress)
            verify_copy(part, store.key, progress)
        if change is not None:
            change_copy(part, store, store.key, change)
        progress.end(_("Saving"))
        settle(part, target)
    except OSError:
        raise _not_written(folder) from None
    finally:
        file.discard(part)
        if lock is not None:
            lock.drop()


def change_copy(part: Path, store: Store, key: Key, change: Callable[[Store], object]) -> None:
    """Open a copy of the file with `key`, and let change(copy) write into it, signed as here."""
    copy = opened(part, key, store.clock, "")
    copy.signs = store.signs
    try:
        change(copy)
    finally:
        copy.close()


def _not_written(folder: Path) -> AppError:
    return AppError(
        _(
            "The copy could not be written to {folder}. See that there is space and that you may"
            " write there, then try again."
        ).format(folder=folder)
    )


def clear_beside(store: Store) -> None:
    """Take away the halves that copying the file left beside it; raise nothing."""
    with contextlib.suppress(OSError):
        _clear_left(store, _folders(store, []))


def _named(store: Store) -> re.Pattern[str]:
    """Return what the halves are called that copying the open file leaves."""
    stems = {re.escape(one.stem) for one in (store.path, store.path.resolve())}
    ending = re.escape(file.SUFFIX + file.PART)
    return re.compile(f"({'|'.join(sorted(stems))}){_STAMPED}{ending}")


def _clear_left(store: Store, folders: Iterable[Path]) -> None:
    """Take away the halves that copying the open file left in `folders`."""
    named = _named(store)
    # the first page is written last: until then zeros stand there
    salts = (b"", bytes(SALT_BYTES), store.salt)
    for part in _lying_in(dict.fromkeys(folders), file.PART):
        if named.fullmatch(part.name) and _begins_with(part, *salts):
            with contextlib.suppress(OSError, AppError):
                _clear_unless_in_use(part, store)


def _clear_unless_in_use(part: Path, store: Store) -> None:
    """Raise AppError or OSError where another process is at work on it."""
    target = part.with_suffix("")
    if target.absolute() == store.path.absolute():  # whose lock is ours
        file.discard(part)
        return
    lock = Lock(target)
    lock.take(store.clock.now(), over=os.name == "nt")  # which itself keeps what is open
    try:
        file.discard(part)
    finally:
        lock.drop()


def restore(
    copy: Path, to: Path, secret: str | Key, clock: Clock, progress: Progress | None = None
) -> Path | None:
    """Replace the file `to` by the backup `copy`; return where the old `to` was kept, if any.

    The copy is opened and checked first; the place of `to` never holds half a file. Stopped, it
    leaves all as it was; the last moment, in which the files change places, cannot be stopped.
    """
    progress = progress or Progress()
    salt = file.look_at(copy)
    key = secret if isinstance(secret, Key) else derive(secret, salt)
    verify(copy, key, progress)
    with _in_place_of(to, clock) as part:
        copy_file(copy, part, progress, _("Copying the backup"))
        kept = _keep(to, clock, progress)
        held_files.remove(file.journal_of(to))
        settle(part, to)
    return kept


def faults(connection: dbapi2.Connection, progress: Progress | None = None) -> tuple[str, ...]:
    """Return what is wrong with an open file, in sentences; empty if it is sound.

    Damaged pages are one of them, by their number; each loose reference is another.
    """
    progress = progress or Progress()
    with stopping(connection, progress):
        return _faults(connection, progress)


def _faults(connection: dbapi2.Connection, progress: Progress) -> tuple[str, ...]:
    progress.step(0, _LOOKS, _("Checking every page"))
    pages = len(connection.execute("PRAGMA cipher_integrity_check").fetchall())
    progress.step(1, _LOOKS, _("Checking what is on the pages"))
    loose: list[str] = []
    try:
        told = connection.execute("PRAGMA integrity_check(20)").fetchall()
        sound = all(row[0] == "ok" for row in told)
        progress.step(2, _LOOKS, _("Checking what refers to what"))
        loose += [
            _("Something in “{list}” refers to what is no longer there.").format(list=_name(row[0]))
            for row in connection.execute("PRAGMA foreign_key_check")
        ]
    except dbapi2.DatabaseError:  # a page that cannot be read stops the check itself
        progress.check()
        sound = False
    if pages:
        said = ngettext(
            "{n} part of the file is damaged.",
            "{n} parts of the file are damaged.",
            pages,
        )
        return (said, *loose)
    return tuple(loose) if sound else (_(PART_DAMAGED), *loose)


def _name(table: str) -> str:
    cls = record_types().get(table)
    return _(cls.plural) if cls else table


def fill(part: Path, store: Store, key: Key, progress: Progress) -> None:
    """Copy all pages of the open file into a new one at `part`, which `key` opens."""

    def step(_status: int, left: int, total: int) -> None:
        progress.step(total - left, total, _("Copying the file"))

    part.touch()
    target = file.connect(part, key, store.salt)
    try:
        store.raw.backup(target, pages=_PAGES, progress=step)
    finally:
        target.close()


def verify(path: Path, key: Key, progress: Progress | None = None) -> None:
    """Open the backup at `path` and read every page; raise AppError unless it is sound."""
    if wrong := _wrong_in(path, key, progress):
        words = _("This backup is damaged and was not used. {what} Choose another backup.")
        raise AppError(words.format(what=wrong))


def verify_copy(part: Path, key: Key, progress: Progress | None = None) -> None:
    """Do the same for what was just copied from the open file; raise Damaged: it is that file."""
    if wrong := _wrong_in(part, key, progress):
        words = _("The network itself is damaged, so no copy of it was kept. {what} {advice}")
        raise Damaged(words.format(what=wrong, advice=advice()))


def _wrong_in(path: Path, key: Key, progress: Progress | None) -> str:
    """Return what is wrong with the file at `path`, "" if it is sound."""
    try:
        with translate_errors():
            connection = file.open_connection(path, key, to_write=False)
            try:
                wrong = faults(connection, progress)
            finally:
                connection.close()
    except Damaged:  # so much that it cannot be opened
        wrong = (_(PART_DAMAGED),)
    file.drop_journal(path)
    return wrong[0] if wrong else ""


def settle(part: Path, target: Path) -> None:
    """Put `part`, once it is on the disk for good, in the place of `target`."""
    with part.open("rb+") as written:
        os.fsync(written.fileno())
    held_files.replace(part, target)


def _keep(to: Path, clock: Clock, progress: Progress) -> Path | None:
    """Copy the file that stands at `to` beside it; stopped, it leaves no copy."""
    if not to.exists():
        progress.end(_("Putting the backup in its place"))
        return None
    stamp = clock.now().astimezone().strftime("%Y-%m-%d %H%M%S")
    kept = free(to.with_name(f"{to.stem} before restore {stamp}{file.SUFFIX}"))
    try:
        copy_file(to, kept, progress, _("Keeping the file that was there"))
        progress.end(_("Putting the backup in its place"))
    except BaseException:
        held_files.clear_away(kept)
        raise
    if file.journal_of(to).exists():  # a save was cut off: the kept file still needs its other half
        shutil.copyfile(file.journal_of(to), file.journal_of(kept))
    return kept


def free(path: Path) -> Path:
    """Return `path`, or the first name beside it that is not taken."""
    number, found = 2, path
    while found.exists():
        found = path.with_stem(f"{path.stem} ({number})")
        number += 1
    return found
