"""Right-to-left text: Unicode's embedding levels (UAX 9), and from them the visual order."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from bidi import get_base_level, get_display
from bidi.mirror import MIRRORED

# Letters that are read from the right, their marks and their own figures.
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_RTL_OR_CONTROL = re.compile(f"[{_RTL}\u200f\u202b\u202e\u2067]")
_BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_RTL_WORD = re.compile(f"[{_RTL}]+")
_LTR_LETTER = re.compile(f"[^\\W{_RTL}]")
# In a text of ours a name is a unit: what stands after it runs on as the text does. In a text that
# is read from the right it is the groups of a number that would change places.
_RTL_NAME = re.compile(f"[{_RTL}](?:[{_RTL} \xa0.'’\u2010-\u2013\u200c-\u200f-]*[{_RTL}])?")
_GROUPED_NUMBER = re.compile(r"\+?\d+(?:[ \xa0-]\d+)+")
LEFT_TO_RIGHT_MARK = "\u200e"
_RTL_ISOLATE, _LTR_ISOLATE, _POP_ISOLATE = "\u2067", "\u2066", "\u2069"
# No name has so many words.
_PROSE_WORDS = 6


def may_contain_rtl(text: str) -> bool:
    """Whether some of `text` may run from the right; false for nearly all text, and quick."""
    return _RTL_OR_CONTROL.search(text) is not None


def contains_rtl(text: str) -> bool:
    """Whether there is a letter in `text` that is read from the right."""
    return any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)


def is_rtl_paragraph(text: str) -> bool:
    """Whether a paragraph is read from the right as a whole.

    It begins with such a letter, and has nothing else or many such words and little else: a name
    with an English date after it is English.
    """
    if get_base_level(text) != 1:
        return False
    others = len(_LTR_LETTER.findall(text))
    return not others or (
        is_rtl_prose(text) and sum(map(len, _RTL_WORD.findall(text))) > 2 * others
    )


def is_rtl_prose(text: str) -> bool:
    """Whether `text` has more words that are read from the right than a name has."""
    return len(_RTL_WORD.findall(text)) >= _PROSE_WORDS


@lru_cache(maxsize=256)
def embedding_levels(text: str) -> tuple[int, ...]:
    """Return the level of each character of a paragraph; what has an odd one runs from the right.

    The library tells levels in what it shows to debuggers only, one for each byte of UTF-8.
    """
    right = is_rtl_paragraph(text)
    apart, added = _isolate_units(text, right)
    told = str(get_display(apart, base_dir="R" if right else "L", debug=True))
    found = [int(level) for level in re.findall(r"Level\(\s*(\d+)", told)]
    at, done = 0, []
    for place, char in enumerate(text):
        at += added[place] * len(_POP_ISOLATE.encode())
        done.append(found[at])
        at += len(char.encode())
    return tuple(done)


def _isolate_units(text: str, right: bool) -> tuple[str, Counter[int]]:
    """Put isolates around what is a unit, and count those before each character."""
    isolate, unit = (_LTR_ISOLATE, _GROUPED_NUMBER) if right else (_RTL_ISOLATE, _RTL_NAME)
    added = Counter(at for found in unit.finditer(text) for at in found.span())
    return unit.sub(lambda found: f"{isolate}{found[0]}{_POP_ISOLATE}", text), added


def visual_order(levels: Sequence[int]) -> list[int]:
    """Return the places of parts that have these levels, from left to right (UAX 9, rule L2)."""
    places = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        at = 0
        while at < len(places):
            end = at
            while end < len(places) and levels[places[end]] >= level:
                end += 1
            places[at:end] = reversed(places[at:end])
            at = end + 1
    return places


def visual_text(text: str) -> str:
    """Return right-to-left text as it is to be set: signs alone mirrored, the last one first.

    Letters are left to the shaper, which turns them round itself.
    """
    if contains_rtl(text):
        return text
    return "".join(MIRRORED.get(char, char) for char in reversed(text))


def strip_bidi_controls(text: str) -> str:
    """Return `text` without the signs that only say which way it runs."""
    return _BIDI_CONTROLS.sub("", text)
