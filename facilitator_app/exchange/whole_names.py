"""Takes a name that was written into one cell apart: "SMITH, Joan" or "Mrs Joan Smith MBE"."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from facilitator_app.domain.unseen import without_unseen

if TYPE_CHECKING:
    from nameparser import Parser

TITLES = frozenset(
    ("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "rev", "revd", "reverend", "sir",
     "dame", "lady", "lord", "cllr", "councillor", "fr", "father", "sister", "canon", "hon")
)  # fmt: skip
_PARTICLES = (
    "ap",
    "ab",
    "ferch",
    "nic",
    "mhic",
    "ó",
    "o",
    "ua",
    "uí",
    "ui",
)  # Welsh and Irish, beyond those known
_SAINT = "st"  # begins first names and surnames here, and is nobody's title
_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_NAME_WORD = re.compile(r"[^\W\d_][^\W\d_A-Z]*(?:[-'’][^\W\d_]+)?")  # "Mo", no "MBE"
# What else people put in brackets behind a name.
_NO_NAMES = frozenset(
    ("chair", "chairman", "chairwoman", "chairperson", "deputy", "vice", "secretary", "treasurer",
     "lead", "member", "observer", "carer", "patient", "survivor", "relative", "volunteer", "nurse",
     "doctor", "consultant", "gp", "manager", "staff", "trustee", "governor", "clerk", "minutes",
     "wife", "husband", "partner", "widow", "widower", "son", "daughter", "mother", "father",
     "sister", "brother", "parent", "friend", "bereaved", "retired", "deceased", "died", "left",
     "new", "temporary", "apologies", "senior", "junior", "née", "nee", "formerly", "none")
)  # fmt: skip
_TWO = re.compile(r"(?<!\S)(?:&|\+|and)(?!\S)|/|&", re.IGNORECASE)
_BESIDE = re.compile(r"\s+[-–—]\s+")  # what a person does, behind the name


@dataclass(frozen=True, slots=True)
class NameParts:
    """The parts of a name, "" for what is not there.

    beyond: letters after the name, a role, a name before marriage; two: it names two people;
    known_as: what they like to be called, which stood in brackets.
    """

    surname: str
    forenames: str = ""
    title: str = ""
    beyond: str = ""
    two: bool = False
    known_as: str = ""


def split_name(text: str) -> NameParts:
    """Return the parts of a whole name; a single word is the surname."""
    text, known_as = _called(" ".join(word for word in text.split() if not _is_drawn(word)))
    name, *roles = _BESIDE.split(text, maxsplit=1)
    titles, first, last, beyond = list[str](), list[str](), list[str](), list(name)
    places = {"title": titles, "given": first, "middle": first, "family": last}
    for token in _parser().parse(name).tokens:
        word, role = token.text.strip("(),"), token.role.value
        titled = word.strip(".").lower() in TITLES
        if role == "title" or (titled and role not in places):
            role = "title" if titled else ""
        if role in places and token.span is not None:
            places[role].append(word)
            beyond[token.span.start : token.span.end] = " " * len(token.text)
    if "," not in name:
        first, last = _by_capitals(name, first, last)
    if not last and first:
        first, last = [], first
    elif not last:  # "Mr Lord"
        titles, last = titles[:1], titles[1:]
    left = " ".join(["".join(beyond), *roles]).split()
    return NameParts(
        _cased(" ".join(last)),
        " ".join(first),
        " ".join(titles),
        " ".join(word.strip("(),") for word in left if any(map(str.isalnum, word))),
        two=names_two(name),
        known_as=known_as,
    )


def _is_drawn(word: str) -> bool:
    """Say whether a word is nothing but pictures, of which the parser would leave the joiners."""
    shown = without_unseen(word)
    return not word.isascii() and all(unicodedata.category(one) in ("So", "Sk") for one in shown)


def _called(text: str) -> tuple[str, str]:
    """Return `text` without the one word in brackets that is a name, and that; "" if none is."""
    for found in _BRACKETS.finditer(text):
        word = found[1].strip("\"'“”‘’ ")
        named = word[:1].isupper() and _NAME_WORD.fullmatch(word)
        if named and word.lower() not in _NO_NAMES | TITLES:
            return text[: found.start()] + text[found.end() :], word
    return text, ""


def names_two(text: str) -> bool:
    """Whether a name, or a part of one, is of two people: "Mr & Mrs", "Jean and Anna"."""
    return bool(_TWO.search(text))


@functools.cache
def _parser() -> Parser:
    """Return the parser with the words of these islands; it is read once one is asked for."""
    from nameparser import Lexicon, Parser  # noqa: PLC0415 - a tenth of a second, rarely needed

    words = Lexicon.default().remove(titles=(_SAINT,)).add(titles=TITLES, particles=_PARTICLES)
    return Parser(lexicon=words)


def _by_capitals(name: str, first: list[str], last: list[str]) -> tuple[list[str], list[str]]:
    """Take words in capitals at either end for the surname, where the others are not."""
    words = sorted([*first, *last], key=name.find)
    loud = [len(word) > 2 and word.isupper() for word in words]
    if not any(loud) or all(loud):
        return first, last
    at = loud.index(True)
    end = next((n for n in range(at, len(words)) if not loud[n]), len(words))
    if at > 0 and end < len(words):
        return first, last
    return words[:at] + words[end:], words[at:end]


def _cased(surname: str) -> str:
    """Set a surname of capitals as people write it: "O'BRIEN-LEE" as "O'Brien-Lee"."""
    surname = unicodedata.normalize("NFC", surname)  # an accent apart would end its word
    return surname.title() if len(surname) > 2 and surname.isupper() else surname
