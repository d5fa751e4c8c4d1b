"""Rules of frameworks: the order of their items."""

from __future__ import annotations

from collections.abc import Sequence


def places(asked: Sequence[tuple[int | None, int | None]]) -> tuple[int, ...]:
    """Return the place of each item, from 1 without gaps; each says its place before and now.

    One that moves up, or is new, comes before whoever has the place that it was given; one that
    moves down comes after, who then moves up. What was not moved keeps its order, and one without
    a place comes last.
    """

    def key(at: int) -> tuple[bool, int, int, int]:
        before, now = asked[at]
        if now is None:
            return True, 0, 0, at
        side = -1 if before is None or now < before else int(now > before)
        return False, now, side, at

    ordered = sorted(range(len(asked)), key=key)
    return tuple(
        place for _at, place in sorted(zip(ordered, range(1, len(asked) + 1), strict=True))
    )
