"""In what two texts differ: how many letters went, and which paragraphs are in one alone."""

from __future__ import annotations

WORDS_GO = 20  # letters; fewer are a slip that was mended
_SLIP = 4


def change_ends(before: str, now: str) -> int:
    """Return the place in `now` after which it is as `before` was."""
    start, end = _alike(before, now), _alike(before[::-1], now[::-1])
    return max(len(now) - end, start)


def letters_gone(before: str, now: str) -> int:
    """Return how many letters of `before`, between its first and last that went, are not in `now`.

    "a long day" -> "a day" is 5; "one two" -> "one 222" is 3.
    """
    start, end = _alike(before, now), _alike(before[::-1], now[::-1])
    return max(len(before) - start - min(end, len(before) - start, len(now) - start), 0)


def words_go(before: str, now: str) -> bool:
    """Return whether words of `before` are not in `now`, or most of it: more than a mended slip."""
    gone = letters_gone(before, now)
    return gone >= WORDS_GO or (gone > _SLIP and 2 * gone > len(before))


def only_in(text: str, other: str) -> list[int]:
    """Return the numbers, from 0, of the paragraphs of `text` that `other` has not."""
    there = {line.strip() for line in other.split("\n")}
    lines = enumerate(line.strip() for line in text.split("\n"))
    return [at for at, line in lines if line and line not in there]


def _alike(one: str, other: str) -> int:
    """Return how many letters two texts begin with that are the same."""
    same, most = 0, min(len(one), len(other))
    while same < most:  # by halves: whole stretches are compared at once
        reach = (same + most + 1) // 2
        if one[same:reach] == other[same:reach]:
            same = reach
        else:
            most = reach - 1
    return same
