"""In which order texts stand that people see: one rule for Python, one for the file.

Both are right for English and no more. Case counts for nothing. In Python accents count for nothing
either, so that Ångström stands beside Angus; the languages that put Å, Ö or ll at a place of their
own in the alphabet do not get it, and figures within a text go by their digits ("10" before "9").
The file has no more than SQLite's own NOCASE, which other programs know too: it takes no account
of the case of A to Z, and a letter with an accent stands after z. Names of people are therefore
kept in the file a second time, without either.
"""

from __future__ import annotations

import unicodedata

IN_FILE = "NOCASE"

_FOLDS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"}
)


def fold(text: str) -> str:
    """Return `text` without case and accents, for comparing."""
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_FOLDS)
    apart = unicodedata.normalize("NFKD", plain)
    return "".join(c for c in apart if not unicodedata.combining(c))


def key(text: str) -> tuple[str, str]:
    """Return by what `text` is sorted; of texts that differ by case or accents alone, by those."""
    return fold(text), text
