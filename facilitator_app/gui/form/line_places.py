"""Where the lines of a table stand when they are read anew: each where it stood."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator_app.spec.record import Row


def in_place(rows: Sequence[Row], lines: Sequence[tuple[int, bool]]) -> list[Row]:
    """Return stored `rows`, in their own order, as they are to stand where `lines` stand now.

    lines: the id of each, 0 of one not stored yet, and whether something was typed into it. Those
    were stored in the order in which they stand, with growing ids. What came from elsewhere stands
    after what it follows in its own order.
    """
    known = {one.id: one for one in rows}
    here = {one for one, _typed in lines if one}
    fresh = sorted(one for one in known if one not in here)
    typed = sum(not one and typed for one, typed in lines)
    new = iter(fresh if len(fresh) == typed else ())
    order = [one or next(new, 0) for one, typed in lines if one or typed]
    found = [one for one in order if one in known]
    for before, one in zip([0, *(row.id for row in rows)], rows, strict=False):
        if one.id not in found:
            found.insert(found.index(before) + 1 if before else 0, one.id)
    return [known[one] for one in found]
