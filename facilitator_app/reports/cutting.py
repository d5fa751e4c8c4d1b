"""Where a line may end within what stands between two blanks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise

Measure = Callable[[str], float]

_AFTER = re.compile(r"(?<=[@._/\-–—])(?=[^\s@._/\-–—])")
# Chinese and Japanese have no blanks: a line may end at any of their signs.
_SIGN = re.compile(
    "[\u2e80-\u2fdf\u3001-\u303f\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff]"
)
_OPENING = ("Ps", "Pi")
_CLOSING = ("Pe", "Pf", "Po", "Lm")
_LEANING = ("Mn", "Mc", "Me", "Cf")


def signs(token: str) -> list[str]:
    """Cut a word where a line may always end: between signs, but not before what closes them."""
    if token.isascii() or not _SIGN.search(token):
        return [token]
    parts = [token[0]]
    for before, char in pairwise(token):
        sign = _SIGN.match(before) or _SIGN.match(char)
        if sign and _parted(unicodedata.category(before), unicodedata.category(char)):
            parts.append(char)
        else:
            parts[-1] += char
    return parts


def _parted(before: str, char: str) -> bool:
    return before not in _OPENING and char not in (*_CLOSING, *_LEANING)


def unbroken(token: str) -> Iterator[str]:
    """Yield the parts of a word that need not be broken."""
    for sign in signs(token):
        yield from _AFTER.split(sign)


def cut(token: str, width: float, measure: Measure) -> Iterator[str]:
    """Cut a long word after @ . _ / - where that helps, else where the line is full."""
    held = ""
    for part in _AFTER.split(token):
        if held and measure(held + part) > width:
            yield held
            held = ""
        if not held and measure(part) > width:
            *full, rest = _by_letter(part, width, measure)
            yield from full
            held = rest
        else:
            held += part
    if held:
        yield held


def _by_letter(token: str, width: float, measure: Measure) -> list[str]:
    """Cut a word that nothing else can break, by the widths of its letters with their marks."""
    letters = _letters(token)
    widths = {letter: max(measure(letter), 0.1) for letter in set(letters)}
    parts, start, wide = [], 0, 0.0
    for at, letter in enumerate(letters):
        if at > start and wide + widths[letter] > width:
            parts.append("".join(letters[start:at]))
            start, wide = at, 0.0
        wide += widths[letter]
    return [*parts, "".join(letters[start:])]


def _letters(token: str) -> list[str]:
    letters: list[str] = []
    for char in token:
        if letters and unicodedata.category(char) in _LEANING:
            letters[-1] += char
        else:
            letters.append(char)
    return letters
