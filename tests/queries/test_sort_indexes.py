"""Every order that a list offers at first is kept by an index, for the sake of long lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from facilitator_app.digests.lists import ListQuery
from facilitator_app.queries import registry
from facilitator_app.services import lists, records
from facilitator_app.services.files import File

ON_THEIR_OWN_PAGES = ("network", "list_entry")  # one row, and the entries of one list at a time
BY_HAND = re.compile(r"TEMP B-TREE FOR|SCAN \w+(;|$)")  # sorts, or goes through every row


@contextmanager
def statements(file: File) -> Iterator[list[tuple[str, Any]]]:
    """Give the list of statements, with their values, that are run within."""
    found: list[tuple[str, Any]] = []

    def hear(_connection: object, _cursor: object, sql: str, values: Any, *_rest: object) -> None:
        found.append((sql, values))

    event.listen(file.store._engine, "before_cursor_execute", hear)
    yield found
    event.remove(file.store._engine, "before_cursor_execute", hear)


def plan(file: File, ask: ListQuery) -> str:
    """Return how SQLite finds the rows of a list's first page."""
    with statements(file) as found:
        lists.page(file, ask, 0, 50)
    sql, values = next(one for one in found if "ORDER BY" in one[0])
    rows = file.store.raw.execute(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()
    return "; ".join(str(row[3]) for row in rows)


def listed() -> list[str]:
    """Return the record types that have a list: not the lines within other records."""
    return [
        name
        for name in records.names()
        if name not in ON_THEIR_OWN_PAGES
        and (records.spec(name).owner() is None or lists.first_query(name).chip)
    ]


# Lists of a few rows that come with the program, with years and figures among their words.
SHIPPED = {("framework", key) for key in ("", "name", "source", "edition")}
SHIPPED |= {("mileage_rate", "source")}
# What is worked out from other tables has no index; of 5,000 members it takes 20 ms, not 10.
WORKED_OUT = {("member", "heard")}


@pytest.mark.parametrize("name", listed())
def test_every_order_offered_at_first_has_an_index(name: str, file: File) -> None:
    """But for what is ordered as the list of another record is: the other has the index."""
    head = lists.frame(file, ListQuery(name))
    pointing = {one.name for one in records.spec(name).refs}
    usual = set(registry.view(name).columns) - pointing
    orders = [one.key for one in head.columns if one.sortable and one.key in usual]
    by_hand = [
        (sort, descending)
        for sort in ("", *orders)
        if (name, sort) not in SHIPPED | WORKED_OUT
        for descending in (False, True)
        if BY_HAND.search(plan(file, ListQuery(name, sort=sort, descending=descending)))
    ]
    assert by_hand == []
