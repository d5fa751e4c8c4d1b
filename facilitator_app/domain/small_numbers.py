"""How few people of a kind are told: no number below five stands open, or follows from another."""

from __future__ import annotations

from collections.abc import Mapping

LEAST = 5
"""The least number of people of a kind that is told."""


def together(
    counts: Mapping[str, int], least: int = LEAST
) -> tuple[tuple[tuple[str, ...], int], ...]:
    """Return the kinds of so many people with their number, those of fewer joined into one, last.

    The joined ones come to `least` or more too, or whoever knows how many there are in all would
    find a small kind by taking the others away; the next larger kind is joined to them for that.
    Nothing is told where all would have to be joined. `counts` stand in the order of telling.
    """
    known = {kind: number for kind, number in counts.items() if number}
    few = [kind for kind, number in known.items() if number < least]
    rest = [kind for kind in known if kind not in few]
    while few and rest and sum(known[kind] for kind in few) < least:
        smallest = min(reversed(rest), key=known.__getitem__)
        rest.remove(smallest)
        few.append(smallest)
    if not rest:
        return ()
    told: list[tuple[tuple[str, ...], int]] = [((kind,), known[kind]) for kind in rest]
    if few:
        joined = tuple(kind for kind in known if kind in few)
        told.append((joined, sum(known[kind] for kind in few)))
    return tuple(told)
