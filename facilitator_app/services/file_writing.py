"""Writing a file so that its place never holds half of it."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from facilitator_app.domain import file_names
from facilitator_app.domain.errors import AppError
from facilitator_app.i18n import _
from facilitator_app.store import file as network_file
from facilitator_app.store import held_files, lock

_LONGEST = 120
_OURS = re.compile(rf"\.[0-9a-f]{{16}}{re.escape(network_file.PART)}")
_LEFT_S = 600  # seconds since anything was written: nobody writes it any more
_KEPT_FOR_NETWORKS = (network_file.SUFFIX, network_file.PART, network_file.JOURNAL, lock.SUFFIX)


def check_place(path: Path) -> None:
    """Raise AppError if `path`, however it is spelt, is a network or what stands beside one.

    Nor may it have a name that some system cannot keep.
    """
    for one in (path, Path(os.path.realpath(path))):
        # a system may take a name in any case, without its last dots, or with a stream's name
        name = one.name.casefold().partition(":")[0].rstrip(". ")
        if name.endswith(_KEPT_FOR_NETWORKS) or lock.Lock(one).path.exists():
            raise AppError(
                _(
                    "{name} is a network's file, or has a name that is kept for one."
                    " Choose another name."
                ).format(name=path.name)
            )
    if why := file_names.refusal(path.name):
        raise AppError(why)


def check_network_place(path: Path) -> None:
    """Raise AppError if a network may not be called so: nobody would find it, or keep it."""
    if path.suffix.lower() != network_file.SUFFIX:
        raise AppError(
            _("{name} is to be a network's file: end its name in {ending}.").format(
                name=path.name, ending=network_file.SUFFIX
            )
        )
    if why := file_names.refusal(path.name):
        raise AppError(why)


def write_atomically(path: Path, content: bytes) -> None:
    """Put `content` at `path` in one step; raise AppError if the place cannot be written to."""
    with in_place_of(path) as part, part.open("r+b") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def in_place_of(path: Path) -> Iterator[Path]:
    """Give an empty file beside `path` that takes its place at the end; if stopped, nothing stays.

    What a run that was killed left there goes first: it may hold people's words, unencrypted.
    Raises AppError if the place cannot be written to, or is a network's.
    """
    check_place(path)
    _clear_left(path.parent)
    part = path.with_name(f".{secrets.token_hex(8)}{network_file.PART}")
    try:
        part.open("xb").close()
        yield part
        _put(part, path)
    except OSError:
        raise _not_written(path) from None
    finally:
        held_files.clear_away(part)


def _clear_left(folder: Path) -> None:
    with contextlib.suppress(OSError):
        for one in folder.glob(f".*{network_file.PART}"):
            if _OURS.fullmatch(one.name) and time.time() - one.stat().st_mtime > _LEFT_S:
                held_files.clear_away(one)


def _put(part: Path, path: Path) -> None:
    try:
        held_files.replace(part, path)
    except PermissionError:
        if not path.exists():
            raise
        raise AppError(
            _(
                "{name} could not be replaced: another program has it open, or it is protected."
                " Close it there, or choose another name."
            ).format(name=path.name)
        ) from None


def _not_written(path: Path) -> AppError:
    return AppError(
        _(
            "{name} could not be written to {folder}. Choose another folder or free some space."
        ).format(name=path.name, folder=path.parent)
    )


def file_name(title: str) -> str:
    """Return `title` without what some system forbids in names of files."""
    return file_names.of_words(title, _LONGEST)
