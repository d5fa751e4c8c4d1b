"""Texts that people read: `_` shows one, `N_` declares one to be shown later."""

from __future__ import annotations

import gettext

_NOUNS_CAPITAL = ("de", "lb")
_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def use(catalogue: gettext.NullTranslations) -> None:
    """Show all later texts in the language of `catalogue`."""
    global _catalogue  # one language for the whole process  # noqa: PLW0603 - set once at start
    _catalogue = catalogue


def _(text: str) -> str:
    """Return `text` in the user's language."""
    return _catalogue.gettext(text)


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "extract, do not translate"
    """Mark `text` for extraction where it is declared; it is shown through `_`."""
    return text


def mid_sentence(text: str) -> str:
    """Return a heading's words as they stand within a sentence: "member", but "NHS trust"."""
    language = str(_catalogue.info().get("language", ""))[:2]
    if language in _NOUNS_CAPITAL or text[1:2].isupper() or text[1:2] in (".", "&"):
        return text
    return text[:1].lower() + text[1:]


def ngettext(one: str, many: str, n: int) -> str:
    """Return the form of the text that fits the number `n`, with {n} filled in."""
    return _catalogue.ngettext(one, many, n).format(n=f"{n:,}")
