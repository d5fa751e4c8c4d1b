"""Finds the one entry of a pick-list that a person meant who did not write all of its words."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator_app.exchange.text_folding import fold
from facilitator_app.spec.kinds import FormatContext

_LEAST = 3  # letters and figures: fewer mean too much


def near_entry(name: str, text: str, fmt: FormatContext) -> str | None:
    """Return the code of the one entry of the list `name` that begins with `text`, or holds it.

    "Large print" is "Large print, 18 pt", and "blue badge" is "Blue Badge parking". Where several
    begin with the words, or none does and several hold them all, none is meant.
    """
    wanted = _words(text)
    entries = [(one.code, _words(one.label)) for one in fmt.lists.offered(name)]
    if not wanted or len("".join(wanted)) < _LEAST:
        return None
    begun = [code for code, words in entries if words[: len(wanted)] == wanted]
    return _only(begun or [code for code, words in entries if set(wanted) <= set(words)])


def _only(codes: Sequence[str]) -> str | None:
    return codes[0] if len(codes) == 1 else None


def _words(text: str) -> list[str]:
    """Return the words of `text` folded, those in the plural as one of them."""
    return [_singular(one) for one in fold(text).split()]


def _singular(word: str) -> str:
    return word[:-1] if len(word) > _LEAST and word.endswith("s") else word
