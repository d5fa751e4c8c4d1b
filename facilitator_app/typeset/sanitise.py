"""Typed text made fit to print: composed (NFC), and without what has no place on a page."""

from __future__ import annotations

import unicodedata


def sanitise(text: str) -> str:
    """Return `text` composed, without controls and unpaired surrogates; newlines stay."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_visible, unicodedata.normalize("NFC", text.replace("\r\n", "\n"))))


def _visible(char: str) -> str:
    if char in "\n\xa0":
        return char
    if char in "\r\x85\u2028\u2029":
        return "\n"
    if char in "\t\x0b\x0c":
        return " "
    kind = unicodedata.category(char)
    if kind == "Zs":
        return "\xa0" if char in "\u202f\u2007" else " "
    if kind == "Cs":
        return "\ufffd"
    return "" if kind == "Cc" or char in "\ufeff\u00ad" else char
