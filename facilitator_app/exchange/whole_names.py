"""Takes a name that was written into one cell apart: "SMITH, Joan" or "Mrs Joan Smith"."""

from __future__ import annotations

from dataclasses import dataclass

TITLES = frozenset(
    ("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "rev", "revd", "reverend", "sir",
     "dame", "lady", "lord", "cllr", "councillor", "fr", "father", "sister", "canon", "hon")
)  # fmt: skip
_PARTICLES = frozenset(
    ("van", "von", "der", "den", "de", "del", "della", "di", "da", "du", "la", "le", "bin", "ibn",
     "al", "el", "ap", "ab", "st")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NameParts:
    """The parts of a name, "" for what is not there."""

    surname: str
    forenames: str = ""
    title: str = ""


def split_name(text: str) -> NameParts:
    """Return the parts of a whole name; without comma or capitals the last word is the surname."""
    before, comma, after = text.partition(",")
    if comma and before.strip():
        title, words = _title(after.split())
        early, first = _title(before.split())
        return NameParts(_cased(" ".join(first)), " ".join(words), title or early)
    title, words = _title(text.replace(",", " ").split())
    if not words:
        return NameParts("", "", title)
    at, end = _surname(words)
    surname = " ".join(words[at:end])
    return NameParts(_cased(surname), " ".join(words[:at] + words[end:]), title)


def _title(words: list[str]) -> tuple[str, list[str]]:
    """Take a title off either end, be it in brackets."""
    for place in (0, -1):
        if words and words[place].strip("().,").lower() in TITLES:
            rest = words[1:] if place == 0 else words[:-1]
            return words[place].strip("(),"), rest
    return "", words


def _surname(words: list[str]) -> tuple[int, int]:
    """Return where the surname stands: words in capitals, else the last with its particles."""
    loud = [len(word) > 2 and word.isupper() for word in words]
    if any(loud) and not all(loud):
        first = loud.index(True)
        end = next((i for i in range(first, len(words)) if not loud[i]), len(words))
        if first == 0 or end == len(words):
            return first, end
    at = len(words) - 1
    while at > 1 and words[at - 1].lower() in _PARTICLES:
        at -= 1
    return at, len(words)


def _cased(surname: str) -> str:
    """Set a surname of capitals as people write it: "O'BRIEN-LEE" as "O'Brien-Lee"."""
    return surname.title() if len(surname) > 2 and surname.isupper() else surname
