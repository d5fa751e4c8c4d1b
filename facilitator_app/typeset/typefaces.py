"""A typeface in use: what it has, how wide it is, and where its letters go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import uharfbuzz


@dataclass(frozen=True, slots=True)
class PositionedText:
    """Characters of one face to draw at an offset, in 1/1000 em from the start of their run."""

    text: str
    offset: float


class Typeface(Protocol):
    """A font that reportlab knows by its name."""

    @property
    def name(self) -> str:
        """The name it is registered under."""

    def covers(self, text: str) -> bool:
        """Whether every character of `text` can be set."""

    def width(self, text: str, size: float) -> float:
        """Width of `text` in points."""

    def kerned(self, text: str) -> tuple[PositionedText, ...]:
        """Return `text` in pieces, each at the place where large type shows it best."""


@dataclass(frozen=True, slots=True)
class SimpleTypeface:
    """A typeface set letter by letter: the characters it has and their widths in 1/1000 em."""

    name: str
    widths: dict[int, float]
    font: Any

    def covers(self, text: str) -> bool:
        """Whether every character of `text` can be set."""
        widths = self.widths
        return all(ord(char) in widths for char in text)

    def width(self, text: str, size: float) -> float:
        """Width of `text` in points."""
        widths = self.widths
        return sum([widths[ord(char)] for char in text]) * size / 1000

    def kerned(self, text: str) -> tuple[PositionedText, ...]:
        """Cut `text` where a pair is kerned; as it stands where letters became other glyphs."""
        advances = self._kerned_advances(text)
        if len(advances) != len(text):
            return (PositionedText(text, 0),)
        done, start, x, begun = [], 0, 0.0, 0.0
        for at, advance in enumerate(advances):
            x += advance
            if abs(advance - self.widths[ord(text[at])]) > 0.5:
                done.append(PositionedText(text[start : at + 1], begun))
                start, begun = at + 1, x
        if start < len(text):
            done.append(PositionedText(text[start:], begun))
        return tuple(done)

    def _kerned_advances(self, text: str) -> list[float]:
        source: Any = uharfbuzz.Buffer()
        source.add_str(text)
        source.guess_segment_properties()
        uharfbuzz.shape(self.font.hbFont(), source)
        return [self.font.pdfScale(at.x_advance) for at in source.glyph_positions]
