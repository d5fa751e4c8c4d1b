"""How words are found however they are written: "O'Brien" by "obrien", "+44 1452" by "01452".

What a text is found by is folded, and followed by the other ways to write it; what is typed is
folded in the same way, and read in each way that it may be meant.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from facilitator_app.domain.collation import fold

_MARKS = "'`-"  # stand within a name or are left out
_WITH_MARKS = re.compile(rf"\w+(?:[{_MARKS}]\w+)+")
_DOMAIN = re.compile(r"@\w[\w.-]*")
_NUMBER = r"(?<![\w@])(?:\+ ?)?\(?\d(?:[ ().-]{0,3}\d){5,}(?!\w)"
_NUMBERS = re.compile(_NUMBER)
_TYPED = re.compile(rf"{_NUMBER}|[\w@]+(?:[.{_MARKS}][\w@]+)*")
_OTHERWISE = re.compile(rf"[@{_MARKS}]|\d")  # stands in what can be written in another way
_PARTS = re.compile(r"[^\W_]+")
_WHOLE_NUMBER = range(9, 16)  # digits of a telephone number with its area code
_HOME = re.compile(r"(?:\+|00)440?|44(?=\d{10}$)")  # how numbers of this country begin abroad


def indexed(text: str) -> str:
    """Return what `text` is found by: its words folded, then other ways to write some of them."""
    plain = fold(text)
    if not _OTHERWISE.search(plain):
        return plain
    more: list[str] = []
    marked = any(mark in plain for mark in _MARKS)
    for found in _WITH_MARKS.findall(plain) if marked else ():
        joined = re.sub("['`]", "", found)
        more += [joined, joined.replace("-", "")] if "-" in joined else [joined]
    if "@" in plain:
        more += [f"{found} {found[1:]}" for found in _DOMAIN.findall(plain)]
    for found in _NUMBERS.findall(plain):
        digits = _national(found)
        more.append(digits)
        if len(digits) in _WHOLE_NUMBER and (local := _local(digits)) not in found.split():
            more.append(local)
    return "\n".join([plain, *dict.fromkeys(more)])


def words_in(typed: str) -> list[str]:
    """Return the words of what was typed, folded; a telephone number is one, however spaced."""
    return [word for word in _TYPED.findall(fold(typed)) if _PARTS.search(word)]


def readings(word: str) -> tuple[tuple[str, ...], ...]:
    """Return the ways to read one of `words_in`: in each, all parts are to be found.

    A part is a word, or words that stand beside each other with a mark between them.
    """
    if _NUMBERS.fullmatch(word):
        digits = _national(word)
        ways = [tuple(_PARTS.findall(word)), (digits,)]
        if not digits.startswith("0") and len(digits) in _WHOLE_NUMBER:
            ways.append((f"0{digits}",))
    else:
        ways = [(word,), (re.sub(f"[{_MARKS}]", "", word),)]
    return tuple(dict.fromkeys(ways))


def begins_some(word: str, texts: Collection[str], sure: int) -> bool:
    """Say whether one of `words_in` begins words of `texts`, be it a part that it has each time.

    A part of fewer letters than `sure` must be a whole word. texts: what `indexed` returned.
    """
    there = {one for text in texts for one in _PARTS.findall(text)}
    return any(
        all(
            part in there or (len(part) >= sure and any(one.startswith(part) for one in there))
            for beside in way
            for part in _PARTS.findall(beside)
        )
        for way in readings(word)
    )


def _local(digits: str) -> str:
    """Return a whole number without its area code (Ofcom, National Telephone Numbering Plan)."""
    if digits.startswith("02"):
        return digits[3:]
    return (
        digits[4:] if digits.startswith("011") or digits[:2] + digits[3:4] == "011" else digits[5:]
    )


def _national(number: str) -> str:
    """Return the digits of a number as it is dialled in this country; abroad, without 00."""
    if number.replace(" ", "").isdecimal() and number[0] == "0" != number[1]:
        return number.replace(" ", "")
    dialled = re.sub(r"[^\d+]", "", number)
    if _HOME.match(dialled):
        return "0" + _HOME.sub("", dialled, count=1)
    return dialled.removeprefix("+").removeprefix("00")
