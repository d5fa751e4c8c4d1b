"""Text as it is drawn, in runs, words, spans and lines: what stands where; points."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator_app.typeset.typefaces import Typeface


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """Text of one typeface at `x` from the start of its word or line.

    An odd level runs from the right. `text` is as it is read, but for signs that stand alone
    among letters read from the right.
    """

    face: Typeface
    text: str
    x: float
    width: float
    level: int = 0


@dataclass(frozen=True, slots=True)
class WordBoundary:
    """What is before a word: a blank and its level, nothing, or what it may not be parted from."""

    space: bool = False
    no_break: bool = False
    level: int = 0


@dataclass(frozen=True, slots=True)
class ShapedWord:
    """A word and its width; `actual_text` is its text where the glyphs drawn do not say it."""

    glyph_runs: tuple[GlyphRun, ...]
    width: float
    actual_text: str
    boundary: WordBoundary


@dataclass(frozen=True, slots=True)
class TextSpan:
    """Runs that are read as one: as `actual_text`, or as they stand where that is empty."""

    glyph_runs: tuple[GlyphRun, ...]
    actual_text: str = ""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line and its width."""

    spans: tuple[TextSpan, ...]
    width: float
