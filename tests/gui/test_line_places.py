"""Lines that are read anew stand where they stood."""

from __future__ import annotations

import pytest

from facilitator_app.gui.form.line_places import in_place
from facilitator_app.spec.record import Row

NEW, EMPTY = (0, True), (0, False)


def stored(one: int) -> tuple[int, bool]:
    return (one, False)


@pytest.mark.parametrize(
    ("rows", "lines", "found"),
    [
        ([3, 1, 2], [], [3, 1, 2]),
        ([3, 1, 2], [EMPTY], [3, 1, 2]),
        ([3, 1, 2], [stored(1), stored(2), stored(3)], [1, 2, 3]),
        ([5, 1, 4], [stored(1), NEW, EMPTY, NEW], [1, 4, 5]),
        ([2, 1], [stored(1), stored(3), stored(2)], [1, 2]),
        ([7, 1, 8, 2], [stored(2), stored(1)], [7, 2, 1, 8]),
        ([7, 1, 8], [stored(1), NEW], [7, 1, 8]),
        ([], [stored(1), NEW], []),
    ],
)
def test_each_where_it_stood(
    rows: list[int], lines: list[tuple[int, bool]], found: list[int]
) -> None:
    given = [Row("training_place", one, 1, {}, "") for one in rows]
    assert [one.id for one in in_place(given, lines)] == found
