"""Upgrades an older file: backup, all steps in one transaction, check; or everything as it was."""

from __future__ import annotations

import importlib
from pathlib import Path

from sqlalchemy import Connection

from facilitator_app.domain.errors import AppError, Cancelled, FileTooNew
from facilitator_app.domain.progress import Progress
from facilitator_app.i18n import _
from facilitator_app.store import backup, held_files
from facilitator_app.store.error_translation import translate_errors
from facilitator_app.store.stopping import stopping
from facilitator_app.store.store import Store

STEPS = Path(__file__).parent


def last_step(steps: Path = STEPS) -> str:
    """Return the number of the last step in the folder `steps`, by the names of its files.

    Alembic knows it too, but takes half a second to import.
    """
    return max(path.name[1:5] for path in (steps / "versions").glob("v[0-9]*_*.py"))


HEAD = last_step()


def stamp(store: Store, revision: str = HEAD) -> None:
    """Write down that a new file is at `revision`."""
    with store.unjournalled() as connection:
        connection.exec_driver_sql(
            "CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) NOT NULL,"
            " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
        )
        connection.exec_driver_sql("DELETE FROM alembic_version")
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (revision,))


def revision_of(store: Store) -> str:
    """Return the step the file is at."""
    named = "SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'"
    with translate_errors():
        if not store.raw.execute(named).fetchone()[0]:
            raise AppError(_("This file was never finished. Make it again under another name."))
        row = store.raw.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0])


def bring_up_to_date(store: Store, steps: Path = STEPS, progress: Progress | None = None) -> bool:
    """Take the file through the `steps` that it lacks; return whether there were any.

    Raises AppError if a step fails, FileTooNew if the file is further on than the last one (steps
    are numbered through), Cancelled if it is stopped; the file is then as it was.
    """
    if not _lacks_steps(store, steps):
        return False
    progress = progress or Progress()
    made = backup.write(store, store.path.parent, progress.part())
    try:
        _upgrade(store, steps, made, progress)
    except Cancelled:
        held_files.clear_away(made)
        raise
    return True


def _upgrade(store: Store, steps: Path, made: Path, progress: Progress) -> None:
    """Run the steps in one transaction; `made` is the backup of before."""
    # A step that makes a table anew drops the old one, which would take what points to it along.
    store.raw.execute("PRAGMA foreign_keys=OFF")
    try:
        with store.unjournalled() as connection:
            with stopping(store.raw, progress):
                progress.step(0, 0, _("Bringing the file up to date"))
                run_steps(connection, steps)
            wrong = backup.faults(store.raw, progress)
            if wrong:
                raise ValueError(wrong[0])
            if steps == STEPS:
                backup.enter(connection, store, made)
            progress.end(_("Saving"))
    except AppError:
        raise
    except Exception as error:
        raise AppError(
            _(
                "This file could not be brought up to date, and was left as it was. "
                "A copy lies beside it."
            )
        ) from error
    finally:
        store.raw.execute("PRAGMA foreign_keys=ON")


def bring_copy_up_to_date(store: Store) -> None:
    """Take a copy, of which there is another, through the steps that it lacks."""
    if not _lacks_steps(store, STEPS):
        return
    store.raw.execute("PRAGMA foreign_keys=OFF")
    try:
        with store.unjournalled() as connection:
            run_steps(connection)
    finally:
        store.raw.execute("PRAGMA foreign_keys=ON")


def _lacks_steps(store: Store, steps: Path) -> bool:
    """Say whether the file lacks steps; raise FileTooNew if it is further on than the last one."""
    head = HEAD if steps == STEPS else last_step(steps)
    revision = revision_of(store)
    if revision > head:
        raise FileTooNew(
            _(
                "{name} was written by a later Facilitator. Install the latest version to open it."
            ).format(name=store.path.name)
        )
    return revision < head


def run_steps(connection: Connection, steps: Path = STEPS, to: str = "head") -> None:
    """Run the steps that the database of `connection` lacks, up to `to`, in its transaction."""
    # Alembic takes half a second to import, so it is fetched only when an upgrade is due.
    command = importlib.import_module("alembic.command")
    settings = importlib.import_module("alembic.config").Config()
    settings.set_main_option("script_location", str(steps).replace("%", "%%"))
    settings.attributes["connection"] = connection
    command.upgrade(settings, to)
