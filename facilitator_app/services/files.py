"""Open, make, back up, restore and check network files."""

from __future__ import annotations

import contextlib
import datetime as dt
import random
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from facilitator_app import assets
from facilitator_app.clock import Clock
from facilitator_app.domain.errors import AppError, WrongPassphrase
from facilitator_app.domain.passphrases import too_short
from facilitator_app.domain.progress import Progress
from facilitator_app.i18n import N_, _
from facilitator_app.migrations import upgrade
from facilitator_app.queries import equality
from facilitator_app.queries import record_words as queries
from facilitator_app.records.catalogue import ALL
from facilitator_app.records.claims import MileageRate
from facilitator_app.records.frameworks import Framework, FrameworkItem
from facilitator_app.records.network import Network
from facilitator_app.records.picklists import ListEntry
from facilitator_app.services import file_writing
from facilitator_app.spec.frameworks import shipped_rows
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.picklists import PickLists, shipped
from facilitator_app.spec.shipped_words import SOURCE, translated
from facilitator_app.store import backup as backups
from facilitator_app.store import contents, error_translation, new_key
from facilitator_app.store import store as stores
from facilitator_app.store.base import table_of
from facilitator_app.store.file import discard, look_at
from facilitator_app.store.key import Key, derive, from_groups
from facilitator_app.store.labels import Label
from facilitator_app.store.lock import user_name
from facilitator_app.store.store import Store
from facilitator_app.store.work import Work

RECORDS = tuple(cls.spec() for cls in ALL)


HeldDraft = tuple[dt.datetime, Mapping[str, Any]] | None  # when, and what; None: to be forgotten


class File:
    """An open network: the store, and the pick-lists that its values are read with.

    held_drafts: by key, drafts that could not be written; by_sheet: whether it was opened with
    the letters of its recovery sheet, so that nobody may know its passphrase.
    """

    def __init__(self, store: Store) -> None:
        """Wrap an open store."""
        self.store = store
        self.held_drafts: dict[str, HeldDraft] = {}
        self.by_sheet = False
        self._lists: tuple[int, PickLists] | None = None
        self._closed = False

    def format_context(self) -> FormatContext:
        """Return what values are read and shown with, as of now."""
        as_of = self.store.times_changed("list_entry")
        if self._lists is None or self._lists[0] != as_of:
            with self.store.read() as session:
                self._lists = as_of, queries.lists(session)
        return FormatContext(self.store.clock.today(), self._lists[1])

    def recovery_key(self) -> tuple[str, ...]:
        """Return the groups of letters of the recovery sheet."""
        return self.store.key.groups()

    def close(self) -> None:
        """Close the file, without the contents of attachments that nothing can bring back now."""
        if self._closed:
            return
        self._closed = True
        try:
            collect(self)
        finally:
            self.store.close()


def create(
    path: Path, passphrase: str, network: str, clock: Clock, *, facilitator: str = "",
    who: str = "", chance: random.Random | None = None,
) -> File:  # fmt: skip
    """Make a new file for `network`, with pick-lists and rates as they ship."""
    _see_long_enough(passphrase)
    file_writing.check_network_place(path)
    store = stores.created(path, passphrase, clock, who or user_name(), chance)
    try:
        with store.unjournalled() as connection:
            equality.make_tables(connection)
        upgrade.stamp(store)
        with store.write(Label(N_("New network"))) as work:
            named = {"name": network, "short_name": network[:40]}
            work.insert_many(Network, [named | {"facilitator": facilitator or None}])
            _seed(work)
        store.steps.clear()
    except BaseException:
        store.close()
        discard(path)
        raise
    return _signed(File(store), who)


def see(path: Path) -> None:
    """Raise AppError where no network can lie at `path`."""
    look_at(path)


def open_file(
    path: Path, secret: str | Key, clock: Clock, *, who: str = "", take_over: bool = False,
    progress: Progress | None = None,
) -> File:  # fmt: skip
    """Open the file at `path` with its passphrase or key; an older file is upgraded first.

    Stopped while it is upgraded, it is left as it was.
    """
    store = stores.opened(path, secret, clock, who or user_name(), take_over=take_over)
    try:
        upgrade.bring_up_to_date(store, progress=progress)
        with contextlib.suppress(AppError):  # no room for it now: the file can be used all the same
            store.finish_erasing()
        backups.clear_beside(store)
    except BaseException:
        store.close()
        raise
    file = _signed(File(store), who)
    collect(file)
    return file


def _signed(file: File, who: str) -> File:
    """See that changes are signed by whom the settings name at the time, unless `who` is given."""
    if not who:
        file.store.signs = _facilitator
    return file


def _facilitator(connection: Connection) -> str:
    named: str | None = connection.scalar(select(table_of(Network).c.facilitator))
    return (named or "").strip() or user_name()


def collect(file: File) -> None:
    """Take away contents that no record names, at opening and closing: nothing can be undone then.

    Undo reaches back to the opening of the file by this process; entries of the journal from
    before are read and never reversed. What cannot be taken away now goes the next time.
    """
    with contextlib.suppress(AppError):
        with file.store.read() as session:
            unused = contents.unused(session.connection())
        if unused:
            with file.store.unjournalled() as connection:
                contents.collect(connection)


def open_with_sheet(
    path: Path, groups: str, clock: Clock, progress: Progress | None = None
) -> File:
    """Open the file at `path` with the letters of its recovery sheet."""
    key = from_groups(groups)
    try:
        file = open_file(path, key, clock, progress=progress)
    except WrongPassphrase:
        message = _(
            "That recovery sheet does not open {name}. Look for the sheet of this network, and try"
            " again."
        )
        raise WrongPassphrase(message.format(name=path.name)) from None
    file.by_sheet = True
    return file


def backup(file: File, folder: Path, progress: Progress | None = None) -> Path:
    """Write a checked copy into `folder`; return where it is. Stopped, it leaves none."""
    return backups.make(file.store, folder, progress)


def restore(
    copy: Path, to: Path, secret: str, clock: Clock, progress: Progress | None = None
) -> Path | None:
    """Put a backup in the place of `to`; return where the file that stood there was kept.

    Stopped, it leaves all as it was.
    """
    file_writing.check_network_place(to)
    if to.exists() and to.samefile(copy):
        raise AppError(
            _("{name} is that backup itself. Say which file it is to replace.").format(name=to.name)
        )
    return backups.restore(copy, to, secret, clock, progress)


def check(file: File, progress: Progress | None = None) -> tuple[str, ...]:
    """Return what is wrong with the file, in sentences; empty if it is sound."""
    found = backups.faults(file.store.raw, progress)
    if found:
        return found
    with file.store.read() as session:
        return tuple(
            _("The content of an attachment is not in the file: {mark}").format(mark=one)
            for one in contents.missing(session.connection())
        )


def advice() -> str:
    """Return what to do about a network that is damaged."""
    return error_translation.advice()


def size(file: File) -> int:
    """Return how many bytes the file has now."""
    return file.store.path.stat().st_size


def confirm(file: File, passphrase: str) -> None:
    """See that `passphrase` is the one of the open file; raise WrongPassphrase if not."""
    if derive(passphrase, file.store.salt) != file.store.key:
        raise WrongPassphrase(_("That is not the passphrase of this network. Type it again."))


def change_passphrase(file: File, new: str, progress: Progress | None = None) -> None:
    """Let `new` open the file from now on; it has another recovery sheet then, too.

    Backups that were made keep the passphrase they were made with.
    """
    _see_long_enough(new)
    key = derive(new, file.store.salt)
    if key == file.store.key:
        raise AppError(_("That is the passphrase it has already. Choose another."))
    new_key.change(file.store, key, progress or Progress())
    file.by_sheet = False


def _see_long_enough(passphrase: str) -> None:
    if why := too_short(passphrase):
        raise AppError(why)


def _seed(work: Work) -> None:
    work.insert_many(
        ListEntry,
        [
            {
                "list": one.list, "code": one.code, "words": one.label, "place": one.place,
                "source": one.source, "tone": one.tone or None, "icon_name": one.icon or None,
                "fixed": one.fixed,
            }
            for one in shipped()
        ],
    )  # fmt: skip
    frameworks, items = shipped_rows(work.next_id)
    work.insert_many(Framework, frameworks)
    work.insert_many(FrameworkItem, items)
    rates = tomllib.loads(assets.text("lists/rates.toml"))["rate"]
    work.insert_many(
        MileageRate,
        [
            {
                "mode": one["mode"], "starts": one["starts"], "ends": one.get("ends"),
                "rate": one["tenths"], "threshold": one.get("threshold_miles"),
                "rate_above": one.get("above_tenths"), "source": translated(one["source"], SOURCE),
                "confirmed": one.get("confirmed", False),
            }
            for one in rates
        ],
    )  # fmt: skip
