"""Keeps spreadsheets from taking what somebody typed for a formula: in files and on the clipboard.

Numbers stay as they are, with their sign, and so do telephone numbers: nothing in them can be
worked out. What a spreadsheet takes off a telephone number, `exchange/cell_parsing.py` puts back.
"""

from __future__ import annotations

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")  # and what would be taken for one that is guarded already
_NUMBER = re.compile(r"[+-](?=\D*\d)[\d .,()%£\xa0\u202f]+")  # -4.50, -£1,204, +5%, +44 (0)20 7946


def guarded(text: str) -> str:
    """Return `text` with an apostrophe before it if a spreadsheet would take it for a formula."""
    return "'" + text if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def unguarded(text: str) -> str:
    """Return what `guarded` was given, or what somebody else guarded in this way."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
