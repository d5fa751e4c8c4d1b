"""In which order texts stand that people see: one rule for Python and for the file.

Case and accents count for nothing, so that Ångström stands beside Angus; a language that gives such
letters, or pairs of letters, a place of their own in its alphabet gets it. Numbers within a text go
by what they count ("Group 2" before "Group 10"), and apostrophes and quotation marks for nothing:
O'Dowda stands beside Odowda. SQLite's own NOCASE, which other programs know too, is how the file
itself keeps and compares texts: it knows the case of A to Z alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from facilitator_app import i18n
from facilitator_app.domain.unseen import without_unseen

IN_FILE = "NOCASE"

_ACUTE = "\u00b4"  # typed for an apostrophe; it would come apart into a blank and an accent
_MARKS = {
    **dict.fromkeys("\u2018\u2019\u201b\u2032\u02b9\u02bb\u02bc", "'"),
    **dict.fromkeys("\u2010\u2013", "-"),
}
_PASSED_OVER = "'`\"\u201c\u201d\u201e"  # as a word is put in order; `fold` makes others straight
_NUMBER = re.compile(r"[0-9]+")
_DIGITS = 15  # more make a mark of some kind, no number that counts something
_BY_ITS_LETTERS = re.compile(f"[^{_PASSED_OVER}0-9]*")
_LETTERS = {"æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ȷ": "j", "ð": "d", "ŋ": "n", "ß": "ss"}
_LATIN = ((0x100, 0x2AF), (0x1D6B, 0x1D9A), (0x2C60, 0x2C7F), (0xA720, 0xA7FF))
_STROKED = re.compile("LATIN SMALL LETTER ([A-Z]) WITH ")


def _plain_letters() -> Iterator[tuple[str, str]]:
    """Yield letters with a stroke or a hook, which Unicode does not take apart, as ł and l."""
    for first, last in _LATIN:
        for letter in map(chr, range(first, last + 1)):
            if found := _STROKED.match(unicodedata.name(letter, "")):
                yield letter, found[1].lower()


_UNQUOTED = str.maketrans(dict.fromkeys(_PASSED_OVER, ""))
_FOLDS = str.maketrans({**dict(_plain_letters()), "ø": "o", **_LETTERS, **_MARKS})

# Which letters come right after which, and after all words that begin with it (Unicode CLDR,
# collation charts). "/" stands between ways to write one letter.
_ALPHABETS: Mapping[str, str] = {
    "cs": "c<č h<ch r<ř s<š z<ž",
    "cy": "c<ch d<dd f<ff g<ng l<ll p<ph r<rh t<th",
    "da": "z<æ/ä<ø/ö<å/aa",
    "es": "n<ñ",
    "et": "s<š<z<ž w<õ<ä<ö<ü",
    "fi": "z<å<ä/æ<ö/ø",
    "hr": "c<č<ć d<dž<đ l<lj n<nj s<š z<ž",
    "hu": "c<cs d<dz<dzs g<gy l<ly n<ny o<ö/ő s<sz t<ty u<ü/ű z<zs",
    "is": "a<á d<ð e<é i<í o<ó u<ú y<ý z<þ<æ<ö/ø<å",
    "lt": "c<č s<š z<ž",
    "lv": "c<č g<ģ k<ķ l<ļ n<ņ s<š z<ž",
    "nb": "z<æ/ä<ø/ö<å/aa",
    "nn": "z<æ/ä<ø/ö<å/aa",
    "pl": "a<ą c<ć e<ę l<ł n<ń o<ó s<ś z<ź<ż",
    "ro": "a<ă<â i<î s<ș/ş t<ț/ţ",
    "sk": "a<ä c<č h<ch o<ô s<š z<ž",
    "sl": "c<č<ć d<đ s<š z<ž",
    "sq": "c<ç d<dh e<ë g<gj l<ll n<nj r<rr s<sh t<th x<xh z<zh",
    "sv": "z<å<ä/æ<ö/ø",
}
_AFTER = "\U0010ffff"  # no letter, and above all of them


def fold(text: str) -> str:
    """Return `text` without case, accents and unseen characters, for comparing.

    Apostrophes and hyphens are straight.
    """
    if text.isascii():
        return text.casefold()
    seen = without_unseen(text).replace(_ACUTE, "'")
    plain = unicodedata.normalize("NFKD", seen).casefold().translate(_FOLDS)
    apart = unicodedata.normalize("NFKD", plain)
    return "".join(c for c in apart if not unicodedata.combining(c))


def sort_key(text: str) -> str:
    """Return by what `text` is sorted in the language in use."""
    alphabet = _alphabet(_language())
    folded = fold(alphabet.placed(text) if alphabet else text)
    if _BY_ITS_LETTERS.fullmatch(folded):
        return folded
    plain = without_quotes(folded)
    return _NUMBER.sub(lambda found: found[0].lstrip("0").rjust(_DIGITS, "0"), plain)


def without_quotes(folded: str) -> str:
    """Return folded words without the marks that count for nothing in an order."""
    return folded.translate(_UNQUOTED)


def has_alphabet() -> bool:
    """Say whether the language in use gives some letters a place that `fold` does not."""
    return _alphabet(_language()) is not None


def key(text: str) -> tuple[str, str]:
    """Return by what `text` is sorted; of texts that differ by case or accents alone, by those."""
    return sort_key(text), text


class _Alphabet:
    """The letters of a language that have a place of their own."""

    def __init__(self, written: str) -> None:
        self._places: dict[str, str] = {}
        for run in written.split():
            before, *letters = run.split("<")
            for number, ways in enumerate(letters, 1):
                self._places |= dict.fromkeys(ways.split("/"), before + number * _AFTER)
        longest_first = sorted(self._places, key=len, reverse=True)
        self._letters = re.compile("|".join(longest_first))

    def placed(self, text: str) -> str:
        """Return `text` in small letters, with each of those written as its place."""
        small = unicodedata.normalize("NFC", text.casefold())
        return self._letters.sub(lambda found: self._places[found[0]], small)


def _language() -> str:
    return i18n.locale_name().partition("_")[0]


@lru_cache(maxsize=2)
def _alphabet(language: str) -> _Alphabet | None:
    written = _ALPHABETS.get(language)
    return _Alphabet(written) if written else None
