"""Text within a paragraph: stretches that differ in weight; pure and frozen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class TextRun:
    """A stretch of text in one weight; the text is printed as typed, it is never mark-up."""

    text: str
    bold: bool = False


InlineText: TypeAlias = str | tuple[TextRun, ...]


def as_runs(words: InlineText) -> tuple[TextRun, ...]:
    """Return `words` as runs, a plain string as one plain run."""
    return (TextRun(words),) if isinstance(words, str) else words


def unstyled_text(words: InlineText) -> str:
    """Return `words` without weights."""
    return "".join(run.text for run in as_runs(words))
