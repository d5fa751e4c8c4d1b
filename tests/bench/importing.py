"""A list of 50,000 people imported and undone, beside the same rows written raw."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from facilitator_app.domain.progress import Progress
from facilitator_app.services import exchange, undo
from facilitator_app.services.files import File
from tests.bench import data
from tests.bench.figures import Figure, timed
from tests.bench.stage import Heart, Stage, raw, rest, stage

MEMBERS, RUNS = 5_000, 3


def jobs() -> Iterator[Figure]:
    """Measure preview and adding, undo, and the window's longest block meanwhile."""
    times: dict[str, list[float]] = {}
    for _run in range(RUNS):
        with stage(MEMBERS) as on:
            for name, took in _once(on).items():
                times.setdefault(name, []).append(took)
    got = {name: tuple(found) for name, found in times.items()}
    yield Figure("Import of 50,000: reading and preview", got["preview"])
    yield Figure("Import of 50,000: adding, with journal and search", got["apply"])
    whole = tuple(a + b for a, b in zip(got["preview"], got["apply"], strict=True))
    floor = "raw executemany of rows and journal"
    yield Figure("Import of 50,000, whole", whole, got["raw rows"], floor)
    yield Figure("Undo of that import", got["undo"], got["raw deletes"], "as many raw deletes")
    yield Figure("Longest block of the window: import", got["gap"], got["idle"], "idle")
    yield Figure("Longest block of the window: its undo", got["undo gap"], got["idle"], "idle")


def _once(on: Stage) -> dict[str, float]:
    """Do all of it once; return seconds by name."""
    folder = on.file.store.path.parent
    sheet = data.people_csv(folder / "people.csv")
    heart, found = Heart(), dict[str, float]()
    rest(500)
    found["idle"] = heart.take()
    began = time.perf_counter()
    preview = on.on_thread(lambda file: exchange.preview(file, "member", sheet))
    planned = time.perf_counter()
    found["gap"] = heart.take()
    also = frozenset(row.number for row in preview.plan.rows if row.can_add)  # users tick few
    assert len(also) == data.IMPORTED
    rest()
    heart.take()
    began_adding = time.perf_counter()
    on.on_thread(lambda file: exchange.apply(file, preview.plan, also, Progress()))
    found |= {"preview": planned - began, "apply": time.perf_counter() - began_adding}
    found["gap"] = max(found["gap"], heart.take())
    written = on.on_thread(_written)
    heart.take()
    found["undo"] = timed(lambda: on.on_thread(undo.undo))
    found["undo gap"] = heart.take()
    return found | _floors(folder, written)


def _written(file: File) -> dict[str, list[Any]]:
    """Return the rows that the import wrote, by table, and the ids of the members."""
    last = "set_id = (SELECT max(set_id) FROM change)"
    ids = f"SELECT record_id FROM change WHERE {last}"
    return {
        "change_set": raw(file, "SELECT * FROM change_set ORDER BY id DESC LIMIT 1"),
        "member": raw(file, f"SELECT * FROM member WHERE id IN ({ids})"),
        "change": raw(file, f"SELECT * FROM change WHERE {last}"),
        "ids": raw(file, ids),
    }


def _floors(folder: Path, written: dict[str, list[Any]]) -> dict[str, float]:
    """Write the same rows raw into a fresh copy, and delete them again, a commit each."""
    path = Path(shutil.copy(data.made(MEMBERS), folder / "raw.facilitator"))
    file = data.opened(path)
    ids = written.pop("ids")

    def insert() -> None:
        file.store.raw.execute("BEGIN IMMEDIATE")
        for table, some in written.items():
            marks = ", ".join("?" * len(some[0]))
            file.store.raw.executemany(f"INSERT INTO {table} VALUES ({marks})", some)
        file.store.raw.execute("COMMIT")

    def delete() -> None:
        file.store.raw.execute("BEGIN IMMEDIATE")
        file.store.raw.executemany("DELETE FROM member WHERE id = ?", ids)
        file.store.raw.execute("COMMIT")

    found = {"raw rows": timed(insert), "raw deletes": timed(delete)}
    file.close()
    return found
