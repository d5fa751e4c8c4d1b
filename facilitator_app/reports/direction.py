"""Which way text runs: Unicode's levels, and from them the order in which a line is drawn."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from bidi import get_base_level, get_display
from bidi.mirror import MIRRORED

# Letters that are read from the right, their marks and their own figures.
_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_TURNING = re.compile(f"[{_RIGHT}\u200f\u202b\u202e\u2067]")
_STEERING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_WORD = re.compile(f"[{_RIGHT}]+")
_OTHER = re.compile(f"[^\\W{_RIGHT}]")
# In a text of ours a name is a unit: what stands after it runs on as the text does. In a text that
# is read from the right it is the groups of a number that would change places.
_NAME = re.compile(f"[{_RIGHT}](?:[{_RIGHT} \xa0.'’\u2010-\u2013\u200c-\u200f-]*[{_RIGHT}])?")
_NUMBER = re.compile(r"\+?\d+(?:[ \xa0-]\d+)+")
LEFT_MARK = "\u200e"
_RIGHT_ISOLATE, _LEFT_ISOLATE, _POP = "\u2067", "\u2066", "\u2069"
# No name has so many words.
_PROSE = 6


def turning(text: str) -> bool:
    """Whether some of `text` may run from the right; false for nearly all text, and quick."""
    return _TURNING.search(text) is not None


def from_right(text: str) -> bool:
    """Whether there is a letter in `text` that is read from the right."""
    return any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)


def starts_right(text: str) -> bool:
    """Whether a paragraph is read from the right as a whole.

    It begins with such a letter, and has nothing else or many such words and little else: a name
    with an English date after it is English.
    """
    if get_base_level(text) != 1:
        return False
    others = len(_OTHER.findall(text))
    return not others or (is_prose(text) and sum(map(len, _WORD.findall(text))) > 2 * others)


def is_prose(text: str) -> bool:
    """Whether `text` has more words that are read from the right than a name has."""
    return len(_WORD.findall(text)) >= _PROSE


@lru_cache(maxsize=256)
def levels(text: str) -> tuple[int, ...]:
    """Return the level of each character of a paragraph; what has an odd one runs from the right.

    The library tells levels in what it shows to debuggers only, one for each byte of UTF-8.
    """
    right = starts_right(text)
    apart, added = _set_apart(text, right)
    told = str(get_display(apart, base_dir="R" if right else "L", debug=True))
    found = [int(level) for level in re.findall(r"Level\(\s*(\d+)", told)]
    at, done = 0, []
    for place, char in enumerate(text):
        at += added[place] * len(_POP.encode())
        done.append(found[at])
        at += len(char.encode())
    return tuple(done)


def _set_apart(text: str, right: bool) -> tuple[str, Counter[int]]:
    """Put isolates around what is a unit, and count those before each character."""
    isolate, unit = (_LEFT_ISOLATE, _NUMBER) if right else (_RIGHT_ISOLATE, _NAME)
    added = Counter(at for found in unit.finditer(text) for at in found.span())
    return unit.sub(lambda found: f"{isolate}{found[0]}{_POP}", text), added


def order(found: Sequence[int]) -> list[int]:
    """Return the places of parts that have these levels, from left to right (UAX 9, rule L2)."""
    places = list(range(len(found)))
    for level in range(max(found, default=0), 0, -1):
        at = 0
        while at < len(places):
            end = at
            while end < len(places) and found[places[end]] >= level:
                end += 1
            places[at:end] = reversed(places[at:end])
            at = end + 1
    return places


def turned(text: str) -> str:
    """Return what runs from the right as it is to be set: signs alone mirrored, last one first."""
    if from_right(text):
        return text
    return "".join(MIRRORED.get(char, char) for char in reversed(text))


def unsteered(text: str) -> str:
    """Return `text` without the signs that only say which way it runs."""
    return _STEERING.sub("", text)
