"""By which columns each list was sorted last: remembered as "surname:up,group:down"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from facilitator_app.digests.lists import ListQuery
from facilitator_app.gui.prefs import Prefs
from facilitator_app.gui.table.arrangement import Arrangement
from facilitator_app.gui.table.list_model import ListModel

Sort = tuple[str, bool]  # the key of a column, "" for none, and whether downwards


def of(query: ListQuery) -> tuple[Sort, Sort]:
    """Return by which columns the rows of `query` stand."""
    return (query.sort, query.descending), query.then


def load(prefs: Prefs, record: str) -> tuple[Sort, Sort]:
    """Return the first and the second column that the list of `record` was sorted by."""
    first, _comma, second = prefs.get(_name(record)).partition(",")
    return _read(first), _read(second)


def save(prefs: Prefs, query: ListQuery) -> None:
    """Remember by which columns the list is sorted; without a first one, its own order."""
    prefs.set(_name(query.record), ",".join(_written(one) for one in of(query) if any(one)))


def follow(
    arrangement: Arrangement,
    model: ListModel,
    now: Callable[[], ListQuery],
    go: Callable[[ListQuery], object],
) -> None:
    """Call go() with what is asked for by the headings; now() is what is shown.

    The first column that is turned round keeps the second; another first one comes alone.
    """

    def by_first(key: str, down: bool) -> None:
        then = now().then if key == now().sort else ("", False)
        go(replace(now(), sort=key, descending=down, then=then))

    def by_second(key: str, down: bool) -> None:
        if model.frame is not None:  # the list's own order becomes a chosen one
            first, way = model.frame.order
            go(replace(now(), sort=first, descending=way, then=(key, down)))

    arrangement.sorted_by.connect(by_first)
    arrangement.sorted_then.connect(by_second)


def _name(record: str) -> str:
    return f"sort/{record}"


def _read(text: str) -> Sort:
    key, _mark, way = text.partition(":")
    return key, way == "down"


def _written(one: Sort) -> str:
    return f"{one[0]}:{'down' if one[1] else 'up'}"
