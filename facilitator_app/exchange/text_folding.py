"""Text as it is compared: without stray blanks, capitals, accents and marks."""

from __future__ import annotations

import re

from facilitator_app.domain import collation
from facilitator_app.domain.unseen import visible, without_controls

_BLANKS = re.compile(r"[^\S\n]+")
_UNTIDY = re.compile(r"[^\S ]|  |^ | $|[\x00-\x1f\x7f]")
_MARKS = re.compile(r"[\W_]+")


def tidy(text: str) -> str:
    """Return `text` without unseen characters; each run of blanks is one, line breaks stay."""
    seen = text if text.isascii() else visible(text)  # nearly all of a list is
    if not _UNTIDY.search(seen):
        return seen
    plain = without_controls(seen.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in plain.split("\n")).strip()


def fold(text: str) -> str:
    """Return the letters and digits of `text` without case and accents, words apart."""
    return " ".join(_MARKS.sub(" ", collation.fold(text).replace("'", "")).split())


def fold_header(text: str) -> str:
    """Fold a heading: "Forename(s)" and "forenames", "E-mail" and "email" are the same."""
    return fold(re.sub(r"\(s\)", "s", text, flags=re.IGNORECASE)).replace("e mail", "email")
