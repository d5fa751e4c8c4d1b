"""Where a line may end within a word, that is within what stands between two blanks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise

Measure = Callable[[str], float]

_BREAK_AFTER = re.compile(r"(?<=[@._/\-–—])(?=[^\s@._/\-–—])")
# Chinese and Japanese have no blanks: a line may end at any of their signs.
_IDEOGRAPH = re.compile(
    "[\u2e80-\u2fdf\u3001-\u303f\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff]"
)
_OPENING = ("Ps", "Pi")
_CLOSING = ("Pe", "Pf", "Po", "Lm")
_COMBINING = ("Mn", "Mc", "Me", "Cf")


def split_at_ideographs(token: str) -> list[str]:
    """Cut a word where a line may always end: at ideographs, but not before what closes them."""
    if token.isascii() or not _IDEOGRAPH.search(token):
        return [token]
    parts = [token[0]]
    for before, char in pairwise(token):
        sign = _IDEOGRAPH.match(before) or _IDEOGRAPH.match(char)
        if sign and _may_break_between(unicodedata.category(before), unicodedata.category(char)):
            parts.append(char)
        else:
            parts[-1] += char
    return parts


def _may_break_between(before: str, char: str) -> bool:
    return before not in _OPENING and char not in (*_CLOSING, *_COMBINING)


def unbreakable_parts(token: str) -> Iterator[str]:
    """Yield the parts of a word that need not be broken."""
    for sign in split_at_ideographs(token):
        yield from _BREAK_AFTER.split(sign)


def break_word(token: str, width: float, measure: Measure) -> Iterator[str]:
    """Cut a long word after @ . _ / - where that helps, else where the line is full."""
    held = ""
    for part in _BREAK_AFTER.split(token):
        if held and measure(held + part) > width:
            yield held
            held = ""
        if not held and measure(part) > width:
            *full, rest = _break_between_letters(part, width, measure)
            yield from full
            held = rest
        else:
            held += part
    if held:
        yield held


def _break_between_letters(token: str, width: float, measure: Measure) -> list[str]:
    """Cut a word that nothing else can break, by the widths of its letters with their marks."""
    letters = _letters_with_marks(token)
    widths = {letter: max(measure(letter), 0.1) for letter in set(letters)}
    parts, start, wide = [], 0, 0.0
    for at, letter in enumerate(letters):
        if at > start and wide + widths[letter] > width:
            parts.append("".join(letters[start:at]))
            start, wide = at, 0.0
        wide += widths[letter]
    return [*parts, "".join(letters[start:])]


def _letters_with_marks(token: str) -> list[str]:
    letters: list[str] = []
    for char in token:
        if letters and unicodedata.category(char) in _COMBINING:
            letters[-1] += char
        else:
            letters.append(char)
    return letters
