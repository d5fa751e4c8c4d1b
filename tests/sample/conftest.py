"""Invented networks of several sizes and dates, made once for all tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from facilitator_app.clock import fixed_on
from facilitator_app.sample.build_base import Order
from facilitator_app.services import files, sample
from facilitator_app.services.files import File

USUAL = Order(64, 3, 1, dt.date(2026, 11, 23))
RANDOM = {"nonce", "digest", "token"}
ORDERS = (
    USUAL,
    Order(40, 1, 5, dt.date(2013, 4, 2)),  # the smallest, two days into a financial year
    Order(96, 5, 9, dt.date(2024, 2, 29)),
    Order(300, 2, 3, dt.date(2025, 12, 24)),  # more members than come to meetings; Christmas Eve
    Order(64, 2, 8, dt.date(2012, 1, 1)),  # a Sunday, under an older mileage rate
)


@dataclass(frozen=True, slots=True)
class Made:
    """An invented network that is open."""

    order: Order
    file: File

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Return what `sql` finds; :today is the date of the network."""
        found = self.file.store.raw.execute(sql, {"today": self.order.as_at.isoformat()})
        return [tuple(row) for row in found.fetchall()]

    def one(self, sql: str) -> Any:
        """Return the one value that `sql` finds."""
        return self.rows(sql)[0][0]


def opened(order: Order, folder: Path) -> Made:
    """Make and open the network that `order` asks for."""
    clock = fixed_on(order.as_at)
    path = sample.make(
        folder / "made.facilitator", members=order.members, years=order.years, seed=order.seed,
        as_at=order.as_at, clock=clock,
    )  # fmt: skip
    return Made(order, files.open_file(path, sample.PASSPHRASE, clock))


def _told(raw: dbapi2.Connection, table: str) -> list[tuple[object, ...]]:
    found = raw.execute(f"SELECT * FROM {table}")
    kept = [at for at, one in enumerate(found.description) if one[0] not in RANDOM]
    return [tuple(row[at] for at in kept) for row in found]


def dump(path: Path) -> str:
    """Return every row of every table of a file, the journal and the search index with them.

    Without what has to differ each time: nonces with the digests they make, and tokens.
    """
    file = files.open_file(path, sample.PASSPHRASE, fixed_on(USUAL.as_at))
    raw = file.store.raw
    try:
        names = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        return "\n".join(
            f"{name} {tuple(row)}"
            for (name,) in names.fetchall()
            for row in sorted(_told(raw, name), key=repr)
        )
    finally:
        file.close()


@pytest.fixture(scope="session", params=ORDERS, ids=lambda one: f"{one.members}-{one.as_at}")
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Made]:
    """Each network in turn."""
    found = opened(request.param, tmp_path_factory.mktemp("made"))
    yield found
    found.file.close()


@pytest.fixture(scope="session")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """The network that the program makes unless told otherwise."""
    found = opened(USUAL, tmp_path_factory.mktemp("usual"))
    yield found
    found.file.close()
