"""Lists of 100,000 members: sorted and filtered until painted; finding; Today."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from sqlalchemy import event

from facilitator_app.gui.pages.list_page import ListKind, ListPage
from facilitator_app.gui.prefs import HeldPrefs
from facilitator_app.gui.table.list_model import PAGE
from facilitator_app.services import find, today
from facilitator_app.services.files import File
from facilitator_app.spec.picklists import as_shipped
from tests.bench.child import Eye
from tests.bench.figures import RUNS, Figure, in_turn, p95, timed
from tests.bench.stage import Heart, Stage, raw, rest, stage, wait

MEMBERS = 100_000
_FLOOR = "raw SQL: count, ids and one page"
_ACTIVE = "status IN ('applied', 'induction', 'current')"
_LOCALITIES = ("arle", "sorn", "wend")  # of the sample
_FOUND = "id IN (SELECT rowid FROM find WHERE find MATCH '\"an\"*')"
_COLUMNS = "id, forenames, surname, access_needs, access_words, kinds, status, last_heard, locality"


def _in_list(name: str, column: str) -> str:
    """Order by the place of a choice in its pick-list, as people see it."""
    codes = [entry.code for entry in as_shipped().entries.get(name, ())] or list(_LOCALITIES)
    places = " ".join(f"WHEN '{code}' THEN {at}" for at, code in enumerate(codes))
    return f"CASE {column} {places} END"


_SORTS = {
    "name": "sort_name", "kinds": "kinds", "status": _in_list("member_status", "status"),
    "last_heard": "last_heard", "locality": _in_list("locality", "locality"), "joined": "joined",
}  # fmt: skip
TYPED = (
    "a", "al", "ali", "m", "ma", "mar", "marg", "s", "sm", "smi", "j", "jo", "joa", "joan", "b",
    "be", "bev", "t", "th", "tho", "h", "ha", "har", "07", "01632", "park", "transport", "wait",
    "minutes", "forum",
)  # fmt: skip


def jobs() -> Iterator[Figure]:
    """Measure the list, the search box and Today on one file."""
    with stage(MEMBERS) as on:
        heart = Heart()
        rest(1_000)
        idle = heart.take()
        page = _page(on)
        gaps: dict[str, list[float]] = {"sort": [], "filter": []}
        yield from _sorted(on, page, heart, gaps["sort"])
        yield from _filtered(on, page, heart, gaps["filter"])
        for job, found in gaps.items():
            words = f"Longest block of the window: {job} 100,000"
            yield Figure(words, tuple(found), (idle,), "idle")
        yield on.on_thread(_finding)
        yield on.on_thread(_today)


def _page(on: Stage) -> ListPage:
    page = ListPage(on.context, HeldPrefs(), ListKind("member"))
    page.resize(1366, 768)
    _until_painted(page, page.show)
    rest()
    return page


def _until_painted(page: ListPage, act: Callable[[], object]) -> float:
    """Return the seconds from `act()` until the rows it asks for are painted."""
    times: list[float] = []

    def start(done: Callable[[], None]) -> None:
        def seen() -> None:
            times.append(time.perf_counter())
            done()

        def arrived() -> None:
            page.model.arrived.disconnect(arrived)
            Eye(page.table.viewport(), seen, lambda: page.model.row_at(0) is not None)

        page.model.arrived.connect(arrived)
        times.append(time.perf_counter())
        act()

    wait(start)
    rest()
    return times[1] - times[0]


def _sorted(on: Stage, page: ListPage, heart: Heart, gaps: list[float]) -> Iterator[Figure]:
    """Sort everyone by each column, after the list's own order each time."""
    chips = page.model.frame.chips if page.model.frame else ()
    _until_painted(page, partial(page._tools.chips.chosen.emit, chips[-1].key))
    for key, column in _SORTS.items():
        heart.take()
        act = partial(page.table.arrangement.sorted_by.emit, key, True)
        back = partial(page.table.arrangement.sorted_by.emit, key, False)

        def made(act: Any = act, back: Any = back) -> float:
            _until_painted(page, back)
            return _until_painted(page, act)

        floor = partial(on.on_thread, partial(_raw_list, "true", f"{column} DESC"))
        yield Figure(f"Sort 100,000 by {key.replace('_', ' ')}", *in_turn(made, floor), _FLOOR)
        gaps.append(heart.take())


def _filtered(on: Stage, page: ListPage, heart: Heart, gaps: list[float]) -> Iterator[Figure]:
    """Choose a chip, and type into the search field, each from everyone by name."""
    _until_painted(page, partial(page.table.arrangement.sorted_by.emit, "name", False))
    chips = page.model.frame.chips if page.model.frame else ()
    back = partial(page._tools.chips.chosen.emit, chips[-1].key)
    choose = partial(page._tools.chips.chosen.emit, chips[0].key)

    def chosen() -> float:
        took = _until_painted(page, choose)
        _until_painted(page, back)
        return took

    def typed() -> float:
        took = _until_painted(page, partial(page._search.asked.emit, "an"))
        _until_painted(page, partial(page._search.asked.emit, ""))
        return took

    for job, act, where in (
        ("Chip “Current” of 100,000", chosen, _ACTIVE),
        ("Filter “an” of 100,000", typed, _FOUND),
    ):
        heart.take()
        floor = partial(on.on_thread, partial(_raw_list, where, "sort_name"))
        yield Figure(job, *in_turn(act, floor), _FLOOR)
        gaps.append(heart.take())


def _raw_list(where: str, order: str, file: File) -> float:
    def act() -> None:
        raw(file, f"SELECT count(*) FROM member WHERE {where}")
        ids = raw(file, f"SELECT id FROM member WHERE {where} ORDER BY {order}, id LIMIT {PAGE}")
        marks = ", ".join(str(one) for (one,) in ids)
        raw(file, f"SELECT {_COLUMNS} FROM member WHERE id IN ({marks})")
        raw(
            file,
            "SELECT seat.member_id, body.name, seat.role FROM seat JOIN body"
            f" ON body.id = seat.body_id WHERE member_id IN ({marks})",
        )

    return timed(act)


def _finding(file: File) -> Figure:
    """Type 30 beginnings of words, one search each; a run's figure is its p95."""

    def ours() -> float:
        return p95([timed(partial(find.find, file, typed, 20)) for typed in TYPED])

    def floor() -> float:
        sql = "SELECT rowid FROM find WHERE find MATCH ? ORDER BY rank LIMIT 20"
        return p95([timed(partial(raw, file, sql, (f'"{typed}"*',))) for typed in TYPED])

    times = in_turn(ours, floor)
    return Figure("Ctrl+K, a key typed, 100,000 people (p95 of 30)", *times, "raw FTS5, 20 best")


def _today(file: File) -> Figure:
    """Measure Today against its own statements, replayed raw."""
    asked: list[tuple[str, Any]] = []
    engine: Any = file.store._engine

    def note(_c: Any, _k: Any, statement: str, given: Any, *_rest: Any) -> None:
        asked.append((statement, given))

    event.listen(engine, "before_cursor_execute", note)
    today.page(file)
    event.remove(engine, "before_cursor_execute", note)

    def replay() -> None:
        for statement, given in asked:
            raw(file, statement, given)

    times = in_turn(partial(timed, partial(today.page, file)), partial(timed, replay), RUNS)
    return Figure("Today on 100,000 members", *times, "its own SQL, raw")
