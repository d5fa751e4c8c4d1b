"""Characters that nobody sees: copied text brings them, and they hide words from a search."""

from __future__ import annotations

import re

_UNWANTED = r"\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_JOINERS = r"[\u200c\u200d]+"
_JOINED = r"[\u0590-\U0010ffff]"  # scripts and pictures that joiners shape
_SHAPERS = r"\u200c\u200d\ufe00-\ufe0f\U000e0020-\U000e007f\U000e0100-\U000e01ef"
_CONTROLS = r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"

_BREAKS = re.compile(r"[\x0b\x0c\x1c-\x1f]")  # of columns, pages and records
_CONTROL = re.compile(rf"[{_CONTROLS}]+")
_ANY_CONTROL = re.compile(rf"[{_CONTROLS}\x0b\x0c\x1c-\x1f]")
_STRAY = re.compile(rf"[{_UNWANTED}]+")
_IDLE = re.compile(rf"(?<!{_JOINED}){_JOINERS}|{_JOINERS}(?!{_JOINED})")
_ALONE = re.compile(rf"(?<!\S)[{_SHAPERS}]+(?!\S)")
_ALL = re.compile(rf"[{_UNWANTED}\u200c\u200d\ufe00-\ufe0f]+")


def without_controls(text: str) -> str:
    """Return `text` without control characters and halves of others; tabs and line ends stay."""
    if not _ANY_CONTROL.search(text):
        return text
    return _CONTROL.sub("", _BREAKS.sub(" ", text))


def visible(text: str) -> str:
    """Return `text` as it is kept: without unseen characters, but for those that shape others.

    Zero-width joiners stay between letters of a script that needs them, as Persian or Sinhala does.
    """
    plain = without_controls(text)
    if plain.isascii():
        return plain
    return _ALONE.sub("", _IDLE.sub("", _STRAY.sub("", plain)))


def without_unseen(text: str) -> str:
    """Return `text` as it is compared: without any unseen character."""
    plain = without_controls(text)
    return plain if plain.isascii() else _ALL.sub("", plain)
