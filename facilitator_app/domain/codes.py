"""Codes by which files know what was added to a framework or a pick-list."""

from __future__ import annotations

import hashlib
from collections.abc import Collection


def folded(words: str) -> str:
    """Return `words` without case and stray blanks: what is the same so is the same to people."""
    return " ".join(words.casefold().split())


def code_of(words: str, taken: Collection[str | None]) -> str:
    """Return a code that none of `taken` is; the same words get the same one in every file.

    It does not spell the words, which may be a name that has to leave the file one day.
    """
    number, code = 0, ""
    while not code or code in taken:
        number += 1
        digest = hashlib.blake2b(f"{folded(words)}/{number}".encode(), digest_size=6)
        code = f"own_{digest.hexdigest()}"
    return code
