"""Reads the tags in a cell: names or codes, several of them with semicolons or commas between."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from facilitator_app.exchange.text_folding import fold
from facilitator_app.i18n import _

_PART = re.compile(r"[^;,\n]+")
_TOLD = 80  # letters of a name that is repeated


class TagReader:
    """Knows what each tag goes by."""

    def __init__(
        self, words: Sequence[tuple[str, int]], codes: Sequence[tuple[str, int]] = ()
    ) -> None:
        """Know tags by pairs of what they are called and their id; codes count after all words."""
        self._known = (_by_words(words), _by_words(codes))

    def read(self, text: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """Return the ids of the tags in `text`, each once, and what is wrong with the others."""
        ids: dict[int, None] = {}
        wrong: list[str] = []
        parts = [(one.start(), one.end()) for one in _PART.finditer(text) if fold(one[0])]
        while parts:
            named, found, count = self._longest(text, parts)
            if len(found) == 1:
                ids |= dict.fromkeys(found)
            else:
                wrong.append(_wrong(named, several=bool(found)))
            parts = parts[count:]
        return tuple(ids), tuple(wrong)

    def _longest(
        self, text: str, parts: Sequence[tuple[int, int]]
    ) -> tuple[str, frozenset[int], int]:
        """Return the longest name that `text` goes on with, its ids, and of how many parts it is.

        A name may itself hold a comma. One that nothing is called ends at the first.
        """
        begins = parts[0][0]
        for count in range(len(parts), 0, -1):
            named = text[begins : parts[count - 1][1]].strip()
            if found := self._find(named):
                return named, found, count
        return text[begins : parts[0][1]].strip(), frozenset(), 1

    def _find(self, named: str) -> frozenset[int]:
        key = fold(named)
        return next((known[key] for known in self._known if key in known), frozenset())


def _by_words(named: Sequence[tuple[str, int]]) -> Mapping[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for words, one in named:
        key = fold(words)
        found[key] = found.get(key, frozenset()) | {one}
    return found


def _wrong(named: str, *, several: bool) -> str:
    if several:
        words = _("{words}: several tags are called that. Write the framework before it.")
    else:
        words = _("{words}: there is no such tag for these. It is left out.")
    return words.format(words=named[:_TOLD])
