"""What fields are called, without what is added to their names where they are spoken."""

from __future__ import annotations

import re

_ADDED = re.compile(r"(, line (of .+?|\d+))?(, required)?(, to be mended)?$")


def plain(name: str) -> str:
    """Return "Amount" of "Amount, line of 12 Nov, required, to be mended"."""
    return _ADDED.sub("", name)
