"""A font in use: what it has, how wide it is, and how its letters are shaped and kerned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import uharfbuzz


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Characters of one face to draw at an offset, in 1/1000 em from the start of their piece."""

    text: str
    right: float
    up: float


@dataclass(frozen=True, slots=True)
class Face:
    """A registered font: its name, the characters it has and their widths in 1/1000 em."""

    name: str
    widths: dict[int, float]
    font: Any
    shaped: bool = False

    def has(self, text: str) -> bool:
        """Whether every character of `text` can be set."""
        widths = self.widths
        return all(ord(char) in widths for char in text)

    def width(self, text: str, size: float) -> float:
        """Width of `text` in points."""
        if self.shaped:
            return sum(_advances(self, text)) * size / 1000
        widths = self.widths
        return sum([widths[ord(char)] for char in text]) * size / 1000

    def placed(self, text: str) -> tuple[Glyphs, ...]:
        """Return `text` shaped: ligatures and marks where the script has them, kerned elsewhere."""
        return _private(self, text) if self.shaped else _kerned(self, text)


def _shape(face: Face, text: str) -> list[tuple[int, int, float, float, float]]:
    """Return cluster, glyph, advance, x and y offset (1/1000 em) of each glyph of `text`."""
    source: Any = uharfbuzz.Buffer()
    source.add_str(text)
    source.guess_segment_properties()
    uharfbuzz.shape(face.font.hbFont(), source)
    scale = face.font.pdfScale
    return [
        (info.cluster, info.codepoint, *map(scale, (at.x_advance, at.x_offset, at.y_offset)))
        for info, at in zip(source.glyph_infos, source.glyph_positions, strict=True)
    ]


def _advances(face: Face, text: str) -> list[float]:
    return [advance for _cluster, _glyph, advance, _right, _up in _shape(face, text)]


def _private(face: Face, text: str) -> tuple[Glyphs, ...]:
    """Place each glyph by itself, under a private character made from its number."""
    done, x = [], 0.0
    for _cluster, glyph, advance, right, up in _shape(face, text):
        code = 0xE000 + glyph
        face.font.face.charToGlyph[code] = glyph
        face.font.face.charWidths[code] = advance
        done.append(Glyphs(chr(code), x + right, up))
        x += advance
    return tuple(done)


def _kerned(face: Face, text: str) -> tuple[Glyphs, ...]:
    """Cut `text` where a pair is kerned; as it stands where letters became other glyphs."""
    shape = _shape(face, text)
    if len(shape) != len(text):
        return (Glyphs(text, 0, 0),)
    done, start, x, begun = [], 0, 0.0, 0.0
    for at, (_cluster, _glyph, advance, _right, _up) in enumerate(shape):
        x += advance
        if abs(advance - face.widths[ord(text[at])]) > 0.5:
            done.append(Glyphs(text[start : at + 1], begun, 0))
            start, begun = at + 1, x
    if start < len(text):
        done.append(Glyphs(text[start:], begun, 0))
    return tuple(done)
