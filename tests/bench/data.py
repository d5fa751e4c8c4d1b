"""The files that are measured: made once, kept in the system's folder for what may go."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy.schema import CreateTable

from facilitator_app.clock import fixed_on
from facilitator_app.migrations.upgrade import HEAD
from facilitator_app.services import files, sample
from facilitator_app.services.files import File
from facilitator_app.store.base import record_types, table_of
from facilitator_app.store.journal_tables import FIND

TODAY = dt.date(2026, 11, 23)
CLOCK = fixed_on(TODAY)
IMPORTED = 50_000
_FIRST = ("Ada", "Bilal", "Carys", "Dilys", "Ewan", "Farah", "Gwyn", "Hana", "Idris", "Jean")
_PARTS = ("Ban", "Cor", "Dal", "Fen", "Gar", "Hol", "Kel", "Lor", "Mar", "Nor", "Pem", "Ros")
_ENDS = ("bury", "combe", "dale", "field", "ford", "ham", "ley", "mere", "ton", "wick")
_HEADERS = ("Surname", "Forename(s)", "Tel No", "DOB", "Email", "Address 1", "Postcode", "Notes")


def folder() -> Path:
    """Return where made files are kept, one folder for each step and version of the tables."""
    made = "".join(str(CreateTable(table_of(cls))) for cls in record_types().values())
    version = hashlib.sha256(f"{HEAD}{made}{FIND}".encode()).hexdigest()[:12]
    found = Path(tempfile.gettempdir()) / f"facilitator-bench-{version}"
    found.mkdir(exist_ok=True)
    return found


def made(members: int) -> Path:
    """Return a sample file of so many members, making it if it is not kept."""
    path = folder() / f"{members}.facilitator"
    if not path.is_file():
        part = path.with_name(f"part-{members}.facilitator")
        part.unlink(missing_ok=True)
        sample.make(part, members=members, as_at=TODAY, clock=CLOCK)
        part.rename(path)
    return path


@contextmanager
def copy_of(members: int) -> Iterator[Path]:
    """Give a copy of a made file, to be changed at will."""
    with tempfile.TemporaryDirectory(prefix="facilitator-bench-") as there:
        yield Path(shutil.copy(made(members), there))


def opened(path: Path) -> File:
    """Open a made file."""
    return files.open_file(path, sample.PASSPHRASE, CLOCK, who="Bench")


def people_csv(path: Path, rows: int = IMPORTED) -> Path:
    """Write a list of so many invented people, as a facilitator might keep one."""
    dice = random.Random(7)
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(_HEADERS)
        writer.writerows(_person(dice, number) for number in range(rows))
    return path


def _person(dice: random.Random, number: int) -> tuple[Any, ...]:
    surname = dice.choice(_PARTS) + dice.choice(_PARTS).lower() + dice.choice(_ENDS)
    first = f"{dice.choice(_FIRST)} {dice.choice(_FIRST)}"
    born = dt.date(1930, 1, 1) + dt.timedelta(days=dice.randrange(25_000))
    street = f"{dice.randint(1, 200)} {dice.choice(_PARTS)}{dice.choice(_ENDS)} Road"
    inward = f"{dice.randint(0, 9)}{dice.choice('ABD')}{dice.choice('EFG')}"
    postcode = f"ZZ{dice.randint(1, 99)} {inward}"
    return (
        surname, first, f"01632 {number:06}", f"{born.day}/{born.month}/{born.year}",
        f"p{number}@example.org", street, postcode, "Met at the open day",
    )  # fmt: skip
