"""Text as it is compared: without stray blanks, capitals, accents and marks."""

from __future__ import annotations

import re

from facilitator_app.domain import collation

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_BLANKS = re.compile(r"[^\S\n]+")
_UNTIDY = re.compile(r"[^\S ]|  |^ | $|[\x00-\x1f\x7f\xad\u200b-\u206f\ufeff\ud800-\udfff]")
_MARKS = re.compile(r"[\W_]+")
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff]")


def tidy(text: str) -> str:
    """Return `text` without unseen characters; each run of blanks is one, line breaks stay."""
    if not _UNTIDY.search(text):
        return text
    plain = _NO_TEXT.sub("", _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in plain.split("\n")).strip()


def fold(text: str) -> str:
    """Return the letters and digits of `text` without case and accents, words apart."""
    return " ".join(_MARKS.sub(" ", collation.fold(text).replace("'", "").replace("’", "")).split())


def fold_header(text: str) -> str:
    """Fold a heading: "Forename(s)" and "forenames", "E-mail" and "email" are the same."""
    return fold(re.sub(r"\(s\)", "s", text, flags=re.IGNORECASE)).replace("e mail", "email")
