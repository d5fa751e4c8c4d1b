"""Characters that nobody sees: copied text brings them, and they hide words from a search."""

from __future__ import annotations

import re

_UNWANTED = r"\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_JOINERS = r"[\u200c\u200d]+"
_JOINED = r"[\u0590-\U0010ffff]"  # scripts and pictures that joiners shape

_STRAY = re.compile(rf"[{_UNWANTED}]+")
_IDLE = re.compile(rf"(?<!{_JOINED}){_JOINERS}|{_JOINERS}(?!{_JOINED})")
_ALL = re.compile(rf"[{_UNWANTED}\u200c\u200d\ufe00-\ufe0f]+")


def visible(text: str) -> str:
    """Return `text` as it is kept: without unseen characters, but for those that shape others.

    Zero-width joiners stay between letters of a script that needs them, as Persian or Sinhala does.
    """
    return text if text.isascii() else _IDLE.sub("", _STRAY.sub("", text))


def without_unseen(text: str) -> str:
    """Return `text` as it is compared: without any unseen character."""
    return text if text.isascii() else _ALL.sub("", text)
