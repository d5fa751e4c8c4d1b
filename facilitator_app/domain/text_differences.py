"""In what two texts differ: what went of one, and which of its words the other has not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = 20  # letters; fewer are a slip that was mended
_SLIP = 4
_WORD = re.compile(r"\S+")
_WORD_OR_SIGN = re.compile(r"\w+|[^\w\s.,;:!?]")  # where a sentence ends, may change
_LAST_WORD = re.compile(r"\w+$")


def change_ends(before: str, now: str) -> int:
    """Return the place in `now` after which it is as `before` was."""
    return len(now) - _stretch(before, now)[1]


def gone(before: str, now: str) -> str:
    """Return what stood in `before` from the first to the last that is not in `now`.

    "a long day" -> "a day" is "long "; "one two" -> "one 222" is "two".
    """
    start, end = _stretch(before, now)
    return before[start : len(before) - end]


def words_go(before: str, now: str) -> bool:
    """Return whether words of `before` are not in `now`, or most of it: more than a mended slip."""
    letters = len(gone(before, now))
    return letters >= _WORDS or (letters > _SLIP and 2 * letters > len(before))


@dataclass(slots=True)
class RestedText:
    """A text as it stood when nobody typed last; parted: whether any of it has gone since.

    growing: the place behind a word that may not be written to its end yet, None if there is none.
    """

    text: str = ""
    growing: int | None = None
    parted: bool = False

    def parts(self, now: str) -> bool:
        """Return whether words of it no longer stand in `now`, the first time that is so."""
        if self.parted or _stand(self._whole_words(now), now):
            return False
        self.parted = True
        return True

    def _whole_words(self, now: str) -> str:
        """Return the text without the word that was not written to its end, if it only grew."""
        begun = self.text[: self.growing or 0]
        if not now.startswith(begun):
            return self.text
        return _LAST_WORD.sub("", begun) + self.text[len(begun) :]


def _stand(text: str, now: str) -> bool:
    """Return whether all words of `text` stand in `now`, in their order."""
    left = iter(_WORD_OR_SIGN.findall(now))
    return all(word in left for word in _WORD_OR_SIGN.findall(text))


def only_in(text: str, other: str) -> list[tuple[int, int]]:
    """Return from where to where words of `text` stand that `other` does not have there."""
    ours, theirs = list(_WORD.finditer(text)), _WORD.findall(other)
    steps = SequenceMatcher(None, [one.group() for one in ours], theirs).get_opcodes()
    return [
        (ours[start].start(), ours[end - 1].end())
        for step, start, end, *_theirs in steps
        if step in ("delete", "replace")
    ]


def _stretch(before: str, now: str) -> tuple[int, int]:
    """Return how many letters two texts begin with that are the same, and end with after those."""
    start, end = alike(before, now), alike(before[::-1], now[::-1])
    return start, min(end, len(before) - start, len(now) - start)


def alike(one: str, other: str) -> int:
    """Return how many letters two texts begin with that are the same."""
    same, most = 0, min(len(one), len(other))
    while same < most:  # by halves: whole stretches are compared at once
        reach = (same + most + 1) // 2
        if one[same:reach] == other[same:reach]:
            same = reach
        else:
            most = reach - 1
    return same
