"""In what two texts differ: what went of one, and which of its words the other has not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\S+")
_WORD_OR_SIGN = re.compile(r"\d+(?:[.,:]\d+)*\w*|\w+|[^\w\s.,;:!?]")  # "1.50" is one, "end." not
_SIGNS = re.compile(r"[^\w\s]+(?=\s|$)")
_LETTERS = re.compile(rf"\w*(?:{_SIGNS.pattern})?")
_BEGUN = re.compile(r"[^\W\d_]+$")  # letters: a figure that grows is another one
_LONG = 1_000  # words


def change_ends(before: str, now: str) -> int:
    """Return the place in `now` after which it is as `before` was.

    A word is whole, and the signs behind it go with it: one goes on behind a full stop.
    """
    place = len(now) - _stretch(before, now)[1]
    rest = (_LETTERS if now[:place][-1:].isalnum() else _SIGNS).match(now, place)
    return rest.end() if rest else place


@dataclass(slots=True)
class SavedText:
    """A text as it was saved last, while it is written.

    growing: the place behind a word that may not be written to its end yet, None if there is none;
    whole: what was saved before words were taken back where it is written.
    """

    text: str = ""
    growing: int | None = None
    whole: str = ""

    def save(self, now: str, growing: int | None, *, taken_back: bool) -> bool:
        """Take `now` for what is saved; return whether words are gone of what was.

        Those that are taken back are gone only if they do not stand in the whole of it either.
        """
        gone = not _stand(self._whole_words(now), now)
        if taken_back:
            gone = gone and not _stand(self.text, self.whole)
        else:
            self.whole = now
        inside = growing is not None and now[growing : growing + 1].isalnum()
        self.text, self.growing = now, None if inside else growing
        return gone

    def _whole_words(self, now: str) -> str:
        """Return the text without the word that was not written to its end, if it only grew."""
        begun = self.text[: self.growing or 0]
        if not now.startswith(begun):
            return self.text
        return _BEGUN.sub("", begun) + self.text[len(begun) :]


def _stand(text: str, now: str) -> bool:
    """Return whether all words of `text` stand in `now`, in their order."""
    left = iter(_WORD_OR_SIGN.findall(now))
    return all(word in left for word in _WORD_OR_SIGN.findall(text))


def only_in(text: str, other: str) -> list[tuple[int, int]]:
    """Return from where to where words of `text` stand that `other` does not have there."""
    ours, theirs = list(_WORD.finditer(text)), _WORD.findall(other)
    words = [one.group() for one in ours]
    start = _same(words, theirs)
    end = min(_same(words[::-1], theirs[::-1]), len(words) - start, len(theirs) - start)
    mine, other_ = words[start : len(words) - end], theirs[start : len(theirs) - end]
    long = max(len(mine), len(other_)) > _LONG  # then what is frequent is no landmark
    steps = SequenceMatcher(None, mine, other_, autojunk=long).get_opcodes()
    return [
        (ours[start + first].start(), ours[start + last - 1].end())
        for step, first, last, *_theirs in steps
        if step in ("delete", "replace")
    ]


def _same(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words two texts begin with that are the same."""
    pairs = enumerate(zip(one, other, strict=False))
    differ = (place for place, (mine, theirs) in pairs if mine != theirs)
    return next(differ, min(len(one), len(other)))


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
