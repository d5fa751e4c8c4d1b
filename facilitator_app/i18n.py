"""Texts that people read: `_` shows one, `N_` declares one to be shown later.

One language and one locale hold for the whole process, set once at start. Babel is loaded when it
is first needed, since the window is painted before.
"""

from __future__ import annotations

import gettext
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

DOMAIN = "facilitator"
ENGLISH = "en_GB"
_LARGE_NOUNS = ("de", "gsw", "lb", "nds")

_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_name = ENGLISH


def use(catalogue: gettext.NullTranslations, name: str = ENGLISH) -> None:
    """Show all later texts in the language of `catalogue`, and dates and numbers as `name` does."""
    global _catalogue, _name
    _catalogue, _name = catalogue, name


def load(folder: Path, name: str) -> bool:
    """Use the catalogue `name` ("cy", "en_US") of `folder`; say whether there is one."""
    from babel import UnknownLocaleError  # noqa: PLC0415 - 30 ms that only a translation costs

    try:
        catalogue = gettext.translation(DOMAIN, folder, [name])
        _locale(name)
    except (OSError, ValueError, UnknownLocaleError):
        return False
    use(catalogue, name)
    return True


def locale_name() -> str:
    """Return the name of the locale in use: "en_GB"."""
    return _name


def language_tag() -> str:
    """Return "en-GB", as PDF and HTML tell it to a screen reader."""
    return _name.replace("_", "-")


def locale() -> Locale:
    """Return the locale in use; babel.UnknownLocaleError if there is none of its name."""
    return _locale(_name)


@lru_cache(maxsize=2)
def _locale(name: str) -> Locale:
    from babel import Locale  # noqa: PLC0415 - 30 ms that the first window need not wait for

    return Locale.parse(name)


def _(text: str) -> str:
    """Return `text` in the user's language."""
    return _catalogue.gettext(text) if text else ""  # "" is where a catalogue tells of itself


def pgettext(context: str, text: str) -> str:
    """Return `text` in the user's language as it is meant within `context`, such as a pick-list."""
    return _catalogue.pgettext(context, text)


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "extract, do not translate"
    """Mark `text` for extraction where it is declared; it is shown through `_`."""
    return text


def ngettext(one: str, many: str, n: int, **more: str) -> str:
    """Return the form of the text that fits the number `n`, with {n} and `more` filled in."""
    return _catalogue.ngettext(one, many, n).format(n=show_number(n), **more)


def mid_sentence(text: str) -> str:
    """Return a heading word as it stands inside a sentence: "member" for "Member".

    Letters that stand for words keep their capitals ("NHS trust", "A&E"), as does every word of a
    language that writes its nouns with one.
    """
    if text[1:2].isupper() or text[1:2] in (".", "&") or _name.split("_")[0] in _LARGE_NOUNS:
        return text
    return text[:1].lower() + text[1:]


def show_number(value: int) -> str:
    """Return "1,234"."""
    return _number(value, _name)


@lru_cache(maxsize=4096)
def _number(value: int, name: str) -> str:
    from babel.numbers import format_decimal  # noqa: PLC0415 - as above

    return format_decimal(value, locale=_locale(name))
